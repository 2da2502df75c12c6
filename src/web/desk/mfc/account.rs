//! One account at the desk: what it says, what the visitor shows, the comparison, and what the operator decides.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::Contact;
use crate::domain::document::Document;
use crate::domain::document::main_identity;
use crate::domain::person::Person;
use crate::domain::phone::Phone;
use crate::flow::Stop;
use crate::flow::confirmation;
use crate::flow::confirmation::desk;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::papers;
use crate::flow::confirmation::papers::Comparison;
use crate::flow::confirmation::papers::Line;
use crate::flow::confirmation::papers::Papers;
use crate::flow::confirmation::restoration;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;
use crate::texts::Text;
use crate::web::desk::boards;
use crate::web::desk::mfc::parts;
use crate::web::desk::mfc::parts::DESK;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::typed::papers_form;
use crate::web::typed::refusals;
use crate::web::views::Badge;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::Button;
use crate::web::views::Cell;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::Tone;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// What is said after something was done: the word in the address, and the text.
const DONE: [(&str, &str); 5] = [
    ("confirmed", "mfc-done-confirmed"),
    ("refused", "mfc-done-refused"),
    ("restored", "mfc-done-restored"),
    ("blocked", "mfc-done-blocked"),
    ("registered", "mfc-done-registered"),
];

/// Everything that the operator sees of an account.
struct File {
    account: Account,
    person: Person,
    contacts: Vec<Contact>,
    documents: Vec<Document>,
}

