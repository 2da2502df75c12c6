//! Every code of the error table through every surface, as one picture of all of them.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::body::to_bytes;

use esia_mock::flow::Broken;
use esia_mock::flow::Stop;
use esia_mock::flow::login::client_check::WayBack;
use esia_mock::protocol::error::ERRORS;
use esia_mock::protocol::error::EsiaCode;
use esia_mock::protocol::oidc::error::STANDARD_ERRORS;
use esia_mock::protocol::reasons;
use esia_mock::protocol::refusal::Reason;
use esia_mock::protocol::refusal::Refusal;
use esia_mock::storage::StorageError;
use esia_mock::texts::Language;
use esia_mock::web::errors::Shape;

use crate::support::TestApp;
use crate::support::html;

/// What a surface answers: status, and what it says.
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
fn each_code_leaves_by_each_surface_in_its_shape() {
    let app = TestApp::start();
    let client = app.world.client("EPOS_DEMO").expect("a client");
    let uri = client.accept("http://127.0.0.1:9090/callback?own=1").expect("its address");
    let (state, client) = (Some("a b".to_owned()), client.mnemonic.clone());
    let way_back = WayBack { uri, state, client, person: None };
    let shapes = [
        ("page", Shape::Page(Language::Russian)),
        ("redirect", Shape::Redirect(&way_back)),
        ("oauth", Shape::OauthJson { state: Some("a b") }),
        ("rest", Shape::RestJson),
        ("login", Shape::Conversation),
    ];
    let mut picture = String::new();
    for row in ERRORS {
        writeln!(picture, "{}", row.code).expect("memory");
        let refusal = refusal(reason_for(row.code)).by(row.code);
        let refusal = if row.code == EsiaCode::MissingParameter { refusal.naming("scope") } else { refusal };
        for (name, shape) in shapes {
            let response = shape.refuse(&app.stand(), &refusal);
            assert_eq!(response.headers().get("x-esia-mock-reason-id").expect("a header"), refusal.row.id);
            let told = told(response);
            writeln!(picture, "    {name:<9} {told}").expect("memory");
            assert!(row.error.is_empty() || name == "rest" || told.contains(&row.code.to_string()), "{name}: {told}");
        }
    }
    insta::assert_snapshot!("errors", picture);
}

#[test]
fn each_standard_error_leaves_in_each_shape() {
    let app = TestApp::start();
    let shapes = [
        ("page", Shape::StandardPage(Language::Russian)),
        ("json", Shape::StandardJson),
        ("bearer", Shape::Bearer),
        ("login", Shape::Page(Language::Russian)),
    ];
    let mut picture = String::new();
    for row in STANDARD_ERRORS {
        writeln!(picture, "{}", row.word).expect("memory");
        let reason = reasons::all().find(|reason| reason.standard.contains(&row.error));
        let reason = reason.unwrap_or_else(|| panic!("no reason for {}", row.word));
        for (name, shape) in shapes {
            let response = shape.refuse(&app.stand(), &refusal(reason).in_standard_words());
            assert_eq!(response.headers().get("x-esia-mock-reason-id").expect("a header"), reason.id);
            let challenge = response.headers().get("www-authenticate").map(|value| format!("{value:?} "));
            writeln!(picture, "    {name:<9} {}{}", challenge.unwrap_or_default(), told(response)).expect("memory");
        }
    }
    insta::assert_snapshot!("standard_errors", picture);
}

/// Every shape that a breakage can leave in.
const SHAPES: [Shape<'static>; 7] = [
    Shape::Page(Language::Russian),
    Shape::OauthJson { state: None },
    Shape::RestJson,
    Shape::Conversation,
    Shape::StandardPage(Language::Russian),
    Shape::StandardJson,
    Shape::Bearer,
];

#[test]
fn a_breakage_tells_the_log_what_it_was_and_others_where_to_look() {
    let app = TestApp::start();
    let broken = Stop::Broken(Broken::Page("secret of the house".to_owned()));
    for shape in SHAPES {
        let response = shape.stop(&app.stand(), &broken);
        assert_eq!(response.headers().get("x-esia-mock-reason").expect("a header"), "see the log of the stand");
        assert_eq!(response.headers().get("x-esia-mock-reason-id").expect("a header"), "stand-broken");
        assert_eq!(response.headers().get("retry-after"), None);
        let told = told(response);
        assert!(told.starts_with("500") && !told.contains("secret"), "{told}");
    }
}

#[test]
fn what_passes_is_told_with_when_to_come_again() {
    let app = TestApp::start();
    let broken = Stop::from(StorageError::GivenUp);
    for shape in SHAPES {
        let response = shape.stop(&app.stand(), &broken);
        assert_eq!(response.headers().get("x-esia-mock-reason-id").expect("a header"), "stand-busy");
        assert_eq!(response.headers().get("retry-after").expect("a header"), "1");
        assert_eq!(response.headers().get("www-authenticate"), None);
        let told = told(response);
        assert!(told.starts_with("503"), "{told}");
    }
}
