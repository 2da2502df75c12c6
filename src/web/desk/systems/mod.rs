//! The relying parties of the stand: a list, and the page of each with what it sent lately and what it should send.
//!
//! [`form`] registers and changes one, [`example`] is its first request, ready to be copied.

pub mod example;
pub mod form;

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;

use crate::crypto::certificate::Certificate;
use crate::crypto::pair::Family;
use crate::crypto::pair::KeyKind;
use crate::crypto::pair::Pair;
use crate::domain::account::AccountLevel;
use crate::fixtures::ClientFixture;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::journal::entry::Entry;
use crate::journal::filter::Filter;
use crate::protocol::reasons;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::journal;
use crate::web::desk::operator::Operator;
use crate::web::desk::words;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Code;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Line;
use crate::web::views::Notice;
use crate::web::views::PageLink;
use crate::web::views::Piece;
use crate::web::views::Weight;
use crate::web::views::desk::Part;

/// Where the systems are.
pub const PATH: &str = "/_mock/systems";

/// So many systems stand on a page.
const MOST: usize = 20;

/// So many requests of the journal are looked at for the list.
const LATELY: usize = 500;

/// So many requests stand on the page of a system.
const FEW: usize = 5;

/// `GET /_mock/systems`.
pub async fn get(stand: OfStand, Query(asked): Query, By(operator): By<Operator>) -> Answered {
    let after = asked.get("after").unwrap_or_default();
    let all = stand.clients.iter().filter(|party| party.client.mnemonic.as_str() > after);
    let mut parties: Vec<_> = all.take(MOST + 1).collect();
    let next = parties.get(MOST - 1).filter(|_| parties.len() > MOST).map(|party| party.client.mnemonic.to_string());
    parties.truncate(MOST);
    let mut lately: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in stand.journal.newest(&Filter::default(), None, LATELY) {
        if let Some(client) = entry.facts.client.clone() {
            lately.entry(client).or_insert(entry);
        }
    }
    let line = |party: &&RelyingParty| {
        let client = &party.client;
        let mut line = Line::new(client.mnemonic.as_str(), Text::plain(client.name.as_str()));
        line.href = Some(address(&stand, client.mnemonic.as_str()));
        line.asides.extend(client.redirect_uris.first().map(|uri| Text::plain(uri.as_str())));
        if let Some(entry) = lately.get(client.mnemonic.as_str()) {
            line.badge = Some(journal::status(&entry.exchange));
            let what = words::what(&entry.exchange);
            let time = boards::time_of_day(&stand, entry.exchange.now);
            line.asides.push(Text::new("desk-systems-last").with("time", time).with("what", what));
            line.note = entry.exchange.refused.as_ref().map(|refused| words::why(refused, operator.visitor.language));
        }
        line
    };
    let lines = parties.iter().map(line).collect();
    let mut list = Block::new("systems", Text::new("desk-systems-list")).live();
    list = list.with(Piece::Lines(lines, Text::new("desk-systems-nothing")));
    let next =
        next.map(|next| PageLink::new(format!("{}?after={next}", address(&stand, "")), Text::new("desk-systems-next")));
    list.parts.extend(next.map(|next| Piece::Links(vec![next])));
    let new = PageLink::new(address(&stand, "new"), Text::new("desk-systems-new"));
    let page =
        boards::board(&stand, &operator, Part::Systems, Text::new("desk-systems")).lead(Text::new("desk-systems-what"));
    let page =
        page.block(Block::new("new", Text::new("desk-systems-own")).with(Piece::Actions(vec![Action::MainLink(new)])));
    Ok(boards::answer(operator, &page.block(list), StatusCode::OK))
}

