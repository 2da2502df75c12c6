//! Somebody signs in in the tester's browser, without a password: into the cabinet, or into a login that waits there.
//!
//! Password and second factor count as given; everything else the login goes on to ask: role, consent.

use crate::domain::challenge::SecondProof;
use crate::domain::session::SignInMethod;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::entry;
use crate::flow::login::entry::Entry;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::sign_in;
use crate::protocol::ids::Oid;
use crate::protocol::refusal::Refusal;
use crate::storage::accounts;
use crate::storage::sessions as stored;

/// What came of it.
#[derive(Debug)]
pub enum Entered {
    /// They are in; the login with this id goes on.
    Login(Opened, String),
    /// They are in, and nothing waited.
    Cabinet(Opened),
    /// They may not sign in.
    Refused(Box<Refusal>),
    /// There is no such account.
    Nobody,
}

/// The login that waits in this browser: the one with this id, or the newest.
pub fn waiting(cx: &Cx<'_>, visitor: &Visitor, id: Option<&str>) -> Result<Option<Progress>, Stop> {
    if visitor.browser.is_empty() {
        return Ok(None);
    }
    login::load(cx, visitor, id)
}

/// Lets somebody in. The session that the browser had before ends.
pub fn enter(cx: &WriteCx<'_>, visitor: &Visitor, oid: Oid, id: Option<&str>) -> Result<Entered, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(Entered::Nobody) };
    let waiting = id.map(|id| waiting(cx, visitor, Some(id))).transpose()?.flatten();
    let destination = waiting.as_ref().map(|progress| &progress.interaction.destination);
    if let Some(refusal) = account.blocked_at(destination).and_then(sign_in::refusal) {
        return Ok(Entered::Refused(Box::new(refusal)));
    }
    let entered = if let Some(progress) = waiting {
        let entry = Entry {
            visitor,
            interaction: Some(&progress.id),
            account: &account,
            method: SignInMethod::Password,
            foreign_computer: false,
        };
        let (opened, _) = entry::enter(cx, &entry)?;
        Entered::Login(opened, progress.id)
    } else {
        let before = visitor.session.as_deref();
        Entered::Cabinet(sessions::open(cx, &account, before, (SignInMethod::Password, false))?)
    };
    if let Entered::Login(opened, _) | Entered::Cabinet(opened) = &entered {
        stored::update_second_factor(cx.sql, &opened.session, &SecondProof::Given)?;
    }
    Ok(entered)
}
