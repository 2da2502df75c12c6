//! The step `role`: what becomes of the choice on «Войти как».

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::login::role;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::outcome::answer;
use crate::web::pages::step;
use crate::web::pages::step::of_form;
use crate::web::state::OfStand;
use crate::web::views::RoleOrganization;
use crate::web::views::RolePage;

/// `POST /login/role`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let language = visitor.language;
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, language);
    };
    let writer = visitor.clone();
    let (id, choice) = (fields.sent("interaction").to_owned(), fields.sent("role").to_owned());
    let chosen = stand
        .write(move |cx| {
            let Some(mut progress) = login::load(cx, &writer, Some(&id))? else {
                return Ok(Some(Outcome::Gone));
            };
            if role::choose(cx, &mut progress, &choice)? { settle(cx, progress).map(Some) } else { Ok(None) }
        })
        .await;
    match chosen {
        Ok(Some(outcome)) => answer(&stand, language, outcome),
        Ok(None) => match of_form(&stand, &visitor, &fields) {
            Ok(Some(progress)) => match &progress.citizen {
                Some(citizen) => {
                    let error = Some(Text::new("role-nothing-chosen"));
                    page(&stand, &visitor, (&progress, citizen), error)
                }
                None => answer(&stand, language, Outcome::GoesOn(progress.id)),
            },
            Ok(None) => notices::stale(&stand, language),
            Err(stop) => Shape::Page(language).stop(&stand, role::STEP.name, &stop),
        },
        Err(stop) => Shape::Page(language).stop(&stand, role::STEP.name, &stop),
    }
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
        client: Some(step::asking(progress, visitor.language)),
        person: citizen.person.name.to_string(),
        organizations: organizations.collect(),
        selected: RolePage::PERSON.to_owned(),
        error,
        hints: step::hints(stand, visitor.language, progress, Text::new("role-why")),
    };
    pages::html(StatusCode::OK, &page)
}
