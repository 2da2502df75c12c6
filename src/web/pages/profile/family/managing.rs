//! A parent gives the child's account a new password, or deletes it.

use crate::flow::account::passwords;
use crate::flow::children::managing;
use crate::flow::children::managing::Managed;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::pages;
use crate::web::pages::profile;
use crate::web::pages::profile::family;
use crate::web::pages::profile::family::Own;
use crate::web::pages::profile::family::creation;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FormPage;

/// `GET /profile/family/{id}/password`.
pub async fn password(stand: OfStand, By(own): By<Own>) -> Answered {
    managed(&stand, &own, |managed| managed.is_managed)?;
    Ok(family::show(&password_page(&stand, &own, &Typed::default())))
}

/// The linked account, if the parent may do that with it; else back to the card, which offers what they may.
pub(super) fn managed(stand: &OfStand, own: &Own, may: fn(&Managed) -> bool) -> Result<Managed, Exit> {
    let found = stand.read(|cx| managing::managed(cx, &own.card))?;
    found.filter(may).ok_or_else(|| pages::see(stand, &own.path("")).into())
}

fn password_page(stand: &Stand, own: &Own, typed: &Typed) -> FormPage {
    let page = own
        .form(stand, "/password", Text::new("family-password"))
        .intro(Text::new("family-password-intro"))
        .fact(Fact::new(Text::new("family-child"), Text::plain(own.card.person.name.to_string())));
    creation::password_fields(page, typed).button(Button::main(Text::new("family-save")))
}

/// `POST /profile/family/{id}/password`.
pub async fn set_password(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let managed = managed(&stand, &own, |managed| managed.is_managed)?;
    let logins: Vec<String> = managed.contacts.into_iter().map(|contact| contact.value).collect();
    if !creation::is_good_password(&stand, &mut typed, &logins) {
        return Ok(family::show(&password_page(&stand, &own, &typed)));
    }
    let hash = passwords::hash(&stand, typed.secret("password"))?;
    let done = own.transact(&stand, move |cx, _, card| managing::set_password(cx, card, &hash)).await?;
    if !done {
        return Ok(pages::see(&stand, &own.path("")));
    }
    Ok(profile::done(&stand, &own.path(""), "password"))
}

/// `GET /profile/family/{id}/account/deletion`.
pub async fn deletion(stand: OfStand, By(own): By<Own>) -> Answered {
    managed(&stand, &own, |managed| managed.is_small)?;
    let page = own
        .form(&stand, "/account/deletion", Text::new("family-deletion-title"))
        .intro(Text::new("family-deletion-intro"))
        .fact(Fact::new(Text::new("family-child"), Text::plain(own.card.person.name.to_string())))
        .button(Button::danger(Text::new("family-deletion")));
    Ok(family::show(&page))
}

/// `POST /profile/family/{id}/account/deletion`.
pub async fn delete(stand: OfStand, Posted(own, _): Posted<Own>) -> Answered {
    let done = own.transact(&stand, move |cx, parent, card| managing::delete(cx, parent.oid, card)).await?;
    if !done {
        return Ok(pages::see(&stand, &own.path("")));
    }
    Ok(profile::done(&stand, &own.path(""), "account-deleted"))
}
