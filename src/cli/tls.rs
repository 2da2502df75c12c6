//! TLS of `serve`: certificates of one's own, or an authority that is made at the first start and kept in a folder.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde::Deserialize;

use crate::cli::print;
use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::tls::authority::TlsAuthority;
use crate::crypto::tls::server::ServerTls;
use crate::crypto::tls::trust::Trust;
use crate::web::origin;

/// The certificate of the authority in its folder.
const CERTIFICATE: &str = "ca.pem";
/// Its key.
const KEY: &str = "ca.key";
/// Whoever makes both has this file for so long.
const LOCK: &str = "lock";

/// What the server shows, and whom it trusts.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct TlsArgs {
    /// Speak TLS, with certificates of an authority that is made at the first start and kept.
    #[arg(long, env = "ESIA_MOCK_TLS")]
    pub tls: bool,
    /// Keep that authority in this folder. [default: esia-mock-tls beside --data, otherwise the user's state folder]
    #[arg(long, value_name = "DIR", env = "ESIA_MOCK_TLS_DIR")]
    pub tls_dir: Option<PathBuf>,
    /// Speak TLS with this certificate (PEM, with those above it) in place of made ones; needs --tls-key.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_TLS_CERTIFICATE")]
    pub tls_certificate: Option<PathBuf>,
    /// The key of --tls-certificate.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// Whom it trusts where it calls. Serde forgets what is flattened twice, so a file has it beside these.
    #[command(flatten)]
    #[serde(skip)]
    pub trust: TrustArgs,
}

/// Whom this program trusts where it calls.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct TrustArgs {
    /// Trust the certificates in this PEM file where https addresses are called, beside those of the machine; may be
    /// given several times.
    #[arg(long, global = true, value_name = "FILE", env = "ESIA_MOCK_TRUST", value_delimiter = ':')]
    pub trust: Vec<PathBuf>,
}

impl TrustArgs {
    /// What the environment says, for a program that has no command line of ours.
    pub fn of_environment() -> Self {
        let named = std::env::var_os("ESIA_MOCK_TRUST").unwrap_or_default();
        Self { trust: std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect() }
    }

    /// The certificates in the files.
    pub fn read(&self) -> anyhow::Result<Trust> {
        let mut trust = Trust::default();
        for path in &self.trust {
            let told = || format!("--trust {}", path.display());
            trust.add(&fs::read(path).with_context(told)?).with_context(told)?;
        }
        Ok(trust)
    }

    /// The same, and the authority that servers of this user have made, if there is one.
    pub fn read_with_own(&self) -> anyhow::Result<Trust> {
        let mut trust = self.read()?;
        let own = state_folder().and_then(|folder| fs::read(folder.join(CERTIFICATE)).ok());
        if let Some(own) = own {
            // One that cannot be read is told of by the server that has made it.
            let _ = trust.add(&own);
        }
        Ok(trust)
    }
}

impl TlsArgs {
    /// Fills in from a file what is left open.
    #[must_use]
    pub fn or(self, file: Self, trusted: TrustArgs) -> Self {
        let trust = if self.trust.trust.is_empty() { trusted } else { self.trust };
        Self {
            tls: self.tls || file.tls,
            tls_dir: self.tls_dir.or(file.tls_dir),
            tls_certificate: self.tls_certificate.or(file.tls_certificate),
            tls_key: self.tls_key.or(file.tls_key),
            trust,
        }
    }

    /// Does the server speak TLS?
    pub fn is_on(&self) -> bool {
        self.tls || self.tls_certificate.is_some() || self.tls_key.is_some()
    }

