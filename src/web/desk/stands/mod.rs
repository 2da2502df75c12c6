//! Stands and their snapshots: made, restored, ended, and beside each other ([`compare`]).

pub mod compare;

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::Data;
use chrono::TimeDelta;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::stands::Source;
use crate::flow::stands::Stands;
use crate::flow::stands::Wish;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::slot::Slot;
use crate::flow::stands::template::Template;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::done;
use crate::web::desk::done::TIME;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::ports::NotMade;
use crate::web::ports::Ports;
use crate::web::ports::Unopened;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Choice;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Frame;
use crate::web::views::Item;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::Weight;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// How long a stand that is made here may be unused.
const IDLE: TimeDelta = TimeDelta::hours(12);

/// So many stands and snapshots are listed.
const LISTED: usize = 30;

/// What is asked about before it is done: the word, the question, and the button.
const QUESTIONS: [(&str, &str, &str); 3] = [
    ("reset", "desk-stands-reset-what", "desk-stands-reset"),
    ("forget", "desk-stands-forget-what", "desk-stands-forget"),
    ("end", "desk-stands-end-what", "desk-stands-end"),
];

/// `GET /_mock/stands`.
pub async fn get(stands: Data<Stands>, stand: OfStand, By(operator): By<Operator>) -> Answered {
    let page = page(&stands, &stand, operator.frame(&stand, Part::Stands))?;
    Ok(operator.sees(&page, StatusCode::OK))
}

/// `GET /_mock/stands/question?do=…&name=…`: asked once.
pub async fn question(stand: OfStand, Query(asked): Query, By(operator): By<Operator>) -> Answered {
    let word = asked.get("do").unwrap_or_default();
    let Some((deed, what, label)) = QUESTIONS.iter().find(|(deed, ..)| *deed == word) else {
        return Ok(response::see(&stand, Part::Stands.path()));
    };
    let name: String = asked.get("name").unwrap_or_default().chars().take(64).collect();
    let yes = act(&stand, deed, Text::new(label), Weight::Danger).carrying("name", name.as_str());
    let title = if name.is_empty() { stand.name.to_string() } else { name.clone() };
    let ask = Block::new("question", Text::plain(title))
        .words(Text::new(what))
        .action(yes)
        .action(Action::link(address(&stand), Text::new("desk-stands-keep-it")));
    let page = boards::board(&stand, &operator, Part::Stands, Text::new("desk-stands-sure")).block(ask);
    Ok(operator.sees(&page, StatusCode::OK))
}

/// `POST /_mock/stands`: `do` says what.
pub async fn post(
    (stands, ports): (Data<Stands>, Data<Ports>),
    stand: OfStand,
    Posted(operator, typed): Posted<Operator>,
) -> Answered {
    match done((&stands, &ports), &stand, &typed).await {
        Ok(word) => Ok(response::see(&stand, &done::at(Part::Stands.path(), &format!("done={word}")))),
        Err(NotMade::Unmade(Unmade::Stopped(stop))) => Err(stop.into()),
        Err(why) => {
            let notice = Notice::error(told(&why));
            let frame = operator.frame_telling(&stand, Part::Stands, Some(notice));
            Ok(operator.sees(&page(&stands, &stand, frame)?, StatusCode::BAD_REQUEST))
        }
    }
}

async fn done((stands, ports): (&Arc<Stands>, &Ports), stand: &Stand, typed: &Typed) -> Result<&'static str, NotMade> {
    let name = ["name", "snapshot", "stand"].map(|field| typed.text(field)).concat();
    let changed = match typed.text("do") {
        "keep" => stands.keep(&stand.name, name).await.map(|_| "kept"),
        "restore" => stands.restore(&stand.name, &name).await.map(|_| "restored"),
        "forget" => stands.forget(&stand.name, &name).map(|()| "forgotten"),
        "reset" => stands.reset(&stand.name).await.map(|_| "reset"),
        "make" if stand.is_default() => {
            let name = Some(name).filter(|name| !name.is_empty());
            let made = ports.make(stands, name, wish(stand, typed.text("from")), typed.text("address") == "port");
            return made.await.map(|_| "stand_made");
        }
        "end" if stand.is_default() => stands.delete(&name).map(|()| "stand_ended"),
        _ => Err(Unmade::NoStand(name)),
    };
    changed.map_err(NotMade::Unmade)
}

