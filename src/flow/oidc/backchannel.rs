//! Back-Channel Logout 1.0: which clients are told that a session ended, and the logout token that tells them.
//!
//! The session ends in a transaction; tokens are signed and sent after its commit.

use std::sync::Arc;

use serde_json::Map;
use serde_json::json;
use url::Url;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Oid;
use crate::storage::oidc_grants;
use crate::storage::sessions;

/// Life of a logout token in seconds (2.4 recommends at most two minutes).
const LIFETIME: i64 = 120;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A client that is to be told.
#[derive(Clone, Debug)]
pub struct Notice {
    party: Arc<RelyingParty>,
    address: Url,
    subject: Oid,
    session: String,
    id: String,
    issued_at: i64,
}

/// Ends the session of a cookie (its SHA-256); gives whom to tell.
pub fn end_session(cx: &Cx<'_>, cookie: Option<&str>) -> Result<Vec<Notice>, Stop> {
    let Some(cookie) = cookie else { return Ok(Vec::new()) };
    let session = sessions::find(cx.sql, cookie, cx.now)?;
    sessions::delete(cx.sql, cookie)?;
    session.map_or(Ok(Vec::new()), |session| notices(cx, &session.id))
}

/// The clients that got ID tokens in a session and want to be told; each once for every `sid` that it knows.
pub fn notices(cx: &Cx<'_>, session: &str) -> Result<Vec<Notice>, Stop> {
    let mut notices: Vec<Notice> = Vec::new();
    for stored in oidc_grants::list_by_session(cx.sql, session)? {
        let grant = stored.grant;
        let Some(party) = cx.stand.clients.find(grant.interaction.client.as_str()) else { continue };
        let Some(address) = party.client.backchannel_logout_uri.clone() else { continue };
        let told =
            |notice: &Notice| notice.party.client.mnemonic == party.client.mnemonic && notice.session == grant.session;
        if !notices.iter().any(told) {
            let (id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
            notices.push(Notice { party, address, subject: grant.oid, session: grant.session, id, issued_at });
        }
    }
    Ok(notices)
}

impl Notice {
    /// Where to post it.
    pub fn address(&self) -> &Url {
        &self.address
    }

    /// Who is told, for the log.
    pub fn client(&self) -> &str {
        self.party.client.mnemonic.as_str()
    }

    /// The logout token (2.4); without `sid` it means every session of the person.
    pub fn logout_token(&self, stand: &Stand) -> Result<String, Stop> {
        let mut claims = Map::new();
        claims.insert("iss".into(), oidc::issuer(stand).into());
        claims.insert("aud".into(), self.client().into());
        claims.insert("iat".into(), self.issued_at.into());
        claims.insert("exp".into(), (self.issued_at + LIFETIME).into());
        claims.insert("jti".into(), self.id.as_str().into());
        claims.insert("sub".into(), self.subject.to_string().into());
        if self.party.client.backchannel_logout_session_required {
            claims.insert("sid".into(), self.session.as_str().into());
        }
        claims.insert("events".into(), json!({ EVENT: {} }));
        Ok(oidc::sign(stand, &self.party, "logout+jwt", claims)?)
    }
}
