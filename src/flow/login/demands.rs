//! What the client, or its request, demands of whoever signed in (МР, errors 007046, 007055, 007062, 007194).
//!
//! Not a station: nothing is asked. A login whose demands are not met has nothing left to settle and ends at
//! [`super::code`] with a refusal that travels to the client.

use crate::domain::account::AccountLevel;
use crate::domain::account::SecondFactor;
use crate::domain::organization::OrganizationKind;
use crate::domain::organization::Role;
use crate::domain::session::ActingAs;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::subject_filter::PersonFilter;
use crate::protocol::subject_filter::SubjectRole;
use crate::protocol::subject_filter::SubjectType;

/// The first demand that is not met.
pub fn unmet(progress: &Progress) -> Option<Refusal> {
    let citizen = progress.citizen.as_ref()?;
    level(progress, citizen)
        .or_else(|| outgrown(citizen))
        .or_else(|| person(progress, citizen))
        .or_else(|| second_factor(progress, citizen))
        .or_else(|| subject(progress, citizen))
        .or_else(|| employment(progress, citizen))
}

fn level(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let filtered = progress.interaction.filter.person.contains(&PersonFilter::Confirmed);
    let wanted = if filtered { Some(AccountLevel::Confirmed) } else { progress.party.client.demands.level };
    let (wanted, level) = (wanted?, citizen.account.level);
    (!level.reaches(wanted)).then(|| reasons::person::level_too_low(citizen.account.oid, level.name(), wanted.name()))
}

/// Every client demands it: a child's account does not outlive its grace (`child.grace`).
fn outgrown(citizen: &SignedIn) -> Option<Refusal> {
    citizen.is_outgrown.then(|| reasons::person::child_grace_over(citizen.account.oid))
}

fn person(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let child = citizen.account.level == AccountLevel::Child;
    let refused = |filter: &&PersonFilter| match filter {
        PersonFilter::Confirmed => false,
        PersonFilter::Child => !child,
        PersonFilter::NotChild => child,
    };
    let filter = progress.interaction.filter.person.iter().find(refused)?;
    let level = citizen.account.level.name();
    Some(reasons::person::person_filter_unmet(citizen.account.oid, level, format!("{filter:?}")))
}

fn second_factor(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let demanding = &progress.party.client.demands.second_factor_scopes;
    let asked = progress.interaction.scopes.iter().find(|scope| demanding.contains(&scope.name))?;
    let single = citizen.account.second_factor == SecondFactor::None;
    single.then(|| reasons::person::second_factor_absent(&asked.name, citizen.account.oid))
}

fn subject(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let filter = &progress.interaction.filter;
    let role = acting_role(citizen);
    let kind = role.map_or(SubjectType::Person, |(_, kind)| match kind {
        OrganizationKind::Legal => SubjectType::Legal,
        OrganizationKind::SoleProprietor => SubjectType::SoleProprietor,
        OrganizationKind::PublicAuthority => SubjectType::PublicAuthority,
    });
    if !filter.types.is_empty() && !filter.types.contains(&kind) {
        return Some(reasons::person::obj_type_unmet(kind.word(), listed(filter.types.iter().map(|one| one.word()))));
    }
    let fits = |wanted: &SubjectRole| {
        role.is_some_and(|(role, _)| match wanted {
            SubjectRole::Chief => role.chief,
            SubjectRole::Admin => role.admin,
            SubjectRole::Employee => true,
        })
    };
    let unfit = !filter.roles.is_empty() && !filter.roles.iter().any(fits);
    unfit.then(|| reasons::person::roles_unmet(listed(filter.roles.iter().map(|one| one.word()))))
}

/// Words of the request, as they would be written there.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn employment(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let oid = citizen.account.oid;
    if !progress.interaction.scope_org.is_empty() && acting_role(citizen).is_none() {
        return Some(reasons::person::acts_for_nobody(oid));
    }
    for scope in &progress.interaction.scopes {
        let Some(ScopeParameter::Organization(organization)) = scope.parameter else { continue };
        if !citizen.roles.iter().any(|(role, _)| role.organization == organization) {
            return Some(reasons::person::role_absent(scope, oid));
        }
    }
    None
}

/// The role that was chosen at «Войти как».
fn acting_role(citizen: &SignedIn) -> Option<(&Role, OrganizationKind)> {
    let Some(ActingAs::Organization(oid)) = citizen.session.role else { return None };
    let chosen = citizen.roles.iter().find(|(role, _)| role.organization == oid);
    chosen.map(|(role, organization)| (role, organization.kind))
}
