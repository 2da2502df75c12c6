//! Databases in memory: each is seen through its own handles alone and gone with the last of them, and each has a bound,
//! at which nothing is lost.

use super::ROOM;
use super::add;
use super::counted;
use super::writer;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::database::Database;
use crate::storage::database::Keep;
use crate::storage::database::promised;

/// A little more than the tables need.
const SMALL: u64 = 600 * 1024;

fn small() -> Database {
    Database::in_memory(SMALL, &writer()).expect("opened")
}

/// Writes ten thousand bytes, or says why not.
async fn put(database: &Database, key: usize) -> Result<(), StorageError> {
    let put = move |sql: &WriteSql| -> Result<(), StorageError> {
        sql.prepare_cached("INSERT INTO meta VALUES (?1, hex(zeroblob(5000)))")?.execute([key.to_string()])?;
        Ok(())
    };
    let (found, value) = promised();
    let written = database.write(move |sql| {
        let done = put(sql);
        let keep = if done.is_ok() { Keep::Commit } else { Keep::Rollback };
        found.keep(done);
        (keep, ())
    });
    // What has failed knows why, whoever undid it does not.
    let done = match (written.await, value.take()) {
        (_, Some(Err(error))) => Err(error),
        (written, _) => written,
    };
    done.map_err(|error| database.explained(error))
}

/// Writes until no more is taken; how many there were.
async fn fill(database: &Database) -> usize {
    for key in 0..1_000 {
        match put(database, key).await {
            Ok(()) => {}
            Err(error) => {
                assert!(matches!(error, StorageError::Full { .. }), "{error:?}");
                assert!(error.is_transient() && error.hindrance().is_none(), "{error:?}");
                return key;
            }
        }
    }
    panic!("there is no bound");
}

fn size(database: &Database) -> u64 {
    database.image(usize::MAX).expect("an image").size() as u64
}

#[tokio::test]
async fn every_handle_sees_the_same_and_no_other_database() {
    let (one, other) = (small(), small());
    let second = one.clone();
    add(&one, "first").await;
    add(&second, "second").await;
    assert_eq!((counted(&one), counted(&second), counted(&other)), (2, 2, 0));
    drop(one);
    assert_eq!(counted(&second), 2, "it lives as long as anybody has it");
    drop(second);
    assert_eq!(counted(&small()), 0, "another one begins empty");
}

#[tokio::test]
async fn closed_once_it_is_gone_for_every_handle() {
    let database = small();
    let second = database.clone();
    add(&database, "first").await;
    database.close().expect("closed");
    assert!(matches!(second.read(|_| ()), Err(StorageError::Closed)));
}

#[tokio::test]
async fn at_its_bound_nothing_is_lost_and_everything_is_read() {
    let database = small();
    let kept = fill(&database).await;
    assert!(kept > 3, "{kept}");
    let told = put(&database, 5_000).await.expect_err("full");
    assert_eq!(told.room(), Some(SMALL));
    assert_eq!(counted(&database), i64::try_from(kept).expect("few"));
    assert!(size(&database) <= SMALL);
    // Whoever takes something away has room again.
    let delete = |sql: &WriteSql| -> Result<usize, StorageError> {
        Ok(sql.prepare_cached("DELETE FROM meta WHERE key IN ('0', '1')")?.execute([])?)
    };
    assert_eq!(database.set_up(delete).expect("taken away"), 2);
    put(&database, 5_000).await.expect("there is room");
}

#[tokio::test]
async fn a_copy_has_a_bound_of_its_own() {
    let database = small();
    let kept = fill(&database).await;
    let image = database.image(usize::MAX).expect("an image");
    let larger = Database::from_image(&image, ROOM, &writer()).expect("a copy");
    put(&larger, 5_000).await.expect("there is room");
    let smaller = Database::from_image(&image, 1, &writer()).expect("a copy");
    put(&smaller, 5_000).await.expect_err("full from the beginning");
    assert_eq!(counted(&smaller), i64::try_from(kept).expect("few"));
}

#[tokio::test]
async fn an_image_that_has_no_room_changes_nothing() {
    let (large, database) = (Database::in_memory(ROOM, &writer()).expect("opened"), small());
    for key in 0..200 {
        put(&large, key).await.expect("there is room");
    }
    add(&database, "kept").await;
    let refused = database.restore(&large.image(usize::MAX).expect("an image")).expect_err("too large");
    assert!(matches!(refused, StorageError::Full { room: SMALL }), "{refused:?}");
    assert_eq!(counted(&database), 1);
    add(&database, "afterwards").await;
}

/// A thousand stands would otherwise keep half a megabyte of pages each at hand.
#[tokio::test]
async fn a_copy_keeps_little_at_hand() {
    let pages = |database: &Database| {
        let asked = |sql: &WriteSql| Ok(sql.prepare_cached("PRAGMA cache_size")?.query_row([], |row| row.get(0))?);
        database.set_up(asked).expect("asked")
    };
    let (first, of_one): (Database, i64) = (small(), pages(&small()));
    let image = first.image(usize::MAX).expect("an image");
    let of_many: i64 = pages(&Database::from_image(&image, ROOM, &writer()).expect("a copy"));
    assert_eq!((of_one, of_many), (-500, -128));
}
