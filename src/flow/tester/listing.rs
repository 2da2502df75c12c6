//! Who is there: people as lists show them.

use crate::domain::account::AccountStatus;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::tester::names;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts;
use crate::storage::people;
use crate::storage::search;
use crate::storage::search::Listed;
use crate::storage::search::Wanted;

/// Somebody in a list.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who, and what the account is like.
    pub listed: Listed,
    /// What fixtures call them.
    pub persona: String,
    /// What they can sign in with now.
    pub logins: Vec<String>,
    /// What they are for.
    pub about: String,
}

/// A part of the list, and where to go on. Deleted accounts are in it only where they are asked for.
pub fn list(cx: &Cx<'_>, wanted: &Wanted<'_>) -> Result<(Vec<Seen>, Option<Oid>), Stop> {
    let found = search::list(cx.sql, wanted)?;
    let mut seen = Vec::new();
    for listed in found.people {
        if listed.status == AccountStatus::Deleted && wanted.status.is_none() {
            continue;
        }
        seen.push(Seen {
            persona: names::persona(cx, listed.oid)?,
            logins: logins(cx, listed.oid)?,
            about: accounts::find_about(cx.sql, listed.oid)?.unwrap_or_default(),
            listed,
        });
    }
    Ok((seen, found.next))
}

/// What somebody can sign in with now.
pub fn logins(cx: &Cx<'_>, oid: Oid) -> Result<Vec<String>, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(Vec::new()) };
    if account.status == AccountStatus::Deleted {
        return Ok(Vec::new());
    }
    let mut logins: Vec<String> = contacts::list(cx.sql, oid)?
        .into_iter()
        .filter(|contact| contact.kind.is_login() && contact.verification.is_verified())
        .map(|contact| contact.value)
        .collect();
    if account.level.signs_in_by_snils() {
        let snils = people::find(cx.sql, oid)?.and_then(|person| person.snils);
        logins.extend(snils.map(|snils| snils.to_string()));
    }
    Ok(logins)
}
