//! What the stand has written to people, as they would get it: a list with codes and links, and each letter.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::message::MessageKind;
use crate::domain::message::Numbered;
use crate::flow::Stop;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::storage::outbox;
use crate::storage::outbox::Filter;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::letters;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Code;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Line;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::Weight;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// Where the letters are.
pub const PATH: &str = "/_mock/letters";

/// So many messages stand on a page.
const MOST: usize = 15;

/// `GET /_mock/letters`.
pub async fn get(stand: OfStand, Query(asked): Query, By(operator): By<Operator>) -> Answered {
    let (part, kind) = (asked.get("part").unwrap_or_default().trim(), asked.get("kind").unwrap_or_default());
    let before: Option<i64> = asked.get("before").and_then(|number| number.parse().ok());
    let filter = Filter { kinds: MessageKind::from_name(kind).into_iter().collect(), ..Filter::default() };
    let mut messages = stand.read(|cx| reading::search(cx, &filter, part, before, MOST + 1))?;
    let older = messages.get(MOST - 1).filter(|_| messages.len() > MOST).map(|message| message.number);
    messages.truncate(MOST);
    let mut list = Block::new("letters", Text::new("desk-letters-list"));
    if before.is_none() {
        list = list.live();
    }
    let nothing = if part.is_empty() { "desk-letters-nothing" } else { "desk-letters-not-found" };
    list = list.with(Piece::Lines(lines(&stand, &messages)?, Text::new(nothing)));
    let query = |older: i64| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("part", part).append_pair("kind", kind).append_pair("before", &older.to_string()).finish()
    };
    let link = older.map(|older| format!("{}{PATH}?{}", stand.base_path, query(older)));
    list.parts.extend(link.map(|href| Piece::Links(vec![PageLink::new(href, Text::new("desk-letters-older"))])));
    let mut page = boards::board(&stand, &operator, Part::Letters, Text::new("desk-letters"))
        .lead(Text::new("desk-letters-what"))
        .block(Block::new("search", Text::new("desk-letters-search")).with(Piece::Form(search(&stand, part, kind))))
        .block(list);
    if !messages.is_empty() {
        let clear = Action::Post {
            action: boards::address(&stand, PATH),
            hidden: Vec::new(),
            label: Text::new("desk-letters-clear"),
            weight: Weight::Danger,
        };
        let block = Block::new("clear", Text::new("desk-letters-clear-what")).folded();
        page = page.block(block.with(Piece::Actions(vec![clear])));
    }
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/letters`: takes all of them away.
pub async fn clear(stand: OfStand, Posted(_, _): Posted<Operator>) -> Answered {
    stand.write(|cx| Ok(outbox::delete(cx.sql, &Filter::default())?)).await?;
    Ok(see_other(&boards::address(&stand, PATH)))
}

/// `GET /_mock/letters/{number}`.
pub async fn letter(stand: OfStand, number: Path<String>, By(operator): By<Operator>) -> Answered {
    let Numbered { number, message } = find(&stand, &number)?;
    let heading = message.subject.clone().map_or_else(|| Text::new(message.kind.title_key()), Text::plain);
    let names = boards::people(&stand, message.oid.iter().map(|oid| oid.0))?;
    let person = message.oid.and_then(|oid| names.get(&oid.0).map(|name| format!("{name} ({oid})")));
    let to = if message.to.is_empty() { Text::new("logs-no-recipient") } else { Text::plain(message.to.as_str()) };
    let facts = vec![
        Fact::new(Text::new("desk-letters-kind"), Text::new(message.kind.title_key())),
        Fact::new(Text::new("desk-letters-to"), to),
        Fact::or_absent(Text::new("desk-person"), person),
        Fact::new(Text::new("desk-letters-when"), Text::plain(letters::time(&stand, message.made_at))),
        Fact::new(Text::new("desk-letters-relay"), letters::became(&stand, &message.relay)),
    ];
    let mut head = Block::new("head", Text::new("desk-letters-head")).with(Piece::Facts(facts));
    if let Some(code) = letters::code(&message) {
        let code = Code { id: "code".to_owned(), label: Text::new("desk-letters-code"), text: code.to_owned() };
        head = head.with(Piece::Code(code));
    }
    if let Some(link) = letters::link(&stand, &message) {
        head = head.with(Piece::Actions(vec![Action::MainLink(PageLink::new(link, Text::new("logs-open-link")))]));
    }
    let mut page = boards::board(&stand, &operator, Part::Letters, heading)
        .link(boards::address(&stand, PATH), Text::new("desk-letters-back"))
        .block(head);
    if message.html.is_some() {
        let src = format!("{}/logs/emails/{number}/html", stand.base_path);
        let document = Piece::Document(src, Text::new("logs-letter-frame"));
        page = page.block(Block::new("look", Text::new("desk-letters-look")).with(document));
    }
    let text = Code { id: "text".to_owned(), label: Text::new("logs-letter-text"), text: message.text };
    let words = Block::new("words", Text::new("desk-letters-words")).with(Piece::Code(text));
    let page = page.block(if message.html.is_some() { words.folded() } else { words });
    let mut answer = boards::answer(operator, &page, StatusCode::OK);
    response::allow_frames(&mut answer);
    Ok(answer)
}

fn find(stand: &Stand, number: &str) -> Result<Numbered, Stop> {
    let found = match number.parse() {
        Ok(number) => stand.read(|cx| reading::find(cx, number))?,
        Err(_) => None,
    };
    found.ok_or_else(|| reasons::calls::letter_absent(number).into())
}

fn search(stand: &Stand, part: &str, kind: &str) -> BoardForm {
    let kinds = MessageKind::ALL.map(|kind| Choice::new(kind.name(), Text::new(kind.title_key())));
    let kinds = std::iter::once(Choice::new("", Text::new("desk-letters-any"))).chain(kinds).collect();
    let mut form = BoardForm::question(boards::address(stand, PATH));
    form.fields = vec![
        FormField::new("part", Text::new("desk-letters-part"), FieldKind::Text).alternative().value(part),
        FormField::new("kind", Text::new("desk-letters-kind"), FieldKind::Select(kinds)).alternative().value(kind),
    ];
    form.buttons = vec![Button::main(Text::new("logs-find"))];
    form
}

/// A line a message.
pub fn lines(stand: &Stand, messages: &[Numbered]) -> Result<Vec<Line>, Stop> {
    let names = boards::people(stand, messages.iter().filter_map(|one| one.message.oid).map(|oid| oid.0))?;
    let line = |Numbered { number, message }: &Numbered| {
        let title = match &message.subject {
            Some(subject) => Text::plain(subject.as_str()),
            None => Text::plain(message.text.as_str()),
        };
        let mut line = Line::new(boards::time_of_day(stand, message.made_at), title);
        line.href = Some(format!("{}{PATH}/{number}", stand.base_path));
        let to = Some(message.to.as_str()).filter(|to| !to.is_empty()).map(Text::plain);
        let person = message.oid.and_then(|oid| names.get(&oid.0)).map(|name| Text::plain(name.as_str()));
        let all = [Some(Text::new(message.kind.title_key())), to, person];
        line.asides = all.into_iter().flatten().collect();
        line.code = letters::code(message).map(ToOwned::to_owned);
        let leads = letters::link(stand, message).map(|link| PageLink::new(link, Text::new("logs-open-link")));
        line.actions.extend(leads.map(Action::Link));
        line
    };
    Ok(messages.iter().map(line).collect())
}
