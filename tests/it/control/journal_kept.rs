//! How much the journal keeps, and when it is emptied.

use serde_json::json;

use super::journal::list;
use super::journal::number;
use crate::support::TestApp;

#[test]
fn it_keeps_the_newest_and_says_how_many_went() {
    let app = TestApp::build().process(|process| process.journal = 3).start();
    let ask = || app.http.send(app.http.get(&app.url("/.well-known/openid-configuration")));
    let numbers: Vec<_> = (0..5).map(|_| number(&ask())).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let all = app.requests("");
    let kept: Vec<_> = list(&all).iter().map(|one| one["n"].as_u64().expect("a number")).collect();
    assert_eq!((kept, &all["dropped"], &all["last"]), (vec![3, 4, 5], &json!(2), &json!(5)));
    let part = app.requests("limit=2");
    assert_eq!((list(&part).len(), &part["next"]), (2, &json!(4)));
    assert_eq!(list(&app.requests("after=4")).len(), 1);
}

#[test]
fn it_can_be_off() {
    let app = TestApp::build().process(|process| process.journal = 0).start();
    let answer = app.http.send(app.http.get(&app.url("/.well-known/openid-configuration")));
    assert_eq!(answer.header("x-esia-mock-request"), "");
    assert_eq!(app.requests("")["last"], 0);
}

#[test]
fn a_reset_empties_it_and_numbers_go_on() {
    let app = TestApp::start();
    let ask = || number(&app.http.send(app.http.get(&app.url("/.well-known/openid-configuration"))));
    assert_eq!(ask(), 1);
    assert_eq!(app.controls("PUT", "/_mock/api/v1/snapshots/one", "").status, 201);
    assert_eq!(app.controls("POST", "/_mock/api/v1/snapshots/one/restore", "").status, 200);
    assert_eq!(list(&app.requests("")).len(), 1, "a snapshot has no journal");
    assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
    assert_eq!(list(&app.requests("")).len(), 0);
    assert_eq!(ask(), 2);
    assert_eq!(app.controls("DELETE", "/_mock/api/v1/requests", "").status, 204);
    assert_eq!((list(&app.requests("")).len(), ask()), (0, 3));
}
