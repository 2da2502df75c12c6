//! What came in place of a code or a token: it is told what it is, and where it belongs.

use uuid::Uuid;

use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::mint::kind::ACCESS_TOKEN;
use crate::protocol::meant;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;
use crate::storage::refresh_tokens;

/// What somebody sent: what it is, and where it belongs.
pub type Recognized = (&'static str, &'static str);

/// A token that is signed, by its header and claims.
pub fn of_token(token: &Jws) -> Option<Recognized> {
    let header = |name: &str| token.header().get(name).and_then(serde_json::Value::as_str);
    match (header("sbt"), header("typ")) {
        (Some("authorization_code"), _) => {
            Some(("an authorization code of ЕСИА's own endpoints", "to /aas/oauth2/te or /aas/oauth2/v3/te"))
        }
        (Some("access"), _) => {
            Some(("an access token of ЕСИА's own endpoints", "into the Authorization header of /rs"))
        }
        (Some("id"), _) => Some(("an ID token of ЕСИА's own endpoints", "to the client itself")),
        (_, Some(ACCESS_TOKEN)) => Some((
            "an access token of the standard endpoints",
            "into the Authorization header of /oidc/userinfo or /rs",
        )),
        (_, Some("logout+jwt")) => Some(("a logout token", "to the client itself")),
        _ if token.payload().contains_key("nonce")
            || token.payload().contains_key("at_hash")
            || token.payload().contains_key("auth_time") =>
        {
            Some(("an ID token", "to the client itself, or into id_token_hint"))
        }
        _ => None,
    }
}

/// Something that is not signed, by what the database knows; nothing if that does not know it.
pub fn of_secret(cx: &Cx<'_>, text: &str) -> Result<Option<Recognized>, Stop> {
    let hash = cx.stand.fingerprint(text);
    if refresh_tokens::find(cx.sql, &hash)?.is_some() {
        return Ok(Some((
            "a refresh token of ЕСИА's own endpoints",
            "into refresh_token at /aas/oauth2/te or /aas/oauth2/v3/te",
        )));
    }
    if oidc_refresh_tokens::find(cx.sql, &hash)?.is_some() {
        return Ok(Some(("a refresh token of the standard endpoints", "into refresh_token at /oidc/token")));
    }
    let code = oidc_grants::find_by_code(cx.sql, &hash)?;
    Ok(code.map(|_| ("an authorization code of the standard endpoints", "to /oidc/token")))
}

/// Anything at all: signed, or known to the database.
pub fn of(cx: &Cx<'_>, text: &str) -> Result<Option<Recognized>, Stop> {
    match jws::decode(text) {
        Ok(token) => Ok(of_token(&token)),
        Err(_) => of_secret(cx, text),
    }
}

/// What is wrong with the spelling of a secret that is not known.
pub fn flaw(text: &str) -> &'static str {
    match meant::flaw(text) {
        "" if Uuid::try_parse(text).is_ok() => "",
        "" if text.starts_with("Bearer ") => ", and begins with the word Bearer",
        "" => "",
        "with blanks or line breaks at its ends" => ", and has blanks or line breaks at its ends",
        "in quotation marks" => ", and stands in quotation marks",
        "percent-encoded once too often (encoded twice)" => ", and is percent-encoded once too often (encoded twice)",
        _ => ", and has letters that no token has",
    }
}

/// Why an `Authorization` header has no bearer token in it.
pub fn no_bearer(header: &str) -> Refusal {
    let word = header.split_whitespace().next().unwrap_or_default();
    let what = match word {
        "" => "it is empty".to_owned(),
        _ if word.eq_ignore_ascii_case("bearer") => "the token is absent".to_owned(),
        _ if word.split('.').count() == 3 => "the word Bearer is absent before the token".to_owned(),
        _ if word.starts_with("Bearer") => "there is no blank after the word Bearer".to_owned(),
        scheme if header.trim() == scheme => "there is one word only".to_owned(),
        scheme => format!("its scheme is {:?}", scheme.chars().take(20).collect::<String>()),
    };
    reasons::access::authorization_not_bearer(what)
}

/// Why a bearer token cannot be read.
pub fn unreadable(token: &str, why: impl std::fmt::Display) -> Refusal {
    let parts = token.split('.').count();
    let more = match token {
        _ if token.starts_with("Bearer ") => "; the word Bearer stands there twice",
        _ if Uuid::try_parse(token).is_ok() => "; it is a UUID, as refresh tokens are",
        _ if !meant::flaw(token).is_empty() => flaw(token),
        _ if parts == 2 => "; its signature is cut off",
        _ => "",
    };
    reasons::access::access_token_unreadable(format!("{why}{more}"))
}
