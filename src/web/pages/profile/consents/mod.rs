//! «Согласия»: who may see what, since when and until when, and how to take it back; a parent's consents for children.

mod systems;
mod wards;

use actix_web::HttpRequest;
use chrono::DateTime;
use chrono::Utc;

use crate::domain::rule::Rule;
use crate::domain::scope;
use crate::flow::Stop;
use crate::flow::consents;
use crate::flow::stand::Stand;
use crate::protocol::ids::Mnemonic;
use crate::storage::consents::Given;
use crate::storage::permissions;
use crate::storage::permissions::GivenPermission;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::paths::CONSENTS;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Weight;

pub use wards::allow;
pub use wards::ask;
pub use wards::refuse;

/// What is said here after something was done.
const DONE: Done =
    &[("revoked", "consents-done-revoked"), ("nothing", "consents-done-nothing"), ("allowed", "consents-done-allowed")];

/// `GET /profile/consents`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit)?))
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let (oid, language) = (visit.holder.oid(), visit.visitor.language);
    let (given, permitted) = stand.read(|cx| {
        let given = consents::all(cx, oid)?.into_iter().map(|given| (consents::end(cx, &given), given));
        Ok((given.collect::<Vec<_>>(), permissions::list_of(cx.sql, oid, cx.now)?))
    })?;
    let given = given.iter().filter(|(_, given)| !given.scopes.is_empty());
    let systems = given.map(|(end, given)| of_system(stand, language, given, *end));
    let permissions = permitted.iter().map(|given| of_permission(stand, language, given));
    let own = Section::new("given", Text::new("consents-given"))
        .intro(Text::new("consents-intro"))
        .items(systems.chain(permissions).collect::<Vec<_>>(), Text::new("consents-none"));
    let page = profile::page(stand, visit, Tab::Consents)?
        .section(own)
        .hints(profile::hints(stand, Text::new("consents-why")));
    Ok(if stand.config.rules.is_on(Rule::ParentConsent) {
        wards::sections(stand, visit)?.into_iter().fold(page, ProfilePage::section)
    } else {
        page
    })
}

fn of_system(stand: &Stand, language: Language, given: &Given, end: Option<DateTime<Utc>>) -> Item {
    let rows = given.scopes.iter().map(|scope| row(language, &scope.name));
    Item::new(given.client.to_string(), Text::plain(systems::name(stand, &given.client)))
        .fact(Fact::new(Text::new("consents-rights"), Text::plain(rows.collect::<Vec<_>>().join("; "))))
        .fact(Fact::new(Text::new("consents-since"), profile::time(stand, given.given_at)))
        .fact(until(stand, end))
        .action(revoke(stand, &given.client))
}

fn of_permission(stand: &Stand, language: Language, given: &GivenPermission) -> Item {
    let permission = &given.permission;
    let party = stand.clients.find(given.client.as_str());
    let types = party.as_ref().map(|party| party.client.consent_types.as_slice()).unwrap_or_default();
    let kind = types.iter().find(|kind| kind.sysname == permission.sysname);
    let purpose = permission.purposes.first().map(|purpose| purpose.sysname.as_str()).unwrap_or_default();
    let purpose = kind.and_then(|kind| kind.purpose(purpose)).unwrap_or(purpose).to_owned();
    let title = kind.map_or_else(|| permission.sysname.clone(), |kind| kind.name.clone());
    let rows = permission.scopes.iter().map(|scope| row(language, &scope.sysname));
    Item::new(format!("{} {}", given.client, permission.sysname), Text::plain(title))
        .fact(Fact::new(Text::new("consents-system"), Text::plain(systems::name(stand, &given.client))))
        .fact(Fact::new(Text::new("consent-purpose"), Text::plain(purpose)))
        .fact(Fact::new(Text::new("consents-rights"), Text::plain(rows.collect::<Vec<_>>().join("; "))))
        .fact(Fact::new(Text::new("consents-since"), profile::time(stand, given.given_at)))
        .fact(until(stand, Some(given.expires_at)))
        .action(revoke(stand, &given.client).carrying("sysname", permission.sysname.clone()))
}

fn row(language: Language, name: &str) -> String {
    let def = scope::find(name).filter(|row| !row.title_key.is_empty());
    def.map_or_else(|| name.to_owned(), |def| language.t(def.title_key))
}

fn until(stand: &Stand, end: Option<DateTime<Utc>>) -> Fact {
    let said = end.map_or_else(|| Text::new("consents-always"), |end| profile::time(stand, end));
    Fact::new(Text::new("consent-until"), said)
}

fn revoke(stand: &Stand, client: &Mnemonic) -> Action {
    let action = format!("{}{CONSENTS}/revoke", stand.base_path);
    Action::post(action, Text::new("consents-revoke"), Weight::Danger).carrying("client", client.to_string())
}

/// `POST /profile/consents/revoke`: of a system, or one digital-profile consent of it (`sysname`).
pub async fn post(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let Ok(client) = Mnemonic::parse(typed.text("client")) else {
        return Ok(profile::done(&stand, CONSENTS, "nothing"));
    };
    let (oid, name) = (visit.holder.oid(), systems::name(&stand, &client));
    let sysname = Some(typed.text("sysname").to_owned()).filter(|sysname| !sysname.is_empty());
    let revoked = stand.write(move |cx| match sysname {
        Some(sysname) => consents::revoke_permission(cx, oid, (&client, &name), &sysname),
        None => consents::revoke(cx, oid, &client, &name),
    });
    Ok(if revoked.await? {
        profile::done(&stand, CONSENTS, "revoked")
    } else {
        profile::done(&stand, CONSENTS, "nothing")
    })
}
