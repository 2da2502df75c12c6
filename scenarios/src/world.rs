//! One scenario's world: a stand of its own, ЭПОС, the people and their browsers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use epos::Config;
use epos::Epos;
use reqwest::Client;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use url::Url;

use crate::browser::Browser;
use crate::calls::Calls;
use crate::calls::part;
use crate::failure::Failure;
use crate::model;
use crate::model::Scenario;
use crate::model::Who;
use crate::model::Wish;
use crate::page::Page;

/// What the page of a letter's link asks for, so that mail programs that look at links verify nothing.
const VERIFY: &str = "Подтвердить почту";

/// Nobody waits longer for a page.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the clock stands if a scenario does not say: a Tuesday morning.
const USUAL: &str = "2026-09-01T09:00:00+05:00";

/// The server whose stands are used.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its address.
    pub url: String,
    /// Its control token, where it has one.
    pub token: Option<String>,
    /// What each stand takes in first.
    pub brought: Brought,
    /// The address of a WebDriver, where people are to have real browsers.
    pub driver: Option<String>,
    /// The folder for pictures of what people see after each step, where they are wanted and the browsers are real.
    pub pictures: Option<PathBuf>,
}

/// Fixtures for a server that does not have them.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// Packed folders, which are taken in one after another.
    pub archives: Vec<Vec<u8>>,
    /// The passwords of their people, by persona: no stand tells them of whom it took in.
    pub passwords: BTreeMap<String, String>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, Default)]
pub struct Citizen {
    /// How the stand's API calls them; empty for somebody who has no account yet.
    pub key: String,
    /// What they sign in with.
    pub login: String,
    /// And their password.
    pub password: String,
    /// Their first e-mail.
    pub email: String,
}

/// Everything that a scenario works with.
#[derive(Debug)]
pub struct World {
    /// Calls of the stand.
    pub stand: Calls,
    /// Calls of ЭПОС.
    pub epos: Calls,
    /// The address of the stand.
    pub stand_url: Url,
    /// The address of ЭПОС.
    pub epos_url: Url,
    /// Who is there.
    pub people: BTreeMap<String, Citizen>,
    /// Whoever acted last.
    pub last: String,
    /// What the last call answered.
    pub answer: Value,
    /// The path of the child's card that is spoken of.
    pub card: String,
    /// The addresses that lead people back to ЭПОС, of logins that stopped there.
    pub returns: BTreeMap<String, Url>,
    browsers: BTreeMap<String, Browser>,
    left: Vec<Browser>,
    driver: Option<String>,
    http: Client,
    server: Calls,
    name: String,
    _epos: Epos,
}

impl World {
    /// Makes the world of a scenario.
    pub async fn make(server: &Server, scenario: &Scenario) -> Result<Self, Failure> {
        let none = reqwest::redirect::Policy::none();
        // All of it is plain HTTP: a machine that trusts nobody will do.
        let http = Client::builder().redirect(none).no_proxy().tls_certs_only([]).timeout(PATIENCE).build()?;
        let base = server.url.trim_end_matches('/');
        let calls = Calls::below(http.clone(), format!("{base}/_mock/api/v1"), server.token.clone());
        let wish = json!({ "clock": scenario.clock.as_deref().unwrap_or(USUAL), "idle": "PT10M" });
        let made = calls.call("POST", "stands", Some(&wish)).await?;
        let said = |name: &str| made[name].as_str().unwrap_or_default().to_owned();
        let stand_url = Url::parse(&said("url"))?;
        let config =
            Config { control_token: server.token.clone(), patience: PATIENCE, ..Config::at(stand_url.clone()) };
        let epos = epos::start(config).await.map_err(|error| Failure::new("ЭПОС запускается", error.to_string()))?;
        let mut world = Self {
            stand: Calls::below(http.clone(), said("control_url"), server.token.clone()),
            epos: Calls::below(http.clone(), format!("{}/api", epos.url()), None),
            epos_url: Url::parse(epos.url())?,
            stand_url,
            people: BTreeMap::new(),
            last: String::new(),
            answer: Value::Null,
            card: String::new(),
            returns: BTreeMap::new(),
            browsers: BTreeMap::new(),
            left: Vec::new(),
            driver: server.driver.clone(),
            http,
            server: calls,
            name: said("name"),
            _epos: epos,
        };
        match world.fill(server, scenario).await {
            Ok(()) => Ok(world),
            Err(failure) => {
                world.end().await?;
                Err(failure)
            }
        }
    }

    async fn fill(&mut self, server: &Server, scenario: &Scenario) -> Result<(), Failure> {
        for archive in &server.brought.archives {
            self.stand.import(archive).await?;
        }
        for (name, who) in &scenario.people {
            let citizen = self.comes(who, &server.brought.passwords).await?;
            self.people.insert(name.clone(), citizen);
        }
        if scenario.client == model::Client::Rsaag {
            self.epos.call("PUT", "settings", Some(&json!({ "epos.generation": "2020" }))).await?;
        }
        if !scenario.switches.is_empty() {
            self.epos.call("PUT", "settings", Some(&json!(scenario.switches))).await?;
        }
        for (key, fields) in &scenario.cards {
            self.change_card(key, fields).await?;
        }
        for fault in &scenario.faults {
            self.stand.call("POST", "faults", Some(&json!(fault))).await?;
        }
        for fault in &scenario.epos_faults {
            self.epos.call("POST", "faults", Some(&json!(fault))).await?;
        }
        Ok(())
    }

