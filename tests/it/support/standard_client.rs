//! The relying party of the standard endpoints: speaks OpenID Connect and knows nothing of ЕСИА.

use std::sync::Arc;

use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use aws_lc_rs::signature::RsaPublicKeyComponents;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use super::app::TestApp;
use super::browser::Browser;
use super::browser::Returned;
use super::http::Answer;
use super::http::Http;
use super::http::form;
use super::request::Request;
use super::token::Token;

/// RFC 7636, appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A client of the standard endpoints.
#[derive(Clone)]
pub(crate) struct StandardClient {
    http: Arc<Http>,
    base: String,
    pub(crate) client_id: String,
    /// Sent by HTTP Basic; none for a public client.
    pub(crate) secret: Option<String>,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
}

/// What the token endpoint gave.
#[derive(Clone, Debug)]
pub(crate) struct StandardTokens {
    pub(crate) body: Value,
}

impl TestApp {
    /// A client of the fixtures, as the standard endpoints know it.
    pub(crate) fn standard_client(&self, mnemonic: &str) -> StandardClient {
        let client = self.world.client(mnemonic).unwrap_or_else(|| panic!("no client {mnemonic}"));
        StandardClient {
            http: Arc::clone(&self.http),
            base: self.base.clone(),
            client_id: mnemonic.to_owned(),
            secret: client.client_secret.clone(),
            redirect_uri: client.redirect_uris.first().map(ToString::to_string).unwrap_or_default(),
            scope: "openid".to_owned(),
        }
    }
}

impl StandardClient {
    /// A demo client at a server, known by what systems know of it.
    pub(crate) fn new(http: Arc<Http>, base: &str, client_id: &str, secret: Option<&str>) -> Self {
        Self {
            http,
            base: base.to_owned(),
            client_id: client_id.to_owned(),
            secret: secret.map(str::to_owned),
            redirect_uri: "http://127.0.0.1:9090/callback".to_owned(),
            scope: "openid".to_owned(),
        }
    }

    /// The same client asking for something else.
    pub(crate) fn asking_for(&self, scope: &str) -> Self {
        Self { scope: scope.to_owned(), ..self.clone() }
    }

    /// An authentication request with PKCE.
    pub(crate) fn request(&self) -> Request {
        Request::of(&[
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", &self.scope),
            ("state", "a b&c=Я"),
            ("nonce", "n-0S6_WzA2Mj"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ])
    }

    /// The address of a request.
    pub(crate) fn url_of(&self, request: &Request) -> String {
        format!("{}/oidc/authorize?{}", self.base, request.encoded())
    }

    /// Sends a request from a browser without history.
    pub(crate) fn asks(&self, request: &Request) -> Answer {
        self.http.send(self.http.get(&self.url_of(request)))
    }

    /// A token request for a code.
    pub(crate) fn code_request(&self, code: &str) -> Request {
        let request = Request::of(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", VERIFIER),
        ]);
        self.named(request)
    }

    /// A token request for a refresh token.
    pub(crate) fn refresh_request(&self, token: &str) -> Request {
        self.named(Request::of(&[("grant_type", "refresh_token"), ("refresh_token", token)]))
    }

    /// A public client says who it is in the body.
    fn named(&self, request: Request) -> Request {
        if self.secret.is_some() { request } else { request.with("client_id", &self.client_id) }
    }

    /// Posts to an endpoint, proved by HTTP Basic where there is a secret.
    pub(crate) fn posts(&self, path: &str, request: &Request) -> Answer {
        let post = form(self.http.post(&format!("{}{path}", self.base)), request.encoded());
        let post = match &self.secret {
            Some(secret) => post
                .header("authorization", format!("Basic {}", STANDARD.encode(format!("{}:{secret}", self.client_id)))),
            None => post,
        };
        self.http.send(post)
    }

    /// Posts to an endpoint without saying who it is.
    pub(crate) fn posts_alone(&self, path: &str, request: &Request) -> Answer {
        Self { secret: None, ..self.clone() }.posts(path, request)
    }

    /// Exchanges a code.
    pub(crate) fn exchanges(&self, code: &str) -> StandardTokens {
        StandardTokens::of(&self.posts("/oidc/token", &self.code_request(code)))
    }

    /// Exchanges a refresh token.
    pub(crate) fn refreshes(&self, token: &str) -> StandardTokens {
        StandardTokens::of(&self.posts("/oidc/token", &self.refresh_request(token)))
    }

    /// Asks for claims.
    pub(crate) fn userinfo(&self, access_token: &str) -> Answer {
        let get = self.http.get(&format!("{}/oidc/userinfo", self.base));
        self.http.send(get.header("authorization", format!("Bearer {access_token}")))
    }

    /// What introspection says of a token.
    pub(crate) fn introspects(&self, token: &str) -> Value {
        let answer = self.posts("/oidc/introspect", &Request::of(&[("token", token)]));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// A document without authentication.
    pub(crate) fn reads(&self, path: &str) -> Answer {
        self.http.send(self.http.get(&format!("{}{path}", self.base)))
    }

    /// A token, verified by the key of `/oidc/jwks` that its `kid` names.
    pub(crate) fn verified(&self, token: &str) -> Token {
        let read = Token::unverified(token);
        let keys = self.reads("/oidc/jwks").json();
        let key = keys["keys"].as_array().expect("keys").iter().find(|key| key["kid"] == read.header["kid"]);
        let number = |name: &str| {
            let text = key.expect("the key of kid")[name].as_str().expect("base64url");
            URL_SAFE_NO_PAD.decode(text).expect("base64url")
        };
        let (signed, signature) = token.rsplit_once('.').expect("a token");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        let key = RsaPublicKeyComponents { n: number("n"), e: number("e") };
        assert!(key.verify(&RSA_PKCS1_2048_8192_SHA256, signed.as_bytes(), &signature).is_ok(), "wrong signature");
        assert_eq!(read.header["alg"], "RS256");
        read
    }

    /// Somebody logs in, whatever they are asked, in this browser and for this request.
    pub(crate) fn logs_in(&self, app: &TestApp, browser: &mut Browser, persona: &str, request: &Request) -> Returned {
        app.citizen(persona).goes_through(browser, &self.url_of(request))
    }

    /// Somebody logs in with a browser of their own, and the code is exchanged.
    pub(crate) fn tokens(&self, app: &TestApp, persona: &str) -> StandardTokens {
        self.exchanges(&self.logs_in(app, &mut app.browser(), persona, &self.request()).code())
    }
}

impl StandardTokens {
    fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        Self { body: answer.json() }
    }

    fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_else(|| panic!("no {name}: {}", self.body)).to_owned()
    }

    pub(crate) fn access(&self) -> String {
        self.text("access_token")
    }

    pub(crate) fn refresh(&self) -> String {
        self.text("refresh_token")
    }

    pub(crate) fn id(&self) -> String {
        self.text("id_token")
    }
}

/// `error` of a JSON body.
pub(crate) fn error_of(answer: &Answer) -> String {
    answer.json()["error"].as_str().unwrap_or_default().to_owned()
}

/// The parameters of the address that an answer redirects to, from its query or its fragment.
pub(crate) fn returned(answer: &Answer) -> Returned {
    let url = url::Url::parse(answer.header("location")).unwrap_or_else(|_| panic!("no redirect: {}", answer.text()));
    Returned(url)
}
