//! «Привязать» by the e-mail that the child's account has, and «Отвязать».

use actix_web::HttpResponse;

use crate::domain::email::Email;
use crate::flow::children;
use crate::flow::children::Obstacle;
use crate::flow::children::linking;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::profile;
use crate::web::pages::profile::family;
use crate::web::pages::profile::family::Own;
use crate::web::pages::profile::family::words;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// `GET /profile/family/{id}/link`.
pub async fn get(stand: OfStand, By(own): By<Own>) -> Answered {
    let obstacle = stand.read(|cx| children::link_obstacle(cx, &own.visit.holder.account, &own.card))?;
    Ok(match obstacle {
        Some(obstacle) => refused(&stand, &own, obstacle),
        None => family::show(&page(&stand, &own, &Typed::default())),
    })
}

fn refused(stand: &Stand, own: &Own, obstacle: Obstacle) -> HttpResponse {
    if obstacle == Obstacle::HasAccount {
        return pages::see(stand, &own.path(""));
    }
    family::show(&own.form(stand, "/link", Text::new("family-link-title")).error(words::obstacle(obstacle)))
}

fn page(stand: &Stand, own: &Own, typed: &Typed) -> FormPage {
    let email = FormField::new("email", Text::new("family-link-email"), FieldKind::Email).autocomplete("off");
    own.form(stand, "/link", Text::new("family-link-title"))
        .intro(Text::new("family-link-intro"))
        .fact(Fact::new(Text::new("family-child"), Text::plain(own.card.person.name.to_string())))
        .field(typed.fill(email))
        .button(Button::main(Text::new("family-next")))
        .hints(profile::hints(stand, Text::new("family-hint-link")))
}

/// `POST /profile/family/{id}/link`: the same answer, whosever the e-mail is.
pub async fn request(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let Some(email) = typed.read("email", |text| Email::parse(text).map(|email| email.to_string())) else {
        return Ok(family::show(&page(&stand, &own, &typed)));
    };
    let done = own.transact(&stand, move |cx, parent, card| linking::request(cx, parent, card, &email)).await?;
    Ok(match done {
        Ok(()) => profile::done(&stand, &own.path(""), "link-asked"),
        Err(obstacle) => refused(&stand, &own, obstacle),
    })
}

/// `POST /profile/family/{id}/unlink`.
pub async fn unlink(stand: OfStand, Posted(own, _): Posted<Own>) -> Answered {
    own.transact(&stand, |cx, parent, card| linking::unlink(cx, parent.oid, card)).await?;
    Ok(profile::done(&stand, &own.path(""), "unlinked"))
}
