//! «Создать»: a parent makes an account of a verified card.
//!
//! Two steps. First the parent chooses e-mail and phone ([`begin`]): a letter and a code are sent, and both are held.
//! Then the parent gives the code and a password ([`finish`]). The letter is opened in between, in whatever browser,
//! or, by the rule `child.allow_unconfirmed_email`, after all: the account then exists with an e-mail that is not
//! verified.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::child::Application;
use crate::domain::child::ChildCard;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::domain::rule::Rule;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::account::creation::NewAccount;
use crate::flow::account::creation::create;
use crate::flow::children;
use crate::flow::children::Obstacle;
use crate::flow::children::contacts as child_contacts;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::flow::verification::Unsent;
use crate::protocol::ids::Oid;
use crate::storage::child_applications;
use crate::storage::children as stored;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;

/// Where «Детская почта» has its mailboxes: a name that nobody can have.
const CHILD_MAIL: &str = "kidmail.example";

/// What a parent chooses for the child.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The e-mail in its one spelling; «Детская почта» makes one up if there is none.
    pub email: Option<String>,
    /// The phone in its one spelling, if the child has one.
    pub mobile: Option<String>,
}

/// Why what was chosen is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotBegun {
    /// No account can be made of this card.
    Obstacle(Obstacle),
    /// The contact of this kind cannot be had, or nothing more is sent to it.
    Contact(ContactKind, Unsent),
}

/// Why the account is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// What was chosen is forgotten, or never was.
    Gone,
    /// No account can be made of this card any more.
    Obstacle(Obstacle),
    /// The letter was not opened yet, and the child could not sign in by anything else.
    EmailWaits,
    /// The code is not right.
    Code(verification::Mistake),
}

/// What becomes of the link in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// This e-mail is verified.
    Email(String),
    /// The link is too old.
    Expired,
    /// It was used, replaced, or never made.
    Unknown,
}

/// Remembers e-mail and phone, and sends a letter and a code.
pub fn begin(
    cx: &WriteCx<'_>,
    parent: &Account,
    card: &ChildCard,
    chosen: &Chosen,
) -> Result<Result<(), NotBegun>, Stop> {
    if let Some(obstacle) = children::obstacle(cx, parent, card)? {
        return Ok(Err(NotBegun::Obstacle(obstacle)));
    }
    let given = [(ContactKind::Email, &chosen.email), (ContactKind::Mobile, &chosen.mobile)];
    for (kind, value) in given {
        if let Some(holder) = value.as_deref().map(|value| foreign_holder(cx, card, kind, value)).transpose()?.flatten()
        {
            return Ok(Err(NotBegun::Contact(kind, Unsent::Taken(holder))));
        }
    }
    let is_verified = chosen.email.is_none() || is_verified_before(cx, card, chosen)?;
    let subject = card.id.to_string();
    for (kind, value) in given {
        match value {
            None => verification::cancel(cx, Purpose::Child, &subject, kind)?,
            Some(_) if kind == ContactKind::Email && is_verified => {}
            Some(value) => match child_contacts::send(cx, card, kind, value)? {
                // What was sent a moment ago to the same contact is still good.
                Ok(()) | Err(Unsent::TooSoon) => {}
                Err(unsent) => return Ok(Err(NotBegun::Contact(kind, unsent))),
            },
        }
    }
    let email = match &chosen.email {
        Some(email) => email.clone(),
        None => child_mail(cx)?,
    };
    let expires_at = cx.ends(Rule::ContactLinkLifetime);
    let (email_verification, mobile) = (Verification::of(is_verified), chosen.mobile.clone());
    let application = Application { card: card.id, email, email_verification, mobile, expires_at };
    child_applications::insert(cx.sql, &application)?;
    Ok(Ok(()))
}

/// Who has a contact already, beside the very application that wants it.
fn foreign_holder(cx: &Cx<'_>, card: &ChildCard, kind: ContactKind, value: &str) -> Result<Option<Holder>, Stop> {
    let own = Holder::Pending(Purpose::Child, card.id.to_string());
    Ok(contacts::holder(cx, kind, value)?.filter(|holder| *holder != own))
}

/// The letter was opened before the parent came back to change something else.
fn is_verified_before(cx: &Cx<'_>, card: &ChildCard, chosen: &Chosen) -> Result<bool, Stop> {
    let known = application(cx, card.id)?;
    Ok(known.is_some_and(|known| {
        known.email_verification.is_verified() && chosen.email.as_deref() == Some(known.email.as_str())
    }))
}

/// A mailbox of «Детская почта» that nobody has; it needs no letter.
fn child_mail(cx: &Cx<'_>) -> Result<String, Stop> {
    loop {
        let email = format!("kid{}@{CHILD_MAIL}", cx.stand.random.digits(6));
        if contacts::holder(cx, ContactKind::Email, &email)?.is_none() {
            return Ok(email);
        }
    }
}

