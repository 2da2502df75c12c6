//! What did the client sign instead, and by which key? ЕСИА only says ESIA-007053; hours of guessing become one line here.
//!
//! Hypotheses are tried from the cheap to the dear within a [`Budget`]. Where none explains the signature, it is said
//! so, with what is to be compared.

use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::evidence::Budget;
use crate::crypto::evidence::Evidence;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::guesses::Guess;
use crate::flow::signature::guesses::How;
use crate::flow::signature::guesses::guesses;
use crate::flow::signature::signed::Signed;
use crate::protocol::reasons::signature as reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Order;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// So many verifications are kept for the question whose key it was.
const KEPT: u32 = 2;

/// Finds out which text was signed; nothing where it is none of those that are tried.
pub(super) fn of_text(signed: &Signed<'_>, evidence: &Evidence, budget: &Budget) -> Option<Refusal> {
    let is_dear = evidence.is_hidden();
    let right = signed.texts().next().unwrap_or_default();
    if let Some(about) = of_digest(&right, evidence, budget) {
        return Some(reasons::signed_otherwise(about, &signed.due()));
    }
    let may_go_on = |_: &Guess| !is_dear || budget.verified() + KEPT < Budget::VERIFICATIONS;
    let found = guesses(signed).take_while(may_go_on).find(|guess| evidence.fits(&guess.text, budget))?;
    let text = String::from_utf8_lossy(&found.text).into_owned();
    Some(told(signed, &right, found).with("text that was signed", text))
}

/// The same, and what is to be compared where nothing explains the signature. The key is known to be right.
pub(super) fn of_right_key(signed: &Signed<'_>, evidence: &Evidence, budget: &Budget) -> Refusal {
    of_text(signed, evidence, budget).unwrap_or_else(|| other_text(signed, evidence))
}

fn other_text(signed: &Signed<'_>, evidence: &Evidence) -> Refusal {
    let right = signed.texts().next().unwrap_or_default();
    let known = match evidence {
        Evidence::Text(text) => {
            let position = differs_at(&right, text);
            let (part, shown) = (signed.part_at(position), String::from_utf8_lossy(text).into_owned());
            let shown: String = shown.chars().take(200).collect();
            words!(
                "{shown:?}, which differs from the text due at byte {position}, in {part}",
                "{shown:?}; от нужного он отличается с байта {position}, это {part}"
            )
        }
        Evidence::Digest(digest, value) => {
            let (name, due, was) = (digest.name(), hex_upper(&digest.of(right.as_bytes())), hex_upper(value));
            words!("its {name} is {was}, that of the text due is {due}", "его {name} — {was}, а у нужного — {due}")
        }
        Evidence::Signature(..) => Words::default(),
    };
    reasons::signed_other_text(known, &signed.due())
}

/// Was the digest signed in place of the text, or in another order of bytes?
fn of_digest(right: &str, evidence: &Evidence, budget: &Budget) -> Option<Words> {
    let function = match evidence {
        Evidence::Text(_) => return None,
        Evidence::Digest(digest, _) => *digest,
        Evidence::Signature(verifier, _) => verifier.digest(),
    };
    let digest = function.of(right.as_bytes());
    let reversed: Vec<u8> = digest.iter().rev().copied().collect();
    let name = function.name();
    if evidence.fits_digest(&reversed, budget) {
        return Some(words!(
            "the digest of the text due ({name}) from its last byte to its first",
            "свёртка нужного текста ({name}), записанная от последнего байта к первому"
        ));
    }
    if evidence.fits(&digest, budget) {
        return Some(hashed_twice(name, ("", "")));
    }
    if evidence.is_hidden() {
        let sha256 = Digest::Sha256.of(right.as_bytes());
        let is_sha = function != Digest::Streebog512 && evidence.fits_digest(&sha256, budget);
        return is_sha.then(|| {
            words!(
                "the text due, but by its SHA-256 in place of its {name}",
                "нужный текст, но через его SHA-256, а не {name}"
            )
        });
    }
    let functions = [Digest::Sha256, Digest::Streebog256, Digest::Sha512, Digest::Sha1];
    functions.into_iter().find_map(|other| {
        let digest = other.of(right.as_bytes());
        let hex = hex_upper(&digest);
        let forms = [
            (("", ""), digest),
            ((" in hex", " в шестнадцатеричной записи"), hex.clone().into_bytes()),
            ((" in small hex", " в шестнадцатеричной записи строчными"), hex.to_lowercase().into_bytes()),
        ];
        let form = forms.into_iter().find(|(_, bytes)| evidence.fits(bytes, budget))?.0;
        Some(hashed_twice(other.name(), form))
    })
}

