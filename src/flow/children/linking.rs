//! «Привязать»: a parent links the account that a child has already. Whoever reads the child's mail agrees to it.
//!
//! Whatever e-mail a parent types, the answer is the same; a letter goes only to the child of the card.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::child::ChildCard;
use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::event::EventKind;
use crate::domain::name::FullName;
use crate::domain::person::Person;
use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::family;
use crate::flow::account::levels;
use crate::flow::ages;
use crate::flow::children;
use crate::flow::children::Obstacle;
use crate::flow::children::contacts as child_contacts;
use crate::flow::children::creation;
use crate::flow::outbox::letters;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::children as stored;
use crate::storage::people;

/// Who wants to link whom.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The parent.
    pub parent: FullName,
    /// The child, as its own account names it.
    pub child: FullName,
    /// Its e-mail.
    pub email: String,
}

/// What a link in a letter leads to.
#[derive(Clone, Debug)]
pub enum Asked {
    /// To a decision.
    Open(Wish),
    /// It is too old.
    Expired,
    /// It was used, replaced, or never made, or what it asks for is not possible any more.
    Unknown,
}

/// A link that can be made: everything is as it must be.
struct Match {
    pending: PendingVerification,
    parent: Account,
    card: ChildCard,
    child: Account,
    person: Person,
}

/// Sends a letter to the child's mailbox, if this is the child's; the same result in any case but that of an obstacle.
pub fn request(
    cx: &WriteCx<'_>,
    parent: &Account,
    card: &ChildCard,
    email: &str,
) -> Result<Result<(), Obstacle>, Stop> {
    if let Some(obstacle) = children::link_obstacle(cx, parent, card)? {
        return Ok(Err(obstacle));
    }
    if let Some((child, person)) = child_by(cx, card, email)? {
        let name = person.name.to_string();
        let wanted = Wanted {
            purpose: Purpose::LinkChild,
            subject: &card.id.to_string(),
            whose: Some(child.oid),
            kind: ContactKind::Email,
            value: email,
            holds: false,
            name: &name,
            letter: &letters::CHILD_LINK,
        };
        // That a letter was sent a moment ago would tell whose address it is.
        let _ = verification::send(cx, &wanted)?;
    }
    Ok(Ok(()))
}

/// The account with this e-mail, if it is that of the child of a card.
fn child_by(cx: &Cx<'_>, card: &ChildCard, email: &str) -> Result<Option<(Account, Person)>, Stop> {
    let Ok(key) = Email::parse(email).map(|email| email.key()) else { return Ok(None) };
    let Some(account) = accounts::find_by_login(cx.sql, ContactKind::Email, &key)? else { return Ok(None) };
    let is_used = !matches!(account.status, AccountStatus::Deleted | AccountStatus::Blocked);
    let Some(person) = people::find(cx.sql, account.oid)?.filter(|_| is_used) else { return Ok(None) };
    let born = person.birth_date.or(card.person.birth_date);
    let is_child = born.is_some_and(|born| ages::age(cx, born) < ages::GROWN_UP);
    Ok((is_child && is_same(&account, &person, &card.person) && !has_double(cx, &account, card)?)
        .then_some((account, person)))
}

/// Is this account the card's child? By СНИЛС where it is certain; else by name and birth, where what the account does not
/// say contradicts nothing: who registered alone has given nothing but a name.
fn is_same(account: &Account, person: &Person, child: &Person) -> bool {
    if account.level.shows_snils() {
        return person.snils.is_some() && person.snils == child.snils;
    }
    let own = |name: &FullName| (name.last_name().clone(), name.first_name().clone());
    let agrees = |one: Option<&str>, other: Option<&str>| one.zip(other).is_none_or(|(one, other)| one == other);
    let middle = |person: &Person| person.name.middle_name().map(ToString::to_string);
    own(&person.name) == own(&child.name)
        && agrees(middle(person).as_deref(), middle(child).as_deref())
        && person.birth_date.is_none_or(|born| Some(born) == child.birth_date)
        && person.snils.as_ref().is_none_or(|snils| Some(snils) == child.snils.as_ref())
}

