//! The desk gives access back: to an account that is locked, blocked or limited, or whose password is forgotten.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::event::EventKind;
use crate::domain::phone::Phone;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::attempts;
use crate::flow::account::closing;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::account::limit_ends;
use crate::flow::confirmation::desk;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::first_password::Drawn;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::papers;
use crate::flow::confirmation::papers::Papers;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;

/// Why access is not given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRestored {
    /// The documents do not prove it.
    NotProved(NotConfirmed),
    /// There is neither phone nor e-mail that a password could be sent to.
    NoContact,
    /// Somebody else has the phone.
    PhoneTaken,
}

impl NotRestored {
    /// The word for testers.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotProved(why) => why.name(),
            Self::NoContact => "no_contact",
            Self::PhoneTaken => "contact_taken",
        }
    }
}

/// Compares the papers, and gives access back: a limit is lifted; any other account gets a new password, and its
/// sessions end. A phone that is given takes the place of the old one.
pub fn restore(
    cx: &WriteCx<'_>,
    (oid, papers): (Oid, &Papers),
    phone: Option<&Phone>,
    drawn: &Drawn,
) -> Result<Result<(), NotRestored>, Stop> {
    let account = match proved(cx, oid, papers)? {
        Ok(account) => account,
        Err(why) => return Ok(Err(NotRestored::NotProved(why))),
    };
    if let Some(phone) = phone {
        if !is_free(cx, oid, phone)? {
            return Ok(Err(NotRestored::PhoneTaken));
        }
        contacts::put_verified(cx, oid, ContactKind::Mobile, phone.as_str())?;
    }
    if account.status != AccountStatus::Limited {
        if !first_password::give(cx, oid, drawn)? {
            return Ok(Err(NotRestored::NoContact));
        }
        closing::end_sessions(cx, oid, None)?;
    }
    limit_ends::lift(cx, oid)?;
    attempts::forget(cx, &attempts::key_of(oid))?;
    accounts::update_status(cx.sql, oid, AccountStatus::Registered, cx.now)?;
    account::happened(cx, oid, EventKind::AccessRestored, json!({ "was": account.status.name() }))?;
    outbox::write(cx, oid, &letters::ACCESS_RESTORED, &[("Когда", outbox::time(cx))])?;
    Ok(Ok(()))
}

fn proved(cx: &Cx<'_>, oid: Oid, papers: &Papers) -> Result<Result<Account, NotConfirmed>, Stop> {
    let Some(account) = desk::account_of(cx, oid)? else { return Ok(Err(NotConfirmed::Unknown)) };
    let fault = papers::compare_with(cx, &account, papers)?.and_then(|comparison| comparison.fault());
    Ok(fault.map_or(Ok(account), Err))
}

fn is_free(cx: &Cx<'_>, oid: Oid, phone: &Phone) -> Result<bool, Stop> {
    let holder = contacts::holder(cx, ContactKind::Mobile, phone.as_str())?;
    Ok(holder.is_none_or(|holder| holder == Holder::Account(oid)))
}
