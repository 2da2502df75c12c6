//! What must hold, asked of the stand's database and of its endpoints.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use chrono::Months;
use chrono::NaiveDate;
use proptest::prelude::*;

use esia_mock::storage::Sql;
use esia_mock::storage::search;
use esia_mock::storage::search::Wanted;

use super::Act;
use super::world::World;

type Holds = Result<(), TestCaseError>;

/// A row as texts; empty where there is nothing.
type Row = Vec<String>;

/// Everything that is looked at, of one moment.
struct Seen {
    today: NaiveDate,
    accounts: Vec<Row>,
    links: Vec<Row>,
    holders: Vec<Row>,
    has_phone: Vec<Row>,
    found_by_phone: Vec<String>,
    left_over: Vec<(&'static str, Vec<Row>)>,
}

/// OID, level, status, СНИЛС.
const ACCOUNTS: &str = "SELECT oid, level, status, snils FROM accounts JOIN people USING (oid)";

/// Card, parent, account, СНИЛС of the card and of the account, status of the account and of the parent, date of birth.
const LINKS: &str = "
    SELECT id, parent, account, card.snils, child.snils, own.status, parents.status, coalesce(child.birth_date, card.birth_date)
    FROM children card JOIN accounts parents ON parents.oid = parent
    LEFT JOIN accounts own ON own.oid = account LEFT JOIN people child ON child.oid = account
    WHERE account IS NOT NULL";

/// Who holds which contact: accounts, and what is on its way to one, while it lives.
const HOLDERS: &str = "
    SELECT login_key, 'account ' || owner FROM contacts WHERE login_key IS NOT NULL
    UNION SELECT login_key, CASE purpose WHEN 'contact' THEN 'account ' ELSE purpose || ' ' END || subject
        FROM verifications WHERE login_key IS NOT NULL AND expires_at > :now
    UNION SELECT login_key, 'registration ' || id FROM registrations WHERE login_key IS NOT NULL AND expires_at > :now
    UNION SELECT email_key, 'child ' || card FROM child_applications WHERE expires_at > :now
    UNION SELECT mobile_key, 'child ' || card FROM child_applications WHERE mobile_key IS NOT NULL AND expires_at > :now";

/// How the phones begin that everybody wants, and whose they are.
const PHONE: &str = "+7(907)000000";
const HAS_PHONE: &str = "SELECT DISTINCT owner FROM contacts WHERE value LIKE '+7(907)000000%' ORDER BY owner";

/// What a deleted account must not have.
const LEFT_OVER: [(&str, &str); 9] = [
    ("a contact", "SELECT owner FROM contacts WHERE login_key IS NOT NULL"),
    ("a session", "SELECT oid FROM sessions WHERE expires_at > :now"),
    ("a refresh token", "SELECT oid FROM refresh_tokens"),
    ("a consent", "SELECT oid FROM consents UNION SELECT oid FROM permissions"),
    ("a grant", "SELECT oid FROM oidc_grants WHERE revoked_at IS NULL"),
    ("a contact on its way", "SELECT subject FROM verifications WHERE purpose = 'contact'"),
    ("a check", "SELECT subject ->> '$.person' FROM checks"),
    ("a child on its way", "SELECT parent FROM children JOIN child_applications ON card = id WHERE expires_at > :now"),
    (
        "a link on its way",
        "SELECT parent FROM children JOIN verifications ON subject = CAST(id AS TEXT)
         WHERE purpose = 'link_child' AND expires_at > :now",
    ),
];

fn rows(sql: &Sql, query: &str, now: i64) -> Vec<Row> {
    let query = query.replace(":now", &now.to_string());
    let mut query = sql.prepare_cached(&query).expect("a query");
    let columns = query.column_count();
    let texts = query.query_map([], |row| {
        let text = |at| row.get::<_, rusqlite::types::Value>(at);
        (0..columns).map(|at| text(at).map(|value| written(&value))).collect::<Result<Row, _>>()
    });
    texts.expect("rows").collect::<Result<_, _>>().expect("values")
}

fn written(value: &rusqlite::types::Value) -> String {
    match value {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_default()
}

impl Seen {
    fn now(world: &World) -> Self {
        let look = |cx: &esia_mock::flow::Cx<'_>| {
            let rows = |query: &str| rows(cx.sql, query, cx.now.timestamp());
            let wanted =
                Wanted { q: PHONE, level: None, status: None, email_unverified: false, after: None, limit: 1_000 };
            let found = search::list(cx.sql, &wanted)?.people;
            Ok(Self {
                today: cx.today(),
                accounts: rows(ACCOUNTS),
                links: rows(LINKS),
                holders: rows(HOLDERS),
                has_phone: rows(HAS_PHONE),
                found_by_phone: found.into_iter().map(|listed| listed.oid.to_string()).collect(),
                left_over: LEFT_OVER.iter().map(|(what, query)| (*what, rows(query))).collect(),
            })
        };
        world.app.stand().read(look).expect("readable")
    }
}

impl World {
    /// After every act.
    pub(super) fn holds(&mut self, act: Act) -> Holds {
        for answer in self.actors.iter().flat_map(|actor| &actor.browser.trail) {
            prop_assert!(answer.status < 500, "{:?}: {}", act, answer.text());
        }
        let seen = Seen::now(self);
        prop_assert_eq!(seen.has_phone.concat(), &seen.found_by_phone[..], "{:?}", act);
        contacts_have_one_holder(&seen)?;
        self.levels_are_proved(&seen)?;
        self.links_are_sound(&seen)?;
        self.who_is_deleted_has_nothing(&seen)?;
        numbers_have_one_owner(&seen)?;
        self.nobody_sees_more(act)
    }

