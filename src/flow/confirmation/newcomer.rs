//! The desk makes an account for a visitor who has none: it is confirmed at once.

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::document::Document;
use crate::domain::email::Email;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::phone::Phone;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::creation;
use crate::flow::account::creation::NewAccount;
use crate::flow::account::levels::Proof;
use crate::flow::confirmation;
use crate::flow::confirmation::duplicates;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::first_password::Drawn;
use crate::flow::confirmation::papers::Papers;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;

/// Somebody who has no account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// What they show.
    pub papers: Papers,
    /// Sex, as the passport states it.
    pub gender: Gender,
    /// Place of birth, as the passport states it.
    pub birth_place: Option<String>,
    /// Their phone; the operator has made sure of it.
    pub phone: Option<Phone>,
    /// Their e-mail, likewise.
    pub email: Option<Email>,
}

/// Why no account is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRegistered {
    /// There is an account with this СНИЛС or this document.
    HasAccount(Vec<Oid>),
    /// There are simplified accounts of the same person.
    Duplicate(Vec<Oid>),
    /// Too young for a passport.
    TooYoung,
    /// Neither phone nor e-mail.
    NoContact,
    /// Somebody else has this phone or e-mail.
    ContactTaken(ContactKind),
}

impl NotRegistered {
    /// The word for testers.
    pub fn name(&self) -> &'static str {
        match self {
            Self::HasAccount(_) => "has_account",
            Self::Duplicate(_) => "duplicate",
            Self::TooYoung => "too_young",
            Self::NoContact => "no_contact",
            Self::ContactTaken(_) => "contact_taken",
        }
    }
}

impl Newcomer {
    fn contacts(&self) -> Vec<(ContactKind, String, Verification)> {
        let phone = self.phone.as_ref().map(|phone| (ContactKind::Mobile, phone.to_string(), Verification::Verified));
        let email = self.email.as_ref().map(|email| (ContactKind::Email, email.to_string(), Verification::Verified));
        phone.into_iter().chain(email).collect()
    }

    fn person(&self) -> Person {
        Person {
            birth_date: Some(self.papers.birth_date),
            birth_place: self.birth_place.clone(),
            gender: Some(self.gender),
            citizenship: Some("RUS".to_owned()),
            snils: Some(self.papers.snils.clone()),
            ..Person::named(self.papers.name.clone())
        }
    }
}

/// «Зарегистрировать»: makes the account and gives it its first password.
pub fn register(cx: &WriteCx<'_>, newcomer: &Newcomer, drawn: &Drawn) -> Result<Result<Oid, NotRegistered>, Stop> {
    let contacts = newcomer.contacts();
    if let Some(why) = hindrance(cx, newcomer, &contacts)? {
        return Ok(Err(why));
    }
    let new = NewAccount {
        level: AccountLevel::Confirmed,
        person: &newcomer.person(),
        password_hash: None,
        contacts: &contacts,
        created_by: None,
        way: Proof::ServiceCentre.name(),
    };
    let oid = creation::create(cx, &new)?;
    let id = documents::next_id(cx.sql)?;
    let papers = &newcomer.papers;
    let document = Document { id, kind: papers.kind, verified: true, data: papers.document.clone() };
    documents::insert(cx.sql, DocumentOwner::Person(oid), &document)?;
    first_password::give(cx, oid, drawn)?;
    Ok(Ok(oid))
}

fn hindrance(
    cx: &Cx<'_>,
    newcomer: &Newcomer,
    contacts: &[(ContactKind, String, Verification)],
) -> Result<Option<NotRegistered>, Stop> {
    let papers = &newcomer.papers;
    if confirmation::is_too_young(cx, papers) {
        return Ok(Some(NotRegistered::TooYoung));
    }
    let emails: Vec<String> = newcomer.email.iter().map(ToString::to_string).collect();
    let doubles = duplicates::find(cx, papers, &emails)?;
    if !doubles.is_empty() {
        return Ok(Some(NotRegistered::Duplicate(doubles)));
    }
    let known = owners(cx, papers)?;
    if !known.is_empty() {
        return Ok(Some(NotRegistered::HasAccount(known)));
    }
    if contacts.is_empty() {
        return Ok(Some(NotRegistered::NoContact));
    }
    for (kind, value, _) in contacts {
        if contacts::holder(cx, *kind, value)?.is_some() {
            return Ok(Some(NotRegistered::ContactTaken(*kind)));
        }
    }
    Ok(None)
}

/// Whose СНИЛС or verified document it is already.
fn owners(cx: &Cx<'_>, papers: &Papers) -> Result<Vec<Oid>, Stop> {
    let mut found: Vec<Oid> = accounts::list_by_snils(cx.sql, &papers.snils)?
        .into_iter()
        .filter(|account| account.status != AccountStatus::Deleted)
        .map(|account| account.oid)
        .collect();
    let number = papers.document.number.as_deref().unwrap_or_default();
    for owner in documents::list_verified(cx.sql, papers.kind, papers.document.series.as_deref(), number)? {
        let DocumentOwner::Person(oid) = owner else { continue };
        if confirmation::desk::account_of(cx, oid)?.is_some() {
            found.push(oid);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
