//! The tester's desk: its pages, as a tester without documentation uses them.

mod clock;
mod entering;
mod faults;
mod frame;
mod hostile;
mod journal;
mod letters;
mod offices;
mod people;
mod stands;
mod systems;

use crate::support::Browser;
use crate::support::TestApp;

/// A tester at the people of the stand.
pub(crate) fn tester(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.opens("/_mock");
    assert_eq!(browser.heading(), "Люди");
    browser
}

/// At the card of somebody of the fixtures, found as a tester finds them.
pub(crate) fn at_card(app: &TestApp, name: &str) -> Browser {
    let mut browser = tester(app);
    browser.fills("q", name).presses("Найти");
    browser.follows(name);
    assert_eq!(browser.heading(), name);
    browser
}
