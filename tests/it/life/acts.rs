//! What somebody does with their own account.

use serde_json::json;

use super::Act;
use super::world::Actor;
use super::world::Asked;
use super::world::World;
use super::world::code;
use super::world::has;
use super::world::kind;
use crate::support::robot::another;
use crate::support::robot::said;

const PASSWORD: &str = "Pa55word!";

/// Nobody's password before.
const RECOVERED: [&str; 2] = ["Novyj-Parol-1", "Novyj-Parol-2"];

/// Last name, first name, date of birth, number of the passport, СНИЛС.
const PEOPLE: [[&str; 5]; 2] = [
    ["Иванова", "Надежда", "10.05.1990", "000720", "112-233-445 95"],
    ["Орлова", "Анна", "12.03.1988", "000991", "000-000-991 46"],
];

impl World {
    pub(super) fn does(&mut self, act: Act) {
        match act {
            Act::Registers(who, contact, far) => self.registers(who, contact, far),
            Act::SignsInWrongly(who) => self.signs_in_wrongly(who),
            Act::Declares(who, data) => self.declares(who, data),
            Act::Arranges(who, registry, outcome) => self.arranges(who, registry, outcome),
            Act::StandsAtTheDesk(who, deed, is_false) => self.stands_at_the_desk(who, deed, is_false),
            Act::AsksForContact(who, contact) => self.asks_for_contact(who, contact),
            Act::Verifies(who, is_right) => self.verifies(who, is_right),
            Act::GivesUpContact(who) => self.presses(who, "/profile/data", "Отменить изменение"),
            Act::RemovesContact(who) => self.presses(who, "/profile/data", "Удалить контакт"),
            Act::Recovers(who) => self.recovers(who),
            Act::Deletes(who) => self.deletes(who),
            Act::Consents(who) => self.consents(who),
            Act::Withdraws(who) => self.withdraws(who),
            Act::Refreshes => self.refreshes(),
            Act::Waits(span) => self.waits(span),
            act => self.does_as_mother(act),
        }
    }

    fn presses(&mut self, who: usize, path: &str, button: &str) {
        if self.finds(who, path, button) {
            self.actors[who].browser.presses(button);
        }
    }

    fn registers(&mut self, who: usize, contact: &str, far: u8) {
        if self.actors[who].oid.is_some() {
            return;
        }
        let is_phone = !contact.contains('@');
        // One of the two is called as the child of a card.
        let [last, first] =
            if who == 0 { ["Иванова", "Надежда"] } else { ["Сидоров", "Фёдор"] };
        let robot = self.robot(who);
        let (field, verify) = if is_phone {
            ("phone", "/registration_api/activation/phone/verify-code")
        } else {
            ("email", "/registration_api/activation/email/verify-code")
        };
        let body = json!({ "last_name": last, "first_name": first, field: contact });
        let begun = said(&robot.posts("/registration_api/registration/v1/user-data", &body));
        if begun.0 != 200 || far == 0 {
            return;
        }
        let Some(sent) = self.newest(contact) else { return };
        let link = sent["link"].as_str().and_then(|link| link.split("token=").nth(1)).map(ToOwned::to_owned);
        let right = link.unwrap_or_else(|| code(&sent));
        let typed = if far == 1 { another(&right) } else { right };
        robot.posts(verify, &json!({ "code": typed }));
        if far < 3 {
            return;
        }
        let done = said(&robot.posts("/registration_api/complete", &json!({ "password": PASSWORD })));
        if done.1 == "DONE" {
            let oid = self.owner(contact);
            assert!(oid.is_some(), "{contact} was registered and is nobody's");
            PASSWORD.clone_into(&mut self.actors[who].password);
            self.actors[who].oid = oid;
            self.counts("account");
        }
    }

    fn signs_in_wrongly(&mut self, who: usize) {
        let Some(login) = self.login(who) else { return };
        let mut browser = self.app.browser();
        browser.opens("/profile").signs_in(&login, "wrong");
        assert_ne!(browser.heading(), "Обзор", "a wrong password opened {login}");
    }

    pub(super) fn declares(&mut self, who: usize, data: usize) {
        if !self.enters(who, "/profile/data") {
            return;
        }
        let Some(oid) = self.actors[who].oid else { return };
        let [last, first, born, number, snils] = PEOPLE[data];
        let body = json!({
            "lastName": last, "firstName": first, "gender": "F", "birthDate": born, "birthPlace": "г. Примерск",
            "citizenship": "RUS", "snils": snils,
            "documents": { "elements": [{
                "number": number, "issueDate": "01.06.2010", "series": "5710", "type": "RF_PASSPORT",
                "issueId": "590004", "issuedBy": "ОВД Примерный",
            }] },
        });
        let answer = self.robot(who).posts("/profile/rs/prns/up", &body);
        assert!(answer.status < 500, "{}", answer.text());
        if answer.status == 200 {
            self.truth.declared.insert(oid);
            self.truth.asked.insert(oid, Asked::default());
            self.notes_what_registries_may_say();
        }
    }

