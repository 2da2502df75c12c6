//! Station 7 at the standard endpoints: the authorization code is opaque and stored only as its SHA-256
//! (RFC 6749, 4.1.2; OpenID Connect Core 1.0, 3.1.2.5).

use chrono::TimeDelta;

use crate::domain::standard_claim;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::WayBack;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::ScopeParameter;
use crate::storage::codes::CodeGrant;
use crate::storage::interactions;
use crate::storage::oidc_grants;

/// Ends a login of which nothing is pending.
pub fn issue(cx: &WriteCx<'_>, progress: &Progress) -> Result<Answer, Stop> {
    let way_back = WayBack::of(progress)?;
    interactions::delete(cx.sql, &progress.id)?;
    let (Some(citizen), Some(request)) = (&progress.citizen, progress.interaction.destination.standard()) else {
        return Err(Broken::Page("a code was asked for before anybody signed in".to_owned()).into());
    };
    if let Some(refusal) = unsuitable(progress, citizen) {
        return Ok(way_back.refused(refusal));
    }
    let code = cx.stand.random.token();
    let expires_at = cx.now + TimeDelta::seconds(progress.party.client.lifetimes.code);
    let grant = CodeGrant {
        interaction: progress.interaction.clone(),
        oid: citizen.account.oid,
        session: citizen.session.id.clone(),
        method: citizen.session.method,
        auth_time: citizen.session.auth_time,
        spent_by: None,
    };
    oidc_grants::insert(cx.sql, &request.grant, &cx.stand.fingerprint(&code), &grant, expires_at)?;
    if progress.party.client.backchannel_logout_uri.is_some() {
        sessions::plan_expiry(cx, &grant.session)?;
    }
    Ok(Answer { way_back, result: Ok(code) })
}

/// Ends a login because the holder refused.
pub fn refuse(cx: &WriteCx<'_>, progress: &Progress) -> Result<Answer, Stop> {
    interactions::delete(cx.sql, &progress.id)?;
    Ok(WayBack::of(progress)?.refused(reasons::person::citizen_denied()))
}

/// Why the one who signed in will not do.
fn unsuitable(progress: &Progress, citizen: &SignedIn) -> Option<Refusal> {
    let request = progress.interaction.destination.standard()?;
    let oid = citizen.account.oid;
    if !request.expects(oid) {
        return Some(reasons::person::other_person_signed_in(
            oid,
            request.subject.as_ref().map_or_else(|| "another".to_owned(), ToString::to_string),
        ));
    }
    let level = citizen.account.level;
    if !request.reaches(level) {
        let (acr, wanted) = (standard_claim::acr(level), request.essential_acr.join(", "));
        return Some(reasons::person::acr_unmet(oid, acr, wanted));
    }
    let foreign = progress.interaction.scopes.iter().find(|scope| match scope.parameter {
        Some(ScopeParameter::Organization(oid)) => !citizen.roles.iter().any(|(role, _)| role.organization == oid),
        Some(ScopeParameter::Person(_)) | None => false,
    })?;
    Some(reasons::person::role_absent(foreign, oid))
}
