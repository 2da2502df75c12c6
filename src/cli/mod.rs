//! The command line: reads arguments, builds, starts.
//!
//! | command | file |
//! |---|---|
//! | `serve`, `demo` | [`serve`], [`epos`] |
//! | `check`, `seed` | [`fixtures`] |
//! | `generate` | [`generate`] |
//! | `keys` | [`keys`] |
//! | `scenario` | [`scenario`] |
//! | `clock` | [`clock`] |
//! | `explain` | [`explain`] |
//! | `export`, `import` | [`archive`] |
//! | `people`, `clients`, `sign-in`, `stands`, `snapshots`, `reset`, `settings`, `outbox`, `requests`, `faults`, `healthcheck` | [`calls`], by [`api`] |
//! | `openapi`, `completions` | [`documents`] |
//! | `routes`, `scopes`, `errors`, `reasons`, `quirks`, `rules`, `jobs`, `schema` | [`tables`] |

pub mod api;
pub mod archive;
pub mod calls;
pub mod clock;
pub mod documents;
pub mod epos;
pub mod explain;
pub mod fixtures;
pub mod generate;
pub mod issuer_keys;
pub mod keys;
pub mod listening;
pub mod log;
mod new_file;
pub mod parent;
pub mod print;
pub mod ready;
pub mod scenario;
pub mod serve;
pub mod settings;
pub mod stopping;
pub mod tables;
pub mod tls;
pub mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::Parser;
use clap::Subcommand;
use clap_complete::Shell;

use crate::cli::api::ApiArgs;
use crate::cli::archive::ExportArgs;
use crate::cli::archive::ImportArgs;
use crate::cli::calls::Family;
use crate::cli::calls::clients::ClientsCommand;
use crate::cli::calls::faults::FaultsArgs;
use crate::cli::calls::healthcheck::HealthcheckArgs;
use crate::cli::calls::outbox::OutboxCommand;
use crate::cli::calls::people::PeopleCommand;
use crate::cli::calls::requests::RequestsArgs;
use crate::cli::calls::sign_in;
use crate::cli::calls::sign_in::SignInArgs;
use crate::cli::calls::stands;
use crate::cli::calls::stands::SettingsCommand;
use crate::cli::calls::stands::SnapshotsCommand;
use crate::cli::calls::stands::StandsCommand;
use crate::cli::clock::ClockArgs;
use crate::cli::documents::OpenapiArgs;
use crate::cli::epos::EposArgs;
use crate::cli::explain::ExplainArgs;
use crate::cli::generate::GenerateArgs;
use crate::cli::keys::KeysCommand;
use crate::cli::scenario::ScenarioArgs;
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
    /// Start the stand and ЭПОС, a demo school that signs people in through it: two ports, with something to try.
    Demo {
        /// The stand.
        #[command(flatten)]
        serve: Box<ServeArgs>,
        /// ЭПОС.
        #[command(flatten)]
        epos: EposArgs,
    },
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
    /// Write a running stand down as a folder of fixtures, which makes the same world again.
    Export(ExportArgs),
    /// Take fixtures into a running stand: people are born again, clients and organisations replaced.
    Import(ImportArgs),
    /// The people of a running stand.
    People(Box<Family<PeopleCommand>>),
    /// The systems that a running stand knows.
    Clients(Box<Family<ClientsCommand>>),
    /// Sign somebody in without a browser.
    SignIn(Box<SignInArgs>),
    /// Stands of a running server.
    Stands(Box<Family<StandsCommand>>),
    /// Keep a running stand as it is, and put it back.
    Snapshots(Box<Family<SnapshotsCommand>>),
    /// Make a running stand as it was made.
    Reset(ApiArgs),
    /// The settings of a running stand.
    Settings(Box<Family<SettingsCommand>>),
    /// What a running stand has written to people.
    Outbox(Box<Family<OutboxCommand>>),
    /// What the tested systems and browsers sent to a running stand.
    Requests(Box<RequestsArgs>),
    /// Does a server answer? Ends with 0 or 1 and a line that says why: for HEALTHCHECK of a container.
    Healthcheck(HealthcheckArgs),
    /// What can go wrong on purpose; with a word, what is to go wrong in a running stand.
    Faults(Box<FaultsArgs>),
    /// Scenarios of citizens, ЕСИА and ЭПОС: which there are, what they can say, and their run.
    Scenario(ScenarioArgs),
    /// Say why one request is refused that was pasted from a log or saved by curl, without a server.
    Explain(ExplainArgs),
    /// Print the description of the tester's API (OpenAPI 3.1), without a server.
    Openapi(OpenapiArgs),
    /// Print what a shell needs to complete commands and options.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print every path of the server.
    Routes,
    /// Print every scope, what it is called and what it opens.
    Scopes,
    /// Print every error code and its meaning.
    Errors,
    /// Print every reason for which something is refused, and what to do about it.
    Reasons {
        /// Write them to a file as Markdown.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
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
        Command::Serve(arguments) => serve::run(*arguments, None),
        Command::Demo { serve, epos } => serve::run(*serve, Some(&epos)),
        Command::Check(arguments) => fixtures::check(&arguments),
        Command::Seed { data, fixtures } => fixtures::seed(&data, &fixtures),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Keys { command } => keys::run(&command),
        Command::Clock(arguments) => clock::run(&arguments),
        Command::Export(arguments) => archive::export(&arguments),
        Command::Import(arguments) => archive::import(&arguments),
        Command::People(family) => family.run(),
        Command::Clients(family) => family.run(),
        Command::SignIn(arguments) => sign_in::run(&arguments),
        Command::Stands(family) => family.run(),
        Command::Snapshots(family) => family.run(),
        Command::Reset(api) => stands::reset(&api),
        Command::Settings(family) => family.run(),
        Command::Outbox(family) => family.run(),
        Command::Requests(arguments) => arguments.run(),
        Command::Faults(arguments) => arguments.run(),
        Command::Scenario(arguments) => arguments.run(),
        Command::Healthcheck(arguments) => arguments.run(),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Openapi(arguments) => documents::openapi(&arguments),
        Command::Completions { shell } => documents::completions(shell, &mut Cli::command()),
        Command::Routes => tables::routes(),
        Command::Scopes => tables::scopes(),
        Command::Errors => tables::errors(),
        Command::Reasons { out } => tables::reasons(out.as_deref()),
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
