//! The telephone of a citizen, as far as QR codes go: somebody signs in where a code is shown.

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::qr;
use crate::flow::login::qr::QrError;

/// What came of an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// The browser that shows the code is signed in.
    Approved,
    /// The account cannot be used.
    Unusable(AccountStatus),
    /// The code is none, or out of date.
    Wrong(QrError),
}

/// Approves a code as the application of this person does after scanning it.
pub fn approve(cx: &WriteCx<'_>, code: &str, account: &Account) -> Result<Approval, Stop> {
    if account.blocked().is_some() {
        return Ok(Approval::Unusable(account.status));
    }
    Ok(qr::approve(cx, code, account)?.map_or_else(Approval::Wrong, |()| Approval::Approved))
}
