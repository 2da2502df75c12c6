//! `esia-mock keys`: keys and certificates for tests, and the published ones of the program.

use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Subcommand;

use crate::cli::print;
use crate::crypto::Signer as _;
use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::crypto::rsa;
use crate::crypto::rsa::RsaSigner;
use crate::crypto::self_signed::Subject;
use crate::crypto::self_signed::Terms;
use crate::crypto::self_signed::self_signed;
use crate::protocol::ids::Mnemonic;
use crate::random::Random;

const ISSUER: (&str, &str) =
    (include_str!("../../keys/issuer_rsa_current.pem"), include_str!("../../keys/issuer_rsa_current.crt"));
const NEXT: (&str, &str) =
    (include_str!("../../keys/issuer_rsa_next.pem"), include_str!("../../keys/issuer_rsa_next.crt"));

const BITS: usize = 2048;
/// From 2020-01-01 to the end of 2049, as the published ones: a stand's clock may stand anywhere.
const VALID: (i64, i64) = (1_577_836_800, 2_524_607_999);

/// What to make or show.
#[derive(Clone, Debug, Subcommand)]
pub enum KeysCommand {
    /// Make an RSA key and a self-signed certificate for a client: <mnemonic>.pem and <mnemonic>.crt.
    Client {
        /// The client's мнемоника.
        #[arg(long)]
        mnemonic: String,
        /// The folder to write to.
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Make an RSA key and a self-signed certificate for the issuer: issuer.pem and issuer.crt.
    Issuer {
        /// The folder to write to.
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
    },
    /// Print what is in a certificate: names, validity, thumbprints.
    Show {
        /// The certificate, PEM or DER.
        file: PathBuf,
    },
}

/// The published test keys inside the program.
pub fn published() -> anyhow::Result<Keyring> {
    let key = |(key, certificate)| IssuerKey::from_pem(key, certificate);
    Ok(Keyring::new(key(ISSUER)?, Some(key(NEXT)?)))
}

/// The keys of the issuer: those of the files, or the published ones.
pub fn issuer(key: Option<&Path>, certificate: Option<&Path>) -> anyhow::Result<Keyring> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    match (key, certificate) {
        (None, None) => published(),
        (Some(key), Some(certificate)) => {
            let (key_text, certificate_text) = (read(key)?, read(certificate)?);
            let pair = IssuerKey::from_pem(&key_text, &certificate_text)
                .with_context(|| format!("{} with {}", key.display(), certificate.display()))?;
            Ok(Keyring::new(pair, None))
        }
        _ => anyhow::bail!("--issuer-key and --issuer-certificate belong together; `esia-mock keys issuer` makes both"),
    }
}

/// Runs `esia-mock keys …`.
pub fn run(command: &KeysCommand) -> anyhow::Result<()> {
    match command {
        KeysCommand::Client { mnemonic, out } => {
            let mnemonic = Mnemonic::parse(mnemonic)?;
            make(mnemonic.as_str(), &mnemonic.as_str().to_lowercase(), out)
        }
        KeysCommand::Issuer { out } => make("ESIA MOCK test-only", "issuer", out),
        KeysCommand::Show { file } => show(file),
    }
}

fn make(common_name: &str, file: &str, out: &Path) -> anyhow::Result<()> {
    let random = Random::system();
    let key = rsa::generate(&mut random.generator(), BITS)?;
    let signer = RsaSigner::from_pem(&key)?;
    let terms = Terms { not_before: VALID.0, not_after: VALID.1, serial: random.bytes() };
    let subject = Subject { common_name, organization: "esia-mock test-only", ogrn: "" };
    let certificate = self_signed(subject, &signer, terms)?;
    anyhow::ensure!(signer.public_key() == certificate.public_key(), "the certificate is of another key");
    std::fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let key_file = out.join(format!("{file}.pem"));
    let certificate_file = out.join(format!("{file}.crt"));
    write_new(&key_file, &key)?;
    write_new(&certificate_file, &certificate.pem())?;
    print::line(&format!("{}  private key, for tests only", key_file.display()));
    print::line(&format!("{}  certificate; name it in the client's fixture", certificate_file.display()));
    Ok(())
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .with_context(|| format!("{} (files that are there are not overwritten)", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| path.display().to_string())
}

fn show(file: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let certificate = Certificate::parse(&bytes).with_context(|| file.display().to_string())?;
    let rows = [
        ("subject", certificate.subject().to_owned()),
        ("issuer", certificate.issuer().to_owned()),
        ("serial", certificate.serial()),
        ("not before", date_time(certificate.not_before())),
        ("not after", date_time(certificate.not_after())),
        ("SHA-1", certificate.sha1_thumbprint()),
        ("SHA-256", certificate.sha256_thumbprint()),
        ("Streebog-256", certificate.streebog256_thumbprint()),
    ];
    let rows: Vec<_> = rows.map(|(name, value)| vec![name.to_owned(), value]).into();
    print::line(print::table(&["", ""], &rows).trim_start());
    Ok(())
}
