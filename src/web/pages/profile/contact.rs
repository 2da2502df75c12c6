//! Phone and e-mail of «Мои данные»: given, changed, verified by a code or a letter, removed.

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::phone::Phone;
use crate::domain::verification::PendingVerification;
use crate::flow::account::links;
use crate::flow::profile::contacts;
use crate::flow::profile::contacts::NotRemoved;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::protocol::lack::Lack;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::contact_list;
use crate::web::pages::profile::data;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::Notice;
use crate::web::views::PageLink;
use crate::web::views::SentCode;

fn kind_of(text: &str) -> Result<ContactKind, Exit> {
    let known = links::VERIFIED.into_iter().find(|kind| kind.wire() == text);
    known.ok_or_else(|| profile::absent(Lack::ContactKind))
}

/// `GET /profile/contacts/change?kind=`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    let kind = kind_of(&profile::asked(&http, "kind"))?;
    Ok(profile::answer_form(&change_page(&stand, &visit, kind, &Typed::default())))
}

/// `POST /profile/contacts/change`.
pub async fn change(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let kind = kind_of(typed.text("kind"))?;
    let value = match kind {
        ContactKind::Email => typed.read("value", |text| Email::parse(text).map(|email| email.to_string())),
        _ => typed.read("value", |text| Phone::parse(text).map(|phone| phone.to_string())),
    };
    let Some(value) = value else { return Ok(profile::answer_form(&change_page(&stand, &visit, kind, &typed))) };
    let oid = visit.holder.oid();
    Ok(match stand.write(move |cx| contacts::change(cx, oid, kind, &value)).await? {
        Ok(()) => sent(&stand, kind),
        Err(mistake) => {
            typed.wrong("value", mistake.told());
            profile::answer_form(&change_page(&stand, &visit, kind, &typed))
        }
    })
}

/// Something was sent: a code is asked for, a letter is waited for.
fn sent(stand: &Stand, kind: ContactKind) -> HttpResponse {
    if kind == ContactKind::Mobile {
        return pages::see(stand, contact_list::CODE);
    }
    profile::done(stand, paths::DATA, "letter_sent")
}

fn change_page(stand: &Stand, visit: &Visit, kind: ContactKind, typed: &Typed) -> FormPage {
    let (heading, intro, field) = match kind {
        ContactKind::Email => ("contact-email-title", "contact-email-intro", FieldKind::Email),
        _ => ("contact-mobile-title", "contact-mobile-intro", FieldKind::Phone),
    };
    profile::form_page(stand, visit, contact_list::CHANGE, Text::new(heading))
        .intro(Text::new(intro))
        .hidden("kind", kind.wire())
        .field(typed.fill(FormField::new("value", contact_list::label(kind), field)))
        .button(Button::main(Text::new("contact-send")))
        .link(format!("{}{}", stand.base_path, paths::DATA), Text::new("edit-cancel"))
        .hints(profile::hints(stand, Text::new("contact-hint")))
}

/// `GET /profile/contacts/code`.
pub async fn code(stand: OfStand, By(visit): By<Visit>) -> Answered {
    let pending = stand.read(|cx| contacts::pending(cx, visit.holder.oid(), ContactKind::Mobile))?;
    Ok(match pending {
        Some(pending) => profile::answer_form(&code_page(&stand, &visit, &pending, &Typed::default())),
        None => profile::done(&stand, paths::DATA, "nothing"),
    })
}

/// `POST /profile/contacts/code`.
pub async fn confirm(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let (oid, code) = (visit.holder.oid(), typed.code(verification::LENGTH));
    let confirmed = stand.write(move |cx| {
        let pending = contacts::pending(cx, oid, ContactKind::Mobile)?;
        Ok((contacts::confirm(cx, oid, &code)?, pending))
    });
    Ok(match confirmed.await? {
        (Ok(()), _) => profile::done(&stand, paths::DATA, "contact_verified"),
        (Err(mistake), Some(pending)) => {
            typed.wrong("code", mistake.told());
            profile::answer_form(&code_page(&stand, &visit, &pending, &typed))
        }
        (Err(_), None) => profile::done(&stand, paths::DATA, "nothing"),
    })
}

fn code_page(stand: &Stand, visit: &Visit, pending: &PendingVerification, typed: &Typed) -> FormPage {
    let code = FormField::new("code", Text::new("contact-code"), FieldKind::Code(verification::LENGTH));
    let hints = profile::hints(stand, Text::new("contact-hint")).map(|hints| Hints {
        sent: pending.code.clone().map(|code| {
            let log = format!("{}/logs/sms", stand.base_path);
            SentCode { code, log: Some(PageLink::new(log, Text::new("second-factor-all-sent"))) }
        }),
        ..hints
    });
    profile::form_page(stand, visit, contact_list::CODE, Text::new("contact-code-title"))
        .intro(Text::new("contact-code-intro").with("phone", pending.value.as_str()))
        .field(typed.fill(code))
        .button(Button::main(Text::new("contact-confirm")))
        .link(format!("{}{}", stand.base_path, paths::DATA), Text::new("contact-later"))
        .hints(hints)
}

/// `POST /profile/contacts/resend`.
pub async fn resend(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let kind = kind_of(typed.text("kind"))?;
    let oid = visit.holder.oid();
    Ok(match stand.write(move |cx| contacts::resend(cx, oid, kind)).await? {
        Some(Ok(())) => sent(&stand, kind),
        Some(Err(mistake)) => refused(&stand, &visit, mistake.told())?,
        None => return Err(profile::absent(Lack::WaitingContact)),
    })
}

/// `POST /profile/contacts/cancel`.
pub async fn cancel(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let kind = kind_of(typed.text("kind"))?;
    let oid = visit.holder.oid();
    stand.write(move |cx| links::cancel_change(cx, oid, kind)).await?;
    Ok(profile::done(&stand, paths::DATA, "contact_cancelled"))
}

/// `POST /profile/contacts/remove`.
pub async fn remove(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let (oid, id) = (visit.holder.oid(), typed.text("id").parse().unwrap_or_default());
    Ok(match stand.write(move |cx| contacts::remove(cx, oid, id)).await? {
        Ok(()) => profile::done(&stand, paths::DATA, "contact_removed"),
        Err(NotRemoved::Absent) => return Err(profile::absent(Lack::Contact)),
        Err(NotRemoved::Last) => refused(&stand, &visit, Text::new("contact-last"))?,
        Err(NotRemoved::SecondFactor) => refused(&stand, &visit, Text::new("contact-second-factor"))?,
    })
}

/// The page again, with why nothing was done.
fn refused(stand: &Stand, visit: &Visit, why: Text) -> Answered {
    Ok(profile::answer(&data::page(stand, visit)?.notice(Notice::error(why))))
}
