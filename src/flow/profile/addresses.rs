//! Where somebody is registered and lives: one address of each kind.

use serde_json::json;

use crate::domain::address::Address;
use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::people;

/// Kinds that a holder writes down.
pub const KINDS: [AddressKind; 2] = [AddressKind::Registration, AddressKind::Residence];

/// The address of a kind.
pub fn find(cx: &Cx<'_>, oid: Oid, kind: AddressKind) -> Result<Option<Address>, Stop> {
    Ok(people::list_addresses(cx.sql, oid)?.into_iter().find(|address| address.kind == kind))
}

/// Writes the address of a kind, in place of the one before, which keeps its number.
pub fn save(cx: &WriteCx<'_>, oid: Oid, kind: AddressKind, parts: AddressParts) -> Result<(), Stop> {
    let before = find(cx, oid, kind)?;
    let id = match before {
        Some(before) => {
            people::delete_address(cx.sql, oid, before.id)?;
            before.id
        }
        None => people::next_address_id(cx.sql)?,
    };
    people::insert_address(cx.sql, oid, &Address { id, kind, parts })?;
    changed(cx, oid, EventKind::AddressChanged, kind)
}

/// Removes the address of a kind; false if there was none.
pub fn remove(cx: &WriteCx<'_>, oid: Oid, kind: AddressKind) -> Result<bool, Stop> {
    let Some(address) = find(cx, oid, kind)? else { return Ok(false) };
    people::delete_address(cx.sql, oid, address.id)?;
    changed(cx, oid, EventKind::AddressRemoved, kind)?;
    Ok(true)
}

fn changed(cx: &WriteCx<'_>, oid: Oid, event: EventKind, kind: AddressKind) -> Result<(), Stop> {
    accounts::touch(cx.sql, oid, cx.now)?;
    account::happened(cx, oid, event, json!({ "type": kind.wire() }))
}
