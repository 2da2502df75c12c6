//! Every row of the quirk table changes something, and this table shows what.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

use esia_mock::domain::quirk::QUIRKS;
use esia_mock::domain::quirk::Quirk;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Receiver;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::cms::Digest;
use crate::support::http::form;

const CLIENT: &str = "DEMO_RSA";

/// A stand on which somebody can log in to the client under test.
struct Probe {
    app: TestApp,
    rp: RelyingParty,
    /// Where the client hears of logouts.
    told: Receiver,
}

/// The request with the bytes of its bare signature from the last to the first.
fn reversed(request: &Request) -> Request {
    let mut bytes = URL_SAFE_NO_PAD.decode(request.get("client_secret")).expect("base64url");
    bytes.reverse();
    request.clone().with("client_secret", &URL_SAFE_NO_PAD.encode(bytes))
}

impl Probe {
    fn of(quirk: Option<Quirk>) -> Self {
        let told = Receiver::answering("200 OK");
        let build = TestApp::build().client(CLIENT, |client| {
            client.quirks.extend(quirk);
            client.backchannel_logout_uri = Url::parse(&told.address).ok();
            client.backchannel_logout_session_required = true;
        });
        let build = build.client("DEMO_GOST", |client| client.quirks.extend(quirk));
        let app = build.start();
        let rp = app.client(CLIENT);
        Self { app, rp, told }
    }

    fn code(&self, rp: &RelyingParty) -> String {
        self.app.citizen("esia_test_006").logs_in_to(rp).code()
    }

    fn tokens(&self, rp: &RelyingParty) -> Tokens {
        rp.exchanges(&self.code(rp))
    }

    /// What reading this with a token for this scope gives.
    fn reads(&self, scope: &str, path: &str) -> Answer {
        let token = self.tokens(&self.rp.asking_for(scope)).access_token();
        self.rp.reads(&path.replace("{oid}", "1000000606"), &token)
    }

    /// The address or the code that an authorization request is answered with.
    fn asked(answer: &Answer) -> String {
        let code = answer.esia_code();
        let way = if answer.status == 302 { "redirect" } else { "page" };
        if code.is_empty() { answer.header("location").to_owned() } else { format!("{code} by {way}") }
    }

    fn exchanged(answer: &Answer) -> String {
        if answer.status == 200 { "tokens".to_owned() } else { answer.esia_code() }
    }

    /// What a relying party sees of this quirk.
    fn sees(&self, quirk: Quirk) -> String {
        let rp = &self.rp;
        match quirk {
            Quirk::Sha1Digest
            | Quirk::RejectRsa
            | Quirk::RedirectRefusedUri
            | Quirk::StrictState
            | Quirk::V1Signature
            | Quirk::CertificateHashAny
            | Quirk::MissingAccessType
            | Quirk::SignatureByteOrder => self.sees_at_ac(quirk),
            Quirk::IgnoreRedirectMismatch
            | Quirk::ReuseCode
            | Quirk::KeepOldRefreshToken
            | Quirk::NoRefreshTokenOnline
            | Quirk::NoIdTokenWithoutOpenid
            | Quirk::BasicAuth
            | Quirk::MissingGrantType => self.sees_at_te(quirk),
            Quirk::ExpiresInString => self.tokens(rp).body["expires_in"].to_string(),
            Quirk::SubString => self.tokens(rp).id().claim("sub").to_string(),
            Quirk::AmrArray => self.tokens(rp).id().claim("amr").to_string(),
            Quirk::AuthTimeMilliseconds => self.tokens(rp).id().claim("auth_time").to_string(),
            Quirk::SidHex => self.tokens(rp).access().claim("urn:esia:sid").to_string(),
            Quirk::NoMockMark => self.tokens(rp).access().header.to_string(),
            Quirk::JwtAccessToken => {
                let client = self.app.standard_client(CLIENT);
                client.verified(&client.tokens(&self.app, "esia_test_006").access()).header["typ"].to_string()
            }
            Quirk::NoOwnLogoutToken => self.hears_first_of(),
            Quirk::EchoNonce => {
                let request = rp.authorize_request().with("nonce", "n-1");
                let mut browser = self.app.browser();
                browser.opens(&rp.url_of(&request));
                self.app.citizen("esia_test_006").signs_in(&mut browser).grants();
                rp.exchanges(&browser.returned().code()).id().claim("nonce").to_string()
            }
            Quirk::RestLocation => {
                self.reads("fullname", "/rs/prns/{oid}").header("location").replace(&self.app.base, "…")
            }
            Quirk::OldBirthCertificateType => {
                self.reads("birth_cert_doc", "/rs/prns/{oid}/docs?embed=(elements)").json()["elements"][0]["type"]
                    .to_string()
            }
            Quirk::SelfEmployedString => {
                self.reads("self_employed", "/rs/prns/{oid}").json()["selfEmployed"].to_string()
            }
            Quirk::LogoutRedirectUri => {
                let url = self
                    .app
                    .url(&format!("/idp/ext/Logout?client_id={CLIENT}&redirect_uri=http%3A%2F%2Flocalhost%3A9090%2F"));
                let answer = self.app.http.send(self.app.http.get(&url));
                format!("{} {}", answer.status, answer.header("location"))
            }
        }
    }

