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
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// No signature in base64 is shorter: that of ГОСТ 256 has 86 characters.
const SHORTEST: usize = 80;

/// A digest of 128 bits in hex.
const SHORTEST_HEX: usize = 32;

/// What languages write where there is no value.
const UNSET: [&str; 7] = ["null", "undefined", "None", "nil", "NaN", "[object Object]", "false"];

/// What a client of this generation sends.
pub(super) fn wanted(generation: Generation) -> Words {
    match generation {
        Generation::V1 => Words::new(
            "base64url of the DER of a detached PKCS#7 message over the text due",
            "base64url от DER открепленного сообщения PKCS#7 над нужным текстом",
        ),
        Generation::V3 => {
            Words::new("base64url of the bare signature over the text due", "base64url голой подписи нужного текста")
        }
    }
}

/// Why `client_secret` is not even a signature, where it is none.
pub(super) fn no_signature(party: &RelyingParty, signed: &Signed<'_>) -> Option<Refusal> {
    let text = signed.sent.sent("client_secret");
    let wanted = wanted(signed.generation);
    if let Some(kind) = of_text(party, text) {
        return Some(reasons::client_secret_other_kind(kind, wanted));
    }
    let bytes = secret::decode(text).ok()?.bytes;
    if Certificate::from_der(&bytes).is_ok() {
        return Some(reasons::client_secret_other_kind(certificate(), wanted));
    }
    if is_private_key(&bytes) {
        return Some(reasons::client_secret_other_kind(private_key(), wanted));
    }
    if let Some(says) = cut(&bytes) {
        return Some(reasons::client_secret_cut(says, bytes.len(), wanted));
    }
    let is_bare = signed.generation == Generation::V1 && BARE.contains(&bytes.len()) && ber::to_der(&bytes).is_err();
    is_bare.then(|| reasons::client_secret_bare(bytes.len(), Words::new("generation v1", "поколение v1")))
}

/// Why it cannot be decoded.
pub(super) fn unreadable(party: &RelyingParty, signed: &Signed<'_>, error: &SecretError) -> Refusal {
    let wanted = wanted(signed.generation);
    no_signature(party, signed).unwrap_or_else(|| reasons::client_secret_unreadable(error, wanted))
}

fn certificate() -> Words {
    Words::new("a certificate, not a signature", "сертификат")
}

fn private_key() -> Words {
    Words::new(
        "a private key, which nobody but the client should have",
        "закрытый ключ, а он должен быть только у системы",
    )
}

fn of_text(party: &RelyingParty, text: &str) -> Option<Words> {
    let plain = text.trim();
    let is_hex = plain.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b' ');
    if party.client.client_secret.as_deref() == Some(plain) {
        return Some(Words::new(
            "the password of the standard endpoints, not a signature",
            "пароль стандартных адресов",
        ));
    }
    if plain.contains("PRIVATE KEY") {
        return Some(private_key());
    }
    if plain.contains("BEGIN CERTIFICATE-") {
        return Some(certificate());
    }
    if plain.contains('-') && uuid::Uuid::try_parse(plain).is_ok() {
        return Some(Words::new("a UUID, not a signature", "UUID"));
    }
    if plain.len() >= SHORTEST_HEX && is_hex {
        let bytes = plain.bytes().filter(u8::is_ascii_hexdigit).count() / 2;
        return Some(words!("hex of {bytes} bytes", "шестнадцатеричная запись, байт: {bytes}"));
    }
    if UNSET.contains(&plain) {
        return Some(words!(
            "the word {plain}: a variable that was not set",
            "слово {plain}: так пишется переменная, которой не дали значения"
        ));
    }
    if plain.starts_with("ey") && plain.split('.').count() == 3 {
        return Some(Words::new("a JWT", "JWT"));
    }
    of_beginning(plain)
}

/// What only its beginning and length tell.
fn of_beginning(plain: &str) -> Option<Words> {
    if ["b'", "b\""].iter().any(|begin| plain.starts_with(begin)) {
        return Some(Words::new(
            "a Python bytes literal with b and quotation marks: decode() the bytes to text",
            "запись bytes из Python, с b и кавычками: переведите байты в текст через decode()",
        ));
    }
    if plain.starts_with("MIME-Version:") || plain.starts_with("Content-Type:") {
        return Some(Words::new(
            "an S/MIME message with its headers, not the DER in it (openssl without -outform DER)",
            "сообщение S/MIME с заголовками, а не DER из него (openssl без -outform DER)",
        ));
    }
    if has_escapes(plain) {
        return Some(Words::new(
            "percent-encoded once too often: encoded twice",
            "лишний раз процентно закодированное значение",
        ));
    }
    match plain.chars().next() {
        Some('"' | '\'') => return Some(Words::new("in quotation marks", "значение в кавычках")),
        Some('{' | '[') => return Some(Words::new("JSON", "JSON")),
        _ => {}
    }
    let letters = plain.chars().count();
    (letters < SHORTEST).then(|| {
        words!(
            "a text of {letters} character(s), such as a password: no signature is so short",
            "текст, знаков: {letters}, похоже на пароль: таких коротких подписей нет"
        )
    })
}

fn has_escapes(text: &str) -> bool {
    let is_escape = |(at, _): (usize, &str)| {
        text.get(at + 1..at + 3).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    text.match_indices('%').any(is_escape)
}

/// PKCS#8 (RFC 5958) and PKCS#1 (RFC 8017, A.1.2) begin with a number, their version; a message with an identifier.
fn is_private_key(bytes: &[u8]) -> bool {
    let content = match bytes {
        [0x30, length, rest @ ..] if *length < 0x80 => rest,
        [0x30, length, rest @ ..] => rest.get(usize::from(length - 0x80)..).unwrap_or_default(),
        _ => return false,
    };
    content.starts_with(&[0x02, 0x01, 0x00, 0x02]) || content.starts_with(&[0x02, 0x01, 0x00, 0x30])
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
    secret::decode(signed.sent.sent("client_secret")).is_ok_and(|decoded| SignedMessage::parse(&decoded.bytes).is_ok())
}

/// Lengths of bare signatures.
const BARE: [usize; 5] = [64, 128, 256, 384, 512];
