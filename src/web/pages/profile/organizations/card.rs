//! One organisation, as somebody sees it who works there: its data, and for those who lead it, the employees.

use actix_web::HttpRequest;
use actix_web::web::Path;

use crate::domain::organization::Invitation;
use crate::domain::organization::Role;
use crate::flow::Stop;
use crate::flow::organizations::Place;
use crate::flow::organizations::invitations;
use crate::flow::organizations::place;
use crate::flow::organizations::staff;
use crate::flow::organizations::staff::NotChanged;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::invitations as rows;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::organizations;
use crate::web::pages::profile::organizations::ORGANIZATIONS;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Action;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::Notice;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Weight;

/// What is said here after something was done.
const DONE: Done = &[
    ("invited", "organizations-done-invited"),
    ("excluded", "organizations-done-excluded"),
    ("rights", "organizations-done-rights"),
    ("cancelled", "organizations-done-cancelled"),
];

/// `GET /profile/organizations/{oid}`.
pub async fn get(stand: OfStand, http: HttpRequest, oid: Path<String>, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit, &oid)?))
}

/// `POST /profile/organizations/{oid}/staff`: rights are given or taken, an employee or an invitation goes.
pub async fn post(stand: OfStand, oid: Path<String>, Posted(visit, typed): Posted<Visit>) -> Answered {
    let done = change(&stand, &visit, &oid, &typed).await;
    let answer = done.and_then(|done| match done {
        Ok(word) => Ok(profile::done(&stand, &format!("{ORGANIZATIONS}/{}", oid.as_str()), word)),
        Err(NotChanged::Unknown) => Err(organizations::no_such(&oid)),
        Err(why) => Ok(profile::answer(&draw(&stand, &visit, &oid)?.notice(Notice::error(why.told())))),
    });
    Ok(answer?)
}

async fn change(
    stand: &OfStand,
    visit: &Visit,
    oid: &str,
    typed: &Typed,
) -> Result<Result<&'static str, NotChanged>, Stop> {
    let (by, deed) = (visit.holder.oid(), typed.text("do").to_owned());
    let (Ok(organization), Ok(number)) = (oid.parse::<Oid>(), typed.text("whom").parse::<i64>()) else {
        return Ok(Err(NotChanged::Unknown));
    };
    let employee = u64::try_from(number).map_or(Oid(0), Oid);
    let changed = stand.write(move |cx| match deed.as_str() {
        "admin" => Ok(staff::set_admin(cx, by, organization, employee, true)?.map(|()| "rights")),
        "no_admin" => Ok(staff::set_admin(cx, by, organization, employee, false)?.map(|()| "rights")),
        "exclude" => Ok(staff::exclude(cx, by, organization, employee)?.map(|()| "excluded")),
        "cancel" => {
            let is_gone = invitations::cancel(cx, by, organization, number)?;
            Ok(if is_gone { Ok("cancelled") } else { Err(NotChanged::Unknown) })
        }
        _ => Ok(Err(NotChanged::Unknown)),
    });
    changed.await
}

fn draw(stand: &Stand, visit: &Visit, oid: &str) -> Result<ProfilePage, Stop> {
    let nothing = || organizations::no_such(oid);
    let organization: Oid = oid.parse().map_err(|_| nothing())?;
    let person = visit.holder.oid();
    let (place, employees, invited) = stand.read(|cx| {
        let place = place(cx, person, organization)?.ok_or_else(nothing)?;
        Ok((place, staff::list(cx, organization)?, rows::list(cx.sql, organization, cx.now)?))
    })?;
    let heading = Text::plain(place.data.short_name.clone());
    let page = profile::page(stand, visit, Tab::Organizations)?.heading(heading).section(data(&place));
    if !place.is_led() || place.data.is_liquidated {
        return Ok(page);
    }
    let invite = organizations::address(stand, &format!("/{organization}/invite"));
    let items = employees.into_iter().map(|(oid, name, role)| employee(stand, &place, person, (oid, name, role)));
    let staff = Section::new("employees", Text::new("organizations-employees"))
        .items(items, Text::new("organizations-no-employees"))
        .action(Action::main_link(invite, Text::new("organizations-invite")));
    let items = invited.into_iter().map(|invitation| waiting(stand, &invitation));
    let waits = Section::new("invitations", Text::new("organizations-invitations"))
        .items(items, Text::new("organizations-no-invitations"));
    Ok(page.section(staff).section(waits))
}

fn data(place: &Place) -> Section {
    let data = &place.data;
    Section::new("data", Text::new("organizations-data"))
        .fact(Fact::new(Text::new("organizations-full-name"), Text::plain(data.full_name.clone())))
        .fact(Fact::new(Text::new("organizations-kind"), Text::new(data.kind.title_key())))
        .fact(Fact::new(Text::new("organizations-ogrn"), Text::plain(data.ogrn.clone())))
        .fact(Fact::new(Text::new("organizations-inn"), Text::plain(data.inn.clone())))
        .fact(Fact::or_absent(Text::new("organizations-kpp"), data.kpp.clone()))
        .fact(
            Fact::or_absent(Text::new("organizations-position"), place.role.position.clone())
                .badge(organizations::badge(&place.role, data)),
        )
}

fn employee(stand: &Stand, place: &Place, viewer: Oid, (oid, name, role): (Oid, String, Role)) -> Item {
    let item = Item::new(oid.to_string(), Text::plain(name))
        .badge(organizations::badge(&role, &place.data))
        .fact(Fact::or_absent(Text::new("organizations-position"), role.position.clone()));
    if role.chief || oid == viewer {
        return item;
    }
    let (right, words) =
        if role.admin { ("no_admin", "organizations-no-admin") } else { ("admin", "organizations-admin") };
    item.action(deed(stand, place.oid, (right, Text::new(words), Weight::Plain), oid.to_string())).action(deed(
        stand,
        place.oid,
        ("exclude", Text::new("organizations-exclude"), Weight::Danger),
        oid.to_string(),
    ))
}

fn waiting(stand: &Stand, invitation: &Invitation) -> Item {
    let until = stand.config.zone.local(invitation.expires_at).format("%d.%m.%Y").to_string();
    let cancel = ("cancel", Text::new("organizations-cancel"), Weight::Danger);
    Item::new(format!("invitation-{}", invitation.number), Text::plain(invitation.email.clone()))
        .fact(Fact::or_absent(Text::new("organizations-position"), invitation.position.clone()))
        .fact(Fact::new(Text::new("organizations-until"), Text::plain(until)))
        .action(deed(stand, invitation.organization, cancel, invitation.number.to_string()))
}

fn deed(stand: &Stand, organization: Oid, (what, words, weight): (&str, Text, Weight), whom: String) -> Action {
    let address = organizations::address(stand, &format!("/{organization}/staff"));
    Action::post(address, words, weight).carrying("do", what).carrying("whom", whom)
}
