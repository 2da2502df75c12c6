//! Databases of each kind: what is kept, what is undone, and that images and copies are worlds of their own.

mod memory;

use super::*;

const PATIENCE: Duration = Duration::from_secs(5);

const PLENTY: usize = 1 << 24;

const ROOM: u64 = 1 << 30;

fn writer() -> Writer {
    Writer::start().expect("a thread")
}

fn in_memory() -> Database {
    Database::in_memory(ROOM, &writer()).expect("opened")
}

fn in_file(folder: &tempfile::TempDir, name: &str) -> Database {
    Database::open(&folder.path().join(name), PATIENCE, &writer()).expect("opened")
}

fn count(sql: &Sql) -> i64 {
    let mut query = sql.prepare_cached("SELECT count(*) FROM meta").expect("a query");
    query.query_row([], |row| row.get(0)).expect("countable")
}

fn counted(database: &Database) -> i64 {
    database.read(count).expect("open")
}

fn insert(sql: &WriteSql, key: &str) {
    let mut statement = sql.prepare_cached("INSERT INTO meta VALUES (?1, '')").expect("a statement");
    statement.execute([key]).expect("inserted");
}

async fn add(database: &Database, key: &'static str) {
    database.write(move |sql| (Keep::Commit, insert(sql, key))).await.expect("written");
}

#[tokio::test]
async fn a_refusal_keeps_its_writes_and_a_breakage_undoes_them() {
    let database = in_memory();
    add(&database, "kept").await;
    database.write(|sql| (Keep::Rollback, insert(sql, "undone"))).await.expect("written");
    assert_eq!(counted(&database), 1);
}

#[tokio::test]
async fn a_read_sees_one_state_whatever_is_written_meanwhile() {
    let folder = tempfile::tempdir().expect("folder");
    let database = in_file(&folder, "stand.db");
    let other = database.clone();
    let seen = database.read(|sql| {
        let before = count(sql);
        let written = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            runtime.block_on(add(&other, "meanwhile"));
        });
        written.join().expect("written");
        (before, count(sql))
    });
    assert_eq!(seen.expect("open"), (0, 0));
    assert_eq!(counted(&database), 1);
}

#[test]
fn a_read_that_breaks_leaves_nothing_open() {
    let database = in_memory();
    let panicked = std::panic::AssertUnwindSafe(|| database.read(|_| panic!("on purpose")));
    std::panic::catch_unwind(panicked).map(|result: Result<(), _>| drop(result)).expect_err("a panic");
    assert_eq!(counted(&database), 0);
}

#[tokio::test]
async fn a_panic_costs_one_job_and_not_the_thread() {
    let database = in_memory();
    let panicked = database
        .write(|sql| -> (Keep, ()) {
            insert(sql, "undone");
            panic!("on purpose")
        })
        .await;
    assert!(matches!(panicked, Err(StorageError::Panicked(text)) if text == "on purpose"));
    add(&database, "kept").await;
    assert_eq!(counted(&database), 1);
}

#[tokio::test]
async fn what_has_no_room_is_undone_and_passes() {
    let folder = tempfile::tempdir().expect("folder");
    for database in [in_memory(), in_file(&folder, "stand.db")] {
        let limit = |pages: &str| {
            let pragma = format!("PRAGMA max_page_count = {pages}");
            database.connections.writing(|sql| sql.connection().execute_batch(&pragma)).expect("open").expect("set");
        };
        let large = |sql: &WriteSql| -> Result<usize, StorageError> {
            insert(sql, "first");
            Ok(sql.prepare_cached("INSERT INTO meta VALUES ('large', zeroblob(500000) || '')")?.execute([])?)
        };
        // The fewest that can be: those that there are.
        limit("1");
        let written = database.write(move |sql| match large(sql) {
            Ok(count) => (Keep::Commit, Ok(count)),
            Err(error) => (Keep::Rollback, Err(error)),
        });
        let error = written.await.and_then(|done| done).expect_err("no room");
        assert!(error.is_transient(), "{error:?}");
        limit("1000000");
        assert_eq!(counted(&database), 0);
        add(&database, "afterwards").await;
        assert_eq!(counted(&database), 1);
    }
}

#[tokio::test]
async fn a_transaction_that_was_given_up_is_no_answer() {
    let database = in_memory();
    let given_up = database.write(|sql| {
        insert(sql, "undone");
        sql.connection().execute_batch("ROLLBACK").expect("rolled back");
        (Keep::Commit, ())
    });
    let error = given_up.await.expect_err("given up");
    assert!(error.is_transient() && matches!(error, StorageError::Undone(_)), "{error:?}");
    add(&database, "kept").await;
    assert_eq!(counted(&database), 1);
}

#[tokio::test]
async fn many_writers_of_a_file_lose_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let database = in_file(&folder, "stand.db");
    let jobs: Vec<_> = (0..200)
        .map(|i| {
            let database = database.clone();
            tokio::spawn(async move { database.write(move |sql| (Keep::Commit, insert(sql, &i.to_string()))).await })
        })
        .collect();
    for job in jobs {
        job.await.expect("joined").expect("written");
    }
    assert_eq!(counted(&database), 200);
}

