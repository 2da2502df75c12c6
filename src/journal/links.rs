//! What belongs together, found out from what passed the line alone: a login has a browser, a code leaves with its
//! answer and comes back to the token endpoint, tokens leave there and come back with requests for data.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::hash::RandomState;

use crate::journal::exchange::By;
use crate::journal::exchange::Exchange;
use crate::journal::sender;
use crate::protocol::parameters::Parameters;
use crate::protocol::place::AUTHORIZE;

/// What a request belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The number of the login.
    pub login: Option<u64>,
    /// The system, by its мнемоника.
    pub client: Option<String>,
    /// The person, by their oid.
    pub person: Option<u64>,
    /// `traceparent`'s trace id, or `X-Request-Id`.
    pub trace: Option<String>,
}

/// What is known of one login.
#[derive(Clone, Debug, Default)]
struct Known {
    client: Option<String>,
    person: Option<u64>,
}

/// What was seen so far. Secrets are known by a hash.
#[derive(Debug, Default)]
pub struct Links {
    hasher: RandomState,
    browsers: HashMap<u64, u64>,
    secrets: HashMap<u64, u64>,
    known: HashMap<u64, Known>,
    logins: u64,
}

/// Parameters and fields that are given out once and come back.
const SECRETS: [&str; 5] = ["code", "access_token", "refresh_token", "id_token", "request_uri"];

impl Links {
    /// Nothing is seen; so many logins had their numbers before.
    pub fn after(logins: u64) -> Self {
        Self { logins, ..Self::default() }
    }

    /// How many logins have a number.
    pub fn logins(&self) -> u64 {
        self.logins
    }

    /// Gives a login the next number.
    pub fn begin(&mut self) -> u64 {
        self.logins += 1;
        self.logins
    }

    /// Does a request begin a login? By call one has its number already.
    pub fn begins(exchange: &Exchange) -> bool {
        exchange.at == AUTHORIZE && exchange.by == By::Line
    }

    /// Reads a request, after all those before it; `began` is the number of the login that it began.
    pub fn read(&mut self, exchange: &Exchange, began: Option<u64>) -> Facts {
        let parameters = exchange.parameters();
        let login = match began {
            Some(login) => {
                self.in_browser(exchange, login);
                Some(login)
            }
            None => self.login(exchange, &parameters),
        };
        let client = sender::client(&parameters, exchange.header("authorization"));
        let person = person(exchange);
        if let Some(login) = login {
            let known = self.known.entry(login).or_default();
            known.client = known.client.take().or_else(|| client.clone());
            known.person = person.or(known.person);
            self.give_out(exchange, login);
        }
        Facts { login, client, person, trace: trace(exchange) }
    }

    /// Fills in what became known of its login since.
    pub fn complete(&self, facts: &mut Facts) {
        let Some(known) = facts.login.and_then(|login| self.known.get(&login)) else { return };
        facts.client = facts.client.take().or_else(|| known.client.clone());
        facts.person = facts.person.or(known.person);
    }

    /// Forgets the oldest logins where there are far more than entries.
    pub fn forget_beyond(&mut self, entries: usize) {
        let most = (entries * 4).max(1_000);
        if self.known.len() <= most && self.secrets.len() <= most * 4 {
            return;
        }
        let first = self.logins.saturating_sub(most as u64 / 2);
        self.known.retain(|login, _| *login >= first);
        self.secrets.retain(|_, login| *login >= first);
        self.browsers.retain(|_, login| *login >= first);
    }

    fn login(&mut self, exchange: &Exchange, parameters: &Parameters) -> Option<u64> {
        if exchange.by == By::Api {
            return exchange.json()?.get("login")?.as_str()?.strip_prefix('L')?.parse().ok();
        }
        let brought = SECRETS.iter().filter_map(|name| parameters.get(name)).chain(exchange.bearer());
        let brought = brought.chain(parameters.get("token")).chain(parameters.get("id_token_hint"));
        let by_secret = brought.map(|secret| self.hash(secret)).find_map(|hash| self.secrets.get(&hash).copied());
        by_secret.or_else(|| {
            let is_step = matches!(exchange.at, "login" | "registration");
            let browser = browser(exchange.cookies()).filter(|_| is_step)?;
            self.browsers.get(&self.hash(browser)).copied()
        })
    }

    fn in_browser(&mut self, exchange: &Exchange, login: u64) {
        if let Some(browser) = browser(exchange.set_cookies()).or_else(|| browser(exchange.cookies())) {
            let browser = self.hash(browser);
            self.browsers.insert(browser, login);
        }
    }

    /// Remembers what leaves with an answer.
    fn give_out(&mut self, exchange: &Exchange, login: u64) {
        let mut given: Vec<String> = Vec::new();
        if let Some(sent) = exchange.way_back().and_then(sent_back) {
            given.extend(SECRETS.iter().filter_map(|name| sent.get(name)).map(ToOwned::to_owned));
        }
        if let Some(fields) = exchange.json() {
            given.extend(SECRETS.iter().filter_map(|name| fields.get(*name)?.as_str()).map(ToOwned::to_owned));
        }
        given.extend(exchange.answer.text().and_then(posted_code));
        for secret in given {
            let hash = self.hash(&secret);
            self.secrets.insert(hash, login);
        }
    }

    fn hash(&self, secret: &str) -> u64 {
        self.hasher.hash_one(secret)
    }
}

/// The parameters with which a browser is sent away, in the query or the fragment.
pub fn sent_back(address: &str) -> Option<Parameters> {
    let sent = address.split_once(['?', '#'])?.1.replace('#', "&");
    Parameters::parse(sent.as_bytes()).ok()
}

/// The code in a page that posts it by itself (`response_mode=form_post`).
pub fn posted_code(page: &str) -> Option<String> {
    let rest = &page[page.find(r#"name="code""#)?..];
    let value = rest.split_once(r#"value=""#)?.1;
    Some(value.split_once('"')?.0.to_owned())
}

/// The cookie by which the stand knows a browser; at a port of its own its name ends with that.
fn browser<'a>(mut cookies: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    cookies.find(|(name, _)| is_named(name, "ctx_id")).map(|(_, value)| value)
}

fn is_named(cookie: &str, name: &str) -> bool {
    cookie.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
}

/// The person whom a request is about: whose session it opened or has, whose token it brought or got.
fn person(exchange: &Exchange) -> Option<u64> {
    let number = |value: &str| value.split('.').next()?.parse().ok();
    let of = |mut cookies: Box<dyn Iterator<Item = (&str, &str)> + '_>| {
        cookies.find(|(name, _)| is_named(name, "oid")).and_then(|(_, value)| number(value))
    };
    let by_token = || {
        let fields = exchange.json().unwrap_or_default();
        let given = ["access_token", "id_token"].into_iter().filter_map(|name| fields.get(name)?.as_str());
        given.chain(exchange.bearer()).find_map(sender::subject)
    };
    let by_call = || exchange.json().filter(|_| exchange.by == By::Api)?.get("oid")?.as_u64();
    let entered = exchange.entered.or_else(|| of(Box::new(exchange.set_cookies())));
    entered.or_else(by_call).or_else(by_token).or_else(|| of(Box::new(exchange.cookies())))
}

/// By what the tested system itself tells its requests apart (W3C Trace Context, or what others use).
fn trace(exchange: &Exchange) -> Option<String> {
    let parent = exchange.header("traceparent").and_then(|parent| parent.split('-').nth(1));
    parent.or_else(|| exchange.header("x-request-id")).map(|trace| trace.chars().take(200).collect())
}
