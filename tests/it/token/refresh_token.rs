//! `grant_type=refresh_token` (protocol notes, sections 2.2 and 3.5).

use chrono::TimeDelta;

use crate::support::Answer;
use crate::support::TestApp;

fn is_invalid_grant(answer: &Answer) -> bool {
    (answer.status, answer.esia_code().as_str()) == (400, "ESIA-007011") && answer.json()["error"] == "invalid_grant"
}

#[test]
fn mr_3_5_a_refresh_token_is_an_opaque_uuid() {
    let app = TestApp::start();
    let token = app.citizen("confirmed_mother_of_two").gives_tokens_to(&app.client("EPOS_DEMO")).refresh_token();
    assert!(uuid::Uuid::try_parse(&token).is_ok(), "{token}");
}

#[test]
fn mr_3_5_refreshing_gives_new_tokens_and_the_old_one_dies() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let first = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp);
    app.advance(TimeDelta::hours(2));
    let second = rp.refreshes(&first.refresh_token());
    assert_ne!(first.refresh_token(), second.refresh_token());
    let (before, after) = (first.access(), second.access());
    for same in ["scope", "urn:esia:sid", "urn:esia:sbj_id", "client_id", "iss"] {
        assert_eq!(before.claim(same), after.claim(same), "{same}");
    }
    assert_eq!(after.claim("iat").as_i64().unwrap() - before.claim("iat").as_i64().unwrap(), 7200);
    assert_eq!(second.id().claim("auth_time"), first.id().claim("auth_time"), "nobody signed in again");
    assert!(is_invalid_grant(&rp.posts(&rp.refresh_request(&first.refresh_token()))));
    assert_eq!(rp.refreshes(&second.refresh_token()).oid(), 1_000_000_702);
}

#[test]
fn a_refresh_token_lives_as_long_as_its_client_says() {
    let lifetime = |client: &mut esia_mock::domain::client::Client| client.lifetimes.refresh_token = 600;
    let app = TestApp::build().client("EPOS_DEMO", lifetime).start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    let (first, second) = (citizen.gives_tokens_to(&rp), citizen.gives_tokens_to(&rp));
    app.advance(TimeDelta::seconds(599));
    let renewed = rp.refreshes(&first.refresh_token());
    app.advance(TimeDelta::seconds(1));
    assert!(is_invalid_grant(&rp.posts(&rp.refresh_request(&second.refresh_token()))));
    app.advance(TimeDelta::seconds(598));
    assert_eq!(rp.refreshes(&renewed.refresh_token()).oid(), citizen.oid, "the next one lives from its own beginning");
}

#[test]
fn esia_007011_the_refresh_token_of_one_client_is_nothing_to_another_and_stays_good() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let token = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp).refresh_token();
    let thief = app.client("RSAAG_DEMO");
    assert!(is_invalid_grant(&thief.posts(&thief.refresh_request(&token))));
    assert_eq!(rp.refreshes(&token).oid(), 1_000_000_702);
}

#[test]
fn esia_007011_nothing_else_passes_for_a_refresh_token() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp);
    let upper = tokens.refresh_token().to_uppercase();
    for wrong in ["x", "00000000-0000-4000-8000-000000000000", &upper, &tokens.access_token(), "' OR 1=1 --", "Привет"]
    {
        assert!(is_invalid_grant(&rp.posts(&rp.refresh_request(wrong))), "{wrong:.40}");
    }
}

#[test]
fn wire_2_2_redirect_uri_and_token_type_may_be_left_out_of_a_refresh() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let token = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp).refresh_token();
    let request = rp.refresh_request(&token).without("redirect_uri").without("token_type");
    assert_eq!(rp.posts(&request).status, 200);
    assert_eq!(rp.posts(&rp.refresh_request(&token).without("refresh_token")).esia_code(), "ESIA-007014");
}

#[test]
fn wire_9_29_online_access_has_a_refresh_token_as_well() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    rp.access_type = "online".to_owned();
    let tokens = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp);
    assert_eq!(rp.refreshes(&tokens.refresh_token()).oid(), 1_000_000_702);
}

#[test]
fn fourteen_at_once_and_one_wins() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = rp.refresh_request(&app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp).refresh_token());
    let granted = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..14).map(|_| scope.spawn(|| rp.posts(&request).status)).collect();
        asked.into_iter().filter_map(|thread| thread.join().ok()).filter(|status| *status == 200).count()
    });
    assert_eq!(granted, 1);
}
