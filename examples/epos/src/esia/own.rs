//! ЕСИА's own protocol, v1: `/aas/oauth2/ac`, `/aas/oauth2/te`, tokens without a standard's help, data from REST.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use chrono::FixedOffset;
use serde_json::Value;
use url::Url;

use super::Arrival;
use super::Esia;
use super::Party;
use super::Talk;
use super::cms;
use super::error::EsiaError;
use super::person;
use super::tokens;
use crate::secrets;

/// The address of the code request.
pub fn begin(esia: &Esia, talk: Talk<'_>) -> Result<String, EsiaError> {
    let Talk { party, attempt, now, .. } = talk;
    let signed = Signed::new(party, &attempt.scope, &attempt.state, now)?;
    let parameters = [
        ("client_id", party.registration.client_id.as_str()),
        ("client_secret", &signed.secret),
        ("redirect_uri", party.redirect_uri),
        ("scope", &attempt.scope),
        ("response_type", "code"),
        ("state", &attempt.state),
        ("nonce", &attempt.nonce),
        ("timestamp", &signed.timestamp),
        ("access_type", "online"),
    ];
    let address = Url::parse_with_params(&format!("{}/aas/oauth2/ac", esia.base), parameters);
    address.map(String::from).map_err(|error| EsiaError::Setup(error.to_string()))
}

/// Exchanges the code, checks both tokens, reads the person.
pub async fn finish(esia: &Esia, talk: Talk<'_>, code: &str) -> Result<Arrival, EsiaError> {
    let Talk { party, attempt, wire, now } = talk;
    let state = secrets::uuid().map_err(|error| EsiaError::Setup(error.to_string()))?;
    let signed = Signed::new(party, &attempt.scope, &state, now)?;
    let form = [
        ("client_id", party.registration.client_id.as_str()),
        ("code", code),
        ("grant_type", "authorization_code"),
        ("client_secret", &signed.secret),
        ("state", &state),
        ("redirect_uri", party.redirect_uri),
        ("scope", &attempt.scope),
        ("timestamp", &signed.timestamp),
        ("token_type", "Bearer"),
    ];
    let answer = wire.post(&format!("{}/aas/oauth2/te", esia.base), &form).await?;
    let body = answer.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    if text("state") != Some(state.as_str()) {
        return Err(EsiaError::Token("state of the token answer is not the one that was sent".to_owned()));
    }
    let access = text("access_token").ok_or_else(|| answer.unreadable("no access_token"))?;
    let id = text("id_token").ok_or_else(|| answer.unreadable("no id_token"))?;
    let keys = tokens::keys(esia, wire).await?;
    let client_id = &party.registration.client_id;
    let expected = tokens::Expected { issuer: &esia.issuer, client_id, nonce: &attempt.nonce, now };
    let subject = tokens::identity(id, &keys, &expected)?;
    tokens::access(access, &keys, &expected, subject.oid)?;
    let came = person::read(esia, subject, access, &attempt.scope, wire).await?;
    Ok(Arrival { came, id_token: None })
}

/// Time and signature of a request.
struct Signed {
    timestamp: String,
    secret: String,
}

impl Signed {
    /// v1 signs scope, timestamp, client_id and state, one after another.
    fn new(party: Party<'_>, scope: &str, state: &str, now: DateTime<FixedOffset>) -> Result<Self, EsiaError> {
        let timestamp = now.format("%Y.%m.%d %H:%M:%S %z").to_string();
        let registration = party.registration;
        let text = [scope, &timestamp, &registration.client_id, state].concat();
        let signature = cms::sign(text.as_bytes(), &registration.key, &registration.certificate)?;
        Ok(Self { timestamp, secret: URL_SAFE_NO_PAD.encode(signature) })
    }
}
