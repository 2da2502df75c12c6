//! The desk of a service centre, and a relying party.

use std::collections::BTreeSet;

use serde_json::json;

use esia_mock::domain::account::AccountStatus;
use esia_mock::protocol::ids::Mnemonic;
use esia_mock::protocol::ids::Oid;
use esia_mock::storage::accounts;
use esia_mock::storage::consents;

use super::world::Actor;
use super::world::Held;
use super::world::World;
use crate::support::html;

impl World {
    pub(super) fn stands_at_the_desk(&mut self, who: usize, deed: &str, is_false: bool) {
        let Some(oid) = self.actors[who].oid else { return };
        if deed == "confirm" && !self.truth.declared.contains(&oid) {
            self.declares(who, who % 2);
        }
        let papers = json!({
            "last_name": "Чужой", "first_name": "Иван", "birth_date": "1980-01-01", "snils": "112-233-445 95",
            "passport": "5710 999999",
        });
        let is_shown = is_false && deed != "refuse" && deed != "block";
        let body = if is_shown {
            json!({ "person": oid.to_string(), "documents": papers })
        } else {
            json!({ "person": oid.to_string() })
        };
        let answer = self.controls("POST", &format!("/_mock/api/v1/mfc/{deed}"), &body);
        let is_done = answer.json()["done"] == true;
        assert!(!(is_shown && is_done), "false papers will do for {deed} of {oid}");
        match deed {
            "confirm" if is_done => {
                assert!(self.truth.declared.contains(&oid), "{oid} was confirmed and has declared nothing");
                self.truth.proofs.insert((oid, "confirmed".to_owned()));
            }
            "restore" if is_done => self.reads_new_password(who),
            "block" => self.revokes(oid),
            _ => {}
        }
    }

    /// What the desk has sent to somebody's phone.
    fn reads_new_password(&mut self, who: usize) {
        let sent = self.login(who).and_then(|login| self.newest(&login)).unwrap_or_default();
        let text = sent["text"].as_str().unwrap_or_default();
        let password = text.split("учётной записи ").nth(1).and_then(|rest| rest.split(' ').next());
        if let Some(password) = password {
            password.clone_into(&mut self.actors[who].password);
        }
    }

    fn revokes(&mut self, oid: u64) {
        for held in self.truth.held.iter_mut().filter(|held| held.oid == oid) {
            held.is_revoked = true;
        }
    }

    pub(super) fn consents(&mut self, who: usize) {
        let (Some(login), Some(oid)) = (self.login(who), self.actors[who].oid) else { return };
        let client = self.rp.client_id.clone();
        let Actor { browser, password, .. } = &mut self.actors[who];
        browser.opens(&self.rp.authorize_url());
        for _ in 0..3 {
            if !browser.is_at_stand() {
                break;
            }
            match browser.heading().as_str() {
                "Вход" if browser.page().forms.iter().any(|form| form.action == "/login/sign_in") => {
                    browser.signs_in(&login, password);
                }
                "Предоставление прав доступа" => {
                    let shown = html::values_of(&browser.page().html, "data-scope");
                    self.truth.allowed.entry((oid, client.clone())).or_default().extend(shown);
                    browser.grants();
                }
                _ => break,
            }
        }
        let code = if browser.has_returned() { browser.returned().get("code") } else { String::new() };
        if !code.is_empty() {
            let tokens = self.rp.exchanges(&code);
            assert_eq!(tokens.oid(), oid, "tokens for somebody else");
            self.truth.held.push(Held { oid, tokens, is_withdrawn: false, is_revoked: false });
            self.counts("tokens");
        }
    }

    pub(super) fn withdraws(&mut self, who: usize) {
        if !self.finds(who, "/profile/consents", "Отозвать") {
            return;
        }
        let oid = self.actors[who].oid.unwrap_or_default();
        let browser = &mut self.actors[who].browser;
        let (body, _) = browser.filled("Отозвать");
        let client = url::form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "client");
        let client = client.map(|(_, client)| client.into_owned()).unwrap_or_default();
        browser.presses("Отозвать");
        self.truth.allowed.remove(&(oid, client.clone()));
        for held in self.truth.held.iter_mut().filter(|held| held.oid == oid && client == self.rp.client_id) {
            held.is_withdrawn = true;
        }
        self.counts("withdrawal");
    }

    /// The relying party uses its newest refresh token.
    pub(super) fn refreshes(&mut self) {
        let Some(held) = self.truth.held.last() else { return };
        let (oid, is_withdrawn, is_revoked) = (held.oid, held.is_withdrawn, held.is_revoked);
        let answer = self.rp.posts(&self.rp.refresh_request(&held.tokens.refresh_token()));
        assert!(answer.status < 500, "{}", answer.text());
        if answer.status == 200 {
            assert!(!is_withdrawn && !is_revoked && self.is_open(oid), "tokens of {oid} were refreshed");
            let tokens = self.rp.tokens(&answer);
            self.truth.held.push(Held { oid, tokens, is_withdrawn, is_revoked });
        }
    }

    /// May data of this account be read?
    pub(super) fn is_open(&self, oid: u64) -> bool {
        let found = self.app.stand().read(|cx| Ok(accounts::find(cx.sql, Oid(oid))?)).expect("an account");
        let closed = [AccountStatus::Deleted, AccountStatus::Blocked];
        found.is_some_and(|account| !closed.contains(&account.status))
    }

    /// What the relying party may see, as the stand remembers it.
    pub(super) fn given(&self, oid: u64, client: &str) -> BTreeSet<String> {
        let client = Mnemonic::parse(client).expect("a mnemonic");
        let given = self.app.stand().read(|cx| Ok(consents::find(cx.sql, Oid(oid), &client)?)).expect("a consent");
        given.map(|given| given.scopes.iter().map(|scope| scope.name.clone()).collect()).unwrap_or_default()
    }

    /// What fixtures have allowed.
    pub(super) fn remembers_what_is_given(&mut self) {
        let client = self.rp.client_id.clone();
        for oid in self.actors.iter().filter_map(|actor| actor.oid).collect::<Vec<_>>() {
            let given = self.given(oid, &client);
            self.truth.allowed.insert((oid, client.clone()), given);
        }
    }
}
