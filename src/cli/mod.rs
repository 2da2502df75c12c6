//! The command line: reads arguments, builds, starts.
//!
//! | command | file |
//! |---|---|
//! | `serve` | [`serve`] |
//! | `check`, `seed` | [`fixtures`] |
//! | `generate` | [`generate`] |
//! | `keys` | [`keys`] |
//! | `clock` | [`clock`] |
//! | `routes`, `scopes`, `errors`, `reasons`, `quirks`, `rules`, `jobs`, `schema` | [`tables`] |

pub mod clock;
pub mod fixtures;
pub mod generate;
pub mod keys;
pub mod listening;
pub mod log;
pub mod print;
pub mod serve;
pub mod settings;
pub mod stopping;
pub mod tables;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::Subcommand;

use crate::cli::clock::ClockArgs;
use crate::cli::generate::GenerateArgs;
use crate::cli::keys::KeysCommand;
use crate::cli::serve::ServeArgs;
use crate::cli::settings::FixtureArgs;

/// A mock ЕСИА / Госуслуги identity provider for integration tests. A test stand: never put real data in.
#[derive(Debug, Parser)]
#[command(name = "esia-mock", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the stand; without options on the embedded demo fixtures, in memory.
    Serve(Box<ServeArgs>),
    /// Read fixtures and print what was understood, or every mistake with file and line.
    Check(FixtureArgs),
    /// Make a database file from fixtures.
    Seed {
        /// The file to make.
        #[arg(long, value_name = "FILE")]
        data: PathBuf,
        /// The fixtures to fill it with.
        #[command(flatten)]
        fixtures: FixtureArgs,
    },
    /// Make people up, as many as are wanted: a folder of fixtures, or a database file. The same for the same seed.
    Generate(GenerateArgs),
    /// Make keys and certificates for tests, or show what is in one.
    Keys {
        /// What to make.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Show or move the clock of a running stand.
    Clock(ClockArgs),
    /// Print every path of the server.
    Routes,
    /// Print every scope, what it is called and what it opens.
    Scopes,
    /// Print every error code and its meaning.
    Errors,
    /// Print every reason for which something is refused, and what to do about it.
    Reasons,
    /// Print the named leniencies that a client's fixture may switch on.
    Quirks,
    /// Print the values that no source states for certain, each a setting of `serve --rule`.
    Rules,
    /// Print what the stand does when its time has come.
    Jobs,
    /// Write the JSON Schema of fixtures.
    Schema {
        /// The folder to write them to.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Runs a command line; errors go to standard error with a way out.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are «errors» that go to standard output with code 0.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match cli.command {
        Command::Serve(arguments) => serve::run(*arguments),
        Command::Check(arguments) => fixtures::check(&arguments),
        Command::Seed { data, fixtures } => fixtures::seed(&data, &fixtures),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Keys { command } => keys::run(&command),
        Command::Clock(arguments) => clock::run(&arguments),
        Command::Routes => tables::routes(),
        Command::Scopes => tables::scopes(),
        Command::Errors => tables::errors(),
        Command::Reasons => tables::reasons(),
        Command::Quirks => tables::quirks(),
        Command::Rules => tables::rules(),
        Command::Jobs => tables::jobs(),
        Command::Schema { out } => tables::schema(&out),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print::error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
