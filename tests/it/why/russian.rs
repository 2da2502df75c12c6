//! Reasons of whoever reads Russian: no English sentence in them, but for what a library says, in quotation marks.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::rest::Reader;
use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Signer;
use crate::support::relying_party::EPOS;

const WHO: &str = "confirmed_mother_of_two";

/// Words without which no English sentence is written, and no value of the wire is one of them.
const ENGLISH: [&str; 32] = [
    "the", "is", "of", "and", "not", "are", "it", "has", "was", "with", "an", "or", "be", "to", "in", "by", "for",
    "at", "from", "than", "more", "expected", "this", "its", "bytes", "hours", "days", "person", "another", "must",
    "no", "absent",
];

/// What is not quoted.
fn unquoted(text: &str) -> String {
    let (mut rest, mut until, mut is_escaped) = (String::new(), None, false);
    for letter in text.chars() {
        match (until, letter) {
            _ if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(end), letter) if letter == end => until = None,
            (Some(_), _) => {}
            (None, '«') => until = Some('»'),
            (None, '"') => until = Some('"'),
            (None, letter) => rest.push(letter),
        }
    }
    rest
}

/// What the journal tells in Russian of the request of an answer; it must have told something.
fn told(app: &TestApp, answer: &Answer) -> String {
    let number = answer.header("x-esia-mock-request").parse().expect("a number");
    let entry = app.stand().journal.find(number).expect("an entry");
    let warnings = entry.exchange.warnings.iter().map(|warned| warned.russian.clone());
    let refused = entry.exchange.refused.iter().map(|refused| {
        let (reason, cure) = refused.russian.as_deref().expect("words");
        format!("{reason}; {cure}")
    });
    let all: Vec<_> = refused.chain(warnings).collect();
    assert!(!all.is_empty(), "{}", answer.text());
    all.join("; ")
}

/// The first word that belongs to an English sentence.
fn english(text: &str) -> Option<String> {
    let plain = unquoted(text);
    let mut words = plain.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    words.find(|word| ENGLISH.contains(word)).map(ToOwned::to_owned)
}

fn is_russian(app: &TestApp, answers: Vec<Answer>) {
    let told = answers.into_iter().map(|answer| told(app, &answer));
    let wrong: Vec<_> = told.filter_map(|told| english(&told).map(|word| format!("{word}: {told}"))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_quoted_is_passed_over() {
    assert_eq!(english("срок 3 hours").as_deref(), Some("hours"));
    assert_eq!(english("state \"the \\\" is\" — «it is empty»; scope openid, esia-mock keys show"), None);
}

#[test]
fn code_requests() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let v3 = rp.speaking_v3();
    let (first, second) = (rp.authorize_request(), v3.authorize_request());
    let signed = |name: &str, value: &str| rp.asks(&rp.signs(first.clone().with(name, value)));
    let newer = |name: &str, value: &str| v3.asks(&v3.signs(second.clone().with(name, value)));
    let mut answers: Vec<Answer> = [
        ("client_id", "demo_rsa"),
        ("redirect_uri", "/callback"),
        ("redirect_uri", "https://elsewhere.test/"),
        ("redirect_uri", "http%3A%2F%2F127.0.0.1"),
        ("scope", "openid;fullname"),
        ("scope", "openid profile"),
        ("response_type", "cod"),
        ("access_type", "sometimes"),
        ("timestamp", "2026-09-01T09:00:00+05:00"),
        ("timestamp", "2026.09.01 09:00:00  0500"),
        ("timestamp", "2025.01.01 00:00:00 +0300"),
        ("timestamp", "2026.08.31 22:00:00 +0500"),
        ("permissions", "e30"),
        ("permissions", "x"),
        ("person_filter", "x"),
        ("obj_type", "X"),
        ("state", &"x".repeat(5_000)),
        ("prompt", "login"),
    ]
    .map(|(name, value)| signed(name, value))
    .into();
    for (name, value) in [
        ("code_challenge", "x"),
        ("code_challenge_method", "sha256"),
        ("scope_org", "fullname"),
        ("client_certificate_hash", "zz"),
        ("client_certificate_hash", "AB"),
    ] {
        answers.push(newer(name, value));
    }
    let of_type = |permissions: serde_json::Value| {
        signed("permissions", &URL_SAFE_NO_PAD.encode(json!([permissions]).to_string()))
    };
    let named = json!([{ "sysname": "X" }]);
    answers.push(of_type(json!({ "sysname": "X", "actions": 1 })));
    answers.push(of_type(json!({ "sysname": "X", "actions": named, "purposes": named, "expire": "x" })));
    let app_answers = [
        app.http.send(app.http.get(&app.url("/aas/oauth2/ac?client_id=%FF"))),
        app.http.send(app.http.get(&app.url("/aas/oauth2/acc"))),
    ];
    answers.extend(app_answers);
    is_russian(&app, answers);
}

#[test]
fn signatures() {
    let app = TestApp::start();
    let (v1, v3, gost) = (app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3(), app.client("DEMO_GOST"));
    let (request, newer) = (v1.authorize_request(), v3.authorize_request());
    let mut answers: Vec<Answer> =
        ["x", "!", "MIIB", "MIIBAA", &"AB".repeat(40), "null", "5eb63bbbe01eeed093cb22bb8f5acdc3"]
            .into_iter()
            .flat_map(|secret| {
                [
                    v1.asks(&request.clone().with("client_secret", secret)),
                    v3.asks(&newer.clone().with("client_secret", secret)),
                ]
            })
            .collect();
    let order = ["scope", "timestamp", "client_id", "state"];
    for (rp, order) in [(&v3, &order[..]), (&v1, &order[..3]), (&v1, &["state"]), (&v1, &["nobody"])] {
        answers.push(rp.asks(&rp.signs_as(rp.authorize_request(), order)));
    }
    answers.push(v3.asks(&newer.clone().with("state", "another")));
    answers.push(v1.asks(&request.clone().with("state", "another")));
    let container = request.get("client_secret");
    answers.push(v3.asks(&newer.clone().with("client_secret", container)));
    answers.push(v1.asks(&request.clone().with("client_secret", newer.get("client_secret"))));
    answers.push(v1.asks(&request.clone().with("client_secret", &container[..container.len() / 2])));
    let mut other = v1.clone();
    other.signer = Signer::from_pem(EPOS.0, EPOS.1);
    answers.push(other.asks(&other.authorize_request()));
    let mut other = gost.speaking_v3();
    answers.push(other.asks(&other.authorize_request().with("state", "another")));
    let text: String =
        ["client_id", "scope", "timestamp", "state", "redirect_uri"].map(|name| newer.get(name)).concat();
    let mut reversed = v3.signer.bare(text.as_bytes());
    reversed.reverse();
    answers.push(v3.asks(&newer.clone().with("client_secret", &URL_SAFE_NO_PAD.encode(reversed))));
    other.signer = v1.signer.clone();
    answers.push(other.asks(&other.authorize_request()));
    is_russian(&app, answers);
}

#[test]
fn tokens_and_data() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let tokens = app.citizen(WHO).gives_tokens_to(&rp);
    let path = format!("/rs/prns/{}", tokens.oid());
    let access = tokens.access_token();
    let mut answers: Vec<Answer> = ["x", "a.b", "a.b.c", "Bearer x", "null"].map(|token| rp.reads(&path, token)).into();
    answers.push(rp.reads("/rs/prns/1", &access));
    answers.push(rp.reads(&format!("{path}/vhls"), &access));
    answers.push(rp.reads(&format!("{path}/ctt"), &access));
    answers.push(rp.reads(&format!("{path}?embed=x"), &access));
    answers.push(rp.reads(&format!("{path}?embed=(documets,contacts)"), &access));
    answers.push(rp.reads(&path, &format!("{}AAAA", &access[..access.len() - 4])));
    answers.extend(["x", &access, &tokens.refresh_token()].map(|code| rp.posts(&rp.code_request(code))));
    answers.extend(["x", &access].map(|token| rp.posts(&rp.refresh_request(token))));
    answers.push(rp.posts(&rp.code_request("x").with("grant_type", "code")));
    answers.push(rp.posts_body(vec![b'a'; 300 * 1024]));
    let alone = Reader::alone(&app, "org_inn?org_oid=999999999", 0);
    answers.push(alone.get("/rs/prns/1"));
    is_russian(&app, answers);
}

