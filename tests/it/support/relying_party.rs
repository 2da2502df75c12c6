//! The relying party: signs requests, sends citizens away, exchanges what they bring back, reads REST.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::Utc;
use serde_json::Value;

use super::cms::Container;
use super::cms::Signer;
use super::http::Answer;
use super::http::Http;
use super::http::form;
use super::request::Request;
use super::secret::Encoding;
use super::token::Token;

/// Where a relying party takes its time from.
pub(crate) type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Tells the relying parties' states apart, as a UUID.
static STATES: AtomicU64 = AtomicU64::new(1);

/// A client of the stand. Its settings may be changed between requests.
#[derive(Clone)]
pub(crate) struct RelyingParty {
    http: Arc<Http>,
    /// Address of the stand.
    pub(crate) base: String,
    now: Now,
    /// Its key; may be exchanged for a wrong one.
    pub(crate) signer: Signer,
    /// How it builds its signatures.
    pub(crate) container: Container,
    /// How it writes them.
    pub(crate) encoding: Encoding,
    /// Мнемоника.
    pub(crate) client_id: String,
    /// Where citizens come back to.
    pub(crate) redirect_uri: String,
    /// What it asks for.
    pub(crate) scope: String,
    /// `online` or `offline`.
    pub(crate) access_type: String,
    /// Which endpoints and signatures it uses.
    pub(crate) generation: Generation,
}

/// The generations of ЕСИА's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generation {
    /// `ac` and `te`, PKCS#7.
    V1,
    /// `v2/ac` and `v3/te`, bare signatures.
    V3,
}

/// What a relying party is made of.
pub(crate) struct Registration {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) signer: Signer,
}

/// The published test keys: private key and certificate.
pub(crate) const DEMO: (&str, &str) =
    (include_str!("../../../keys/client_demo_rsa.pem"), include_str!("../../../keys/client_demo_rsa.crt"));
pub(crate) const DEMO_GOST: (&str, &str) =
    (include_str!("../../../keys/client_demo_gost.pem"), include_str!("../../../keys/client_demo_gost.crt"));
pub(crate) const EPOS: (&str, &str) =
    (include_str!("../../../keys/client_epos_rsa.pem"), include_str!("../../../keys/client_epos_rsa.crt"));
pub(crate) const EXPIRED: (&str, &str) =
    (include_str!("../../../keys/client_expired_rsa.pem"), include_str!("../../../keys/client_expired_rsa.crt"));

/// EPOS_DEMO, as it asks for consent in most tests of the whole program.
pub(crate) fn epos() -> Registration {
    Registration {
        client_id: "EPOS_DEMO".to_owned(),
        redirect_uri: "http://127.0.0.1:9090/callback".to_owned(),
        scope: "openid snils email fullname".to_owned(),
        signer: Signer::from_pem(EPOS.0, EPOS.1),
    }
}

impl RelyingParty {
    pub(crate) fn new(http: Arc<Http>, base: &str, now: Now, registration: Registration) -> Self {
        let Registration { client_id, redirect_uri, scope, signer } = registration;
        Self {
            http,
            base: base.to_owned(),
            now,
            signer,
            container: Container::default(),
            encoding: Encoding::default(),
            client_id,
            redirect_uri,
            scope,
            access_type: "offline".to_owned(),
            generation: Generation::V1,
        }
    }

    /// The same client speaking v2 and v3.
    #[must_use]
    pub(crate) fn speaking_v3(&self) -> Self {
        Self { generation: Generation::V3, ..self.clone() }
    }

    /// The same client asking for something else.
    #[must_use]
    pub(crate) fn asking_for(&self, scope: &str) -> Self {
        Self { scope: scope.to_owned(), ..self.clone() }
    }

    /// A request of an authorization code, signed.
    pub(crate) fn authorize_request(&self) -> Request {
        let request = self.with_hash(Request::of(&[
            ("client_id", &self.client_id),
            ("client_secret", ""),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("response_type", "code"),
            ("state", &new_state()),
            ("timestamp", &self.timestamp()),
            ("access_type", &self.access_type),
        ]));
        self.signs(request)
    }

    /// The address that starts a login.
    pub(crate) fn authorize_url(&self) -> String {
        self.url_of(&self.authorize_request())
    }

    /// The address of this request.
    pub(crate) fn url_of(&self, request: &Request) -> String {
        let path = match self.generation {
            Generation::V1 => "ac",
            Generation::V3 => "v2/ac",
        };
        format!("{}/aas/oauth2/{path}?{}", self.base, request.encoded())
    }

    /// Starts a login and gives the answer.
    pub(crate) fn asks(&self, request: &Request) -> Answer {
        self.http.send(self.http.get(&self.url_of(request)))
    }

    /// A request of tokens for a code, signed.
    pub(crate) fn code_request(&self, code: &str) -> Request {
        self.signs(self.token_request("authorization_code").with("code", code))
    }

    /// A request of tokens for a refresh token, signed.
    pub(crate) fn refresh_request(&self, refresh_token: &str) -> Request {
        self.signs(self.token_request("refresh_token").with("refresh_token", refresh_token))
    }

