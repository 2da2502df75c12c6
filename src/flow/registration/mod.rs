//! Registration of a simplified account: a name, a phone or an e-mail that is verified, a password.
//!
//! | stage | what is waited for | leads on |
//! |---|---|---|
//! | form | name and contact, terms accepted | [`begin`] |
//! | contact | the code by SMS, or the link of a letter | [`verify_code`], [`link`] |
//! | password | a password typed twice | [`completion::complete`] |
//!
//! A browser has one registration at a time and goes on where it was. Its contact is nobody else's until the time of
//! the registration is over; then it is forgotten, and the contact is free.

pub mod completion;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::domain::phone::Phone;
use crate::domain::reading;
use crate::domain::reading::Fault;
use crate::domain::reading::Reading;
use crate::domain::registration::Acceptance;
use crate::domain::registration::CONDITIONS;
use crate::domain::registration::PRIVACY;
use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::domain::rule::Rule;
use crate::domain::rule::Rules;
use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::account::names;
use crate::flow::outbox::letters;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::flow::verification::Unsent;
use crate::flow::verification::Wanted;
use crate::storage::drafts;
use crate::storage::drafts::Place;
use crate::storage::registrations;
use crate::storage::verifications;

/// What the form says.
#[derive(Clone, Debug)]
pub struct Application {
    /// Фамилия and имя.
    pub name: FullName,
    /// The kind of contact that is verified: the phone where both are given.
    pub kind: ContactKind,
    /// The contact in its one spelling.
    pub value: String,
    /// The e-mail, where both are given; it gets into the profile without being verified.
    pub second_email: Option<String>,
}

impl Application {
    /// Reads the form; the name is held against the rules of the stand.
    pub fn read(mut reading: Reading<'_>, rules: &Rules) -> Result<Self, Vec<reading::Mistake>> {
        let last = reading.required("last_name", NamePart::parse);
        let first = reading.required("first_name", NamePart::parse);
        let name = last.zip(first).map(|(last, first)| FullName::new(last, first, None));
        if let Some((part, mistake)) = name.as_ref().and_then(|name| names::mistake(rules, name)) {
            reading.wrong(part.field(), mistake);
        }
        let phone = reading.optional("phone", Phone::parse);
        let email = reading.optional("email", Email::parse).map(|email| email.to_string());
        if reading.is_empty("phone") && reading.is_empty("email") {
            reading.wrong("phone", Fault::NoContact);
        }
        let contact = match phone {
            Some(phone) => Some((ContactKind::Mobile, phone.to_string(), email)),
            None => email.map(|email| (ContactKind::Email, email, None)),
        };
        let application = name.zip(contact);
        let application =
            application.map(|(name, (kind, value, second_email))| Self { name, kind, value, second_email });
        reading.finish(application)
    }
}

/// Why a registration does not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Somebody has the contact, or is about to; who, nobody learns.
    Taken,
    /// The same of the e-mail beside the phone.
    SecondTaken,
    /// There were too many codes or letters within an hour.
    TooMany,
}

/// Why the link of a letter leads to no registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadLink {
    /// It came too late: nothing is kept, and the e-mail is free.
    Expired,
    /// It was used, replaced by a newer one, or never made.
    Unknown,
}

/// The registration that a browser goes on with.
pub fn find(cx: &Cx<'_>, browser: &str) -> Result<Option<Registration>, Stop> {
    Ok(registrations::find_by_browser(cx.sql, browser, cx.now)?)
}

