//! What came as `client_secret` that is no signature at all: hex, a password, a certificate, half of it.

use crate::crypto::ber;
use crate::crypto::certificate::Certificate;
use crate::crypto::cms::SignedMessage;
use crate::crypto::secret;
use crate::crypto::secret::SecretError;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::signed::Signed;
use crate::protocol::reasons::signature as reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;

/// No signature in base64 is shorter: that of ГОСТ 256 has 86 characters.
const SHORTEST: usize = 80;

/// What a client of this generation sends.
pub(super) fn wanted(generation: Generation) -> &'static str {
    match generation {
        Generation::V1 => "base64url of the DER of a detached PKCS#7 message over the text due",
        Generation::V3 => "base64url of the bare signature over the text due",
    }
}

/// Why `client_secret` is not even a signature, where it is none.
pub(super) fn no_signature(party: &RelyingParty, signed: &Signed<'_>) -> Option<Refusal> {
    let text = signed.sent.sent("client_secret");
    let wanted = wanted(signed.generation);
    if let Some(kind) = of_text(party, text) {
        return Some(reasons::client_secret_other_kind(kind, wanted));
    }
    let bytes = secret::decode(text).ok()?;
    if Certificate::from_der(&bytes).is_ok() {
        return Some(reasons::client_secret_other_kind("a certificate, not a signature", wanted));
    }
    if let Some(says) = cut(&bytes) {
        return Some(reasons::client_secret_cut(says, bytes.len(), wanted));
    }
    let is_bare = signed.generation == Generation::V1 && BARE.contains(&bytes.len()) && ber::to_der(&bytes).is_err();
    is_bare.then(|| reasons::client_secret_bare(bytes.len(), "generation v1"))
}

/// Why it cannot be decoded.
pub(super) fn unreadable(party: &RelyingParty, signed: &Signed<'_>, error: &SecretError) -> Refusal {
    let wanted = wanted(signed.generation);
    no_signature(party, signed).unwrap_or_else(|| reasons::client_secret_unreadable(error, wanted))
}

fn of_text(party: &RelyingParty, text: &str) -> Option<String> {
    let plain = text.trim();
    let is_hex = plain.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b' ');
    if party.client.client_secret.as_deref() == Some(plain) {
        return Some("the password of the standard endpoints, not a signature".to_owned());
    }
    if plain.contains("PRIVATE KEY") {
        return Some("a private key, which nobody but the client should have".to_owned());
    }
    if plain.contains("BEGIN CERTIFICATE-") {
        return Some("a certificate, not a signature".to_owned());
    }
    if plain.len() >= 2 * SHORTEST / 3 && is_hex {
        return Some(format!("hex of {} bytes", plain.bytes().filter(u8::is_ascii_hexdigit).count() / 2));
    }
    if uuid::Uuid::try_parse(plain).is_ok() {
        return Some("a UUID, not a signature".to_owned());
    }
    if plain.starts_with("ey") && plain.split('.').count() == 3 {
        return Some("a JWT".to_owned());
    }
    if has_escapes(plain) {
        return Some("percent-encoded once too often: encoded twice".to_owned());
    }
    match plain.chars().next() {
        Some('"' | '\'') => return Some("in quotation marks".to_owned()),
        Some('{' | '[') => return Some("JSON".to_owned()),
        _ => {}
    }
    let letters = plain.chars().count();
    (letters < SHORTEST)
        .then(|| format!("a text of {letters} characters, such as a password: no signature is so short"))
}

fn has_escapes(text: &str) -> bool {
    let is_escape = |(at, _): (usize, &str)| {
        text.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    text.match_indices('%').any(is_escape)
}

/// How long the message says to be that begins here, if more of it came than is there.
fn cut(bytes: &[u8]) -> Option<usize> {
    let [0x30, length, rest @ ..] = bytes else { return None };
    let digits = usize::from(length.checked_sub(0x80)?);
    let number = rest.get(..digits).filter(|_| (1..=3).contains(&digits))?;
    let says = number.iter().fold(0, |says, byte| says * 256 + usize::from(*byte)) + 2 + digits;
    // What only seems to be a message by its first bytes would be of any length.
    (says > bytes.len() && says <= secret::MAX_LENGTH && looks_like_message(rest.get(digits..)?)).then_some(says)
}

/// The identifier of signedData, with which each message begins.
fn looks_like_message(content: &[u8]) -> bool {
    content.starts_with(&[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07])
}

/// Is it a PKCS#7 container at all?
pub(super) fn is_container(signed: &Signed<'_>) -> bool {
    secret::decode(signed.sent.sent("client_secret")).is_ok_and(|bytes| SignedMessage::parse(&bytes).is_ok())
}

/// Lengths of bare signatures.
const BARE: [usize; 5] = [64, 128, 256, 384, 512];
