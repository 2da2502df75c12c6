//! Parents and their children: cards, accounts of children, and the letters and codes on the way there.

use serde_json::Value;
use serde_json::json;

use esia_mock::domain::check::Outcome;
use esia_mock::domain::check::Registry;
use esia_mock::storage::checks;
use esia_mock::storage::checks::Arranged;

use super::TestApp;
use super::browser::Browser;
use super::citizen::Citizen;
use super::html;

/// A password that meets every demand.
pub(crate) const CHILD_PASSWORD: &str = "Rebenok-2026!";

/// A child as it stands in its birth certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child<'a> {
    pub(crate) last_name: &'a str,
    pub(crate) first_name: &'a str,
    pub(crate) middle_name: &'a str,
    pub(crate) birth_date: &'a str,
    pub(crate) sex: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) series: &'a str,
    pub(crate) number: &'a str,
    pub(crate) issue_date: &'a str,
}

/// A boy of seven whom nobody knows yet.
pub(crate) const BOY: Child<'_> = Child {
    last_name: "Сидоров",
    first_name: "Фёдор",
    middle_name: "Олегович",
    birth_date: "14.03.2019",
    sex: "Мужской",
    kind: "Российское свидетельство",
    series: "III-ВГ",
    number: "777001",
    issue_date: "20.03.2019",
};

impl Child<'_> {
    /// Somebody fills in the form of a card with it.
    pub(crate) fn is_written_in(&self, browser: &mut Browser) {
        browser
            .fills("Фамилия", self.last_name)
            .fills("Имя", self.first_name)
            .fills("middle_name", self.middle_name)
            .fills("Дата рождения", self.birth_date)
            .chooses(self.sex)
            .chooses(self.kind)
            .fills("Серия", self.series)
            .fills("Номер", self.number)
            .fills("Дата выдачи", self.issue_date)
            .fills("Кем выдано", "отдел ЗАГС города Примерска");
    }
}

/// A parent at work in a browser.
pub(crate) struct Parent<'a> {
    app: &'a TestApp,
    citizen: Citizen<'a>,
    pub(crate) browser: Browser,
    /// The card that the parent works with.
    pub(crate) card: i64,
}

impl TestApp {
    /// A parent who has signed in and looks at «Семья и дети».
    pub(crate) fn parent(&self, persona: &str) -> Parent<'_> {
        let mut parent = Parent { app: self, citizen: self.citizen(persona), browser: self.browser(), card: 0 };
        parent.goes("/profile/family");
        assert_eq!(parent.browser.heading(), "Семья и дети", "{}", parent.sees());
        parent
    }

    /// The newest letter of a kind to an address.
    pub(crate) fn letter_to(&self, address: &str, kind: &str) -> Option<Value> {
        let path = format!(
            "/_mock/api/v1/outbox?limit=1000&to={}",
            url::form_urlencoded::byte_serialize(address.as_bytes()).collect::<String>()
        );
        let answer = self.http.send(self.http.get(&self.url(&path))).json();
        let messages = answer["messages"].as_array().cloned().unwrap_or_default();
        messages.into_iter().rfind(|message| message["letter"] == kind || (kind == "sms" && message["kind"] == "sms"))
    }

    /// The link in the newest letter of a kind.
    pub(crate) fn link_to(&self, address: &str, kind: &str) -> String {
        let letter = self.letter_to(address, kind).unwrap_or_else(|| panic!("no letter {kind} to {address}"));
        letter["link"].as_str().expect("a link").to_owned()
    }

    /// The code in the newest message to a phone.
    pub(crate) fn code_to(&self, phone: &str) -> String {
        let message = self.letter_to(phone, "sms").unwrap_or_else(|| panic!("no message to {phone}"));
        let text = message["text"].as_str().expect("a text");
        let words = text.split(' ').find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()));
        words.unwrap_or_else(|| panic!("no code: {text}")).to_owned()
    }

    /// Somebody opens the link of a letter, in a browser that nobody has used, and presses what is to be pressed there.
    pub(crate) fn opens_letter(&self, address: &str, kind: &str) -> Browser {
        let mut browser = self.browser();
        browser.opens(&self.link_to(address, kind));
        if kind == "child_email" && browser.page().status() == 200 {
            browser.presses("Подтвердить почту");
        }
        browser
    }

    /// The child reads its mail and lets a parent link its account.
    pub(crate) fn child_agrees(&self, address: &str) {
        let mut browser = self.opens_letter(address, "child_link");
        browser.presses("Разрешить");
        assert_eq!(browser.heading(), "Учётная запись привязана", "{}", browser.page().text());
    }

    /// A tester arranges what a registry answers about a number.
    pub(crate) fn registry_answers(&self, registry: Registry, number: &str, outcome: Outcome, after: Option<u32>) {
        let number = number.to_owned();
        let stand = self.stand();
        let put = stand.write(move |cx| {
            let arranged = Arranged { outcome, after };
            Ok(checks::insert_arranged(cx.sql, registry, &number, arranged, cx.now)?)
        });
        self.waits(put).expect("written");
    }

    /// So long later, with everything that happens meanwhile.
    pub(crate) fn passes(&self, time: &str) {
        self.moves_clock(&json!({ "advance": time }));
    }

    /// So it is then.
    pub(crate) fn is_at(&self, time: &str) {
        self.moves_clock(&json!({ "now": time }));
    }
}