/// What was chosen for a card, while it is held.
pub fn application(cx: &Cx<'_>, card: i64) -> Result<Option<Application>, Stop> {
    Ok(child_applications::find(cx.sql, card)?.filter(|application| cx.now < application.expires_at))
}

/// Sends what was sent for an application once more.
pub fn send_again(cx: &WriteCx<'_>, card: &ChildCard, kind: ContactKind) -> Result<Result<(), Unsent>, Stop> {
    let Some(application) = application(cx, card.id)? else { return Ok(Ok(())) };
    let value = match kind {
        ContactKind::Email => Some(&application.email).filter(|_| !application.email_verification.is_verified()),
        _ => application.mobile.as_ref(),
    };
    let Some(value) = value else { return Ok(Ok(())) };
    let sent = child_contacts::send(cx, card, kind, value)?;
    if sent.is_ok() {
        let expires_at = cx.ends(Rule::ContactLinkLifetime);
        child_applications::insert(cx.sql, &Application { expires_at, ..application })?;
    }
    Ok(sent)
}

/// Makes the account. The password was checked and hashed before.
pub fn finish(
    cx: &WriteCx<'_>,
    parent: &Account,
    card: &ChildCard,
    code: &str,
    password_hash: String,
) -> Result<Result<Oid, Unfinished>, Stop> {
    if let Some(obstacle) = children::obstacle(cx, parent, card)? {
        return Ok(Err(Unfinished::Obstacle(obstacle)));
    }
    let Some(application) = application(cx, card.id)? else { return Ok(Err(Unfinished::Gone)) };
    let may_wait = cx.stand.config.rules.is_on(Rule::ChildAllowUnconfirmedEmail) && application.mobile.is_some();
    if !application.email_verification.is_verified() && !may_wait {
        return Ok(Err(Unfinished::EmailWaits));
    }
    if application.mobile.is_some()
        && let Err(mistake) = verification::verify_code(cx, Purpose::Child, &card.id.to_string(), code)?
    {
        return Ok(Err(Unfinished::Code(mistake)));
    }
    child_applications::delete(cx.sql, card.id)?;
    let child = make(cx, parent, card, &application, password_hash)?;
    Ok(Ok(child))
}

fn make(
    cx: &WriteCx<'_>,
    parent: &Account,
    card: &ChildCard,
    application: &Application,
    password_hash: String,
) -> Result<Oid, Stop> {
    let email = (ContactKind::Email, application.email.clone(), application.email_verification);
    let mobile = application.mobile.clone().map(|mobile| (ContactKind::Mobile, mobile, Verification::Verified));
    let contacts: Vec<_> = std::iter::once(email).chain(mobile).collect();
    let child = create(
        cx,
        &NewAccount {
            level: AccountLevel::Child,
            person: &card.person,
            password_hash: Some(password_hash),
            contacts: &contacts,
            created_by: Some(parent.oid),
            way: "parent",
        },
    )?;
    give_certificate(cx, child, card)?;
    stored::update_account(cx.sql, card.id, Some(child))?;
    child_contacts::copy(cx, child)?;
    account::happened(cx, parent.oid, EventKind::ChildCreated, json!({ "card": card.id, "child": child }))?;
    Ok(child)
}

/// The certificate of a card belongs to the account as well.
pub(super) fn give_certificate(cx: &WriteCx<'_>, child: Oid, card: &ChildCard) -> Result<(), Stop> {
    let Some(certificate) = card.certificate() else { return Ok(()) };
    let document = Document { id: documents::next_id(cx.sql)?, ..certificate.clone() };
    Ok(documents::insert(cx.sql, DocumentOwner::Person(child), &document)?)
}

/// Somebody has opened the link in the letter to a child's e-mail: before the account is made, or after.
pub fn confirm_email(cx: &WriteCx<'_>, token: &str) -> Result<Confirmed, Stop> {
    let pending = match verification::open(cx, Purpose::Child, token)? {
        Opened::Unknown => return Ok(Confirmed::Unknown),
        Opened::Expired(_) => return Ok(Confirmed::Expired),
        Opened::Valid(pending) => pending,
    };
    verification::cancel(cx, Purpose::Child, &pending.subject, ContactKind::Email)?;
    let Ok(id) = pending.subject.parse() else { return Ok(Confirmed::Unknown) };
    let Some((_, card)) = stored::find(cx.sql, id)? else { return Ok(Confirmed::Unknown) };
    if let Some(child) = card.account {
        contacts::put_verified(cx, child, ContactKind::Email, &pending.value)?;
        child_contacts::copy(cx, child)?;
        return Ok(Confirmed::Email(pending.value));
    }
    match application(cx, id)?.filter(|application| application.email == pending.value) {
        Some(application) => {
            let email_verification = Verification::Verified;
            child_applications::insert(cx.sql, &Application { email_verification, ..application })?;
            Ok(Confirmed::Email(pending.value))
        }
        None => Ok(Confirmed::Unknown),
    }
}
