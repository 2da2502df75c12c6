//! `POST /sign-ins` for every endpoint and every way in which a browser brings a request.

use serde_json::json;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::Request;
use crate::support::TestApp;

#[test]
fn one_call_signs_in_by_the_first_generation_and_its_code_is_good() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = rp.authorize_request();
    let signed_in = app.signs_in(&rp.url_of(&request), MOTHER);
    assert_eq!(signed_in["state"], request.get("state"));
    assert_eq!(
        (&signed_in["error"], &signed_in["refusal"], &signed_in["form"]),
        (&json!(null), &json!(null), &json!(null))
    );
    assert_eq!(signed_in["steps"], json!(["request", "client_check", "sign_in", "consent", "code"]));
    assert!(text(&signed_in["login"]).starts_with('L'), "{signed_in}");
    let back = text(&signed_in["redirect_url"]);
    assert!(back.starts_with("http://127.0.0.1:9090/callback?code="), "{back}");
    let tokens = rp.exchanges(text(&signed_in["code"]));
    assert_eq!(tokens.oid(), app.citizen(MOTHER).oid);
    assert_eq!(rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).status, 200);
}

#[test]
fn a_form_and_a_path_alone_are_requests_as_well() {
    let app = TestApp::start();
    for rp in [app.client("EPOS_DEMO"), app.client("DEMO_RSA").speaking_v3()] {
        let url = rp.authorize_url();
        let path = url.strip_prefix(&app.base).expect("an address of the stand").to_owned();
        rp.exchanges(text(&app.signs_in(&path, MOTHER)["code"]));
        let (path, query) = path.split_once('?').expect("a query");
        let wish = json!({ "authorize_url": path, "method": "POST", "body": query, "person": MOTHER });
        let signed_in = app.done(&wish);
        rp.exchanges(text(&signed_in["code"]));
        assert!(!signed_in["steps"].as_array().expect("steps").contains(&json!("consent")), "it was given before");
    }
}

#[test]
fn the_standard_endpoints_give_tokens_and_claims_after_one_call() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid profile email");
    let pushed = client.posts("/oidc/par", &client.request()).json()["request_uri"].as_str().expect("one").to_owned();
    let by_address = Request::of(&[("client_id", "DEMO_RSA"), ("request_uri", &pushed)]);
    let form = json!({ "authorize_url": "/oidc/authorize", "method": "POST", "body": client.request().encoded(), "person": MOTHER });
    let wishes = [
        json!({ "authorize_url": client.url_of(&client.request()), "person": MOTHER }),
        json!({ "authorize_url": client.url_of(&by_address), "person": MOTHER }),
        form,
    ];
    for wish in wishes {
        let signed_in = app.done(&wish);
        assert_eq!(signed_in["state"], "a b&c=Я", "{signed_in}");
        let tokens = client.exchanges(text(&signed_in["code"]));
        let id = client.verified(&tokens.id());
        assert_eq!(id.claim("nonce"), "n-0S6_WzA2Mj");
        let told = client.userinfo(&tokens.access()).json();
        assert_eq!((&told["sub"], &told["sub"]), (&json!(app.citizen(MOTHER).oid.to_string()), id.claim("sub")));
        assert!(told["email"].is_string(), "{told}");
    }
}

#[test]
fn a_form_post_is_told_and_posted_by_nobody() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let signed_in = app.signs_in(&client.url_of(&client.request().with("response_mode", "form_post")), MOTHER);
    assert_eq!(signed_in["redirect_url"], json!(null));
    assert_eq!(signed_in["form"]["action"], client.redirect_uri);
    assert_eq!(signed_in["form"]["fields"]["code"], signed_in["code"]);
    assert_eq!(signed_in["form"]["fields"]["state"], "a b&c=Я");
    client.exchanges(text(&signed_in["code"]));
    let fragment = app.signs_in(&client.url_of(&client.request().with("response_mode", "fragment")), MOTHER);
    assert!(text(&fragment["redirect_url"]).contains("#code="), "{fragment}");
    client.exchanges(text(&fragment["code"]));
}

#[test]
fn a_second_system_and_a_browser_find_the_session_by_its_cookies() {
    let app = TestApp::start();
    let (first, second) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO"));
    let session = app.signs_in(&first.authorize_url(), MOTHER);
    let cookie = &session["cookies"][0];
    assert_eq!(cookie["domain"], "127.0.0.1", "as in the address of the request");
    assert_eq!((&cookie["path"], &cookie["sameSite"], &cookie["httpOnly"]), (&json!("/"), &json!("Lax"), &json!(true)));
    assert!(cookie["expires"].as_i64().is_some_and(|end| end > 1_700_000_000), "{cookie}");
    let other = app.done(&json!({ "authorize_url": second.authorize_url(), "cookies": session["cookies"] }));
    assert_eq!(other["steps"], json!(["request", "client_check", "consent", "code"]), "nobody signs in again");
    assert_eq!(second.exchanges(text(&other["code"])).oid(), app.citizen(MOTHER).oid);
    let sid = |code: &str, rp: &crate::support::RelyingParty| rp.exchanges(code).id().claim("urn:esia:sid").clone();
    let again = app.done(&json!({ "authorize_url": second.authorize_url(), "cookies": session["cookies"] }));
    let once_more = app.done(&json!({ "authorize_url": second.authorize_url(), "cookies": session["cookies"] }));
    assert_eq!(sid(text(&again["code"]), &second), sid(text(&once_more["code"]), &second), "it is one session");
    let mut browser = app.browser();
    browser.plants(text(&cookie["name"]), text(&cookie["value"])).opens(&second.authorize_url());
    second.exchanges(&browser.returned().code());
}

