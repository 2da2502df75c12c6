//! A list shows what is, whatever was done to people before, and in whatever parts it is asked for.

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
use crate::storage::WriteSql;
use crate::storage::accounts;
use crate::storage::accounts::Named;
use crate::storage::contacts;
use crate::storage::database::Database;
use crate::storage::database::Writer;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;
use crate::storage::search::texts::catch_up;
use crate::storage::search::texts::text;

fn database() -> Database {
    Database::in_memory(1 << 30, &Writer::start().expect("a thread")).expect("opened")
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
    let data =
        DocumentData { series: Some(series.to_owned()), number: Some(number.to_owned()), ..DocumentData::default() };
    let kind = DocumentKind::DomesticPassport;
    let document = |id| Document { id, kind, verified: true, data: data.clone() };
    let number = u32::try_from(which).expect("a number");
    match what {
        0 => people::update(sql, owner, &Person { name: name(NAMES[which], "Анна"), ..known }),
        1 => people::update(sql, owner, &Person { snils: Some(Snils::of_number(123_456 + number)), ..known }),
        2 => contacts::insert(sql, owner, &contact(contacts::next_id(sql)?), None),
        3 => contacts::list(sql, owner)?.first().map_or(Ok(()), |old| contacts::update(sql, &contact(old.id), None)),
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
        papers.into_iter().map(|paper| paper.data.series.unwrap_or_default() + &paper.data.number.unwrap_or_default()),
    );
    let bare = |word: &String| word.to_lowercase().replace('ё', "е").replace(['+', '(', ')', '.', '@', '-', '_'], "");
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
fn levels_and_unusual_statuses_are_found_by_an_index() {
    let database = database();
    let everybody = Wanted { q: "", level: None, status: None, email_unverified: false, after: None, limit: 1 };
    let levels = [None].into_iter().chain(AccountLevel::ALL.map(Some));
    let statuses = [None].into_iter().chain(AccountStatus::ALL.map(Some));
    let both = levels.flat_map(|level| statuses.clone().map(move |status| Wanted { level, status, ..everybody }));
    for wanted in both {
        let index = match (wanted.level, wanted.status) {
            (_, Some(status)) if status != AccountStatus::Registered => "accounts_unusual",
            (Some(_), _) => "accounts_by_level",
            // Nearly everybody is of this status.
            (None, _) => continue,
        };
        let only = Only::of(&wanted).asked;
        let asked = format!("EXPLAIN QUERY PLAN SELECT {FOUND} FROM {PEOPLE} WHERE accounts.oid > 1 AND {only}");
        let steps = database.read(|sql| {
            let mut query = sql.prepare_cached(&asked).expect("a query");
            let steps = query.query_map([], |row| row.get::<_, String>(3)).expect("steps");
            steps.collect::<Result<Vec<_>, _>>().expect("a plan").join("; ")
        });
        let steps = steps.expect("read");
        assert!(steps.contains(index), "{wanted:?}: {steps}");
    }
}

#[test]
fn those_with_an_unverified_email_are_listed_once_and_in_parts() {
    let database = database();
    crowd(&database, 300);
    let change = |sql: &WriteSql| {
        (10..=290_u64).step_by(10).try_for_each(|oid| {
            let mut letters = ["a", "b"].into_iter();
            letters.try_for_each(|letter| {
                let value = format!("{letter}{oid}@example.test");
                let id = contacts::next_id(sql)?;
                let verification = Verification::NotVerified;
                contacts::insert(sql, Oid(oid), &Contact { id, kind: ContactKind::Email, value, verification }, None)
            })
        })
    };
    database.set_up(change).expect("changed");
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let wanted = Wanted { q: "", level: None, status: None, email_unverified: true, after, limit: 7 };
        let part = database.read(|sql| list(sql, &wanted).expect("a list")).expect("read");
        all.extend(part.people.iter().map(|listed| listed.oid.0));
        let Some(next) = part.next else { break };
        after = Some(next);
    }
    let known = |oid: u64| {
        let of = |sql: &Sql| contacts::list(sql, Oid(oid)).expect("readable");
        let is = |one: &Contact| one.kind == ContactKind::Email && !one.verification.is_verified();
        database.read(|sql| of(sql).iter().any(is)).expect("read")
    };
    assert_eq!(all, (1..=300).filter(|oid| known(*oid)).collect::<Vec<_>>());
    assert!(all.len() >= 29);
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
