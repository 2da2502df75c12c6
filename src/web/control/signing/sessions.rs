//! `/_mock/api/v1/people/{person}/sessions` and `…/logout`.

use actix_web::web::Path;
use chrono::DateTime;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::challenge::SecondProof;
use crate::domain::session::ActingAs;
use crate::domain::session::Session;
use crate::flow::account::finding;
use crate::flow::stand::Stand;
use crate::flow::tester::sessions;
use crate::protocol::ids::Oid;
use crate::web::control::again::Nothing;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::signing::cookie;
use crate::web::control::signing::cookie::AskedBy;
use crate::web::control::signing::cookie::Cookie;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// A session that was opened.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OpenedSession")]
pub struct Open {
    /// Its id, which tokens name `sid`.
    id: String,
    /// Its cookies, as drivers of browsers take them.
    cookies: Vec<Cookie>,
}

/// A session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Session")]
pub struct SessionShown {
    /// Its id, which tokens name `sid`.
    id: String,
    /// How its owner signed in: `PWD` or `DS`.
    method: &'static str,
    /// When.
    auth_time: String,
    /// Until when it lives.
    expires_at: String,
    /// The organisation that its owner acts for, if they chose one.
    role: Option<Oid>,
    /// Was a second factor given?
    second_factor: bool,
    /// Does it end with the browser («Чужой компьютер»)?
    foreign_computer: bool,
}

/// The sessions of a person.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Sessions")]
pub struct Listed {
    /// The newest first; an account has fifty at most.
    sessions: Vec<SessionShown>,
}

/// What a logout ended.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoggedOut {
    /// How many sessions.
    ended: usize,
}

/// `POST /_mock/api/v1/people/{person}/sessions`.
pub async fn open(
    stand: OfStand,
    asked: AskedBy,
    name: Path<String>,
    _: OptionalBody<Nothing>,
) -> Result<Shown<Open>, Problem> {
    let meant = stand.read(|cx| finding::meant(cx, &name))?;
    let account = whom::one(meant, &name)?;
    let opened = stand.write(move |cx| sessions::open(cx, &account)).await?;
    let opened = opened.map_err(|refusal| Problem::Conflict(format!("{}: {}", refusal.reason, refusal.cure)))?;
    let cookies = vec![cookie::of(&stand, &opened, asked.host(&stand))];
    Ok(Shown(Open { id: opened.session, cookies }))
}

/// `GET /_mock/api/v1/people/{person}/sessions`.
pub async fn list(stand: OfStand, name: Path<String>) -> Result<Shown<Listed>, Problem> {
    let oid = oid(&stand, &name)?;
    let found = stand.read(|cx| sessions::list(cx, oid))?;
    Ok(Shown(Listed { sessions: found.iter().map(|session| told(&stand, session)).collect() }))
}

/// `DELETE /_mock/api/v1/people/{person}/sessions`: they are over, and nobody is told.
pub async fn forget(stand: OfStand, name: Path<String>) -> Result<Gone, Problem> {
    let oid = oid(&stand, &name)?;
    stand.write(move |cx| sessions::forget(cx, oid)).await?;
    Ok(Gone)
}

/// `POST /_mock/api/v1/people/{person}/logout`: they end as by «Выход», and systems are told.
pub async fn log_out(
    stand: OfStand,
    name: Path<String>,
    _: OptionalBody<Nothing>,
) -> Result<Shown<LoggedOut>, Problem> {
    let oid = oid(&stand, &name)?;
    Ok(Shown(LoggedOut { ended: stand.write(move |cx| sessions::log_out(cx, oid)).await? }))
}

/// Whose number it is that a path names.
pub fn oid(stand: &Stand, name: &str) -> Result<Oid, Problem> {
    Ok(whom::one(stand.read(|cx| finding::meant(cx, name))?, name)?.oid)
}

fn told(stand: &Stand, session: &Session) -> SessionShown {
    let time = |time: DateTime<Utc>| stand.config.zone.local(time).to_rfc3339();
    SessionShown {
        id: session.id.clone(),
        method: session.method.wire(),
        auth_time: time(session.auth_time),
        expires_at: time(session.expires_at),
        role: match session.role {
            Some(ActingAs::Organization(oid)) => Some(oid),
            Some(ActingAs::Person) | None => None,
        },
        second_factor: session.second_factor == SecondProof::Given,
        foreign_computer: session.foreign_computer,
    }
}
