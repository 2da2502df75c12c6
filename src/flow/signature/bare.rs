//! Generation v3: `client_secret` is the signature alone; `client_certificate_hash` says by which certificate.

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::raw;
use crate::crypto::raw::RawFailure;
use crate::crypto::secret;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::diagnosis;
use crate::flow::signature::pkcs7;
use crate::flow::signature::signed::Signed;
use crate::flow::signature::signed::acceptable;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::V1;

/// Verifies the signature over one of the right texts.
pub(super) fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let refuse = |why: Refusal| signed.refuse(party, now, why);
    let acceptable = acceptable(party);
    let as_v1 = party.client.has(Quirk::V1Signature);
    let hash = signed.sent.get("client_certificate_hash").filter(|_| !as_v1);
    let certificates = named(party, &acceptable, hash).map_err(refuse)?;
    let signature = secret::decode(signed.sent.sent("client_secret"))
        .map_err(reasons::signature::client_secret_unreadable)
        .map_err(refuse)?;
    let lenient = party.client.has(Quirk::SignatureByteOrder);
    let verify = |certificate: &Certificate, text: &str| raw::verify(text.as_bytes(), &signature, certificate, lenient);
    let mut why = reasons::signature::signature_wrong("");
    for certificate in &certificates {
        if let Some(late) = out_of_date(certificate, now) {
            why = late;
            continue;
        }
        for text in signed.texts().chain(as_v1.then(|| V1.text(signed.sent))) {
            match verify(certificate, &text) {
                Ok(()) => return Ok(()),
                // The text is right, so there is nothing else to look for.
                Err(failure @ RawFailure::ByteOrder { .. }) => {
                    return Err(refuse(reasons::signature::signature_byte_order(failure)));
                }
                Err(failure) => {
                    let failure = format!("{}: {failure}", certificate.subject());
                    why = reasons::signature::signature_wrong(failure);
                }
            }
        }
    }
    if pkcs7::is_container(signed) {
        why = reasons::signature::signature_in_container(why.reason);
    }
    // Not by raw::verify, which would look for reasons in each of the many texts.
    let verifiers: Vec<_> = certificates.iter().filter_map(|certificate| certificate.verifier().ok()).collect();
    let fits = |text: &str| verifiers.iter().any(|verifier| verifier.verify(text.as_bytes(), &signature).is_ok());
    Err(diagnosis::explain(refuse(why), signed, fits))
}

fn out_of_date(certificate: &Certificate, now: DateTime<Utc>) -> Option<Refusal> {
    (!certificate.valid_at(now.timestamp())).then(|| {
        let (from, to) = (date_time(certificate.not_before()), date_time(certificate.not_after()));
        reasons::signature::certificate_out_of_date(certificate.subject(), from, to, date_time(now.timestamp()))
    })
}

/// The certificates that a hash names; every one where a refresh has none (AISGorod).
fn named<'a>(
    party: &RelyingParty,
    acceptable: &'a [Certificate],
    hash: Option<&str>,
) -> Result<Vec<&'a Certificate>, Refusal> {
    let Some(hash) = hash else { return Ok(acceptable.iter().collect()) };
    let lenient = party.client.has(Quirk::CertificateHashAny);
    let named: Vec<_> = acceptable.iter().filter(|certificate| is_hash(certificate, hash, lenient)).collect();
    if named.is_empty() { Err(wrong_hash(party, hash)) } else { Ok(named) }
}

fn is_hash(certificate: &Certificate, hash: &str, lenient: bool) -> bool {
    if !lenient {
        return certificate.streebog256_thumbprint() == hash;
    }
    let hash = plain(hash);
    let digests = [Digest::Streebog256, Digest::Streebog512, Digest::Sha256];
    digests.into_iter().any(|digest| hex_upper(&digest.of(certificate.der())) == hash)
}

/// Upper case, without colons and spaces.
fn plain(hash: &str) -> String {
    hash.chars().filter(|c| !matches!(c, ':' | ' ')).collect::<String>().to_uppercase()
}

/// Says which hash it is, if it is one at all.
fn wrong_hash(party: &RelyingParty, hash: &str) -> Refusal {
    let shown: String = hash.chars().take(160).collect();
    let sent = plain(hash);
    for certificate in &party.certificates {
        let pem = certificate.pem();
        let known = |what: &[u8]| Digest::ALL.into_iter().find(|digest| hex_upper(&digest.of(what)) == sent);
        let (digest, of) = match (known(certificate.der()), known(pem.as_bytes())) {
            (Some(digest), _) => (digest, "certificate"),
            (None, Some(digest)) => (digest, "PEM file of certificate"),
            (None, None) => continue,
        };
        let (subject, right) = (certificate.subject(), certificate.streebog256_thumbprint());
        return reasons::signature::certificate_hash_spelt_otherwise(&shown, digest.name(), of, subject, right);
    }
    reasons::signature::certificate_hash_unknown(&shown, &party.client.mnemonic)
}
