//! Hostile texts for every field of every page, and how it is seen that they come out as text.

use std::cell::Cell;

use super::*;
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
            armed: vec![ArmedFault { title: self.said(), hits: 1 }],
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
