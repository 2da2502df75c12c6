//! What people and organisations are called in fixtures.
//!
//! Who came through the pages has no such name: `oid-` and their number stand for it.

use crate::domain::account::Account;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::organizations;
use crate::storage::people;

/// The persona of an account.
pub fn persona(cx: &Cx<'_>, oid: Oid) -> Result<String, Stop> {
    Ok(accounts::find_persona(cx.sql, oid)?.unwrap_or_else(|| finding::unnamed(oid)))
}

/// What somebody is called on pages: their full name, or their persona where there is none.
pub fn in_full(cx: &Cx<'_>, oid: Oid) -> Result<String, Stop> {
    let name = people::find(cx.sql, oid)?.map(|person| person.name.to_string());
    name.filter(|name| !name.is_empty()).map_or_else(|| persona(cx, oid), Ok)
}

/// The account that a persona means; a deleted one that has lost its name is nobody's.
pub fn account(cx: &Cx<'_>, persona: &str) -> Result<Option<Account>, Stop> {
    if let Some(account) = accounts::find_by_persona(cx.sql, persona)? {
        return Ok(Some(account));
    }
    let Some(oid) = finding::number(persona) else { return Ok(None) };
    let is_unnamed = accounts::find_persona(cx.sql, oid)?.is_none();
    Ok(accounts::find(cx.sql, oid)?.filter(|_| is_unnamed))
}

/// The organisation that a name in fixtures means.
pub fn organization(cx: &Cx<'_>, name: &str) -> Result<Option<Oid>, Stop> {
    let named = organizations::find_by_name(cx.sql, name)?;
    Ok(named.or_else(|| finding::number(name)))
}
