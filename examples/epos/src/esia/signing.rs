//! `client_secret`: what each generation of ЕСИА's protocol signs, and how.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use chrono::FixedOffset;
use der::DecodePem as _;
use der::Encode as _;
use streebog::Digest as _;
use streebog::Streebog256;
use x509_cert::Certificate;

use super::cms;
use super::error::EsiaError;
use super::gost;
use super::talk::Party;
use crate::rules::settings::Protocol;

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    /// `scope`.
    pub scope: &'a str,
    /// `state`.
    pub state: &'a str,
    /// `code`, where one is exchanged.
    pub code: &'a str,
}

/// Parameters that a signature adds to a request.
#[derive(Clone, Debug)]
pub struct Signed(Vec<(&'static str, String)>);

impl Signed {
    /// Signs: by PKCS#7 and RSA in v1, by a bare signature of ГОСТ in v2 and v3.
    pub fn new(
        protocol: Protocol,
        party: Party<'_>,
        content: Content<'_>,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, EsiaError> {
        let timestamp = now.format("%Y.%m.%d %H:%M:%S %z").to_string();
        let Content { scope, state, code } = content;
        let (id, registration) = (party.registration.client_id.as_str(), party.registration);
        let mut parameters = Vec::new();
        let signature = if protocol == Protocol::V3 {
            parameters.push(("client_certificate_hash", thumbprint(&registration.gost_certificate)?));
            let text = [id, scope, &timestamp, state, party.redirect_uri, code].concat();
            gost::sign(text.as_bytes(), &registration.gost_key)?
        } else {
            let text = [scope, &timestamp, id, state].concat();
            cms::sign(text.as_bytes(), &registration.key, &registration.certificate)?
        };
        parameters.push(("client_secret", URL_SAFE_NO_PAD.encode(signature)));
        parameters.push(("timestamp", timestamp));
        Ok(Self(parameters))
    }

    /// The parameters.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// Streebog-256 of a certificate, as v2 and v3 name it.
fn thumbprint(certificate: &str) -> Result<String, EsiaError> {
    let der = Certificate::from_pem(certificate).and_then(|certificate| certificate.to_der());
    let der = der.map_err(|error| EsiaError::Setup(format!("the ГОСТ certificate: {error}")))?;
    let byte = |hex: String, byte: u8| hex + &format!("{byte:02X}");
    Ok(Streebog256::digest(der).into_iter().fold(String::new(), byte))
}