    /// The settings of a server that listens here, with TLS where it is wanted, and what is worth knowing of that.
    pub fn over(
        &self,
        config: Config,
        address: SocketAddr,
        data: Option<&Path>,
    ) -> anyhow::Result<(Config, Option<String>)> {
        let config = Config { trust: self.trust.read()?, ..config };
        if !self.is_on() {
            anyhow::ensure!(self.tls_dir.is_none(), "--tls-dir needs --tls");
            return Ok((config, None));
        }
        let (tls, told) = match (&self.tls_certificate, &self.tls_key) {
            (Some(certificate), Some(key)) => given(certificate, key)?,
            (None, None) => self.made(&config, address, data)?,
            _ => anyhow::bail!("--tls-certificate and --tls-key need each other"),
        };
        Ok((config.over(tls), Some(told)))
    }

    fn made(&self, config: &Config, address: SocketAddr, data: Option<&Path>) -> anyhow::Result<(ServerTls, String)> {
        let beside = || data.map(|file| file.with_file_name("esia-mock-tls"));
        let folder = self.tls_dir.clone().or_else(beside).or_else(state_folder);
        let folder =
            folder.context("--tls: there is no home folder to keep the authority in; name one by --tls-dir")?;
        let now = Clock::system().now().timestamp();
        let authority = kept(&folder, now).with_context(|| format!("--tls: the authority in {}", folder.display()))?;
        let file = std::path::absolute(folder.join(CERTIFICATE))?;
        Ok((ServerTls::issued(authority, origin::names(config, address.ip()), now)?, told(&file)))
    }
}

fn given(certificate: &Path, key: &Path) -> anyhow::Result<(ServerTls, String)> {
    let read = |option: &str, path: &Path| fs::read(path).with_context(|| format!("{option} {}", path.display()));
    let (chain, private) = (read("--tls-certificate", certificate)?, read("--tls-key", key)?);
    let tls = ServerTls::given(&chain, &private)
        .with_context(|| format!("--tls-certificate {} and --tls-key {}", certificate.display(), key.display()))?;
    Ok((tls, format!("TLS: the certificate is that of {}.", certificate.display())))
}

/// The authority of a folder, which is made if it is not there. Servers that start at once have the same one.
fn kept(folder: &Path, now: i64) -> anyhow::Result<TlsAuthority> {
    fs::create_dir_all(folder)?;
    let turn = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK))?;
    turn.lock()?;
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    if key.exists() && certificate.exists() {
        let read = TlsAuthority::read(&fs::read_to_string(&certificate)?, &fs::read_to_string(&key)?);
        return read.with_context(|| format!("{CERTIFICATE} and {KEY}; delete both, and new ones are made"));
    }
    let made = TlsAuthority::made(now)?;
    write_secret(&key, &made.key_pem())?;
    fs::write(&certificate, made.certificate_pem())?;
    Ok(made)
}

/// Writes what nobody else may read.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut options = File::options();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Where programs of this user keep what is made once.
fn state_folder() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_STATE_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/state")))
    };
    state.map(|state| state.join("esia-mock").join("tls"))
}

/// How clients come to trust the authority, in one line each; the long table is in docs/deployment.md.
fn told(file: &Path) -> String {
    let file = file.display();
    let rows = [
        ("curl", format!("curl --cacert {file}")),
        ("Go, .NET, OpenSSL", format!("SSL_CERT_FILE={file}")),
        ("Node", format!("NODE_EXTRA_CA_CERTS={file}")),
        ("Python", format!("REQUESTS_CA_BUNDLE={file} (requests), SSL_CERT_FILE={file} (others)")),
        (
            "Java",
            format!("keytool -importcert -noprompt -alias esia-mock -file {file} -keystore TRUST -storepass changeit"),
        ),
        ("", "java -Djavax.net.ssl.trustStore=TRUST -Djavax.net.ssl.trustStorePassword=changeit".to_owned()),
        ("Chromium", format!("certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n esia-mock -i {file}")),
    ];
    let rows: Vec<_> = rows.into_iter().map(|(client, way)| vec![client.to_owned(), way]).collect();
    format!(
        "TLS: certificates are issued by the authority {file}, which clients have to trust; see docs/deployment.md.\n{}",
        print::table(&["client", "how it trusts"], &rows)
    )
}