fn hashed_twice(name: &str, (form, written): (&str, &str)) -> Words {
    words!(
        "the digest of the text due ({name}){form}, which was hashed once more",
        "свёртка нужного текста ({name}){written}, а от неё — ещё одна"
    )
}

fn differs_at(right: &str, signed: &[u8]) -> usize {
    right.bytes().zip(signed).take_while(|(right, signed)| right == *signed).count()
}

/// An order, and where it is used.
fn named(order: &Order) -> String {
    format!("{} ({})", order.words(), order.about)
}

/// The refusal for a guess that is right.
fn told(signed: &Signed<'_>, right: &str, guess: Guess) -> Refusal {
    let position = differs_at(right, &guess.text);
    let (due, order) = (signed.due(), signed.due_order());
    match guess.how {
        How::Order(other) => reasons::signed_other_order(named(other), &order, &due),
        How::OrderAnd(other, about) => {
            let other = named(other);
            reasons::signed_other_order(words!("{other} {about}", "{other} {about:#}"), &order, &due)
        }
        How::Arranged(words) => reasons::signed_other_order(words, &order, &due),
        How::Missing(part) => {
            let place = match position {
                0 => Words::new("at its beginning", "в начале"),
                end if end == guess.text.len() => Words::new("at its end", "в конце"),
                _ => words!("from byte {position} on", "с байта {position}"),
            };
            reasons::signed_part_missing(part, place, &due)
        }
        How::Value(part, about) => reasons::signed_other_value(part, about, position, &due),
        How::Between(about) => reasons::signed_with_separators(about, &due),
        How::Whole(about) => reasons::signed_otherwise(about, &due),
    }
}

/// Whose key is it, if it is registered here? `is_by` says whether the key of a certificate made the signature.
pub(super) fn owner(
    signed: &Signed<'_>,
    party: &RelyingParty,
    (known, budget): (&Certificate, &Budget),
    is_by: impl Fn(&Certificate) -> bool,
) -> Words {
    let kind = known.key_type();
    let own = party.certificates.iter().map(|certificate| (party, certificate));
    let others = signed.clients.iter().filter(|other| other.client.mnemonic != party.client.mnemonic);
    let others = others.flat_map(|other| other.certificates.iter().map(move |certificate| (other, certificate)));
    let mut seen = vec![known.public_key()];
    let mut is_whole = true;
    for (other, certificate) in own.chain(others) {
        if seen.contains(&certificate.public_key()) || certificate.key_type() != kind {
            continue;
        }
        if budget.verified() == Budget::VERIFICATIONS {
            is_whole = false;
            break;
        }
        seen.push(certificate.public_key());
        if is_by(certificate) {
            let (subject, client) = (certificate.subject(), &other.client.mnemonic);
            return words!(
                ": it is the key of certificate {subject} of client {client}",
                ": это ключ сертификата {subject} системы {client}"
            );
        }
    }
    if !is_whole {
        return Words::default();
    }
    Words::new(
        ", and no certificate that is registered here has its key",
        ", и этого ключа нет ни в одном из зарегистрированных сертификатов",
    )
}
