//! What anybody may leave in the database without an account: little, not for ever, and not without number.

use rusqlite::Connection;
use serde_json::json;

use crate::support::TestApp;
use crate::support::robot::JsonRobot;

/// A stand in a file with a clock that stands still, and the file.
fn stand() -> (tempfile::TempDir, TestApp, Connection) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    let sql = Connection::open(&file).expect("opened");
    (folder, app, sql)
}

fn count(sql: &Connection, table: &str) -> i64 {
    sql.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
}

/// Row 4.4: what anybody pushes is bounded, and forgotten by real time.
#[test]
fn pushed_requests_keep_known_parameters_and_are_forgotten_while_the_clock_stands_still() {
    let (_folder, app, sql) = stand();
    let client = app.standard_client("SPA_DEMO");
    let push = || {
        let request = client.request().with("unheard_of", &"x".repeat(4_000)).with("client_id", "SPA_DEMO");
        let answer = client.posts("/oidc/par", &request);
        assert_eq!(answer.status, 201, "{}", answer.text());
    };
    for _ in 0..50 {
        push();
    }
    assert_eq!(count(&sql, "oidc_pushed_requests"), 50);
    let longest: i64 = sql
        .query_row("SELECT max(length(parameters)) FROM oidc_pushed_requests", [], |row| row.get(0))
        .expect("measured");
    assert!(longest < 1_000, "{longest}");
    sql.execute("UPDATE oidc_pushed_requests SET stored_at = stored_at - 2 * 24 * 60 * 60", []).expect("aged");
    push();
    assert_eq!(count(&sql, "oidc_pushed_requests"), 1, "two days of real time have passed");
}

#[test]
fn logins_and_drafts_are_forgotten_while_the_clock_stands_still() {
    let (_folder, app, sql) = stand();
    let rp = app.client("EPOS_DEMO");
    for _ in 0..20 {
        app.browser().opens(&rp.authorize_url());
        app.browser().opens("/login/recovery");
    }
    let tables = ["interactions", "drafts"];
    assert!(tables.iter().all(|table| count(&sql, table) == 20), "{:?}", tables.map(|table| count(&sql, table)));
    for table in tables {
        sql.execute(&format!("UPDATE {table} SET stored_at = stored_at - 2 * 24 * 60 * 60"), []).expect("aged");
    }
    app.browser().opens(&rp.authorize_url());
    app.browser().opens("/login/recovery");
    assert!(tables.iter().all(|table| count(&sql, table) == 1), "{:?}", tables.map(|table| count(&sql, table)));
}

/// Whoever applied and went away holds their phone for a month of real time at most.
#[test]
fn registrations_are_forgotten_while_the_clock_stands_still() {
    let (_folder, app, sql) = stand();
    let applies = |phone: &str| {
        let data = json!({ "last_name": "Новая", "first_name": "Запись", "phone": phone });
        let robot = JsonRobot::in_browser(&app, app.browser());
        robot.posts("/registration_api/registration/v1/user-data", &data).status
    };
    let phones = ["+7(907)7647981", "+7(907)7647982", "+7(907)7647983"];
    assert_eq!(phones.map(applies), [200; 3]);
    let taken = applies(phones[0]);
    assert_ne!(taken, 200, "held");
    let tables = ["registrations", "verifications", "sendings"];
    let counted = || tables.map(|table| count(&sql, table));
    let age = |days: u32| {
        for table in tables {
            sql.execute(&format!("UPDATE {table} SET stored_at = stored_at - {days} * 24 * 60 * 60"), [])
                .expect("aged");
        }
    };
    assert_eq!(counted(), [3; 3]);
    age(29);
    assert_eq!(applies(phones[0]), taken, "the letter may be read still");
    age(2);
    assert_eq!(applies(phones[0]), 200, "free again");
    assert_eq!(counted(), [1; 3]);
}

#[test]
fn what_anybody_leaves_is_limited_in_number() {
    let (_folder, app, sql) = stand();
    sql.execute_batch(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
         INSERT INTO interactions (id, browser, data, expires_at) SELECT 'id' || i, 'b' || i, '{}', 9999999999 FROM n",
    )
    .expect("filled");
    app.browser().opens(&app.client("EPOS_DEMO").authorize_url());
    assert!(count(&sql, "interactions") <= 10_001, "{}", count(&sql, "interactions"));
}

#[test]
fn registrations_that_nobody_finishes_are_limited_in_number() {
    let (_folder, app, sql) = stand();
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)";
    sql.execute_batch(&format!(
        "{many} INSERT INTO registrations (browser, id, last_name, first_name, type, value, stage, conditions, privacy,
                                           accepted_at, expires_at)
             SELECT 'b' || i, 'id' || i, 'А', 'Б', 'MBT', '', 'code', '', '', 0, 9999999999 FROM n;
         {many} INSERT INTO verifications (purpose, subject, type, value, attempts_left, made_at, expires_at)
             SELECT 'registration', 'id' || i, 'MBT', '', 3, 0, 9999999999 FROM n;
         {many} INSERT INTO sendings (purpose, subject, made_at) SELECT 'registration', 'id' || i, 9999999999 FROM n;"
    ))
    .expect("filled");
    let data = json!({ "last_name": "Новая", "first_name": "Запись", "phone": "+7(907)7647981" });
    let robot = JsonRobot::in_browser(&app, app.browser());
    let answer = robot.posts("/registration_api/registration/v1/user-data", &data);
    assert_eq!(answer.status, 200, "{}", answer.text());
    for table in ["registrations", "verifications", "sendings"] {
        let left = count(&sql, table);
        assert!((9_000..=10_001).contains(&left), "{table}: {left}");
    }
}

#[test]
fn values_that_would_be_kept_are_limited_and_the_refusal_names_the_limit() {
    let app = TestApp::start();
    let client = app.standard_client("EPOS_DEMO");
    let claims = format!(r#"{{"userinfo":{{"{}":null}}}}"#, "x".repeat(9_000));
    for (name, value, limit) in [("claims", claims.as_str(), "8192"), ("login_hint", &"x".repeat(600), "512")] {
        let reason = client.asks(&client.request().with(name, value)).header("x-esia-mock-reason").to_owned();
        assert!(reason.contains(name) && reason.contains(limit), "{reason}");
    }
    let rp = app.client("EPOS_DEMO");
    let request = rp.signs(rp.authorize_request().with("nonce", &"x".repeat(3_000)));
    let reason = rp.asks(&request).header("x-esia-mock-reason").to_owned();
    assert!(reason.contains("nonce") && reason.contains("2048"), "{reason}");
}
