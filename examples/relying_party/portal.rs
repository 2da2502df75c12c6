//! A relying party: it sends citizens to ЕСИА, exchanges the code, and says who came.

use std::cell::RefCell;
use std::collections::HashSet;
use std::time::Duration;

use reqwest::Client;
use reqwest::RequestBuilder;
use reqwest::redirect::Policy;
use serde_json::Value;
use url::Url;

pub(crate) const CALLBACK: &str = "http://127.0.0.1:9090/back";
const SCOPE: &str = "openid snils email";

/// What the portal says.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) claims: Value,
}

pub(crate) struct Portal {
    esia: String,
    http: Client,
    runtime: tokio::runtime::Runtime,
    states: RefCell<HashSet<String>>,
    token: RefCell<String>,
}

impl Portal {
    pub(crate) fn at(esia: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let http =
            Client::builder().timeout(Duration::from_secs(2)).redirect(Policy::none()).build().expect("a client");
        Self { esia: esia.to_owned(), http, runtime, states: RefCell::default(), token: RefCell::default() }
    }

    pub(crate) fn get(&self, address: &str) -> Answer {
        let url = Url::parse(CALLBACK).and_then(|own| own.join(address)).expect("an address");
        let sent = |name: &str| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
        match url.path() {
            "/login" => self.login(),
            "/back" if !sent("state").is_some_and(|state| self.states.borrow_mut().remove(&state)) => status(403),
            "/back" => sent("code").map_or(status(403), |code| self.back(&code)),
            _ => self.me(),
        }
    }

    fn login(&self) -> Answer {
        let state = format!("{:032x}", rand::random::<u128>());
        let query = [("client_id", "PORTAL"), ("redirect_uri", CALLBACK), ("response_type", "code"), ("scope", SCOPE)];
        let location =
            Url::parse_with_params(&format!("{}/oidc/authorize", self.esia), query.iter().chain(&[("state", &*state)]));
        self.states.borrow_mut().insert(state);
        Answer { status: 302, location: location.expect("an address").into(), ..Answer::default() }
    }

    fn back(&self, code: &str) -> Answer {
        let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
        let request = self.http.post(format!("{}/oidc/token", self.esia)).basic_auth("PORTAL", Some("secret"));
        let Some(tokens) = self.ask(request.form(&form)) else { return status(502) };
        tokens["access_token"].as_str().unwrap_or_default().clone_into(&mut self.token.borrow_mut());
        self.me()
    }

    fn me(&self) -> Answer {
        let request = self.http.get(format!("{}/oidc/userinfo", self.esia)).bearer_auth(self.token.borrow());
        let Some(claims) = self.ask(request) else { return status(401) };
        let is_known = claims["urn:esia:trusted"] == true || claims["urn:esia:level"] == "child";
        Answer { status: if is_known { 200 } else { 403 }, claims, ..Answer::default() }
    }

    fn ask(&self, request: RequestBuilder) -> Option<Value> {
        self.runtime.block_on(async { request.send().await?.error_for_status()?.json().await }).ok()
    }
}

fn status(status: u16) -> Answer {
    Answer { status, ..Answer::default() }
}
