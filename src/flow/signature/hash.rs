//! `client_certificate_hash`: which certificate it names, and what it is if it names none.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::signed::Signed;
use crate::protocol::reasons::signature as reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Certificates of others that are looked through.
const MOST_OTHERS: usize = 64;

/// The certificates that a hash names; every one where a refresh has none (AISGorod).
pub(super) fn named<'a>(
    party: &RelyingParty,
    acceptable: &'a [Certificate],
    signed: &Signed<'_>,
    hash: Option<&str>,
) -> Result<Vec<&'a Certificate>, Refusal> {
    let Some(hash) = hash else { return Ok(acceptable.iter().collect()) };
    let lenient = party.client.has(Quirk::CertificateHashAny);
    let named: Vec<_> = acceptable.iter().filter(|certificate| is_hash(certificate, hash, lenient)).collect();
    if named.is_empty() { Err(wrong(party, signed, hash)) } else { Ok(named) }
}

fn is_hash(certificate: &Certificate, hash: &str, lenient: bool) -> bool {
    if !lenient {
        return certificate.streebog256_thumbprint() == hash;
    }
    let hash = plain(hash);
    TAKEN_BY_QUIRK.into_iter().any(|digest| hex_upper(&digest.of(certificate.der())) == hash)
}

const TAKEN_BY_QUIRK: [Digest; 3] = [Digest::Streebog256, Digest::Streebog512, Digest::Sha256];

/// Upper case, without colons and spaces.
fn plain(hash: &str) -> String {
    let digits = hash.trim().trim_start_matches("0x");
    digits.chars().filter(|c| !matches!(c, ':' | '-') && !c.is_whitespace()).collect::<String>().to_uppercase()
}

/// Says which hash it is, if it is one at all.
fn wrong(party: &RelyingParty, signed: &Signed<'_>, hash: &str) -> Refusal {
    let shown: String = hash.chars().take(160).collect();
    let sent = as_hex(hash).unwrap_or_else(|| plain(hash));
    for certificate in &party.certificates {
        if let Some(found) = what(certificate, hash, &sent) {
            let quirk =
                if found.is_taken_by_quirk { Words::or_quirk("certificate_hash_any") } else { Words::default() };
            let right = certificate.streebog256_thumbprint();
            return reasons::certificate_hash_spelt_otherwise(&shown, found.about, right, quirk);
        }
    }
    let others = signed.clients.iter().filter(|other| other.client.mnemonic != party.client.mnemonic);
    let others = others.flat_map(|other| other.certificates.iter().map(move |certificate| (other, certificate)));
    for (other, certificate) in others.take(MOST_OTHERS) {
        if let Some(found) = what(certificate, hash, &sent) {
            let (owner, client) = (&other.client.mnemonic, &party.client.mnemonic);
            return reasons::certificate_hash_of_other_client(&shown, found.about, owner, client);
        }
    }
    let right: Vec<_> = party.certificates.iter().take(3).map(Certificate::streebog256_thumbprint).collect();
    reasons::certificate_hash_unknown(&shown, &party.client.mnemonic, looks(&sent), right.join(" or "))
}

/// Hex of a digest that came in base64.
fn as_hex(hash: &str) -> Option<String> {
    if plain(hash).bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let text = hash.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    [20, 32, 48, 64].contains(&bytes.len()).then(|| hex_upper(&bytes))
}

/// What a hash is.
struct Found {
    about: Words,
    is_taken_by_quirk: bool,
}

fn what(certificate: &Certificate, sent: &str, hash: &str) -> Option<Found> {
    let subject = certificate.subject();
    let taken = |digest: &Digest| TAKEN_BY_QUIRK.contains(digest);
    if certificate.streebog256_thumbprint() == hash {
        let spelling = spelling(sent, hash);
        let about = words!("the right hash of {subject}, but {spelling}", "верный хэш {subject}, но {spelling:#}");
        return Some(Found { about, is_taken_by_quirk: true });
    }
    if hash == certificate.serial() {
        let about = words!("the serial number of {subject}", "серийный номер {subject}");
        return Some(Found { about, is_taken_by_quirk: false });
    }
    for ((form, russian), bytes) in forms(certificate) {
        if let Some(digest) = Digest::ALL.into_iter().find(|digest| hex_upper(&digest.of(&bytes)) == hash) {
            let is_taken_by_quirk = form == DER.0 && taken(&digest);
            let name = digest.name();
            let about = words!("{name} of {form} {subject}", "{name} {russian} {subject}");
            return Some(Found { about, is_taken_by_quirk });
        }
    }
    let is_begun = hash.len() >= 16 && certificate.streebog256_thumbprint().starts_with(hash);
    is_begun.then(|| Found {
        about: words!(
            "the beginning of the right hash of {subject}: it is cut",
            "начало верного хэша {subject}: он обрезан"
        ),
        is_taken_by_quirk: false,
    })
}

fn spelling(sent: &str, hash: &str) -> Words {
    match sent {
        _ if sent.trim().starts_with("0x") => Words::new("with 0x before it", "с 0x впереди"),
        _ if sent.contains(':') => Words::new("with colons between its bytes", "с двоеточиями между байтами"),
        _ if sent.to_uppercase() == *hash => Words::new("in small letters", "строчными буквами"),
        _ if sent.trim().eq_ignore_ascii_case(hash) => {
            Words::new("with blanks or a line break at its ends", "с пробелами или переводом строки по краям")
        }
        _ if sent.len() < hash.len() => Words::new("in base64", "в base64"),
        _ => Words::new("with blanks or hyphens in it", "с пробелами или дефисами внутри"),
    }
}

/// A file or text that is hashed, in both languages.
type Form = (&'static str, &'static str);

const DER: Form = ("the certificate (DER)", "от сертификата (DER)");

/// The files and texts of a certificate that are hashed by mistake.
fn forms(certificate: &Certificate) -> Vec<(Form, Vec<u8>)> {
    let (der, pem) = (certificate.der(), certificate.pem());
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join("\n");
    let crlf = pem.replace('\n', "\r\n");
    let lines = ("the base64 lines of", "от строк base64");
    vec![
        (DER, der.to_vec()),
        (("the PEM file of", "от файла PEM"), pem.clone().into_bytes()),
        (("the PEM file with CR LF of", "от файла PEM с CR LF"), crlf.clone().into_bytes()),
        (
            ("the PEM file without its last line feed of", "от файла PEM без последнего перевода строки"),
            pem.trim_end().as_bytes().to_vec(),
        ),
        (
            (
                "the PEM file with CR LF and without the last of them of",
                "от файла PEM с CR LF, но без последнего из них",
            ),
            crlf.trim_end().as_bytes().to_vec(),
        ),
        (("the base64 text of", "от текста base64"), STANDARD.encode(der).into_bytes()),
        (lines, body.clone().into_bytes()),
        (lines, (body + "\n").into_bytes()),
        (("the public key of", "от открытого ключа"), certificate.public_key().to_vec()),
    ]
}

fn looks(hash: &str) -> Words {
    let is_hex = hash.bytes().all(|b| b.is_ascii_hexdigit());
    match hash.len() {
        64 if is_hex => Words::default(),
        letters if is_hex => words!(
            ": {letters} hexadecimal digits, Streebog-256 has 64",
            ": шестнадцатеричных цифр {letters}, а у Стрибога-256 их 64"
        ),
        _ => Words::new(": it is not hexadecimal", ": это не шестнадцатеричная запись"),
    }
}
