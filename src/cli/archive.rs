//! `esia-mock export` and `esia-mock import`: a running stand as a folder of fixtures, through its control API.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use reqwest::Method;
use serde_json::Value;

use crate::cli::api::ApiArgs;
use crate::cli::print;
use crate::fixtures::archive;
use crate::fixtures::archive::LARGEST_ARCHIVE;

/// Options of `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Where to: a file that ends in .zip, or a folder, which must be empty or not be there.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// A folder of fixtures, or one that is packed.
    #[arg(value_name = "FOLDER|ZIP")]
    path: PathBuf,
    /// Which stand.
    #[command(flatten)]
    api: ApiArgs,
}

/// Runs `esia-mock export`.
pub fn export(arguments: &ExportArgs) -> anyhow::Result<()> {
    let out = &arguments.out;
    let is_zip = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if !is_zip && fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        anyhow::bail!("--out {}: the folder is not empty", out.display());
    }
    let bytes = arguments.api.send(&Method::GET, &format!("{}/export", arguments.api.base()?), None)?;
    if is_zip {
        fs::write(out, &bytes).with_context(|| out.display().to_string())?;
        print::line(&format!("{}  {} bytes; start with: esia-mock import {0}", out.display(), bytes.len()));
        return Ok(());
    }
    let files = archive::unpacked(&bytes)?;
    for (name, text) in &files {
        write(&out.join(name), text)?;
    }
    print::line(&format!("{}  {} files; start with: esia-mock serve --fixtures {0}", out.display(), files.len()));
    Ok(())
}

fn write(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(path, text).with_context(|| path.display().to_string())
}

/// Runs `esia-mock import`.
pub fn import(arguments: &ImportArgs) -> anyhow::Result<()> {
    let path = &arguments.path;
    let bytes = if path.is_dir() {
        let packed = archive::pack(path);
        packed.map_err(|wrong| anyhow::anyhow!("the fixtures have {} mistake(s):\n{wrong}", wrong.mistakes.len()))?
    } else {
        fs::read(path).with_context(|| path.display().to_string())?
    };
    let most = LARGEST_ARCHIVE / 1024 / 1024;
    anyhow::ensure!(bytes.len() <= LARGEST_ARCHIVE, "{}: more than {most} MiB when packed", path.display());
    let (address, body) = (format!("{}/import", arguments.api.base()?), Some(("application/zip", bytes)));
    let answer: Value = serde_json::from_slice(&arguments.api.send(&Method::POST, &address, body)?).unwrap_or_default();
    for warning in answer["warnings"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        print::line(&format!("warning: {warning}"));
    }
    let count = |name: &str| answer[name].as_array().map_or(0, Vec::len);
    print::line(&format!(
        "{} people, {} clients, {} organizations were taken in",
        count("people"),
        count("clients"),
        count("organizations")
    ));
    Ok(())
}
