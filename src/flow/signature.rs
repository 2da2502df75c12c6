//! The signature of a request, generation v1 (МР, «формирование client_secret»): PKCS#7 over
//! `scope ‖ timestamp ‖ client_id ‖ state`, by a certificate that the client registered.
//!
//! ЕСИА tells the client only ESIA-007005; the log gets everything needed to mend it.

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::cms::Policy;
use crate::crypto::cms::SignedMessage;
use crate::crypto::secret;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;

/// What was signed, or should have been.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// Scopes as sent.
    pub scope: &'a str,
    /// Timestamp as sent.
    pub timestamp: &'a str,
    /// State as sent.
    pub state: &'a str,
    /// The signature as sent.
    pub client_secret: &'a str,
}

impl Signed<'_> {
    /// The text to be signed.
    pub fn text(&self, client_id: &str) -> String {
        format!("{}{}{client_id}{}", self.scope, self.timestamp, self.state)
    }
}

/// Verifies the signature of a request.
pub fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let client = &party.client;
    let text = signed.text(client.mnemonic.as_str());
    let refuse = |detail: String| {
        Refusal::new(EsiaCode::UnauthorizedClient, detail)
            .with("text to be signed (UTF-8)", text.clone())
            .with("registered certificates", registered(party))
    };
    if party.certificates.is_empty() {
        let detail = format!("client {} has no certificate; add one to its fixture", client.mnemonic);
        return Err(Refusal::new(EsiaCode::CertificateUnknown, detail));
    }
    if client.has(Quirk::RejectRsa) {
        return Err(refuse("RSA signatures are refused for this client by its quirk reject_rsa".to_owned()));
    }
    let bytes = secret::decode(signed.client_secret).map_err(|error| refuse(format!("client_secret: {error}")))?;
    let message = SignedMessage::parse(&bytes).map_err(|error| refuse(format!("client_secret: {error}")))?;
    let policy = Policy { allow_sha1: client.has(Quirk::Sha1Digest), at: now.timestamp() };
    match message.verify(text.as_bytes(), &party.certificates, policy) {
        Ok(_) => Ok(()),
        Err(failure) => Err(refuse(failure.to_string())),
    }
}

fn registered(party: &RelyingParty) -> String {
    let line = |certificate: &crate::crypto::certificate::Certificate| {
        format!("{} (SHA-1 {})", certificate.subject(), certificate.sha1_thumbprint())
    };
    party.certificates.iter().map(line).collect::<Vec<_>>().join("; ")
}