    /// A request of a token without a citizen, signed.
    pub(crate) fn credentials_request(&self, scope: &str) -> Request {
        let request = self.token_request("client_credentials");
        let request = match self.generation {
            Generation::V1 => request.without("redirect_uri"),
            Generation::V3 => request,
        };
        self.signs(request.with("scope", scope).with("response_type", "token"))
    }

    fn token_request(&self, grant_type: &str) -> Request {
        self.with_hash(Request::of(&[
            ("client_id", &self.client_id),
            ("grant_type", grant_type),
            ("client_secret", ""),
            ("state", &new_state()),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("timestamp", &self.timestamp()),
            ("token_type", "Bearer"),
        ]))
    }

    fn with_hash(&self, request: Request) -> Request {
        match self.generation {
            Generation::V1 => request,
            Generation::V3 => request.with("client_certificate_hash", &self.signer.certificate_hash()),
        }
    }

    /// Signs a request again, the values as they are sent.
    pub(crate) fn signs(&self, request: Request) -> Request {
        let order: &[&str] = match self.generation {
            Generation::V1 => &["scope", "timestamp", "client_id", "state"],
            Generation::V3 => &["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri", "code"],
        };
        self.signs_as(request, order)
    }

    /// Signs a request again: these values one after another.
    pub(crate) fn signs_as(&self, request: Request, order: &[&str]) -> Request {
        let text: String = order.iter().map(|name| request.get(name)).collect();
        let signature = match self.generation {
            Generation::V1 => self.signer.message(text.as_bytes(), self.container),
            Generation::V3 => self.signer.bare(text.as_bytes()),
        };
        request.with("client_secret", &self.encoding.encode(&signature))
    }

    fn token_url(&self) -> String {
        let path = match self.generation {
            Generation::V1 => "te",
            Generation::V3 => "v3/te",
        };
        format!("{}/aas/oauth2/{path}", self.base)
    }

    /// Posts a token request and gives the answer.
    pub(crate) fn posts(&self, request: &Request) -> Answer {
        self.posts_body(request.encoded())
    }

    /// Posts a body to the token endpoint.
    pub(crate) fn posts_body(&self, body: impl Into<Vec<u8>>) -> Answer {
        self.http.send(form(self.http.post(&self.token_url()), body))
    }

    /// Posts a token request to a server that may be gone.
    pub(crate) fn tries(&self, request: &Request) -> Option<Answer> {
        self.http.try_send(form(self.http.post(&self.token_url()), request.encoded()))
    }

    /// Exchanges a code; it must work.
    pub(crate) fn exchanges(&self, code: &str) -> Tokens {
        self.tokens(&self.posts(&self.code_request(code)))
    }

    /// Exchanges a refresh token; it must work.
    pub(crate) fn refreshes(&self, refresh_token: &str) -> Tokens {
        self.tokens(&self.posts(&self.refresh_request(refresh_token)))
    }

    /// Asks for a token without a citizen; it must work.
    pub(crate) fn asks_alone(&self, scope: &str) -> Tokens {
        self.tokens(&self.posts(&self.credentials_request(scope)))
    }

    /// Reads the tokens of an answer that must be one.
    pub(crate) fn tokens(&self, answer: &Answer) -> Tokens {
        assert_eq!(answer.status, 200, "{} {}", answer.text(), answer.header("x-esia-mock-reason"));
        Tokens { http: Arc::clone(&self.http), base: self.base.clone(), body: answer.json() }
    }

    /// Reads REST with a token: `/rs/prns/1`.
    pub(crate) fn reads(&self, path: &str, access_token: &str) -> Answer {
        let request = self.http.get(&format!("{}{path}", self.base));
        self.http.send(request.header("authorization", format!("Bearer {access_token}")))
    }

    /// The time as requests write it.
    pub(crate) fn timestamp(&self) -> String {
        let zone = FixedOffset::east_opt(5 * 3600).expect("a zone");
        (self.now)().with_timezone(&zone).format("%Y.%m.%d %H:%M:%S %z").to_string()
    }
}

/// A state that was not used before.
pub(crate) fn new_state() -> String {
    format!("5e551011-0000-4000-8000-{:012}", STATES.fetch_add(1, Ordering::Relaxed))
}

/// The answer to a token request.
#[derive(Clone)]
pub(crate) struct Tokens {
    http: Arc<Http>,
    base: String,
    /// The whole answer.
    pub(crate) body: Value,
}

impl Tokens {
    /// A field of the answer.
    pub(crate) fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", self.body)).to_owned()
    }

    pub(crate) fn access_token(&self) -> String {
        self.text("access_token")
    }

    pub(crate) fn refresh_token(&self) -> String {
        self.text("refresh_token")
    }

    /// The access token, verified.
    pub(crate) fn access(&self) -> Token {
        Token::verified(&self.http, &self.base, &self.access_token())
    }

    /// The identity token, verified.
    pub(crate) fn id(&self) -> Token {
        Token::verified(&self.http, &self.base, &self.text("id_token"))
    }

    /// Whose data the access token opens.
    pub(crate) fn oid(&self) -> u64 {
        self.access().claim("urn:esia:sbj_id").as_u64().expect("urn:esia:sbj_id is a number")
    }
}
