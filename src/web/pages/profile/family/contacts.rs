//! A parent changes e-mail and phone of the child's account; each counts once it is verified.

use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::phone::Phone;
use crate::flow::children::managing;
use crate::flow::children::managing::Managed;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::profile;
use crate::web::pages::profile::family;
use crate::web::pages::profile::family::Own;
use crate::web::pages::profile::family::creation;
use crate::web::pages::profile::family::managing::managed;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// `GET /profile/family/{id}/contacts`.
pub async fn get(stand: OfStand, By(own): By<Own>) -> Answered {
    let managed = managed(&stand, &own, |managed| managed.is_small)?;
    let mut page = page(&stand, &own, &Typed::default());
    for field in &mut page.fields {
        let kind = if field.name == "email" { ContactKind::Email } else { ContactKind::Mobile };
        field.value = value(&managed, kind);
    }
    Ok(family::show(&page))
}

fn value(managed: &Managed, kind: ContactKind) -> String {
    managed.contact(kind).map(|contact| contact.value.clone()).unwrap_or_default()
}

fn page(stand: &Stand, own: &Own, typed: &Typed) -> FormPage {
    let email = FormField::new("email", Text::new("family-email"), FieldKind::Email).autocomplete("off");
    let phone = FormField::new("phone", Text::new("family-phone"), FieldKind::Phone).autocomplete("off").optional();
    own.form(stand, "/contacts", Text::new("family-contacts"))
        .intro(Text::new("family-change-intro"))
        .field(typed.fill(email.hint(Text::new("family-email-hint"))))
        .field(typed.fill(phone))
        .button(Button::main(Text::new("family-save")))
}

/// `POST /profile/family/{id}/contacts`.
pub async fn change(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    managed(&stand, &own, |managed| managed.is_small)?;
    let email = typed.read("email", |text| Email::parse(text).map(|email| email.to_string()));
    let mobile = typed.read_optional("phone", |text| Phone::parse(text).map(|phone| phone.to_string()));
    if !typed.is_right() {
        return Ok(family::show(&page(&stand, &own, &typed)));
    }
    let mut waits = Vec::new();
    for (field, kind, value) in [("email", ContactKind::Email, email), ("phone", ContactKind::Mobile, mobile)] {
        let Some(value) = value else { continue };
        let sent = own.transact(&stand, move |cx, _, card| managing::change_contact(cx, card, kind, &value)).await?;
        match sent {
            Ok(true) => waits.push(kind),
            Ok(false) => {}
            Err(unsent) => typed.wrong(field, creation::told(&own, &unsent)),
        }
    }
    Ok(if !typed.is_right() {
        family::show(&page(&stand, &own, &typed))
    } else if waits.contains(&ContactKind::Mobile) {
        pages::see(&stand, &own.path("/contacts/code"))
    } else if waits.is_empty() {
        pages::see(&stand, &own.path(""))
    } else {
        profile::done(&stand, &own.path(""), "letter")
    })
}

/// `GET /profile/family/{id}/contacts/code`.
pub async fn code(stand: OfStand, By(own): By<Own>) -> Answered {
    code_page(&stand, &own, &Typed::default())
}

fn code_page(stand: &OfStand, own: &Own, typed: &Typed) -> Answered {
    let (phone, hints) = stand.read(|cx| {
        let hints = own.hints(cx, Text::new("family-hint-password"))?;
        Ok((managing::waiting_phone(cx, &own.card)?, hints))
    })?;
    let Some(phone) = phone else { return Ok(pages::see(stand, &own.path("/contacts"))) };
    let code = FormField::new("code", Text::new("family-code"), FieldKind::Code(verification::LENGTH));
    let page = own
        .form(stand, "/contacts/code", Text::new("family-code-title"))
        .fact(Fact::new(Text::new("profile-mobile"), Text::plain(phone)))
        .field(code.error(typed.mistake("code")))
        .button(Button::main(Text::new("family-next")))
        .link(own.href(stand, "/contacts"), Text::new("family-change"))
        .hints(hints);
    Ok(family::show(&page))
}

/// `POST /profile/family/{id}/contacts/code`.
pub async fn verify(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let code = typed.code(verification::LENGTH);
    match own.transact(&stand, move |cx, _, card| managing::verify_phone(cx, card, &code)).await? {
        Ok(()) => Ok(profile::done(&stand, &own.path(""), "contacts")),
        Err(mistake) => {
            typed.wrong("code", mistake.told());
            code_page(&stand, &own, &typed)
        }
    }
}

/// `POST /profile/family/{id}/letter`: another letter to the e-mail that waits.
pub async fn letter(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let email = value(&managed(&stand, &own, |managed| managed.is_small)?, ContactKind::Email);
    let kind = ContactKind::Email;
    match own.transact(&stand, move |cx, _, card| managing::change_contact(cx, card, kind, &email)).await? {
        Ok(_) => Ok(profile::done(&stand, &own.path(""), "letter")),
        Err(unsent) => {
            typed.wrong("email", creation::told(&own, &unsent));
            Ok(family::show(&page(&stand, &own, &typed)))
        }
    }
}
