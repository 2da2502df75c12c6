//! The end of a registration: the account, its session, and the way on.

use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::event::EventKind;
use crate::domain::message::MessageKind;
use crate::domain::person::Person;
use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::domain::session::SignInMethod;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::creation;
use crate::flow::account::creation::NewAccount;
use crate::flow::account::sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::registration;
use crate::flow::registration::DeadLink;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::browsers;
use crate::storage::interactions;
use crate::storage::registrations;

/// Why there is no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// No registration is on its way in this browser: none was begun, or its time is over.
    Nothing,
    /// The phone or e-mail is to be verified first.
    NotVerified,
    /// The link leads nowhere.
    Link(DeadLink),
    /// Somebody else got the contact after all.
    Taken,
}

/// A new account and its session.
#[derive(Debug)]
pub struct Completed {
    /// For the cookie.
    pub opened: Opened,
    /// The login of a system that goes on, if one waits.
    pub login: Option<String>,
}

/// The registration that a password would complete: that of a letter's link, or that of the browser.
pub fn ready(cx: &Cx<'_>, browser: &str, token: Option<&str>) -> Result<Result<Registration, Unfit>, Stop> {
    if let Some(token) = token {
        return Ok(registration::link(cx, token)?.map_err(Unfit::Link));
    }
    Ok(match registration::find(cx, browser)? {
        None => Err(Unfit::Nothing),
        Some(registration) if registration.stage == Stage::Password => Ok(registration),
        Some(_) => Err(Unfit::NotVerified),
    })
}

/// Makes the account and opens its session; `hash` is that of a password which was checked before.
pub fn complete(
    cx: &WriteCx<'_>,
    visitor: &Visitor,
    token: Option<&str>,
    hash: String,
) -> Result<Result<Completed, Unfit>, Stop> {
    let registration = match ready(cx, &visitor.browser, token)? {
        Ok(registration) => registration,
        Err(unfit) => return Ok(Err(unfit)),
    };
    if registration::is_taken(cx, &registration.id, registration.kind, &registration.value)? {
        return Ok(Err(Unfit::Taken));
    }
    let contacts = contacts(cx, &registration)?;
    registration::leave_word(cx, &registration, &visitor.browser)?;
    registration::cancel(cx, &registration.id)?;
    registrations::delete(cx.sql, &registration.id)?;
    let person = Person::named(registration.name.clone());
    let way = if registration.kind == ContactKind::Email { "email" } else { "phone" };
    let level = AccountLevel::Simplified;
    let new =
        NewAccount { level, person: &person, password_hash: Some(hash), contacts: &contacts, created_by: None, way };
    let oid = creation::create(cx, &new)?;
    tell(cx, oid, &registration)?;
    enter(cx, visitor, oid, registration.interaction.as_deref()).map(Ok)
}

/// The contact that was verified, and an e-mail beside it that nobody has taken meanwhile.
fn contacts(cx: &Cx<'_>, registration: &Registration) -> Result<Vec<(ContactKind, String, Verification)>, Stop> {
    let mut contacts = vec![(registration.kind, registration.value.clone(), Verification::Verified)];
    if let Some(email) = &registration.second_email
        && !registration::is_taken(cx, &registration.id, ContactKind::Email, email)?
    {
        contacts.push((ContactKind::Email, email.clone(), Verification::NotVerified));
    }
    Ok(contacts)
}

/// Writes down what was agreed to, and tells the holder that there is an account.
fn tell(cx: &WriteCx<'_>, oid: Oid, registration: &Registration) -> Result<(), Stop> {
    let terms = &registration.acceptance;
    let accepted_at = cx.stand.config.zone.local(terms.at).to_rfc3339();
    let data = json!({ "conditions": terms.conditions, "privacy": terms.privacy, "accepted_at": accepted_at });
    account::happened(cx, oid, EventKind::TermsAccepted, data)?;
    if registration.kind == ContactKind::Email {
        return outbox::write(cx, oid, &letters::REGISTERED, &[("Когда", outbox::time(cx))]);
    }
    let text = "Тестовый стенд: вы зарегистрированы. Для входа используйте этот телефон и пароль.".to_owned();
    outbox::send(cx, Some(oid), MessageKind::Sms, registration.value.clone(), text)
}

/// Opens the session; what the browser had before ends (session fixation). The browser is one that the account knows.
fn enter(cx: &WriteCx<'_>, visitor: &Visitor, oid: Oid, interaction: Option<&str>) -> Result<Completed, Stop> {
    let account = accounts::find(cx.sql, oid)?;
    let account = account.ok_or_else(|| StorageError::Row(format!("account {oid} is not there")))?;
    let opened = sessions::open(cx, &account, visitor.session.as_deref(), (SignInMethod::Password, false))?;
    browsers::insert(cx.sql, oid, &visitor.browser, cx.now)?;
    let waiting = match interaction {
        Some(id) => interactions::find(cx.sql, &visitor.browser, Some(id), cx.now)?,
        None => None,
    };
    let waiting = waiting.filter(|stored| !stored.interaction.destination.is_own()).map(|stored| stored.id);
    if let Some(id) = &waiting {
        login::sign_in_happened(cx, &visitor.browser, Some(id), &opened.session)?;
    }
    Ok(Completed { opened, login: waiting })
}
