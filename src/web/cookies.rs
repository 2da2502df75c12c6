//! Cookies: `ctx_id` tells browsers apart, `ESIA_SESSION` is single sign-on, `oid` says who has signed in: the names are
//! ЕСИА's. `esia_lang` is the language of the pages, `esia_mock_operator` opens the tester's pages where the stand has a
//! control token.

use std::borrow::Cow;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::cookie::time::Duration;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::digest;
use crate::domain::public_url::PublicUrl;
use crate::flow::Stop;
use crate::flow::account::sessions::Opened;
use crate::flow::login::progress::Visitor;
use crate::flow::login::qr;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::protocol::parameters::Parameters;
use crate::texts::Language;
use crate::web::state::OfStand;

const BROWSER: &str = "ctx_id";
const SESSION: &str = "ESIA_SESSION";
const HOLDER: &str = "oid";
const LANGUAGE: &str = "esia_lang";
const OPERATOR: &str = "esia_mock_operator";

/// How long a chosen language is kept.
const LANGUAGE_LASTS: Duration = Duration::days(365);

/// Length of every value that we make.
const LENGTH: usize = 43;

/// What the cookies of a request say; values that its stand did not make count as absent.
pub fn visitor(request: &HttpRequest) -> Visitor {
    let read = |name: &'static str| {
        let stand = OfStand::of(request)?;
        own_value(request, name, ours).map(|value| stand.fingerprint(&value))
    };
    Visitor { browser: read(BROWSER).unwrap_or_default(), session: read(SESSION), language: language(request) }
}

/// The value of a cookie that the stand of a request has given out under a name.
fn own_value(request: &HttpRequest, name: &'static str, is_ours: fn(&str) -> bool) -> Option<String> {
    let (stand, cookies) = (OfStand::of(request)?, request.cookies().ok()?);
    let pairs = cookies.iter().map(|cookie| (cookie.name(), cookie.value()));
    own_among(&stand, pairs, name).find(|value| is_ours(value)).map(ToOwned::to_owned)
}

/// The values that a stand has given out under a name.
///
/// Cookies of the stand `default` come to the paths of all others too, so there may be several of a name: the first
/// that is the stand's own counts, wherever it stands.
fn own_among<'a>(
    stand: &Stand,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
    name: &'static str,
) -> impl Iterator<Item = &'a str> {
    let name = named(stand, name);
    pairs.filter(move |(known, _)| *known == name).filter_map(|(_, value)| unmarked(stand, value))
}

/// The session among cookies that did not come with a request, as the database knows it.
pub fn session_among<'a>(stand: &Stand, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    own_among(stand, pairs, SESSION).find(|value| ours(value)).map(|value| stand.fingerprint(value))
}

/// A value as the stand gives it out: that of a named stand can be told from those of all others.
fn marked(stand: &Stand, value: &str) -> String {
    if stand.is_default() { value.to_owned() } else { format!("{value}.{}", stand.mark.tag()) }
}

fn unmarked<'a>(stand: &Stand, value: &'a str) -> Option<&'a str> {
    if stand.is_default() {
        return Some(value);
    }
    value.strip_suffix(stand.mark.tag())?.strip_suffix('.')
}

/// The language that the request or the browser has chosen; what its owner's system prefers counts for nothing, for
/// robots look for Russian words.
pub fn language(request: &HttpRequest) -> Language {
    if let Some(asked) = said_language(request) {
        return asked;
    }
    let code = own_value(request, LANGUAGE, |code| Language::from_code(code).is_some());
    code.and_then(|code| Language::from_code(&code)).unwrap_or_default()
}

/// `ui_locales` of a standard endpoint (OpenID Connect Core 1.0, 3.1.2.1; RP-Initiated Logout 1.0, 2).
fn said_language(request: &HttpRequest) -> Option<Language> {
    if !request.path().starts_with("/oidc/") {
        return None;
    }
    let sent = Parameters::parse(request.query_string().as_bytes()).ok()?;
    Language::preferred(sent.get("ui_locales")?)
}

/// The cookie of a language that a system asked for: the pages after its request are in it, as long as the browser runs.
pub fn asked_language(stand: &Stand, language: Language) -> Cookie<'static> {
    cookie(stand, LANGUAGE, marked(stand, language.code()))
}

/// The cookie of a chosen language.
pub fn chosen_language(stand: &Stand, language: Language) -> Cookie<'static> {
    let mut cookie = cookie(stand, LANGUAGE, marked(stand, language.code()));
    cookie.set_max_age(LANGUAGE_LASTS);
    cookie
}

fn ours(value: &str) -> bool {
    value.len() == LENGTH && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The browser of a request; a browser that is new gets its cookie.
pub fn browser(request: &HttpRequest, stand: &Stand) -> (String, Option<Cookie<'static>>) {
    let known = visitor(request).browser;
    if !known.is_empty() {
        return (known, None);
    }
    let value = stand.random.token();
    (stand.fingerprint(&value), Some(cookie(stand, BROWSER, marked(stand, &value))))
}

/// The new cookie of a browser that was known before.
pub fn renewed_browser(stand: &Stand, value: &str) -> Cookie<'static> {
    cookie(stand, BROWSER, marked(stand, value))
}

