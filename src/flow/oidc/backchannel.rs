//! The logout token of Back-Channel Logout 1.0, by which a client is told that a session ended
//! ([`crate::flow::account::sessions`]). Signed after the commit.

use serde_json::Map;
use serde_json::json;

use crate::flow::Stop;
use crate::flow::after::Notice;
use crate::flow::oidc;
use crate::flow::stand::Stand;

/// Life of a logout token in seconds (2.4 recommends at most two minutes).
const LIFETIME: i64 = 120;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The logout token (2.4); without `sid` it means every session of the person.
pub fn logout_token(stand: &Stand, notice: &Notice) -> Result<String, Stop> {
    let client = &notice.party.client;
    let mut claims = Map::new();
    claims.insert("iss".into(), oidc::issuer(stand).into());
    claims.insert("aud".into(), client.mnemonic.as_str().into());
    claims.insert("iat".into(), notice.issued_at.into());
    claims.insert("exp".into(), (notice.issued_at + LIFETIME).into());
    claims.insert("jti".into(), notice.id.as_str().into());
    claims.insert("sub".into(), notice.subject.to_string().into());
    if client.backchannel_logout_session_required {
        claims.insert("sid".into(), notice.session.as_str().into());
    }
    claims.insert("events".into(), json!({ EVENT: {} }));
    Ok(oidc::sign(stand, &notice.party, "logout+jwt", claims)?)
}
