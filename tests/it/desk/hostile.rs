//! Hostile text in what a stand knows comes out as text on every page of the desk (issue 16, 10).

use crate::support::TestApp;

const SCRIPT: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

/// Every page of the desk, as far as it shows something; of a login that was made before.
const PAGES: [&str; 22] = [
    "/_mock/people",
    "/_mock/people/esia_test_003",
    "/_mock/people/1000000703/deletion",
    "/_mock/people/new",
    "/_mock/systems",
    "/_mock/systems/new",
    "/_mock/systems/EPOS_DEMO",
    "/_mock/systems/EPOS_DEMO/edit",
    "/_mock/journal",
    "/_mock/journal?login=L1",
    "/_mock/journal/1",
    "/_mock/letters",
    "/_mock/letters/1",
    "/_mock/faults",
    "/_mock/faults/6",
    "/_mock/offices",
    "/_mock/offices/registries?whom=esia_test_003",
    "/_mock/stands",
    "/_mock/stands/compare?with=beside",
    "/_mock/clock",
    "/_mock/mfc",
    "/_mock/mfc/newcomer",
];

#[test]
fn every_page_of_the_desk_shows_hostile_text_as_text() {
    let app = TestApp::build()
        .client("EPOS_DEMO", |client| SCRIPT.clone_into(&mut client.name))
        .person("esia_test_003", |citizen| SCRIPT.clone_into(&mut citizen.about))
        .start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen("confirmed_mother_of_two"));
    citizen.logs_in_to(&rp);
    rp.asks(&rp.authorize_request().with("scope", SCRIPT));
    let body = serde_json::json!({ "status": 502, "body": SCRIPT, "headers": { "X-Fault": "a" } });
    let fault = serde_json::json!({ "at": "token", "client": "EPOS_DEMO", "do": body });
    assert_eq!(app.controls("PUT", "/_mock/api/v1/faults/hostile", &fault.to_string()).status, 201);
    app.makes("beside", &serde_json::json!({}));
    let mut browser = app.browser();
    let mut shown = 0;
    for path in PAGES {
        let page = browser.opens(path).page();
        assert_eq!(page.status(), 200, "{path}: {}", page.text());
        for evil in ["<script>alert", "<img src=x", "\"'>"] {
            assert!(!page.html.contains(evil), "{path}: {}", page.html);
        }
        shown += usize::from(page.text().contains("alert(1)"));
    }
    assert!(shown >= 8, "hostile text is on {shown} pages only: this proves too little");
}
