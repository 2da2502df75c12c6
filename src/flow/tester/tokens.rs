//! Tokens without a request of a tested system, and tokens that are revoked.
//!
//! A login is gone through as if the system had asked for it, and its code is exchanged, in one transaction; so the same
//! refusals come, and what is left behind is what such a login leaves: a session, a consent, a used code.

use std::sync::Arc;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde_json::Value;

use crate::crypto::jwk::JwkSet;
use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::domain::client::Lifetimes;
use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::domain::standard_request::StandardRequest;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::access;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::account::sessions::Opened;
use crate::flow::clients::RelyingParty;
use crate::flow::ending::Ending;
use crate::flow::login;
use crate::flow::login::client_check;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::progress::Visitor;
use crate::flow::mint::kind::is_standard_access;
use crate::flow::oidc;
use crate::flow::outbox;
use crate::flow::stand::Stand;
use crate::flow::tester::passage;
use crate::flow::tester::passage::Actor;
use crate::flow::tester::passage::Answers;
use crate::flow::tester::passage::End;
use crate::flow::tester::passage::Misfit;
use crate::flow::tester::request::Endpoint;
use crate::flow::tester::sign_in::BROWSER;
use crate::flow::tester::sign_in::Mistaken;
use crate::flow::token;
use crate::flow::token::authorization_code::Presented;
use crate::protocol::authorize::AccessType;
use crate::protocol::oidc::authorize::ResponseMode;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::protocol::subject_filter::SubjectFilter;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;
use crate::storage::oidc_spent_tokens;
use crate::storage::refresh_tokens;
use crate::texts::Language;

/// What is wanted.
#[derive(Debug)]
pub struct Wish {
    /// For whom.
    pub party: Arc<RelyingParty>,
    /// One of its addresses.
    pub redirect_uri: RegisteredRedirectUri,
    /// As at which endpoint.
    pub endpoint: Endpoint,
    /// What for.
    pub scopes: Vec<Scope>,
    /// Whose.
    pub person: String,
    /// How long access and ID token live, in seconds; negative where they have expired already.
    pub lifetime: Option<i64>,
    /// `nonce` of the request.
    pub nonce: Option<String>,
    /// What the person says on the way.
    pub answers: Answers,
}

/// Tokens that are settled and still to be signed.
#[derive(Debug)]
pub enum Settled {
    /// By ЕСИА's own endpoints.
    Esia(Box<token::issuing::Prepared>),
    /// By the standard ones.
    Standard(Box<oidc::token::issuing::Prepared>),
}

/// Why there are none.
#[derive(Debug)]
pub enum Ungiven {
    /// ЕСИА refuses.
    Refused(Box<Refusal>),
    /// The call does not fit.
    Mistaken(Mistaken),
}

