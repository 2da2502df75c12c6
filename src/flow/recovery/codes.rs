//! Codes and letters of a recovery that come back ([`super::sending`] sends them).

use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::recovery;
use crate::flow::recovery::draft;
use crate::flow::recovery::draft::Named;
use crate::flow::recovery::draft::Recovery;
use crate::flow::recovery::draft::Step;
use crate::flow::verification;
use crate::flow::verification::Mistake;
use crate::flow::verification::Opened;
use crate::protocol::ids::Oid;
use crate::storage::drafts;

/// Takes the code that the step waits for.
pub fn verify(cx: &WriteCx<'_>, recovery: &mut Recovery, typed: &str) -> Result<Result<(), Mistake>, Stop> {
    let (purpose, next) = match recovery.step {
        Step::TrustedContact => (Purpose::TrustedContact, Step::Code),
        Step::Code => (Purpose::Recovery, Step::Password),
        Step::Document | Step::Question | Step::Password | Step::Done => return Ok(Err(Mistake::Expired)),
    };
    if let Err(mistake) = verification::verify_code(cx, purpose, &recovery.key, typed)? {
        return Ok(Err(mistake));
    }
    if recovery.oid.is_none() {
        // By chance the code that nobody got.
        return Ok(Err(Mistake::Expired));
    }
    recovery::go_on(cx, recovery, next).map(Ok)
}

/// Uses up the link of a letter; gives the recovery that goes on in this browser, if the link is good.
pub fn follow(cx: &WriteCx<'_>, browser: &str, token: &str) -> Result<Option<String>, Stop> {
    let Opened::Valid(pending) = verification::open(cx, Purpose::Recovery, token)? else { return Ok(None) };
    verification::cancel(cx, Purpose::Recovery, &pending.subject, ContactKind::Email)?;
    let newest: Option<(String, Recovery)> = drafts::find(cx.sql, draft::place(browser), None, cx.now)?;
    let begun_here = newest.map(|(_, recovery)| recovery).filter(|recovery| recovery.key == pending.subject);
    let oid = pending.subject.strip_prefix("account:").and_then(|oid| oid.parse().ok()).map(Oid);
    let recovery = Recovery {
        step: Step::Password,
        named: Named::Email,
        login: pending.value,
        interaction: begun_here.and_then(|recovery| recovery.interaction),
        oid,
        key: pending.subject,
    };
    draft::keep(cx, browser, &recovery).map(Some)
}
