//! What a registry has found, in words that say what to do.

use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::texts::Text;

/// The name of a registry.
pub fn name(registry: Registry) -> Text {
    Text::new(match registry {
        Registry::Mvd => "registry-mvd",
        Registry::Sfr => "registry-sfr",
        Registry::Zags => "registry-zags",
    })
}

/// Why a check did not pass; none where it did.
pub fn reason(registry: Registry, outcome: Outcome) -> Option<Text> {
    let key = match outcome {
        Outcome::Found => return None,
        Outcome::NotFound => "registry-not-found",
        Outcome::MismatchName => "registry-mismatch-name",
        Outcome::MismatchBirthDate => "registry-mismatch-birth",
        Outcome::Invalid => "registry-invalid",
        Outcome::Timeout => "registry-timeout",
    };
    Some(Text::new(key).with("registry", name(registry)))
}
