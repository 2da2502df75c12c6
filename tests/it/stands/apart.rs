//! Whatever a stand gives out is refused by every other: one that is beside it, the one that it was made of, one that is
//! made of it, and a later one of its name.

use serde_json::json;
use url::Url;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::standard_client::error_of;
use crate::support::standard_client::returned;

const WHO: &str = "esia_test_006";
const NEWCOMER: &str = "nadezhda@example.test";

/// Something that a stand gives out, and what another one says when it is shown to it.
struct Thing {
    what: &'static str,
    /// Makes the stand give it out.
    given: fn(&TestApp) -> String,
    /// Shows it to a stand: `good`, or how it is refused.
    shown: fn(&TestApp, &str) -> String,
    /// How others refuse it.
    refused: &'static str,
}

const THINGS: [Thing; 11] = [
    Thing {
        what: "access token",
        given: |app| app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO")).access_token(),
        shown: |app, token| {
            let oid = app.citizen(WHO).oid;
            reason(&app.client("EPOS_DEMO").reads(&format!("/rs/prns/{oid}"), token))
        },
        refused: "access-token-of-other-stand",
    },
    Thing {
        what: "authorization code",
        given: |app| app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO")).code(),
        shown: |app, code| {
            let rp = app.client("EPOS_DEMO");
            reason(&rp.posts(&rp.code_request(code)))
        },
        refused: "code-of-other-stand",
    },
    Thing {
        what: "refresh token",
        given: |app| app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO")).refresh_token(),
        shown: |app, token| {
            let rp = app.client("EPOS_DEMO");
            reason(&rp.posts(&rp.refresh_request(token)))
        },
        refused: "refresh-token-unknown",
    },
    Thing {
        what: "access token of the standard endpoints",
        given: |app| app.standard_client("DEMO_RSA").tokens(app, WHO).access(),
        shown: |app, token| reason(&app.standard_client("DEMO_RSA").userinfo(token)),
        refused: "access-token-of-other-stand",
    },
    Thing {
        what: "the same, introspected",
        given: |app| app.standard_client("DEMO_RSA").tokens(app, WHO).access(),
        shown: |app, token| match app.standard_client("DEMO_RSA").introspects(token)["active"].as_bool() {
            Some(true) => "good".to_owned(),
            _ => "inactive".to_owned(),
        },
        refused: "inactive",
    },
    Thing {
        what: "code of the standard endpoints",
        given: |app| {
            let client = app.standard_client("DEMO_RSA");
            client.logs_in(app, &mut app.browser(), WHO, &client.request()).code()
        },
        shown: |app, code| {
            let client = app.standard_client("DEMO_RSA");
            reason(&client.posts("/oidc/token", &client.code_request(code)))
        },
        refused: "code-unknown",
    },
    Thing {
        what: "refresh token of the standard endpoints",
        given: |app| app.standard_client("DEMO_RSA").asking_for("openid offline_access").tokens(app, WHO).refresh(),
        shown: |app, token| {
            let client = app.standard_client("DEMO_RSA");
            reason(&client.posts("/oidc/token", &client.refresh_request(token)))
        },
        refused: "refresh-token-unknown",
    },
    Thing {
        what: "ID token as a hint",
        given: |app| app.standard_client("DEMO_RSA").tokens(app, WHO).id(),
        shown: |app, token| {
            let client = app.standard_client("DEMO_RSA");
            let asked = client.request().with("prompt", "none").with("id_token_hint", token);
            let error = returned(&client.asks(&asked)).get("error");
            if error == "login_required" { "good".to_owned() } else { error }
        },
        refused: "invalid_request",
    },
    Thing {
        what: "session",
        given: |app| {
            let mut browser = app.browser();
            browser.opens("/profile");
            app.citizen(WHO).signs_in(&mut browser);
            browser.cookie_header()
        },
        shown: |app, cookies| {
            let profile = app.http.get(&app.url("/profile")).header("cookie", cookies);
            if app.http.send(profile).status == 200 { "good".to_owned() } else { "asked to sign in".to_owned() }
        },
        refused: "asked to sign in",
    },
    Thing {
        what: "form",
        given: |app| {
            let mut browser = app.browser();
            browser.opens("/login/registration");
            let (body, _) = browser.filled("Зарегистрироваться");
            format!("{}\n{body}", browser.cookie_header())
        },
        shown: |app, given| {
            let (cookies, body) = given.split_once('\n').expect("cookies and a body");
            let post = app.http.post(&app.url("/login/registration")).header("cookie", cookies.to_owned());
            let post = post.header("content-type", "application/x-www-form-urlencoded").body(body.to_owned());
            if app.http.send(post).text().contains("устарел") { "stale".to_owned() } else { "good".to_owned() }
        },
        refused: "stale",
    },
    Thing {
        what: "link of a letter",
        given: |app| {
            let mut browser = app.browser();
            browser.opens("/login/registration");
            browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills("Или электронная почта", NEWCOMER);
            browser.presses("Зарегистрироваться");
            let link = app.last_link_to(NEWCOMER);
            link.strip_prefix(&app.base).expect("a link of this stand").to_owned()
        },
        shown: |app, path| {
            let mut browser = app.browser();
            match browser.opens(path).heading().as_str() {
                "Создание пароля" => "good".to_owned(),
                _ => "no such link".to_owned(),
            }
        },
        refused: "no such link",
    },
];

