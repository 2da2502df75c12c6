//! What came in place of a code or a token: it is told what it is, and where it belongs.

use uuid::Uuid;

use crate::crypto::CryptoError;
use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::mint::kind::ACCESS_TOKEN;
use crate::flow::stand::Stand;
use crate::protocol::meant;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::storage::oidc_grants;
use crate::storage::oidc_refresh_tokens;
use crate::storage::refresh_tokens;

/// What somebody sent: what it is, and where it belongs.
pub type Recognized = (Words, Words);

/// Kinds of codes and tokens, and their places, in both languages.
type Kind = [(&'static str, &'static str); 2];

const ESIA_CODE: Kind = [
    ("an authorization code of ЕСИА's own endpoints", "код авторизации собственных адресов ЕСИА"),
    ("to /aas/oauth2/te or /aas/oauth2/v3/te", "/aas/oauth2/te или /aas/oauth2/v3/te"),
];
const ESIA_ACCESS: Kind = [
    ("an access token of ЕСИА's own endpoints", "маркер доступа собственных адресов ЕСИА"),
    ("into the Authorization header of /rs", "заголовок Authorization для /rs"),
];
const ESIA_ID: Kind = [
    ("an ID token of ЕСИА's own endpoints", "маркер идентификации собственных адресов ЕСИА"),
    ("to the client itself", "у самой системы"),
];
const ESIA_REFRESH: Kind = [
    ("a refresh token of ЕСИА's own endpoints", "маркер обновления собственных адресов ЕСИА"),
    (
        "into refresh_token at /aas/oauth2/te or /aas/oauth2/v3/te",
        "refresh_token для /aas/oauth2/te или /aas/oauth2/v3/te",
    ),
];
const ACCESS: Kind = [
    ("an access token of the standard endpoints", "маркер доступа стандартных адресов"),
    ("into the Authorization header of /oidc/userinfo or /rs", "заголовок Authorization для /oidc/userinfo или /rs"),
];
const LOGOUT: Kind = [("a logout token", "маркер выхода"), ("to the client itself", "у самой системы")];
const ID: Kind = [
    ("an ID token", "маркер идентификации"),
    ("to the client itself, or into id_token_hint", "у самой системы или в id_token_hint"),
];
const REFRESH: Kind = [
    ("a refresh token of the standard endpoints", "маркер обновления стандартных адресов"),
    ("into refresh_token at /oidc/token", "refresh_token для /oidc/token"),
];
const CODE: Kind = [
    ("an authorization code of the standard endpoints", "код авторизации стандартных адресов"),
    ("to /oidc/token", "/oidc/token"),
];
const OTHER: Kind = [("another token", "другой маркер"), ("elsewhere", "другое")];

fn named([what, belongs]: Kind) -> Recognized {
    let words = |(english, russian): (&'static str, &'static str)| Words::new(english, russian);
    (words(what), words(belongs))
}

/// A token that is signed, by its header and claims.
pub fn of_token(token: &Jws) -> Option<Recognized> {
    let header = |name: &str| token.header().get(name).and_then(serde_json::Value::as_str);
    let has = |claim: &str| token.payload().contains_key(claim);
    let kind = match (header("sbt"), header("typ")) {
        (Some("authorization_code"), _) => ESIA_CODE,
        (Some("access"), _) => ESIA_ACCESS,
        (Some("id"), _) => ESIA_ID,
        (_, Some(ACCESS_TOKEN)) => ACCESS,
        (_, Some("logout+jwt")) => LOGOUT,
        _ if has("nonce") || has("at_hash") || has("auth_time") => ID,
        _ => return None,
    };
    Some(named(kind))
}

/// The same, and something that can be said of any token.
pub fn of_signed(token: &Jws) -> Recognized {
    of_token(token).unwrap_or_else(|| named(OTHER))
}

/// Something that is not signed, by what the database knows; nothing if that does not know it.
pub fn of_secret(cx: &Cx<'_>, text: &str) -> Result<Option<Recognized>, Stop> {
    let hash = cx.stand.fingerprint(text);
    let kind = if refresh_tokens::find(cx.sql, &hash)?.is_some() {
        ESIA_REFRESH
    } else if oidc_refresh_tokens::find(cx.sql, &hash)?.is_some() {
        REFRESH
    } else if oidc_grants::find_by_code(cx.sql, &hash)?.is_some() {
        CODE
    } else {
        return Ok(None);
    };
    Ok(Some(named(kind)))
}