    fn arranges(&mut self, who: usize, registry: &'static str, outcome: &'static str) {
        let Some(oid) = self.actors[who].oid else { return };
        let path = format!("/_mock/api/v1/registries/{registry}/oid:{oid}");
        let answer = self.controls("PUT", &path, &json!({ "outcome": outcome }));
        assert_eq!(answer.status, 200, "{}", answer.text());
        self.truth.arranged.insert((oid, registry), outcome);
    }

    /// A registry may agree if it is not told otherwise when it is asked, or when it answers.
    fn notes_what_registries_may_say(&mut self) {
        let truth = &mut self.truth;
        for (oid, asked) in &mut truth.asked {
            for registry in ["mvd", "sfr"] {
                if truth.arranged.get(&(*oid, registry)).is_none_or(|outcome| *outcome == "found") {
                    asked.may_be_found.insert(registry);
                }
            }
        }
    }

    fn waits(&mut self, span: &str) {
        self.notes_what_registries_may_say();
        let answered = self.truth.asked.iter().filter(|(_, asked)| asked.may_be_found.len() == 2);
        let proved: Vec<_> = answered.map(|(oid, _)| (*oid, "standard".to_owned())).collect();
        self.truth.proofs.extend(proved);
        self.app.moves_clock(&json!({ "advance": span }));
    }

    fn asks_for_contact(&mut self, who: usize, contact: &'static str) {
        let path = format!("/profile/contacts/change?kind={}", kind(contact).wire());
        if self.finds(who, &path, "Продолжить") {
            self.actors[who].browser.fills("value", contact).presses("Продолжить");
            self.actors[who].wanted = Some(contact);
        }
    }

    fn verifies(&mut self, who: usize, is_right: bool) {
        let Some(contact) = self.actors[who].wanted else { return };
        let before = self.is_verified(who, contact);
        let Some(sent) = self.newest(contact) else { return };
        if let Some(link) = sent["link"].as_str() {
            let mut browser = self.app.browser();
            browser.opens(&if is_right { link.to_owned() } else { link.replace("token=", "token=x") });
            if has(&browser, "Подтвердить почту") {
                browser.presses("Подтвердить почту");
            }
            assert!(browser.trail.iter().all(|answer| answer.status < 500), "{link}");
        } else if self.finds(who, "/profile/contacts/code", "Подтвердить телефон") {
            let typed = if is_right { code(&sent) } else { another(&code(&sent)) };
            self.actors[who].browser.fills("code1", &typed).presses("Подтвердить телефон");
        }
        let is_verified = self.is_verified(who, contact);
        assert!(is_right || is_verified == before, "{contact} was verified by what is wrong");
        if is_verified && !before {
            self.counts("contact");
        }
    }

    fn recovers(&mut self, who: usize) {
        let Some(login) = self.login(who) else { return };
        let mut browser = self.app.browser();
        browser.opens("/login/recovery");
        let digits = crate::support::html::texts_of(&browser.page().html, "text").concat();
        browser.fills("Телефон, почта или СНИЛС", &login).fills("Цифры с картинки", &digits).presses("Продолжить");
        let documents = PEOPLE.map(|data| format!("5710 {}", data[3])).into_iter().chain([String::new()]);
        for document in ["000-000-702 23".to_owned()].into_iter().chain(documents) {
            if browser.page().forms.iter().flat_map(|form| &form.fields).any(|field| field.name == "document") {
                browser.fills("document", &document).presses("Продолжить");
            }
        }
        let Some(sent) = self.newest(&login) else { return };
        if has(&browser, "Продолжить") && browser.page().html.contains("code1") {
            browser.fills("code1", &code(&sent)).presses("Продолжить");
        } else if let Some(link) = sent["link"].as_str().filter(|_| sent["letter"] == "recovery") {
            browser.opens(link);
            if has(&browser, "Задать новый пароль") {
                browser.presses("Задать новый пароль");
            }
        }
        let password = RECOVERED[usize::from(self.actors[who].password == RECOVERED[0])];
        if has(&browser, "Сохранить") {
            browser.fills("Новый пароль", password).fills("Ещё раз", password).presses("Сохранить");
        }
        if browser.heading() == "Пароль изменён" {
            password.clone_into(&mut self.actors[who].password);
            let oid = self.actors[who].oid;
            for held in self.truth.held.iter_mut().filter(|held| Some(held.oid) == oid) {
                held.is_revoked = true;
            }
            self.counts("recovery");
        }
    }

    fn deletes(&mut self, who: usize) {
        if who == super::MOTHER {
            (0..4).for_each(|place| self.unlinks(place));
        }
        if !self.finds(who, "/profile/delete", "Удалить навсегда") {
            return;
        }
        let Actor { browser, password, .. } = &mut self.actors[who];
        browser.fills("current", password).presses("Удалить навсегда");
        if browser.heading() == "Учётная запись удалена" {
            self.actors[who].oid = None;
            self.counts("deletion");
        }
    }
}
