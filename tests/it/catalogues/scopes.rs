//! Every row of the scope table can be asked for, and is shown to the citizen by its title.

use esia_mock::domain::scope::Holder;
use esia_mock::domain::scope::SCOPES;
use esia_mock::texts::Language;

use crate::support::TestApp;
use crate::support::html;

#[test]
fn each_scope_has_a_fixture_client_that_may_ask_for_it() {
    let app = TestApp::start();
    for row in SCOPES {
        let asks = app.world.clients.iter().any(|client| client.may_ask(row.name));
        assert!(asks, "no client of the fixtures may ask for {}", row.name);
        if row.is_standard_only() {
            let client = app.standard_client("DEMO_RSA").asking_for(row.name);
            assert_eq!(client.asks(&client.request()).header("location"), "/login", "{}", row.name);
            continue;
        }
        let rp = app.client("DEMO_RSA").asking_for(row.name);
        assert_eq!(rp.asks(&rp.authorize_request()).header("location"), "/login", "{}", row.name);
    }
}

#[test]
fn each_scope_of_people_is_a_row_of_the_consent_page_in_the_order_of_the_request() {
    let app = TestApp::start();
    let shown: Vec<_> = SCOPES.iter().filter(|row| !row.title_key.is_empty() && !row.is_standard_only()).collect();
    let people = shown.iter().filter(|row| matches!(row.holder, Holder::Person | Holder::Child));
    let titles: Vec<_> = people.clone().map(|row| Language::Russian.t(row.title_key)).collect();
    let scope = people.map(|row| row.name).collect::<Vec<_>>().join(" ");
    let rp = app.client("DEMO_RSA").asking_for(&scope);
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    assert_eq!(html::texts_by_class(&browser.page().html, "right__title"), titles);
}
