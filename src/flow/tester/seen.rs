//! From whom a request is and about whom, as far as that can be seen before it is handled. Codes, tokens and cookies are
//! looked at; nothing is used up, and nothing is proved.

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::login::progress::Visitor;
use crate::flow::tester::hinted;
use crate::journal::sender;
use crate::protocol::ids::Oid;
use crate::protocol::parameters::Parameters;
use crate::storage::codes::CodeGrant;
use crate::storage::interactions;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;
use crate::storage::refresh_tokens;
use crate::storage::sessions;

/// What there is to look at.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The place of the request.
    pub at: &'static str,
    /// Its path from the beginning of the stand on.
    pub path: &'a str,
    /// The parameters of its query and of its form.
    pub parameters: &'a Parameters,
    /// Its `Authorization`.
    pub authorization: Option<&'a str>,
    /// Its cookies.
    pub visitor: &'a Visitor,
}

/// What is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The system.
    pub client: Option<String>,
    /// The person.
    pub person: Option<Oid>,
}

/// Parameters that are given out once and come back.
const BROUGHT: [&str; 5] = ["code", "refresh_token", "token", "access_token", "id_token_hint"];

/// Looks at a request.
pub fn look(cx: &Cx<'_>, sight: &Sight<'_>) -> Result<Seen, Stop> {
    let mut seen = Seen { client: sender::client(sight.parameters, sight.authorization), person: None };
    let brought = BROUGHT.iter().filter_map(|name| sight.parameters.get(name));
    for secret in brought.chain(sight.authorization.and_then(sender::bearer)) {
        let (client, person) = if sender::payload(secret).is_some() {
            let client = sender::claim(secret, "client_id").or_else(|| sender::claim(secret, "aud"));
            (client, sender::subject(secret).map(Oid))
        } else {
            let grant = grant(cx, secret)?;
            let client = grant.as_ref().map(|grant| grant.interaction.client.to_string());
            (client, grant.map(|grant| grant.oid))
        };
        seen.client = seen.client.or(client);
        seen.person = seen.person.or(person);
    }
    if matches!(sight.at, "authorize" | "login" | "profile" | "logout") {
        seen.person = seen.person.map_or_else(|| in_browser(cx, sight), |person| Ok(Some(person)))?;
    }
    if matches!(sight.at, "login" | "registration") && seen.client.is_none() {
        let login = interactions::find(cx.sql, &sight.visitor.browser, None, cx.now)?;
        seen.client = login.map(|login| login.interaction.client.to_string());
    }
    // A token of a system itself is about nobody; the path is.
    let owner = || sight.path.strip_prefix("/rs/prns/")?.split('/').next()?.parse().ok();
    seen.person = seen.person.or_else(owner);
    Ok(seen)
}

/// What a code or a refresh token stands for that says nothing of itself.
fn grant(cx: &Cx<'_>, secret: &str) -> Result<Option<CodeGrant>, Stop> {
    let secret = cx.stand.fingerprint(secret);
    if let Some(stored) = refresh_tokens::find(cx.sql, &secret)? {
        return Ok(Some(stored.grant));
    }
    if let Some(stored) = oidc_grants::find_by_code(cx.sql, &secret)? {
        return Ok(Some(stored.grant));
    }
    let Some(stored) = oidc_refresh_tokens::find(cx.sql, &secret)? else { return Ok(None) };
    Ok(oidc_grants::find(cx.sql, &stored.grant_id)?.map(|stored| stored.grant))
}

/// Who sits at the browser: whoever has signed in, types a login, or is named by a hint.
fn in_browser(cx: &Cx<'_>, sight: &Sight<'_>) -> Result<Option<Oid>, Stop> {
    let typed = sight.parameters.get("login").filter(|_| sight.at == "login");
    let hinted = || sight.parameters.get("login_hint").and_then(hinted::named);
    if let Some(name) = typed.or_else(hinted) {
        return Ok(match finding::meant(cx, name)? {
            Meant::One(account) => Some(account.oid),
            Meant::Nobody | Meant::Several(_) => None,
        });
    }
    let Some(cookie) = &sight.visitor.session else { return Ok(None) };
    whose(cx, cookie)
}

/// Whose session it is that a browser has, by its cookie as the database knows it.
pub fn whose(cx: &Cx<'_>, cookie: &str) -> Result<Option<Oid>, Stop> {
    Ok(sessions::find(cx.sql, cookie, cx.now)?.map(|session| session.oid))
}
