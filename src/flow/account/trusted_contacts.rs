//! «Доверенный контакт»: invited by the owner, accepted in the other's profile, switched off by either at any time.
//!
//! Whoever invites somebody that cannot be one learns no reason: it would tell about somebody else's account.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::document::DocumentKind;
use crate::domain::event::EventKind;
use crate::domain::login::Login;
use crate::domain::message::MessageKind;
use crate::domain::rule::Rule;
use crate::domain::trusted_contact::TrustedContact;
use crate::domain::trusted_contact::YOUNGEST;
use crate::domain::trusted_contact::YOUNGEST_OWNER;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::contacts;
use crate::flow::account::finding;
use crate::flow::account::holder::Holder;
use crate::flow::ages;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;
use crate::storage::protection;
use crate::storage::verifications;

/// Why nobody was invited, or an invitation was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The owner is younger than 14, or their data were not checked.
    Owner,
    /// There is one already, or one is invited.
    Taken,
    /// Whoever it is cannot be one.
    Unfit,
    /// There were too many invitations within an hour.
    TooMany,
    /// There is no such invitation, or it is too old.
    Gone,
}

/// Invites somebody by phone or СНИЛС.
pub fn invite(cx: &WriteCx<'_>, holder: &Holder, login: &Login) -> Result<Result<(), Mistake>, Stop> {
    let owner = holder.oid();
    if !is_checked(holder.account.level) || age_of(cx, owner)?.is_none_or(|age| age < YOUNGEST_OWNER) {
        return Ok(Err(Mistake::Owner));
    }
    if find(cx, owner)?.is_some() {
        return Ok(Err(Mistake::Taken));
    }
    let subject = format!("invitation {owner}");
    let hour_ago = cx.now - chrono::TimeDelta::hours(1);
    let sent = verifications::count_sendings(cx.sql, Purpose::TrustedContact, &subject, hour_ago)?;
    if sent >= cx.stand.config.rules.count(Rule::ContactPerHour) {
        return Ok(Err(Mistake::TooMany));
    }
    // What is tried counts, so that nobody looks through numbers for those who have an account.
    verifications::insert_sending(cx.sql, Purpose::TrustedContact, &subject, cx.now)?;
    let found = finding::by_login(cx, login)?.filter(|found| found.oid != owner);
    let Some((contact, phone)) = fit(cx, found)? else { return Ok(Err(Mistake::Unfit)) };
    let expires_at = Some(cx.ends(Rule::TrustedInvitation));
    protection::put_trusted(cx.sql, &TrustedContact { owner, contact, made_at: cx.now, expires_at })?;
    let text = format!(
        "Тестовый стенд: {} просит вас стать доверенным контактом. Ответить можно в профиле.",
        holder.person.name
    );
    outbox::send(cx, Some(contact), MessageKind::Sms, phone, text)?;
    let until = ("Ответить до", outbox::time_at(cx, cx.ends(Rule::TrustedInvitation)));
    let who = ("Кто просит", holder.person.name.to_string());
    outbox::write(cx, contact, &letters::TRUSTED_INVITATION, &[who, until])?;
    happened(cx, owner, "invited").map(Ok)
}

fn is_checked(level: AccountLevel) -> bool {
    level.reaches(AccountLevel::Standard)
}

fn age_of(cx: &Cx<'_>, oid: Oid) -> Result<Option<u32>, Stop> {
    let born = people::find(cx.sql, oid)?.and_then(|person| person.birth_date);
    Ok(born.map(|born| ages::age(cx, born)))
}