/// The id of the reason; `good` where nothing is refused.
fn reason(answer: &crate::support::Answer) -> String {
    if answer.status == 200 { "good".to_owned() } else { answer.header("x-esia-mock-reason-id").to_owned() }
}

#[test]
fn what_a_stand_gives_out_is_good_there_and_nowhere_else() {
    let default = TestApp::start();
    for thing in &THINGS {
        let what = thing.what;
        let (parent, beside) = (default.makes("parent", &json!({})), default.makes("beside", &json!({})));
        let own = default.makes("own", &json!({ "from": { "stand": "parent" } }));
        let given = (thing.given)(&own);
        let of_own = default.makes("child", &json!({ "from": { "stand": "own" } }));
        for (whose, other) in [("parent", &parent), ("beside", &beside), ("child", &of_own), ("default", &default)] {
            assert_eq!((thing.shown)(other, &given), thing.refused, "{what} shown to {whose}");
        }
        let of_default = (thing.given)(&default);
        assert_eq!((thing.shown)(&own, &of_default), thing.refused, "{what} of default");
        assert_eq!((thing.shown)(&own, &given), "good", "{what} at home");
        let given = (thing.given)(&own);
        let later = default.makes("own", &json!({ "from": { "stand": "parent" } }));
        assert_eq!((thing.shown)(&later, &given), thing.refused, "{what} shown to a later stand of the name");
    }
}

#[test]
fn what_the_stand_default_gave_out_is_refused_after_its_reset() {
    let app = TestApp::start();
    for thing in &THINGS {
        let given = (thing.given)(&app);
        assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
        assert_eq!((thing.shown)(&app, &given), thing.refused, "{}", thing.what);
        let given = (thing.given)(&app);
        assert_eq!((thing.shown)(&app, &given), "good", "{}", thing.what);
    }
}

#[test]
fn tokens_without_our_mark_are_told_apart_by_their_id() {
    let quirk = esia_mock::domain::quirk::Quirk::NoMockMark;
    let default = TestApp::build().quirk("EPOS_DEMO", quirk).quirk("DEMO_RSA", quirk).start();
    let other = default.makes("other", &json!({}));
    for thing in &THINGS {
        let given = (thing.given)(&default);
        assert_eq!((thing.shown)(&other, &given), thing.refused, "{}", thing.what);
        assert_eq!((thing.shown)(&default, &given), "good", "{}", thing.what);
    }
}

#[test]
fn a_stand_cannot_revoke_the_token_of_another() {
    let default = TestApp::start();
    let other = default.makes("other", &json!({}));
    let client = default.standard_client("DEMO_RSA");
    let token = client.tokens(&default, WHO).access();
    let answer = other.standard_client("DEMO_RSA").posts("/oidc/revoke", &Request::of(&[("token", &token)]));
    assert_eq!(answer.status, 200, "a token that is unknown is no error (RFC 7009, 2.2): {}", error_of(&answer));
    assert_eq!(client.userinfo(&token).status, 200);
}

#[test]
fn everything_that_a_named_stand_says_of_itself_lies_below_its_path() {
    let default = TestApp::start();
    let stand = default.makes("shop-7", &json!({}));
    assert_eq!(stand.base, default.url("/_stand/shop-7"));
    let metadata = stand.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["issuer"], stand.base);
    for (name, value) in metadata.as_object().expect("an object") {
        let Some(url) = value.as_str().filter(|value| value.starts_with("http") && !name.contains("doc")) else {
            continue;
        };
        assert!(url.starts_with(&stand.base), "{name}: {url}");
    }
    let tokens = stand.standard_client("DEMO_RSA").tokens(&stand, WHO);
    assert_eq!(stand.standard_client("DEMO_RSA").verified(&tokens.id()).payload["iss"], stand.base.as_str());
    let mut browser = stand.browser();
    browser.opens("/profile");
    stand.citizen(WHO).signs_in(&mut browser);
    for name in ["ctx_id", "ESIA_SESSION"] {
        assert_eq!(browser.cookie(name).expect("a cookie").attribute("Path"), Some("/_stand/shop-7"), "{name}");
    }
    let page = browser.page();
    assert_eq!(page.url.path(), "/_stand/shop-7/profile");
    let base = Url::parse(&stand.base).expect("an address");
    for part in page.html.split(['"', '\'']).filter(|part| part.starts_with('/') && !part.starts_with("//")) {
        let path = base.join(part).expect("an address").path().to_owned();
        assert!(path.starts_with("/_stand/shop-7"), "{part}");
    }
}
