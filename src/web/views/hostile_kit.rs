//! Hostile text in the two general views, with every part of the kit.
//!
//! The structs are spelled out without `..`, so that a field added later must be made hostile too.

use super::hostile::Hostile;
use super::*;
use crate::domain::account::AccountLevel;
use crate::texts::Text;

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
