//! Generations v2 and v3: `client_secret` is the signature alone; `client_certificate_hash` says by which certificate.

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
use crate::flow::signature::Signed;
use crate::flow::signature::acceptable;
use crate::flow::signature::diagnosis;
use crate::flow::signature::pkcs7;
use crate::protocol::error::Refusal;

/// Verifies the signature over one of the right texts.
pub(super) fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let refuse = |detail: String| signed.refuse(party, now, detail);
    let acceptable = acceptable(party);
    let certificates = named(party, &acceptable, signed.sent.get("client_certificate_hash")).map_err(refuse)?;
    let signature =
        secret::decode(signed.sent.sent("client_secret")).map_err(|error| refuse(format!("client_secret: {error}")))?;
    let lenient = party.client.has(Quirk::SignatureByteOrder);
    let verify = |certificate: &Certificate, text: &str| raw::verify(text.as_bytes(), &signature, certificate, lenient);
    let mut why = String::new();
    for certificate in &certificates {
        if let Some(late) = out_of_date(certificate, now) {
            why = late;
            continue;
        }
        for text in signed.texts() {
            match verify(certificate, &text) {
                Ok(()) => return Ok(()),
                // The text is right, so there is nothing else to look for.
                Err(failure @ RawFailure::ByteOrder { .. }) => {
                    let hint = "or the client needs quirk signature_byte_order";
                    return Err(refuse(format!("{failure}, {hint}")));
                }
                Err(failure) => why = format!("{}: {failure}", certificate.subject()),
            }
        }
    }
    if pkcs7::is_container(signed) {
        why.push_str("; ");
        why.push_str(CONTAINER);
    }
    // Not by raw::verify, which would look for reasons in each of the many texts.
    let verifiers: Vec<_> = certificates.iter().filter_map(|certificate| certificate.verifier().ok()).collect();
    let fits = |text: &str| verifiers.iter().any(|verifier| verifier.verify(text.as_bytes(), &signature).is_ok());
    Err(diagnosis::explain(refuse(why), signed, fits))
}

const CONTAINER: &str = "client_secret is a PKCS#7 container; v2 and v3 want the bare signature (64 bytes for a ГОСТ \
                         256 key), or the client needs quirk v1_signature";

fn out_of_date(certificate: &Certificate, now: DateTime<Utc>) -> Option<String> {
    (!certificate.valid_at(now.timestamp())).then(|| {
        format!(
            "certificate {} is valid from {} to {}, the stand's clock shows {}",
            certificate.subject(),
            date_time(certificate.not_before()),
            date_time(certificate.not_after()),
            date_time(now.timestamp())
        )
    })
}

/// The certificates that a hash names; every one where a refresh has none (AISGorod).
fn named<'a>(
    party: &RelyingParty,
    acceptable: &'a [Certificate],
    hash: Option<&str>,
) -> Result<Vec<&'a Certificate>, String> {
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
fn wrong_hash(party: &RelyingParty, hash: &str) -> String {
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
        let right = certificate.streebog256_thumbprint();
        return format!(
            "client_certificate_hash {shown:?} is {} of the {of} {}; right is Streebog-256 of its DER in upper-case \
             hex, {right} (quirk certificate_hash_any accepts Streebog-512 and SHA-256 of the DER in any spelling)",
            digest.name(),
            certificate.subject()
        );
    }
    format!("client_certificate_hash {shown:?} belongs to no certificate of client {}", party.client.mnemonic)
}
