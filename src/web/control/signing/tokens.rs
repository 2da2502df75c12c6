//! `/_mock/api/v1/tokens`: tokens without a request of a tested system, and tokens that are revoked.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::flow::tester::passage;
use crate::flow::tester::passage::Answers;
use crate::flow::tester::request::Endpoint;
use crate::flow::tester::tokens;
use crate::flow::tester::tokens::Revocable;
use crate::flow::tester::tokens::Ungiven;
use crate::flow::tester::tokens::Wish;
use crate::protocol::meant::nearest;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::signing::called::Called;
use crate::web::control::signing::cookie;
use crate::web::control::signing::cookie::AskedBy;
use crate::web::control::signing::cookie::Cookie;
use crate::web::control::signing::mistaken;
use crate::web::control::signing::refused;
use crate::web::control::signing::refused::Refused;
use crate::web::errors;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// The longest life of a token in seconds, in either direction: ten years.
const LONGEST_LIFE: i64 = 315_360_000;

/// The station that tokens are of.
const STATION: &str = "token";

/// Whose tokens are meant.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// `/aas/oauth2/te`.
    #[default]
    V1,
    /// `/aas/oauth2/v3/te`.
    V3,
    /// `/oidc/token`.
    Oidc,
}

/// Scopes, as a list or as requests write them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scopes {
    /// One after another.
    List(Vec<String>),
    /// With spaces between them.
    Text(String),
}

/// Tokens that are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenWish {
    /// For which system: its мнемоника.
    client: String,
    /// Whose: a persona, an oid or a login.
    person: String,
    /// What for.
    scopes: Scopes,
    /// As which endpoint gives them; v1 where it is not said.
    #[serde(default)]
    endpoint: Surface,
    /// How long access and ID token live, in seconds; negative where they have expired already. That of the client where
    /// it is not said.
    #[serde(default)]
    #[schemars(range(min = -315_360_000, max = 315_360_000))]
    lifetime: Option<i64>,
    /// `nonce` of the request.
    #[serde(default)]
    nonce: Option<String>,
    /// Number, ОГРН or ИНН of an organisation to act for; oneself where it is absent.
    #[serde(default)]
    role: Option<String>,
    /// Is what was not allowed before allowed now? Where it is not, it is refused.
    #[serde(default = "yes")]
    consent: bool,
}

fn yes() -> bool {
    true
}

/// What the token endpoint would answer; or why it would not.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Tokens {
    /// The access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<Value>,
    /// The refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<Value>,
    /// The ID token.
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<Value>,
    /// `Bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    token_type: Option<Value>,
    /// Seconds, in the way of the endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<Value>,
    /// State, at ЕСИА's own endpoints.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Value>,
    /// What was granted, at the standard endpoints.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<Value>,
    /// The session that was opened.
    cookies: Vec<Cookie>,
    /// Why there are no tokens.
    refusal: Option<Refused>,
}

/// A token that is to be revoked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationWish {
    /// An access token or a refresh token of this stand, whoever gave it.
    token: String,
}

/// What was revoked.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Revoked {
    /// `access_token` or `refresh_token`.
    revoked: &'static str,
}

/// `POST /_mock/api/v1/tokens`.
pub async fn make(
    stand: OfStand,
    asked: AskedBy,
    called: Called,
    Body(wish): Body<TokenWish>,
) -> Result<Shown<Tokens>, Problem> {
    let refuse = |endpoint, refusal: &Refusal| {
        stand.platform.metrics.refused(refusal.row.id);
        errors::refused_by_call(&called.0, &refused::code(endpoint, refusal), refusal);
        Tokens { refusal: Some(Refused::at(endpoint, refusal, STATION)), ..Tokens::default() }
    };
    let endpoint = match wish.endpoint {
        Surface::V1 => Endpoint::Esia(Generation::V1),
        Surface::V3 => Endpoint::Esia(Generation::V3),
        Surface::Oidc => Endpoint::Standard,
    };
    let person = wish.person.clone();
    let wish = match read(&stand, endpoint, wish)? {
        Ok(wish) => wish,
        Err(refusal) => return Ok(Shown(refuse(endpoint, &refusal))),
    };
    match stand.attempt(move |cx| tokens::settle(cx, &wish)).await {
        Ok(Ok((settled, opened))) => {
            let cookie = cookie::of(&stand, &opened, asked.host(&stand));
            Ok(Shown(shown(tokens::sign(&stand, settled)?, cookie)))
        }
        Ok(Err(Ungiven::Mistaken(mistaken))) => Err(mistaken::problem(mistaken, &person)),
        Ok(Err(Ungiven::Refused(refusal))) | Err(Stop::Refused(refusal)) => Ok(Shown(refuse(endpoint, &refusal))),
        Err(broken @ Stop::Broken(_)) => Err(broken.into()),
    }
}

