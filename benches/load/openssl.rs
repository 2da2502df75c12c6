//! What OpenSSL says and does here: how fast the machine signs, and the signatures of relying parties.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use anyhow::Context as _;
use anyhow::ensure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::crypto::Signer as _;
use esia_mock::crypto::rsa::RsaSigner;

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

/// Detached signatures in CMS: a message that OpenSSL has written, with the signature of another text in its place.
#[derive(Debug)]
pub(crate) struct Cms {
    message: Vec<u8>,
    signer: RsaSigner,
}

impl Cms {
    /// By the key of every generated relying party.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let mut command = Command::new("openssl");
        // Without attributes the text itself is signed, and the signature is the end of the message.
        command.args(["smime", "-sign", "-binary", "-noattr", "-md", "sha256", "-outform", "DER"]);
        command.args([Path::new("-signer"), CERTIFICATE.as_ref(), "-inkey".as_ref(), KEY.as_ref()]);
        let signer = RsaSigner::from_pem(&std::fs::read_to_string(KEY)?)?;
        Ok(Self { message: output(&mut command, b"any")?, signer })
    }

    /// `client_secret` over a text, base64url.
    pub(crate) fn client_secret(&self, text: &str) -> anyhow::Result<String> {
        let signature = self.signer.sign(text.as_bytes())?;
        let rest = self.message.len().checked_sub(signature.len()).context("a short message")?;
        Ok(URL_SAFE_NO_PAD.encode([&self.message[..rest], &signature].concat()))
    }
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
