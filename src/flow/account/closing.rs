//! What ends: sessions and tokens of an account, or the account itself.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account;
use crate::flow::account::links;
use crate::flow::account::sessions;
use crate::flow::children::cards;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::profile;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::child_consents;
use crate::storage::children;
use crate::storage::codes;
use crate::storage::consents;
use crate::storage::contacts;
use crate::storage::corrections;
use crate::storage::oidc_grants;
use crate::storage::organizations;
use crate::storage::permissions;
use crate::storage::post_codes;
use crate::storage::protection;
use crate::storage::refresh_tokens;
use crate::storage::sessions as stored_sessions;

/// Ends every session of an account but one, and every token.
pub fn end_sessions(cx: &Cx<'_>, oid: Oid, but: Option<&str>) -> Result<(), Stop> {
    for session in stored_sessions::list(cx.sql, oid, cx.now)? {
        if but != Some(session.id.as_str()) {
            sessions::end(cx, &session)?;
        }
    }
    revoke_tokens(cx, oid, None)?;
    account::happened(cx, oid, EventKind::SessionsEnded, json!({}))
}

/// Makes codes and tokens worthless that an account gave to a client, or to all. Access tokens of ЕСИА's own endpoints
/// are nowhere stored: they die with the consent, or with the account ([`crate::flow::access`]).
pub fn revoke_tokens(cx: &Cx<'_>, oid: Oid, client: Option<&Mnemonic>) -> Result<(), Stop> {
    codes::delete_of(cx.sql, oid, client)?;
    refresh_tokens::delete(cx.sql, oid, client)?;
    oidc_grants::update_revoked_of(cx.sql, oid, client, cx.now)?;
    Ok(())
}

/// Deletes an account: contacts and СНИЛС are free, consents, sessions and tokens are gone, the number stays taken.
pub fn delete(cx: &Cx<'_>, oid: Oid) -> Result<(), Stop> {
    outbox::write(cx, oid, &letters::ACCOUNT_DELETED, &[("Когда", outbox::time(cx))])?;
    end_sessions(cx, oid, None)?;
    consents::delete(cx.sql, oid, None)?;
    permissions::delete(cx.sql, oid, None)?;
    contacts::release(cx.sql, oid)?;
    for kind in profile::contacts::KINDS {
        profile::contacts::cancel(cx, oid, kind)?;
    }
    corrections::delete(cx.sql, oid)?;
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    links::forget(cx, oid)?;
    post_codes::delete(cx.sql, oid)?;
    release_children(cx, oid)?;
    organizations::delete_roles(cx.sql, oid)?;
    protection::delete(cx.sql, oid)?;
    accounts::update_status(cx.sql, oid, AccountStatus::Deleted, cx.now)?;
    account::happened(cx, oid, EventKind::Deleted, json!({}))
}

/// Lets go of what an account has to do with cards of children, as a parent's and as a child's: links, contacts that an
/// account to be made or changed holds, and what a parent has allowed.
fn release_children(cx: &Cx<'_>, oid: Oid) -> Result<(), Stop> {
    let own = children::list(cx.sql, oid)?.into_iter().map(|card| card.id);
    for card in own.chain(children::list_by_account(cx.sql, oid)?.into_iter().map(|(_, card)| card)) {
        cards::forget_wishes(cx, card)?;
    }
    children::release(cx.sql, oid)?;
    Ok(child_consents::delete_of(cx.sql, oid)?)
}

/// Ends one session of an account; false, if it is nobody's or somebody else's. Tokens outlive it, as after a logout.
pub fn end_session(cx: &Cx<'_>, oid: Oid, id: &str) -> Result<bool, Stop> {
    let session = stored_sessions::find_by_id(cx.sql, id, cx.now)?.filter(|session| session.oid == oid);
    session.map_or(Ok(false), |session| sessions::end(cx, &session).map(|()| true))
}

/// The accounts of children that are linked to the cards of a parent, because of which the parent cannot leave yet:
/// their names.
pub fn linked_children(cx: &Cx<'_>, oid: Oid) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for card in children::list(cx.sql, oid)? {
        let account = card.account.map(|child| accounts::find(cx.sql, child)).transpose()?.flatten();
        let is_child =
            |account: &Account| account.level == AccountLevel::Child && account.status != AccountStatus::Deleted;
        if account.as_ref().is_some_and(is_child) {
            names.push(card.person.name.to_string());
        }
    }
    Ok(names)
}