/// `now` is the stand as it is, `snapshot:NAME` one of its snapshots; anything else means the fixtures.
fn wish(stand: &Stand, from: &str) -> Wish {
    let own = || stand.name.to_string();
    let source = match from.split_once(':') {
        Some(("snapshot", snapshot)) => Source::Snapshot { stand: own(), snapshot: snapshot.to_owned() },
        _ if from == "now" => Source::Stand(own()),
        _ => Source::Template,
    };
    Wish { source, clock: None, seed: None, idle: IDLE, address: None }
}

/// What stopped a change that only breaks: everything else has words on its page.
pub fn unmade(unmade: Unmade) -> Exit {
    match unmade {
        Unmade::Stopped(stop) => stop.into(),
        other => Stop::from(Broken::Stand(format!("{other:?}"))).into(),
    }
}

/// Why it was not done.
fn told(not_made: &NotMade) -> Text {
    let unmade = match not_made {
        NotMade::Unopened(Unopened::Public) => return Text::new("desk-stands-no-ports"),
        NotMade::Unopened(Unopened::Taken(_)) => return Text::new("desk-stands-ports-taken"),
        NotMade::Unmade(unmade) => unmade,
    };
    match unmade {
        Unmade::Name(name) => Text::new("desk-stands-name-wrong").with("name", name.as_str()),
        Unmade::NoStand(name) => Text::new("desk-stands-no-stand").with("name", name.as_str()),
        Unmade::NoSnapshot(name) => Text::new("desk-stands-no-snapshot").with("name", name.as_str()),
        Unmade::Full(most) => Text::new("desk-stands-full").with("most", most.to_string()),
        Unmade::Large { .. } => Text::new("desk-stands-large"),
        Unmade::Default => Text::new("desk-stands-default"),
        other => Text::new("desk-stands-not-done").with("why", format!("{other:?}")),
    }
}

fn address(stand: &Stand) -> String {
    format!("{}{}", stand.base_path, Part::Stands.path())
}

fn act(stand: &Stand, deed: &str, label: Text, weight: Weight) -> Action {
    Action::post(address(stand), label, weight).carrying("do", deed)
}

fn ask(stand: &Stand, deed: &str, name: &str, key: &'static str) -> Action {
    let path = done::asking("/_mock/stands/question", &[("do", deed), ("name", name)]);
    Action::link(format!("{}{path}", stand.base_path), Text::new(key))
}

fn page(stands: &Stands, stand: &Stand, frame: Frame) -> Result<BoardPage, Exit> {
    let kept = stands.snapshots(&stand.name).map_err(unmade)?;
    let page = BoardPage::new(frame, Text::new("desk-stands")).block(snapshots(stand, &kept)).block(this(stand));
    Ok(if stand.is_default() {
        page.block(others(stands, stand)).block(new(stand, &kept))
    } else {
        let there = stands.default_stand().url(Part::Stands.path());
        page.link(there, Text::new("desk-stands-others-at-default"))
    })
}

