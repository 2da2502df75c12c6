//! Hostile text in every field of every page comes out as text.
//!
//! The structs are spelled out without `..`, so that a field added later must be made hostile too.

use crate::texts::Language;
use std::cell::Cell;

use super::*;

/// Makes hostile texts, each with a number to find it by.
#[derive(Default)]
struct Hostile(Cell<usize>);

impl Hostile {
    fn text(&self) -> String {
        self.0.set(self.0.get() + 1);
        format!("\"'><script>{}</script>", self.0.get())
    }

    fn frame(&self) -> Frame {
        Frame { base: self.text(), stand: self.text(), language: Language::Russian }
    }

    fn hints(&self) -> Hints {
        let login = TestLogin { login: self.text(), password: self.text(), purpose: self.text() };
        let asked =
            Asked { client: self.text(), mnemonic: self.text(), scopes: vec![self.text()], redirect_uri: self.text() };
        let sent = SentCode { code: self.text(), log: Some(self.link()) };
        Hints { why: self.text(), sent: Some(sent), logins: vec![login], asked: Some(asked) }
    }

    fn link(&self) -> Link {
        Link::new(self.text(), self.text())
    }

    /// Every text made so far stands in the page, and each as text.
    fn must_be_tame_in(self, page: &impl Template) {
        let html = page.render().expect("renders");
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        for number in 1..=self.0.get() {
            let tamed = format!("&#34;&#39;&#62;&#60;script&#62;{number}&#60;/script&#62;");
            assert!(html.contains(&tamed), "text {number} is missing: {html}");
        }
    }
}

#[test]
fn hostile_text_stays_text_on_the_pages_of_a_login() {
    let evil = Hostile::default();
    let sign_in = SignInPage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        login: evil.text(),
        foreign_computer: true,
        hints: Some(evil.hints()),
        errors: SignInErrors { general: Some(evil.text()), login: Some(evil.text()), password: Some(evil.text()) },
    };
    evil.must_be_tame_in(&sign_in);
    let evil = Hostile::default();
    let second_factor = SecondFactorPage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        kind: second_factor::CodeKind::Sms,
        phone: Some(evil.text()),
        error: Some(evil.text()),
        other_user: evil.text(),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&second_factor);
    let evil = Hostile::default();
    let organization =
        RoleOrganization { oid: evil.text(), name: evil.text(), kind: evil.text(), position: Some(evil.text()) };
    let role = RolePage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        person: evil.text(),
        organizations: vec![organization],
        selected: String::new(),
        error: Some(evil.text()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&role);
}

#[test]
fn hostile_text_stays_text_on_the_consent_page() {
    let evil = Hostile::default();
    let row = ConsentRow { scope: evil.text(), title: evil.text(), hint: evil.text(), missing: true };
    let consent = ConsentPage {
        frame: evil.frame(),
        csrf: evil.text(),
        interaction: evil.text(),
        client: evil.text(),
        giver: evil.text(),
        rows: vec![row],
        permissions: vec![PermissionRow {
            sysname: evil.text(),
            title: evil.text(),
            purpose: evil.text(),
            responsible: Some(evil.text()),
            until: evil.text(),
            scopes: vec![evil.text()],
        }],
        profile: Some(evil.link()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&consent);
}

#[test]
fn hostile_text_stays_text_on_the_other_pages() {
    let evil = Hostile::default();
    let error = ErrorPage {
        frame: evil.frame(),
        heading: evil.text(),
        happened: evil.text(),
        why: evil.text(),
        code: Some(evil.text()),
        advice: evil.text(),
        link: Some(evil.link()),
        developer: Some(Developer { detail: evil.text(), facts: vec![(evil.text(), evil.text())] }),
    };
    evil.must_be_tame_in(&error);
    let evil = Hostile::default();
    let notice = NoticePage {
        frame: evil.frame(),
        heading: evil.text(),
        paragraphs: vec![evil.text()],
        items: vec![evil.text()],
        links: vec![evil.link(), evil.link()],
    };
    evil.must_be_tame_in(&notice);
    let evil = Hostile::default();
    let address = StandAddress { path: evil.text(), about: evil.text(), opens: true };
    let client = DemoClient {
        name: evil.text(),
        mnemonic: evil.text(),
        scopes: vec![evil.text()],
        redirect_uris: vec![evil.text()],
    };
    let person = TestPerson {
        name: evil.text(),
        login: evil.text(),
        password: evil.text(),
        level: evil.text(),
        purpose: evil.text(),
    };
    let front =
        FrontPage { frame: evil.frame(), addresses: vec![address], clients: vec![client], people: vec![person] };
    evil.must_be_tame_in(&front);
}

#[test]
fn hostile_text_stays_text_in_lists_of_messages() {
    let evil = Hostile::default();
    let row = MessageRow { head: evil.text(), text: evil.text(), letter: Some(evil.link()) };
    let messages = MessagesPage {
        frame: evil.frame(),
        heading: evil.text(),
        action: evil.text(),
        to: evil.text(),
        rows: vec![row],
        links: vec![evil.link()],
    };
    evil.must_be_tame_in(&messages);
    let evil = Hostile::default();
    let message = MessagePage {
        frame: evil.frame(),
        subject: evil.text(),
        head: evil.text(),
        relay: evil.text(),
        link: Some(evil.link()),
        html: Some(evil.text()),
        text: evil.text(),
        back: evil.link(),
    };
    evil.must_be_tame_in(&message);
}
