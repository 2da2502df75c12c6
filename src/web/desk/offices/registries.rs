//! What МВД, СФР and ЗАГС answer about a person, and what was arranged for them or for numbers.

use actix_web::http::StatusCode;

use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::registry::answer;
use crate::flow::registry::records::Record;
use crate::flow::registry::words;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::checks;
use crate::storage::checks::Arranged;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::words::outcome_key;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Button;
use crate::web::views::Cell;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Line;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::Tone;
use crate::web::views::Weight;
use crate::web::views::desk::Part;

/// Where the registries are.
const PATH: &str = "/_mock/offices/registries";

/// So many arranged answers are listed.
const MOST: u32 = 30;

/// How soon they answer: seconds by the stand's clock.
const AFTER: [(&str, &str); 4] =
    [("", "desk-after-usual"), ("0", "desk-after-now"), ("3600", "desk-after-hour"), ("86400", "desk-after-day")];

/// The question of the page of offices: about whom?
pub fn asking(stand: &Stand) -> Block {
    let mut form = BoardForm::question(boards::address(stand, PATH));
    let person = FormField::new("whom", Text::new("desk-registries-whom"), FieldKind::Text);
    form.fields = vec![person.alternative().hint(Text::new("desk-person-hint"))];
    form.buttons = vec![Button::main(Text::new("desk-registries-show"))];
    Block::new("registries", Text::new("desk-registries"))
        .with(Piece::Words(Text::new("desk-registries-what")))
        .with(Piece::Form(form))
}

