//! `v3/te` without a citizen: `prm_chg` (protocol notes, section 1.8), and what is common with v1.

use crate::support::TestApp;

#[test]
fn mr_1_8_data_of_somebody_who_has_consented() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    app.citizen("esia_test_006").logs_in_to(&rp);
    let tokens = rp.asks_alone("fullname?oid=1000000606");
    assert_eq!(tokens.oid(), 1_000_000_606);
    assert!(tokens.access().whole()["payload"].get("permissions").is_none());
}

#[test]
fn mr_1_8_prm_chg_needs_a_person_and_their_consent() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let code = |scope: &str| rp.posts(&rp.credentials_request(scope)).esia_code();
    assert_eq!(code("prm_chg"), "ESIA-007006");
    assert_eq!(code("prm_chg?oid=1000000606"), "ESIA-007019");
    assert_eq!(code("prm_chg?oid=1"), "ESIA-007011");
}