    /// Which logout the client hears of first: one that it began itself, or that of ЕСИА after it.
    fn hears_first_of(&self) -> String {
        let client = self.app.standard_client(CLIENT);
        let mut browser = self.app.browser();
        let signs_in = |browser: &mut Browser| {
            let code = client.logs_in(&self.app, browser, "esia_test_006", &client.request()).code();
            client.verified(&client.exchanges(&code).id()).claim("sid").clone()
        };
        let own = signs_in(&mut browser);
        browser.opens(&format!("/oidc/end_session?client_id={CLIENT}")).presses("Выйти");
        signs_in(&mut browser);
        browser.opens("/idp/ext/Logout");
        let first = self.told.next();
        let (_, token) = first.split_once("logout_token=").expect("a logout token");
        let heard = if client.verified(token).claim("sid") == &own { "its own logout" } else { "that of ЕСИА" };
        heard.to_owned()
    }

    fn sees_at_ac(&self, quirk: Quirk) -> String {
        let mut rp = self.rp.clone();
        if quirk == Quirk::Sha1Digest {
            rp.container.digest = Digest::Sha1;
        }
        let request = match quirk {
            Quirk::RedirectRefusedUri => rp.authorize_request().with("redirect_uri", "http://127.0.0.2:1/refused"),
            Quirk::StrictState => rp.authorize_request().with("state", "no-uuid"),
            Quirk::MissingAccessType => rp.authorize_request().without("access_type"),
            Quirk::V1Signature => {
                let request = rp.authorize_request();
                return Self::asked(&rp.speaking_v3().asks(&request));
            }
            Quirk::CertificateHashAny => {
                let new = rp.speaking_v3();
                let request = new.authorize_request();
                let hash = request.get("client_certificate_hash").to_lowercase();
                return Self::asked(&new.asks(&request.with("client_certificate_hash", &hash)));
            }
            Quirk::SignatureByteOrder => {
                let new = self.app.client("DEMO_GOST").speaking_v3();
                let request = new.authorize_request();
                return Self::asked(&new.asks(&reversed(&request)));
            }
            _ => rp.authorize_request(),
        };
        Self::asked(&rp.asks(&rp.signs(request)))
    }

    fn sees_at_te(&self, quirk: Quirk) -> String {
        let mut rp = self.rp.clone();
        match quirk {
            Quirk::IgnoreRedirectMismatch => {
                let request = rp.code_request(&self.code(&rp)).with("redirect_uri", "http://127.0.0.1:9090");
                Self::exchanged(&rp.posts(&request))
            }
            Quirk::ReuseCode => {
                let code = self.code(&rp);
                rp.exchanges(&code);
                Self::exchanged(&rp.posts(&rp.code_request(&code)))
            }
            Quirk::KeepOldRefreshToken => {
                let token = self.tokens(&rp).refresh_token();
                rp.refreshes(&token);
                Self::exchanged(&rp.posts(&rp.refresh_request(&token)))
            }
            Quirk::NoRefreshTokenOnline => {
                let offline = self.tokens(&rp);
                assert!(offline.body.get("refresh_token").is_some(), "offline access has one in any case");
                "online".clone_into(&mut rp.access_type);
                format!("refresh_token: {}", self.tokens(&rp).body.get("refresh_token").is_some())
            }
            Quirk::NoIdTokenWithoutOpenid => {
                assert!(self.tokens(&rp).body.get("id_token").is_some(), "openid has one in any case");
                format!("id_token: {}", self.tokens(&rp.asking_for("fullname")).body.get("id_token").is_some())
            }
            Quirk::BasicAuth => {
                let request = rp.code_request(&self.code(&rp));
                let pair = STANDARD.encode(format!("{CLIENT}:{}", request.get("client_secret")));
                let request = request.without("client_id").without("client_secret");
                let post = form(self.app.http.post(&self.app.url("/aas/oauth2/te")), request.encoded());
                Self::exchanged(&self.app.http.send(post.header("authorization", format!("Basic {pair}"))))
            }
            _ => {
                let request = rp.code_request(&self.code(&rp)).without("grant_type").without("token_type");
                Self::exchanged(&rp.posts(&request))
            }
        }
    }
}

#[test]
fn each_quirk_changes_what_a_relying_party_sees() {
    let mut table = String::new();
    for row in QUIRKS {
        let (off, on) = (Probe::of(None).sees(row.quirk), Probe::of(Some(row.quirk)).sees(row.quirk));
        assert_ne!(off, on, "{} changes nothing", row.name);
        writeln!(table, "{}\n    off  {off}\n    on   {on}", row.name).expect("memory");
    }
    insta::assert_snapshot!("quirks", table);
}

#[test]
fn a_quirk_of_one_client_is_none_of_another() {
    let app = TestApp::build().quirk(CLIENT, Quirk::ExpiresInString).start();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(tokens.body["expires_in"], 3600);
}

#[test]
fn a_refused_address_beyond_the_machine_is_never_told_by_redirect() {
    let app = TestApp::build().quirk(CLIENT, Quirk::RedirectRefusedUri).start();
    let rp = app.client(CLIENT);
    for address in
        ["https://evil.test/", "http://localhost.evil.test/", "http://10.0.0.1/", "http://127.0.0.1@evil.test/"]
    {
        let answer = rp.asks(&rp.authorize_request().with("redirect_uri", address));
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{address}");
    }
}

#[test]
fn a_code_that_may_be_reused_still_dies_of_age() {
    let probe = Probe::of(Some(Quirk::ReuseCode));
    let code = probe.code(&probe.rp);
    probe.rp.exchanges(&code);
    probe.app.advance(chrono::TimeDelta::seconds(240));
    assert_eq!(probe.rp.posts(&probe.rp.code_request(&code)).esia_code(), "ESIA-007011");
}
