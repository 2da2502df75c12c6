//! «Отозвать» (CNS-05).

use super::MOTHER;
use super::at_consents;
use crate::support::TestApp;
use crate::support::html;

#[test]
fn cns_05_a_revoked_consent_ends_everything_at_once_and_is_asked_for_again() {
    let app = TestApp::start();
    let (rp, other) = (app.client("EPOS_DEMO"), app.client("RSAAG_DEMO").asking_for("openid fullname"));
    let citizen = app.citizen(MOTHER);
    let (tokens, kept) = (citizen.gives_tokens_to(&rp), citizen.gives_tokens_to(&other));
    let reads = || rp.reads("/rs/prns/1000000702", &tokens.access_token()).status;
    assert_eq!(reads(), 200);
    let mut page = at_consents(&app, MOTHER);
    let text = page.page().text();
    for said in ["ЭПОС", "Просмотр вашего СНИЛС", "01.09.2026 09:00", "пока вы его не отзовёте"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    page.presses("Отозвать");
    assert!(page.page().text().contains("Согласие отозвано"), "{}", page.page().text());
    assert_eq!(reads(), 401);
    assert_eq!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).esia_code(), "ESIA-007011");
    assert_eq!(other.refreshes(&kept.refresh_token()).oid(), citizen.oid, "another system is not touched");
    let letters = app.http.send(app.http.get(&app.url("/_mock/api/v1/outbox?kind=email"))).json();
    assert!(letters.to_string().contains("consent_revoked"), "{letters}");
    let (kind, _, data) = app.events_of(MOTHER).pop().expect("an event");
    assert_eq!((kind.as_str(), &data["client"]), ("consent_revoked", &"EPOS_DEMO".into()));
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    assert_eq!(citizen.signs_in(&mut browser).heading(), "Предоставление прав доступа");
}

#[test]
fn cns_05_tokens_of_the_standard_endpoints_die_as_well() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid email offline_access");
    let tokens = client.tokens(&app, MOTHER);
    assert_eq!(client.userinfo(&tokens.access()).status, 200);
    at_consents(&app, MOTHER).presses("Отозвать");
    assert_eq!(client.userinfo(&tokens.access()).status, 401);
    for token in [tokens.access(), tokens.refresh()] {
        assert_eq!(client.introspects(&token)["active"], false);
    }
    assert_eq!(client.posts("/oidc/token", &client.refresh_request(&tokens.refresh())).status, 400);
}

#[test]
fn cns_05_what_is_not_ones_own_cannot_be_revoked() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen(MOTHER).gives_tokens_to(&rp);
    app.citizen("standard_adult").gives_tokens_to(&app.client("RSAAG_DEMO").asking_for("openid fullname"));
    let mut stranger = at_consents(&app, "standard_adult");
    let (body, form) = stranger.filled("Отозвать");
    for client in ["EPOS_DEMO", "NO_SUCH", "", "../x"] {
        stranger.posts(&form, &body.replace("client=RSAAG_DEMO", &format!("client={client}")));
        assert!(stranger.page().text().contains("Такого согласия нет"), "{client}");
    }
    stranger.posts(&form, &body.replace("csrf=", "csrf=x"));
    assert_eq!(stranger.page().status(), 403);
    assert_eq!(rp.reads("/rs/prns/1000000702", &tokens.access_token()).status, 200);
    stranger.posts(&form, &body);
    stranger.posts(&form, &body);
    assert!(stranger.page().text().contains("Такого согласия нет"), "twice");
    assert_eq!(html::texts_by_class(&stranger.page().html, "panel__empty"), ["Действующих согласий нет"]);
}