    async fn comes(&self, who: &Who, passwords: &BTreeMap<String, String>) -> Result<Citizen, Failure> {
        let wish = match who {
            Who::Persona(persona) => Wish { persona: Some(persona.clone()), ..Wish::default() },
            Who::Wish(wish) => wish.clone(),
        };
        if let Some(login) = wish.login {
            return Ok(Citizen { login, password: wish.password.unwrap_or_default(), ..Citizen::default() });
        }
        let fields = json!(wish.fields.unwrap_or_default());
        let known = wish.persona.as_ref().and_then(|persona| passwords.get(persona));
        let shown = match (wish.persona, wish.parent) {
            (Some(persona), _) if fields == json!({}) => self.stand.get(&format!("people/{}", part(&persona))).await?,
            (Some(persona), _) => {
                self.stand.call("PATCH", &format!("people/{}", part(&persona)), Some(&fields)).await?
            }
            (None, Some(parent)) => {
                self.stand.call("POST", &format!("people/{}/children", part(&parent)), Some(&fields)).await?
            }
            (None, None) => self.stand.call("POST", "people", Some(&fields)).await?,
        };
        let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let contacts = shown["person"]["contacts"].as_array().into_iter().flatten();
        let email = contacts.into_iter().find(|contact| contact["kind"] == "email").map(|email| said(&email["value"]));
        Ok(Citizen {
            key: shown["oid"].to_string(),
            login: said(&shown["login"]),
            password: shown["password"].as_str().or(known.map(String::as_str)).unwrap_or_default().to_owned(),
            email: email.unwrap_or_default(),
        })
    }

    /// Puts a card of ЭПОС with these fields in place of those that it has.
    pub async fn change_card(&self, key: &str, fields: &Map<String, Value>) -> Result<(), Failure> {
        let path = format!("cards/{}", part(key));
        let known = self.epos.tries("GET", &path, None).await?;
        let mut card = if known.status == 200 { known.body } else { json!({}) };
        for (name, value) in fields {
            card[name] = value.clone();
        }
        self.epos.call("PUT", &path, Some(&card)).await?;
        Ok(())
    }

    /// Somebody who takes part.
    pub fn citizen(&self, name: &str) -> Citizen {
        self.people.get(name).cloned().unwrap_or_default()
    }

    /// Somebody's browser; who acts in it acted last.
    pub async fn browser(&mut self, name: &str) -> Result<&mut Browser, Failure> {
        name.clone_into(&mut self.last);
        if !self.browsers.contains_key(name) {
            let browser = self.new_browser().await?;
            self.browsers.insert(name.to_owned(), browser);
        }
        self.browsers.get_mut(name).ok_or_else(|| Failure::new("браузер", name))
    }

    /// A browser that nobody has used.
    async fn new_browser(&self) -> Result<Browser, Failure> {
        Browser::new(self.http.clone(), self.driver.as_deref()).await
    }

    /// Opens the link of a letter in a browser that nobody has used and nobody will, and presses what it asks for;
    /// gives what it shows then.
    pub async fn opens_elsewhere(&mut self, url: Url) -> Result<Page, Failure> {
        let mut browser = self.new_browser().await?;
        browser.opens(url).await?;
        browser.presses_if_there(VERIFY).await?;
        let page = browser.page()?.clone();
        self.left.push(browser);
        Ok(page)
    }

    /// What whoever acted last sees now, where that can be drawn.
    pub async fn picture(&self) -> Result<Option<Vec<u8>>, Failure> {
        match self.browsers.get(&self.last) {
            Some(browser) => browser.picture().await,
            None => Ok(None),
        }
    }

    /// Somebody goes on in another browser.
    pub fn change_browser(&mut self, name: &str) {
        self.left.extend(self.browsers.remove(name));
    }

    /// An address of ЭПОС.
    pub fn at_epos(&self, path: &str) -> Result<Url, Failure> {
        Ok(self.epos_url.join(path)?)
    }

    /// An address of the stand.
    pub fn at_stand(&self, path: &str) -> Result<Url, Failure> {
        let base = self.stand_url.as_str().trim_end_matches('/');
        Ok(Url::parse(&format!("{base}{path}"))?)
    }

    /// What a citizen asked of the stand last; what it refused goes first.
    pub async fn journal(&self) -> Option<String> {
        let answer = self.stand.get("requests?limit=1000").await.ok()?;
        let entries = answer["requests"].as_array()?;
        let refused = entries.iter().rfind(|entry| !entry["refused"].is_null());
        let entry = refused.or(entries.last())?;
        let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let why = ["code", "reason_id", "reason"].map(|name| said(&entry["refused"][name])).join(" ");
        let who = [&entry["person"], &entry["client"]].map(said).join(" ");
        let (method, path) = (said(&entry["method"]), said(&entry["path"]));
        let line = format!("№ {} {method} {path} {} {who} {why}", entry["n"], entry["status"]);
        Some(line.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Closes the browsers, which must work, and ends the stand.
    pub async fn end(self) -> Result<(), Failure> {
        let mut closed = Ok(());
        for browser in self.browsers.values().chain(&self.left) {
            closed = closed.and(browser.close().await);
        }
        // A stand that cannot be ended ends by itself when nobody asks it for anything.
        let _ = self.server.call("DELETE", &format!("stands/{}", self.name), None).await;
        closed
    }
}
