//! `grant_type=authorization_code` (RFC 6749 section 4.1.3).

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::crypto::jws;
use crate::domain::quirk::Quirk;
use crate::domain::session::Door;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::flow::token::invalid_grant;
use crate::flow::token::mint;
use crate::flow::token::mint::Minting;
use crate::flow::token::pkce;
use crate::flow::token::usable_account;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::signed_text::Generation;
use crate::storage::codes;

/// Reads a code and makes sure that this stand signed it; gives its id.
pub fn read(stand: &Stand, code: &str) -> Result<String, Refusal> {
    let jws = jws::decode(code).map_err(|error| invalid_grant(format!("code: {error}")))?;
    stand.verify(&jws).map_err(|error| invalid_grant(format!("code: {error}; it was not issued by this stand")))?;
    let is_code = jws.header().get("sbt").and_then(|kind| kind.as_str()) == Some("authorization_code");
    let id = jws.payload().get("jti").and_then(|id| id.as_str());
    match id {
        Some(id) if is_code => Ok(id.to_owned()),
        _ => Err(invalid_grant("code: this marker is not an authorization code")),
    }
}

/// A code as a client presents it.
#[derive(Clone, Copy, Debug)]
pub struct Presented<'a> {
    /// Its id.
    pub id: &'a str,
    /// By whose rules.
    pub generation: Generation,
    /// To be compared with that of the code request.
    pub redirect_uri: &'a str,
    /// To be compared with its challenge.
    pub code_verifier: Option<&'a str>,
}

/// Exchanges a code; once, except by quirk.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, code: Presented<'_>, state: String) -> Result<Minting, Stop> {
    let Presented { id, generation, redirect_uri, code_verifier } = code;
    let Some(stored) = codes::find(cx.sql, id)? else {
        return Err(invalid_grant("code: unknown, or used long ago").into());
    };
    let client = &party.client;
    let interaction = &stored.grant.interaction;
    // A foreign client must not be able to use up somebody's code.
    if interaction.client != client.mnemonic {
        let detail = format!("code: issued to client {}, not to {}", interaction.client, client.mnemonic);
        return Err(invalid_grant(detail).into());
    }
    if interaction.door != Door::of(generation) {
        let detail = "code: issued at another door; a code of ac goes to te, one of v2/ac to v3/te";
        return Err(invalid_grant(detail).into());
    }
    if let Some(used_at) = stored.used_at.filter(|_| !client.has(Quirk::ReuseCode)) {
        return Err(invalid_grant(format!("code: already exchanged at {used_at}")).into());
    }
    codes::update_used(cx.sql, id, cx.now)?;
    if stored.expires_at <= cx.now {
        let detail = format!("code: expired at {}, the stand's clock shows {}", stored.expires_at, cx.now);
        return Err(invalid_grant(detail).into());
    }
    let same = comparable(redirect_uri) == comparable(&interaction.redirect_uri);
    if !same && !client.has(Quirk::IgnoreRedirectMismatch) {
        let detail =
            format!("redirect_uri is {redirect_uri:?}, in the code request it was {:?}", interaction.redirect_uri);
        return Err(invalid_grant(detail).into());
    }
    pkce::check(interaction.challenge.as_ref(), code_verifier).map_err(|mistake| not_proved(&mistake))?;
    let account = usable_account(cx, stored.grant.oid)?;
    mint::prepare(cx, party, stored.grant, &account, state)
}

fn not_proved(mistake: &pkce::Mistake) -> Refusal {
    let code = match mistake {
        pkce::Mistake::NoChallenge => EsiaCode::NoCodeChallenge,
        pkce::Mistake::NoVerifier => return Refusal::missing("code_verifier", mistake.to_string()),
        pkce::Mistake::Malformed(_) | pkce::Mistake::Differs { .. } => EsiaCode::CodeVerifierWrong,
    };
    Refusal::new(code, mistake.to_string())
}

/// Clients add a query in one of the two requests, or encode the address twice.
fn comparable(uri: &str) -> String {
    let decoded = percent_decode_str(uri).decode_utf8_lossy().into_owned();
    let path = decoded.split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_query_and_double_encoding() {
        for same in ["https://rp.example/cb", "https://rp.example/cb?data=1", "https%3A%2F%2Frp.example%2Fcb"] {
            assert_eq!(comparable(same), "https://rp.example/cb", "{same}");
        }
        assert_ne!(comparable("https://rp.example/other"), comparable("https://rp.example/cb"));
    }
}
