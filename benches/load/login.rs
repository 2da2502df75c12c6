//! One simulated citizen and a relying party: the requests of a login, each answer checked.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use anyhow::Context as _;
use anyhow::bail;
use anyhow::ensure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::clock::Clock;
use esia_mock::crypto::Signer;
use esia_mock::crypto::certificate::Certificate;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use serde_json::Value;
use serde_json::json;

use crate::http::Answer;
use crate::http::Connection;
use crate::openssl::Cms;

/// The scopes of a relying party that wants name, СНИЛС and e-mail.
pub(crate) const SCOPE: &str = "openid fullname snils email";

/// Signed requests of a relying party, sent in turn. The server remembers fewer signatures than these, so that each is
/// new to it, as it is with a real client; and none costs the generator anything while it measures.
const SIGNED: usize = 1_200;

/// Where codes are sent.
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:9090/callback";

/// The password of every generated account.
pub(crate) const PASSWORD: &str = "11111111";

/// A verifier and its S256 challenge (RFC 7636, appendix B).
const PKCE: (&str, &str) =
    ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

/// A relying party with its requests written beforehand.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    authorize: &'static str,
    /// What the code request says besides.
    wish: String,
    /// What every request says: who asks, for what, and the signature.
    common: Arc<Turns>,
    token: &'static str,
    /// Where the citizen's data are, if not in REST.
    userinfo: Option<&'static str>,
    exchange: Exchange,
}

/// Texts that take turns.
#[derive(Debug)]
struct Turns {
    texts: Vec<String>,
    next: AtomicUsize,
}

impl Turns {
    fn new(texts: Vec<String>) -> Arc<Self> {
        Arc::new(Self { texts, next: AtomicUsize::new(0) })
    }

    fn next(&self) -> &str {
        &self.texts[self.next.fetch_add(1, Ordering::Relaxed) % self.texts.len()]
    }
}

/// The form of an exchange, to which the code is added.
#[derive(Clone, Debug)]
enum Exchange {
    /// The common part and this.
    Prepared(String),
    /// The code is part of the signed text (v3).
    Signed { form: String, text: String, signer: Arc<dyn Signer> },
}

impl Party {
    /// A relying party of generation v1.
    pub(crate) fn v1(mnemonic: &str, cms: &Cms) -> anyhow::Result<Self> {
        let timestamp = timestamp();
        let common = |number| {
            let state = state(number);
            let secret = cms.client_secret(&format!("{SCOPE}{timestamp}{mnemonic}{state}"))?;
            Ok(pairs(&[
                ("client_id", mnemonic),
                ("client_secret", &secret),
                ("redirect_uri", REDIRECT_URI),
                ("scope", SCOPE),
                ("state", &state),
                ("timestamp", &timestamp),
            ]))
        };
        Ok(Self {
            authorize: "/aas/oauth2/ac",
            wish: pairs(&[("response_type", "code"), ("access_type", "offline")]),
            common: Turns::new((0..SIGNED).map(common).collect::<anyhow::Result<_>>()?),
            token: "/aas/oauth2/te",
            userinfo: None,
            exchange: Exchange::Prepared(pairs(&[("grant_type", "authorization_code"), ("token_type", "Bearer")])),
        })
    }

    /// A relying party of generation v3.
    pub(crate) fn v3(mnemonic: &str, signer: Arc<dyn Signer>, certificate: &str) -> anyhow::Result<Self> {
        let hash = Certificate::from_pem(certificate)?.streebog256_thumbprint();
        let timestamp = timestamp();
        let asked = |state: &str| {
            let text = format!("{mnemonic}{SCOPE}{timestamp}{state}{REDIRECT_URI}");
            let common = pairs(&[
                ("client_id", mnemonic),
                ("client_certificate_hash", &hash),
                ("redirect_uri", REDIRECT_URI),
                ("scope", SCOPE),
                ("state", state),
                ("timestamp", &timestamp),
            ]);
            (text, common)
        };
        let common = |number| {
            let (text, common) = asked(&state(number));
            let secret = URL_SAFE_NO_PAD.encode(signer.sign(text.as_bytes())?);
            Ok(format!("{common}&client_secret={secret}"))
        };
        let common = Turns::new((0..SIGNED).map(common).collect::<anyhow::Result<_>>()?);
        let (text, form) = asked(&state(SIGNED));
        let form = format!("{form}&grant_type=authorization_code&token_type=Bearer");
        Ok(Self {
            authorize: "/aas/oauth2/v2/ac",
            wish: pairs(&[("response_type", "code"), ("access_type", "offline")]),
            common,
            token: "/aas/oauth2/v3/te",
            userinfo: None,
            exchange: Exchange::Signed { form, text, signer },
        })
    }

