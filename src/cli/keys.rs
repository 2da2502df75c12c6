//! `esia-mock keys`: keys and certificates for tests, and the published ones of the program.

use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use clap::Subcommand;
use clap::ValueEnum;

use crate::cli::print;
use crate::crypto::Signer;
use crate::crypto::authority::Authority;
use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::pair;
use crate::crypto::pair::Family;
use crate::crypto::pair::KeyKind;
use crate::crypto::pair::NoSuchKind;
use crate::crypto::pair::Pair;
use crate::crypto::self_signed::Subject;
use crate::domain::snils::Snils;
use crate::protocol::ids::Mnemonic;
use crate::random::Random;

/// What to make or show.
#[derive(Clone, Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a key and a self-signed certificate for a client: <mnemonic>.pem and <mnemonic>.crt.
    Client {
        /// The client's мнемоника.
        #[arg(long)]
        mnemonic: String,
        /// How.
        #[command(flatten)]
        making: Making,
    },
    /// Make a key and a certificate of a citizen's electronic signature, issued by the test authority: <snils>.pem and
    /// <snils>.crt.
    Citizen {
        /// Whose.
        #[command(flatten)]
        person: Named,
        /// How.
        #[command(flatten)]
        making: Making,
    },
    /// Make a key and a self-signed certificate for the issuer: issuer.pem and issuer.crt.
    Issuer {
        /// How.
        #[command(flatten)]
        making: Making,
    },
    /// Print what is in a certificate: names, validity, kind of key, thumbprints.
    Show {
        /// The certificate, PEM or DER.
        file: PathBuf,
    },
}

/// Whom a certificate names.
#[derive(Clone, Debug, Args)]
pub struct Named {
    /// Фамилия.
    #[arg(long, value_name = "NAME")]
    last_name: String,
    /// Имя и отчество.
    #[arg(long, value_name = "NAMES")]
    given_names: String,
    /// СНИЛС, with or without punctuation.
    #[arg(long)]
    snils: String,
}

/// How to make a key.
#[derive(Clone, Debug, Args)]
pub struct Making {
    /// The kind of key.
    #[arg(long, value_enum, default_value_t = KeyAlgorithm::Rsa)]
    algorithm: KeyAlgorithm,
    /// The curve of a ГОСТ key, by name or identifier. [default: CryptoPro-XchA for gost256, tc26-512-A for gost512]
    #[arg(long, value_name = "NAME")]
    parameter_set: Option<String>,
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeyAlgorithm {
    /// RSA with 2048 bits.
    Rsa,
    /// ГОСТ Р 34.10-2012 with 256 bits.
    Gost256,
    /// ГОСТ Р 34.10-2012 with 512 bits.
    Gost512,
}

/// Runs `esia-mock keys …`.
pub fn run(command: &KeysCommand) -> anyhow::Result<()> {
    match command {
        KeysCommand::Client { mnemonic, making } => {
            let mnemonic = Mnemonic::parse(mnemonic)?;
            let file = mnemonic.as_str().to_lowercase();
            making.own(mnemonic.as_str(), (&file, "name it in the client's fixture"))
        }
        KeysCommand::Citizen { person, making } => making.citizen(person),
        KeysCommand::Issuer { making } => {
            making.own("ESIA MOCK test-only", ("issuer", "name it in serve --issuer-certificate"))
        }
        KeysCommand::Show { file } => show(file),
    }
}

impl Making {
    /// A certificate that the key signs itself.
    fn own(&self, common_name: &str, naming: (&str, &str)) -> anyhow::Result<()> {
        let made = pair::make_own(self.kind()?, common_name, &mut Random::system().generator())?;
        self.write(&made, naming)
    }

    /// A certificate that the test authority signs.
    fn citizen(&self, person: &Named) -> anyhow::Result<()> {
        let snils = Snils::parse(&person.snils)?;
        let (last_name, given_names) = (person.last_name.trim(), person.given_names.trim());
        let common_name = format!("{last_name} {given_names}");
        let subject =
            Subject { common_name: &common_name, last_name, given_names, snils: snils.digits(), ..Subject::default() };
        let authority = Authority::published()?;
        let certify = |signer: &dyn Signer, terms| authority.issue(subject, signer, terms);
        let made = pair::make(self.kind()?, &mut Random::system().generator(), certify)?;
        self.write(&made, (snils.digits(), "put it into the CMS message at /login/eds"))
    }

    fn write(&self, made: &Pair, (file, hint): (&str, &str)) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.out).with_context(|| self.out.display().to_string())?;
        let key_file = self.out.join(format!("{file}.pem"));
        let certificate_file = self.out.join(format!("{file}.crt"));
        write_new(&key_file, &made.key)?;
        write_new(&certificate_file, &made.certificate.pem())?;
        print::line(&format!("{}  private key, for tests only", key_file.display()));
        print::line(&format!("{}  certificate; {hint}", certificate_file.display()));
        Ok(())
    }

    fn kind(&self) -> anyhow::Result<KeyKind> {
        let family = match self.algorithm {
            KeyAlgorithm::Rsa => Family::Rsa,
            KeyAlgorithm::Gost256 => Family::Gost256,
            KeyAlgorithm::Gost512 => Family::Gost512,
        };
        KeyKind::of(family, self.parameter_set.as_deref()).map_err(|error| match error {
            NoSuchKind::NotGost => anyhow::anyhow!("--parameter-set belongs to --algorithm gost256 or gost512"),
            NoSuchKind::Set { .. } => anyhow::anyhow!("--parameter-set {error}"),
        })
    }
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
        ("key", certificate.key_type()),
        ("SHA-1", certificate.sha1_thumbprint()),
        ("SHA-256", certificate.sha256_thumbprint()),
        ("Streebog-256", certificate.streebog256_thumbprint()),
    ];
    let rows: Vec<_> = rows.map(|(name, value)| vec![name.to_owned(), value]).into();
    print::line(print::table(&["", ""], &rows).trim_start());
    Ok(())
}
