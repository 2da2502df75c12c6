//! The step `role`: what becomes of the choice on «Войти как».

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::login::role;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::outcome::answer;
use crate::web::pages::step;
use crate::web::state::OfStand;
use crate::web::typed::extract::Posted;
use crate::web::views::RoleOrganization;
use crate::web::views::RolePage;

/// `POST /login/role`.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let choice = typed.text("role").to_owned();
    let chosen = step::settled(&stand, &visitor, &typed, move |cx, mut progress| {
        if role::choose(cx, &mut progress, &choice)? { settle(cx, progress).map(Some) } else { Ok(None) }
    });
    if let Some(outcome) = chosen.await? {
        return answer(&stand, &http, visitor.language, outcome).await;
    }
    let progress = step::of_form(&stand, &visitor, &typed)?;
    Ok(match &progress.citizen {
        Some(citizen) => page(&stand, &visitor, (&progress, citizen), Some(Text::new("role-nothing-chosen"))),
        None => pages::see_login(&stand, &progress.id),
    })
}

/// Draws «Войти как».
pub fn page(
    stand: &Stand,
    visitor: &Visitor,
    (progress, citizen): (&Progress, &SignedIn),
    error: Option<Text>,
) -> HttpResponse {
    let organizations = citizen.roles.iter().map(|(role, organization)| RoleOrganization {
        oid: role.organization.to_string(),
        name: organization.full_name.clone(),
        kind: Text::new(organization.kind.title_key()),
        position: role.position.clone(),
    });
    let page = RolePage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        other_user: step::other_user(stand, progress),
        client: Some(step::asking(progress, visitor.language)),
        person: citizen.person.name.to_string(),
        organizations: organizations.collect(),
        selected: RolePage::PERSON.to_owned(),
        error,
        hints: step::hints(stand, visitor.language, progress, Text::new("role-why")),
    };
    pages::html(StatusCode::OK, &page)
}
