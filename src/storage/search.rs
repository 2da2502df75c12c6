//! Finding people by what a tester remembers of them: a piece of a name, phone, e-mail, СНИЛС or document's number.
//!
//! What somebody can be found by is one text, folded: letters and digits alone, lower case, ё as е. Texts are in
//! `search`, and pieces of three characters of each in `search_index` (FTS5, trigrams). To write an index for one
//! person is dear, for a hundred it is cheap. So whoever is new or has changed only gets a mark in `search_pending`, by
//! triggers of the tables that the text is made of; and as soon as more than [`MOST_PENDING`] are marked, the
//! transaction that did it writes all their texts. A list makes the texts of those that wait by itself, so it shows what
//! is, and never what was.

use std::collections::BTreeMap;

use rusqlite::Row;
use rusqlite::ToSql;
use rusqlite::params;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// How many people may wait for their texts.
const MOST_PENDING: i64 = 128;

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
    let only = &only(wanted);
    let mut walk = walk(sql, (&words, only), after, wanted.limit, |found| {
        fits(found) && !pending.contains_key(&found.listed.oid)
    })?;
    for oid in pending.keys().filter(|oid| walk.next.is_none_or(|next| **oid <= next)) {
        walk.people.extend(find(sql, *oid, only)?.filter(&fits).map(|found| found.listed));
    }
    walk.people.sort_by_key(|listed| listed.oid);
    if walk.people.len() > wanted.limit {
        walk.people.truncate(wanted.limit);
        walk.next = walk.people.last().map(|listed| listed.oid);
    }
    Ok(walk)
}

/// Writes the texts of those that wait, where they are many.
pub(super) fn keep_up(sql: &WriteSql) -> Result<(), StorageError> {
    let waiting: i64 = sql.prepare_cached("SELECT count(*) FROM search_pending")?.query_row([], |row| row.get(0))?;
    if waiting > MOST_PENDING { catch_up(sql) } else { Ok(()) }
}

/// Writes the texts of all that wait.
fn catch_up(sql: &WriteSql) -> Result<(), StorageError> {
    loop {
        let waiting = waiting(sql)?;
        let Some((last, _)) = waiting.last() else { return Ok(()) };
        sql.prepare_cached("DELETE FROM search_pending WHERE oid <= ?1")?.execute([last])?;
        for (oid, before) in waiting {
            replace(sql, oid, before, text(sql, oid)?)?;
        }
    }
}

/// Writes the texts of everybody, where nobody has one.
pub(super) fn write_all(sql: &WriteSql) -> Result<(), StorageError> {
    configure(sql, AT_ONCE)?;
    let everybody = format!("SELECT {TEXT} ORDER BY accounts.oid");
    let mut query = sql.prepare_cached(&everybody)?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        add(sql, row.get(0)?, &text_of(row)?)?;
    }
    configure(sql, USUAL)
}

/// How much of an index is made in memory before it is written, in bytes, and when its parts are put together
/// (<https://www.sqlite.org/fts5.html>, 6).
fn configure(sql: &WriteSql, (memory, merge): (i64, i64)) -> Result<(), StorageError> {
    for (name, value) in [("hashsize", memory), ("automerge", merge)] {
        sql.prepare_cached("INSERT INTO search_index (search_index, rank) VALUES (?1, ?2)")?
            .execute(params![name, value])?;
    }
    Ok(())
}

/// Large parts, which are left as they are.
const AT_ONCE: (i64, i64) = (64 << 20, 0);

/// What SQLite does where nothing is said.
const USUAL: (i64, i64) = (1 << 20, 4);

