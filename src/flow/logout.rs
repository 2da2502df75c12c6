//! Where a logout by ЕСИА's own path leads to (`/idp/ext/Logout`; МР, «выход»). The session itself is ended by
//! [`crate::flow::account::sessions`], which knows whom to tell.

use crate::domain::client::RegisteredRedirectUri;
use crate::domain::quirk::Quirk;
use crate::flow::login::client_check;
use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::parameters::Parameters;

/// Where the browser goes after the logout; `None` stays on a page of ours.
///
/// An address is followed only for a client that registered it; a wrong one is a refusal, and the session
/// ends all the same.
pub fn destination(stand: &Stand, sent: &Parameters) -> Result<Option<RegisteredRedirectUri>, Refusal> {
    if let Some(name) = sent.repeated(&["client_id", "redirect_url"]) {
        return Err(Refusal::new(EsiaCode::InvalidRequest, format!("{name} is given more than once")));
    }
    let party = match sent.get("client_id") {
        Some(client_id) => Some(client_check::find(stand, client_id)?),
        None => None,
    };
    let lenient = party.as_ref().is_some_and(|party| party.client.has(Quirk::LogoutRedirectUri));
    let address = sent.get("redirect_url").or_else(|| sent.get("redirect_uri").filter(|_| lenient));
    match (party, address) {
        (_, None) => Ok(None),
        (Some(party), Some(address)) => party.client.accept_after_logout(address).map(Some).map_err(|error| {
            let detail = format!("{error}; add it to post_logout_redirect_uris of client {}", party.client.mnemonic);
            Refusal::new(EsiaCode::RedirectNotAllowed, detail)
        }),
        (None, Some(_)) => Err(Refusal::missing("client_id", "redirect_url is followed only together with client_id")),
    }
}
