//! The command line program; everything it does is in the library.

use std::process::ExitCode;

/// A login allocates some thousand times; this allocator takes half as long for it as that of glibc, and as long on musl.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    esia_mock::cli::run(std::env::args_os())
}