/// The first of those that wait, with the texts that were written of them last.
fn waiting(sql: &Sql) -> Result<Vec<(i64, Option<String>)>, StorageError> {
    let mut query = sql
        .prepare_cached("SELECT oid, text FROM search_pending LEFT JOIN search USING (oid) ORDER BY oid LIMIT 1000")?;
    let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn replace(sql: &WriteSql, oid: i64, before: Option<String>, now: Option<String>) -> Result<(), StorageError> {
    if before == now {
        return Ok(());
    }
    if let Some(before) = before {
        // The index has no copy of what it was made of.
        sql.prepare_cached("INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?1, ?2)")?
            .execute(params![oid, before])?;
        sql.prepare_cached("DELETE FROM search WHERE oid = ?1")?.execute([oid])?;
    }
    now.map_or(Ok(()), |now| add(sql, oid, &now))
}

fn add(sql: &WriteSql, oid: i64, text: &str) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO search_index (rowid, text) VALUES (?1, ?2)")?.execute(params![oid, text])?;
    sql.prepare_cached("INSERT INTO search (oid, text) VALUES (?1, ?2)")?.execute(params![oid, text])?;
    Ok(())
}

/// What makes a text, and where it stands.
const TEXT: &str =
    // Without its table, oid is the number of a row.
    "accounts.oid, persona, last_name, first_name, middle_name, snils,
     (SELECT group_concat(value, char(10)) FROM contacts WHERE owner = accounts.oid),
     (SELECT group_concat(coalesce(data ->> 'series', '') || (data ->> 'number'), char(10))
      FROM documents WHERE owner = accounts.oid)
     FROM accounts JOIN people ON people.oid = accounts.oid";

/// What somebody can be found by now; nothing where there is no such account.
fn text(sql: &Sql, oid: i64) -> Result<Option<String>, StorageError> {
    let query = format!("SELECT {TEXT} WHERE accounts.oid = ?1");
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([oid])?;
    found.next()?.map(text_of).transpose()
}

fn text_of(row: &Row<'_>) -> Result<String, StorageError> {
    let mut text = row.get::<_, i64>(0)?.to_string();
    for column in 1..row.as_ref().column_count() {
        for line in row.get::<_, Option<String>>(column)?.iter().flat_map(|lines| lines.split('\n')) {
            text.push(' ');
            text.extend(folded(line));
        }
    }
    Ok(text)
}

/// The texts of everybody who waits, after an OID.
fn pending(sql: &Sql, after: i64) -> Result<BTreeMap<Oid, String>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM search_pending WHERE oid > ?1")?;
    let mut found = query.query([after])?;
    let mut list = BTreeMap::new();
    while let Some(row) = found.next()? {
        let oid = row.get(0)?;
        if let Some(text) = text(sql, oid)? {
            list.insert(rows::oid(oid)?, text);
        }
    }
    Ok(list)
}

/// Somebody, with the text that was written of them last.
struct Found {
    listed: Listed,
    text: Option<String>,
}

/// What [`read`] reads, and where it stands.
const FOUND: &str = "accounts.oid, persona, level, status, last_name, first_name, middle_name, search.text";
const PEOPLE: &str = "accounts JOIN people ON people.oid = accounts.oid LEFT JOIN search ON search.oid = accounts.oid";

/// What the tables say of whom is wanted: asked there, nobody else's name and text are read. Names of levels and statuses
/// are words of ours.
fn only(wanted: &Wanted<'_>) -> String {
    let level = wanted.level.map(|level| format!("accounts.level = '{}'", level.name()));
    let status = wanted.status.map(|status| format!("accounts.status = '{}'", status.name()));
    let email = wanted.email_unverified.then(|| EMAIL_UNVERIFIED.to_owned());
    let asked: Vec<_> = [level, status, email].into_iter().flatten().collect();
    if asked.is_empty() { "TRUE".to_owned() } else { asked.join(" AND ") }
}

/// Has somebody an e-mail that is not verified?
const EMAIL_UNVERIFIED: &str =
    "EXISTS (SELECT 1 FROM contacts WHERE owner = accounts.oid AND type = 'EML' AND verified = 0)";