impl Parent<'_> {
    /// Goes to a page, by a sign-in if the session has ended meanwhile.
    pub(crate) fn goes(&mut self, path: &str) -> &mut Self {
        self.browser.opens(path);
        if self.browser.heading() == "Вход" {
            self.citizen.signs_in(&mut self.browser);
        }
        self
    }

    /// Everything that can be read.
    pub(crate) fn sees(&self) -> String {
        self.browser.page().text()
    }

    /// The state of the card, as robots read it.
    pub(crate) fn state(&mut self) -> String {
        self.opens_card();
        html::values_of(&self.browser.page().html, "data-state").pop().unwrap_or_default()
    }

    /// Fills in the form of a new card and saves it; the card that is worked with from now on is this one.
    pub(crate) fn adds(&mut self, child: &Child<'_>) -> &mut Self {
        self.tries_to_add(child);
        assert!(self.sees().contains("Карточка сохранена"), "{}", self.sees());
        let ids = html::values_of(&self.browser.page().html, "data-id");
        self.card = ids.last().and_then(|id| id.parse().ok()).expect("a card");
        self
    }

    /// The same, whatever comes of it.
    pub(crate) fn tries_to_add(&mut self, child: &Child<'_>) -> &mut Self {
        self.goes("/profile/family").browser.follows("Добавить ребёнка");
        self.fills(child);
        self.browser.presses("Сохранить");
        self
    }

    /// Fills in the form of a card that is open.
    pub(crate) fn fills(&mut self, child: &Child<'_>) {
        child.is_written_in(&mut self.browser);
    }

    /// Ticks the card and presses «Отправить».
    pub(crate) fn sends(&mut self) -> &mut Self {
        let mark = format!("card-{}", self.card);
        self.goes("/profile/family").browser.ticks(&mark).presses("Отправить");
        self
    }

    /// A card that was checked and is all right.
    pub(crate) fn has_verified(&mut self, child: &Child<'_>) -> &mut Self {
        self.adds(child).sends();
        self.app.passes("PT15M");
        assert_eq!(self.state(), "VERIFIED", "{}", self.sees());
        self
    }

    /// Works with the card of a child who has this name.
    pub(crate) fn takes_card_of(&mut self, name: &str) -> &mut Self {
        self.goes("/profile/family");
        let html = &self.browser.page().html;
        let (ids, names) = (html::values_of(html, "data-id"), html::texts_of(html, "h3"));
        let at = names.iter().position(|known| known == name).unwrap_or_else(|| panic!("no card of {name}: {names:?}"));
        self.card = ids[at].parse().expect("a number");
        self
    }

    /// Opens the card.
    pub(crate) fn opens_card(&mut self) -> &mut Self {
        self.opens("")
    }

    /// Opens a page below the card.
    pub(crate) fn opens(&mut self, rest: &str) -> &mut Self {
        let path = format!("/profile/family/{}{rest}", self.card);
        self.goes(&path)
    }

    /// «Создать», with this e-mail and perhaps a phone.
    pub(crate) fn begins(&mut self, email: &str, phone: &str) -> &mut Self {
        self.opens("/account");
        self.browser.fills("email", email).fills("phone", phone).presses("Продолжить");
        self
    }

    /// The last step, with this code, where there is one.
    pub(crate) fn finishes(&mut self, code: Option<&str>) -> &mut Self {
        self.opens("/account/password");
        if let Some(code) = code {
            self.browser.fills("code1", code);
        }
        self.browser.fills("password", CHILD_PASSWORD).fills("password_again", CHILD_PASSWORD);
        self.browser.presses("createAccount");
        self
    }

    /// The whole way: a card, its check, the letter, a password.
    pub(crate) fn makes_account(&mut self, child: &Child<'_>, email: &str) -> &mut Self {
        self.has_verified(child).begins(email, "");
        self.app.opens_letter(email, "child_email");
        self.finishes(None);
        assert!(self.sees().contains("Учётная запись ребёнка создана"), "{}", self.sees());
        self
    }

    /// Asks to link the account that has this e-mail.
    pub(crate) fn asks_to_link(&mut self, email: &str) -> &mut Self {
        self.opens("/link");
        self.browser.fills("Почта учётной записи ребёнка", email).presses("Продолжить");
        self
    }

    /// The OID of the linked account, as the card shows it.
    pub(crate) fn account(&mut self) -> Option<u64> {
        self.opens_card();
        let facts = html::texts_of(&self.browser.page().html, "dd");
        facts.iter().find_map(|fact| fact.parse().ok().filter(|oid| *oid >= 1_000_000_000))
    }
}
