//! What a client library puts on the wire: its parameters in its order and its escapes, sent as they are.
//!
//! A file of a client writes down its requests; this one signs, sends and walks the citizen through the login.

use chrono::DateTime;
use chrono::FixedOffset;
use reqwest::RequestBuilder;
use serde_json::Value;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::Returned;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::http::form;
use crate::support::secret::Encoding;

/// What v1 signs, in every request.
pub(super) const V1: [&str; 4] = ["scope", "timestamp", "client_id", "state"];
/// What v2 signs in a code request.
pub(super) const V2: [&str; 6] = ["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri"];
/// What v3 signs in the exchange of a code.
pub(super) const V3: [&str; 7] = ["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri", "code"];

/// Who logs in, unless a test wants somebody else: everything is known of this person.
pub(super) const CITIZEN: &str = "esia_test_006";
/// Their number.
pub(super) const OID: u64 = 1_000_000_606;

/// A client library, configured for one of the demo clients.
pub(super) struct Wire<'a> {
    pub(super) app: &'a TestApp,
    /// Key, certificate, container and encoding; signs.
    pub(super) rp: RelyingParty,
    /// Where it sends citizens.
    pub(super) ac: &'static str,
    /// Where it asks for tokens.
    pub(super) te: &'static str,
    /// Who logs in.
    pub(super) citizen: &'static str,
}

impl<'a> Wire<'a> {
    /// A library that speaks v1: a PKCS#7 container.
    pub(super) fn v1(app: &'a TestApp, mnemonic: &str, encoding: Encoding) -> Self {
        let mut rp = app.client(mnemonic);
        rp.encoding = encoding;
        Self { app, rp, ac: "/aas/oauth2/ac", te: "/aas/oauth2/te", citizen: CITIZEN }
    }

    /// A library that speaks v2 and v3: the bare signature.
    pub(super) fn v3(app: &'a TestApp, mnemonic: &str, encoding: Encoding) -> Self {
        let wire = Self::v1(app, mnemonic, encoding);
        let rp = wire.rp.speaking_v3();
        Self { rp, ac: "/aas/oauth2/v2/ac", te: "/aas/oauth2/v3/te", ..wire }
    }

    /// These parameters, signed over those values; the signature stands where `client_secret` is named.
    pub(super) fn signed(&self, order: &[&str], parameters: &[(&str, &str)]) -> Request {
        self.rp.signs_as(Request::of(parameters), order)
    }

    /// The time with the zone of Moscow.
    pub(super) fn moscow(&self) -> String {
        self.timestamp(3)
    }

    /// The time in UTC, `+0000`.
    pub(super) fn utc(&self) -> String {
        self.timestamp(0)
    }

    fn timestamp(&self, hours: i32) -> String {
        let now: DateTime<_> = self.app.now()();
        let zone = FixedOffset::east_opt(hours * 3600).expect("a zone");
        now.with_timezone(&zone).format("%Y.%m.%d %H:%M:%S %z").to_string()
    }

    /// The answer to a code request.
    pub(super) fn asks(&self, query: &str) -> Answer {
        self.app.http.send(self.app.http.get(&self.app.url(&format!("{}?{query}", self.ac))))
    }

    /// With what the citizen comes back from the login that this code request begins.
    pub(super) fn logs_in(&self, query: &str) -> Returned {
        let address = self.app.url(&format!("{}?{query}", self.ac));
        self.app.citizen(self.citizen).goes_through(&mut self.app.browser(), &address)
    }

    /// The answer to a token request.
    pub(super) fn posts(&self, body: &str) -> Answer {
        self.posts_with(body, &[])
    }

    /// The same with headers.
    pub(super) fn posts_with(&self, body: &str, headers: &[(&str, &str)]) -> Answer {
        let request = form(self.app.http.post(&self.app.url(self.te)), body);
        self.app.http.send(with_headers(request, headers))
    }

    /// The tokens of a token request that must be granted.
    pub(super) fn granted(&self, body: &str) -> Tokens {
        self.rp.tokens(&self.posts(body))
    }

    /// The answer of REST, by its path or its whole address.
    pub(super) fn gets(&self, address: &str, token: &str, headers: &[(&str, &str)]) -> Answer {
        let url = if address.starts_with('/') { self.app.url(address) } else { address.to_owned() };
        let request = self.app.http.get(&url).header("authorization", format!("Bearer {token}"));
        self.app.http.send(with_headers(request, headers))
    }

    /// What REST gives; it must be something.
    pub(super) fn reads(&self, address: &str, token: &str) -> Value {
        json(&self.gets(address, token, &[]))
    }

    /// Reads every element of a collection by its own address, as libraries without `embed` do.
    pub(super) fn follows(&self, collection: &Value, token: &str) -> Vec<Value> {
        let elements = collection["elements"].as_array().expect("elements");
        elements.iter().map(|url| self.reads(url.as_str().expect("an address"), token)).collect()
    }
}

fn with_headers(request: RequestBuilder, headers: &[(&str, &str)]) -> RequestBuilder {
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// The JSON of an answer that must be a good one.
pub(super) fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{} {}", answer.text(), reason(answer));
    assert!(answer.header("content-type").starts_with("application/json"), "{}", answer.header("content-type"));
    answer.json()
}

/// Why the stand refused: its code, and what it says besides.
pub(super) fn refusal(answer: &Answer) -> (String, String) {
    (answer.esia_code(), reason(answer))
}

fn reason(answer: &Answer) -> String {
    answer.header("x-esia-mock-reason").to_owned()
}

/// Spaces as `+`: `http_build_query`, `urlencode`, `url.Values`, `URLSearchParams`, `FormUrlEncodedContent`, Faraday.
pub(super) fn plus(request: &Request) -> String {
    request.encoded()
}

/// Spaces as `%20`: RFC 3986 of PHP, `querystring`, `Uri.EscapeDataString`.
pub(super) fn percent(request: &Request) -> String {
    // A `+` that was meant is escaped, so that those that are left are spaces.
    request.encoded().replace('+', "%20")
}