#[test]
fn the_standard_endpoints() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA");
    let asks = |name: &str, value: &str| rp.asks(&rp.request().with(name, value));
    let mut answers: Vec<Answer> = [
        ("claims", "["),
        ("claims", "{\"id_token\":1}"),
        ("claims", "{\"id_token\":{\"sub\":1}}"),
        ("request", "x"),
        ("id_token_hint", "x"),
        ("id_token_hint", "a.b.c"),
        ("prompt", "sometimes"),
        ("scope", "x"),
        ("scope", "openid x"),
        ("acr_values", "x"),
        ("display", "popup"),
        ("ui_locales", "fr"),
        ("access_type", "offline"),
        ("claims", "{\"userinfo\":{\"emial\":null}}"),
        ("code_challenge", "x"),
        ("redirect_uri", "https://elsewhere.test/"),
    ]
    .map(|(name, value)| asks(name, value))
    .into();
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let by = |assertion: &str| {
        let request = rp.code_request("x").with("client_assertion_type", kind).with("client_assertion", assertion);
        rp.posts_alone("/oidc/token", &request)
    };
    let part = |json: &serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let claims = json!({ "iss": "DEMO_RSA", "sub": "DEMO_RSA", "aud": app.base, "exp": 1, "jti": "1" });
    answers.extend(["x", &format!("{}.{}.AAAA", part(&json!({ "alg": "RS256" })), part(&claims))].map(by));
    let mut wrong = rp.clone();
    wrong.secret = Some("demo-secret\n".to_owned());
    answers.push(wrong.posts("/oidc/token", &rp.code_request("x")));
    answers.push(rp.posts("/oidc/token", &rp.code_request("x")));
    answers.push(rp.posts("/oidc/introspect", &Request::of(&[("token", "x")])));
    answers.push(rp.posts("/oidc/revoke", &Request::of(&[("token", "x")])));
    let logout = "/oidc/end_session?client_id=DEMO_RSA&post_logout_redirect_uri=https%3A%2F%2Felsewhere.test%2F";
    for path in [logout, "/oidc/end_session", "/idp/ext/Logout?client_id=DEMO_RSA&redirect_url=x"] {
        answers.push(rp.reads(path));
    }
    is_russian(&app, answers);
}
