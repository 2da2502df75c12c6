//! «Организации»: where the citizen works, in which rights, and what they can do there.
//!
//! [`add`] registers an organisation, [`card`] is one of them, [`invite`] and [`invitation`] are both ends of a letter.

pub mod add;
pub mod card;
pub mod invitation;
pub mod invite;

use actix_web::HttpRequest;

use crate::domain::account::AccountLevel;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::storage::organizations;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::FormPage;
use crate::web::views::Item;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;

/// Where it is.
pub const ORGANIZATIONS: &str = "/profile/organizations";

/// What is said here after something was done.
const DONE: Done = &[("added", "organizations-done-added"), ("accepted", "organizations-done-accepted")];

/// `GET /profile/organizations`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit)?))
}

/// An account of a child has no such page.
fn open_to(visit: &Visit) -> Result<(), Stop> {
    if Tab::Organizations.is_open_at(visit.holder.account.level) {
        return Ok(());
    }
    Err(reasons::calls::child_has_no_organizations().into())
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    open_to(visit)?;
    let oid = visit.holder.oid();
    let roles = stand.read(|cx| Ok(organizations::list_roles(cx.sql, oid)?))?;
    let section = Section::new("organizations", Text::new("organizations-roles"))
        .intro(Text::new("organizations-what"))
        .items(roles.into_iter().map(|(role, data)| item(stand, &role, data)), Text::new("organizations-none"));
    let section = if visit.holder.account.level == AccountLevel::Confirmed {
        section.action(Action::main_link(address(stand, "/add"), Text::new("organizations-add")))
    } else {
        section.intro(Text::new("organizations-not-confirmed"))
    };
    let hints = profile::hints(stand, Text::new("organizations-hint"));
    Ok(profile::page(stand, visit, Tab::Organizations)?.section(section).hints(hints))
}

fn item(stand: &Stand, role: &Role, data: OrganizationData) -> Item {
    let is_open = role.active && !data.is_liquidated;
    let item = Item::new(role.organization.to_string(), Text::plain(data.full_name.clone()))
        .badge(badge(role, &data))
        .fact(Fact::new(Text::new("organizations-kind"), Text::new(data.kind.title_key())))
        .fact(Fact::new(Text::new("organizations-ogrn"), Text::plain(data.ogrn)))
        .fact(Fact::or_absent(Text::new("organizations-position"), role.position.clone()));
    let open = Action::link(address(stand, &format!("/{}", role.organization)), Text::new("organizations-open"));
    if is_open { item.action(open) } else { item }
}

/// The rights of a role in a word.
pub fn badge(role: &Role, data: &OrganizationData) -> Badge {
    if data.is_liquidated {
        return Badge::new(Tone::Neutral, "LIQUIDATED", Text::new("organizations-liquidated"));
    }
    match (role.active, role.chief, role.admin) {
        (false, ..) => Badge::new(Tone::Bad, "INACTIVE", Text::new("organizations-inactive")),
        (true, true, _) => Badge::new(Tone::Good, "CHIEF", Text::new("organizations-chief-badge")),
        (true, false, true) => Badge::new(Tone::Good, "ADMIN", Text::new("organizations-admin-badge")),
        (true, false, false) => Badge::new(Tone::Neutral, "EMPLOYEE", Text::new("organizations-employee-badge")),
    }
}

/// An address below this page.
pub fn address(stand: &Stand, path: &str) -> String {
    format!("{}{ORGANIZATIONS}{path}", stand.base_path)
}

/// A form of this part of the cabinet.
pub fn form_page(stand: &Stand, visit: &Visit, path: &str, heading: Text) -> FormPage {
    profile::form_page(stand, visit, &format!("{ORGANIZATIONS}{path}"), heading)
        .link(address(stand, ""), Text::new("organizations-back"))
}

/// There is no such organisation for this citizen.
pub fn no_such(oid: &str) -> Stop {
    reasons::calls::organization_not_of_citizen(oid).into()
}
