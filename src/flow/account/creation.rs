//! A new account: every way that leads to one ends here.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::event::EventKind;
use crate::domain::person::Person;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::birthday;
use crate::flow::account::contacts;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::accounts::Named;
use crate::storage::organizations;
use crate::storage::people;

/// What a new account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// Its level.
    pub level: AccountLevel,
    /// Whose.
    pub person: &'a Person,
    /// argon2 in PHC form; made outside the transaction.
    pub password_hash: Option<String>,
    /// Phones and e-mails; nobody else has them.
    pub contacts: &'a [(ContactKind, String, Verification)],
    /// The parent who makes a child's account.
    pub created_by: Option<Oid>,
    /// By which way, for the feed: `phone`, `email`, `service_centre`, `parent`, …
    pub way: &'static str,
}

/// Makes it.
pub fn create(cx: &WriteCx<'_>, new: &NewAccount<'_>) -> Result<Oid, Stop> {
    let oid = free_oid(cx)?;
    let account = Account {
        oid,
        level: new.level,
        status: AccountStatus::Registered,
        password_hash: new.password_hash.clone(),
        second_factor: SecondFactor::None,
        totp_secret: None,
        offers: Vec::new(),
        created_by: new.created_by,
        updated_at: cx.now,
    };
    accounts::insert(cx.sql, &account, Named::default())?;
    people::insert(cx.sql, oid, new.person)?;
    for (kind, value, verification) in new.contacts {
        contacts::add(cx, oid, *kind, value, *verification)?;
    }
    birthday::plan(cx)?;
    account::happened(cx, oid, EventKind::Registered, json!({ "level": new.level.name(), "way": new.way }))?;
    Ok(oid)
}

/// A number that nobody has, and nobody ever had: deleted accounts keep theirs.
pub fn free_oid(cx: &Cx<'_>) -> Result<Oid, Stop> {
    loop {
        let drawn = u64::from(u32::from_be_bytes(cx.stand.random.bytes()));
        let oid = Oid(FIRST_OID + drawn % (LAST_OID - FIRST_OID + 1));
        if accounts::find(cx.sql, oid)?.is_none() && organizations::find(cx.sql, oid)?.is_none() {
            return Ok(oid);
        }
    }
}

/// Ten digits, above those that fixtures derive from names.
const FIRST_OID: u64 = 2_000_000_000;
/// Known clients read a number into 32 bits with a sign.
const LAST_OID: u64 = 2_147_483_647;
