//! «Центр обслуживания» (МФЦ) under `/_mock/mfc`: the tester is the operator.
//!
//! [`account`] is what they do with an account, [`newcomer`] with a visitor who has
//! none.

pub mod account;
pub mod newcomer;
pub mod parts;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::account::Account;
use crate::domain::dates::parse_birth_date;
use crate::domain::login::Login;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::domain::person::Person;
use crate::flow::Stop;
use crate::flow::confirmation::desk;
use crate::flow::confirmation::desk::Sought;
use crate::flow::stand::Stand;
use crate::storage::people;
use crate::texts::Text;
use crate::web::desk::mfc::parts::DESK;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::response;

/// `GET /_mock/mfc`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    search(&stand, operator, &Typed::default(), None, &[])
}

/// `POST /_mock/mfc`: looks for an account.
pub async fn post(stand: OfStand, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let Some(sought) = read(&stand, &mut typed) else { return Ok(search(&stand, operator, &typed, None, &[])) };
    let found = stand.read(|cx| {
        let accounts = desk::find(cx, &sought)?;
        let named = |account: Account| Ok((people::find(cx.sql, account.oid)?, account));
        accounts.into_iter().map(named).collect::<Result<Vec<_>, Stop>>()
    })?;
    Ok(match found.as_slice() {
        [] => search(&stand, operator, &typed, Some(Text::new("mfc-not-found")), &[]),
        [(_, only)] => response::see(&stand, &format!("{DESK}/accounts/{}", only.oid)),
        several => {
            let links: Vec<_> = several.iter().map(link).collect();
            search(&stand, operator, &typed, Some(Text::new("mfc-found-several")), &links)
        }
    })
}

/// One of several that were found: its path, and its words.
fn link((person, account): &(Option<Person>, Account)) -> (String, Text) {
    let name = person.as_ref().map(|person| person.name.to_string()).unwrap_or_default();
    let text = Text::new("mfc-found-one")
        .with("name", name)
        .with("oid", account.oid.to_string())
        .with("level", Text::new(account.level.title_key()));
    (format!("/accounts/{}", account.oid), text)
}

fn read(stand: &Stand, typed: &mut Typed) -> Option<Sought> {
    if !typed.text("login").is_empty() {
        let login = Login::parse(typed.text("login"));
        if login.is_none() {
            typed.wrong("login", Text::new("sign-in-login-unreadable"));
        }
        return login.map(Sought::Login);
    }
    if ["last_name", "first_name", "birth_date"].iter().all(|name| typed.text(name).is_empty()) {
        typed.wrong("login", Text::new("mfc-search-empty"));
        return None;
    }
    let last_name = typed.read("last_name", NamePart::parse);
    let first_name = typed.read("first_name", NamePart::parse);
    let middle_name = typed.read_optional("middle_name", NamePart::parse);
    let born = typed.read("birth_date", |text| parse_birth_date(text, stand.today()));
    typed.is_right().then_some(())?;
    Some(Sought::Person(FullName::new(last_name?, first_name?, middle_name), born?))
}

fn search(
    stand: &Stand,
    operator: Operator,
    typed: &Typed,
    error: Option<Text>,
    found: &[(String, Text)],
) -> HttpResponse {
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind).optional());
    let page = parts::form(stand, &operator, "", Text::new("mfc-title"))
        .intro(Text::new("mfc-search"))
        .error(error)
        .field(field("login", "mfc-search-login", FieldKind::Text))
        .field(field("last_name", "papers-last-name", FieldKind::Name).heading(Text::new("mfc-search-person")))
        .field(field("first_name", "papers-first-name", FieldKind::Name))
        .field(field("middle_name", "papers-middle-name", FieldKind::Name))
        .field(field("birth_date", "papers-birth-date", FieldKind::Date))
        .button(Button::main(Text::new("mfc-find")));
    let page = found.iter().fold(page, |page, (path, text)| page.link(parts::address(stand, path), text.clone()));
    let page = page.link(parts::address(stand, "/newcomer"), Text::new("mfc-newcomer"));
    operator.sees(&page, StatusCode::OK)
}
