//! The journal as a page: what systems and browsers sent, a line a request, the newest first.
//!
//! [`request`] is the page of one of them.

pub mod request;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::stand::Stand;
use crate::journal::entry::Entry;
use crate::journal::exchange::Exchange;
use crate::journal::filter::Filter;
use crate::journal::way;
use crate::journal::way::State;
use crate::protocol::ids::Oid;
use crate::protocol::parameters::Parameters;
use crate::protocol::place;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::operator::Operator;
use crate::web::desk::words;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Line;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::Tone;
use crate::web::views::WayStop;
use crate::web::views::Weight;
use crate::web::views::desk::Part;

/// Where the journal is.
pub const PATH: &str = "/_mock/journal";

/// So many requests stand on a page.
const MOST: usize = 20;

/// What is asked for, and whom it means.
struct Asked {
    words: Parameters,
    filter: Filter,
    /// Was somebody named whom nobody knows?
    is_nobody: bool,
}

/// `GET /_mock/journal`.
pub async fn get(stand: OfStand, Query(words): Query, By(operator): By<Operator>) -> Answered {
    let asked = read(&stand, words)?;
    let before = asked.words.get("before").and_then(|number| number.parse().ok());
    let mut entries = if asked.is_nobody { Vec::new() } else { stand.journal.newest(&asked.filter, before, MOST + 1) };
    let older = entries.get(MOST - 1).filter(|_| entries.len() > MOST).map(|entry| entry.n);
    entries.truncate(MOST);
    let page =
        boards::board(&stand, &operator, Part::Journal, Text::new("desk-journal")).lead(Text::new("desk-journal-what"));
    let page = page.block(filters(&stand, &asked));
    let page = match asked.filter.login {
        Some(login) => page.block(way_of(&stand, login)),
        None => page,
    };
    let lines = lines(&stand, &entries, operator.visitor.language)?;
    let mut list = Block::new("requests", Text::new("desk-journal-requests"));
    if before.is_none() {
        list = list.live();
    }
    list = list.with(Piece::Lines(
        lines,
        Text::new(if asked.is_nobody { "desk-journal-nobody" } else { "desk-journal-nothing" }),
    ));
    let further = older.map(|older| {
        let href = format!("{}{PATH}?{}", stand.base_path, with_before(&asked.words, older));
        Piece::Links(vec![PageLink::new(href, Text::new("desk-journal-older"))])
    });
    list.parts.extend(further);
    let page = page.block(list);
    Ok(boards::answer(operator, &clearing(&stand, page, &entries), StatusCode::OK))
}

/// `POST /_mock/journal`: takes all entries away.
pub async fn clear(stand: OfStand, Posted(_, _): Posted<Operator>) -> HttpResponse {
    stand.journal.clear();
    see_other(&boards::address(&stand, PATH))
}

fn clearing(stand: &Stand, page: BoardPage, entries: &[Entry]) -> BoardPage {
    if entries.is_empty() {
        return page;
    }
    let clear = Action::Post {
        action: boards::address(stand, PATH),
        hidden: Vec::new(),
        label: Text::new("desk-journal-clear"),
        weight: Weight::Danger,
    };
    page.block(Block::new("clear", Text::new("desk-journal-clear-what")).folded().with(Piece::Actions(vec![clear])))
}

fn read(stand: &Stand, words: Parameters) -> Result<Asked, Stop> {
    let text = |name: &str| words.get(name).map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned);
    let person = text("person").map(|name| person(stand, &name)).transpose()?;
    let login = text("login").and_then(|login| login.trim_start_matches('L').parse().ok());
    let filter = Filter {
        client: text("client"),
        person: person.flatten(),
        at: text("at"),
        login,
        refused: text("refused").map(|_| true),
        ..Filter::default()
    };
    Ok(Asked { filter, is_nobody: person == Some(None), words })
}

/// Whom a tester means; somebody who is gone may still be meant by their number.
fn person(stand: &Stand, name: &str) -> Result<Option<u64>, Stop> {
    Ok(match stand.read(|cx| finding::meant(cx, name))? {
        Meant::One(account) => Some(account.oid.0),
        Meant::Several(oids) => oids.first().map(|oid| oid.0),
        Meant::Nobody => name.parse::<Oid>().ok().map(|oid| oid.0),
    })
}

fn with_before(words: &Parameters, before: u64) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(words.iter().filter(|(name, _)| *name != "before"));
    query.append_pair("before", &before.to_string()).finish()
}

