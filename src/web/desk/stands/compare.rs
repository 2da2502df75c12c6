//! `/_mock/stands/compare`: this stand beside another one.

use actix_web::http::StatusCode;
use actix_web::web::Data;

use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::tester::comparison;
use crate::flow::tester::comparison::Contents;
use crate::flow::tester::comparison::Known;
use crate::flow::tester::comparison::Unlike;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::done::TIME;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::words::status_key;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Block;
use crate::web::views::BoardPage;
use crate::web::views::Cell;
use crate::web::views::Line;
use crate::web::views::Piece;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// Where stands are compared.
pub const PATH: &str = "/_mock/stands/compare";

/// So many differences of a kind are shown.
const SHOWN: usize = 20;

/// `GET /_mock/stands/compare?with=…`; a stand that is not there leads back to the list of those that are. Only the stand
/// `default` knows others.
pub async fn get(stands: Data<Stands>, stand: OfStand, Query(asked): Query, By(operator): By<Operator>) -> Answered {
    let other = asked.get("with").filter(|_| stand.is_default()).and_then(|name| stands.find(name));
    let Some(other) = other else { return Ok(response::see(&stand, Part::Stands.path())) };
    let (here, there) = (comparison::contents(&stand)?, comparison::contents(&other)?);
    let page = boards::board(&stand, &operator, Part::Stands, Text::new("desk-compare-title"))
        .lead(Text::new("desk-compare-what").with("name", other.name.as_ref()))
        .link(boards::address(&stand, Part::Stands.path()), Text::new("desk-compare-back"))
        .block(numbers((&stand, &here), (&other, &there)));
    let page = systems(people(page, (&here, &there), &other), (&here, &there), &other);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

fn numbers((stand, here): (&Stand, &Contents), (other, there): (&Stand, &Contents)) -> Block {
    let cell = |text: Text| Cell { text, badge: None };
    let columns = ["", stand.name.as_ref(), other.name.as_ref()].map(Text::plain).to_vec();
    let row =
        |key, value: &dyn Fn(&Contents) -> Text| vec![cell(Text::new(key)), cell(value(here)), cell(value(there))];
    let count = |contents: &Contents| {
        let count = contents.people.len().to_string();
        if contents.is_whole { Text::plain(count) } else { Text::new("desk-compare-at-least").with("count", count) }
    };
    let rows = vec![
        row("desk-stands-clock", &|contents| Text::plain(contents.now.format(TIME).to_string())),
        row("desk-people", &count),
        row("desk-systems", &|contents| Text::plain(contents.systems.len().to_string())),
        row("desk-faults", &|contents| Text::plain(contents.faults.to_string())),
    ];
    Block::new("numbers", Text::new("desk-compare-numbers")).with(Piece::Table(columns, rows))
}

fn people(page: BoardPage, (here, there): (&Contents, &Contents), other: &Stand) -> BoardPage {
    let found = comparison::people(here, there);
    let state = |known: &Known| {
        let status = Text::new(status_key(known.status));
        Text::new("desk-compare-state").with("level", Text::new(known.level.title_key())).with("status", status)
    };
    let only = |(oid, known): &(Oid, Known)| {
        let mut line = Line::new(oid.to_string(), Text::plain(known.name.as_str()));
        line.asides.push(state(known));
        line
    };
    let unlike = |(oid, known, elsewhere): &Unlike| {
        let mut line = Line::new(oid.to_string(), Text::plain(known.name.as_str()));
        line.asides = vec![Text::new("desk-compare-here").with("state", state(known))];
        line.asides.push(Text::new("desk-compare-there").with("state", state(elsewhere)));
        if known.name != elsewhere.name {
            line.note = Some(Text::new("desk-compare-name").with("name", elsewhere.name.as_str()));
        }
        line
    };
    let name = other.name.as_ref();
    page.block(block("people-unlike", Text::new("desk-compare-people-unlike"), &found.unlike, unlike))
        .block(block("people-here", Text::new("desk-compare-people-here"), &found.only_one, only))
        .block(block(
            "people-there",
            Text::new("desk-compare-people-there").with("name", name),
            &found.only_other,
            only,
        ))
}

fn systems(page: BoardPage, (here, there): (&Contents, &Contents), other: &Stand) -> BoardPage {
    let found = comparison::systems(here, there);
    let line = |mnemonic: &String| Line::new(mnemonic.as_str(), Text::plain(mnemonic.as_str()));
    let name = other.name.as_ref();
    page.block(block("systems-here", Text::new("desk-compare-systems-here"), &found.only_one, line)).block(block(
        "systems-there",
        Text::new("desk-compare-systems-there").with("name", name),
        &found.only_other,
        line,
    ))
}

/// A list of differences; folded where there are none.
fn block<T>(id: &'static str, title: Text, found: &[T], line: impl Fn(&T) -> Line) -> Block {
    let lines = found.iter().take(SHOWN).map(line).collect();
    let block = Block::new(id, title).with(Piece::Lines(lines, Text::new("desk-compare-none")));
    match found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => block.words(Text::new("desk-armed-more").with("count", more.to_string())),
        None if found.is_empty() => block.folded(),
        None => block,
    }
}
