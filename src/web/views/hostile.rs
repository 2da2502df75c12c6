//! Hostile text in every field of every page comes out as text.
//!
//! The structs are spelled out without `..`, so that a field added later must be made hostile too.

use std::cell::Cell;

use super::*;
use crate::domain::account::AccountLevel;
use crate::texts::Text;
use crate::web::views::desk::ArmedFault;
use crate::web::views::desk::ClockShown;

/// Makes hostile texts, each with a number to find it by.
#[derive(Default)]
pub(super) struct Hostile(Cell<usize>);

impl Hostile {
    pub(super) fn text(&self) -> String {
        self.0.set(self.0.get() + 1);
        format!("\"'><script>{}</script>", self.0.get())
    }

    pub(super) fn frame(&self) -> Frame {
        Frame { base: self.text(), stand: self.text(), language: Language::Russian, desk: Desk::Linked }
    }

    /// Around a page of the tester.
    pub(super) fn desk(&self) -> Frame {
        let clock = ClockShown {
            now: self.text(),
            zone: self.text(),
            is_frozen: true,
            is_working_day: false,
            next_due: Some(self.text()),
            typed: self.text(),
        };
        let around = Around {
            csrf: self.text(),
            part: None,
            here: self.text(),
            clock,
            armed: vec![ArmedFault { name: self.text(), hits: 1 }],
            armed_more: 1,
            notice: Some(Notice::error(self.said())),
        };
        Frame { desk: Desk::Here(Box::new(around)), ..self.frame() }
    }

    pub(super) fn hints(&self) -> Hints {
        let login = TestLogin { login: self.text(), password: self.text(), purpose: self.text() };
        let asked =
            Asked { client: self.text(), mnemonic: self.text(), scopes: vec![self.text()], redirect_uri: self.text() };
        let sent = SentCode { code: self.text(), log: Some(self.page_link()) };
        Hints {
            why: self.said(),
            sent: Some(sent),
            logins: vec![login],
            asked: Some(asked),
            tips: vec![self.said()],
            links: vec![self.page_link()],
        }
    }

    pub(super) fn said(&self) -> Text {
        Text::plain(self.text())
    }

    pub(super) fn page_link(&self) -> PageLink {
        PageLink::new(self.text(), self.said())
    }

    pub(super) fn fact(&self) -> Fact {
        let badge = Badge { label: self.said(), tone: Tone::Good, state: "VERIFIED" };
        Fact { label: self.said(), value: self.said(), badge: Some(badge) }
    }

    pub(super) fn field(&self, name: &'static str, kind: FieldKind) -> FormField {
        let is_secret = matches!(kind, FieldKind::Password { .. } | FieldKind::Code(_));
        let is_chosen = matches!(kind, FieldKind::Select(_) | FieldKind::Radio(_) | FieldKind::Check);
        FormField {
            name,
            label: self.said(),
            kind,
            value: if is_secret || is_chosen { String::new() } else { self.text() },
            hint: Some(self.said()),
            error: Some(self.said()),
            required: false,
            alternative: false,
            autocomplete: None,
            heading: Some(self.said()),
        }
    }

    pub(super) fn action(&self) -> Action {
        let hidden = vec![("carried", self.text())];
        Action::Post { action: self.text(), hidden, label: self.said(), weight: Weight::Danger }
    }

    /// Every text made so far stands in the page, and each as text.
    pub(super) fn must_be_tame_in(self, page: &impl Template) {
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
        picker: Some(Picker {
            people: vec![Pick { oid: evil.text(), name: evil.text(), about: evil.text() }],
            more: evil.text(),
        }),
        hints: Some(evil.hints()),
        errors: SignInErrors { general: Some(evil.said()), login: Some(evil.said()), password: Some(evil.said()) },
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
        error: Some(evil.said()),
        other_user: evil.text(),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&second_factor);
    let evil = Hostile::default();
    let organization =
        RoleOrganization { oid: evil.text(), name: evil.text(), kind: evil.said(), position: Some(evil.text()) };
    let role = RolePage {
        frame: evil.frame(),
        csrf: evil.text(),
        other_user: evil.text(),
        interaction: evil.text(),
        client: Some(evil.text()),
        person: evil.text(),
        organizations: vec![organization],
        selected: String::new(),
        error: Some(evil.said()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&role);
}

#[test]
fn hostile_text_stays_text_on_the_consent_page() {
    let evil = Hostile::default();
    let row = ConsentRow { scope: evil.text(), title: evil.said(), hint: evil.said(), missing: true, unverified: true };
    let consent = ConsentPage {
        frame: evil.frame(),
        csrf: evil.text(),
        other_user: evil.text(),
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
            scopes: vec![evil.said()],
        }],
        profile: Some(evil.page_link()),
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&consent);
}

