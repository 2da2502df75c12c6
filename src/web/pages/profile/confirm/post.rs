//! A code by letter on paper: the address it goes to, then the code.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::account::AccountLevel;
use crate::domain::address::AddressParts;
use crate::flow::Stop;
use crate::flow::confirmation::post;
use crate::flow::confirmation::post::LENGTH;
use crate::flow::stand::Stand;
use crate::storage::post_codes::PostCode;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile::confirm;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// `GET /profile/confirm/post`: the code if one is on its way, or else the address.
pub async fn get(stand: OfStand, Query(asked): Query, By(visit): By<Visit>) -> Answered {
    let oid = visit.holder.oid();
    Ok(match stand.read(|cx| post::waiting(cx, oid))? {
        Some(code) if asked.get("again").is_none() => ask_code(&stand, &visit, Some(&code), &Typed::default()),
        _ => ask_address(&stand, &visit, &Typed::default(), None),
    })
}

/// `POST /profile/confirm/post`: orders a letter.
pub async fn order(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let Some(address) = read(&mut typed) else { return Ok(ask_address(&stand, &visit, &typed, None)) };
    let oid = visit.holder.oid();
    Ok(match stand.write(move |cx| post::order(cx, oid, address)).await? {
        Ok(_) => pages::see(&stand, "/profile/confirm/post"),
        Err(why) => ask_address(&stand, &visit, &typed, Some(why.told())),
    })
}

/// `POST /profile/confirm/post/code`: the code of the letter.
pub async fn code(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    Ok(match enter(&stand, &visit, &mut typed).await? {
        Some(response) => response,
        None => confirm::done(&stand, "confirmed"),
    })
}

/// Takes the code; a page, where it was not the right one.
async fn enter(stand: &OfStand, visit: &Visit, typed: &mut Typed) -> Result<Option<HttpResponse>, Stop> {
    let code = typed.code(LENGTH);
    if code.trim().is_empty() {
        typed.wrong("code", Text::new("mistake-code-empty"));
        return Ok(Some(ask_code(stand, visit, None, typed)));
    }
    let account = visit.holder.account.clone();
    match stand.write(move |cx| post::enter(cx, &account, &code)).await? {
        Ok(()) => Ok(None),
        Err(post::Mistake::AlreadyConfirmed) => Ok(Some(confirm::done(stand, "confirmed"))),
        Err(mistake) => {
            typed.wrong("code", mistake.told());
            Ok(Some(ask_code(stand, visit, None, typed)))
        }
    }
}

fn ask_code(stand: &Stand, visit: &Visit, code: Option<&PostCode>, typed: &Typed) -> HttpResponse {
    let page = confirm::form_page(stand, visit, "post/code", Text::new("confirm-post-code-title"));
    let until = |code: &PostCode| {
        let end = stand.config.zone.local(code.expires_at).format("%d.%m.%Y").to_string();
        Text::new("confirm-post-until").with("date", end)
    };
    let page = code.map(until).into_iter().fold(page.intro(Text::new("confirm-post-code-what")), FormPage::intro);
    let field = FormField::new("code", Text::new("confirm-post-code"), FieldKind::Code(LENGTH));
    let page = page
        .field(field.error(typed.mistake("code")))
        .button(Button::main(Text::new("confirm-post-enter")))
        .link(format!("{}?again=1", confirm::address(stand, "post")), Text::new("confirm-post-again"))
        .hints(confirm::hints(stand));
    pages::html(StatusCode::OK, &page)
}

fn ask_address(stand: &Stand, visit: &Visit, typed: &Typed, error: Option<Text>) -> HttpResponse {
    match visit.holder.account.level {
        AccountLevel::Standard => {}
        AccountLevel::Confirmed => {
            return confirm::plain(stand, visit, Text::new("confirm-way-post"), vec![Text::new("confirm-already")]);
        }
        _ => {
            return confirm::plain(
                stand,
                visit,
                Text::new("confirm-way-post"),
                vec![Text::new("confirm-not-standard")],
            );
        }
    }
    let field = |name, key, kind| FormField::new(name, Text::new(key), kind);
    let page = confirm::form_page(stand, visit, "post", Text::new("confirm-way-post"))
        .intro(Text::new("confirm-post-what"))
        .error(error)
        .field(typed.fill(field("zip_code", "confirm-zip", FieldKind::Digits)))
        .field(typed.fill(field("region", "confirm-region", FieldKind::Text)))
        .field(typed.fill(field("city", "confirm-city", FieldKind::Text)))
        .field(typed.fill(field("street", "confirm-street", FieldKind::Text).optional()))
        .field(typed.fill(field("house", "confirm-house", FieldKind::Text)))
        .field(typed.fill(field("flat", "confirm-flat", FieldKind::Text).optional()))
        .button(Button::main(Text::new("confirm-post-order")));
    pages::html(StatusCode::OK, &page)
}

/// Longest part of an address.
const LONGEST: usize = 200;

fn read(typed: &mut Typed) -> Option<AddressParts> {
    let zip_code = typed.text("zip_code").to_owned();
    if zip_code.len() != 6 || !zip_code.bytes().all(|b| b.is_ascii_digit()) {
        typed.wrong("zip_code", Text::new("confirm-zip-wrong"));
    }
    let mut part = |name: &'static str, is_needed: bool| {
        let text = typed.text(name).to_owned();
        if is_needed && text.is_empty() {
            typed.wrong(name, Text::new("mistake-empty"));
        }
        if text.chars().count() > LONGEST {
            typed.wrong(name, Text::new("papers-too-long"));
        }
        Some(text).filter(|text| !text.is_empty())
    };
    let parts = AddressParts {
        region: part("region", true),
        city: part("city", true),
        street: part("street", false),
        house: part("house", true),
        flat: part("flat", false),
        zip_code: Some(zip_code),
        country: Some("RUS".to_owned()),
        ..AddressParts::default()
    };
    typed.is_right().then_some(parts)
}
