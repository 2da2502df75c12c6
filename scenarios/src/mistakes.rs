//! What is wrong with a scenario although its shape is right.

use epos::rules::switches::Switch;

use crate::model::Scenario;
use crate::phrases;

/// Everything that is wrong: the path of the field, and what.
pub fn of(scenario: &Scenario) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut wrong = |path: String, told: String| found.push((path, told));
    let id = scenario.id.split_once('-').filter(|(family, number)| {
        !family.is_empty()
            && family.chars().all(|sign| sign.is_ascii_uppercase())
            && !number.is_empty()
            && number.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
    });
    if id.is_none() {
        wrong("id".to_owned(), "expected capital letters, a hyphen and a number, such as EPS-01".to_owned());
    }
    if let Some(clock) = scenario.clock.as_deref().filter(|clock| chrono::DateTime::parse_from_rfc3339(clock).is_err())
    {
        wrong("clock".to_owned(), format!("{clock:?} is no time such as 2026-09-01T09:00:00+05:00"));
    }
    let is_statement = |text: &str| {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
        text.split_once('.').is_some_and(|(section, row)| digits(section) && digits(row) && row.len() == 2)
    };
    for (at, text) in scenario.holds.iter().enumerate().filter(|(_, text)| !is_statement(text)) {
        wrong(format!("holds[{at}]"), format!("{text:?} is no number of a statement, such as 3.07"));
    }
    for name in scenario.people.keys().filter(|name| name.contains(char::is_whitespace)) {
        wrong(format!("people.{name}"), "a name in steps is one word".to_owned());
    }
    for (list, steps) in [("steps", &scenario.steps), ("expected", &scenario.expected)] {
        for (at, step) in steps.iter().enumerate() {
            if let Err(told) = phrases::understand(step, &scenario.people) {
                wrong(format!("{list}[{at}]"), told);
            }
        }
    }
    if scenario.steps.is_empty() {
        wrong("steps".to_owned(), "there must be one".to_owned());
    }
    for (name, value) in &scenario.switches {
        let known = Switch::named(name);
        match known {
            None => wrong(format!("switches.{name}"), "is no switch of ЭПОС".to_owned()),
            Some(switch) if !switch.takes(value) => {
                wrong(format!("switches.{name}"), format!("{value:?}: expected {}", switch.choice()));
            }
            Some(_) => {}
        }
    }
    found
}
