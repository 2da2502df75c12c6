//! What people are called in fixtures.
//!
//! Who came through the pages has no such name: `oid-` and their number stand for it.

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::protocol::ids::Oid;
use crate::storage::accounts;

/// The persona of an account.
pub fn persona(cx: &Cx<'_>, oid: Oid) -> Result<String, Stop> {
    Ok(accounts::find_persona(cx.sql, oid)?.unwrap_or_else(|| finding::unnamed(oid)))
}
