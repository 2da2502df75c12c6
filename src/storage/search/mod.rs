//! Finding people by what a tester remembers of them: a piece of a name, phone, e-mail, СНИЛС or document's number.
//!
//! What somebody can be found by is one text of each ([`texts`]). A list makes the texts of those that wait for theirs by
//! itself, so it shows what is, and never what was.

pub(super) mod texts;

use rusqlite::Row;
use rusqlite::ToSql;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;
use crate::storage::search::texts::folded;
use crate::storage::search::texts::pending;

/// How many people one list looks at, where no index says who fits: it ends then, and says where to go on.
const MOST_LOOKED_AT: usize = 50_000;

/// The most pieces that an index is asked for; what is longer is compared with the texts.
const MOST_PIECES: usize = 32;

/// Characters of a piece.
const PIECE: usize = 3;

/// Whom a list is about.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Words that must all occur in what somebody can be found by, anywhere and in any order; everybody where it is
    /// blank. Only letters and digits count.
    pub q: &'a str,
    /// Of this level.
    pub level: Option<AccountLevel>,
    /// Of this status; of any where it is absent, deleted ones too.
    pub status: Option<AccountStatus>,
    /// Only those who have an e-mail that is not verified.
    pub email_unverified: bool,
    /// With greater OIDs than this one.
    pub after: Option<Oid>,
    /// The most people.
    pub limit: usize,
}

/// Somebody in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The account.
    pub oid: Oid,
    /// Its name in fixtures.
    pub persona: Option<String>,
    /// The person's name.
    pub name: FullName,
    /// The level of the account.
    pub level: AccountLevel,
    /// Its status.
    pub status: AccountStatus,
}

/// A list, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// By their OIDs.
    pub people: Vec<Listed>,
    /// What to go on after, where there may be more. A part may have nobody in it, and yet not be the last.
    pub next: Option<Oid>,
}

/// Lists people by their OIDs.
pub fn list(sql: &Sql, wanted: &Wanted<'_>) -> Result<Listing, StorageError> {
    let Some(words) = words(wanted.q) else { return Ok(Listing { people: Vec::new(), next: None }) };
    let after = wanted.after.map_or(-1, rows::integer);
    let pending = pending(sql, after)?;
    let fits = |found: &Found| {
        let text = pending.get(&found.listed.oid).or(found.text.as_ref());
        words.iter().all(|word| text.is_some_and(|text| text.contains(word)))
    };
    let only = Only::of(wanted);
    let mut walk = walk(sql, (&words, &only), after, wanted.limit, |found| {
        fits(found) && !pending.contains_key(&found.listed.oid)
    })?;
    for oid in pending.keys().filter(|oid| walk.next.is_none_or(|next| **oid <= next)) {
        walk.people.extend(find(sql, *oid, &only.asked)?.filter(&fits).map(|found| found.listed));
    }
    walk.people.sort_by_key(|listed| listed.oid);
    if walk.people.len() > wanted.limit {
        walk.people.truncate(wanted.limit);
        walk.next = walk.people.last().map(|listed| listed.oid);
    }
    Ok(walk)
}

/// Somebody, with the text that was written of them last.
struct Found {
    listed: Listed,
    text: Option<String>,
}

/// What [`read`] reads, and where it stands.
const FOUND: &str = "accounts.oid, persona, level, status, last_name, first_name, middle_name, search.text";
const PEOPLE: &str = "accounts JOIN people ON people.oid = accounts.oid LEFT JOIN search ON search.oid = accounts.oid";

/// What the tables are asked of whom is wanted, so that nobody else's name and text are read.
struct Only {
    asked: String,
    email_unverified: bool,
}

impl Only {
    /// Names of levels and statuses are words of ours.
    fn of(wanted: &Wanted<'_>) -> Self {
        let is_unusual = wanted.status.is_some_and(|status| status != AccountStatus::Registered);
        let level = wanted.level.map(|level| {
            // Of a level there are many, of an unusual status few: with a plus no index of the level is looked up.
            let plus = if is_unusual { "+" } else { "" };
            format!("{plus}accounts.level = '{}'", level.name())
        });
        let status = wanted.status.map(|status| {
            // Said so, an index of those alone is looked up.
            let unusual = if is_unusual { " AND accounts.status <> 'registered'" } else { "" };
            format!("accounts.status = '{}'{unusual}", status.name())
        });
        let email = wanted.email_unverified.then(|| EMAIL_UNVERIFIED.to_owned());
        let asked: Vec<_> = [level, status, email].into_iter().flatten().collect();
        let asked = if asked.is_empty() { "TRUE".to_owned() } else { asked.join(" AND ") };
        Self { asked, email_unverified: wanted.email_unverified }
    }
}

