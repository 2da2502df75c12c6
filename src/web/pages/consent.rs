//! The step `consent`: what becomes of «Предоставить» and «Отказать».

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use crate::domain::scope;
use crate::domain::session::ActingAs;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::ending;
use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::permissions::Permission;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::outcome::answer;
use crate::web::pages::step;
use crate::web::state::OfStand;
use crate::web::typed::extract::Posted;
use crate::web::views::ConsentPage;
use crate::web::views::ConsentRow;
use crate::web::views::PermissionRow;

/// `POST /login/consent`; anything but a clear yes or no asks again.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let decision = typed.text("decision").to_owned();
    let decided = step::settled(&stand, &visitor, &typed, move |cx, progress| decide(cx, progress, &decision));
    answer(&stand, &http, visitor.language, decided.await?).await
}

fn decide(cx: &WriteCx<'_>, mut progress: Progress, decision: &str) -> Result<Outcome, Stop> {
    match (login::next(&progress).consent(), decision) {
        (Some(_), "allow") => {
            consent::allow(cx, &mut progress)?;
            settle(cx, progress)
        }
        (Some(_), "deny") => ending::refuse(cx, &progress).map(Outcome::Ended),
        (Some(_) | None, _) => Ok(Outcome::GoesOn(progress.id)),
    }
}

/// Draws the page.
pub fn page(stand: &Stand, visitor: &Visitor, progress: &Progress, citizen: &SignedIn) -> Answered {
    let rows = stand.read(|cx| consent::rows(cx, &progress.interaction, citizen))?;
    let rows = rows.into_iter().map(|row| ConsentRow {
        scope: row.def.name.to_owned(),
        title: Text::new(row.def.title_key),
        hint: Text::new(row.def.hint_key),
        missing: !row.available,
        unverified: row.is_unverified,
    });
    let client = progress.party.client.name.clone();
    let page = ConsentPage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        other_user: step::other_user(stand, progress),
        giver: giver(citizen),
        rows: rows.collect(),
        permissions: permission_rows(stand, progress, citizen),
        profile: None,
        hints: step::hints(stand, visitor.language, progress, Text::new("consent-why").with("client", client.as_str())),
        client,
    };
    Ok(pages::html(StatusCode::OK, &page))
}

/// The digital-profile consents that are still to be given.
fn permission_rows(stand: &Stand, progress: &Progress, citizen: &SignedIn) -> Vec<PermissionRow> {
    let types = &progress.party.client.consent_types;
    let row = |permission: &Permission| {
        let kind = types.iter().find(|kind| kind.sysname == permission.sysname);
        let purpose = permission.purposes.first().map(|purpose| purpose.sysname.as_str()).unwrap_or_default();
        let title = |name: &str| {
            let row = scope::find(name).filter(|row| !row.title_key.is_empty());
            row.map_or_else(|| Text::plain(name), |row| Text::new(row.title_key))
        };
        let until = stand.clock.now() + chrono::TimeDelta::minutes(permission.expire.unwrap_or_default().into());
        PermissionRow {
            sysname: permission.sysname.clone(),
            title: kind.map_or_else(|| permission.sysname.clone(), |kind| kind.name.clone()),
            purpose: kind.and_then(|kind| kind.purpose(purpose)).unwrap_or(purpose).to_owned(),
            responsible: permission.responsible_object.clone(),
            until: until.format("%d.%m.%Y").to_string(),
            scopes: permission.scopes.iter().map(|scope| title(&scope.sysname)).collect(),
        }
    };
    citizen.unpermitted.iter().map(row).collect()
}

fn giver(citizen: &SignedIn) -> String {
    let organization = match citizen.session.role {
        Some(ActingAs::Organization(oid)) => citizen.roles.iter().find(|(role, _)| role.organization == oid),
        Some(ActingAs::Person) | None => None,
    };
    organization.map_or_else(|| citizen.person.name.to_string(), |(_, organization)| organization.full_name.clone())
}