#[test]
fn cookies_that_open_nothing_are_a_wrong_call() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let cookies = app.signs_in(&rp.authorize_url(), MOTHER)["cookies"].clone();
    let by =
        |cookies: &serde_json::Value| app.wishes(&json!({ "authorize_url": rp.authorize_url(), "cookies": cookies }));
    for none in
        [json!([]), json!([{ "name": "ESIA_SESSION", "value": "x" }]), json!([{ "name": "other", "value": "x" }])]
    {
        let (status, pointer, detail) = wrong(&by(&none));
        assert_eq!((status, pointer.as_str()), (422, "/cookies"), "{detail}");
    }
    assert_eq!(by(&cookies).status, 200);
    app.advance(chrono::TimeDelta::hours(4));
    assert_eq!(wrong(&by(&cookies)).1, "/cookies", "its time is over");
}

#[test]
fn prompt_none_is_answered_by_a_session_alone() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let silent = client.url_of(&client.request().with("prompt", "none"));
    let refused = app.signs_in(&silent, MOTHER);
    assert_eq!(
        (&refused["error"], &refused["refusal"]["reason_id"]),
        (&json!("login_required"), &json!("prompt-none-nobody"))
    );
    assert!(text(&refused["redirect_url"]).contains("error=login_required"), "{refused}");
    let session = app.signs_in(&client.url_of(&client.request()), MOTHER)["cookies"].clone();
    let signed_in = app.done(&json!({ "authorize_url": silent, "cookies": session }));
    assert_eq!(signed_in["steps"], json!(["request", "client_check", "code"]));
    client.exchanges(text(&signed_in["code"]));
    let anew = client.url_of(&client.request().with("prompt", "login"));
    let signed_in = app.done(&json!({ "authorize_url": anew, "cookies": session }));
    assert_eq!(signed_in["steps"], json!(["request", "client_check", "sign_in", "code"]), "its owner signs in again");
}

#[test]
fn what_does_not_say_who_or_what_is_a_wrong_call() {
    let app = TestApp::start();
    let url = app.client("EPOS_DEMO").authorize_url();
    let cases = [
        (json!({ "authorize_url": url }), "/person"),
        (json!({ "authorize_url": url, "person": MOTHER, "cookies": [] }), "/cookies"),
        (json!({ "authorize_url": url, "person": "nobody_at_all" }), "/person"),
        (json!({ "authorize_url": url, "person": MOTHER, "body": "a=b" }), "/body"),
        (json!({ "authorize_url": url, "person": MOTHER, "consent": "perhaps" }), "/consent"),
        (json!({ "authorize_url": url, "person": MOTHER, "method": "PUT" }), "/method"),
        (json!({ "authorize_url": url, "persn": MOTHER }), ""),
        (json!({ "person": MOTHER }), "/authorize_url"),
        (json!({ "authorize_url": url, "person": MOTHER, "role": "1027700132195" }), "/role"),
    ];
    for (wish, pointer) in cases {
        let (status, found, detail) = wrong(&app.wishes(&wish));
        assert_eq!((status, found.as_str()), (422, pointer), "{wish}: {detail}");
    }
    let answer = app.wishes(&json!({ "authorize_url": url, "persn": MOTHER })).json();
    assert_eq!(answer["errors"][0]["did_you_mean"], "person");
}

#[test]
fn two_hundred_at_once_and_two_of_one_person_are_all_signed_in() {
    let app = TestApp::start();
    let people = [MOTHER, "standard_adult", "esia_test_006", "confirmed_school_teacher"];
    let rp = app.client("EPOS_DEMO");
    let urls: Vec<_> = (0..200).map(|_| rp.authorize_url()).collect();
    let codes: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = urls
            .chunks(25)
            .map(|part| {
                let app = app.at_same();
                scope.spawn(move || {
                    let each = part.iter().enumerate();
                    each.map(|(at, url)| text(&app.signs_in(url, people[at % people.len()])["code"]).to_owned())
                        .collect()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| -> Vec<String> { part.join().expect("signed in") }).collect()
    });
    assert_eq!(codes.iter().collect::<std::collections::HashSet<_>>().len(), 200, "each has a code of its own");
    for code in codes.iter().step_by(17) {
        rp.exchanges(code);
    }
    let sessions = app.controls("GET", &format!("/_mock/api/v1/people/{MOTHER}/sessions"), "").json();
    assert_eq!(sessions["sessions"].as_array().map(Vec::len), Some(50), "as many as one account has");
}
