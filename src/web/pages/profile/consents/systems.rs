//! What systems are called.

use crate::flow::stand::Stand;
use crate::protocol::ids::Mnemonic;

/// The name of a system that citizens read; one that was removed meanwhile has its мнемоника left.
pub(super) fn name(stand: &Stand, client: &Mnemonic) -> String {
    stand.clients.find(client.as_str()).map_or_else(|| client.to_string(), |party| party.client.name.clone())
}
