//! Every code of the error table through every door, as one picture of all of them.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::body::to_bytes;

use esia_mock::flow::Broken;
use esia_mock::flow::Stop;
use esia_mock::flow::login::client_check::WayBack;
use esia_mock::protocol::error::ERRORS;
use esia_mock::protocol::error::EsiaCode;
use esia_mock::protocol::reasons;
use esia_mock::protocol::refusal::Reason;
use esia_mock::protocol::refusal::Refusal;
use esia_mock::texts::Language;
use esia_mock::web::error::Door;

use crate::support::TestApp;
use crate::support::html;

/// What left by a door: status, and what it says.
fn told(response: HttpResponse) -> String {
    let status = response.status().as_u16();
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (location, kind) = (header("location"), header("content-type"));
    let body = actix_web::rt::System::new().block_on(to_bytes(response.into_body())).expect("a body");
    let body = String::from_utf8(body.to_vec()).expect("text");
    match kind.as_str() {
        "" => format!("{status} {location}"),
        kind if kind.starts_with("text/html") => {
            let heading = html::texts_of(&body, "h1").concat();
            format!("{status} «{heading}» {}", html::text_by_id(&body, "errorCode").unwrap_or_default())
        }
        _ => format!("{status} {body}"),
    }
}

/// A row of the catalogue of reasons for this code.
fn reason_for(code: EsiaCode) -> &'static Reason {
    let rows = || reasons::all().filter(|row| row.esia.contains(&code));
    let silent = rows().find(|row| !row.tells_cure);
    silent.or_else(|| rows().next()).unwrap_or_else(|| panic!("no reason for {code}"))
}

fn refusal(row: &'static Reason) -> Refusal {
    Refusal { reason: "a reason".to_owned(), ..Refusal::of(row, String::new(), "a cure".to_owned()) }
}

#[test]
fn each_code_leaves_by_each_door_in_its_shape() {
    let app = TestApp::start();
    let client = app.world.client("EPOS_DEMO").expect("a client");
    let uri = client.accept("http://127.0.0.1:9090/callback?own=1").expect("its address");
    let way_back = WayBack { uri, state: Some("a b".to_owned()) };
    let doors = [
        ("page", Door::Page(Language::Russian)),
        ("redirect", Door::Redirect(&way_back)),
        ("oauth", Door::OauthJson { state: Some("a b") }),
        ("rest", Door::RestJson),
        ("login", Door::Conversation),
    ];
    let mut picture = String::new();
    for row in ERRORS {
        writeln!(picture, "{}", row.code).expect("memory");
        let refusal = refusal(reason_for(row.code)).by(row.code);
        let refusal = if row.code == EsiaCode::MissingParameter { refusal.naming("scope") } else { refusal };
        for (name, door) in doors {
            let told = told(door.refuse(app.stand(), "request", &refusal));
            writeln!(picture, "    {name:<9} {told}").expect("memory");
            assert!(row.error.is_empty() || name == "rest" || told.contains(&row.code.to_string()), "{name}: {told}");
        }
    }
    insta::assert_snapshot!("errors", picture);
}

#[test]
fn a_breakage_tells_the_log_and_nobody_else() {
    let app = TestApp::start();
    let broken = Stop::Broken(Broken::Page("secret of the house".to_owned()));
    for door in [Door::Page(Language::Russian), Door::OauthJson { state: None }, Door::RestJson, Door::Conversation] {
        let response = door.stop(app.stand(), "request", &broken);
        assert_eq!(response.headers().get("x-esia-mock-reason"), None);
        let told = told(response);
        assert!(told.starts_with("500") && !told.contains("secret"), "{told}");
    }
}
