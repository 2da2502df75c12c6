//! What ends: sessions and tokens of an account, or the account itself.

use serde_json::json;

use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::event::EventKind;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::family;
use crate::flow::account::links;
use crate::flow::account::sessions;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
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
pub fn end_sessions(cx: &WriteCx<'_>, oid: Oid, but: Option<&str>) -> Result<(), Stop> {
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
pub fn revoke_tokens(cx: &WriteCx<'_>, oid: Oid, client: Option<&Mnemonic>) -> Result<(), Stop> {
    codes::delete_of(cx.sql, oid, client)?;
    refresh_tokens::delete(cx.sql, oid, client)?;
    oidc_grants::update_revoked_of(cx.sql, oid, client, cx.now)?;
    Ok(())
}

/// Deletes an account: contacts and СНИЛС are free, consents, sessions and tokens are gone, the number stays taken.
pub fn delete(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    outbox::write(cx, oid, &letters::ACCOUNT_DELETED, &[("Когда", outbox::time(cx))])?;
    end_sessions(cx, oid, None)?;
    consents::delete(cx.sql, oid, None)?;
    permissions::delete(cx.sql, oid, None)?;
    contacts::release(cx.sql, oid)?;
    for kind in links::VERIFIED {
        links::cancel_change(cx, oid, kind)?;
    }
    corrections::delete(cx.sql, oid)?;
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    links::forget(cx, oid)?;
    post_codes::delete(cx.sql, oid)?;
    family::release(cx, oid)?;
    organizations::delete_roles(cx.sql, oid)?;
    protection::delete(cx.sql, oid)?;
    accounts::update_status(cx.sql, oid, AccountStatus::Deleted, cx.now)?;
    account::happened(cx, oid, EventKind::Deleted, json!({}))
}

/// Ends one session of an account; false, if it is nobody's or somebody else's. Tokens outlive it, as after a logout.
pub fn end_session(cx: &WriteCx<'_>, oid: Oid, id: &str) -> Result<bool, Stop> {
    let session = stored_sessions::find_by_id(cx.sql, id, cx.now)?.filter(|session| session.oid == oid);
    session.map_or(Ok(false), |session| sessions::end(cx, &session).map(|()| true))
}
