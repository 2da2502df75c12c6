//! Generation v1: `client_secret` is PKCS#7 `SignedData`, detached or attached, by a registered certificate.

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::cms::CmsFailure;
use crate::crypto::cms::Policy;
use crate::crypto::cms::SignedMessage;
use crate::crypto::secret;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::diagnosis;
use crate::flow::signature::signed::Signed;
use crate::flow::signature::signed::acceptable;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::protocol::signed_text::V1;

/// Is `client_secret` a PKCS#7 container at all?
pub(super) fn is_container(signed: &Signed<'_>) -> bool {
    secret::decode(signed.sent.sent("client_secret")).is_ok_and(|bytes| SignedMessage::parse(&bytes).is_ok())
}

/// Verifies the container over one of the right texts.
pub(super) fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let client = &party.client;
    let refuse = |why: Refusal| signed.refuse(party, now, why);
    let unreadable = |why: String| refuse(reasons::signature::client_secret_unreadable(why));
    let bytes = secret::decode(signed.sent.sent("client_secret")).map_err(|error| unreadable(error.to_string()))?;
    let message = SignedMessage::parse(&bytes).map_err(|error| unreadable(error.to_string()))?;
    let registered = acceptable(party);
    if registered.is_empty() {
        return Err(refuse(reasons::signature::rsa_refused()));
    }
    let policy = Policy { allow_sha1: client.has(Quirk::Sha1Digest), at: now.timestamp() };
    let verify = |text: &str| message.verify(text.as_bytes(), &registered, policy).map(|_| ());
    let texts = signed.texts().chain((signed.generation == Generation::V3).then(|| V1.text(signed.sent)));
    let mut failure = CmsFailure::NoSigner;
    for text in texts {
        match verify(&text) {
            Ok(()) => return Ok(()),
            Err(found) => failure = found,
        }
    }
    let refusal = refuse(reasons::signature::container_not_accepted(&failure));
    if failure.concerns_certificate() {
        return Err(refusal);
    }
    Err(diagnosis::explain(refusal, signed, |text| verify(text).is_ok()))
}
