//! An address with a path, behind proxies that take the path away and proxies that keep it.

use std::collections::VecDeque;

use esia_mock::domain::public_url::PublicUrl;
use serde_json::json;

use crate::support::Browser;
use crate::support::JsonRobot;
use crate::support::TestApp;
use crate::support::html;
use crate::support::program;
use crate::support::proxy::Way;

const PATH: &str = "/idp/esia";
const MOTHER: &str = "confirmed_mother_of_two";

/// The same behind each kind of proxy; whatever is answered must lead below the path.
fn behind_each(acts: impl Fn(&TestApp)) {
    for way in Way::ALL {
        let app = TestApp::build().behind(way, PATH).start();
        acts(&app);
        app.stays_below_its_path();
    }
}

/// Somebody at home in the cabinet.
fn at_home(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    app.citizen(MOTHER).signs_in(browser.opens("/profile"));
    assert_eq!(browser.page().url.path(), format!("{PATH}/profile"), "{}", browser.page().text());
    browser
}

#[test]
fn a_login_by_pages_gives_tokens_and_data() {
    behind_each(|app| {
        let rp = app.client("EPOS_DEMO");
        let tokens = app.citizen(MOTHER).gives_tokens_to(&rp);
        let oid = tokens.oid();
        for path in ["", "/ctts", "/ctts?embed=(elements)"] {
            let answer = rp.reads(&format!("/rs/prns/{oid}{path}"), &tokens.access_token());
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        }
        let contacts = rp.reads(&format!("/rs/prns/{oid}/ctts"), &tokens.access_token()).json();
        let first = contacts["elements"][0].as_str().expect("an address").to_owned();
        assert!(first.starts_with(&app.url("/rs/prns/")), "{first}");
        let own = app.http.get(&first).bearer_auth(tokens.access_token());
        assert_eq!(app.http.send(own).status, 200, "an address of the stand leads to it");
        rp.refreshes(&tokens.refresh_token());
        let mut browser = app.browser();
        app.citizen(MOTHER).logs_in_with(&mut browser, &rp);
        browser.opens("/idp/ext/Logout");
    });
}

#[test]
fn a_login_as_json_is_sent_to_the_stand_and_back() {
    behind_each(|app| {
        let rp = app.client("EPOS_DEMO");
        let mut robot = JsonRobot::sent_by(app, &rp);
        robot.signs_in_as(app, MOTHER);
        let returned = robot.finishes();
        assert_eq!(rp.exchanges(&returned.code()).oid(), app.citizen(MOTHER).oid);
        let robot = JsonRobot::sent_by(app, &rp);
        assert_eq!(robot.asks("/aas/oauth2/config").status, 200);
        assert_eq!(robot.posts("/qr-delegate/qr/generate", &json!({})).status, 200);
        robot.asks("/captcha/api/public/v2/type");
    });
}

#[test]
fn the_standard_endpoints_are_below_the_issuer() {
    behind_each(|app| {
        let client = app.standard_client("DEMO_RSA");
        let metadata = client.reads("/.well-known/openid-configuration").json();
        assert_eq!(metadata["issuer"], app.base);
        let addresses = metadata.as_object().expect("an object").iter();
        for (name, value) in addresses.filter(|(name, _)| name.ends_with("_endpoint") || name.as_str() == "jwks_uri") {
            assert!(value.as_str().is_some_and(|url| url.starts_with(&app.url("/oidc/"))), "{name}: {value}");
        }
        let tokens = client.tokens(app, MOTHER);
        assert_eq!(client.verified(&tokens.id()).claim("iss"), app.base.as_str());
        assert_eq!(client.userinfo(&tokens.access()).status, 200);
        assert_eq!(client.introspects(&tokens.access())["iss"], app.base);
        let mut browser = app.browser();
        client.logs_in(app, &mut browser, MOTHER, &client.request());
        browser.opens("/oidc/end_session").presses("Выйти");
    });
}

/// Every link of every page, from the front page, the cabinet, the letters and the desk on.
#[test]
fn every_page_that_a_link_leads_to_is_there() {
    behind_each(|app| {
        let rp = app.client("EPOS_DEMO");
        app.citizen(MOTHER).gives_tokens_to(&rp);
        let mut browser = at_home(app);
        let mut waiting: VecDeque<String> =
            ["/", "/profile", "/login", "/logs/emails", "/logs/sms/", "/_mock/mfc"].map(|path| app.url(path)).into();
        let mut seen: Vec<String> = waiting.iter().cloned().collect();
        while let Some(address) = waiting.pop_front() {
            let status = browser.opens(&address).page().status();
            assert!(status < 400, "{address}: {status}");
            if !browser.page().answer.header("content-type").contains("html") {
                continue;
            }
            let (html, from) = (browser.page().html.clone(), browser.page().url.clone());
            let links = html::links(&html).into_iter().map(|(_, href)| href).chain(html::values_of(&html, "src"));
            for href in links {
                let url = from.join(&href).expect("an address");
                // A request of a system ends there, not at the stand.
                let is_request = url.path().contains("/aas/oauth2/") || url.path().ends_with("/oidc/authorize");
                let is_left_out = url.path().ends_with("/Logout") || url.path().ends_with("/login/language");
                let is_left_out = is_left_out || is_request;
                let key = format!("{}{}", &url[..url::Position::AfterPath], url.query().unwrap_or_default());
                if url.as_str().starts_with(&app.base) && !is_left_out && !seen.contains(&key) {
                    seen.push(key);
                    waiting.push_back(url.into());
                }
            }
        }
        assert!(seen.len() > 40, "{} pages: {seen:#?}", seen.len());
    });
}

