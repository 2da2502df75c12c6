//! One simulated citizen and a relying party: the requests of a login, each answer checked.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use anyhow::bail;
use anyhow::ensure;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::crypto::Signer as _;
use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::gost::GostSigner;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use serde_json::Value;
use serde_json::json;

use crate::http::Answer;
use crate::http::Connection;

/// The scopes of a relying party that wants name, СНИЛС and e-mail.
pub(crate) const SCOPE: &str = "openid fullname snils email";

/// The time that requests carry; the server does not mind how old it is, so one signature serves for all.
pub(crate) const TIMESTAMP: &str = "2026.01.25 14:36:11 +0300";

/// The state that requests carry.
pub(crate) const STATE: &str = "0f1c2a4e-6b1d-4f43-9a3e-5f4f7f5b9d10";

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
    authorize: String,
    token: &'static str,
    exchange: Exchange,
}

/// The form of an exchange, to which the code is added.
#[derive(Clone, Debug)]
enum Exchange {
    /// The same for every code.
    Prepared(String),
    /// The code is part of the signed text (v3).
    Signed { form: String, text: String, signer: Arc<GostSigner> },
}

impl Party {
    /// A relying party of generation v1 that signs all its requests with this `client_secret`.
    pub(crate) fn v1(mnemonic: &str, client_secret: &str) -> Self {
        let common = pairs(&[
            ("client_id", mnemonic),
            ("client_secret", client_secret),
            ("redirect_uri", REDIRECT_URI),
            ("scope", SCOPE),
            ("state", STATE),
            ("timestamp", TIMESTAMP),
        ]);
        let authorize = pairs(&[("response_type", "code"), ("access_type", "offline")]);
        let exchange = pairs(&[("grant_type", "authorization_code"), ("token_type", "Bearer")]);
        Self {
            authorize: format!("/aas/oauth2/ac?{common}&{authorize}"),
            token: "/aas/oauth2/te",
            exchange: Exchange::Prepared(format!("{common}&{exchange}")),
        }
    }

    /// A relying party of generation v3 with a ГОСТ key.
    pub(crate) fn v3(mnemonic: &str, key: &str, certificate: &str) -> anyhow::Result<Self> {
        let signer = Arc::new(GostSigner::from_pem(key)?);
        let hash = Certificate::from_pem(certificate)?.streebog256_thumbprint();
        let text = format!("{mnemonic}{SCOPE}{TIMESTAMP}{STATE}{REDIRECT_URI}");
        let common = pairs(&[
            ("client_id", mnemonic),
            ("client_certificate_hash", &hash),
            ("redirect_uri", REDIRECT_URI),
            ("scope", SCOPE),
            ("state", STATE),
            ("timestamp", TIMESTAMP),
        ]);
        let secret = URL_SAFE_NO_PAD.encode(signer.sign(text.as_bytes())?);
        let form = format!("{common}&grant_type=authorization_code&token_type=Bearer");
        Ok(Self {
            authorize: format!(
                "/aas/oauth2/v2/ac?{common}&client_secret={secret}&response_type=code&access_type=offline"
            ),
            token: "/aas/oauth2/v3/te",
            exchange: Exchange::Signed { form, text, signer },
        })
    }

    /// A relying party of the standard endpoints: `client_secret_post`, PKCE with S256.
    pub(crate) fn standard(client_id: &str, client_secret: &str) -> Self {
        let common = pairs(&[("client_id", client_id), ("redirect_uri", REDIRECT_URI)]);
        let authorize = pairs(&[
            ("response_type", "code"),
            ("scope", SCOPE),
            ("state", STATE),
            ("code_challenge", PKCE.1),
            ("code_challenge_method", "S256"),
        ]);
        let exchange =
            pairs(&[("grant_type", "authorization_code"), ("client_secret", client_secret), ("code_verifier", PKCE.0)]);
        Self {
            authorize: format!("/oidc/authorize?{common}&{authorize}"),
            token: "/oidc/token",
            exchange: Exchange::Prepared(format!("{common}&{exchange}")),
        }
    }

    fn form(&self, code: &str) -> anyhow::Result<String> {
        match &self.exchange {
            Exchange::Prepared(form) => Ok(format!("{form}&code={code}")),
            Exchange::Signed { form, text, signer } => {
                let secret = URL_SAFE_NO_PAD.encode(signer.sign(format!("{text}{code}").as_bytes())?);
                Ok(format!("{form}&client_secret={secret}&code={code}"))
            }
        }
    }
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
        self.person(account, &token)
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

    /// The same by one call of the tester's API.
    pub(crate) fn code_by_call(&mut self, party: &Party, account: &Account) -> anyhow::Result<String> {
        let address = self.at(&party.authorize);
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
        let path = self.at(&format!("/rs/prns/{}", account.oid));
        let answer = self.connection.get(&path, &format!("Authorization: Bearer {token}\r\n"))?.expect(200)?;
        Ok(serde_json::from_str(answer.body)?)
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
        let answer = self.connection.get(&self.at(&party.authorize), &self.cookies)?.expect(302)?;
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

    fn person(&mut self, account: &Account, token: &str) -> anyhow::Result<()> {
        let data = self.data(account, token)?;
        ensure!(data["firstName"].is_string(), "no name: {data}");
        Ok(())
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