fn filters(stand: &Stand, asked: &Asked) -> Block {
    let value = |name: &str| asked.words.get(name).unwrap_or_default();
    let places = std::iter::once(Choice::new("", Text::new("desk-anything")));
    let places = places.chain(place::names().map(|name| Choice::new(name, words::place(name)))).collect();
    let systems = boards::systems(stand, Text::new("desk-any-system"));
    let field = |name, key, kind| FormField::new(name, Text::new(key), kind).alternative().value(value(name));
    let mut form = BoardForm::question(boards::address(stand, PATH));
    form.fields = vec![
        field("client", "desk-system", FieldKind::Select(systems)),
        field("person", "desk-person", FieldKind::Text).hint(Text::new("desk-person-hint")),
        field("at", "desk-journal-at", FieldKind::Select(places)),
        field("login", "desk-journal-login", FieldKind::Text).hint(Text::new("desk-journal-login-hint")),
        FormField::new("refused", Text::new("desk-journal-refused"), FieldKind::Check)
            .alternative()
            .ticked(!value("refused").is_empty()),
    ];
    form.buttons = vec![Button::main(Text::new("desk-journal-find"))];
    let title = Text::new("desk-journal-filters");
    let is_asked = ["client", "person", "at", "login", "refused"].iter().any(|name| !value(name).is_empty());
    let block = Block::new("filters", title).with(Piece::Form(form));
    if is_asked {
        block.with(Piece::Links(vec![PageLink::new(boards::address(stand, PATH), Text::new("desk-journal-all"))]))
    } else {
        block.folded()
    }
}

/// The stations of a login, each with its time.
pub fn way_of(stand: &Stand, login: u64) -> Block {
    let filter = Filter { login: Some(login), ..Filter::default() };
    let entries = stand.journal.list(&filter, 0, usize::MAX).entries;
    let stop = |stop: &way::Stop| WayStop {
        name: words::station(stop.station),
        badge: match stop.state {
            State::Passed => Badge::new(Tone::Good, "PASSED", Text::new("desk-way-passed")),
            State::Refused => Badge::new(Tone::Bad, "REFUSED", Text::new("desk-way-refused")),
            State::Skipped => Badge::new(Tone::Neutral, "SKIPPED", Text::new("desk-way-skipped")),
            State::Ahead => Badge::new(Tone::Waiting, "AHEAD", Text::new("desk-way-ahead")),
        },
        time: stop.seen.map(|(_, time)| boards::time_of_day(stand, time)),
        href: stop.seen.map(|(n, _)| format!("{}{PATH}/{n}", stand.base_path)),
    };
    let title = Text::new("desk-way").with("login", format!("L{login}"));
    Block::new("way", title).with(Piece::Way(way::of(&entries).iter().map(stop).collect()))
}

/// A line a request.
pub fn lines(stand: &Stand, entries: &[Entry], language: Language) -> Result<Vec<Line>, Stop> {
    let people = boards::people(stand, entries.iter().filter_map(|entry| entry.facts.person))?;
    let line = |entry: &Entry| {
        let exchange = &entry.exchange;
        let mut line = Line::new(boards::time_of_day(stand, exchange.now), words::what(exchange));
        line.href = Some(format!("{}{PATH}/{}", stand.base_path, entry.n));
        line.badge = Some(status(exchange));
        let client = entry.facts.client.as_deref().map(|client| Text::plain(boards::system(stand, client)));
        let person = entry.facts.person.and_then(|oid| people.get(&oid)).map(|name| Text::plain(name.as_str()));
        let login = entry.facts.login.map(|login| Text::plain(format!("L{login}")));
        let fault = exchange.fault.as_deref().map(|fault| Text::new("desk-journal-fault").with("fault", fault));
        let sent = Text::plain(format!("{} {}", exchange.method, cut(&exchange.path)));
        line.asides = std::iter::once(sent).chain([client, person, login, fault].into_iter().flatten()).collect();
        line.note = exchange.refused.as_ref().map(|refused| words::why(refused, language));
        line
    };
    Ok(entries.iter().map(line).collect())
}

/// The longest path of a line.
const LONGEST: usize = 120;

fn cut(path: &str) -> String {
    let cut: String = path.chars().take(LONGEST).collect();
    if cut.len() < path.len() { cut + "…" } else { cut }
}

/// What was answered, in short.
pub fn status(exchange: &Exchange) -> Badge {
    match (&exchange.refused, exchange.status) {
        (_, 0) => Badge::new(Tone::Bad, "SILENT", Text::new("desk-journal-silent")),
        (Some(refused), status) => Badge::new(Tone::Bad, "REFUSED", Text::plain(format!("{status} {}", refused.code))),
        (None, status @ 200..400) => Badge::new(Tone::Good, "ANSWERED", Text::plain(status.to_string())),
        (None, status) => Badge::new(Tone::Bad, "FAILED", Text::plain(status.to_string())),
    }
}
