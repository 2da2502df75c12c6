//! What goes wrong on purpose: what is armed now, and the catalogue. [`form`] arms a row of it,
//! [`parts`] is what both share, [`ready`] what one press arms.

pub mod form;
pub mod parts;
pub mod ready;
pub mod words;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::faults::armed::State;
use crate::faults::armed::Status;
use crate::faults::catalogue::CATALOGUE;
use crate::faults::fault::Fault;
use crate::faults::fault::Selector;
use crate::faults::kind::Family;
use crate::flow::Stop;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Move;
use crate::flow::clock::NotChanged;
use crate::flow::stand::Stand;
use crate::flow::tester::arming;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::done;
use crate::web::desk::faults::parts::PATH;
use crate::web::desk::faults::ready::READY;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardPage;
use crate::web::views::Folded;
use crate::web::views::Line;
use crate::web::views::Notice;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::Tone;
use crate::web::views::Weight;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// The families of the catalogue, each with its heading.
const FAMILIES: [(Family, &str, &str); 5] = [
    (Family::Pause, "pause", "desk-family-pause"),
    (Family::Silence, "silence", "desk-family-silence"),
    (Family::Cut, "cut", "desk-family-cut"),
    (Family::Instead, "instead", "desk-family-instead"),
    (Family::Changed, "changed", "desk-family-changed"),
];

