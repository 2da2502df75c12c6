//! `/_mock/api/v1/people/{person}/consents`: what a person allows systems, given or withdrawn as they would.

use std::sync::Arc;

use actix_web::web::Path;
use chrono::DateTime;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::scope;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::consents;
use crate::flow::stand::Stand;
use crate::flow::tester::consents as wanted;
use crate::protocol::ids::Oid;
use crate::protocol::meant::nearest;
use crate::protocol::scope::Scope;
use crate::storage::permissions;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::signing::sessions::oid;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// What a person allows a system.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GivenConsent")]
pub struct ConsentShown {
    /// The system: its мнемоника.
    client: String,
    /// What it may have.
    scopes: Vec<String>,
    /// Since when.
    given_at: String,
    /// Until when; always, where it is absent.
    expires_at: Option<String>,
}

/// A digital-profile consent of a person.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "GivenPermission")]
pub struct PermissionShown {
    /// The system: its мнемоника.
    client: String,
    /// The type of the consent.
    sysname: String,
    /// What it may have.
    scopes: Vec<String>,
}

/// What a person allows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Consents")]
pub struct Listed {
    /// By system.
    consents: Vec<ConsentShown>,
    /// Digital-profile consents that hold.
    permissions: Vec<PermissionShown>,
}

/// What a person is to allow.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentWish {
    /// These scopes, and no others; none takes everything back.
    scopes: Vec<String>,
}

/// `GET /_mock/api/v1/people/{person}/consents`.
pub async fn list(stand: OfStand, name: Path<String>) -> Result<Shown<Listed>, Problem> {
    let oid = oid(&stand, &name)?;
    Ok(Shown(stand.read(|cx| all(cx, oid))?))
}

/// `PUT /_mock/api/v1/people/{person}/consents/{client}`.
pub async fn put(
    stand: OfStand,
    path: Path<(String, String)>,
    Body(wish): Body<ConsentWish>,
) -> Result<Shown<Listed>, Problem> {
    let (name, client) = path.into_inner();
    let (oid, party) = (oid(&stand, &name)?, known(&stand, &client)?);
    let scopes = scopes(&party, &wish.scopes)?;
    let given = stand.write(move |cx| {
        wanted::put(cx, oid, &party.client, &scopes)?;
        all(cx, oid)
    });
    Ok(Shown(given.await?))
}

/// `DELETE /_mock/api/v1/people/{person}/consents/{client}`; what is not allowed is taken back already.
pub async fn revoke(stand: OfStand, path: Path<(String, String)>) -> Result<Gone, Problem> {
    let (name, client) = path.into_inner();
    let (oid, party) = (oid(&stand, &name)?, known(&stand, &client)?);
    let revoked = stand.write(move |cx| consents::revoke(cx, oid, &party.client.mnemonic, &party.client.name));
    revoked.await?;
    Ok(Gone)
}

fn all(cx: &Cx<'_>, oid: Oid) -> Result<Listed, Stop> {
    let time = |time: DateTime<Utc>| cx.stand.config.zone.local(time).to_rfc3339();
    let given = consents::all(cx, oid)?.into_iter().map(|given| ConsentShown {
        expires_at: consents::end(cx, &given).map(time),
        client: given.client.to_string(),
        scopes: given.scopes.iter().map(ToString::to_string).collect(),
        given_at: time(given.given_at),
    });
    let permitted = permissions::list_of(cx.sql, oid, cx.now)?.into_iter().map(|given| PermissionShown {
        client: given.client.to_string(),
        sysname: given.permission.sysname.clone(),
        scopes: given.permission.scopes.iter().map(|scope| scope.sysname.clone()).collect(),
    });
    Ok(Listed { consents: given.collect(), permissions: permitted.collect() })
}

fn known(stand: &Stand, client: &str) -> Result<Arc<RelyingParty>, Problem> {
    stand.clients.find(client).ok_or_else(|| {
        let shown: String = client.chars().take(64).collect();
        Problem::NotFound(format!("there is no client {shown:?}; there are {}", stand.clients.names()))
    })
}

/// The scopes that people are asked for, each of which the client may have.
fn scopes(party: &RelyingParty, names: &[String]) -> Result<Vec<Scope>, Problem> {
    let (mut scopes, mut mistakes): (Vec<Scope>, Vec<Wrong>) = (Vec::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        let known = Scope::parse(name).ok().filter(|scope| scope::find(&scope.name).is_some());
        let wrong = |detail: String| Wrong {
            pointer: format!("/scopes/{at}"),
            detail,
            did_you_mean: nearest(name, party.client.scopes.iter().map(String::as_str)).map(ToOwned::to_owned),
            ..Wrong::default()
        };
        match known.map(Scope::without_person) {
            None => mistakes.push(wrong(format!("{name:?} is no scope; `esia-mock scopes` lists them"))),
            Some(scope) if !party.client.may_ask(&scope.name) => {
                mistakes.push(wrong(format!("client {} may not ask for {name:?}", party.client.mnemonic)));
            }
            Some(scope) if wanted::is_asked(&scope) && !scopes.contains(&scope) => scopes.push(scope),
            Some(_) => {}
        }
    }
    if mistakes.is_empty() { Ok(scopes) } else { Err(Problem::WrongFields(mistakes)) }
}
