//! ЭПОС alone, against any stand: `cargo run --example epos -- --stand http://127.0.0.1:8585`.

use std::error::Error;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use epos::Config;
use url::Url;

/// The demo relying party «ЭПОС».
#[derive(Parser)]
struct Options {
    /// The base URL of the stand of ЕСИА.
    #[arg(long, value_name = "URL", env = "EPOS_STAND", default_value = "http://127.0.0.1:8585")]
    stand: Url,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", env = "EPOS_LISTEN", default_value = "127.0.0.1:9090")]
    listen: SocketAddr,
    /// The address under which browsers reach it. [default: `http://ADDRESS`]
    #[arg(long, value_name = "URL", env = "EPOS_PUBLIC_URL")]
    public_url: Option<Url>,
    /// `iss` of ЕСИА's tokens, if the stand was given another one.
    #[arg(long, value_name = "URL", env = "EPOS_ISSUER", default_value = "http://esia.gosuslugi.ru/")]
    issuer: String,
    /// The stand's control token, for its clock.
    #[arg(long, value_name = "TOKEN", env = "EPOS_CONTROL_TOKEN", hide_env_values = true)]
    control_token: Option<String>,
    /// Keep everything in this SQLite file.
    #[arg(long, value_name = "FILE", env = "EPOS_DATA")]
    data: Option<PathBuf>,
    /// Begin without cards.
    #[arg(long)]
    empty: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let config = Config {
        listen: options.listen,
        public_url: options.public_url,
        issuer: options.issuer,
        control_token: options.control_token,
        data: options.data,
        demo: !options.empty,
        ..Config::at(options.stand)
    };
    let mut epos = epos::start(config).await?;
    writeln!(std::io::stdout(), "listening on {}", epos.url())?;
    Ok(epos.ended().await?)
}
