//! «Пригласить сотрудника»: by e-mail or by СНИЛС.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::email::Email;
use crate::domain::snils::Snils;
use crate::flow::Stop;
use crate::flow::organizations::Place;
use crate::flow::organizations::invitations;
use crate::flow::organizations::invitations::Invited;
use crate::flow::organizations::led;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::organizations;
use crate::web::pages::profile::organizations::ORGANIZATIONS;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

/// `GET /profile/organizations/{oid}/invite`.
pub async fn get(stand: OfStand, oid: Path<String>, By(visit): By<Visit>) -> Answered {
    Ok(draw(&stand, &visit, &find(&stand, &visit, &oid)?, &Typed::default()))
}

/// `POST /profile/organizations/{oid}/invite`.
pub async fn post(stand: OfStand, oid: Path<String>, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let place = find(&stand, &visit, &oid)?;
    let Some(invited) = read(&mut typed) else { return Ok(draw(&stand, &visit, &place, &typed)) };
    let (by, organization) = (visit.holder.oid(), place.oid);
    // Whoever was excluded meanwhile finds nothing here any more.
    if stand.write(move |cx| invitations::invite(cx, by, organization, &invited)).await? {
        return Ok(profile::done(&stand, &format!("{ORGANIZATIONS}/{organization}"), "invited"));
    }
    Err(organizations::no_such(&oid).into())
}

fn find(stand: &Stand, visit: &Visit, oid: &str) -> Result<Place, Stop> {
    let nothing = || organizations::no_such(oid);
    let organization: Oid = oid.parse().map_err(|_| nothing())?;
    let person = visit.holder.oid();
    stand.read(|cx| led(cx, person, organization)?.ok_or_else(nothing))
}

fn read(typed: &mut Typed) -> Option<Invited> {
    let email = typed.read_optional("email", Email::parse);
    let snils = typed.read_optional("snils", Snils::parse);
    if typed.text("email").is_empty() && typed.text("snils").is_empty() {
        typed.wrong("email", Text::new("organizations-invite-empty"));
    }
    let position = Some(typed.text("position").to_owned()).filter(|text| !text.is_empty());
    if position.as_ref().is_some_and(|text| text.chars().count() > 200) {
        typed.wrong("position", Text::new("papers-too-long"));
    }
    let admin = typed.has("admin");
    typed.is_right().then_some(Invited { email, snils, position, admin })
}

fn draw(stand: &Stand, visit: &Visit, place: &Place, typed: &Typed) -> HttpResponse {
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind).optional());
    let path = format!("/{}/invite", place.oid);
    let page = organizations::form_page(stand, visit, &path, Text::new("organizations-invite"))
        .client(Some(place.data.short_name.clone()))
        .intro(Text::new("organizations-invite-what"))
        .field(field("email", "organizations-invite-email", FieldKind::Email).alternative())
        .field(
            field("snils", "organizations-invite-snils", FieldKind::Snils)
                .alternative()
                .hint(Text::new("organizations-invite-snils-hint")),
        )
        .field(field("position", "organizations-position", FieldKind::Text))
        .field(field("admin", "organizations-invite-admin", FieldKind::Check))
        .button(Button::main(Text::new("organizations-invite-send")));
    pages::html(StatusCode::OK, &page)
}
