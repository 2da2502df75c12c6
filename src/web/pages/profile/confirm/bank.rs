//! A bank that knows its client: a page in its place, where the tester chooses what it sends.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::account::AccountLevel;
use crate::flow::account::levels::Proof;
use crate::flow::confirmation;
use crate::flow::confirmation::hindrance::Matter;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::papers::Papers;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile::confirm;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

/// `GET /profile/confirm/bank`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    draw(&stand, &visit, &Typed::default(), None)
}

/// `POST /profile/confirm/bank`.
pub async fn post(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    if typed.text("do") != "agree" {
        return Ok(draw(&stand, &visit, &typed, Some(Text::new("confirm-bank-denied"))));
    }
    let (oid, sends_another) = (visit.holder.oid(), typed.text("data") == "another");
    let confirmed = stand.write(move |cx| {
        let Some(own) = confirmation::own_papers(cx, oid)? else {
            return Ok(Err(NotConfirmed::Incomplete(vec![Matter::Document])));
        };
        let sent = if sends_another { with_another_passport(own) } else { own };
        confirmation::confirm(cx, oid, &sent, Proof::Bank)
    });
    Ok(match confirmed.await? {
        Ok(_) => confirm::done(&stand, "confirmed"),
        Err(why) => draw(&stand, &visit, &typed, Some(why.told())),
    })
}

/// The papers of a client whose passport the bank has recorded before it was replaced.
fn with_another_passport(mut papers: Papers) -> Papers {
    let number = papers.document.number.unwrap_or_default();
    papers.document.number = Some(number.chars().rev().collect::<String>() + "0");
    papers
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed, error: Option<Text>) -> HttpResponse {
    let title = Text::new("confirm-way-bank");
    match visit.holder.account.level {
        AccountLevel::Confirmed => return confirm::plain(stand, visit, title, vec![Text::new("confirm-already")]),
        AccountLevel::Child => return confirm::plain(stand, visit, title, vec![Text::new("confirm-child")]),
        AccountLevel::Simplified | AccountLevel::SimplifiedReady | AccountLevel::Standard => {}
    }
    let data = vec![
        Choice::new("same", Text::new("confirm-bank-same")),
        Choice::new("another", Text::new("confirm-bank-another")),
    ];
    let field = typed.fill(FormField::new("data", Text::new("confirm-bank-data"), FieldKind::Radio(data)));
    let is_first = field.value.is_empty();
    let page = confirm::form_page(stand, visit, "bank", title)
        .intro(Text::new("confirm-bank-what"))
        .error(error)
        .field(if is_first { field.value("same") } else { field })
        .button(Button::main(Text::new("confirm-bank-agree")).sends("do", "agree"))
        .button(Button::plain(Text::new("confirm-bank-deny")).sends("do", "deny"));
    pages::html(StatusCode::OK, &page)
}