/// Has somebody an e-mail that is not verified?
const EMAIL_UNVERIFIED: &str =
    "EXISTS (SELECT 1 FROM contacts WHERE owner = accounts.oid AND type = 'EML' AND verified = 0)";

/// Looks at people by their OIDs, at those alone that an index names where one can; takes so many of those that fit.
fn walk(
    sql: &Sql,
    (words, wanted): (&[String], &Only),
    after: i64,
    limit: usize,
    fits: impl Fn(&Found) -> bool,
) -> Result<Listing, StorageError> {
    let (pieces, only) = (pieces(words), &wanted.asked);
    let query = if pieces.is_empty() && wanted.email_unverified {
        // Their e-mails are few: in the order of this join nobody else is looked at.
        format!(
            "SELECT {FOUND} FROM contacts CROSS JOIN accounts ON accounts.oid = contacts.owner
             JOIN people ON people.oid = accounts.oid LEFT JOIN search ON search.oid = accounts.oid
             WHERE contacts.owner > ?1 AND contacts.type = 'EML' AND contacts.verified = 0 AND {only}
             ORDER BY contacts.owner"
        )
    } else if pieces.is_empty() {
        format!("SELECT {FOUND} FROM {PEOPLE} WHERE accounts.oid > ?1 AND {only} ORDER BY accounts.oid")
    } else {
        format!(
            "SELECT {FOUND} FROM search_index JOIN accounts ON accounts.oid = search_index.rowid
             JOIN people ON people.oid = accounts.oid JOIN search ON search.oid = accounts.oid
             WHERE search_index.rowid > ?1 AND search_index MATCH ?2 AND {only} ORDER BY search_index.rowid"
        )
    };
    let parameters: &[&dyn ToSql] = if pieces.is_empty() { &[&after] } else { &[&after, &pieces] };
    let mut query = sql.prepare_cached(&query)?;
    let mut rows = query.query(parameters)?;
    let (mut people, mut looked_at, mut last) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        let found = read(row)?;
        let oid = found.listed.oid;
        // Somebody may have two such e-mails.
        if last.replace(oid) == Some(oid) {
            continue;
        }
        looked_at += 1;
        if fits(&found) {
            people.push(found.listed);
        }
        if people.len() >= limit || looked_at >= MOST_LOOKED_AT {
            return Ok(Listing { people, next: Some(oid) });
        }
    }
    Ok(Listing { people, next: None })
}

fn find(sql: &Sql, oid: Oid, only: &str) -> Result<Option<Found>, StorageError> {
    let query = format!("SELECT {FOUND} FROM {PEOPLE} WHERE accounts.oid = ?1 AND {only}");
    let mut query = sql.prepare_cached(&query)?;
    let mut rows = query.query([rows::integer(oid)])?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<Found, StorageError> {
    let part = |text: String| rows::parsed(&text, NamePart::parse);
    let middle = row.get::<_, Option<String>>(6)?.map(part).transpose()?;
    let listed = Listed {
        oid: rows::oid(row.get(0)?)?,
        persona: row.get(1)?,
        level: rows::named(&row.get::<_, String>(2)?, AccountLevel::from_name)?,
        status: rows::named(&row.get::<_, String>(3)?, AccountStatus::from_name)?,
        name: FullName::new(part(row.get(4)?)?, part(row.get(5)?)?, middle),
    };
    Ok(Found { listed, text: row.get(7)? })
}

/// The words of a question, folded. Nothing where it has words, but none that could occur in a text.
fn words(q: &str) -> Option<Vec<String>> {
    let words: Vec<String> = q.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    (!words.is_empty() || q.trim().is_empty()).then_some(words)
}

/// What the index is asked for: pieces that a text must have.
fn pieces(words: &[String]) -> String {
    let pieces = words.iter().flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        let pieces: Vec<String> = letters.windows(PIECE).map(|piece| piece.iter().collect()).collect();
        pieces
    });
    // Letters and digits alone, so that nothing in the quotes means anything.
    pieces.take(MOST_PIECES).map(|piece| format!("\"{piece}\"")).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests;
