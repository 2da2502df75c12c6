//! Where a logout by ЕСИА's own path leads to (`/idp/ext/Logout`; МР, «выход»). The session itself is ended by
//! [`crate::flow::account::sessions`], which knows whom to tell.

use crate::domain::quirk::Quirk;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::flow::login::client_check;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// Where the browser goes after the logout; `None` stays on a page of ours.
///
/// An address is followed only for a client that registered it; a wrong one is a refusal, and the session
/// ends all the same.
pub fn destination(stand: &Stand, sent: &Parameters) -> Result<Option<RegisteredRedirectUri>, Refusal> {
    if let Some(name) = sent.repeated(&["client_id", "redirect_url"]) {
        return Err(reasons::request::parameter_repeated(name));
    }
    let party = match sent.get("client_id") {
        Some(client_id) => Some(client_check::find(stand, client_id)?),
        None => None,
    };
    let lenient = party.as_ref().is_some_and(|party| party.client.has(Quirk::LogoutRedirectUri));
    let address = sent.get("redirect_url").or_else(|| sent.get("redirect_uri").filter(|_| lenient));
    match (party, address) {
        (_, None) => Ok(None),
        (Some(party), Some(address)) => {
            let accepted = party.client.accept_after_logout(address);
            let hint = || party.client.logout_hint(address);
            accepted.map(Some).map_err(|error| {
                reasons::client::post_logout_uri_unknown(error.words(), hint(), &party.client.mnemonic)
            })
        }
        (None, Some(_)) => Err(reasons::client::logout_without_client().naming("client_id")),
    }
}
