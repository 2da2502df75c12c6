//! Consents in the profile, and what becomes of them (accounts notes, section 6; scenarios CNS).

mod children;
mod lifetime;
mod revocation;

use crate::support::Browser;
use crate::support::TestApp;

/// Whose consents.
const MOTHER: &str = "confirmed_mother_of_two";

/// Comes to the page of consents.
fn at_consents(app: &TestApp, persona: &str) -> Browser {
    let mut browser = app.browser();
    browser.opens("/profile/consents");
    app.citizen(persona).signs_in(&mut browser);
    assert_eq!(browser.heading(), "Согласия", "{}", browser.page().text());
    browser
}
