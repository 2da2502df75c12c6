//! What systems see of children: cards in `kids`, and the child's own account.

use serde_json::json;

use crate::rest::Reader;
use crate::rest::all;
use crate::support::TestApp;
use crate::support::parent::BOY;
use crate::support::parent::CHILD_PASSWORD;

const MOTHER: &str = "confirmed_mother_of_two";
const EMAIL: &str = "fedor@example.test";
const SCOPES: &str = "kid_fullname kid_snils kid_email kid_birth_cert_doc";

#[test]
fn kid_23_the_id_of_a_card_is_not_the_oid_of_the_account_and_snils_is_the_same() {
    let app = TestApp::start();
    let mut mother = app.parent(MOTHER);
    mother.makes_account(&BOY, EMAIL);
    let oid = mother.account().expect("an account");
    let reader = Reader::of(&app, MOTHER, SCOPES);
    let card = reader.element("/rs/prns/{oid}/kids", "firstName", "Фёдор");
    assert_eq!((&card["id"], &card["email"]), (&json!(mother.card), &json!(EMAIL)));
    assert_ne!(card["id"], oid);
    let docs = format!("/rs/prns/{{oid}}/kids/{}/docs", card["id"]);
    let certificate = reader.element(&docs, "type", "RF_BRTH_CERT");
    assert_eq!((&certificate["series"], &certificate["vrfStu"]), (&json!("III-ВГ"), &json!("VERIFIED")));

    let (rp, mut browser) = (app.client("DEMO_RSA").asking_for("fullname snils birth_cert_doc"), app.browser());
    browser.opens(&rp.authorize_url()).signs_in(EMAIL, CHILD_PASSWORD).grants();
    let tokens = rp.exchanges(&browser.returned().code());
    let own = rp.reads(&format!("/rs/prns/{oid}"), &tokens.access_token()).json();
    assert_eq!(own["snils"], card["snils"]);
    let own = rp.reads(&format!("/rs/prns/{oid}/docs?embed=(elements)"), &tokens.access_token()).json();
    assert_eq!(all(own["elements"].as_array().expect("documents"), "number"), ["777001"]);
}

#[test]
fn kid_23_by_a_rule_the_id_of_a_card_is_the_oid_of_the_account() {
    let same = |config: &mut esia_mock::config::Settings| config.rules.set("child.kid_id_is_oid=on").expect("a rule");
    let app = TestApp::build().config(same).start();
    let reader = Reader::of(&app, MOTHER, SCOPES);
    let oid = app.citizen("child_10").oid;
    let card = reader.element("/rs/prns/{oid}/kids", "snils", "000-000-704 25");
    assert_eq!(card["id"], oid);
    assert_eq!(reader.json(&format!("/rs/prns/{{oid}}/kids/{oid}")), card);
    let docs = reader.elements(&format!("/rs/prns/{{oid}}/kids/{oid}/docs"));
    assert_eq!(all(&docs, "number"), ["000704"]);
}

#[test]
fn a_card_that_is_not_verified_is_there_without_snils() {
    let app = TestApp::start();
    app.parent(MOTHER).adds(&BOY);
    let reader = Reader::of(&app, MOTHER, SCOPES);
    let card = reader.element("/rs/prns/{oid}/kids", "firstName", "Фёдор");
    assert!(card["snils"].is_null(), "{card}");
    let docs = reader.elements(&format!("/rs/prns/{{oid}}/kids/{}/docs", card["id"]));
    assert_eq!(all(&docs, "vrfStu"), ["NOT_VERIFIED"]);
}

/// Case 3.2.
#[test]
fn kid_11_a_system_of_the_fixtures_child_sees_an_e_mail_that_is_not_verified() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "child_email_not_verified", "fullname contacts");
    assert_eq!(reader.element("/rs/prns/{oid}/ctts", "type", "EML")["vrfStu"], "NOT_VERIFIED");
}