/// `GET /_mock/systems/{mnemonic}`.
pub async fn show(stand: OfStand, Query(asked): Query, mnemonic: Path<String>, By(operator): By<Operator>) -> Answered {
    let party = find(&stand, &mnemonic)?;
    let done = asked.get("done").is_some().then(|| Notice::ok(Text::new("desk-systems-done")));
    let page = page(&stand, &operator, &party, None)?.notice(done);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/systems/{mnemonic}`: makes a key, or takes the system away.
pub async fn change(
    stands: Data<Stands>,
    stand: OfStand,
    mnemonic: Path<String>,
    Posted(operator, typed): Posted<Operator>,
) -> Answered {
    let party = find(&stand, &mnemonic)?;
    if typed.text("do") == "delete" {
        stands.delete_client(&stand.name, party.client.mnemonic.as_str()).await.map_err(stopped)?;
        return Ok(see_other(&address(&stand, "")));
    }
    let family = match typed.text("algorithm") {
        "gost" => Family::Gost256,
        _ => Family::Rsa,
    };
    with_key(&stands, &stand, operator, &party.client.mnemonic.to_string(), family).await
}

/// The page of a system that has got a key just now: it is shown here and nowhere else.
pub async fn with_key(stands: &Stands, stand: &Stand, operator: Operator, mnemonic: &str, family: Family) -> Answered {
    let kind = KeyKind::of(family, None).map_err(|error| broken(&error.to_string()))?;
    let pair = match stands.make_key(&stand.name, mnemonic, kind).await {
        Ok(pair) => Some(pair),
        Err(Unmade::Full(_)) => None,
        Err(other) => return Err(stopped(other).into()),
    };
    let stand = stands.find(&stand.name).ok_or_else(|| broken("the stand is gone"))?;
    let party = find(&stand, mnemonic)?;
    let notice = match pair {
        Some(_) => Notice::ok(Text::new("desk-systems-key-made")),
        None => Notice::error(Text::new("desk-systems-keys-full")),
    };
    let page = page(&stand, &operator, &party, pair.as_ref())?.notice(notice);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// The address of a system, or of the list.
pub fn address(stand: &Stand, name: &str) -> String {
    let below = if name.is_empty() { String::new() } else { format!("/{name}") };
    format!("{}{PATH}{below}", stand.base_path)
}

/// A system of the stand.
pub fn find(stand: &Stand, mnemonic: &str) -> Result<std::sync::Arc<RelyingParty>, Stop> {
    let missing = || Stop::from(reasons::calls::path_unknown(format!("{PATH}/{mnemonic}"), ""));
    stand.clients.find(mnemonic).ok_or_else(missing)
}

/// Why a change of the stand was not made that no form can help with.
pub fn stopped(error: Unmade) -> Stop {
    match error {
        Unmade::Stopped(stop) => stop,
        other => broken(&format!("{other:?}")),
    }
}

fn broken(why: &str) -> Stop {
    crate::flow::Broken::Stand(why.to_owned()).into()
}

fn page(stand: &Stand, operator: &Operator, party: &RelyingParty, made: Option<&Pair>) -> Result<BoardPage, Stop> {
    let (client, language) = (&party.client, operator.visitor.language);
    let mnemonic = client.mnemonic.as_str();
    let filter = Filter { client: Some(mnemonic.to_owned()), ..Filter::default() };
    let entries = stand.journal.newest(&filter, None, FEW);
    let lines = journal::lines(stand, &entries, language)?;
    let all =
        PageLink::new(format!("{}{}?client={mnemonic}", stand.base_path, journal::PATH), Text::new("desk-systems-all"));
    let lately = Block::new("lately", Text::new("desk-systems-lately"))
        .live()
        .with(Piece::Lines(lines, Text::new("desk-systems-silent")))
        .with(Piece::Links(vec![all]));
    let page = boards::board(stand, operator, Part::Systems, Text::plain(client.name.as_str()))
        .link(address(stand, ""), Text::new("desk-systems-back"))
        .link(address(stand, &format!("{mnemonic}/edit")), Text::new("desk-systems-edit"));
    let page = match made {
        Some(pair) => page.block(key(pair)),
        None => page,
    };
    let page = page.block(lately).block(facts(party));
    let page = example::blocks(stand, party).into_iter().fold(page, BoardPage::block);
    Ok(page.block(keys(stand, mnemonic)).block(fixture(party)).block(end(stand, mnemonic)))
}

/// What is registered.
fn facts(party: &RelyingParty) -> Block {
    let client = &party.client;
    let plain = |key, value: String| Fact::new(Text::new(key), Text::plain(value));
    let mut facts = vec![plain("desk-systems-mnemonic", client.mnemonic.to_string())];
    let addresses: Vec<_> = client.redirect_uris.iter().map(ToString::to_string).collect();
    facts.push(plain("desk-systems-redirects", addresses.join(", ")));
    facts.push(plain("desk-systems-scopes", client.scopes.join(" ")));
    facts.extend(client.demands.level.map(|level| Fact::new(Text::new("desk-systems-level"), level_words(level))));
    let known = |certificate: &Certificate| format!("{} ({})", certificate.subject(), certificate.sha1_thumbprint());
    let certificates: Vec<_> = party.certificates.iter().map(known).collect();
    let certificates = (!certificates.is_empty()).then(|| certificates.join("; "));
    facts.push(Fact::or_absent(Text::new("desk-systems-certificates"), certificates));
    Block::new("registered", Text::new("desk-systems-registered")).folded().with(Piece::Facts(facts))
}

/// A level that a system demands.
pub fn level_words(level: AccountLevel) -> Text {
    Text::new(level.title_key())
}

fn key(pair: &Pair) -> Block {
    let code = |id: &str, key, text: String| Piece::Code(Code { id: id.to_owned(), label: Text::new(key), text });
    Block::new("made", Text::new("desk-systems-made"))
        .with(Piece::Words(Text::new("desk-systems-made-what")))
        .with(code("private-key", "desk-systems-private-key", pair.key.clone()))
        .with(code("certificate-pem", "desk-systems-certificate", pair.certificate.pem()))
}

fn keys(stand: &Stand, mnemonic: &str) -> Block {
    let kinds =
        vec![Choice::new("rsa", Text::new("desk-systems-rsa")), Choice::new("gost", Text::new("desk-systems-gost"))];
    let mut form = BoardForm::deed(address(stand, mnemonic));
    form.fields =
        vec![FormField::new("algorithm", Text::new("desk-systems-algorithm"), FieldKind::Select(kinds)).value("rsa")];
    form.buttons = vec![Button::main(Text::new("desk-systems-make-key")).sends("do", "key")];
    Block::new("keys", Text::new("desk-systems-keys"))
        .folded()
        .with(Piece::Words(Text::new("desk-systems-keys-what")))
        .with(Piece::Form(form))
}

fn fixture(party: &RelyingParty) -> Block {
    let text = serde_json::to_string_pretty(&ClientFixture::without_secret(&party.client)).unwrap_or_default();
    let name = format!("clients/{}.json", party.client.mnemonic.as_str().to_lowercase());
    let label = Text::new("desk-systems-file").with("file", name);
    let code = Piece::Code(Code { id: "fixture".to_owned(), label, text });
    Block::new("file", Text::new("desk-systems-fixture")).folded().with(code)
}

fn end(stand: &Stand, mnemonic: &str) -> Block {
    let delete = Action::Post {
        action: address(stand, mnemonic),
        hidden: vec![("do", "delete".to_owned())],
        label: Text::new("desk-systems-delete"),
        weight: Weight::Danger,
    };
    Block::new("end", Text::new("desk-systems-end"))
        .folded()
        .with(Piece::Words(Text::new("desk-systems-end-what")))
        .with(Piece::Actions(vec![delete]))
}

/// Leads to the page of a system that was registered or changed.
pub fn done(stand: &Stand, mnemonic: &str) -> HttpResponse {
    see_other(&format!("{}?done=1", address(stand, mnemonic)))
}
