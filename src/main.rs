//! The command line program; everything it does is in the library.

use std::process::ExitCode;

/// A login allocates some thousand times, and a profile showed an eighth of its time in the allocator of glibc.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    esia_mock::cli::run(std::env::args_os())
}
