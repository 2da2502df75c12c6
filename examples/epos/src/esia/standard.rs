//! The standard endpoints, through the crate `openidconnect`: discovery, code with PKCE, ID token, userinfo.

use chrono::TimeDelta;
use chrono::Utc;
use openidconnect::AccessTokenHash;
use openidconnect::AdditionalClaims;
use openidconnect::AuthorizationCode;
use openidconnect::ClientId;
use openidconnect::ClientSecret;
use openidconnect::CsrfToken;
use openidconnect::EndpointMaybeSet;
use openidconnect::EndpointNotSet;
use openidconnect::EndpointSet;
use openidconnect::HttpRequest;
use openidconnect::IssuerUrl;
use openidconnect::Nonce;
use openidconnect::OAuth2TokenResponse as _;
use openidconnect::PkceCodeChallenge;
use openidconnect::PkceCodeVerifier;
use openidconnect::RedirectUrl;
use openidconnect::Scope;
use openidconnect::TokenResponse as _;
use openidconnect::UserInfoClaims;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::core::CoreClient;
use openidconnect::core::CoreGenderClaim;
use openidconnect::core::CoreProviderMetadata;
use serde::Deserialize;
use serde::Serialize;

use super::error::EsiaError;
use super::talk::Esia;
use super::talk::Party;
use super::talk::Talk;
use super::tokens::LEEWAY;
use super::wire::Wire;
use crate::rules::came::Came;
use crate::rules::came::Email;
use crate::rules::came::Level;
use crate::rules::names::FullName;

/// A client whose endpoints were discovered.
type Discovered =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What ЕСИА's stand tells beside the standard claims.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct OfEsia {
    #[serde(rename = "urn:esia:level")]
    level: Option<String>,
    #[serde(rename = "urn:esia:snils")]
    snils: Option<String>,
}

impl AdditionalClaims for OfEsia {}

/// The address of the authentication request.
pub async fn begin(esia: &Esia, talk: Talk<'_>) -> Result<String, EsiaError> {
    let Talk { party, attempt, wire, .. } = talk;
    let client = discover(esia, party, wire).await?;
    let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
    let mut request = client.authorize_url(
        CoreAuthenticationFlow::AuthorizationCode,
        move || CsrfToken::new(state.clone()),
        move || Nonce::new(nonce.clone()),
    );
    for scope in attempt.scope.split(' ').filter(|scope| *scope != "openid") {
        request = request.add_scope(Scope::new(scope.to_owned()));
    }
    let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
    let (url, _, _) = request.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier)).url();
    Ok(url.into())
}

/// Exchanges the code, checks the ID token, asks for the claims.
pub async fn finish(esia: &Esia, talk: Talk<'_>, code: &str) -> Result<Came, EsiaError> {
    let Talk { party, attempt, wire, now } = talk;
    let client = discover(esia, party, wire).await?;
    let http = |request: HttpRequest| wire.call(request);
    let tokens = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| EsiaError::Setup(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
        .request_async(&http)
        .await
        .map_err(|error| refused("POST token", &error))?;
    let id = tokens.id_token().ok_or_else(|| wrong("there is no ID token"))?;
    let latest = now + TimeDelta::seconds(LEEWAY);
    let in_time = move |issued| {
        let is_past = issued <= latest;
        is_past.then_some(()).ok_or_else(|| "iat: it was issued in the future".to_owned())
    };
    // The library asks when a token ends, and leaves to us when it begins.
    let verifier = client.id_token_verifier().set_time_fn(move || now.with_timezone(&Utc));
    let verifier = verifier.set_issue_time_verifier_fn(in_time);
    let claims = id.claims(&verifier, &Nonce::new(attempt.nonce.clone())).map_err(wrong)?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = id.signing_alg().map_err(wrong)?;
        let key = id.signing_key(&verifier).map_err(wrong)?;
        let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(wrong)?;
        if hash != *expected {
            return Err(wrong("at_hash: the access token is another one"));
        }
    }
    let told: UserInfoClaims<OfEsia, CoreGenderClaim> = client
        .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
        .map_err(|error| EsiaError::Setup(error.to_string()))?
        .request_async(&http)
        .await
        .map_err(|error| unreadable("GET userinfo", &error))?;
    came(&told)
}

async fn discover(esia: &Esia, party: Party<'_>, wire: &Wire) -> Result<Discovered, EsiaError> {
    let setup = |error: &dyn std::error::Error| EsiaError::Setup(error.to_string());
    let issuer = IssuerUrl::new(esia.base.clone()).map_err(|error| setup(&error))?;
    let redirect = RedirectUrl::new(party.redirect_uri.to_owned()).map_err(|error| setup(&error))?;
    let http = |request: HttpRequest| wire.call(request);
    let metadata = CoreProviderMetadata::discover_async(issuer, &http)
        .await
        .map_err(|error| unreadable("GET discovery", &error))?;
    let (id, secret) = (party.registration.client_id.clone(), party.registration.client_secret.clone());
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(id), Some(ClientSecret::new(secret)));
    Ok(client.set_redirect_uri(redirect))
}

fn came(told: &UserInfoClaims<OfEsia, CoreGenderClaim>) -> Result<Came, EsiaError> {
    let subject = told.subject().as_str();
    let oid = subject.parse().map_err(|_| wrong("sub is no ОИД"))?;
    let of_esia = told.additional_claims();
    let level = match of_esia.level.as_deref() {
        Some("confirmed") => Level::Confirmed,
        Some("child") => Level::Child,
        Some("simplified" | "simplified_ready" | "standard") => Level::Unconfirmed,
        other => return Err(wrong(format!("urn:esia:level {other:?} is not known"))),
    };
    let last = told.family_name().and_then(|name| name.get(None)).map(|name| name.to_string());
    let first = told.given_name().and_then(|name| name.get(None)).map(|name| name.to_string());
    let middle = told.middle_name().and_then(|name| name.get(None)).map(|name| name.to_string());
    let (Some(last), Some(first)) = (last, first) else { return Err(wrong("userinfo has no ФИО")) };
    let email =
        told.email().map(|email| Email { value: email.to_string(), verified: told.email_verified().unwrap_or(false) });
    Ok(Came {
        oid,
        level,
        name: FullName { last, first, middle },
        email,
        snils: of_esia.snils.clone(),
        birth_date: told.birthdate().and_then(|date| date.parse().ok()),
        kids: Vec::new(),
    })
}

fn wrong(why: impl Into<Box<dyn std::error::Error>>) -> EsiaError {
    EsiaError::Token(why.into().to_string())
}

fn unreadable(what: &str, error: &(dyn std::error::Error + 'static)) -> EsiaError {
    ours(error).unwrap_or_else(|| EsiaError::Unreadable { what: what.to_owned(), why: error.to_string() })
}

fn refused(what: &str, error: &(dyn std::error::Error + 'static)) -> EsiaError {
    ours(error).unwrap_or_else(|| EsiaError::Refused { what: what.to_owned(), status: 400, code: error.to_string() })
}

/// What our own line said, if the library only passes it on.
fn ours(error: &(dyn std::error::Error + 'static)) -> Option<EsiaError> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(own) = error.downcast_ref::<EsiaError>() {
            return Some(own.clone());
        }
        cause = error.source();
    }
    None
}