#[test]
fn a_form_of_the_cabinet_and_the_language_lead_back_to_it() {
    behind_each(|app| {
        let mut browser = at_home(app);
        browser.opens("/profile/security").follows("English");
        assert_eq!(browser.page().url.path(), format!("{PATH}/profile/security"));
        browser.follows("Русский");
        assert_eq!(browser.page().url.path(), format!("{PATH}/profile/security"));
        browser.opens("/profile/addresses/edit?kind=PLV");
        assert_eq!(browser.page().status(), 200);
    });
}

/// A proxy names the server in `Host`; the page's origin is that of the public address.
#[test]
fn pages_of_the_public_address_may_call_the_stand() {
    behind_each(|app| {
        let origin = app.base.trim_end_matches(PATH);
        let put = app.http.request("PUT", &app.url("/_mock/api/v1/clock")).header("content-type", "application/json");
        let answer = app.http.send(put.header("origin", origin).body(r#"{"advance":"PT1S"}"#));
        assert_eq!(answer.status, 200, "{}", answer.text());
    });
}

/// The path of the address comes first, then the stand: `/idp/esia/_stand/one`.
#[test]
fn a_named_stand_is_below_the_path() {
    behind_each(|app| {
        let one = app.makes("one", &json!({}));
        assert_eq!(one.base, app.url("/_stand/one"));
        let client = one.standard_client("DEMO_RSA");
        let tokens = client.tokens(&one, MOTHER);
        assert_eq!(client.verified(&tokens.id()).claim("iss"), one.base.as_str());
        let rp = one.client("EPOS_DEMO");
        let mut browser = one.browser();
        one.citizen(MOTHER).logs_in_with(&mut browser, &rp);
        for cookie in ["ctx_id", "ESIA_SESSION"] {
            let path = browser.cookie(cookie).and_then(|cookie| cookie.attribute("Path").map(ToOwned::to_owned));
            assert_eq!(path.as_deref(), Some("/idp/esia/_stand/one"), "{cookie}");
        }
        browser.opens("/profile/security").follows("English");
        assert_eq!(browser.page().url.as_str(), one.url("/profile/security"));
    });
}

/// Servers may know the stand below a path that goes on where that of browsers ends.
#[test]
fn the_deeper_of_two_paths_is_taken_away() {
    for (public, back) in
        [("http://stand.test/x", "http://esia:8585/x/y"), ("http://stand.test/x/y", "http://esia:8585/x")]
    {
        let back = PublicUrl::parse(back).expect("an address");
        let app = TestApp::build().public_url(public).process(|config| config.back_channel_url = Some(back)).start();
        for path in ["/_mock/health", "/x/_mock/health", "/x/y/_mock/health"] {
            assert_eq!(app.http.send(app.http.get(&app.url(path))).status, 200, "{public} {path}");
        }
    }
}

#[test]
fn only_the_path_itself_is_taken_away() {
    let app = TestApp::build().public_url("http://stand.test/idp/esia").start();
    let status = |path: &str| app.http.send(app.http.get(&app.url(path))).status;
    for there in ["/_mock/health", "/idp/esia/_mock/health", "//idp/esia//_mock/health", "/idp/esia", "/idp/esia/?x=1"]
    {
        assert_eq!(status(there), 200, "{there}");
    }
    for absent in
        ["/idp/esia2/_mock/health", "/idp/other/_mock/health", "/idp/_mock/health", "/idp/esia/idp/esia/_mock/health"]
    {
        assert_eq!(status(absent), 404, "{absent}");
    }
}

#[test]
fn an_address_whose_path_begins_a_path_of_the_stand_is_refused_at_start() {
    for (address, why) in [
        ("https://host/idp", "/idp/ext/Logout"),
        ("https://host/profile/", "/profile"),
        ("https://host/a%20b", "a%20b"),
        ("https://esia.gosuslugi.ru/idp/esia", "must not look like the real service"),
    ] {
        let run = program::run(&["serve", "--listen", "127.0.0.1:0", "--public-url", address]);
        assert!(run.code != Some(0) && run.err.contains("--public-url") && run.err.contains(why), "{}", run.err);
    }
}
