//! Generation v3: `client_secret` is the signature alone; `client_certificate_hash` says by which certificate.

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::digest::Digest;
use crate::crypto::evidence::Budget;
use crate::crypto::raw;
use crate::crypto::raw::ByteOrder;
use crate::crypto::raw::Opened;
use crate::crypto::raw::RawFailure;
use crate::crypto::secret;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::diagnosis;
use crate::flow::signature::hash;
use crate::flow::signature::kinds;
use crate::flow::signature::signed::Signed;
use crate::flow::signature::signed::acceptable;
use crate::flow::signature::signed::warning;
use crate::protocol::reasons::signature as reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::V1;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// So many certificates are tried where none is named.
const MOST_TRIED: usize = 4;

/// Verifies the signature over one of the right texts.
pub(super) fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<Warnings, Refusal> {
    let refuse = |why: Refusal| signed.refuse(party, now, why);
    let acceptable = acceptable(party);
    let as_v1 = party.client.has(Quirk::V1Signature);
    let hash = signed.sent.get("client_certificate_hash").filter(|_| !as_v1);
    let certificates = hash::named(party, &acceptable, signed, hash).map_err(refuse)?;
    let decoded = secret::decode(signed.sent.sent("client_secret"))
        .map_err(|error| refuse(kinds::unreadable(party, signed, &error)))?;
    let lenient = party.client.has(Quirk::SignatureByteOrder);
    let budget = Budget::default();
    let mut why = None;
    for certificate in certificates.into_iter().take(MOST_TRIED) {
        if let Some(late) = out_of_date(certificate, now) {
            why.get_or_insert(late);
            continue;
        }
        let mut failure = None;
        let texts = signed.texts().chain(as_v1.then(|| V1.text(signed.sent)));
        for text in texts.filter(|_| budget.verify()) {
            match raw::verify(text.as_bytes(), &decoded.bytes, certificate, lenient) {
                Ok(()) => return Ok(warning(decoded.layers).into_iter().collect()),
                Err(found) => failure = Some(found),
            }
        }
        let case = Case { party, signed, certificate, signature: &decoded.bytes, budget: &budget };
        if why.is_none() {
            why = failure.map(|failure| case.explain(&failure));
        }
    }
    // Where every certificate was left out, the client has none that may be used.
    Err(refuse(why.unwrap_or_else(reasons::rsa_refused)))
}

fn out_of_date(certificate: &Certificate, now: DateTime<Utc>) -> Option<Refusal> {
    (!certificate.valid_at(now.timestamp())).then(|| {
        let (from, to) = (date_time(certificate.not_before()), date_time(certificate.not_after()));
        reasons::certificate_out_of_date(certificate.subject(), from, to, date_time(now.timestamp()))
    })
}

/// A signature that is not right.
struct Case<'a> {
    party: &'a RelyingParty,
    signed: &'a Signed<'a>,
    certificate: &'a Certificate,
    signature: &'a [u8],
    budget: &'a Budget,
}

impl Case<'_> {
    fn explain(&self, failure: &RawFailure) -> Refusal {
        let (signed, budget) = (self.signed, self.budget);
        if let Some(other) = kinds::no_signature(self.party, signed) {
            return other;
        }
        if kinds::is_container(signed) {
            return reasons::signature_in_container(self.signature.len());
        }
        if !matches!(failure, RawFailure::WrongSignature { .. }) {
            return reasons::signature_length(failure);
        }
        match raw::evidence(self.signature, self.certificate, budget) {
            Some(Opened::Digest(digest, evidence)) if digest != Digest::Sha256 => {
                let right = signed.texts().find(|text| evidence.fits(text.as_bytes(), budget));
                match right {
                    Some(_) => reasons::signed_other_digest(digest.name(), Digest::Sha256.name(), ""),
                    None => diagnosis::of_right_key(signed, &evidence, budget),
                }
            }
            Some(Opened::Digest(_, evidence)) => diagnosis::of_right_key(signed, &evidence, budget),
            Some(Opened::Other { name, value }) => self.of_unknown_digest(&name, &value),
            Some(Opened::Hidden(evidence)) => self
                .misordered()
                .or_else(|| diagnosis::of_text(signed, &evidence, budget))
                .unwrap_or_else(|| self.of_hidden()),
            None => self.of_padding().or_else(|| self.misordered()).unwrap_or_else(|| self.of_other_key()),
        }
    }

    fn misordered(&self) -> Option<Refusal> {
        let text = self.signed.texts().next()?;
        let (order, wanted) = raw::misordered(text.as_bytes(), self.signature, self.certificate, self.budget)?;
        let russian = match order {
            ByteOrder::Reversed => "обратный целиком (CryptoPro csptest -sign, если не переставить)",
            ByteOrder::Swapped => "r‖s",
            ByteOrder::HalvesReversed => "s‖r, где каждая половина записана от младшего байта",
        };
        let right = if self.certificate.has_rsa_key() {
            "число от старшего байта, как пишет openssl dgst -sign"
        } else {
            "s‖r, оба числа от старшего байта, как пишет openssl dgst -sign"
        };
        Some(reasons::signature_byte_order(words!("{order}", "{russian}"), Words::new(wanted, right)))
    }

    /// RSA, and the key is right.
    fn of_unknown_digest(&self, name: &str, value: &[u8]) -> Refusal {
        let is_bare = |digest: &Digest| self.signed.texts().any(|text| digest.of(text.as_bytes()) == value);
        match Digest::ALL.into_iter().find(is_bare) {
            Some(digest) => {
                let name = digest.name();
                let about = words!(
                    "the bare {name} of the text due, without the DigestInfo around it",
                    "одна свёртка {name} нужного текста, без DigestInfo вокруг"
                );
                reasons::signed_otherwise(about, &self.signed.due())
            }
            None => reasons::signed_other_digest(name, Digest::Sha256.name(), ""),
        }
    }

    /// RSA, and the key is right, but not the padding.
    fn of_padding(&self) -> Option<Refusal> {
        let digest = raw::pss_digest(self.signature, self.certificate, self.budget)?;
        Some(reasons::signed_with_pss(digest.name()))
    }

    /// RSA, and the key is another one.
    fn of_other_key(&self) -> Refusal {
        let is_by = |other: &Certificate| raw::evidence(self.signature, other, self.budget).is_some();
        let owner = diagnosis::owner(self.signed, self.party, (self.certificate, self.budget), is_by);
        reasons::signed_by_other_key(self.certificate.subject(), owner)
    }

    /// ГОСТ: nothing tells key and text apart, unless a registered key fits the text that is due.
    fn of_hidden(&self) -> Refusal {
        let text = self.signed.texts().next().unwrap_or_default();
        let is_by = |other: &Certificate| {
            self.budget.verify() && raw::verify(text.as_bytes(), self.signature, other, false).is_ok()
        };
        let owner = diagnosis::owner(self.signed, self.party, (self.certificate, self.budget), is_by);
        if owner.to_string().starts_with(':') {
            return reasons::signed_by_other_key(self.certificate.subject(), owner);
        }
        reasons::signature_unexplained(self.certificate.subject(), self.budget.verified(), &self.signed.due())
    }
}