/// `GET /_mock/offices/registries`: what they answer about a person, and everything that was arranged.
pub async fn get(stand: OfStand, Query(asked): Query, By(operator): By<Operator>) -> Answered {
    let name = asked.get("whom").unwrap_or_default().trim();
    let page = boards::board(&stand, &operator, Part::Offices, Text::new("desk-registries"))
        .link(boards::address(&stand, Part::Offices.path()), Text::new("desk-offices-back"));
    let page = match stand.read(|cx| finding::meant(cx, name))? {
        Meant::One(account) => of_person(&stand, page, account.oid)?,
        Meant::Nobody if name.is_empty() => page,
        Meant::Nobody | Meant::Several(_) => page.notice(Notice::error(Text::new("desk-person-unknown"))),
    };
    let page = page.block(arranged(&stand)?).block(asking(&stand));
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/offices/registries`: arranges answers about a person, or lets a registry answer as usual again.
pub async fn post(stand: OfStand, Posted(_, typed): Posted<Operator>) -> Answered {
    let person = typed.text("person").parse::<Oid>().ok();
    match (person, Registry::from_name(typed.text("registry"))) {
        (Some(oid), _) => stand.write(move |cx| arrange(cx, oid, &typed)).await?,
        (None, Some(registry)) => {
            let number = typed.text("number").to_owned();
            stand.write(move |cx| Ok(checks::delete_arranged(cx.sql, registry, &number).map(|_| ())?)).await?;
        }
        (None, None) => {}
    }
    let whom = person.map(|oid| format!("?whom={oid}")).unwrap_or_default();
    Ok(see_other(&format!("{}{PATH}{whom}", stand.base_path)))
}

fn arrange(cx: &WriteCx<'_>, oid: Oid, typed: &Typed) -> Result<(), Stop> {
    let (key, after) = (checks::person_key(oid), typed.text("after").parse().ok());
    for registry in Registry::ALL {
        match Outcome::from_name(typed.text(registry.name())) {
            Some(outcome) => checks::insert_arranged(cx.sql, registry, &key, Arranged { outcome, after }, cx.now)?,
            None => {
                checks::delete_arranged(cx.sql, registry, &key)?;
            }
        }
    }
    Ok(())
}

fn of_person(stand: &Stand, page: BoardPage, oid: Oid) -> Result<BoardPage, Stop> {
    let name = boards::people(stand, std::iter::once(oid.0))?.remove(&oid.0).unwrap_or_default();
    let subject = CheckSubject::Person(oid);
    let known = stand.read(|cx| {
        let record = Record::of(cx, subject)?;
        let number = |registry| record.as_ref().and_then(|record| record.number(registry));
        let of = |registry| Ok((registry, number(registry), answer::of(cx, subject, registry)?));
        [Registry::Mvd, Registry::Sfr].into_iter().map(of).collect::<Result<Vec<_>, Stop>>()
    })?;
    let cell = |text: Text| Cell { text, badge: None };
    let row = |(registry, number, outcome): &(Registry, Option<String>, Outcome)| {
        let number = number.clone().map_or_else(|| Text::new("kit-absent"), Text::plain);
        let tone = if *outcome == Outcome::Found { Tone::Good } else { Tone::Bad };
        let badge = Badge::new(tone, outcome.name(), outcome_words(*outcome));
        vec![cell(words::name(*registry)), cell(number), Cell { text: Text::plain(""), badge: Some(badge) }]
    };
    let columns = ["desk-registries-registry", "desk-registries-number", "desk-registries-answer"].map(Text::new);
    let rows = known.iter().map(row).collect();
    Ok(page
        .block(Block::new("answers", Text::plain(name)).with(Piece::Table(columns.to_vec(), rows)))
        .block(Block::new("arrange", Text::new("desk-registries-arrange")).with(Piece::Form(wish(stand, oid)?))))
}

/// The form that arranges answers about a person: about the children of a parent ЗАГС is asked.
fn wish(stand: &Stand, oid: Oid) -> Result<BoardForm, Stop> {
    let key = checks::person_key(oid);
    let known = |registry| stand.read(|cx| Ok(checks::find_arranged(cx.sql, registry, &key)?));
    let outcomes = || {
        let all = Outcome::ALL.map(|outcome| Choice::new(outcome.name(), outcome_words(outcome)));
        std::iter::once(Choice::new("", Text::new("desk-outcome-usual"))).chain(all).collect()
    };
    let mut form = BoardForm::deed(boards::address(stand, PATH));
    form.hidden = vec![("person", oid.to_string())];
    let mut after = None;
    for registry in Registry::ALL {
        let arranged = known(registry)?;
        after = after.or(arranged.and_then(|arranged| arranged.after));
        let key = match registry {
            Registry::Mvd => "desk-registries-mvd",
            Registry::Sfr => "desk-registries-sfr",
            Registry::Zags => "desk-registries-zags",
        };
        let value = arranged.map(|arranged| arranged.outcome.name()).unwrap_or_default();
        let field = FormField::new(registry.name(), Text::new(key), FieldKind::Select(outcomes()));
        form.fields.push(field.alternative().value(value));
    }
    let soon = AFTER.map(|(seconds, key)| Choice::new(seconds, Text::new(key))).to_vec();
    let after = after.map(|after| after.to_string()).unwrap_or_default();
    let field = FormField::new("after", Text::new("desk-after"), FieldKind::Select(soon));
    form.fields.push(field.alternative().value(after));
    form.buttons = vec![Button::main(Text::new("desk-registries-save"))];
    Ok(form)
}

/// Everything that was arranged.
fn arranged(stand: &Stand) -> Result<Block, Stop> {
    let rows = stand.read(|cx| Ok(checks::list_arranged(cx.sql, ("", ""), MOST)?))?;
    let person = |number: &str| number.strip_prefix("oid:").and_then(|oid| oid.parse().ok());
    let people = boards::people(stand, rows.iter().filter_map(|(_, number, _)| person(number)))?;
    let line = |(registry, number, arranged): &(Registry, String, Arranged)| {
        let whom = person(number).and_then(|oid: u64| people.get(&oid)).map_or(number.as_str(), String::as_str);
        let mut line = Line::new(registry.name(), Text::plain(whom));
        line.asides = vec![words::name(*registry), outcome_words(arranged.outcome)];
        line.asides
            .extend(arranged.after.map(|after| Text::new("desk-after-seconds").with("seconds", after.to_string())));
        line.actions.push(Action::Post {
            action: boards::address(stand, PATH),
            hidden: vec![("registry", registry.name().to_owned()), ("number", number.clone())],
            label: Text::new("desk-registries-usual"),
            weight: Weight::Plain,
        });
        line
    };
    let lines = rows.iter().map(line).collect();
    let block = Block::new("arranged", Text::new("desk-registries-arranged"));
    Ok(block.with(Piece::Lines(lines, Text::new("desk-registries-nothing"))))
}

fn outcome_words(outcome: Outcome) -> Text {
    Text::new(outcome_key(outcome))
}
