//! What a parent does with the cards of children, and what is answered.

use super::Act;
use super::MOTHER;
use super::world::World;
use super::world::has;
use crate::support::parent::BOY;
use crate::support::parent::CHILD_PASSWORD;

const FAMILY: &str = "/profile/family";

impl World {
    pub(super) fn does_as_mother(&mut self, act: Act) {
        match act {
            Act::TendsCard(place, email) => self.tends_card(place, email),
            Act::MakesAccount(place, email) => self.makes_account(place, email),
            Act::Agrees(email) => self.agrees(email),
            Act::Unlinks(place) => self.unlinks(place),
            Act::DeletesChild(place) => self.deletes_child(place),
            _ => {}
        }
    }

    /// The mother at a page of a card that has this button.
    fn finds_at_card(&mut self, place: usize, rest: &str, button: &str) -> bool {
        let Some(card) = self.card(place) else { return false };
        self.finds(MOTHER, &format!("{FAMILY}/{card}{rest}"), button)
    }

    /// Does what can be done with a card: adds it, sends it, or has the child's account linked.
    fn tends_card(&mut self, place: usize, email: &str) {
        if self.card(place).is_none() {
            self.adds_card();
        } else {
            self.sends_card(place);
            self.asks_to_link(place, email);
        }
    }

    fn adds_card(&mut self) {
        if self.finds(MOTHER, &format!("{FAMILY}/new"), "Сохранить") {
            let browser = &mut self.actors[MOTHER].browser;
            BOY.is_written_in(browser);
            browser.presses("Сохранить");
        }
    }

    fn sends_card(&mut self, place: usize) {
        let Some(card) = self.card(place) else { return };
        let mark = format!("card-{card}");
        if self.finds(MOTHER, FAMILY, "Отправить") {
            let browser = &mut self.actors[MOTHER].browser;
            if browser.page().html.contains(&format!("\"{mark}\"")) {
                browser.ticks(&mark).presses("Отправить");
            }
        }
    }

    fn makes_account(&mut self, place: usize, email: &str) {
        if !self.finds_at_card(place, "/account", "Продолжить") {
            return;
        }
        self.actors[MOTHER].browser.fills("email", email).presses("Продолжить");
        if let Some(letter) = self.app.letter_to(email, "child_email") {
            let mut child = self.app.browser();
            child.opens(letter["link"].as_str().expect("a link"));
            if child.page().status() == 200 {
                child.presses("Подтвердить почту");
            }
        }
        if self.finds_at_card(place, "/account/password", "createAccount") {
            let browser = &mut self.actors[MOTHER].browser;
            browser.fills("password", CHILD_PASSWORD).fills("password_again", CHILD_PASSWORD).presses("createAccount");
        }
        if let Some(oid) = self.owner(email).filter(|oid| !self.truth.levels.contains_key(oid)) {
            self.truth.proofs.insert((oid, "child".to_owned()));
            self.counts("child made");
        }
    }

    fn asks_to_link(&mut self, place: usize, email: &str) {
        if self.finds_at_card(place, "/link", "Продолжить") {
            let browser = &mut self.actors[MOTHER].browser;
            browser.fills("Почта учётной записи ребёнка", email).presses("Продолжить");
        }
    }

    fn agrees(&mut self, email: &str) {
        let Some(letter) = self.app.letter_to(email, "child_link") else { return };
        let mut browser = self.app.browser();
        browser.opens(letter["link"].as_str().expect("a link"));
        if has(&browser, "Разрешить") {
            assert!(self.actors[MOTHER].oid.is_some(), "a parent who is not there any more gets a child");
            let child = self.owner(email);
            browser.presses("Разрешить");
            self.truth.proofs.extend(child.map(|oid| (oid, "child".to_owned())));
        }
        assert!(browser.trail.iter().all(|answer| answer.status < 500), "{email}");
    }

    pub(super) fn unlinks(&mut self, place: usize) {
        if self.finds_at_card(place, "", "Отвязать") {
            self.actors[MOTHER].browser.presses("Отвязать");
        }
    }

    fn deletes_child(&mut self, place: usize) {
        let button = "Удалить учётную запись ребёнка";
        if self.finds_at_card(place, "/account/deletion", button) {
            self.actors[MOTHER].browser.presses(button);
        }
    }
}
