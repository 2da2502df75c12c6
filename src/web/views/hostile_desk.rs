//! Hostile text in every field of the pages of the desk comes out as text.

use super::hostile::Hostile;
use super::*;
use crate::texts::Text;
use crate::web::views::desk::Filter;
use crate::web::views::desk::PeopleGroup;
use crate::web::views::desk::PersonRow;

#[test]
fn hostile_text_stays_text_on_a_board() {
    let evil = Hostile::default();
    let badge = || Badge { label: evil.said(), tone: Tone::Bad, state: "BAD" };
    let line = Line {
        mark: evil.text(),
        href: Some(evil.text()),
        title: evil.said(),
        badge: Some(badge()),
        asides: vec![evil.said()],
        note: Some(evil.said()),
        code: Some(evil.text()),
        folded: Some(Folded { label: evil.said(), text: evil.text() }),
        actions: vec![evil.action()],
    };
    let item = Item {
        id: evil.text(),
        title: evil.said(),
        badge: Some(badge()),
        mark: None,
        facts: vec![evil.fact()],
        actions: vec![evil.action()],
    };
    let stop = WayStop { name: evil.said(), badge: badge(), time: Some(evil.text()), href: Some(evil.text()) };
    let form = BoardForm {
        action: evil.text(),
        is_question: false,
        hidden: vec![("carried", evil.text())],
        fields: vec![evil.field("a", FieldKind::Text), evil.field("b", FieldKind::Pem)],
        buttons: vec![Button::main(evil.said()).sends("do", evil.text())],
        is_dense: true,
    };
    let block = Block::new("block", evil.said())
        .with(Piece::Words(evil.said()))
        .with(Piece::Facts(vec![evil.fact()]))
        .with(Piece::Lines(vec![line], Text::plain("")))
        .with(Piece::Lines(Vec::new(), evil.said()))
        .with(Piece::Records(vec![item], Text::plain("")))
        .with(Piece::Records(Vec::new(), evil.said()))
        .with(Piece::Table(vec![evil.said()], vec![vec![super::Cell { text: evil.said(), badge: Some(badge()) }]]))
        .with(Piece::Code(Code { id: "code".to_owned(), label: evil.said(), text: evil.text() }))
        .with(Piece::Way(vec![stop]))
        .with(Piece::Form(form))
        .with(Piece::Actions(vec![evil.action()]))
        .with(Piece::Links(vec![evil.page_link()]))
        .with(Piece::Document(evil.text(), evil.said()));
    let page = BoardPage {
        frame: evil.desk(),
        heading: evil.said(),
        lead: vec![evil.said()],
        links: vec![evil.page_link()],
        blocks: vec![block],
    };
    evil.must_be_tame_in(&page);
}

#[test]
fn hostile_text_stays_text_in_the_list_of_people() {
    let evil = Hostile::default();
    let person = PersonRow {
        oid: evil.text(),
        name: evil.text(),
        about: evil.text(),
        login: Some(evil.text()),
        badges: vec![Badge { label: evil.said(), tone: Tone::Bad, state: "BLOCKED" }],
        enters: true,
    };
    let page = PeoplePage {
        frame: evil.desk(),
        q: evil.text(),
        only: evil.text(),
        waiting: Some((evil.text(), evil.text())),
        filters: vec![Filter { link: evil.page_link(), is_current: true }],
        groups: vec![PeopleGroup { title: evil.said(), people: vec![person] }],
        next: Some(evil.page_link()),
        first: Some(evil.page_link()),
    };
    evil.must_be_tame_in(&page);
}