impl From<Refusal> for Ungiven {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// May the client ask for these scopes there?
pub fn scopes(party: &RelyingParty, endpoint: Endpoint, text: &str) -> Result<Vec<Scope>, Refusal> {
    match endpoint {
        Endpoint::Standard => oidc::client_check::scopes(party, text),
        Endpoint::Esia(_) => {
            let scopes = client_check::person_scopes(text)?;
            client_check::allowed(party, &scopes)?;
            Ok(scopes)
        }
    }
}

/// Goes through a login and exchanges its code.
pub fn settle(cx: &WriteCx<'_>, wish: &Wish) -> Result<Result<(Settled, Opened), Ungiven>, Stop> {
    let account = match finding::meant(cx, &wish.person)? {
        Meant::One(account) => *account,
        meant @ (Meant::Nobody | Meant::Several(_)) => return Ok(Err(Ungiven::Mistaken(Mistaken::Person(meant)))),
    };
    let oid = account.oid;
    let checked =
        CheckedRequest { party: Arc::clone(&wish.party), interaction: interaction(cx, wish), warnings: Vec::new() };
    let visitor = Visitor { browser: BROWSER.to_owned(), session: None, language: Language::default() };
    outbox::knows_browser(cx, oid, BROWSER)?;
    let id = login::begin(cx, &checked, BROWSER)?;
    let passage = passage::go(cx, &id, Actor { visitor, account: Some(account) }, &wish.answers)?;
    let client = wish.party.client.mnemonic.to_string();
    let code = match passage.end {
        End::Ended(Ending::Code(issued)) => issued.id().to_owned(),
        End::Ended(Ending::Standard(answer)) => match answer.result {
            Ok(code) => code,
            Err(refusal) => return Ok(Err(refusal.into())),
        },
        End::Ended(Ending::Denied(denied)) => return Ok(Err(Ungiven::Refused(denied.refusal))),
        End::Refused(refusal) | End::Waits(refusal) => return Ok(Err(Ungiven::Refused(refusal))),
        End::Misfit(Misfit::ConsentMissing(missing)) => {
            let missing = Scope::write_list(&missing);
            return Ok(Err(reasons::person::scope_not_allowed_by_person(oid, missing, client).into()));
        }
        End::Misfit(misfit) => return Ok(Err(Ungiven::Mistaken(Mistaken::Misfit { misfit, client }))),
        End::Ended(Ending::Own(_)) => return Err(Broken::Page("a code was wanted, no page of ours".to_owned()).into()),
    };
    let opened = passage.opened.ok_or_else(|| Broken::Page("a login opened no session".to_owned()))?;
    exchange(cx, wish, &code).map(|settled| Ok((settled, opened)))
}

/// Exchanges the code. Tokens that have expired were issued when those of a usual life would have been.
fn exchange(cx: &WriteCx<'_>, wish: &Wish, code: &str) -> Result<Settled, Stop> {
    let usual = wish.party.client.lifetimes;
    let lifetime = wish.lifetime.unwrap_or(usual.access_token);
    let (life, at) = if lifetime > 0 {
        (lifetime, cx.now)
    } else {
        let life = usual.access_token.max(1);
        (life, cx.now + TimeDelta::seconds(lifetime) - TimeDelta::seconds(life))
    };
    let id_token = if wish.lifetime.is_some() { life } else { usual.id_token };
    let mut client = wish.party.client.clone();
    client.lifetimes = Lifetimes { access_token: life, id_token, ..usual };
    let party = Arc::new(RelyingParty { client, certificates: Vec::new(), jwks: JwkSet::default() });
    let (cx, address) = (cx.at(at), wish.redirect_uri.url().as_str());
    Ok(match wish.endpoint {
        Endpoint::Esia(generation) => {
            let presented = Presented { id: code, generation, redirect_uri: address, code_verifier: None };
            let state = cx.stand.random.uuid().to_string();
            Settled::Esia(Box::new(token::authorization_code::exchange(&cx, party, presented, state)?))
        }
        Endpoint::Standard => {
            Settled::Standard(Box::new(oidc::token::authorization_code::exchange(&cx, party, code, address, None)?))
        }
    })
}

/// What the system would have asked for.
fn interaction(cx: &WriteCx<'_>, wish: &Wish) -> Interaction {
    let redirect_uri = wish.redirect_uri.url().to_string();
    let is_offline = wish.scopes.iter().any(|scope| scope.name == "offline_access");
    let (destination, access_type) = match wish.endpoint {
        Endpoint::Esia(generation) => (Destination::Esia { generation, redirect_uri }, AccessType::Offline),
        Endpoint::Standard => {
            let access_type = if is_offline { AccessType::Offline } else { AccessType::Online };
            (Destination::Oidc(Box::new(standard(cx, redirect_uri))), access_type)
        }
    };
    Interaction {
        destination,
        client: wish.party.client.mnemonic.clone(),
        scopes: wish.scopes.clone(),
        state: cx.stand.random.uuid().to_string(),
        access_type,
        nonce: wish.nonce.clone(),
        challenge: None,
        scope_org: Vec::new(),
        filter: SubjectFilter::default(),
        permissions: Vec::new(),
        refused: false,
        acting_for: None,
    }
}

fn standard(cx: &WriteCx<'_>, redirect_uri: String) -> StandardRequest {
    StandardRequest {
        redirect_uri,
        grant: cx.stand.random.uuid().to_string(),
        response_mode: ResponseMode::default(),
        begun_at: cx.now,
        login_hint: None,
        sign_in_anew: false,
        max_age: None,
        consent_anew: false,
        subject: None,
        essential_acr: Vec::new(),
        wanted_acr: Vec::new(),
        claims: ClaimsRequest::default(),
        claim_scopes: Vec::new(),
        session: None,
    }
}

/// Signs the tokens, after the commit; they are what the token endpoint answers.
pub fn sign(stand: &Stand, settled: Settled) -> Result<Value, Stop> {
    let answer = match settled {
        Settled::Esia(prepared) => serde_json::to_value(token::issuing::sign(stand, *prepared, &[])?),
        Settled::Standard(prepared) => serde_json::to_value(oidc::token::issuing::sign(stand, *prepared, &[])?),
    };
    answer.map_err(|error| Broken::Page(format!("tokens cannot be written: {error}")).into())
}

/// A token that is to be revoked.
#[derive(Debug)]
pub enum Revocable {
    /// An access token, by its id.
    Access {
        /// `jti`, or the SHA-256 of a token that has none.
        id: String,
        /// Until when.
        expires_at: DateTime<Utc>,
    },
    /// It may be a refresh token; its SHA-256.
    Refresh(String),
}

/// What a token is; nothing where it is an ID token or a code, which cannot be revoked.
pub fn read(stand: &Stand, token: &str) -> Option<Revocable> {
    let Ok(jws) = jws::decode(token) else { return Some(Revocable::Refresh(stand.fingerprint(token))) };
    let is_access =
        |jws: &Jws| is_standard_access(jws) || jws.header().get("sbt").and_then(Value::as_str) == Some("access");
    let expires_at = jws.payload().get("exp").and_then(Value::as_i64);
    let expires_at = expires_at.and_then(|seconds| DateTime::from_timestamp(seconds, 0))?;
    let is_own = is_access(&jws) && stand.verify(&jws).is_ok();
    is_own.then(|| Revocable::Access { id: access::id(stand, &jws, token), expires_at })
}

/// Revokes it: an access token alone, a refresh token with everything that came of its grant. Tells which it was.
pub fn revoke(cx: &WriteCx<'_>, token: &Revocable) -> Result<Option<&'static str>, Stop> {
    match token {
        Revocable::Access { id, expires_at } => {
            oidc_spent_tokens::insert(cx.sql, id, *expires_at, cx.now)?;
            Ok(Some("access_token"))
        }
        Revocable::Refresh(hash) => {
            if let Some(stored) = oidc_refresh_tokens::find(cx.sql, hash)? {
                oidc_grants::update_revoked(cx.sql, &stored.grant_id, cx.now)?;
                return Ok(Some("refresh_token"));
            }
            Ok(refresh_tokens::delete_one(cx.sql, hash)?.then_some("refresh_token"))
        }
    }
}