/// Anything at all: signed, or known to the database.
pub fn of(cx: &Cx<'_>, text: &str) -> Result<Option<Recognized>, Stop> {
    match jws::decode(text) {
        Ok(token) => Ok(of_token(&token)),
        Err(_) => of_secret(cx, text),
    }
}

/// Why something that came as a refresh token is none that is known.
pub fn refresh_token(cx: &Cx<'_>, text: &str) -> Result<Refusal, Stop> {
    Ok(match of(cx, text)? {
        Some((what, belongs)) => reasons::token::refresh_token_other_token(what, belongs),
        None => reasons::token::refresh_token_unknown(flaw(text)),
    })
}

/// What is wrong with the spelling of a secret that is not known.
pub fn flaw(text: &str) -> Words {
    let flaw = meant::flaw(text);
    if !flaw.is_empty() {
        return words!("; it is sent {flaw}", "; он передан {flaw:#}");
    }
    if text.starts_with("Bearer ") {
        return Words::new("; it begins with the word Bearer", "; он начинается со слова Bearer");
    }
    Words::default()
}

/// Why a token is none of ours: not signed, changed on its way, or of somebody else.
pub fn foreign(stand: &Stand, token: &Jws, error: &CryptoError) -> Words {
    let issuer = token.payload().get("iss").and_then(serde_json::Value::as_str);
    match (token.algorithm(), issuer) {
        (Some("none"), _) => Words::new("alg is \"none\": it is not signed", "alg — \"none\": он не подписан"),
        _ if stand.mark.is_of(token) => words!(
            "it is of this stand, but was cut or changed on its way: {error}",
            "он этого стенда, но по пути обрезан или изменён: «{error}»"
        ),
        (_, Some(issuer)) => {
            let issuer: String = issuer.chars().take(80).collect();
            words!("this stand did not issue it, its iss is {issuer:?}: {error}", "его iss — {issuer:?}: «{error}»")
        }
        (_, None) => words!("this stand did not issue it, and it has no iss: {error}", "iss в нём нет: «{error}»"),
    }
}

/// What languages write where there is no value.
const UNSET: [&str; 6] = ["null", "undefined", "None", "nil", "[object Object]", "false"];

/// Why an `Authorization` header has no bearer token in it.
pub fn no_bearer(header: &str) -> Refusal {
    let word = header.split_whitespace().next().unwrap_or_default();
    let what = match word {
        "" => Words::new("it is empty", "он пуст"),
        _ if word.eq_ignore_ascii_case("bearer") => Words::new("the token is absent", "нет самого маркера"),
        _ if word.split('.').count() == 3 => {
            Words::new("the word Bearer is absent before the token", "перед маркером нет слова Bearer")
        }
        _ if word.starts_with("Bearer") => {
            Words::new("there is no blank after the word Bearer", "после слова Bearer нет пробела")
        }
        scheme if header.trim() == scheme => Words::new("there is one word only", "в нём одно слово"),
        scheme => {
            let scheme: String = scheme.chars().take(20).collect();
            words!("its scheme is {scheme:?}", "его схема — {scheme:?}")
        }
    };
    reasons::access::authorization_not_bearer(what)
}

/// Why a bearer token cannot be read.
pub fn unreadable(token: &str, why: impl std::fmt::Display) -> Refusal {
    let parts = token.split('.').count();
    let more = match token {
        _ if token.starts_with("Bearer ") => {
            Words::new("; the word Bearer stands there twice", "; слово Bearer стоит дважды")
        }
        _ if UNSET.contains(&token) => Words::new(
            "; it is what a variable is written as that was not set",
            "; так пишется переменная, которой не дали значения",
        ),
        _ if token.starts_with('{') => {
            Words::new("; it is JSON: the access token is one of its fields", "; это JSON: маркер — одно из его полей")
        }
        _ if Uuid::try_parse(token).is_ok() => {
            Words::new("; it is a UUID, as refresh tokens are", "; это UUID, как у маркеров обновления")
        }
        _ if !meant::flaw(token).is_empty() => flaw(token),
        _ if parts == 2 => Words::new("; its signature is cut off", "; подпись отрезана"),
        _ => Words::default(),
    };
    reasons::access::access_token_unreadable(words!("{why}{more}", "«{why}»{more:#}"))
}
