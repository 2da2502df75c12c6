//! The page that the letter of an invitation leads to.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::account::AccountLevel;
use crate::flow::organizations::invitations;
use crate::flow::organizations::invitations::NotAccepted;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::organizations;
use crate::web::pages::profile::organizations::ORGANIZATIONS;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::Fact;

/// `GET /profile/organizations/invitation/{key}`.
pub async fn get(stand: OfStand, key: Path<String>, By(visit): By<Visit>) -> Answered {
    draw(&stand, &visit, &key, None)
}

/// `POST /profile/organizations/invitation/{key}`: «Принять».
pub async fn post(stand: OfStand, key: Path<String>, Posted(visit, _): Posted<Visit>) -> Answered {
    let (person, token) = (visit.holder.oid(), key.clone());
    match stand.write(move |cx| invitations::accept(cx, person, &token)).await? {
        Ok(_) => Ok(profile::done(&stand, ORGANIZATIONS, "accepted")),
        Err(why) => draw(&stand, &visit, &key, Some(why)),
    }
}

fn draw(stand: &Stand, visit: &Visit, key: &str, why: Option<NotAccepted>) -> Answered {
    let page = |heading| organizations::form_page(stand, visit, &format!("/invitation/{key}"), heading);
    let (invitation, data) = match stand.read(|cx| invitations::open(cx, key))? {
        Ok(found) => found,
        Err(over) => {
            // The form goes nowhere: nothing that was sent is repeated in it.
            let over = organizations::form_page(stand, visit, "", Text::new("organizations-invitation-over"))
                .intro(over.told());
            return Ok(pages::html(StatusCode::OK, &over));
        }
    };
    let until = stand.config.zone.local(invitation.expires_at).format("%d.%m.%Y").to_string();
    let page = page(Text::new("organizations-invitation-title"))
        .intro(Text::new("organizations-invitation-what"))
        .fact(Fact::new(Text::new("organizations-full-name"), Text::plain(data.full_name)))
        .fact(Fact::or_absent(Text::new("organizations-position"), invitation.position))
        .fact(Fact::new(Text::new("organizations-until"), Text::plain(until)));
    let is_confirmed = visit.holder.account.level == AccountLevel::Confirmed;
    let page = match why {
        Some(why) => page.error(why.told()),
        None if !is_confirmed => page.error(NotAccepted::NotConfirmed.told()),
        None => page,
    };
    Ok(pages::html(StatusCode::OK, &page.button(Button::main(Text::new("organizations-accept")))))
}
