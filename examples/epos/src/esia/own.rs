//! ЕСИА's own protocol: v1 (`/aas/oauth2/ac`, `te`) and v2/v3 (`v2/ac`, `v3/te`), tokens without a standard's help, data
//! from REST.

use serde_json::Value;
use url::Url;

use super::error::EsiaError;
use super::person;
use super::signing::Content;
use super::signing::Signed;
use super::talk::Esia;
use super::talk::Talk;
use super::tokens;
use crate::rules::came::Came;
use crate::rules::settings::Protocol;
use crate::secrets;

/// The address of the code request.
pub fn begin(esia: &Esia, talk: Talk<'_>) -> Result<String, EsiaError> {
    let Talk { party, attempt, now, .. } = talk;
    let content = Content { scope: &attempt.scope, state: &attempt.state, code: "" };
    let signed = Signed::new(attempt.protocol, party, content, now)?;
    let path = if attempt.protocol == Protocol::V3 { "v2/ac" } else { "ac" };
    let parameters = [
        ("client_id", party.registration.client_id.as_str()),
        ("redirect_uri", party.redirect_uri),
        ("scope", &attempt.scope),
        ("response_type", "code"),
        ("state", &attempt.state),
        ("nonce", &attempt.nonce),
        ("access_type", "online"),
        // «Частное лицо»: the diary is nobody's as an organisation.
        ("obj_type", "P"),
    ];
    let parameters = parameters.into_iter().chain(signed.parameters());
    let address = Url::parse_with_params(&format!("{}/aas/oauth2/{path}", esia.base), parameters);
    address.map(String::from).map_err(|error| EsiaError::Setup(error.to_string()))
}

/// Exchanges the code, checks both tokens, reads the person.
pub async fn finish(esia: &Esia, talk: Talk<'_>, code: &str) -> Result<Came, EsiaError> {
    let Talk { party, attempt, wire, now } = talk;
    let state = secrets::uuid().map_err(|error| EsiaError::Setup(error.to_string()))?;
    let content = Content { scope: &attempt.scope, state: &state, code };
    let signed = Signed::new(attempt.protocol, party, content, now)?;
    let path = if attempt.protocol == Protocol::V3 { "v3/te" } else { "te" };
    let mut form = vec![
        ("client_id", party.registration.client_id.as_str()),
        ("code", code),
        ("grant_type", "authorization_code"),
        ("state", &state),
        ("redirect_uri", party.redirect_uri),
        ("scope", &attempt.scope),
        ("token_type", "Bearer"),
    ];
    form.extend(signed.parameters());
    let answer = wire.post(&format!("{}/aas/oauth2/{path}", esia.base), &form).await?;
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
    person::read(esia, subject, access, &attempt.scope, wire).await
}