/// `GET /_mock/faults`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> Answered {
    let page = list(&stand, &operator, None)?;
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/faults`: arms a ready one, mends one or all, or lets the clock go on to the end of one.
pub async fn post(stand: OfStand, Posted(operator, typed): Posted<Operator>) -> Answered {
    let name = typed.text("name");
    match typed.text("do") {
        "mend" => stand.faults.delete(name),
        "mend_all" => stand.faults.clear(),
        "outlast" => outlast(&stand, name).await?,
        _ => {
            let ready = READY.iter().find(|(key, ..)| *key == typed.text("ready"));
            let (key, at, often, action) = ready.ok_or_else(|| parts::nothing("", typed.text("ready")))?;
            let selector = Selector { at: (*at).to_owned(), ..Selector::default() };
            let fault = parts::fault(&stand, selector, often, parts::action(action)?);
            if arming::arm(&stand, Fault { name: ready::name(key).into(), ..fault }).is_err() {
                let page = list(&stand, &operator, Some(parts::full()))?;
                return Ok(boards::answer(operator, &page, StatusCode::CONFLICT));
            }
        }
    }
    Ok(see_other(&boards::address(&stand, PATH)))
}

/// `POST /_mock/faults/clear`: takes all of them away and comes back.
pub async fn clear(stand: OfStand, Posted(_, typed): Posted<Operator>) -> HttpResponse {
    stand.faults.clear();
    response::see(&stand, &done::at(done::back(&stand, &typed), "done=repaired"))
}

/// Lets the clock go on to the end of a fault.
async fn outlast(stand: &OfStand, name: &str) -> Result<(), Stop> {
    let Some(until) = stand.faults.find(name).and_then(|status| status.fault.until) else { return Ok(()) };
    let changed = clock::change(stand, Change { to: Move::To(until), ..Change::default() });
    match changed.await {
        Ok(_) | Err(NotChanged::OutOfRange(_) | NotChanged::Moved(_)) => Ok(()),
        Err(NotChanged::Stopped(stop)) => Err(stop),
    }
}

fn list(stand: &Stand, operator: &Operator, notice: Option<Notice>) -> Result<BoardPage, Stop> {
    let language = operator.visitor.language;
    let page = boards::board(stand, operator, Part::Faults, Text::new("desk-faults"))
        .lead(Text::new("desk-faults-what"))
        .notice(notice);
    let lines = lines(stand, language)?;
    let mend_all = post_with(stand, vec![("do", "mend_all".to_owned())], "desk-faults-mend-all", Weight::Plain);
    let is_any = !lines.is_empty();
    let mut now = Block::new("armed", Text::new("desk-faults-armed")).live();
    now = now.with(Piece::Lines(lines, Text::new("desk-faults-nothing")));
    let page = page.block(if is_any { now.with(Piece::Actions(vec![mend_all])) } else { now });
    let ready = READY.iter().map(|(key, ..)| post_with(stand, vec![("ready", (*key).to_owned())], key, Weight::Plain));
    let page = page.block(
        Block::new("ready", Text::new("desk-faults-ready"))
            .with(Piece::Words(Text::new("desk-faults-ready-what")))
            .with(Piece::Actions(ready.collect())),
    );
    Ok(FAMILIES.iter().fold(page, |page, family| page.block(rows(stand, language, family))))
}

fn post_with(stand: &Stand, hidden: Vec<(&'static str, String)>, key: &'static str, weight: Weight) -> Action {
    Action::Post { action: boards::address(stand, PATH), hidden, label: Text::new(key), weight }
}

fn rows(stand: &Stand, language: Language, (family, id, key): &(Family, &'static str, &'static str)) -> Block {
    let rows = CATALOGUE.iter().enumerate().filter(|(_, row)| row.kind.def().family == *family);
    let links =
        rows.map(|(at, row)| PageLink::new(format!("{}{PATH}/{at}", stand.base_path), words::sentence(row, language)));
    Block::new(id, Text::new(key)).folded().with(Piece::Links(links.collect()))
}

fn lines(stand: &Stand, language: Language) -> Result<Vec<Line>, Stop> {
    let all = stand.faults.list(0, MOST_SHOWN);
    let people = boards::people(stand, all.iter().filter_map(|status| status.fault.selector.person))?;
    let line = |status: &Status| {
        let (fault, selector) = (&status.fault, &status.fault.selector);
        let mut line = Line::new(format!("×{}", status.hits), ready::title(fault, language));
        let (tone, name, key) = match status.state(stand.clock.now()) {
            State::Armed => (Tone::Waiting, "ARMED", "desk-faults-is-armed"),
            State::Spent => (Tone::Neutral, "SPENT", "desk-faults-is-spent"),
            State::Over => (Tone::Neutral, "OVER", "desk-faults-is-over"),
        };
        line.badge = Some(Badge::new(tone, name, Text::new(key)));
        let client = selector.client.as_deref().map(|client| Text::plain(boards::system(stand, client)));
        let person = selector.person.and_then(|oid| people.get(&oid)).map(|name| Text::plain(name.as_str()));
        let until = fault.until.map(|until| Text::new("desk-faults-until").with("time", boards::moment(stand, until)));
        let times = fault.times.map(|times| Text::new("desk-faults-times").with("times", times.to_string()));
        let hits = Text::new("desk-faults-hits").with("hits", status.hits.to_string());
        let known = [Some(words::at(&selector.at)), client, person, times, until, Some(hits)];
        line.asides = known.into_iter().flatten().collect();
        let action = serde_json::to_string_pretty(&fault.action).unwrap_or_default();
        line.folded = Some(Folded { label: Text::new("desk-faults-json"), text: action });
        let deed = |word: &str| vec![("do", word.to_owned()), ("name", fault.name.to_string())];
        line.actions.push(post_with(stand, deed("mend"), "desk-faults-mend", Weight::Plain));
        if fault.until.is_some_and(|until| until > stand.clock.now()) {
            line.actions.push(post_with(stand, deed("outlast"), "desk-faults-outlast", Weight::Plain));
        }
        line
    };
    Ok(all.iter().map(line).collect())
}

/// So many faults are listed; more are armed by programs alone.
const MOST_SHOWN: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_ready_can_be_armed_where_it_says() {
        for (key, at, often, action) in READY {
            let selector = Selector { at: at.to_owned(), ..Selector::default() };
            let action = parts::action(action).unwrap_or_else(|_| panic!("{key}"));
            let fault = Fault { name: "".into(), selector, skip: 0, times: None, until: None, handle: None, action };
            assert_eq!(fault.check(), [], "{key}");
            assert!(parts::OFTEN.iter().any(|(known, _)| *known == often), "{key}");
        }
    }

    #[test]
    fn every_row_of_the_catalogue_stands_under_a_heading() {
        for row in CATALOGUE {
            assert!(FAMILIES.iter().any(|(family, ..)| *family == row.kind.def().family), "{}", row.action);
        }
    }
}
