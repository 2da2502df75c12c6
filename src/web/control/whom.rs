//! Who is meant by the `{person}` of a call.

use crate::domain::account::Account;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::web::errors::problem::Problem;

/// The number of the one who is meant by this name.
pub fn number(stand: &Stand, name: &str) -> Result<Oid, Problem> {
    Ok(find(stand, name)?.oid)
}

/// The one who is meant by this name, or why there is not one.
pub fn one(meant: Meant, name: &str) -> Result<Account, Problem> {
    match meant {
        Meant::One(account) => Ok(*account),
        Meant::Nobody => Err(Problem::NotFound(format!("no account has the persona, oid or login {name:?}"))),
        Meant::Several(oids) => {
            let oids: Vec<_> = oids.iter().map(ToString::to_string).collect();
            Err(Problem::Conflict(format!("{name:?} is the login of several accounts; say which: {}", oids.join(", "))))
        }
    }
}

/// What somebody is called: their persona, or their number.
pub fn named(stand: &Stand, oid: Oid) -> Result<String, Stop> {
    stand.read(|cx| Ok(accounts::find_persona(cx.sql, oid)?.unwrap_or_else(|| oid.to_string())))
}

/// The account that a call names, as it is now.
pub fn find(stand: &Stand, name: &str) -> Result<Account, Problem> {
    one(stand.read(|cx| finding::meant(cx, name))?, name)
}
