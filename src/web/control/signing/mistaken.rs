//! What a call is told that does not fit what a login asks.

use crate::flow::account::finding::Meant;
use crate::flow::tester::passage::Misfit;
use crate::flow::tester::sign_in::Mistaken;
use crate::protocol::scope::Scope;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;

/// The problem; `person` is who was named, where somebody was.
pub fn problem(mistaken: Mistaken, person: &str) -> Problem {
    match mistaken {
        Mistaken::Person(Meant::Nobody) => {
            Problem::WrongValue("person", format!("no account has the persona, oid or login {person:?}"))
        }
        Mistaken::Person(meant) => whom::one(meant, person).err().unwrap_or_else(nobody),
        Mistaken::Session => Problem::WrongValue(
            "cookies",
            "no session of this stand is open by them: it was never opened here, has ended, or its time is over"
                .to_owned(),
        ),
        Mistaken::Misfit { misfit, client } => misfitting(misfit, &client, person),
    }
}

fn nobody() -> Problem {
    Problem::WrongValue("person", "it is not known who signs in".to_owned())
}

fn misfitting(misfit: Misfit, client: &str, person: &str) -> Problem {
    let person = if person.is_empty() { "{person}" } else { person };
    match misfit {
        Misfit::Nobody => nobody(),
        Misfit::Role(there) if there.is_empty() => {
            Problem::WrongValue("role", "this person acts for no organisation: leave it out".to_owned())
        }
        Misfit::Role(there) => Problem::WrongValue(
            "role",
            format!("this person does not act for it; number, ОГРН or ИНН of one of {} will do", there.join(", ")),
        ),
        Misfit::RoleBefore => Problem::Conflict(
            "role: in this session it was chosen before in whose name they act; sign in by `person`, in a session of its own"
                .to_owned(),
        ),
        Misfit::NothingToDeny { is_remembered: true } => Problem::Conflict(format!(
            "consent: nothing is asked that could be denied, for it was allowed before; \
             DELETE /_mock/api/v1/people/{person}/consents/{client} forgets that"
        )),
        Misfit::NothingToDeny { is_remembered: false } => {
            Problem::Conflict("consent: the request asks for nothing that could be denied".to_owned())
        }
        Misfit::ConsentMissing(missing) => {
            Problem::Conflict(format!("consent: {} is not allowed", Scope::write_list(&missing)))
        }
    }
}
