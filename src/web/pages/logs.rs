//! `/logs/…`: what the stand has written to citizens, as the test contour shows it to testers.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Path;
use chrono::DateTime;
use chrono::Utc;
use serde::Serialize;

use crate::domain::message::Message;
use crate::domain::message::MessageKind;
use crate::domain::message::Numbered;
use crate::flow::Stop;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::storage::outbox::Filter;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::answer::json_answer;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::letters;
use crate::web::pages;
use crate::web::query;
use crate::web::state::OfStand;
use crate::web::views::MessagePage;
use crate::web::views::MessageRow;
use crate::web::views::MessagesPage;
use crate::web::views::PageLink;

/// The most messages that are shown.
const MOST: u32 = 100;

/// One list.
struct Log {
    path: &'static str,
    /// The key of its heading.
    heading: &'static str,
    kinds: &'static [MessageKind],
}

const SMS: Log = Log { path: "/logs/sms", heading: "logs-sms", kinds: &[MessageKind::Sms, MessageKind::Max] };
const EMAILS: Log = Log { path: "/logs/emails", heading: "logs-emails", kinds: &[MessageKind::Email] };
const POSTCODES: Log = Log { path: "/logs/postcodes", heading: "logs-postcodes", kinds: &[MessageKind::Post] };

/// `GET /logs/sms/?to=`, the newest first.
pub async fn sms(stand: OfStand, http: HttpRequest) -> Answered {
    list(&stand, &http, &SMS)
}

/// `GET /logs/emails/?to=`, the newest first.
pub async fn emails(stand: OfStand, http: HttpRequest) -> Answered {
    list(&stand, &http, &EMAILS)
}

/// `GET /logs/postcodes/?to=`, the newest first.
pub async fn postcodes(stand: OfStand, http: HttpRequest) -> Answered {
    list(&stand, &http, &POSTCODES)
}

fn list(stand: &Stand, http: &HttpRequest, log: &Log) -> Answered {
    let asked = query::of(http);
    let to = asked.get("to").map(str::trim).filter(|to| !to.is_empty()).map(ToOwned::to_owned);
    let filter = Filter { kinds: log.kinds.to_vec(), to: to.clone(), ..Filter::default() };
    let messages = stand.read(|cx| reading::list_newest(cx, &filter, MOST))?;
    if wants_json(http) {
        let listed: Vec<_> = messages.iter().map(Listed::of).collect();
        return Ok(json_answer(StatusCode::OK, &listed));
    }
    let others = [&SMS, &EMAILS, &POSTCODES].into_iter().filter(|other| other.path != log.path);
    let page = MessagesPage {
        frame: pages::frame(stand, cookies::language(http)),
        heading: Text::new(log.heading),
        action: format!("{}{}", stand.base_path, log.path),
        to: to.unwrap_or_default(),
        rows: messages.iter().map(|message| row(stand, message)).collect(),
        links: others.map(|other| link_to(stand, other, other.heading)).collect(),
    };
    Ok(pages::html(StatusCode::OK, &page))
}

/// A message in a list that a program reads.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    message: &'a Numbered,
    /// The line by which tools find a code on the test contour's page, whatever the page is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
}

impl<'a> Listed<'a> {
    fn of(message: &'a Numbered) -> Self {
        Self { message, line: contour(&message.message).map(|line| Language::Russian.say(&line)) }
    }
}

fn row(stand: &Stand, Numbered { number, message }: &Numbered) -> MessageRow {
    let letter = message.subject.clone().map(|subject| PageLink::new(address(stand, *number), Text::plain(subject)));
    MessageRow {
        head: head(stand, message.made_at, message.kind, &message.to),
        text: if letter.is_some() { String::new() } else { message.text.clone() },
        contour: contour(message),
        letter,
    }
}

/// A code by SMS as the test contour lists it.
fn contour(message: &Message) -> Option<Text> {
    let code = letters::code(message).filter(|_| message.kind == MessageKind::Sms)?;
    Some(Text::new("logs-contour").with("code", code).with("to", message.to.as_str()))
}

fn head(stand: &Stand, made_at: DateTime<Utc>, kind: MessageKind, to: &str) -> Text {
    let to = if to.is_empty() { Text::new("logs-no-recipient") } else { Text::plain(to) };
    Text::new("logs-head")
        .with("time", letters::time(stand, made_at))
        .with("kind", Text::new(kind.title_key()))
        .with("to", to)
}

fn link_to(stand: &Stand, log: &Log, key: &'static str) -> PageLink {
    PageLink::new(format!("{}{}", stand.base_path, log.path), Text::new(key))
}

fn address(stand: &Stand, number: i64) -> String {
    format!("{}/logs/emails/{number}", stand.base_path)
}

/// `GET /logs/emails/{number}`: a letter.
pub async fn email(stand: OfStand, http: HttpRequest, number: Path<String>) -> Answered {
    let language = cookies::language(&http);
    let letter = find(&stand, &number)?;
    if wants_json(&http) {
        return Ok(json_answer(StatusCode::OK, &letter));
    }
    let message = &letter.message;
    let html = format!("{}/html", address(&stand, letter.number));
    let page = MessagePage {
        frame: pages::frame(&stand, language),
        subject: message.subject.clone().unwrap_or_default(),
        head: head(&stand, message.made_at, message.kind, &message.to),
        relay: letters::became(&stand, &message.relay),
        link: letters::link(&stand, message).map(|link| PageLink::new(link, Text::new("logs-open-link"))),
        html: message.html.is_some().then_some(html),
        text: message.text.clone(),
        back: link_to(&stand, &EMAILS, "logs-all-letters"),
    };
    let mut answer = pages::html(StatusCode::OK, &page);
    pages::allow_frames(&mut answer);
    Ok(answer)
}

/// `GET /logs/emails/{number}/html`: what a mail program would draw, kept from doing anything but opening links.
pub async fn email_html(stand: OfStand, number: Path<String>) -> Answered {
    Ok(pages::framed(find(&stand, &number)?.message.html.unwrap_or_default()))
}

fn find(stand: &Stand, number: &str) -> Result<Numbered, Stop> {
    let found = match number.parse::<i64>() {
        Ok(number) => stand.read(|cx| reading::find(cx, number))?,
        Err(_) => None,
    };
    let letter = found.filter(|found| found.message.kind == MessageKind::Email);
    letter.ok_or_else(|| reasons::calls::letter_absent(number).into())
}

fn wants_json(http: &HttpRequest) -> bool {
    let accept = http.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("application/json")
}