#[test]
fn hostile_text_stays_text_on_the_other_pages() {
    let evil = Hostile::default();
    let error = ErrorPage {
        frame: evil.frame(),
        heading: evil.said(),
        happened: evil.said(),
        why: Some(evil.said()),
        code: Some(evil.text()),
        advice: evil.said(),
        link: Some(evil.page_link()),
        developer: Some(Developer {
            detail: evil.text(),
            cure: evil.text(),
            facts: vec![(evil.text(), evil.text())],
            ..Developer::default()
        }),
    };
    evil.must_be_tame_in(&error);
    let evil = Hostile::default();
    let notice = NoticePage {
        frame: evil.frame(),
        heading: evil.said(),
        paragraphs: vec![evil.said()],
        items: vec![evil.text()],
        links: vec![evil.page_link(), evil.page_link()],
    };
    evil.must_be_tame_in(&notice);
    let evil = Hostile::default();
    let address = StandAddress { path: evil.text(), about: evil.said(), opens: true };
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
        level: evil.said(),
        purpose: evil.text(),
    };
    let front = FrontPage {
        frame: evil.frame(),
        url: evil.text(),
        addresses: vec![address],
        clients: vec![client],
        people: vec![person],
    };
    evil.must_be_tame_in(&front);
}

#[test]
fn hostile_text_stays_text_in_lists_of_messages() {
    let evil = Hostile::default();
    let row =
        MessageRow { head: evil.said(), text: evil.text(), contour: Some(evil.said()), letter: Some(evil.page_link()) };
    let messages = MessagesPage {
        frame: evil.frame(),
        heading: evil.said(),
        action: evil.text(),
        to: evil.text(),
        rows: vec![row],
        links: vec![evil.page_link()],
    };
    evil.must_be_tame_in(&messages);
    let evil = Hostile::default();
    let message = MessagePage {
        frame: evil.frame(),
        subject: evil.text(),
        head: evil.said(),
        relay: evil.said(),
        link: Some(evil.page_link()),
        html: Some(evil.text()),
        text: evil.text(),
        back: evil.page_link(),
    };
    evil.must_be_tame_in(&message);
}

#[test]
fn hostile_text_stays_text_in_a_form() {
    let evil = Hostile::default();
    let choice = Choice { value: evil.text(), label: evil.said(), hint: Some(evil.said()) };
    let listed = Choice { value: evil.text(), label: evil.said(), hint: None };
    let kinds = [
        ("a", FieldKind::Text),
        ("b", FieldKind::Area),
        ("c", FieldKind::Password { new: true }),
        ("d", FieldKind::Code(4)),
        ("e", FieldKind::Select(vec![listed])),
        ("f", FieldKind::Radio(vec![choice])),
        ("g", FieldKind::Check),
        ("h", FieldKind::Date),
    ];
    let button = Button { id: None, name: Some("act"), value: evil.text(), label: evil.said(), weight: Weight::Main };
    let form = FormPage {
        frame: evil.frame(),
        csrf: evil.text(),
        action: evil.text(),
        heading: evil.said(),
        client: Some(evil.text()),
        intro: vec![evil.said()],
        facts: vec![evil.fact()],
        drawing: Some(Drawing::digits(evil.text(), evil.said())),
        error: Some(evil.said()),
        hidden: vec![("hidden", evil.text())],
        fields: kinds.map(|(name, kind)| evil.field(name, kind)).to_vec(),
        buttons: vec![button],
        links: vec![evil.page_link()],
        notes: vec![evil.said()],
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&form);
}

#[test]
fn hostile_text_stays_text_in_the_cabinet() {
    let evil = Hostile::default();
    let item = Item {
        id: evil.text(),
        title: evil.said(),
        badge: Some(Badge { label: evil.said(), tone: Tone::Bad, state: "NOT_VERIFIED" }),
        mark: Some(Mark { name: evil.text(), label: evil.said() }),
        facts: vec![evil.fact()],
        actions: vec![evil.action()],
    };
    let section = |id, items, empty| Section {
        id,
        title: evil.said(),
        intro: vec![evil.said()],
        facts: vec![evil.fact()],
        items,
        empty: Some(empty),
        marked: Some(Marked { action: evil.text(), label: evil.said() }),
        actions: vec![evil.action(), Action::Link(evil.page_link()), Action::MainLink(evil.page_link())],
        form: Some(SectionForm {
            action: evil.text(),
            hidden: vec![("carried", evil.text())],
            fields: vec![evil.field(if id == "full" { "one" } else { "other" }, FieldKind::Text)],
            label: evil.said(),
        }),
        code: Some(evil.text()),
        is_folded: id == "full",
    };
    let sections =
        vec![section("full", vec![item], Text::plain("never said")), section("bare", Vec::new(), evil.said())];
    let profile = ProfilePage {
        frame: evil.frame(),
        csrf: evil.text(),
        current: Tab::Data,
        heading: Some(evil.said()),
        who: evil.text(),
        level: AccountLevel::Standard,
        is_verifying: true,
        notice: Some(Notice { tone: Tone::Bad, text: evil.said() }),
        sections,
        hints: Some(evil.hints()),
    };
    evil.must_be_tame_in(&profile);
}