/// Another account has the СНИЛС of the card for certain.
fn has_double(cx: &Cx<'_>, account: &Account, card: &ChildCard) -> Result<bool, Stop> {
    let Some(snils) = &card.person.snils else { return Ok(false) };
    Ok(children::account_with(cx, snils)?.is_some_and(|other| other != account.oid))
}

/// What a link asks for.
pub fn look(cx: &Cx<'_>, token: &str) -> Result<Asked, Stop> {
    Ok(match find(cx, token)? {
        Err(asked) => asked,
        Ok(found) => {
            let Some(parent) = people::find(cx.sql, found.parent.oid)? else { return Ok(Asked::Unknown) };
            Asked::Open(Wish { parent: parent.name, child: found.person.name, email: found.pending.value })
        }
    })
}

fn find(cx: &Cx<'_>, token: &str) -> Result<Result<Match, Asked>, Stop> {
    let pending = match verification::open(cx, Purpose::LinkChild, token)? {
        Opened::Unknown => return Ok(Err(Asked::Unknown)),
        Opened::Expired(_) => return Ok(Err(Asked::Expired)),
        Opened::Valid(pending) => pending,
    };
    let Ok(id) = pending.subject.parse() else { return Ok(Err(Asked::Unknown)) };
    let Some((parent, card)) = stored::find(cx.sql, id)? else { return Ok(Err(Asked::Unknown)) };
    let parent = accounts::find(cx.sql, parent)?;
    let Some(parent) = parent.filter(|parent| parent.status != AccountStatus::Blocked) else {
        return Ok(Err(Asked::Unknown));
    };
    if children::link_obstacle(cx, &parent, &card)?.is_some() {
        return Ok(Err(Asked::Unknown));
    }
    let found = child_by(cx, &card, &pending.value)?;
    Ok(found.map(|(child, person)| Match { pending, parent, card, child, person }).ok_or(Asked::Unknown))
}

/// The child agrees, or does not; either uses the link up. Gives what was asked for.
pub fn decide(cx: &WriteCx<'_>, token: &str, agrees: bool) -> Result<Asked, Stop> {
    let asked = look(cx, token)?;
    if let Ok(found) = find(cx, token)? {
        verification::cancel(cx, Purpose::LinkChild, &found.pending.subject, ContactKind::Email)?;
        if agrees {
            link(cx, &found)?;
        }
    }
    Ok(asked)
}

fn link(cx: &WriteCx<'_>, found: &Match) -> Result<(), Stop> {
    let Match { parent, card, child, person, .. } = found;
    stored::update_account(cx.sql, card.id, Some(child.oid))?;
    let born = person.birth_date.or(card.person.birth_date);
    let is_small = born.is_some_and(|born| ages::age(cx, born) < ages::OWN_PASSPORT);
    let mut level = child.level;
    if is_small && matches!(level, AccountLevel::Simplified | AccountLevel::SimplifiedReady) {
        // What the child has declared alone does not count any more, nor what registries will say of it.
        checks::delete(cx.sql, CheckSubject::Person(child.oid))?;
        people::update(cx.sql, child.oid, &card.person)?;
        creation::give_certificate(cx, child.oid, card)?;
        levels::become_child(cx, child.oid)?;
        level = AccountLevel::Child;
    }
    child_contacts::copy(cx, child.oid)?;
    let data = json!({ "card": card.id, "child": child.oid });
    account::happened(cx, parent.oid, EventKind::ChildLinked, data)?;
    let data = json!({ "card": card.id, "level": level.name() });
    account::happened(cx, child.oid, EventKind::ChildAccountLinked, data)
}

/// «Отвязать»: this parent's card lets go of the account, which lives on.
pub fn unlink(cx: &WriteCx<'_>, parent: Oid, card: &ChildCard) -> Result<(), Stop> {
    let Some(child) = card.account else { return Ok(()) };
    family::unlink(cx, parent, card.id, child, "parent")
}