/// Looks at people by their OIDs, at those alone that the index names where it can; takes so many of those that fit.
fn walk(
    sql: &Sql,
    (words, only): (&[String], &str),
    after: i64,
    limit: usize,
    fits: impl Fn(&Found) -> bool,
) -> Result<Listing, StorageError> {
    let pieces = pieces(words);
    let query = if pieces.is_empty() {
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
    let (mut people, mut looked_at) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let found = read(row)?;
        let oid = found.listed.oid;
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
    let words: Vec<String> =
        q.split_whitespace().map(|word| folded(word).collect()).filter(|word: &String| !word.is_empty()).collect();
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

/// Letters and digits alone, small, ё as е.
fn folded(text: &str) -> impl Iterator<Item = char> {
    let small = text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    small.filter(|letter| letter.is_alphanumeric()).map(|letter| if letter == 'ё' { 'е' } else { letter })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::domain::account::Account;
    use crate::domain::account::SecondFactor;
    use crate::domain::contact::Contact;
    use crate::domain::contact::ContactKind;
    use crate::domain::contact::Verification;
    use crate::domain::document::Document;
    use crate::domain::document::DocumentData;
    use crate::domain::document::DocumentKind;
    use crate::domain::person::Person;
    use crate::domain::snils::Snils;
    use crate::storage::accounts;
    use crate::storage::accounts::Named;
    use crate::storage::contacts;
    use crate::storage::database::Database;
    use crate::storage::database::Writer;
    use crate::storage::documents;
    use crate::storage::documents::DocumentOwner;
    use crate::storage::people;

    fn database() -> Database {
        Database::in_memory(&Writer::start().expect("a thread")).expect("opened")
    }

    fn name(last: &str, first: &str) -> FullName {
        let part = |text| NamePart::parse(text).expect("a name");
        FullName::new(part(last), part(first), None)
    }

    fn add(sql: &WriteSql, oid: u64, last: &str) -> Result<(), StorageError> {
        let account = Account {
            oid: Oid(oid),
            level: if oid.is_multiple_of(3) { AccountLevel::Confirmed } else { AccountLevel::Simplified },
            status: AccountStatus::Registered,
            password_hash: None,
            second_factor: SecondFactor::None,
            totp_secret: None,
            created_by: None,
            updated_at: rows::time(0)?,
            offers: Vec::new(),
        };
        let persona = format!("Somebody_{oid}");
        accounts::insert(sql, &account, Named { persona: Some(&persona), ..Named::default() })?;
        people::insert(sql, Oid(oid), &Person::named(name(last, "Алёна")))
    }

    fn crowd(database: &Database, count: u64) {
        database.set_up(|sql| (1..=count).try_for_each(|oid| add(sql, oid, "Ёжикова"))).expect("filled");
    }

    fn listing(sql: &Sql, q: &str, after: u64, limit: usize) -> Listing {
        let wanted = Wanted { q, level: None, status: None, email_unverified: false, after: Some(Oid(after)), limit };
        list(sql, &wanted).expect("a list")
    }

    fn found(sql: &Sql, q: &str) -> Vec<u64> {
        listing(sql, q, 0, 10_000).people.into_iter().map(|listed| listed.oid.0).collect()
    }

    fn waiting(sql: &Sql) -> i64 {
        let mut query = sql.prepare_cached("SELECT count(*) FROM search_pending").expect("a query");
        query.query_row([], |row| row.get(0)).expect("a number")
    }

    /// What can be done to what somebody is found by, to whom, and with which of a few values.
    type Act = (u8, u64, usize);

    const NAMES: [&str; 4] = ["Соловьёва", "СОЛОВЬЕВ", "Ким", "Жук-Ли"];

    const VALUES: [(ContactKind, &str); 4] = [
        (ContactKind::Mobile, "+7(907)7647981"),
        (ContactKind::HomePhone, "+7(495)1234567"),
        (ContactKind::Email, "Some.Body@example.test"),
        (ContactKind::WorkEmail, "Ёж@example.test"),
    ];

    const NUMBERS: [(&str, &str); 4] = [("4510", "123456"), ("II-ИК", "654321"), ("", "00 77"), ("99", "1")];

    fn act(sql: &WriteSql, (what, oid, which): Act) -> Result<(), StorageError> {
        let owner = Oid(oid);
        let known = people::find(sql, owner)?.expect("a person");
        let (kind, value) = VALUES[which];
        let contact = |id| Contact { id, kind, value: value.to_owned(), verification: Verification::Verified };
        let (series, number) = NUMBERS[which];
        let data = DocumentData {
            series: Some(series.to_owned()),
            number: Some(number.to_owned()),
            ..DocumentData::default()
        };
        let kind = DocumentKind::DomesticPassport;
        let document = |id| Document { id, kind, verified: true, data: data.clone() };
        let number = u32::try_from(which).expect("a number");
        match what {
            0 => people::update(sql, owner, &Person { name: name(NAMES[which], "Анна"), ..known }),
            1 => people::update(sql, owner, &Person { snils: Some(Snils::of_number(123_456 + number)), ..known }),
            2 => contacts::insert(sql, owner, &contact(contacts::next_id(sql)?), None),
            3 => {
                contacts::list(sql, owner)?.first().map_or(Ok(()), |old| contacts::update(sql, &contact(old.id), None))
            }
            4 => contacts::list(sql, owner)?.first().map_or(Ok(()), |old| contacts::delete(sql, old.id)),
            5 => documents::insert(sql, DocumentOwner::Person(owner), &document(documents::next_id(sql)?)),
            6 => documents::list(sql, DocumentOwner::Person(owner))?
                .first()
                .map_or(Ok(()), |old| documents::update(sql, &document(old.id))),
            _ => documents::list(sql, DocumentOwner::Person(owner))?
                .first()
                .map_or(Ok(()), |old| documents::delete(sql, old.id)),
        }
    }

    /// What somebody is known by, asked of the tables themselves.
    fn known_by(sql: &Sql, oid: u64) -> String {
        let owner = Oid(oid);
        let person = people::find(sql, owner).expect("readable").expect("a person");
        let mut words = vec![oid.to_string(), format!("Somebody_{oid}"), person.name.to_string()];
        words.extend(person.snils.map(|snils| snils.digits().to_owned()));
        words.extend(contacts::list(sql, owner).expect("readable").into_iter().map(|contact| contact.value));
        let papers = documents::list(sql, DocumentOwner::Person(owner)).expect("readable");
        words.extend(
            papers
                .into_iter()
                .map(|paper| paper.data.series.unwrap_or_default() + &paper.data.number.unwrap_or_default()),
        );
        let bare =
            |word: &String| word.to_lowercase().replace('ё', "е").replace(['+', '(', ')', '.', '@', '-', '_'], "");
        words.iter().map(bare).collect::<Vec<_>>().join("|")
    }

    /// What is asked, and what that is in the spelling of [`known_by`].
    const ASKED: [(&str, &str); 12] = [
        ("соловьев", "соловьев"),
        ("КИМ", "ким"),
        ("Жук-ли", "жукли"),
        ("ёжик", "ежик"),
        ("+7(907)764-79-81", "79077647981"),
        ("495", "495"),
        ("some.body@EXAMPLE", "somebodyexample"),
        ("ёж@ex", "ежex"),
        ("4510123456", "4510123456"),
        ("II-ик", "iiик"),
        ("body_17", "body17"),
        ("1", "1"),
    ];

    fn shows_what_is(sql: &Sql) {
        let known: Vec<(u64, String)> = (1..=200).map(|oid| (oid, known_by(sql, oid))).collect();
        for (q, bare) in ASKED {
            let fit = known.iter().filter(|(_, text)| text.contains(bare)).map(|(oid, _)| *oid);
            assert_eq!(found(sql, q), fit.collect::<Vec<_>>(), "{q}");
        }
    }

    /// Whoever was not marked has the right text still.
    fn all_texts_are_right(sql: &Sql) {
        assert_eq!(waiting(sql), 0);
        let mut query = sql.prepare_cached("SELECT oid, text FROM search ORDER BY oid").expect("a query");
        let kept = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        let kept: Vec<(i64, String)> = kept.collect::<Result<_, _>>().expect("texts");
        let right = (1..=200).map(|oid| (oid, text(sql, oid).expect("readable").expect("a text")));
        assert_eq!(kept, right.collect::<Vec<_>>());
    }

    /// People whose texts are all in the index are changed in every way: fewer than may wait at first, then most of
    /// them.
    #[test]
    fn a_list_shows_what_is_whatever_was() {
        let acts = prop::collection::vec((0_u8..8, 1_u64..201, 0_usize..4), 40..400);
        let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
        let tried = TestRunner::new(config).run(&acts, |acts| {
            let database = database();
            crowd(&database, 200);
            for some in acts.chunks(100) {
                database.set_up(|sql| some.iter().try_for_each(|one| act(sql, *one))).expect("done");
                database.read(shows_what_is).expect("read");
            }
            database.set_up(catch_up).expect("written");
            database.read(all_texts_are_right).expect("read");
            Ok(())
        });
        tried.expect("a list that shows what is");
    }

    #[test]
    fn few_wait_and_many_do_not() {
        let database = database();
        crowd(&database, 128);
        assert_eq!(database.read(|sql| (waiting(sql), found(sql, "ежикова").len())).expect("read"), (128, 128));
        database.set_up(|sql| add(sql, 129, "Ёжикова")).expect("added");
        assert_eq!(database.read(|sql| (waiting(sql), found(sql, "ежикова").len())).expect("read"), (0, 129));
        database.set_up(|sql| add(sql, 130, "Ёжикова")).expect("added");
        assert_eq!(database.read(|sql| (waiting(sql), found(sql, "ежикова").len())).expect("read"), (1, 130));
    }

    #[test]
    fn parts_of_a_list_are_the_whole_list() {
        let database = database();
        crowd(&database, 300);
        let change = |sql: &WriteSql| (50..=150_u64).step_by(3).try_for_each(|oid| act(sql, (0, oid, 0)));
        database.set_up(change).expect("changed");
        database
            .read(|sql| {
                for q in ["", "алена", "соловьев", "ж", "somebody", "nobody"] {
                    let whole = found(sql, q);
                    let (mut parts, mut after) = (Vec::new(), 0);
                    loop {
                        let part = listing(sql, q, after, 7);
                        assert!(part.people.len() <= 7);
                        parts.extend(part.people.iter().map(|listed| listed.oid.0));
                        let Some(next) = part.next else { break };
                        after = next.0;
                    }
                    assert_eq!(parts, whole, "{q}");
                }
                assert_eq!(found(sql, "").len(), 300);
            })
            .expect("read");
    }

    #[test]
    fn level_and_status_are_those_of_now() {
        let database = database();
        crowd(&database, 200);
        let change = |sql: &WriteSql| {
            accounts::update_status(sql, Oid(7), AccountStatus::Blocked, rows::time(0)?)?;
            accounts::update_level(sql, Oid(9), AccountLevel::Simplified, rows::time(0)?)
        };
        database.set_up(change).expect("changed");
        let wanted =
            Wanted { q: "алёна", level: None, status: None, email_unverified: false, after: None, limit: 1_000 };
        let count =
            |wanted: Wanted<'_>| database.read(|sql| list(sql, &wanted).expect("a list").people.len()).expect("read");
        assert_eq!(count(Wanted { level: Some(AccountLevel::Confirmed), ..wanted }), 65);
        assert_eq!(count(Wanted { status: Some(AccountStatus::Blocked), ..wanted }), 1);
        assert_eq!(
            count(Wanted { status: Some(AccountStatus::Blocked), level: Some(AccountLevel::Confirmed), ..wanted }),
            0
        );
    }

    #[test]
    fn a_question_that_nothing_can_answer_finds_nobody() {
        let database = database();
        crowd(&database, 3);
        let found = |q| database.read(|sql| found(sql, q)).expect("read");
        assert_eq!(found("  "), [1, 2, 3]);
        for q in ["@", "- _", "\"", "\" OR \"", "*", "%"] {
            assert_eq!(found(q), Vec::<u64>::new(), "{q}");
        }
        assert_eq!(found("somebody_2 - алена"), [2]);
    }
}