/// What a decision comes to: where to go with which word, or what stands in the way.
type Decided = Result<(Oid, &'static str), Text>;

/// `GET /_mock/mfc/accounts/{oid}`.
pub async fn get(stand: OfStand, Query(asked): Query, oid: Path<String>, By(operator): By<Operator>) -> Answered {
    let file = open(&stand, &oid)?;
    let done = DONE.iter().find(|(word, _)| asked.get("done") == Some(word)).map(|(_, key)| Text::new(key));
    Ok(ask(&stand, operator, &file, &Typed::default(), done))
}

/// `POST /_mock/mfc/accounts/{oid}`.
pub async fn post(stand: OfStand, oid: Path<String>, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let (stand, typed) = (&stand, &mut typed);
    let file = open(stand, &oid)?;
    let deed = typed.text("do").to_owned();
    if deed == "block" {
        let (oid, reason) = (file.account.oid, reason(typed));
        stand.write(move |cx| desk::block(cx, oid, &reason)).await?;
        return Ok(done(stand, oid, "blocked"));
    }
    if deed == "own" {
        let oid = file.account.oid;
        let Some(papers) = stand.read(|cx| confirmation::own_papers(cx, oid))? else {
            typed.wrong("number", Text::new("mfc-own-absent"));
            return Ok(ask(stand, operator, &file, typed, None));
        };
        return Ok(compare(stand, operator, &file, (&papers, &papers_form::filled(&papers)), None));
    }
    let Some(papers) = papers_form::read(stand, typed, false) else {
        return Ok(ask(stand, operator, &file, typed, None));
    };
    let decided = match deed.as_str() {
        "confirm" => confirm(stand, file.account.oid, papers.clone()).await?,
        "refuse" => refuse(stand, file.account.oid, typed).await?,
        "restore" => restore(stand, file.account.oid, papers.clone(), typed).await?,
        _ => return Ok(compare(stand, operator, &file, (&papers, typed), None)),
    };
    match decided {
        Ok((oid, word)) => Ok(done(stand, oid, word)),
        Err(why) => Ok(compare(stand, operator, &file, (&papers, typed), Some(why))),
    }
}

fn done(stand: &Stand, oid: Oid, word: &str) -> HttpResponse {
    response::see(stand, &format!("{}?done={word}", path(oid)))
}

fn path(oid: Oid) -> String {
    format!("{DESK}/accounts/{oid}")
}

async fn confirm(stand: &OfStand, oid: Oid, papers: Papers) -> Result<Decided, Stop> {
    let confirmed = stand.write(move |cx| desk::confirm(cx, oid, &papers)).await?;
    Ok(match confirmed {
        Ok(oid) => Ok((oid, "confirmed")),
        Err(why) => Err(why.told()),
    })
}

async fn refuse(stand: &OfStand, oid: Oid, typed: &Typed) -> Result<Decided, Stop> {
    let reason = reason(typed);
    stand.write(move |cx| desk::refuse(cx, oid, &reason)).await?;
    Ok(Ok((oid, "refused")))
}

/// The operator's words, no more than a sentence.
fn reason(typed: &Typed) -> String {
    typed.text("reason").chars().take(250).collect()
}

async fn restore(stand: &OfStand, oid: Oid, papers: Papers, typed: &mut Typed) -> Result<Decided, Stop> {
    let phone = typed.read_optional("phone", Phone::parse);
    if !typed.is_right() {
        return Ok(Err(Text::new("mfc-phone-wrong")));
    }
    let drawn = first_password::draw(stand)?;
    let restored = stand.write(move |cx| restoration::restore(cx, (oid, &papers), phone.as_ref(), &drawn));
    Ok(match restored.await? {
        Ok(()) => Ok((oid, "restored")),
        Err(why) => Err(why.told()),
    })
}

fn open(stand: &Stand, oid: &str) -> Result<File, Stop> {
    let nobody = || Stop::from(reasons::calls::account_unknown(oid));
    let number: Oid = oid.parse().map_err(|_| nobody())?;
    stand.read(|cx| {
        let account = desk::account_of(cx, number)?.ok_or_else(nobody)?;
        let person = people::find(cx.sql, number)?.ok_or_else(nobody)?;
        let documents = documents::list(cx.sql, DocumentOwner::Person(number))?;
        Ok(File { account, person, contacts: contacts::list(cx.sql, number)?, documents })
    })
}

/// The account, and the fields for what the visitor shows.
fn ask(stand: &Stand, operator: Operator, file: &File, typed: &Typed, done: Option<Text>) -> HttpResponse {
    let page = parts::form(stand, &operator, &format!("/accounts/{}", file.account.oid), Text::new("mfc-account"));
    let page = done.into_iter().fold(page, FormPage::intro).intro(Text::new("mfc-account-what"));
    let page = facts(file).into_iter().fold(page, FormPage::fact);
    let page =
        papers_form::fields(page, typed, false).button(Button::main(Text::new("mfc-compare")).sends("do", "compare"));
    let page = page.button(Button::plain(Text::new("mfc-own")).sends("do", "own"));
    let page = if file.account.status == AccountStatus::Blocked {
        page
    } else {
        let reason = FormField::new("reason", Text::new("mfc-block-reason"), FieldKind::Text).optional();
        page.field(reason.heading(Text::new("mfc-block-heading")))
            .button(Button::danger(Text::new("mfc-block")).sends("do", "block"))
    };
    operator.sees(&page.link(parts::address(stand, ""), Text::new("mfc-back")), StatusCode::OK)
}

fn facts(file: &File) -> Vec<Fact> {
    let File { account, person, contacts, documents } = file;
    let document = main_identity(documents).map(|document| papers::number(&document.data));
    let born = person.birth_date.map(|date| date.format("%d.%m.%Y").to_string());
    let mut facts = vec![
        Fact::new(Text::new("confirm-matter-name"), Text::plain(person.name.to_string())),
        Fact::new(Text::new("mfc-level"), Text::new(account.level.title_key())).badge(status(account.status)),
        Fact::or_absent(Text::new("confirm-matter-birth-date"), born),
        Fact::or_absent(Text::new("confirm-matter-snils"), person.snils.as_ref().map(ToString::to_string)),
        Fact::or_absent(Text::new("confirm-matter-document"), document),
    ];
    let contact = |contact: &Contact| Fact::new(Text::new("mfc-contact"), Text::plain(contact.value.clone()));
    facts.extend(contacts.iter().filter(|contact| contact.kind.is_login()).map(contact));
    facts
}

fn status(status: AccountStatus) -> Option<Badge> {
    let bad = |state, key| Some(Badge::new(Tone::Bad, state, Text::new(key)));
    match status {
        AccountStatus::Registered => None,
        AccountStatus::Blocked => bad("BLOCKED", "mfc-status-blocked"),
        AccountStatus::Locked => bad("LOCKED", "mfc-status-locked"),
        AccountStatus::Limited => bad("LIMITED", "mfc-status-limited"),
        AccountStatus::Deleted => bad("DELETED", "mfc-status-deleted"),
    }
}

/// The account beside the documents, and what can be decided.
fn compare(
    stand: &Stand,
    operator: Operator,
    file: &File,
    (papers, typed): (&Papers, &Typed),
    error: Option<Text>,
) -> HttpResponse {
    let comparison = papers.compare(&file.account, &file.person, &file.documents);
    let path = parts::address(stand, &format!("/accounts/{}", file.account.oid));
    let columns = ["mfc-matter", "mfc-known", "mfc-shown", "mfc-verdict"].map(Text::new).to_vec();
    let rows = comparison.lines.iter().map(row).collect();
    let mut form = BoardForm::deed(path.clone());
    form.hidden = papers_form::hidden(typed);
    let phone = FormField::new("phone", Text::new("mfc-new-phone"), FieldKind::Phone);
    form.fields = vec![
        typed.fill(FormField::new("reason", Text::new("mfc-reason"), FieldKind::Text).alternative()),
        typed.fill(phone.alternative().hint(Text::new("mfc-new-phone-hint"))),
    ];
    form.buttons = decisions(&comparison);
    let page = boards::board(stand, &operator, Part::Offices, Text::new("mfc-comparison"))
        .notice(error.map(Notice::error))
        .link(path, Text::new("mfc-back-account"))
        .block(Block::new("comparison", Text::plain(file.person.name.to_string())).with(Piece::Table(columns, rows)))
        .block(Block::new("decision", Text::new("mfc-decision")).with(Piece::Form(form)));
    boards::answer(operator, &page, StatusCode::OK)
}

/// A line of the comparison, with its mark.
fn row(line: &Line) -> Vec<Cell> {
    let cell = |text: Text| Cell { text, badge: None };
    let known = line.known.clone().map_or_else(|| Text::new("kit-absent"), Text::plain);
    let badge = match (line.is_equal, &line.known) {
        // A child had no passport before: there is nothing that it could be equal to.
        (true, None) => Badge::new(Tone::Neutral, "NEW", Text::new("mfc-new")),
        (true, Some(_)) => Badge::new(Tone::Good, "EQUAL", Text::new("mfc-equal")),
        (false, _) => Badge::new(Tone::Bad, "DIFFERENT", Text::new("mfc-not-equal")),
    };
    let verdict = Cell { text: Text::plain(""), badge: Some(badge) };
    vec![cell(refusals::matter(line.matter)), cell(known), cell(Text::plain(line.shown.as_str())), verdict]
}

/// Enter does what the comparison suggests.
fn decisions(comparison: &Comparison) -> Vec<Button> {
    let confirm = |button: fn(Text) -> Button| button(Text::new("mfc-confirm")).sends("do", "confirm");
    let refuse = |button: fn(Text) -> Button| button(Text::new("mfc-refuse")).sends("do", "refuse");
    let restore = Button::plain(Text::new("mfc-restore")).sends("do", "restore");
    match comparison.fault() {
        None => vec![confirm(Button::main), refuse(Button::plain), restore],
        Some(_) => vec![refuse(Button::main), confirm(Button::plain), restore],
    }
}