/// Begins a registration, or goes on with the one that this browser has about the same contact.
pub fn begin(
    cx: &WriteCx<'_>,
    browser: &str,
    application: &Application,
    interaction: Option<String>,
) -> Result<Result<Registration, Mistake>, Stop> {
    registrations::delete_expired(cx.sql, cx.now)?;
    verification::sweep(cx)?;
    let before = find(cx, browser)?;
    let mut registration = applied(cx, application, before.as_ref(), interaction);
    if is_taken(cx, &registration.id, registration.kind, &registration.value)? {
        return Ok(Err(Mistake::Taken));
    }
    if let Some(email) = &registration.second_email
        && is_taken(cx, &registration.id, ContactKind::Email, email)?
    {
        return Ok(Err(Mistake::SecondTaken));
    }
    if let Some(before) = &before {
        if !registration.is_about(before.kind, &before.value) {
            cancel(cx, &before.id)?;
        }
        registrations::delete(cx.sql, &before.id)?;
    }
    registrations::insert(cx.sql, browser, &registration)?;
    if registration.stage == Stage::Password || waits_for(cx, &registration)?.is_some() {
        return Ok(Ok(registration));
    }
    match send(cx, &mut registration)? {
        // Sent a moment ago: whoever is in a hurry has what they need.
        Ok(()) | Err(Unsent::TooSoon) => Ok(Ok(registration)),
        Err(Unsent::TooMany) => {
            change(cx, &mut registration)?;
            Ok(Err(Mistake::TooMany))
        }
        Err(Unsent::Taken(_)) => Ok(Err(Mistake::Taken)),
    }
}

/// What was applied for, as a registration: with the same contact as before it stays at its stage. Its id is that of
/// the browser's registration before, by which codes and letters are counted.
fn applied(
    cx: &Cx<'_>,
    application: &Application,
    before: Option<&Registration>,
    interaction: Option<String>,
) -> Registration {
    let goes_on =
        |before: &&Registration| before.stage != Stage::Form && before.is_about(application.kind, &application.value);
    let acceptance = Acceptance { conditions: CONDITIONS.to_owned(), privacy: PRIVACY.to_owned(), at: cx.now };
    Registration {
        id: before.map_or_else(|| cx.stand.random.token(), |before| before.id.clone()),
        name: application.name.clone(),
        kind: application.kind,
        value: application.value.clone(),
        second_email: application.second_email.clone(),
        stage: before.filter(goes_on).map_or(Stage::Contact, |before| before.stage),
        interaction: interaction.or_else(|| before.and_then(|before| before.interaction.clone())),
        acceptance,
        expires_at: lives_until(cx, before.filter(goes_on).map(|before| before.expires_at)),
    }
}

/// So long as a new one, and not shorter than before: a letter may have promised it.
fn lives_until(cx: &Cx<'_>, before: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let fresh = cx.ends(Rule::RegistrationLifetime);
    before.map_or(fresh, |before| before.max(fresh))
}

fn is_taken(cx: &Cx<'_>, id: &str, kind: ContactKind, value: &str) -> Result<bool, Stop> {
    let own = Holder::Pending(Purpose::Registration, id.to_owned());
    Ok(contacts::holder(cx, kind, value)?.is_some_and(|holder| holder != own))
}

/// The code or link that a registration waits for, while it can be used.
pub fn waits_for(cx: &Cx<'_>, registration: &Registration) -> Result<Option<PendingVerification>, Stop> {
    let last = verifications::find(cx.sql, Purpose::Registration, &registration.id, registration.kind)?;
    Ok(last.filter(|last| last.expires_at > cx.now && last.attempts_left > 0))
}

/// Why the code that was sent last is of no use any more, where it is not.
pub fn closed(cx: &Cx<'_>, registration: &Registration) -> Result<Option<verification::Mistake>, Stop> {
    let last = verifications::find(cx.sql, Purpose::Registration, &registration.id, registration.kind)?;
    Ok(match last {
        Some(last) if last.attempts_left == 0 => Some(verification::Mistake::Exhausted),
        Some(last) if last.expires_at > cx.now => None,
        _ => Some(verification::Mistake::Expired),
    })
}

/// Sends a code or a letter in place of the last one.
pub fn send(cx: &WriteCx<'_>, registration: &mut Registration) -> Result<Result<(), Unsent>, Stop> {
    let name = registration.name.to_string();
    let wanted = Wanted {
        purpose: Purpose::Registration,
        subject: &registration.id,
        whose: None,
        kind: registration.kind,
        value: &registration.value,
        holds: true,
        name: &name,
        letter: &letters::REGISTRATION,
    };
    let pending = match verification::send(cx, &wanted)? {
        Ok(pending) => pending,
        Err(unsent) => return Ok(Err(unsent)),
    };
    // What was sent can be used as long as it says.
    registration.expires_at = registration.expires_at.max(pending.expires_at);
    registrations::update_stage(cx.sql, registration)?;
    Ok(Ok(()))
}

