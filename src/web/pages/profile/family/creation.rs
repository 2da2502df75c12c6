//! «Создать»: e-mail and phone of the child, then the code and a password.

use actix_web::HttpResponse;

use crate::domain::child::Application;
use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::phone::Phone;
use crate::flow::account::contacts::Holder;
use crate::flow::account::passwords;
use crate::flow::children;
use crate::flow::children::Obstacle;
use crate::flow::children::creation;
use crate::flow::children::creation::Chosen;
use crate::flow::children::creation::NotBegun;
use crate::flow::children::creation::Unfinished;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::flow::verification::Unsent;
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
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// The choice of «Детская почта» in place of an own address.
const CHILD_MAIL: &str = "child_mail";

/// `GET /profile/family/{id}/account`.
pub async fn get(stand: OfStand, By(own): By<Own>) -> Answered {
    let (obstacle, begun) = stand.read(|cx| {
        let obstacle = children::obstacle(cx, &own.visit.holder.account, &own.card)?;
        Ok((obstacle, creation::application(cx, own.card.id)?))
    })?;
    if let Some(obstacle) = obstacle {
        return Ok(refused(&stand, &own, obstacle));
    }
    let mut page = first_page(&stand, &own, &Typed::default());
    for field in &mut page.fields {
        match (field.name, &begun) {
            ("email", Some(begun)) => field.value.clone_from(&begun.email),
            ("phone", Some(begun)) => field.value = begun.mobile.clone().unwrap_or_default(),
            _ => {}
        }
    }
    Ok(family::show(&page))
}

/// There is nothing to fill in: the page only says why.
fn refused(stand: &Stand, own: &Own, obstacle: Obstacle) -> HttpResponse {
    if obstacle == Obstacle::HasAccount {
        return pages::see(stand, &own.path(""));
    }
    let page = own.form(stand, "/account", Text::new("family-account")).error(words::obstacle(obstacle));
    family::show(&page)
}

/// `POST /profile/family/{id}/account`.
pub async fn begin(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let is_child_mail = typed.text("mailbox") == CHILD_MAIL;
    let parse_email = |text: &str| Email::parse(text).map(|email| email.to_string());
    let email = if is_child_mail { None } else { typed.read("email", parse_email) };
    let mobile = typed.read_optional("phone", |text| Phone::parse(text).map(|phone| phone.to_string()));
    if !typed.is_right() {
        return Ok(family::show(&first_page(&stand, &own, &typed)));
    }
    let chosen = Chosen { email, mobile };
    match own.transact(&stand, move |cx, parent, card| creation::begin(cx, parent, card, &chosen)).await? {
        Ok(()) => Ok(pages::see(&stand, &own.path("/account/password"))),
        Err(NotBegun::Obstacle(obstacle)) => Ok(refused(&stand, &own, obstacle)),
        Err(NotBegun::Contact(kind, unsent)) => {
            let field = if kind == ContactKind::Email { "email" } else { "phone" };
            typed.wrong(field, told(&own, &unsent));
            Ok(family::show(&first_page(&stand, &own, &typed)))
        }
    }
}

/// Whose a contact is nobody learns, unless it is their own.
pub(super) fn told(own: &Own, unsent: &Unsent) -> Text {
    match unsent {
        Unsent::Taken(Holder::Account(oid)) if *oid == own.visit.holder.oid() => Text::new("family-contact-own"),
        other => other.told(),
    }
}

fn first_page(stand: &Stand, own: &Own, typed: &Typed) -> FormPage {
    let mailboxes = vec![
        Choice::new("own", Text::new("family-mailbox-own")),
        Choice::new(CHILD_MAIL, Text::new("family-mailbox-child")).hint(Text::new("family-mailbox-child-hint")),
    ];
    let mut mailbox = typed.fill(FormField::new("mailbox", Text::new("family-mailbox"), FieldKind::Radio(mailboxes)));
    if mailbox.value.is_empty() {
        mailbox = mailbox.value("own");
    }
    let email = FormField::new("email", Text::new("family-email"), FieldKind::Email).autocomplete("off");
    let phone = FormField::new("phone", Text::new("family-phone"), FieldKind::Phone).autocomplete("off").optional();
    own.form(stand, "/account", Text::new("family-account"))
        .intro(Text::new("family-contacts-intro"))
        .fact(Fact::new(Text::new("family-child"), Text::plain(own.card.person.name.to_string())))
        .field(mailbox)
        .field(typed.fill(email.hint(Text::new("family-email-hint"))))
        .field(typed.fill(phone.hint(Text::new("family-phone-hint"))))
        .button(Button::main(Text::new("family-next")))
        .hints(profile::hints(stand, Text::new("family-hint-contacts")))
}

/// `GET /profile/family/{id}/account/password`.
pub async fn password(stand: OfStand, By(own): By<Own>) -> Answered {
    second(&stand, &own, &Typed::default(), None)
}