    fn levels_are_proved(&mut self, seen: &Seen) -> Holds {
        for account in &seen.accounts {
            let (oid, level) = (number(&account[0]), account[1].clone());
            let before = self.truth.levels.insert(oid, level.clone());
            if before.as_ref() == Some(&level) {
                continue;
            }
            let proved = |level: &str| self.truth.proofs.contains(&(oid, level.to_owned()));
            let is_right = match level.as_str() {
                "simplified" => before.is_none_or(|before| before == "simplified_ready"),
                "simplified_ready" => self.truth.declared.contains(&oid),
                // A passport that has expired lowers a level that was proved.
                "standard" => proved("standard") || proved("confirmed"),
                level => proved(level),
            };
            prop_assert!(is_right, "{} is {} without a proof", oid, level);
            match level.as_str() {
                "standard" => self.counts("standard"),
                "confirmed" => self.counts("confirmed"),
                _ => {}
            }
        }
        Ok(())
    }

    fn links_are_sound(&mut self, seen: &Seen) -> Holds {
        let mut links = BTreeSet::new();
        for link in &seen.links {
            let [card, parent, account, own, its, status, parents, born] = link.as_slice() else {
                return Err(TestCaseError::fail("columns"));
            };
            prop_assert_eq!(status.as_str() == "deleted" || status.is_empty(), false, "{} of card {}", account, card);
            prop_assert_ne!(parents.as_str(), "deleted", "the card {} of {} is linked to {}", card, parent, account);
            prop_assert!(its.is_empty() || own == its, "the card {} has another СНИЛС than {}", card, account);
            let grown = born.parse().ok().and_then(|born: NaiveDate| born.checked_add_months(Months::new(18 * 12)));
            prop_assert!(grown.is_some_and(|grown| grown >= seen.today), "{} of card {} is grown up", account, card);
            links.insert((card.parse().unwrap_or_default(), number(account)));
        }
        // Those of the fixtures were not linked here.
        let has_looked = std::mem::replace(&mut self.truth.has_looked, true);
        let new = links.difference(&self.truth.links).count();
        (0..if has_looked { new } else { 0 }).for_each(|_| self.counts("link"));
        self.truth.links = links;
        Ok(())
    }

    fn who_is_deleted_has_nothing(&mut self, seen: &Seen) -> Holds {
        let deleted: BTreeSet<u64> =
            seen.accounts.iter().filter(|account| account[2] == "deleted").map(|account| number(&account[0])).collect();
        prop_assert!(deleted.is_superset(&self.truth.deleted), "a deleted account has come back");
        for (what, owners) in &seen.left_over {
            let owner = owners.iter().map(|owner| number(&owner[0])).find(|owner| deleted.contains(owner));
            prop_assert_eq!(owner, None, "a deleted account has {}", what);
        }
        self.truth.deleted = deleted;
        Ok(())
    }

    /// What the relying party was allowed, and what its tokens open.
    fn nobody_sees_more(&self, act: Act) -> Holds {
        for oid in self.actors.iter().filter_map(|actor| actor.oid) {
            let given = self.given(oid, &self.rp.client_id);
            let allowed = self.truth.allowed.get(&(oid, self.rp.client_id.clone())).cloned().unwrap_or_default();
            let more: Vec<_> = given.difference(&allowed).filter(|scope| *scope != "openid").collect();
            prop_assert!(more.is_empty(), "{} has not allowed {:?}", oid, more);
        }
        for held in self.truth.held.iter().rev().take(2) {
            let read = self.rp.reads(&format!("/rs/prns/{}", held.oid), &held.tokens.access_token());
            prop_assert!(read.status < 500, "{}", read.text());
            // An access token is nowhere stored: what was withdrawn opens again once the same is allowed again.
            let is_allowed = !self.given(held.oid, &self.rp.client_id).is_empty();
            let may = (!held.is_withdrawn || is_allowed) && self.is_open(held.oid);
            prop_assert!(may || read.status == 401, "{:?}: {} is read: {}", act, held.oid, read.text());
        }
        Ok(())
    }
}

/// A contact belongs to one account, or to one that is on its way to it.
fn contacts_have_one_holder(seen: &Seen) -> Holds {
    let mut holders = BTreeMap::<&str, BTreeSet<&str>>::new();
    for row in &seen.holders {
        holders.entry(&row[0]).or_default().insert(&row[1]);
    }
    let several = holders.iter().find(|(_, holders)| holders.len() > 1);
    prop_assert!(several.is_none(), "{:?}", several);
    Ok(())
}

/// No two accounts are sure of one СНИЛС.
fn numbers_have_one_owner(seen: &Seen) -> Holds {
    let mut owners = BTreeMap::<&str, &str>::new();
    let is_sure = |account: &&Row| ["standard", "confirmed", "child"].contains(&account[1].as_str());
    for account in
        seen.accounts.iter().filter(is_sure).filter(|account| account[2] != "deleted" && !account[3].is_empty())
    {
        let other = owners.insert(&account[3], &account[0]);
        prop_assert!(other.is_none(), "{:?} and {} have СНИЛС {}", other, account[0], account[3]);
    }
    Ok(())
}
