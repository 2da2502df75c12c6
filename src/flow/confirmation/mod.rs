//! How identity is proved: what somebody shows is compared with what the account says, and the level rises.
//!
//! | file | way |
//! |---|---|
//! | [`papers`] | what is shown, and the comparison with the account |
//! | [`hindrance`] | why identity is not confirmed |
//! | [`duplicates`] | simplified accounts of the same person, which stand in the way |
//! | [`desk`] | центр обслуживания (МФЦ): find, confirm, refuse, block |
//! | [`restoration`] | the same desk gives access back |
//! | [`newcomer`] | the same desk makes an account for somebody who has none |
//! | [`first_password`] | the password of whoever the desk has opened an account for |
//! | [`post`] | a code by letter on paper |
//! | [`signature`] | a qualified electronic signature (КЭП) |
//! | [`test_certificate`] | certificates and signatures that the stand makes for its people |
//!
//! A bank that knows its client sends the same papers ([`confirm`] with its own proof).

pub mod desk;
pub mod duplicates;
pub mod first_password;
pub mod hindrance;
pub mod newcomer;
pub mod papers;
pub mod post;
pub mod restoration;
pub mod signature;
pub mod test_certificate;

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::document::Document;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::account::levels::Proof;
use crate::flow::ages;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::papers::Papers;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::children;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Compares and raises the level, or writes down why not.
pub fn confirm(
    cx: &WriteCx<'_>,
    oid: Oid,
    papers: &Papers,
    proof: Proof,
) -> Result<Result<Account, NotConfirmed>, Stop> {
    let account = accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted);
    let Some(account) = account else { return Ok(Err(NotConfirmed::Unknown)) };
    if let Some(why) = obstacle(cx, &account, papers, proof)? {
        refused(cx, oid, proof, &why)?;
        return Ok(Err(why));
    }
    vouch_for_document(cx, &account, papers)?;
    // The operator has seen what the registries were asked about.
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    levels::raise(cx, oid, proof)?;
    Ok(Ok(account))
}

/// What stands in the way, the most general first.
fn obstacle(cx: &Cx<'_>, account: &Account, papers: &Papers, proof: Proof) -> Result<Option<NotConfirmed>, Stop> {
    if account.status == AccountStatus::Blocked {
        return Ok(Some(NotConfirmed::Blocked));
    }
    if account.level == AccountLevel::Confirmed {
        return Ok(Some(NotConfirmed::AlreadyConfirmed));
    }
    if account.level == AccountLevel::Child {
        if proof != Proof::ServiceCentre {
            return Ok(Some(NotConfirmed::ChildsAccount));
        }
        if !children::list_by_account(cx.sql, account.oid)?.is_empty() {
            return Ok(Some(NotConfirmed::LinkedToParent));
        }
    }
    if is_too_young(cx, papers) {
        return Ok(Some(NotConfirmed::TooYoung));
    }
    let doubles = duplicates::of(cx, papers, account.oid)?;
    if !doubles.is_empty() {
        return Ok(Some(NotConfirmed::Duplicate(doubles)));
    }
    if has_another_owner(cx, papers, account.oid)? {
        return Ok(Some(NotConfirmed::SnilsTaken));
    }
    Ok(papers::compare_with(cx, account, papers)?.and_then(|comparison| comparison.fault()))
}

/// Whoever is younger than that has no passport.
pub fn is_too_young(cx: &Cx<'_>, papers: &Papers) -> bool {
    ages::age(cx, papers.birth_date) < ages::OWN_PASSPORT
}

/// Does an account whose СНИЛС was checked, other than this one, have the СНИЛС that is shown?
fn has_another_owner(cx: &Cx<'_>, papers: &Papers, oid: Oid) -> Result<bool, Stop> {
    let is_other = |account: &Account| {
        account.oid != oid && account.status != AccountStatus::Deleted && account.level.shows_snils()
    };
    Ok(accounts::list_by_snils(cx.sql, &papers.snils)?.iter().any(is_other))
}

/// The document that was shown is verified from now on; an account that lacks it gets it.
fn vouch_for_document(cx: &WriteCx<'_>, account: &Account, papers: &Papers) -> Result<(), Stop> {
    let owner = DocumentOwner::Person(account.oid);
    let known = documents::list(cx.sql, owner)?;
    if let Some(document) = known.into_iter().find(|document| papers.is_document(document)) {
        documents::update(cx.sql, &Document { verified: true, ..document })?;
    } else {
        let id = documents::next_id(cx.sql)?;
        let document = Document { id, kind: papers.kind, verified: true, data: papers.document.clone() };
        documents::insert(cx.sql, owner, &document)?;
    }
    Ok(())
}

/// Writes down that identity was not confirmed, and tells the holder.
fn refused(cx: &WriteCx<'_>, oid: Oid, proof: Proof, why: &NotConfirmed) -> Result<(), Stop> {
    let differs: Vec<_> = why.matters().iter().map(|matter| matter.name()).collect();
    tell_refusal(cx, oid, proof, why.name(), &differs)
}

/// The same for a reason in an operator's words.
fn tell_refusal(cx: &WriteCx<'_>, oid: Oid, proof: Proof, reason: &str, differs: &[&str]) -> Result<(), Stop> {
    let data = json!({ "way": proof.name(), "reason": reason, "differs": differs });
    account::happened(cx, oid, EventKind::ConfirmationRefused, data)?;
    let facts = [("Причина", reason.to_owned()), ("Когда", outbox::time(cx))];
    outbox::write(cx, oid, &letters::CONFIRMATION_REFUSED, &facts)
}

/// Whose account it is, in words of the papers that would prove it; absent where it says too little.
pub fn own_papers(cx: &Cx<'_>, oid: Oid) -> Result<Option<Papers>, Stop> {
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(None) };
    let documents = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    Ok(Papers::of(&person, &documents))
}
