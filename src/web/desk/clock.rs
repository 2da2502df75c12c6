//! The clock's menu, which is on every page of the desk, and the page of what waits for its time.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use chrono::NaiveTime;

use crate::domain::span::Span;
use crate::domain::zone::Zone;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clock;
use crate::flow::clock::Change;
use crate::flow::clock::Mode;
use crate::flow::clock::Move;
use crate::flow::clock::NotChanged;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::run;
use crate::flow::stand::Stand;
use crate::flow::tester::names;
use crate::protocol::ids::Oid;
use crate::storage::jobs;
use crate::storage::jobs::Job;
use crate::texts::Text;
use crate::web::desk::done;
use crate::web::desk::done::TIME;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardPage;
use crate::web::views::Fact;
use crate::web::views::Frame;
use crate::web::views::Item;
use crate::web::views::Notice;
use crate::web::views::Tone;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// So many jobs are listed, of those that wait and of those that were done.
const LISTED: u32 = 10;

/// What each kind of job is called.
const JOBS: [(&str, &str); 7] = [
    ("limit_ends", "desk-job-limit-ends"),
    ("birthday", "desk-job-birthday"),
    ("registry_answer", "desk-job-registry"),
    ("post_letter", "desk-job-post"),
    ("document_expiry", "desk-job-document"),
    ("lock_ends", "desk-job-lock-ends"),
    ("session_expires", "desk-job-session"),
];

/// `POST /_mock/clock`: moves it and comes back.
pub async fn post(stand: OfStand, Posted(operator, typed): Posted<Operator>) -> Answered {
    let Some(change) = read(&stand, &typed) else { return Ok(refused(&stand, operator, "desk-clock-unreadable")?) };
    match clock::change(&stand, change).await {
        Ok(ran) => {
            let telling = format!("ran={}&failed={}", ran.done, ran.failed);
            Ok(response::see(&stand, &done::at(done::back(&stand, &typed), &telling)))
        }
        Err(NotChanged::Stopped(stop)) => Err(stop.into()),
        // Nothing was expected of it, so it cannot have shown something else.
        Err(NotChanged::OutOfRange(_) | NotChanged::Moved(_)) => {
            Ok(refused(&stand, operator, "desk-clock-out-of-range")?)
        }
    }
}

/// `GET /_mock/clock`: what waits for its time, and what was done.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> Answered {
    let frame = operator.frame(&stand, None);
    Ok(operator.sees(&page(&stand, frame)?, StatusCode::OK))
}

fn refused(stand: &Stand, operator: Operator, why: &'static str) -> Result<HttpResponse, Stop> {
    let frame = operator.frame_telling(stand, None, Some(Notice::error(Text::new(why))));
    Ok(operator.sees(&page(stand, frame)?, StatusCode::BAD_REQUEST))
}

fn read(stand: &Stand, typed: &Typed) -> Option<Change> {
    let to = |to| Change { to, ..Change::default() };
    let by = |text| Span::parse(text).ok().map(|span| to(Move::By(span)));
    let go_on = |mode| Some(Change { mode: Some(mode), ..Change::default() });
    match typed.text("do") {
        "quarter" => by("PT15M"),
        "day" => by("P1D"),
        "working" => Some(to(Move::ByWorkingDays(1, NaiveTime::from_hms_opt(14, 0, 0)))),
        "due" => stand.agenda.next_due().map(|due| to(Move::To(due))),
        "freeze" => go_on(Mode::Frozen),
        "release" => go_on(Mode::Released),
        "system" => Some(to(Move::ToSystem)),
        // Enter in the field of the time presses the first button of the form; the menu has one for that.
        "exact" => exact(&stand.config.zone, typed.text("exact")).map(to),
        _ => None,
    }
}

/// A time as browsers write it, or as people do.
fn exact(zone: &Zone, text: &str) -> Option<Move> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", TIME];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    zone.at(local).map(Move::To)
}

/// A job, and what it is about.
struct Told {
    job: Job,
    name: Option<String>,
    about: About,
}

fn page(stand: &Stand, frame: Frame) -> Result<BoardPage, Stop> {
    let behind_waiting = jobs::Place { waits: false, due_at: i64::MAX, id: i64::MAX };
    let told = |cx: &Cx<'_>, job: Job| {
        let about = run::about(cx, &job)?;
        let name = about.person.map(|oid| names::in_full(cx, oid)).transpose()?;
        Ok(Told { job, name, about })
    };
    let (waiting, done) = stand.read(|cx| {
        let mut waiting = jobs::list(cx.sql, None, LISTED)?;
        waiting.retain(|job| job.done_at.is_none());
        let done = jobs::list(cx.sql, Some(behind_waiting), LISTED)?;
        let told = |list: Vec<Job>| list.into_iter().map(|job| told(cx, job)).collect::<Result<Vec<_>, Stop>>();
        Ok((told(waiting)?, told(done)?))
    })?;
    let block = |id, title, list: &[Told], none| {
        Block::new(id, Text::new(title)).records(list.iter().map(|told| item(stand, told)), Text::new(none))
    };
    Ok(BoardPage::new(frame, Text::new("desk-clock-title"))
        .lead(Text::new("desk-clock-what"))
        .block(block("waiting", "desk-clock-waiting", &waiting, "desk-clock-nothing-waits"))
        .block(block("done", "desk-clock-done", &done, "desk-clock-nothing-done")))
}

fn item(stand: &Stand, told: &Told) -> Item {
    let job = &told.job;
    let fact = |key, words: String| Fact::new(Text::new(key), Text::plain(words));
    let time = |time| stand.config.zone.local(time).format(TIME).to_string();
    let name = JOBS.iter().find(|(kind, _)| *kind == job.kind);
    let title = name.map_or_else(|| Text::plain(job.kind.clone()), |(_, key)| Text::new(key));
    let broken = job.error.as_ref().map(|_| Badge::new(Tone::Bad, "FAILED", Text::new("desk-clock-broken")));
    let item = Item::new(job.id.to_string(), title).badge(broken).fact(fact("desk-clock-due-at", time(job.due_at)));
    let done = job.done_at.map(|done_at| fact("desk-clock-done-at", time(done_at)));
    let whom = told.name.as_ref().map(|name| fact("desk-person", name.clone()));
    let about = told.about.words.clone().map(|words| Fact::new(Text::new("desk-clock-about"), words));
    let item = done.into_iter().chain(whom).chain(about).fold(item, Item::fact);
    let card = |oid: Oid| format!("{}{}/{oid}", stand.base_path, Part::People.path());
    let card = told.about.person.map(|oid| Action::link(card(oid), Text::new("desk-child-open")));
    card.into_iter().fold(item, Item::action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::jobs::run::KINDS;

    #[test]
    fn every_kind_of_job_has_a_name() {
        for kind in KINDS {
            assert!(JOBS.iter().any(|(name, _)| *name == kind.name), "{}", kind.name);
        }
    }
}