    /// A relying party of the standard endpoints: `client_secret_post`, PKCE with S256.
    pub(crate) fn standard(client_id: &str, client_secret: &str) -> Self {
        let common = pairs(&[("client_id", client_id), ("redirect_uri", REDIRECT_URI)]);
        let wish = pairs(&[
            ("response_type", "code"),
            ("scope", SCOPE),
            ("state", &state(0)),
            ("code_challenge", PKCE.1),
            ("code_challenge_method", "S256"),
        ]);
        let exchange =
            pairs(&[("grant_type", "authorization_code"), ("client_secret", client_secret), ("code_verifier", PKCE.0)]);
        Self {
            authorize: "/oidc/authorize",
            wish,
            common: Turns::new(vec![common]),
            token: "/oidc/token",
            userinfo: Some("/oidc/userinfo"),
            exchange: Exchange::Prepared(exchange),
        }
    }

    /// The path of a code request.
    fn authorize(&self) -> String {
        format!("{}?{}&{}", self.authorize, self.common.next(), self.wish)
    }

    fn form(&self, code: &str) -> anyhow::Result<String> {
        match &self.exchange {
            Exchange::Prepared(form) => Ok(format!("{}&{form}&code={code}", self.common.next())),
            Exchange::Signed { form, text, signer } => {
                let secret = URL_SAFE_NO_PAD.encode(signer.sign(format!("{text}{code}").as_bytes())?);
                Ok(format!("{form}&client_secret={secret}&code={code}"))
            }
        }
    }
}

/// The time that signed requests carry.
fn timestamp() -> String {
    Clock::system().now().format("%Y.%m.%d %H:%M:%S +0000").to_string()
}

/// A state, each number another one.
fn state(number: usize) -> String {
    format!("0f1c2a4e-6b1d-4f43-9a3e-{number:012}")
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    let write = |(name, value): &(&str, &str)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC));
    pairs.iter().map(write).collect::<Vec<_>>().join("&")
}

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// Their e-mail.
    pub(crate) login: String,
    /// Their OID.
    pub(crate) oid: u64,
}

/// A browser and a relying party at one connection.
#[derive(Debug)]
pub(crate) struct Visitor {
    connection: Connection,
    /// The path below which the stand lives; empty for `default`.
    prefix: String,
    cookies: String,
}

impl Visitor {
    /// Connects.
    pub(crate) fn new(address: SocketAddr) -> anyhow::Result<Self> {
        Self::below(address, "")
    }

    /// Connects to a stand that lives below a path.
    pub(crate) fn below(address: SocketAddr, prefix: &str) -> anyhow::Result<Self> {
        Ok(Self { connection: Connection::open(address)?, prefix: prefix.to_owned(), cookies: String::new() })
    }

    /// A whole login in a browser that is new, from the code request to the citizen's data; the session stays open.
    pub(crate) fn login(&mut self, party: &Party, account: &Account, with_consent: bool) -> anyhow::Result<()> {
        let code = match self.signed_in(party, account)? {
            Some(code) if !with_consent => code,
            None if with_consent => self.consent()?,
            _ => bail!("{}: is there a consent page? not as expected", account.login),
        };
        let token = self.exchange(party, &code)?;
        self.person(party, account, &token)
    }

    /// The code of a login in a browser that is new, by somebody who gave their consent before.
    pub(crate) fn code_by_pages(&mut self, party: &Party, account: &Account) -> anyhow::Result<String> {
        self.signed_in(party, account)?.with_context(|| format!("{}: a consent page", account.login))
    }

    fn signed_in(&mut self, party: &Party, account: &Account) -> anyhow::Result<Option<String>> {
        self.cookies.clear();
        self.authorize(party)?;
        self.sign_in(account)
    }

    /// A whole login by one call of the tester's API: no page, and no password.
    pub(crate) fn login_by_call(&mut self, party: &Party, account: &Account) -> anyhow::Result<()> {
        let code = self.code_by_call(party, account)?;
        let token = self.exchange(party, &code)?;
        self.person(party, account, &token)
    }

    /// The code of a sign-in by that call.
    pub(crate) fn code_by_call(&mut self, party: &Party, account: &Account) -> anyhow::Result<String> {
        let address = self.at(&party.authorize());
        let wish = json!({ "authorize_url": address, "person": account.oid.to_string() });
        let path = self.at("/_mock/api/v1/sign-ins");
        let answer = self.connection.post_json(&path, "", &wish.to_string())?.expect(200)?;
        let came: Value = serde_json::from_str(answer.body)?;
        came["code"].as_str().map(ToOwned::to_owned).with_context(|| format!("no code: {came}"))
    }

    /// An exchange that is answered with this status.
    pub(crate) fn refused_exchange(&mut self, party: &Party, code: &str, status: u16) -> anyhow::Result<()> {
        self.connection.post(&self.at(party.token), "", &party.form(code)?)?.expect(status).map(drop)
    }

