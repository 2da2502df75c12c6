//! RP-Initiated Logout 1.0: whose session is to end, and where the browser goes afterwards.

use std::sync::Arc;

use crate::domain::redirect::RegisteredRedirectUri;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc::client_check;
use crate::flow::oidc::hint;
use crate::flow::oidc::hint::Hint;
use crate::flow::oidc::request_object::names;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::sessions as stored_sessions;

const SINGLE: [&str; 6] =
    ["id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"];

/// A logout that was asked for.
#[derive(Clone, Debug)]
pub struct LogoutRequest {
    /// Whose session, proved by an ID token.
    pub hint: Option<Hint>,
    /// Who asks, if that is known.
    pub party: Option<Arc<RelyingParty>>,
    /// Where to go afterwards.
    pub destination: Option<RegisteredRedirectUri>,
    /// Echoed there.
    pub state: Option<String>,
}

/// Reads a request; an address that is not registered is never followed (3).
pub fn read(stand: &Stand, sent: &Parameters) -> Result<LogoutRequest, Refusal> {
    if let Some(name) = sent.repeated(&SINGLE) {
        return Err(reasons::request::parameter_repeated(name));
    }
    let hint = sent.get("id_token_hint").map(|token| hint::read(stand, token)).transpose()?;
    let party = match (sent.get("client_id"), &hint) {
        (Some(client_id), Some(hint)) if !names(&hint.audience, &[client_id]) => {
            return Err(reasons::standard::id_token_hint_of_other_client());
        }
        (Some(_), _) => Some(client_check::client(stand, sent)?),
        (None, Some(hint)) => hint.audience.as_str().and_then(|client_id| stand.clients.find(client_id)),
        (None, None) => None,
    };
    let destination = match (&party, sent.get("post_logout_redirect_uri")) {
        (_, None) => None,
        (Some(party), Some(uri)) => {
            let accepted = party.client.accept_exactly_after_logout(uri);
            Some(accepted.map_err(|error| {
                reasons::client::post_logout_uri_unknown(
                    error.words(),
                    party.client.logout_hint(uri),
                    &party.client.mnemonic,
                )
            })?)
        }
        (None, Some(_)) => return Err(reasons::standard::logout_without_hint()),
    };
    Ok(LogoutRequest { hint, party, destination, state: sent.get("state").map(ToOwned::to_owned) })
}

impl LogoutRequest {
    /// Need the citizen be asked? Not where an ID token of their own comes along, nor where nobody has signed in (2).
    pub fn needs_asking(&self, cx: &Cx<'_>, cookie: Option<&str>) -> Result<bool, Stop> {
        let Some(cookie) = cookie else { return Ok(false) };
        let Some(session) = stored_sessions::find(cx.sql, cookie, cx.now)? else { return Ok(false) };
        let own = |hint: &Hint| hint.session == session.id || hint.subject == session.oid.to_string();
        Ok(!self.hint.as_ref().is_some_and(own))
    }

    /// Ends the session of the browser and the one that the ID token names.
    pub fn end(&self, cx: &WriteCx<'_>, cookie: Option<&str>) -> Result<(), Stop> {
        let by = self.party.as_deref();
        sessions::end_of_cookie(cx, cookie, by)?;
        if let Some(hint) = &self.hint
            && let Some(session) = stored_sessions::find_by_id(cx.sql, &hint.session, cx.now)?
        {
            sessions::end_for(cx, &session, by)?;
        }
        Ok(())
    }

    /// The address to go to afterwards.
    pub fn address(&self) -> Option<String> {
        let mut url = self.destination.as_ref()?.url().clone();
        if let Some(state) = &self.state {
            url.query_pairs_mut().append_pair("state", state);
        }
        Some(url.into())
    }
}
