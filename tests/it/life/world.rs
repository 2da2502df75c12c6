//! The people, the stand they live in, and what has really happened.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde_json::Value;

use esia_mock::domain::contact::ContactKind;
use esia_mock::protocol::ids::Oid;
use esia_mock::storage::children;
use esia_mock::storage::contacts;

use super::CHILD;
use super::MOTHER;
use crate::support::Answer;
use crate::support::Browser;
use crate::support::JsonRobot;
use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::Tokens;

/// Somebody, as long as they have an account.
pub(super) struct Actor {
    pub(super) browser: Browser,
    pub(super) oid: Option<u64>,
    pub(super) password: String,
    /// The contact that they have asked for.
    pub(super) wanted: Option<&'static str>,
}

/// What the registries were asked about somebody, and whether each could say yes.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) may_be_found: BTreeSet<&'static str>,
}

/// Tokens that somebody has given.
pub(super) struct Held {
    pub(super) oid: u64,
    pub(super) tokens: Tokens,
    /// The consent behind them was withdrawn.
    pub(super) is_withdrawn: bool,
    /// Their refresh tokens were made worthless.
    pub(super) is_revoked: bool,
}

/// What has really happened, told by who did it.
#[derive(Default)]
pub(super) struct Truth {
    /// Which level was proved for whom.
    pub(super) proofs: BTreeSet<(u64, String)>,
    /// Who has written down who they are, or came with papers.
    pub(super) declared: BTreeSet<u64>,
    pub(super) asked: BTreeMap<u64, Asked>,
    pub(super) arranged: BTreeMap<(u64, &'static str), &'static str>,
    /// Who has allowed what to whom.
    pub(super) allowed: BTreeMap<(u64, String), BTreeSet<String>>,
    pub(super) held: Vec<Held>,
    pub(super) happened: BTreeMap<&'static str, usize>,
    /// Levels, links and deletions that the last look has seen.
    pub(super) levels: BTreeMap<u64, String>,
    pub(super) links: BTreeSet<(i64, u64)>,
    pub(super) deleted: BTreeSet<u64>,
    /// Has anybody looked yet?
    pub(super) has_looked: bool,
}

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) rp: RelyingParty,
    pub(super) actors: Vec<Actor>,
    pub(super) truth: Truth,
}

impl World {
    pub(super) fn new() -> Self {
        let app = TestApp::start();
        let rp = app.client("DEMO_RSA").asking_for("openid fullname email snils");
        let somebody = |persona: Option<&str>| {
            let citizen = persona.map(|persona| app.citizen(persona));
            let password = citizen.as_ref().map_or("Pa55word!", |citizen| citizen.password.as_str()).to_owned();
            Actor { browser: app.browser(), oid: citizen.map(|citizen| citizen.oid), password, wanted: None }
        };
        let actors =
            vec![somebody(None), somebody(None), somebody(Some("confirmed_mother_of_two")), somebody(Some("child_10"))];
        let mut truth = Truth::default();
        for citizen in &app.world.citizens {
            let oid = citizen.account.oid.0;
            truth.proofs.insert((oid, citizen.account.level.name().to_owned()));
            truth.levels.insert(oid, citizen.account.level.name().to_owned());
        }
        truth.declared.extend([&actors[MOTHER], &actors[CHILD]].iter().filter_map(|actor| actor.oid));
        let mut world = Self { app, rp, actors, truth };
        world.remembers_what_is_given();
        world
    }

    /// That it really happened is counted.
    pub(super) fn counts(&mut self, what: &'static str) {
        *self.truth.happened.entry(what).or_default() += 1;
    }

    /// A script in somebody's browser.
    pub(super) fn robot(&self, who: usize) -> JsonRobot {
        JsonRobot::in_browser(&self.app, self.actors[who].browser.new_tab())
    }

    /// The tester's surface.
    pub(super) fn controls(&self, method: &str, path: &str, body: &Value) -> Answer {
        let answer = self.app.controls(method, path, &body.to_string());
        assert!(answer.status < 500, "{path}: {}", answer.text());
        answer
    }

    /// Somebody's verified phones and e-mails.
    fn verified(&self, who: usize) -> Vec<String> {
        let Some(oid) = self.actors[who].oid else { return Vec::new() };
        let known = self.app.stand().read(|cx| Ok(contacts::list(cx.sql, Oid(oid))?)).expect("contacts");
        let logins = known.into_iter().filter(|known| known.kind.is_login() && known.verification.is_verified());
        logins.map(|contact| contact.value).collect()
    }

    /// Have they this contact, verified?
    pub(super) fn is_verified(&self, who: usize, contact: &str) -> bool {
        self.verified(who).iter().any(|known| known == contact)
    }

    /// With what somebody signs in.
    pub(super) fn login(&self, who: usize) -> Option<String> {
        self.verified(who).into_iter().next()
    }

    /// Whose login a contact is.
    pub(super) fn owner(&self, contact: &str) -> Option<u64> {
        let kind = kind(contact);
        let key = kind.login_key(contact)?;
        let owner = self.app.stand().read(|cx| Ok(contacts::find_owner(cx.sql, &key)?)).expect("contacts");
        owner.map(|oid| oid.0)
    }

    /// The mother's card of this place.
    pub(super) fn card(&self, place: usize) -> Option<i64> {
        let mother = Oid(self.actors[MOTHER].oid?);
        let cards = self.app.stand().read(|cx| Ok(children::list(cx.sql, mother)?)).expect("cards");
        cards.get(place).map(|card| card.id)
    }

    /// Somebody comes to a page of their own; not, if they have no account or is not let in.
    pub(super) fn enters(&mut self, who: usize, path: &str) -> bool {
        let Some(login) = self.login(who) else { return false };
        let Actor { browser, password, .. } = &mut self.actors[who];
        browser.opens("/profile");
        if browser.heading() == "Вход" {
            browser.signs_in(&login, password);
        }
        if browser.heading() != "Обзор" {
            return false;
        }
        browser.opens(path);
        true
    }

    /// Somebody comes to a page that has this button.
    pub(super) fn finds(&mut self, who: usize, path: &str, button: &str) -> bool {
        self.enters(who, path) && has(&self.actors[who].browser, button)
    }

    /// The newest letter or message to somebody.
    pub(super) fn newest(&self, to: &str) -> Option<Value> {
        self.app.sent_to(to).pop()
    }
}

/// Has the page this button?
pub(super) fn has(browser: &Browser, button: &str) -> bool {
    let buttons =
        |browser: &Browser| browser.page().forms.iter().flat_map(|form| form.buttons.clone()).collect::<Vec<_>>();
    browser.is_at_stand() && buttons(browser).iter().any(|known| known.text == button || known.id == button)
}

/// A phone or an e-mail?
pub(super) fn kind(contact: &str) -> ContactKind {
    if contact.contains('@') { ContactKind::Email } else { ContactKind::Mobile }
}

/// The digits of the code in a message.
pub(super) fn code(message: &Value) -> String {
    message["text"].as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}
