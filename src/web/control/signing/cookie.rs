//! Cookies as drivers of browsers take and give them (Playwright, Selenium).

use std::future::Ready;
use std::future::ready;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::flow::account::sessions::Opened;
use crate::flow::stand::Stand;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Part;
use crate::web::cookies;

/// A cookie for a browser.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cookie {
    /// Its name.
    name: String,
    /// Its value.
    value: String,
    /// The host that it is for.
    domain: String,
    /// The path below which it is sent.
    path: String,
    /// When it ends, in seconds of real time since 1970; -1 where it ends with the browser.
    expires: i64,
    /// Is it kept from scripts?
    http_only: bool,
    /// Does it travel by TLS only?
    secure: bool,
    /// Which other sites it comes with: Strict, Lax or None.
    same_site: &'static str,
}

/// A cookie of a browser; name and value count.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "SentCookie")]
pub struct Sent {
    /// Its name.
    name: String,
    /// Its value.
    value: String,
    /// Not looked at.
    #[serde(default, rename = "domain")]
    _domain: Option<String>,
    /// Not looked at.
    #[serde(default, rename = "url")]
    _url: Option<String>,
    /// Not looked at.
    #[serde(default, rename = "path")]
    _path: Option<String>,
    /// Not looked at.
    #[serde(default, rename = "expires")]
    _expires: Option<f64>,
    /// Not looked at.
    #[serde(default, rename = "expiry")]
    _expiry: Option<f64>,
    /// Not looked at.
    #[serde(default, rename = "httpOnly")]
    _http_only: Option<bool>,
    /// Not looked at.
    #[serde(default, rename = "secure")]
    _secure: Option<bool>,
    /// Not looked at.
    #[serde(default, rename = "sameSite")]
    _same_site: Option<String>,
}

/// The session among these cookies, as the database knows it.
pub fn session(stand: &Stand, cookies: &[Sent]) -> Option<String> {
    cookies::session_among(stand, cookies.iter().map(|cookie| (cookie.name.as_str(), cookie.value.as_str())))
}

/// The cookie of a session, for a browser that knows the stand by this host.
pub fn of(stand: &Stand, opened: &Opened, host: String) -> Cookie {
    let cookie = cookies::session(stand, opened);
    // Browsers know real time only.
    let now = stand.platform.real_time.now().timestamp();
    Cookie {
        name: cookie.name().to_owned(),
        value: cookie.value().to_owned(),
        domain: host,
        path: cookie.path().unwrap_or("/").to_owned(),
        expires: cookie.max_age().map_or(-1, |life| now.saturating_add(life.whole_seconds())),
        http_only: cookie.http_only().unwrap_or_default(),
        secure: cookie.secure().unwrap_or_default(),
        same_site: "Lax",
    }
}

/// The name by which a call came, as `Host` says it.
#[derive(Clone, Debug)]
pub struct AskedBy(pub String);

impl AskedBy {
    /// Its host alone: who calls by it lets the browser go there as well.
    pub fn host(&self, stand: &Stand) -> String {
        let named = url::Url::parse(&format!("http://{}", self.0)).ok();
        let named = named.and_then(|url| url.host_str().map(ToOwned::to_owned));
        named.unwrap_or_else(|| stand.platform.config.public_url.host().to_string())
    }
}

impl FromRequest for AskedBy {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        let host = http.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        ready(Ok(Self(host.unwrap_or_default().to_owned())))
    }
}

impl Part for AskedBy {
    fn describe(_: &mut Draft<'_>) {}
}