    /// What REST says of somebody.
    pub(crate) fn data(&mut self, account: &Account, token: &str) -> anyhow::Result<Value> {
        self.get_with(&self.at(&format!("/rs/prns/{}", account.oid)), token)
    }

    /// A login by the session that the browser has.
    pub(crate) fn single_sign_on(&mut self, party: &Party) -> anyhow::Result<()> {
        let code = self.code_by_session(party)?;
        self.exchange(party, &code).map(|_token| ())
    }

    /// A code by the session that the browser has.
    pub(crate) fn code_by_session(&mut self, party: &Party) -> anyhow::Result<String> {
        self.authorize(party)?;
        code_of(self.connection.get(&self.at("/login"), &self.cookies)?.expect(302)?)
    }

    /// Exchanges a code for an access token.
    pub(crate) fn exchange(&mut self, party: &Party, code: &str) -> anyhow::Result<String> {
        let answer = self.connection.post(&self.at(party.token), "", &party.form(code)?)?.expect(200)?;
        ensure!(between(answer.body, "\"id_token\":\"", '"').is_some(), "no id_token: {}", answer.body);
        let token = between(answer.body, "\"access_token\":\"", '"');
        token.map(ToOwned::to_owned).with_context(|| format!("no access_token: {}", answer.body))
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn authorize(&mut self, party: &Party) -> anyhow::Result<()> {
        let answer = self.connection.get(&self.at(&party.authorize()), &self.cookies)?.expect(302)?;
        let location = answer.location()?;
        ensure!(location == format!("{}/login", self.prefix), "the code request leads to {location}");
        if let Some(browser) = answer.cookie("ctx_id") {
            self.cookies = format!("Cookie: ctx_id={browser}\r\n");
        }
        Ok(())
    }

    /// Signs in; gives a code, or nothing where the consent page comes first.
    fn sign_in(&mut self, account: &Account) -> anyhow::Result<Option<String>> {
        let form = self.sign_in_form(account)?;
        let answer = self.connection.post(&self.at("/login/sign_in"), &self.cookies, &form)?;
        let session = answer.cookie("ESIA_SESSION").with_context(|| format!("no session: {}", answer.body))?;
        self.cookies = format!("{}; ESIA_SESSION={session}\r\n", self.cookies.trim_end());
        if answer.status == 303 { Ok(None) } else { code_of(answer.expect(302)?).map(Some) }
    }

    fn sign_in_form(&mut self, account: &Account) -> anyhow::Result<String> {
        let page = self.connection.get(&self.at("/login"), &self.cookies)?.expect(200)?;
        let login = utf8_percent_encode(&account.login, NON_ALPHANUMERIC);
        Ok(format!("{}&login={login}&password={PASSWORD}", hidden_fields(page)?))
    }

    fn consent(&mut self) -> anyhow::Result<String> {
        let page = self.connection.get(&self.at("/login"), &self.cookies)?.expect(200)?;
        ensure!(page.body.contains("value=\"allow\""), "this is no consent page: {}", page.body);
        let form = format!("{}&decision=allow", hidden_fields(page)?);
        code_of(self.connection.post(&self.at("/login/consent"), &self.cookies, &form)?.expect(302)?)
    }

    fn person(&mut self, party: &Party, account: &Account, token: &str) -> anyhow::Result<()> {
        let (data, name) = match party.userinfo {
            Some(path) => (self.get_with(&self.at(path), token)?, "given_name"),
            None => (self.data(account, token)?, "firstName"),
        };
        ensure!(data[name].is_string(), "no name: {data}");
        Ok(())
    }

    fn get_with(&mut self, path: &str, token: &str) -> anyhow::Result<Value> {
        let answer = self.connection.get(path, &format!("Authorization: Bearer {token}\r\n"))?.expect(200)?;
        Ok(serde_json::from_str(answer.body)?)
    }
}

fn code_of(answer: Answer<'_>) -> anyhow::Result<String> {
    let location = answer.location()?;
    ensure!(location.starts_with(REDIRECT_URI), "led to {location}");
    let code = location.split(['?', '&']).find_map(|pair| pair.strip_prefix("code="));
    code.map(ToOwned::to_owned).with_context(|| format!("no code in {location}"))
}

fn hidden_fields(page: Answer<'_>) -> anyhow::Result<String> {
    let field = |name: &str| {
        between(page.body, &format!("name=\"{name}\" value=\""), '"').with_context(|| format!("no field {name}"))
    };
    Ok(format!("csrf={}&interaction={}", field("csrf")?, field("interaction")?))
}

fn between<'a>(text: &'a str, before: &str, after: char) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    rest.split(after).next()
}
