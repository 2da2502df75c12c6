//! What a change by force leaves out of real life: a warning for each step that nobody took.

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::document::DocumentKind;
use crate::fixtures::ContactFixture;
use crate::fixtures::Mistake;
use crate::fixtures::PersonFixture;

/// A step of real life: the field that changed, when it was skipped, and what it is.
struct Step {
    field: &'static str,
    is_skipped: fn(&PersonFixture, &PersonFixture) -> bool,
    detail: &'static str,
}

/// THE TABLE OF STEPS.
const STEPS: [Step; 13] = [
    Step {
        field: "account.level",
        is_skipped: |before, after| rises_to(before, after, AccountLevel::SimplifiedReady),
        detail: "no data were given and sent to registries",
    },
    Step {
        field: "account.level",
        is_skipped: |before, after| rises_to(before, after, AccountLevel::Standard),
        detail: "МВД and СФР have checked nothing",
    },
    Step {
        field: "account.level",
        is_skipped: |before, after| rises_to(before, after, AccountLevel::Confirmed),
        detail: "nobody has confirmed who it is: a service centre, a letter, a signature, a bank",
    },
    Step {
        field: "documents",
        is_skipped: |_, after| after.account.level.reaches(AccountLevel::Standard) && !has_verified_document(after),
        detail: "there is no verified document of identity, which accounts of this level have",
    },
    Step {
        field: "account.level",
        is_skipped: |before, after| changes(before, after, |one| one.account.level == AccountLevel::Child),
        detail: "accounts of children are made by parents, and become others' at a service centre",
    },
    Step {
        field: "account.status",
        is_skipped: |before, after| changes(before, after, |one| one.account.status == AccountStatus::Blocked),
        detail: "an operator blocks an account, or lets it go",
    },
    Step {
        field: "account.status",
        is_skipped: |before, after| changes(before, after, |one| one.account.status == AccountStatus::Locked),
        detail: "wrong passwords lock an account, and time or a recovery opens it",
    },
    Step {
        field: "account.status",
        is_skipped: |before, after| changes(before, after, |one| one.account.status == AccountStatus::Deleted),
        detail: "a deleted account comes back to nobody",
    },
    Step {
        field: "account.password",
        is_skipped: |before, after| {
            changes(before, after, |one| (one.account.password.clone(), one.account.password_hash.clone()))
        },
        detail: "neither the password before was asked for nor a code; sessions go on, and nobody was written to",
    },
    Step {
        field: "account.second_factor",
        is_skipped: |before, after| changes(before, after, |one| one.account.second_factor),
        detail: "no code was entered, and nobody was written to",
    },
    Step {
        field: "contacts",
        is_skipped: |before, after| {
            let is_new = |contact: &&ContactFixture| !before.contacts.contains(contact);
            after.contacts.iter().filter(is_new).any(|contact| contact.verified && contact.kind.is_login())
        },
        detail: "no code or letter was sent, and the contact before heard of nothing",
    },
    Step {
        field: "last_name",
        is_skipped: |before, after| {
            let identity = |one: &PersonFixture| {
                (one.last_name.clone(), one.first_name.clone(), one.middle_name.clone(), one.birth_date.clone())
            };
            before.account.level.shows_snils() && (changes(before, after, identity) || after.age.is_some())
        },
        detail: "name and birth of a checked account change only after registries have agreed",
    },
    Step {
        field: "snils",
        is_skipped: |before, after| {
            before.account.level.shows_snils() && changes(before, after, |one| one.snils.clone())
        },
        detail: "СНИЛС of a checked account changes only after СФР has agreed",
    },
];

/// The steps that lie between the two.
pub fn skipped(before: &PersonFixture, after: &PersonFixture) -> Vec<Mistake> {
    let skipped = STEPS.iter().filter(|step| (step.is_skipped)(before, after));
    skipped.map(|step| Mistake::of_field(step.field, step.detail)).collect()
}

fn changes<T: PartialEq>(before: &PersonFixture, after: &PersonFixture, of: impl Fn(&PersonFixture) -> T) -> bool {
    of(before) != of(after)
}

fn rises_to(before: &PersonFixture, after: &PersonFixture, level: AccountLevel) -> bool {
    after.account.level.reaches(level) && !before.account.level.reaches(level)
}

fn has_verified_document(person: &PersonFixture) -> bool {
    let is_identity = |kind: DocumentKind| kind.is_identity() || kind.is_birth_certificate();
    person.documents.iter().any(|document| document.verified && is_identity(document.kind))
}
