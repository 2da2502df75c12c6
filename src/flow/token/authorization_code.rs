//! `grant_type=authorization_code` (RFC 6749 section 4.1.3).

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::crypto::CryptoError;
use crate::crypto::jws;
use crate::domain::interaction::Destination;
use crate::domain::quirk::Quirk;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::mark;
use crate::flow::recognized;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::flow::token::issuing;
use crate::flow::token::issuing::Prepared;
use crate::flow::token::pkce;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::storage::codes;
use crate::storage::codes::StoredCode;

/// Reads a code and makes sure that this stand signed it; gives its id.
pub fn read(stand: &Stand, code: &str) -> Result<String, Refusal> {
    let jws = jws::decode(code).map_err(|error| unreadable(stand, code, &error))?;
    stand.verify(&jws).map_err(|foreign| {
        let changed = |error| reasons::token::code_foreign(recognized::foreign(stand, &jws, &error));
        foreign.refused(changed, reasons::token::code_of_other_stand)
    })?;
    let is_code = jws.header().get("sbt").and_then(|kind| kind.as_str()) == Some("authorization_code");
    let id = mark::id(&jws);
    match id {
        Some(id) if is_code => Ok(id.to_owned()),
        _ => {
            let (what, belongs) = recognized::of_signed(&jws);
            Err(reasons::token::code_other_token(what, belongs))
        }
    }
}

/// Why it is no code of ours: something else of ours, perhaps, that is no signed token.
fn unreadable(stand: &Stand, code: &str, error: &CryptoError) -> Refusal {
    if let Ok(Some((what, belongs))) = stand.read(|cx| recognized::of_secret(cx, code)) {
        reasons::token::code_other_token(what, belongs)
    } else {
        let flaw = recognized::flaw(code);
        reasons::token::code_unreadable(words!("{error}{flaw}", "«{error}»{flaw:#}"))
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
pub fn exchange(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    code: Presented<'_>,
    state: String,
) -> Result<Prepared, Stop> {
    let Presented { id, generation, .. } = code;
    let Some(stored) = codes::find(cx.sql, id)? else {
        return Err(reasons::token::code_unknown("").into());
    };
    let client = &party.client;
    let interaction = &stored.grant.interaction;
    // A foreign client must not be able to use up somebody's code.
    if interaction.client != client.mnemonic {
        return Err(reasons::token::code_of_other_client(&interaction.client, &client.mnemonic).into());
    }
    let is_of_here =
        matches!(&interaction.destination, Destination::Esia { generation: issued_by, .. } if *issued_by == generation);
    if !is_of_here {
        return Err(reasons::token::code_of_other_endpoint().into());
    }
    if let Some(used_at) = stored.used_at.filter(|_| !client.has(Quirk::ReuseCode)) {
        return Err(match stored.grant.spent_by {
            Some(reason) => reasons::token::code_spent(used_at, reason, Words::or_quirk("reuse_code")),
            None => reasons::token::code_used(used_at),
        }
        .into());
    }
    codes::update_used(cx.sql, id, cx.now)?;
    match settle(cx, party, stored, code, state) {
        Err(Stop::Refused(refusal)) => {
            codes::update_spent(cx.sql, id, refusal.row.id)?;
            Err(Stop::Refused(refusal))
        }
        settled => settled,
    }
}

/// What follows when the code is used up, whatever comes of it.
fn settle(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    stored: StoredCode,
    code: Presented<'_>,
    state: String,
) -> Result<Prepared, Stop> {
    let Presented { redirect_uri, code_verifier, .. } = code;
    let (client, interaction) = (&party.client, &stored.grant.interaction);
    let asked = interaction.destination.address();
    if stored.expires_at <= cx.now {
        return Err(reasons::token::code_expired(stored.expires_at, cx.now).into());
    }
    let same = comparable(redirect_uri) == comparable(asked);
    if !same && !client.has(Quirk::IgnoreRedirectMismatch) {
        return Err(reasons::token::redirect_uri_differs(redirect_uri, asked).into());
    }
    pkce::check(interaction.challenge.as_ref(), code_verifier).map_err(|mistake| mistake.refusal())?;
    let account = finding::usable(cx, stored.grant.oid)?;
    let warning = taken::of_address(redirect_uri, asked);
    Ok(issuing::prepare(cx, party, stored.grant, &account, state)?.warned(warning))
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