/// «Изменить данные»: what was sent is worthless from now on, and the contact is free.
pub fn change(cx: &WriteCx<'_>, registration: &mut Registration) -> Result<(), Stop> {
    cancel(cx, &registration.id)?;
    registration.stage = Stage::Form;
    Ok(registrations::update_stage(cx.sql, registration)?)
}

fn cancel(cx: &WriteCx<'_>, id: &str) -> Result<(), Stop> {
    verification::cancel(cx, Purpose::Registration, id, ContactKind::Mobile)?;
    verification::cancel(cx, Purpose::Registration, id, ContactKind::Email)
}

/// Takes the code that was sent to the phone, or counts it as wrong.
pub fn verify_code(
    cx: &WriteCx<'_>,
    registration: &mut Registration,
    typed: &str,
) -> Result<Result<(), verification::Mistake>, Stop> {
    if let Err(mistake) = verification::verify_code(cx, Purpose::Registration, &registration.id, typed)? {
        return Ok(Err(mistake));
    }
    registration.stage = Stage::Password;
    registrations::update_stage(cx.sql, registration)?;
    Ok(Ok(()))
}

/// The registration that the link of a letter leads to. Looking does not use it up.
pub fn link(cx: &Cx<'_>, token: &str) -> Result<Result<Registration, DeadLink>, Stop> {
    let pending = match verification::open(cx, Purpose::Registration, token)? {
        Opened::Valid(pending) => pending,
        Opened::Expired(_) => return Ok(Err(DeadLink::Expired)),
        Opened::Unknown => return Ok(Err(DeadLink::Unknown)),
    };
    let found = registrations::find(cx.sql, &pending.subject, cx.now)?;
    Ok(found.filter(|found| found.is_about(pending.kind, &pending.value)).ok_or(DeadLink::Unknown))
}

/// Uses up the link of a letter: its registration goes on in this browser, which forgets another one.
pub fn verify_link(cx: &WriteCx<'_>, browser: &str, token: &str) -> Result<Result<Registration, DeadLink>, Stop> {
    let mut registration = match link(cx, token)? {
        Ok(registration) => registration,
        Err(dead) => return Ok(Err(dead)),
    };
    if let Some(other) = find(cx, browser)?.filter(|other| other.id != registration.id) {
        cancel(cx, &other.id)?;
        registrations::delete(cx.sql, &other.id)?;
    }
    cancel(cx, &registration.id)?;
    leave_word(cx, &registration, browser)?;
    registration.stage = Stage::Password;
    registrations::update_browser(cx.sql, &registration.id, browser)?;
    registrations::update_stage(cx.sql, &registration)?;
    Ok(Ok(registration))
}

/// Tells the browser in which a registration was begun that it goes on in another one.
pub fn leave_word(cx: &WriteCx<'_>, registration: &Registration, browser: &str) -> Result<(), Stop> {
    if let Some(before) = registrations::find_browser(cx.sql, &registration.id)?.filter(|before| before != browser) {
        let lives = (cx.now, cx.now + MOVED_IS_TOLD);
        drafts::insert(cx.sql, moved_from(&before), &registration.id, &registration.value, lives)?;
    }
    Ok(())
}

/// The contact of a registration that was begun in this browser and went on in another one.
pub fn moved(cx: &Cx<'_>, browser: &str) -> Result<Option<String>, Stop> {
    Ok(drafts::find(cx.sql, moved_from(browser), None, cx.now)?.map(|(_, value)| value))
}

fn moved_from(browser: &str) -> Place<'_> {
    Place { kind: "registration_moved", browser }
}

/// So long somebody is told that a registration went on elsewhere.
const MOVED_IS_TOLD: TimeDelta = TimeDelta::hours(1);

/// Remembers the login that a registration leads back to, where the browser has come from another one.
pub fn returns_to(cx: &WriteCx<'_>, browser: &str, interaction: &str) -> Result<(), Stop> {
    if let Some(registration) = find(cx, browser)? {
        registrations::update_interaction(cx.sql, &registration.id, interaction)?;
    }
    Ok(())
}