/// `POST /profile/family/{id}/account/password`: the last step, or the wish for another letter or code.
pub async fn finish(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let again = match typed.text("again") {
        "email" => Some(ContactKind::Email),
        "phone" => Some(ContactKind::Mobile),
        _ => None,
    };
    if let Some(kind) = again {
        return sent_again(&stand, &own, kind).await;
    }
    let Some(begun) = stand.read(|cx| creation::application(cx, own.card.id))? else {
        return Ok(pages::see(&stand, &own.path("")));
    };
    let logins: Vec<String> = std::iter::once(begun.email.clone()).chain(begun.mobile.clone()).collect();
    if !is_good_password(&stand, &mut typed, &logins) {
        return second(&stand, &own, &typed, None);
    }
    let hash = passwords::hash(&stand, typed.secret("password"))?;
    let code = typed.code(verification::LENGTH);
    let done = own.transact(&stand, move |cx, parent, card| creation::finish(cx, parent, card, &code, hash)).await?;
    match done {
        Ok(_) if begun.email_verification.is_verified() => Ok(profile::done(&stand, &own.path(""), "created")),
        Ok(_) => Ok(profile::done(&stand, &own.path(""), "created-unverified")),
        Err(Unfinished::Gone) => Ok(pages::see(&stand, &own.path("/account"))),
        Err(Unfinished::Obstacle(obstacle)) => Ok(refused(&stand, &own, obstacle)),
        Err(Unfinished::EmailWaits) => second(&stand, &own, &typed, Some(Text::new("family-letter-first"))),
        Err(Unfinished::Code(mistake)) => {
            typed.wrong("code", mistake.told());
            second(&stand, &own, &typed, None)
        }
    }
}

/// Is a new password good? Says what is wrong with it if it is not.
pub(super) fn is_good_password(stand: &Stand, typed: &mut Typed, logins: &[String]) -> bool {
    // Taken as it was typed: a space at its end is told, not dropped.
    let (one, other) = (typed.secret("password").to_owned(), typed.secret("password_again").to_owned());
    if let Err(mistake) = passwords::check(stand, &one, &other, logins) {
        let field = if mistake == passwords::Mistake::Different { "password_again" } else { "password" };
        typed.wrong(field, mistake.told());
    }
    typed.is_right()
}

/// The two fields of a new password.
pub(super) fn password_fields(page: FormPage, typed: &Typed) -> FormPage {
    let field = |name, key| FormField::new(name, Text::new(key), FieldKind::Password { new: true });
    page.field(typed.fill(field("password", "family-new-password").hint(Text::new("family-password-hint"))))
        .field(typed.fill(field("password_again", "family-new-password-again")))
}

async fn sent_again(stand: &OfStand, own: &Own, kind: ContactKind) -> Answered {
    let sent = own.transact(stand, move |cx, _, card| creation::send_again(cx, card, kind)).await?;
    match sent {
        Ok(()) => Ok(pages::see(stand, &own.path("/account/password"))),
        Err(unsent) => second(stand, own, &Typed::default(), Some(told(own, &unsent))),
    }
}

/// The second step; whoever has not chosen anything yet goes to the first.
fn second(stand: &OfStand, own: &Own, typed: &Typed, error: Option<Text>) -> Answered {
    let (begun, hints) = stand.read(|cx| {
        let hints = own.hints(cx, Text::new("family-hint-password"))?;
        Ok((creation::application(cx, own.card.id)?, hints))
    })?;
    Ok(match begun {
        Some(begun) => family::show(&second_page(stand, own, &begun, typed).error(error).hints(hints)),
        None => pages::see(stand, &own.path("/account")),
    })
}

fn second_page(stand: &Stand, own: &Own, begun: &Application, typed: &Typed) -> FormPage {
    let waits = !begun.email_verification.is_verified();
    let email = Fact::new(Text::new("profile-email"), Text::plain(begun.email.clone()));
    let mut page = own
        .form(stand, "/account/password", Text::new("family-password-title"))
        .fact(Fact::new(Text::new("family-child"), Text::plain(own.card.person.name.to_string())))
        .fact(email.badge(profile::badge(ContactKind::Email, begun.email_verification)));
    if waits {
        page = page.intro(Text::new("family-letter-sent"));
    }
    if let Some(mobile) = &begun.mobile {
        let code = FormField::new("code", Text::new("family-code"), FieldKind::Code(verification::LENGTH));
        page = page
            .fact(Fact::new(Text::new("profile-mobile"), Text::plain(mobile.clone())))
            .field(code.error(typed.mistake("code")));
    }
    page = password_fields(page, typed).button(Button::main(Text::new("family-finish")).id("createAccount"));
    if waits {
        page = page.button(Button::plain(Text::new("family-letter-again")).sends("again", "email"));
    }
    if begun.mobile.is_some() {
        page = page.button(Button::plain(Text::new("family-code-again")).sends("again", "phone"));
    }
    page.link(own.href(stand, "/account"), Text::new("family-change"))
}