fn snapshots(stand: &Stand, kept: &[(String, Arc<Template>)]) -> Block {
    let item = |(name, template): &(String, Arc<Template>)| {
        let shows = stand.config.zone.local(template.starts_at()).format(TIME).to_string();
        let size = Text::new("desk-stands-kilobytes").with("size", (template.size() / 1024).to_string());
        Item::new(name.clone(), Text::plain(name.clone()))
            .fact(Fact::new(Text::new("desk-stands-clock"), Text::plain(shows)))
            .fact(Fact::new(Text::new("desk-stands-size"), size))
            .action(act(stand, "restore", Text::new("desk-stands-restore"), Weight::Plain).carrying("name", name))
            .action(ask(stand, "forget", name, "desk-stands-forget"))
    };
    let name = FormField::new("snapshot", Text::new("desk-stands-snapshot-name"), FieldKind::Text);
    Block::new("snapshots", Text::new("desk-stands-snapshots"))
        .words(Text::new("desk-stands-snapshots-what"))
        .records(kept.iter().take(LISTED).map(item), Text::new("desk-stands-no-snapshots"))
        .with(form(stand, "keep", vec![name], "desk-stands-keep"))
}

fn this(stand: &Stand) -> Block {
    Block::new("this", Text::new("desk-stands-this").with("name", stand.name.as_ref()))
        .words(Text::new("desk-stands-this-what"))
        .fact(Fact::new(Text::new("desk-stands-address"), Text::plain(stand.url(""))))
        .action(ask(stand, "reset", "", "desk-stands-reset"))
}

fn others(stands: &Stands, stand: &Stand) -> Block {
    let item = |slot: &Arc<Slot>| {
        let other = slot.stand();
        let shows = other.config.zone.local(other.clock.now()).format(TIME).to_string();
        let name = other.name.to_string();
        let item = Item::new(name.clone(), Text::plain(name.clone()))
            .fact(Fact::new(Text::new("desk-stands-address"), Text::plain(other.url(""))))
            .fact(Fact::new(Text::new("desk-stands-clock"), Text::plain(shows)));
        // One at a port of its own is another origin.
        let desk = match other.address {
            Some(_) => other.url("/_mock"),
            None => format!("{}/_mock", other.base_path),
        };
        let beside = done::asking(compare::PATH, &[("with", &name)]);
        item.action(Action::link(desk, Text::new("desk-stands-open")))
            .action(Action::link(format!("{}{beside}", stand.base_path), Text::new("desk-stands-compare")))
            .action(ask(stand, "end", &name, "desk-stands-end"))
    };
    let others: Vec<_> = stands.slots().into_iter().filter(|slot| !slot.stand().is_default()).take(LISTED).collect();
    Block::new("others", Text::new("desk-stands-others"))
        .words(Text::new("desk-stands-others-what"))
        .records(others.iter().map(item), Text::new("desk-stands-no-others"))
}

fn new(stand: &Stand, kept: &[(String, Arc<Template>)]) -> Block {
    let snapshot = |(name, _): &(String, Arc<Template>)| {
        Choice::new(format!("snapshot:{name}"), Text::new("desk-stands-from-snapshot").with("name", name.as_str()))
    };
    let usual = [
        Choice::new("fixtures", Text::new("desk-stands-from-fixtures")),
        Choice::new("now", Text::new("desk-stands-from-now")),
    ];
    let choices = usual.into_iter().chain(kept.iter().take(LISTED).map(snapshot)).collect();
    let from = FormField::new("from", Text::new("desk-stands-from"), FieldKind::Select(choices)).value("fixtures");
    let places = [("path", "desk-stands-at-path"), ("port", "desk-stands-at-port")];
    let places = places.map(|(place, key)| Choice::new(place, Text::new(key))).to_vec();
    let at = FormField::new("address", Text::new("desk-stands-address"), FieldKind::Select(places)).value("path");
    let name = FormField::new("stand", Text::new("desk-stands-name"), FieldKind::Text).optional();
    Block::new("new", Text::new("desk-stands-new")).with(form(
        stand,
        "make",
        vec![name.hint(Text::new("desk-stands-name-hint")), from, at],
        "desk-stands-make",
    ))
}

fn form(stand: &Stand, deed: &str, fields: Vec<FormField>, key: &'static str) -> Piece {
    Piece::Form(BoardForm::dense(address(stand), deed, fields, Text::new(key)))
}
