//! Consents of a person for a client, as a tester wants them to be.

use crate::domain::client::Client;
use crate::domain::scope;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::consents;
use crate::flow::login::consent;
use crate::protocol::ids::Oid;
use crate::protocol::scope::Scope;
use crate::storage::consents as stored;

/// Lets a person allow a client these scopes and no others. What is new is given as in a login; what was allowed before
/// and is not among them is taken back, and the tokens that need it are worthless at once ([`crate::flow::access`]).
pub fn put(cx: &WriteCx<'_>, oid: Oid, client: &Client, scopes: &[Scope]) -> Result<(), Stop> {
    if scopes.is_empty() {
        return consents::revoke(cx, oid, &client.mnemonic, &client.name).map(|_| ());
    }
    let before = consents::given(cx, oid, &client.mnemonic)?;
    let new: Vec<_> = scopes.iter().filter(|scope| !before.contains(scope)).cloned().collect();
    if before.iter().any(|scope| !scopes.contains(scope)) {
        stored::delete(cx.sql, oid, Some(&client.mnemonic))?;
        consents::give(cx, oid, &client.mnemonic, scopes)?;
    } else {
        consents::give(cx, oid, &client.mnemonic, &new)?;
    }
    if new.is_empty() {
        Ok(())
    } else {
        consent::tell(cx, oid, &client.name, new.iter().map(|scope| scope.name.as_str()))
    }
}

/// Is it a scope that people are asked for?
pub fn is_asked(scope: &Scope) -> bool {
    scope::find(&scope.name).is_some_and(|row| !row.title_key.is_empty())
}
