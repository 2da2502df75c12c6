//! Signing in by a QR code: one browser shows it, the citizen approves it somewhere else.
//!
//! Another way through station 3. An approved code has a session waiting for the browser that shows it; the browser
//! takes it up with its next request, and gets a cookie of its own then. Nobody else can: a code belongs to the
//! browser (`ctx_id`) that asked for it.

use crate::domain::account::Account;
use crate::domain::challenge::SecondProof;
use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions as account_sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::outbox;
use crate::storage::interactions;
use crate::storage::qr_codes;
use crate::storage::qr_codes::QrCode;
use crate::storage::sessions;

/// Why a QR code leads nowhere; the names are ЕСИА's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrError {
    /// There is no login that the code could serve.
    NoLogin,
    /// There is no such code, or it is of another browser.
    NotFound,
    /// It is too old.
    Outdated,
}

impl QrError {
    /// The word on the wire.
    pub fn wire(self) -> &'static str {
        match self {
            Self::NoLogin => "QR_AUTHORIZATION_SESSION_EXPIRED",
            Self::NotFound => "QR_CODE_SESSION_NOT_FOUND",
            Self::Outdated => "QR_CODE_SESSION_OUTDATED",
        }
    }
}

/// How a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrState {
    /// Nobody has approved it so far.
    Waiting,
    /// Somebody has.
    Approved,
}

/// A code, and the new cookie of the browser that shows it.
#[derive(Debug)]
pub struct Generated {
    /// The code.
    pub code: QrCode,
    /// Who planted the name that the browser had before is left behind, and cannot take the session up.
    pub browser: String,
}

/// Makes a code for the browser of a login on its way.
pub fn generate(cx: &WriteCx<'_>, before: &str) -> Result<Result<Generated, QrError>, Stop> {
    if interactions::find(cx.sql, before, None, cx.now)?.is_none() {
        return Ok(Err(QrError::NoLogin));
    }
    let cookie = cx.stand.random.token();
    let browser = cx.stand.fingerprint(&cookie);
    interactions::update_browser(cx.sql, before, &browser)?;
    qr_codes::update_browser(cx.sql, before, &browser)?;
    qr_codes::delete_expired(cx.sql, cx.now - cx.stand.config.interaction_lifetime)?;
    let expires_at = cx.now + cx.stand.config.qr_lifetime;
    let code = QrCode { id: cx.stand.random.uuid().to_string(), browser, approved: false, expires_at };
    qr_codes::insert(cx.sql, &code)?;
    Ok(Ok(Generated { code, browser: cookie }))
}

/// How a code of this browser is.
pub fn state(cx: &Cx<'_>, browser: &str, id: &str) -> Result<Result<QrState, QrError>, Stop> {
    let Some(code) = qr_codes::find(cx.sql, id)?.filter(|code| code.browser == browser) else {
        return Ok(Err(QrError::NotFound));
    };
    if code.expires_at <= cx.now {
        return Ok(Err(QrError::Outdated));
    }
    Ok(Ok(if code.approved { QrState::Approved } else { QrState::Waiting }))
}

/// Does what the application does after scanning: signs this citizen in where the code is shown.
pub fn approve(cx: &WriteCx<'_>, id: &str, account: &Account) -> Result<Result<(), QrError>, Stop> {
    let Some(code) = qr_codes::find(cx.sql, id)?.filter(|code| !code.approved) else {
        return Ok(Err(QrError::NotFound));
    };
    if code.expires_at <= cx.now {
        return Ok(Err(QrError::Outdated));
    }
    let session = Session {
        id: cx.stand.random.uuid().to_string(),
        oid: account.oid,
        method: SignInMethod::Password,
        role: None,
        auth_time: cx.now,
        expires_at: cx.now + cx.stand.config.session_lifetime,
        // The application has proved who holds it.
        second_factor: SecondProof::Given,
        declined: Vec::new(),
        foreign_computer: false,
    };
    sessions::insert(cx.sql, &session, &waiting(id))?;
    login::sign_in_happened(cx, &code.browser, None, &session.id)?;
    qr_codes::update_approved(cx.sql, id, cx.now + cx.stand.config.qr_lifetime)?;
    Ok(Ok(()))
}

/// The browser as it will be once it takes up its approved code.
pub fn as_if_taken_up(visitor: &Visitor, id: &str) -> Visitor {
    Visitor { session: Some(waiting(id)), ..visitor.clone() }
}

/// Is a session waiting for this browser?
pub fn is_waiting(cx: &Cx<'_>, browser: &str) -> Result<bool, Stop> {
    Ok(waiting_code(cx, browser)?.is_some())
}

/// Gives the browser the session that waits for it; one that it had before ends (session fixation).
pub fn take_up(cx: &WriteCx<'_>, visitor: &Visitor) -> Result<Option<Opened>, Stop> {
    let Some(code) = waiting_code(cx, &visitor.browser)? else { return Ok(None) };
    qr_codes::delete(cx.sql, &code.id)?;
    let Some(session) = sessions::find(cx.sql, &waiting(&code.id), cx.now)? else { return Ok(None) };
    account_sessions::replace(cx, visitor.session.as_deref(), &session.id)?;
    if let Some(stored) = interactions::find(cx.sql, &visitor.browser, None, cx.now)? {
        outbox::signed_in(cx, session.oid, &visitor.browser, stored.interaction.client.as_str())?;
    }
    account_sessions::renew(cx, &session).map(Some)
}

fn waiting_code(cx: &Cx<'_>, browser: &str) -> Result<Option<QrCode>, Stop> {
    if browser.is_empty() {
        return Ok(None);
    }
    let code = qr_codes::find_by_browser(cx.sql, browser)?;
    Ok(code.filter(|code| code.approved && code.expires_at > cx.now))
}

/// Stands in place of a cookie's SHA-256, which never looks like this.
fn waiting(id: &str) -> String {
    format!("qr:{id}")
}