/// Can this account be a trusted contact? Gives it with its phone.
fn fit(cx: &Cx<'_>, account: Option<Account>) -> Result<Option<(Oid, String)>, Stop> {
    let is_usable = |account: &Account| {
        let in_use = matches!(account.status, AccountStatus::Registered | AccountStatus::Limited);
        account.level == AccountLevel::Confirmed && in_use
    };
    let Some(account) = account.filter(is_usable) else { return Ok(None) };
    let oid = account.oid;
    let is_citizen = people::find(cx.sql, oid)?.and_then(|person| person.citizenship).as_deref() == Some("RUS");
    let is_adult = age_of(cx, oid)?.is_some_and(|age| age >= YOUNGEST);
    let documents = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    let has_passport = documents.iter().any(|document| document.kind == DocumentKind::DomesticPassport);
    let phone = contacts::mobile(cx, oid)?.filter(|_| is_citizen && is_adult && has_passport);
    Ok(phone.map(|phone| (oid, phone)))
}

fn happened(cx: &WriteCx<'_>, oid: Oid, state: &str) -> Result<(), Stop> {
    account::happened(cx, oid, EventKind::TrustedContactChanged, json!({ "state": state }))
}

/// Whom an account trusts or has invited; an invitation that is too old is none.
pub fn find(cx: &Cx<'_>, owner: Oid) -> Result<Option<TrustedContact>, Stop> {
    Ok(protection::find_trusted(cx.sql, owner)?.filter(|trusted| !trusted.is_expired(cx.now)))
}

/// Who trusts an account, or has invited it.
pub fn trusting(cx: &Cx<'_>, contact: Oid) -> Result<Vec<TrustedContact>, Stop> {
    let all = protection::list_trusting(cx.sql, contact)?;
    Ok(all.into_iter().filter(|trusted| !trusted.is_expired(cx.now)).collect())
}

/// The contact accepts an invitation.
pub fn accept(cx: &WriteCx<'_>, contact: Oid, owner: Oid) -> Result<Result<(), Mistake>, Stop> {
    let invited = find(cx, owner)?.filter(|trusted| trusted.contact == contact && !trusted.is_accepted());
    let Some(invited) = invited else { return Ok(Err(Mistake::Gone)) };
    if fit(cx, accounts::find(cx.sql, contact)?)?.is_none() {
        return Ok(Err(Mistake::Unfit));
    }
    protection::put_trusted(cx.sql, &TrustedContact { made_at: cx.now, expires_at: None, ..invited })?;
    tell(cx, &invited, "accepted").map(Ok)
}

/// The contact does not want to be one, or not any more.
pub fn leave(cx: &WriteCx<'_>, contact: Oid, owner: Oid) -> Result<Result<(), Mistake>, Stop> {
    match find(cx, owner)?.filter(|trusted| trusted.contact == contact) {
        Some(trusted) => end(cx, &trusted).map(Ok),
        None => Ok(Err(Mistake::Gone)),
    }
}

/// The owner switches the contact off, or takes the invitation back.
pub fn dismiss(cx: &WriteCx<'_>, owner: Oid) -> Result<(), Stop> {
    match find(cx, owner)? {
        Some(trusted) => end(cx, &trusted),
        None => Ok(()),
    }
}

fn end(cx: &WriteCx<'_>, trusted: &TrustedContact) -> Result<(), Stop> {
    protection::delete_trusted(cx.sql, trusted.owner)?;
    tell(cx, trusted, "ended")
}

fn tell(cx: &WriteCx<'_>, trusted: &TrustedContact, state: &str) -> Result<(), Stop> {
    for oid in [trusted.owner, trusted.contact] {
        outbox::write(cx, oid, &letters::TRUSTED_CHANGED, &[("Когда", outbox::time(cx))])?;
        happened(cx, oid, state)?;
    }
    Ok(())
}

/// To whom and to which phone a code goes first when an account is recovered, if somebody stands by it.
pub fn phone(cx: &Cx<'_>, owner: Oid) -> Result<Option<(Oid, String)>, Stop> {
    let accepted = find(cx, owner)?.filter(TrustedContact::is_accepted);
    let Some(trusted) = accepted else { return Ok(None) };
    fit(cx, accounts::find(cx.sql, trusted.contact)?)
}
