//! States of [`BoardPage`] worth looking at: every kind of part, and an empty page.

use super::super::Action;
use super::super::Badge;
use super::super::Button;
use super::super::Choice;
use super::super::Fact;
use super::super::FieldKind;
use super::super::FormField;
use super::super::Frame;
use super::super::Item;
use super::super::Notice;
use super::super::PageLink;
use super::super::Tone;
use super::super::Weight;
use super::board::Block;
use super::board::BoardForm;
use super::board::BoardPage;
use super::board::Cell;
use super::board::Code;
use super::board::Folded;
use super::board::Line;
use super::board::Piece;
use super::board::WayStop;
use crate::texts::Text;

impl BoardPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let full = Self::new(Frame::sample_desk(), Text::new("desk-journal"))
            .lead(Text::new("desk-journal-what"))
            .link("/_mock/journal", Text::new("desk-request-back"))
            .notice(Notice::ok(Text::new("desk-systems-done")))
            .block(list())
            .block(numbers())
            .block(records())
            .block(form());
        let empty = Self::new(Frame::sample_beside(), Text::new("desk-letters"));
        let nothing = Piece::Lines(Vec::new(), Text::new("desk-letters-nothing"));
        let empty = empty.block(Block::new("letters", Text::new("desk-letters-list")).with(nothing));
        let bare = Self::new(Frame::sample_desk(), Text::new("desk-stands"));
        vec![("full", full), ("empty", empty), ("bare", bare)]
    }
}

fn list() -> Block {
    let mut refused = Line::new("14:00:05", Text::new("desk-at-token"));
    refused.href = Some("/_mock/journal/17".to_owned());
    refused.badge = Some(Badge::new(Tone::Bad, "REFUSED", Text::plain("400 ESIA-007005")));
    refused.asides = vec![Text::plain("POST /aas/oauth2/te"), Text::plain("ЭПОС")];
    refused.note = Some(Text::new("desk-code-esia-007005"));
    let text = "{\n  \"status\": 502\n}".to_owned();
    refused.folded = Some(Folded { label: Text::new("desk-faults-json"), text });
    let mut message = Line::new("14:00:01", Text::plain("Код для входа"));
    message.code = Some("123456".to_owned());
    message.actions = vec![Action::Link(PageLink::new("/login", Text::new("logs-open-link")))];
    Block::new("requests", Text::new("desk-journal-requests"))
        .live()
        .with(Piece::Lines(vec![refused, message], Text::new("desk-journal-nothing")))
        .with(Piece::Links(vec![PageLink::new("/_mock/journal?before=2", Text::new("desk-journal-older"))]))
}

fn numbers() -> Block {
    let stop = |name, tone, state, time: Option<&str>| WayStop {
        name: Text::new(name),
        badge: Badge::new(tone, state, Text::new("desk-way-passed")),
        time: time.map(str::to_owned),
        href: time.map(|_| "/_mock/journal/3".to_owned()),
    };
    let cell = |text: &str| Cell { text: Text::plain(text), badge: None };
    let equal = Badge::new(Tone::Good, "EQUAL", Text::new("mfc-equal"));
    let marked = Cell { badge: Some(equal), ..cell("5710 000701") };
    Block::new("more", Text::new("desk-request-summary"))
        .folded()
        .with(Piece::Words(Text::new("desk-faults-what")))
        .with(Piece::Facts(vec![Fact::new(Text::new("desk-system"), Text::plain("ЭПОС"))]))
        .with(Piece::Table(
            vec![Text::new("desk-person"), Text::new("desk-system")],
            vec![vec![cell("Паспорт"), marked]],
        ))
        .with(Piece::Way(vec![
            stop("desk-station-request", Tone::Good, "PASSED", Some("14:00:01")),
            stop("desk-station-code", Tone::Waiting, "AHEAD", None),
        ]))
        .with(Piece::Code(Code {
            id: "curl".to_owned(),
            label: Text::new("desk-request-curl"),
            text: "curl -i 'http://127.0.0.1:8585/'".to_owned(),
        }))
        .with(Piece::Document("/logs/emails/7/html".to_owned(), Text::new("logs-letter-frame")))
        .with(Piece::Actions(vec![Action::Post {
            action: "/_mock/faults".to_owned(),
            hidden: vec![("do", "mend_all".to_owned())],
            label: Text::new("desk-faults-mend-all"),
            weight: Weight::Plain,
        }]))
}

fn records() -> Block {
    let item = Item::new("before", Text::plain("before"))
        .badge(Badge::new(Tone::Good, "KEPT", Text::new("desk-stands-this-what")))
        .fact(Fact::new(Text::new("desk-stands-clock"), Text::plain("30.11.2026, 14:05")))
        .action(Action::post("/_mock/stands", Text::new("desk-stands-restore"), Weight::Plain));
    let name = FormField::new("snapshot", Text::new("desk-stands-snapshot-name"), FieldKind::Text);
    let keep = BoardForm::dense("/_mock/stands", "keep", vec![name], Text::new("desk-stands-keep"));
    Block::new("snapshots", Text::new("desk-stands-snapshots"))
        .words(Text::new("desk-stands-snapshots-what"))
        .fact(Fact::new(Text::new("desk-stands-clock"), Text::plain("30.11.2026, 14:05")))
        .records([item], Text::new("desk-stands-no-snapshots"))
        .records([], Text::new("desk-stands-no-others"))
        .with(Piece::Form(keep))
        .action(Action::link("/_mock/stands", Text::new("desk-stands-open")))
}

fn form() -> Block {
    let choices = vec![Choice::new("", Text::new("desk-any-system")), Choice::new("EPOS_DEMO", Text::plain("ЭПОС"))];
    let mut form = BoardForm::deed("/_mock/systems/new");
    form.hidden = vec![("do", "register".to_owned())];
    form.fields = vec![
        FormField::new("client", Text::new("desk-system"), FieldKind::Select(choices)).alternative(),
        FormField::new("certificate", Text::new("desk-systems-certificate"), FieldKind::Pem).alternative(),
    ];
    form.buttons = vec![Button::main(Text::new("desk-systems-register"))];
    let mut question = BoardForm::question("/_mock/letters");
    question.fields = vec![FormField::new("part", Text::new("desk-letters-part"), FieldKind::Text).alternative()];
    question.buttons = vec![Button::main(Text::new("logs-find"))];
    Block::new("form", Text::new("desk-systems-data")).with(Piece::Form(form)).with(Piece::Form(question))
}
