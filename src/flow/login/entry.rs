//! The way in: a session is opened, and the login goes on with it.

use crate::domain::account::Account;
use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::second_factor;
use crate::flow::outbox;

/// Somebody whose password or signature was right, and the login that goes on.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The browser before.
    pub visitor: &'a Visitor,
    /// Which login; the newest of the browser if it is not said.
    pub interaction: Option<&'a str>,
    /// Whose password or signature it was.
    pub account: &'a Account,
    /// Which of both.
    pub method: SignInMethod,
    /// Was «Чужой компьютер» ticked?
    pub foreign_computer: bool,
}

/// Opens a session and finds the login that goes on with it.
pub fn enter(cx: &WriteCx<'_>, entry: &Entry<'_>) -> Result<(Opened, Option<Progress>), Stop> {
    let before = entry.visitor.session.as_deref();
    let opened = sessions::open(cx, entry.account, before, (entry.method, entry.foreign_computer))?;
    login::sign_in_happened(cx, &entry.visitor.browser, entry.interaction, &opened.session)?;
    let visitor = Visitor { session: Some(cx.stand.fingerprint(&opened.cookie)), ..entry.visitor.clone() };
    let progress = login::load(cx, &visitor, entry.interaction)?;
    // Whoever has a second factor has signed in once it was given.
    let is_in = |progress: &&Progress| (second_factor::STEP.due)(progress).is_none();
    if let Some(progress) = progress.as_ref().filter(is_in) {
        outbox::signed_in(cx, entry.account.oid, &progress.browser, &progress.party.client.name)?;
    }
    Ok((opened, progress))
}