/// Databases of each kind, with one row in each, and a folder that lives as long.
async fn of_each_kind() -> (tempfile::TempDir, [Database; 3]) {
    let folder = tempfile::tempdir().expect("folder");
    let first = in_memory();
    add(&first, "first").await;
    let copy = Database::from_image(&first.image(PLENTY).expect("an image"), ROOM, &writer()).expect("a copy");
    let file = in_file(&folder, "stand.db");
    add(&file, "first").await;
    (folder, [first, copy, file])
}

#[tokio::test]
async fn an_image_of_any_database_is_a_database_of_its_own() {
    let (_folder, databases) = of_each_kind().await;
    for original in databases {
        let image = original.image(PLENTY).expect("an image");
        let copy = Database::from_image(&image, ROOM, &writer()).expect("a copy");
        add(&copy, "second").await;
        add(&original, "elsewhere").await;
        add(&original, "elsewhere too").await;
        assert_eq!((counted(&original), counted(&copy)), (3, 2));
        let third = Database::from_image(&image, ROOM, &writer()).expect("another copy");
        assert_eq!(counted(&third), 1, "the image has not changed");
    }
}

#[tokio::test]
async fn a_restored_image_is_what_everybody_sees() {
    let (_folder, databases) = of_each_kind().await;
    let image = in_memory().image(PLENTY).expect("an image");
    for database in databases {
        let kept = database.image(PLENTY).expect("an image");
        assert_eq!(counted(&database), 1);
        database.restore(&image).expect("restored");
        assert_eq!(counted(&database), 0);
        add(&database, "after it").await;
        add(&database, "and again").await;
        assert_eq!(counted(&database), 2);
        database.restore(&kept).expect("restored");
        assert_eq!(counted(&database), 1);
    }
}

#[tokio::test]
async fn what_was_restored_into_a_file_is_in_the_file() {
    let folder = tempfile::tempdir().expect("folder");
    let (first, second) = (in_file(&folder, "first.db"), in_file(&folder, "second.db"));
    add(&first, "one").await;
    second.restore(&first.image(PLENTY).expect("an image")).expect("restored");
    drop(second);
    assert_eq!(counted(&in_file(&folder, "second.db")), 1);
}

#[tokio::test]
async fn foreign_keys_hold_in_databases_of_each_kind() {
    let (_folder, databases) = of_each_kind().await;
    for database in databases {
        let role = |sql: &WriteSql| {
            let role = "INSERT INTO roles (person, organization, chief, admin, active) VALUES (1, 1, 0, 0, 1)";
            (Keep::Rollback, sql.prepare_cached(role).expect("a statement").execute([]).is_err())
        };
        assert!(database.write(role).await.expect("written"), "a role of nobody");
    }
}

#[test]
fn an_image_that_is_too_large_is_refused_with_its_size() {
    let database = in_memory();
    let size = database.image(PLENTY).expect("an image").size();
    assert!(database.image(size).is_ok());
    let refused = database.image(size - 1).expect_err("too large");
    assert!(matches!(refused, StorageError::TooLarge { size: found, .. } if found == size), "{refused}");
}

#[tokio::test]
async fn memory_that_was_given_back_is_not_missed() {
    let (_folder, databases) = of_each_kind().await;
    for database in databases {
        database.release().expect("released");
        add(&database, "after it").await;
        assert_eq!(counted(&database), 2);
    }
}

#[tokio::test]
async fn writers_are_had_in_turn() {
    let folder = tempfile::tempdir().expect("folder");
    let writers = Writers::start(std::num::NonZeroUsize::MIN.saturating_add(1)).expect("threads");
    let databases = ["a", "b", "c", "d"]
        .map(|name| Database::open(&folder.path().join(name), PATIENCE, writers.next()).expect("opened"));
    let mut threads = std::collections::HashSet::new();
    for database in &databases {
        threads.insert(database.write(|_| (Keep::Commit, std::thread::current().id())).await.expect("written"));
    }
    assert_eq!(threads.len(), 2);
}

#[tokio::test]
async fn a_closed_database_says_so_and_its_file_is_one() {
    let folder = tempfile::tempdir().expect("folder");
    let database = in_file(&folder, "stand.db");
    add(&database, "kept").await;
    let handle = database.clone();
    handle.close().expect("closed");
    assert!(matches!(database.read(count), Err(StorageError::Closed)));
    let late = database.write(|sql| (Keep::Commit, insert(sql, "late"))).await;
    assert!(matches!(&late, Err(StorageError::Undone(error)) if matches!(**error, StorageError::Closed)), "{late:?}");
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("read").map(|entry| entry.expect("read").file_name()).collect();
    names.sort();
    assert_eq!(names, ["stand.db", "stand.db.lock"]);
    assert_eq!(counted(&in_file(&folder, "stand.db")), 1);
}
