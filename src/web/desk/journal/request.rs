//! One request of the journal: what was sent and answered, what it means, and why it was refused.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Path;
use serde_json::Map;
use serde_json::Value;

use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::journal::entry::Entry;
use crate::journal::exchange::By as Sender;
use crate::journal::readable;
use crate::journal::readable::Message;
use crate::journal::readable::Readable;
use crate::protocol::reasons;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::journal;
use crate::web::desk::journal::PATH;
use crate::web::desk::operator::Operator;
use crate::web::desk::words;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Block;
use crate::web::views::BoardPage;
use crate::web::views::Code;
use crate::web::views::Fact;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::desk::Part;

/// The longest text that stands on the page; all of it is at [`text`].
const LONGEST: usize = 4_000;

/// The longest value of a parameter there.
const LONGEST_VALUE: usize = 240;

/// Facts of a refusal that are texts to be compared: under their names, and what the page calls them.
const TEXTS: [(&str, &str); 2] =
    [("text to be signed (UTF-8)", "desk-request-to-be-signed"), ("text that was signed", "desk-request-signed")];

/// `GET /_mock/journal/{number}`.
pub async fn get(stand: OfStand, number: Path<String>, By(operator): By<Operator>) -> Answered {
    let entry = find(&stand, &number)?;
    let shown = Readable::of(&entry.exchange);
    let heading = Text::new("desk-request").with("n", entry.n.to_string()).with("what", words::what(&entry.exchange));
    let page = boards::board(&stand, &operator, Part::Journal, heading)
        .link(boards::address(&stand, PATH), Text::new("desk-request-back"));
    let page = match entry.facts.login {
        Some(login) => page.link(
            format!("{}{PATH}?login=L{login}", stand.base_path),
            Text::new("desk-request-login").with("login", format!("L{login}")),
        ),
        None => page,
    };
    let page = refusal(page, &entry, &shown, operator.visitor.language).block(summary(&stand, &entry)?);
    let page = match entry.facts.login {
        Some(login) => page.block(journal::way_of(&stand, login)),
        None => page,
    };
    let page = sent(page, &shown);
    let page = tokens(page, &shown.tokens);
    let page = answered(page, &stand, &entry, &shown);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `GET /_mock/journal/{number}/text`: all of it as text, secrets cut.
pub async fn text(stand: OfStand, number: Path<String>, By(_): By<Operator>) -> Answered {
    let entry = find(&stand, &number)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let mut answer = HttpResponse::Ok();
    for header in headers {
        answer.insert_header(header);
    }
    Ok(answer.body(readable::raw(&entry.exchange)))
}

fn find(stand: &Stand, number: &str) -> Result<Entry, Stop> {
    let found = number.parse().ok().and_then(|number| stand.journal.find(number));
    found.ok_or_else(|| Stop::from(reasons::calls::path_unknown(format!("{PATH}/{number}"), "")))
}

/// Why it was refused, and what to do: before anything else.
fn refusal(page: BoardPage, entry: &Entry, shown: &Readable, language: Language) -> BoardPage {
    let exchange = &entry.exchange;
    let mut page = page;
    if let Some(refused) = &exchange.refused {
        let facts = vec![
            Fact::new(Text::new("desk-request-code"), Text::plain(refused.code.as_str())),
            Fact::new(Text::new("desk-request-cause"), words::why(refused, language)),
            Fact::new(Text::new("desk-request-cure"), words::cure(refused, language)),
            Fact::new(Text::new("desk-request-reason"), Text::plain(refused.reason_id)),
        ];
        let mut block = Block::new("refusal", Text::new("desk-request-refusal")).with(Piece::Facts(facts));
        for (at, (name, key)) in TEXTS.iter().enumerate() {
            let code = shown.facts.get(*name);
            block.parts.extend(code.map(|text| code_of(format!("signed-{at}"), Text::new(key), text)));
        }
        let is_text = |name: &str| TEXTS.iter().any(|(text, _)| *text == name);
        let others = shown.facts.iter().filter(|(name, _)| !is_text(name));
        let others = others.map(|(name, value)| Fact::new(Text::plain(name.as_str()), Text::plain(value.as_str())));
        let others: Vec<_> = others.collect();
        page = page.block(block);
        if !others.is_empty() {
            let more = Block::new("details", Text::new("desk-request-details")).folded();
            page = page.block(more.with(Piece::Facts(others)));
        }
    }
    if !exchange.warnings.is_empty() {
        let told = exchange.warnings.iter().map(|warned| match language {
            Language::Russian => warned.russian.as_str(),
            Language::English => warned.text.as_str(),
        });
        let told = told.map(|text| Piece::Words(Text::plain(text)));
        let mut block = Block::new("warnings", Text::new("desk-request-warnings"));
        block.parts.extend(told);
        page = page.block(block);
    }
    page
}

fn summary(stand: &Stand, entry: &Entry) -> Result<Block, Stop> {
    let exchange = &entry.exchange;
    let people = boards::people(stand, entry.facts.person.into_iter())?;
    let person = entry.facts.person.and_then(|oid| people.get(&oid).map(|name| format!("{name} ({oid})")));
    let client = entry.facts.client.as_deref().map(|client| format!("{} ({client})", boards::system(stand, client)));
    let sender = match exchange.by {
        Sender::Line => "desk-request-by-line",
        Sender::Api => "desk-request-by-api",
    };
    let took = format!("{:.1}", exchange.took.as_secs_f64() * 1_000.0);
    let mut facts = vec![
        Fact::new(Text::new("desk-request-line"), Text::plain(format!("{} {}", exchange.method, exchange.path)))
            .badge(journal::status(exchange)),
        Fact::new(Text::new("desk-request-time"), Text::plain(boards::moment(stand, exchange.now))),
        Fact::new(Text::new("desk-request-took"), Text::new("desk-request-ms").with("ms", took)),
        Fact::new(Text::new("desk-request-station"), words::station(exchange.station)),
        Fact::or_absent(Text::new("desk-system"), client),
        Fact::or_absent(Text::new("desk-person"), person),
        Fact::new(Text::new("desk-request-by"), Text::new(sender)),
    ];
    let plain =
        |key, value: &Option<String>| value.as_deref().map(|value| Fact::new(Text::new(key), Text::plain(value)));
    facts.extend(plain("desk-request-trace", &entry.facts.trace));
    facts.extend(plain("desk-request-fault", &exchange.fault));
    Ok(Block::new("summary", Text::new("desk-request-summary")).with(Piece::Facts(facts)))
}

fn sent(page: BoardPage, shown: &Readable) -> BoardPage {
    let facts = shown.parameters.iter();
    let facts: Vec<_> = facts
        .map(|(name, value)| Fact::new(Text::plain(name.as_str()), Text::plain(short(value, LONGEST_VALUE))))
        .collect();
    let block = Block::new("parameters", Text::new("desk-request-parameters"));
    if facts.is_empty() { page } else { page.block(block.with(Piece::Facts(facts))) }
}

/// What tokens say that came or went.
fn tokens(page: BoardPage, tokens: &BTreeMap<String, Map<String, Value>>) -> BoardPage {
    if tokens.is_empty() {
        return page;
    }
    let mut block = Block::new("tokens", Text::new("desk-request-tokens")).folded();
    for (at, (name, claims)) in tokens.iter().enumerate() {
        let text = serde_json::to_string_pretty(claims).unwrap_or_default();
        block = block.with(code_of(format!("token-{at}"), Text::plain(name.as_str()), &text));
    }
    page.block(block)
}

fn answered(page: BoardPage, stand: &Stand, entry: &Entry, shown: &Readable) -> BoardPage {
    let mut answer = Block::new("answer", Text::new("desk-request-answer"));
    if let Some(callback) = &shown.callback {
        answer = answer.with(code_of("callback".to_owned(), Text::new("desk-request-callback"), callback));
    }
    answer = answer.with(match said(&shown.answer) {
        Some(text) => code_of("answer-body".to_owned(), Text::new("desk-request-body"), &text),
        None if shown.answer.media_type() == "text/html" => Piece::Words(Text::new("desk-request-page")),
        None => Piece::Words(Text::new("desk-request-no-body")),
    });
    let curl = readable::curl(&entry.exchange, &stand.url(""));
    let mut line = Block::new("line", Text::new("desk-request-on-the-line")).folded();
    line = line.with(code_of("curl".to_owned(), Text::new("desk-request-curl"), &curl));
    line = line.with(code_of("request-head".to_owned(), Text::new("desk-request-head"), &head(&shown.request)));
    if let Some(body) = &shown.request.body {
        line = line.with(code_of("request-body".to_owned(), Text::new("desk-request-sent-body"), body));
    }
    line = line.with(code_of("answer-head".to_owned(), Text::new("desk-request-answer-head"), &head(&shown.answer)));
    let whole = PageLink::new(format!("{}{PATH}/{}/text", stand.base_path, entry.n), Text::new("desk-request-whole"));
    page.block(answer).block(line.with(Piece::Links(vec![whole])))
}

/// A body for reading: JSON in lines, a page as the words that the citizen saw.
fn said(message: &Message) -> Option<String> {
    let body = message.body.as_deref()?;
    if message.media_type() == "text/html" {
        return Some(words_of(body)).filter(|words| !words.is_empty());
    }
    let json = serde_json::from_str::<Value>(body).ok().and_then(|json| serde_json::to_string_pretty(&json).ok());
    Some(json.unwrap_or_else(|| body.to_owned()))
}

/// The words of the main part of a page, a line an element.
fn words_of(page: &str) -> String {
    let main = page.split_once("id=\"main\"").and_then(|(_, rest)| rest.split_once('>')).map_or(page, |(_, rest)| rest);
    let main = main.split("<footer").next().unwrap_or_default();
    let texts = main.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text).trim());
    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
    let plain = texts.join("\n").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}

fn head(message: &Message) -> String {
    let lines: Vec<_> = message.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    lines.join("\n")
}

fn code_of(id: String, label: Text, text: &str) -> Piece {
    Piece::Code(Code { id, label, text: short(text, LONGEST) })
}

fn short(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_page_the_words_remain_that_the_citizen_saw() {
        let page = r#"<html><body><header>x</header><div id="main" class="page"><h1>Sign in</h1>
            <p>Code &#34;5&#34;</p></div><footer>y</footer></body></html>"#;
        assert_eq!(words_of(page), "Sign in\nCode \"5\"");
    }
}
