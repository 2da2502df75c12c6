//! What accounts and mistakes are called on the pages about people.

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::flow::tester::put::NotPut;
use crate::texts::Text;
use crate::web::views::Badge;
use crate::web::views::Tone;

/// The level, and the status where it is not the usual one.
pub fn badges(level: AccountLevel, status: AccountStatus) -> Vec<Badge> {
    let level = Badge::new(Tone::Neutral, level.name(), Text::new(level.title_key()));
    let closed = |status: AccountStatus| Badge::new(Tone::Bad, status.name(), Text::new(status_key(status)));
    let status = (status != AccountStatus::Registered).then(|| closed(status));
    [level].into_iter().chain(status).collect()
}

/// What a status is called.
pub fn status_key(status: AccountStatus) -> &'static str {
    match status {
        AccountStatus::Registered => "desk-status-registered",
        AccountStatus::Blocked => "mfc-status-blocked",
        AccountStatus::Locked => "mfc-status-locked",
        AccountStatus::Limited => "mfc-status-limited",
        AccountStatus::Deleted => "mfc-status-deleted",
    }
}

/// What a second factor is called.
pub fn second_factor_key(factor: SecondFactor) -> &'static str {
    match factor {
        SecondFactor::None => "desk-factor-none",
        SecondFactor::Sms => "desk-factor-sms",
        SecondFactor::Totp => "desk-factor-totp",
        SecondFactor::Max => "desk-factor-max",
    }
}

/// What a registry is called, and the field for its answer.
pub fn registry(registry: Registry) -> (&'static str, &'static str) {
    match registry {
        Registry::Mvd => ("mvd", "desk-registry-mvd"),
        Registry::Sfr => ("sfr", "desk-registry-sfr"),
        Registry::Zags => ("zags", "desk-registry-zags"),
    }
}

/// What an answer of a registry is called.
pub fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Found => "desk-outcome-found",
        Outcome::NotFound => "desk-outcome-not-found",
        Outcome::MismatchName => "desk-outcome-name",
        Outcome::MismatchBirthDate => "desk-outcome-birth",
        Outcome::Invalid => "desk-outcome-invalid",
        Outcome::Timeout => "desk-outcome-timeout",
    }
}

/// Why somebody was not put.
pub fn not_put(not_put: &NotPut) -> Text {
    let why = match not_put {
        NotPut::Conflict(detail) => detail.clone(),
        NotPut::Mistakes(mistakes) => {
            let told = mistakes.iter().map(|mistake| format!("{}: {}", mistake.field, mistake.message));
            told.collect::<Vec<_>>().join("; ")
        }
    };
    Text::new("desk-person-not-put").with("why", why)
}
