//! `esia-mock openapi` and `completions`: what the program knows about itself, for other programs.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use clap::Command;
use clap_complete::Shell;

use crate::cli::print;
use crate::web::control::calls::CALLS;
use crate::web::control::openapi::document;
use crate::web::control::openapi::markdown;

/// Where calls go if the document does not know the stand.
const USUAL: &str = "http://127.0.0.1:8585";

/// What to print of the tester's API.
#[derive(Clone, Debug, Args)]
pub struct OpenapiArgs {
    /// Write it to this file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print it as Markdown, for readers.
    #[arg(long)]
    markdown: bool,
}

/// `esia-mock openapi`.
pub fn openapi(arguments: &OpenapiArgs) -> anyhow::Result<()> {
    let text = if arguments.markdown { markdown::of(CALLS) } else { format!("{:#}\n", document::of(CALLS, USUAL)) };
    if let Some(file) = &arguments.out {
        return std::fs::write(file, text).with_context(|| file.display().to_string());
    }
    print::line(text.trim_end());
    Ok(())
}

/// `esia-mock completions`: of this command line.
pub fn completions(shell: Shell, command: &mut Command) -> anyhow::Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(shell, command, "esia-mock", &mut text);
    print::line(String::from_utf8(text).context("completions are no text")?.trim_end());
    Ok(())
}