/// The wish with its client and its scopes, or why the client may not have them.
fn read(stand: &Stand, endpoint: Endpoint, wish: TokenWish) -> Result<Result<Wish, Refusal>, Problem> {
    let party = stand.clients.find(&wish.client).ok_or_else(|| unknown(stand, &wish.client))?;
    if wish.lifetime.is_some_and(|life| !(-LONGEST_LIFE..=LONGEST_LIFE).contains(&life)) {
        let detail = format!("expected seconds from -{LONGEST_LIFE} to {LONGEST_LIFE}");
        return Err(Problem::WrongValue("lifetime", detail));
    }
    let address = party.client.redirect_uris.first().map(ToString::to_string).unwrap_or_default();
    let accepted = party.client.accept_exactly(&address).ok();
    let Some(redirect_uri) = accepted else {
        let detail = format!("client {} has no redirect_uris: no login can end there", party.client.mnemonic);
        return Err(Problem::WrongValue("client", detail));
    };
    let text = match wish.scopes {
        Scopes::List(list) => list.join(" "),
        Scopes::Text(text) => text,
    };
    let consent = if wish.consent { passage::Consent::Allow } else { passage::Consent::Silent };
    Ok(tokens::scopes(&party, endpoint, &text).map(|scopes| Wish {
        party,
        redirect_uri,
        endpoint,
        scopes,
        person: wish.person,
        lifetime: wish.lifetime,
        nonce: wish.nonce,
        answers: Answers { consent, role: wish.role },
    }))
}

/// There is no such client; perhaps another one was meant.
pub fn unknown(stand: &Stand, client: &str) -> Problem {
    let known = stand.clients.iter().map(|party: &RelyingParty| party.client.mnemonic.as_str());
    let did_you_mean = nearest(client, known).map(ToOwned::to_owned);
    let shown: String = client.chars().take(64).collect();
    let detail = format!("there is no client {shown:?}; there are {}", stand.clients.names());
    Problem::WrongFields(vec![Wrong { pointer: "/client".to_owned(), detail, did_you_mean, ..Wrong::default() }])
}

fn shown(mut answer: Value, cookie: Cookie) -> Tokens {
    let mut taken = |name: &str| answer.get_mut(name).map(Value::take);
    Tokens {
        access_token: taken("access_token"),
        refresh_token: taken("refresh_token"),
        id_token: taken("id_token"),
        token_type: taken("token_type"),
        expires_in: taken("expires_in"),
        state: taken("state"),
        scope: taken("scope"),
        cookies: vec![cookie],
        refusal: None,
    }
}

/// `POST /_mock/api/v1/tokens/revoke`.
pub async fn revoke(stand: OfStand, Body(wish): Body<RevocationWish>) -> Result<Shown<Revoked>, Problem> {
    let unknown = || {
        let detail =
            "it is neither an access token nor a refresh token of this stand; ID tokens and codes are not revoked";
        Problem::WrongValue("token", detail.to_owned())
    };
    let token: Revocable = tokens::read(&stand, &wish.token).ok_or_else(unknown)?;
    let revoked = stand.write(move |cx| tokens::revoke(cx, &token)).await?;
    revoked.map(|revoked| Shown(Revoked { revoked })).ok_or_else(unknown)
}
