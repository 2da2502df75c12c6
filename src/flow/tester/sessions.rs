//! Sessions of a person without a login: opened for browsers that begin signed in, and ended.

use crate::domain::account::Account;
use crate::domain::challenge::SecondProof;
use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login::sign_in;
use crate::protocol::ids::Oid;
use crate::protocol::refusal::Refusal;
use crate::storage::sessions as stored;

/// Opens a session, as if password and second factor had been right; or tells why its owner cannot sign in.
pub fn open(cx: &WriteCx<'_>, account: &Account) -> Result<Result<Opened, Refusal>, Stop> {
    if let Some(refusal) = account.blocked_at(None).and_then(sign_in::refusal) {
        return Ok(Err(refusal));
    }
    let opened = sessions::open(cx, account, None, (SignInMethod::Password, false))?;
    stored::update_second_factor(cx.sql, &opened.session, &SecondProof::Given)?;
    Ok(Ok(opened))
}

/// The sessions that are open, the newest first.
pub fn list(cx: &Cx<'_>, oid: Oid) -> Result<Vec<Session>, Stop> {
    Ok(stored::list(cx.sql, oid, cx.now)?)
}

/// Forgets them, as if their time were over: nobody is told.
pub fn forget(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    for session in list(cx, oid)? {
        stored::delete_by_id(cx.sql, &session.id)?;
    }
    Ok(())
}

/// Ends them as «Выход» does in each of their browsers: systems that want to know are told.
pub fn log_out(cx: &WriteCx<'_>, oid: Oid) -> Result<usize, Stop> {
    let open = list(cx, oid)?;
    for session in &open {
        sessions::end(cx, session)?;
    }
    Ok(open.len())
}