/// Who arrives; a browser that is new gets its cookie.
pub fn arrival(request: &HttpRequest, stand: &Stand) -> (Visitor, Option<Cookie<'static>>) {
    let (browser, cookie) = browser(request, stand);
    (Visitor { browser, ..visitor(request) }, cookie)
}

/// An answer that brings a cookie along, if there is one to bring.
pub fn with(mut response: HttpResponse, cookie: Option<Cookie<'static>>) -> HttpResponse {
    if let Some(cookie) = cookie {
        // A cookie that cannot be written would be one that we did not make.
        let _ = response.add_cookie(&cookie);
    }
    response
}

/// Takes up the session that a QR code has opened for this browser, if there is one.
pub async fn take_up(stand: &Arc<Stand>, visitor: Visitor) -> Result<(Visitor, Option<Cookie<'static>>), Stop> {
    if !stand.read(|cx| qr::is_waiting(cx, &visitor.browser))? {
        return Ok((visitor, None));
    }
    let before = visitor.clone();
    let Some(opened) = stand.write(move |cx| qr::take_up(cx, &before)).await? else { return Ok((visitor, None)) };
    let visitor = Visitor { session: Some(stand.fingerprint(&opened.cookie)), ..visitor };
    Ok((visitor, Some(session(stand, &opened))))
}

/// Has this browser shown the control token, where the stand has one?
pub fn is_operator(stand: &Stand, request: &HttpRequest) -> bool {
    let Some(token) = &stand.platform.config.control_token else { return true };
    let Ok(cookies) = request.cookies() else { return false };
    let right = pass(stand, token);
    // Typed at another port of this server, it counts here as well.
    let names = [named(stand, OPERATOR), OPERATOR.into()];
    cookies.iter().any(|cookie| names.iter().any(|name| name == cookie.name()) && is_same(cookie.value(), &right))
}

/// The cookie of somebody who has typed a control token, if it is the right one.
pub fn operator(stand: &Stand, typed: &str) -> Option<Cookie<'static>> {
    let token = stand.platform.config.control_token.as_ref()?;
    let is_right = digest::same(&digest::sha256(typed.as_bytes()), &digest::sha256(token.as_bytes()));
    is_right.then(|| {
        let mut cookie = cookie(stand, OPERATOR, pass(stand, token));
        // It holds for every stand.
        cookie.set_path(below(stand.platform.config.public_url.path()));
        cookie
    })
}

/// What calls say that come with this cookie, where the stand has a token: only pages of ours can read it.
pub fn guard(stand: &Stand) -> Option<String> {
    stand.platform.config.control_token.as_ref().map(|token| made(stand, "guard", token))
}

/// Are two values the same? The time it takes does not tell how much of them is.
pub fn is_same(one: &str, other: &str) -> bool {
    digest::same(one.as_bytes(), other.as_bytes())
}

/// What stands for the control token in a cookie.
fn pass(stand: &Stand, token: &str) -> String {
    made(stand, "operator", token)
}

fn made(stand: &Stand, what: &str, token: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::hmac_sha256(&stand.platform.key, format!("{what}\n{token}").as_bytes()))
}

/// The cookie of a new session; with «Чужой компьютер» it ends with the browser.
pub fn session(stand: &Stand, opened: &Opened) -> Cookie<'static> {
    let mut cookie = cookie(stand, SESSION, marked(stand, &opened.cookie));
    if !opened.foreign_computer {
        cookie.set_max_age(Duration::seconds(stand.config.session_lifetime.num_seconds()));
    }
    cookie
}

/// Who has signed in, as a number; the tools of the test contour wait for this cookie, and nothing else reads it.
pub fn holder(stand: &Stand, oid: Oid) -> Cookie<'static> {
    cookie(stand, HOLDER, oid.to_string())
}

/// An answer after which nobody is signed in in the browser: the cookies of a session are taken away.
pub fn signed_out(answer: HttpResponse, stand: &Stand) -> HttpResponse {
    of_session(stand).into_iter().fold(answer, |answer, cookie| with(answer, Some(cookie)))
}

/// The cookies that end with a session.
pub fn of_session(stand: &Stand) -> [Cookie<'static>; 2] {
    [SESSION, HOLDER].map(|name| taken_away(stand, name))
}

fn taken_away(stand: &Stand, name: &'static str) -> Cookie<'static> {
    let mut cookie = cookie(stand, name, String::new());
    cookie.set_max_age(Duration::ZERO);
    cookie
}

/// The name of a cookie of a stand. Browsers know no ports (RFC 6265, 8.5): what one port sets, all others of the host
/// would get and overwrite.
fn named(stand: &Stand, name: &'static str) -> Cow<'static, str> {
    match stand.address.as_ref().and_then(PublicUrl::port) {
        Some(port) => format!("{name}_{port}").into(),
        None => name.into(),
    }
}

fn cookie(stand: &Stand, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(named(stand, name), value)
        .path(below(&stand.base_path))
        .http_only(true)
        // Lax, not Strict: the browser comes back here from the relying party's pages.
        .same_site(SameSite::Lax)
        .secure(stand.platform.config.public_url.is_secure())
        .finish()
}

/// The path of cookies for everything below a path.
fn below(path: &str) -> String {
    if path.is_empty() { "/".to_owned() } else { path.to_owned() }
}
