//! What ends: sessions and tokens of an account, or the account itself.

use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account;
use crate::flow::oidc::backchannel;
use crate::flow::oidc::backchannel::Notice;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::stand::Stand;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::codes;
use crate::storage::consents;
use crate::storage::contacts;
use crate::storage::oidc_grants;
use crate::storage::permissions;
use crate::storage::protection;
use crate::storage::refresh_tokens;
use crate::storage::sessions;

/// Ends every session of an account but one, and every token; gives whom to tell (Back-Channel Logout).
pub fn end_sessions(cx: &Cx<'_>, stand: &Stand, oid: Oid, but: Option<&str>) -> Result<Vec<Notice>, Stop> {
    let mut notices = Vec::new();
    for session in sessions::list(cx.sql, oid, cx.now)? {
        if but != Some(session.id.as_str()) {
            notices.extend(backchannel::notices(cx, stand, &session.id)?);
            sessions::delete_by_id(cx.sql, &session.id)?;
        }
    }
    revoke_tokens(cx, oid, None)?;
    account::happened(cx, oid, EventKind::SessionsEnded, json!({}))?;
    Ok(notices)
}

/// Makes codes and tokens worthless that an account gave to a client, or to all. Access tokens of ЕСИА's own doors
/// are nowhere stored: they die with the consent, or with the account ([`crate::flow::access`]).
pub fn revoke_tokens(cx: &Cx<'_>, oid: Oid, client: Option<&Mnemonic>) -> Result<(), Stop> {
    codes::delete_of(cx.sql, oid, client)?;
    refresh_tokens::delete(cx.sql, oid, client)?;
    oidc_grants::update_revoked_of(cx.sql, oid, client, cx.now)?;
    Ok(())
}

/// Deletes an account: contacts and СНИЛС are free, consents, sessions and tokens are gone, the number stays taken.
pub fn delete(cx: &Cx<'_>, stand: &Stand, oid: Oid) -> Result<Vec<Notice>, Stop> {
    outbox::write(cx, oid, &letters::ACCOUNT_DELETED, &[("Когда", outbox::time(cx))])?;
    let notices = end_sessions(cx, stand, oid, None)?;
    consents::delete(cx.sql, oid, None)?;
    permissions::delete(cx.sql, oid, None)?;
    contacts::release(cx.sql, oid)?;
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    protection::delete(cx.sql, oid)?;
    accounts::update_status(cx.sql, oid, AccountStatus::Deleted, cx.now)?;
    account::happened(cx, oid, EventKind::Deleted, json!({}))?;
    Ok(notices)
}
