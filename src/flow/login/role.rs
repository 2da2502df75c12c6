//! Station 5, `role`: in whose name («Войти как»)?
//!
//! Asked once a session, of people who work somewhere. Which claims of the tokens the choice changes is not known: it
//! gives `scope_org` its number, and by the rule `login.role_claim` a claim of ours to the ID token (fidelity).

use crate::domain::session::ActingAs;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::consent;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::protocol::ids::Oid;
use crate::storage::sessions;

/// There is a choice, and it was not made.
pub const STEP: Step = Step {
    name: "role",
    due: |progress| {
        let has_choice = |citizen: &&SignedIn| !citizen.roles.is_empty() && citizen.session.role.is_none();
        // To their own pages people come as themselves.
        let is_asked = !progress.interaction.destination.is_own();
        progress.citizen.as_ref().filter(has_choice).filter(|_| is_asked).map(Due::Role)
    },
};

/// Settles the choice; `false` where it is not one of those offered.
pub fn choose(cx: &WriteCx<'_>, progress: &mut Progress, choice: &str) -> Result<bool, Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(false) };
    let organization = |oid: Oid| citizen.roles.iter().any(|(role, _)| role.organization == oid);
    let role = match choice.parse() {
        _ if choice == "person" => ActingAs::Person,
        Ok(oid) if organization(oid) => ActingAs::Organization(oid),
        _ => return Ok(false),
    };
    sessions::update_role(cx.sql, &citizen.session.id, role)?;
    citizen.session.role = Some(role);
    progress.interaction.act_as(Some(role));
    citizen.missing = consent::missing(cx, citizen.account.oid, &progress.interaction)?;
    Ok(true)
}
