//! What is told of a run: a page for people, JUnit for machines.

use askama::Template;

use crate::run::Outcome;
use crate::run::Verdict;

/// A page in Russian.
pub fn html(outcomes: &[Outcome]) -> Result<String, askama::Error> {
    Page { outcomes, passed: passed(outcomes) }.render()
}

/// JUnit.
pub fn junit(outcomes: &[Outcome]) -> Result<String, askama::Error> {
    let seconds = outcomes.iter().map(|outcome| outcome.time.as_secs_f64()).sum();
    let text = Junit { outcomes, failed: outcomes.len() - passed(outcomes), seconds }.render()?;
    // XML 1.0 has no other control characters, not even as entities.
    Ok(text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect())
}

fn passed(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| outcome.passed()).count()
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    outcomes: &'a [Outcome],
    passed: usize,
}

#[derive(Template)]
#[template(path = "junit.xml")]
struct Junit<'a> {
    outcomes: &'a [Outcome],
    failed: usize,
    seconds: f64,
}
