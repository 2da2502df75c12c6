//! What OpenSSL says and does here: how fast the machine signs, and the signatures of relying parties.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use anyhow::Context as _;
use anyhow::ensure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::login::SCOPE;
use crate::login::STATE;
use crate::login::TIMESTAMP;

/// Key and certificate of every generated relying party.
pub(crate) const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/keys/client_demo_rsa.pem");

/// The certificate.
pub(crate) const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/keys/client_demo_rsa.crt");

/// RSA-2048 operations a second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speed {
    /// Signatures.
    pub(crate) sign: f64,
    /// Verifications.
    pub(crate) verify: f64,
}

impl Speed {
    /// So many processes at once, by their processor time.
    pub(crate) fn measure(processes: usize, seconds: u32) -> anyhow::Result<Self> {
        let mut command = Command::new("openssl");
        command.args(["speed", "-seconds", &seconds.to_string()]);
        if processes > 1 {
            command.args(["-multi", &processes.to_string()]);
        }
        let text = output(command.arg("rsa2048"), b"")?;
        let text = String::from_utf8_lossy(&text);
        let line = text.lines().rfind(|line| line.starts_with("rsa 2048 bits")).context("openssl speed: no result")?;
        let mut numbers = line.split_ascii_whitespace().rev().map(str::parse::<f64>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(verify)), Some(Ok(sign))) => Ok(Self { sign, verify }),
            _ => anyhow::bail!("openssl speed: {line}"),
        }
    }

    /// As fast on so many cores.
    pub(crate) fn times(self, cores: usize) -> Self {
        let cores = crate::crowd::number(cores);
        Self { sign: self.sign * cores, verify: self.verify * cores }
    }

    /// How often a second so many signatures and verifications can be made.
    pub(crate) fn limit(self, signatures: f64, verifications: f64) -> f64 {
        1.0 / (signatures / self.sign + verifications / self.verify)
    }
}

/// The version that is installed.
pub(crate) fn version() -> anyhow::Result<String> {
    let text = output(Command::new("openssl").arg("version"), b"")?;
    Ok(String::from_utf8_lossy(&text).split(" (").next().unwrap_or_default().trim().to_owned())
}

/// `client_secret` of all requests of a relying party: a detached signature, base64url.
pub(crate) fn client_secret(mnemonic: &str) -> anyhow::Result<String> {
    let signed = format!("{SCOPE}{TIMESTAMP}{mnemonic}{STATE}");
    let mut command = Command::new("openssl");
    command.args(["smime", "-sign", "-binary", "-md", "sha256", "-outform", "DER"]);
    command.args([Path::new("-signer"), CERTIFICATE.as_ref(), "-inkey".as_ref(), KEY.as_ref()]);
    Ok(URL_SAFE_NO_PAD.encode(output(&mut command, signed.as_bytes())?))
}

fn output(command: &mut Command, input: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("openssl cannot be started; is it installed?")?;
    child.stdin.take().context("no standard input")?.write_all(input)?;
    let ended = child.wait_with_output()?;
    ensure!(ended.status.success(), "openssl failed: {command:?}");
    Ok(ended.stdout)
}
