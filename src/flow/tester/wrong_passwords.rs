//! How many wrong passwords somebody has typed, as a tester wants it: counted one by one, as if they were typed now.

use crate::domain::account::Account;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts;
use crate::flow::login::lockout;
use crate::protocol::ids::Oid;
use crate::storage::accounts;

/// The most that are counted at once; an account is locked long before.
pub const MOST: u32 = 50;

/// How many still count.
pub fn count(cx: &Cx<'_>, account: &Account) -> Result<u32, Stop> {
    lockout::wrong(cx, &attempts::key_of(account.oid), Some(account))
}

/// Makes it so many; the rules that follow from the number hold.
pub fn set(cx: &WriteCx<'_>, oid: Oid, wanted: u32) -> Result<(), Stop> {
    let key = attempts::key_of(oid);
    attempts::forget(cx, &key)?;
    for _ in 0..wanted.min(MOST) {
        // Whoever is locked by one of them is so for the next.
        let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(()) };
        lockout::count(cx, &key, Some(&account))?;
    }
    Ok(())
}
