//! «Согласия за детей»: which systems a parent lets a child give its data to (the rule `child.parent_consent`).

use actix_web::http::StatusCode;

use crate::flow::Stop;
use crate::flow::consents;
use crate::flow::stand::Stand;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::consents::systems;
use crate::web::pages::profile::paths::CONSENTS;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::Weight;

/// The section, for whoever has children with accounts.
pub(super) fn sections(stand: &Stand, visit: &Visit) -> Result<Vec<Section>, Stop> {
    let parent = visit.holder.oid();
    let wards = stand.read(|cx| {
        let wards = consents::wards(cx, parent)?.into_iter();
        let with = wards.map(|(child, name)| Ok((child, name, consents::of_ward(cx, parent, child)?)));
        with.collect::<Result<Vec<_>, Stop>>()
    })?;
    if wards.is_empty() {
        return Ok(Vec::new());
    }
    let items = wards.into_iter().flat_map(|(child, who, given)| {
        let item = move |consent: crate::storage::child_consents::ChildConsent| {
            let action = format!("{}{CONSENTS}/children/refuse", stand.base_path);
            let refuse = Action::post(action, Text::new("consents-revoke"), Weight::Danger)
                .carrying("child", child.to_string())
                .carrying("client", consent.client.to_string());
            Item::new(format!("{child} {}", consent.client), Text::plain(who.clone()))
                .fact(Fact::new(Text::new("consents-system"), Text::plain(systems::name(stand, &consent.client))))
                .fact(Fact::new(Text::new("consents-since"), profile::time(stand, consent.given_at)))
                .action(refuse)
        };
        given.into_iter().map(item)
    });
    let href = format!("{}{CONSENTS}/children", stand.base_path);
    let section = Section::new("children", Text::new("consents-children"))
        .intro(Text::new("consents-children-intro"))
        .items(items.collect::<Vec<_>>(), Text::new("consents-children-none"))
        .action(Action::link(href, Text::new("consents-children-allow")));
    Ok(vec![section])
}

/// `GET /profile/consents/children`.
pub async fn ask(stand: OfStand, By(visit): By<Visit>) -> Answered {
    draw(&stand, &visit, &Typed::default())
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed) -> Answered {
    let wards = stand.read(|cx| consents::wards(cx, visit.holder.oid()))?;
    let children = wards.into_iter().map(|(oid, name)| Choice::new(oid.to_string(), Text::plain(name)));
    let systems = stand
        .clients
        .iter()
        .map(|party| Choice::new(party.client.mnemonic.to_string(), Text::plain(party.client.name.clone())));
    let field = |name, label, choices| FormField::new(name, Text::new(label), FieldKind::Select(choices));
    let (frame, csrf) = (pages::frame(stand, visit.visitor.language), form::token(stand, &visit.visitor));
    let action = format!("{}{CONSENTS}/children", stand.base_path);
    let page = FormPage::new(frame, csrf, action, Text::new("consents-children"))
        .intro(Text::new("consents-children-intro"))
        .field(typed.fill(field("child", "consents-children-child", children.collect())))
        .field(typed.fill(field("client", "consents-system", systems.collect())))
        .button(Button::main(Text::new("consents-children-allow")))
        .link(format!("{}{CONSENTS}", stand.base_path), Text::new("consents-back"))
        .hints(profile::hints(stand, Text::new("consents-children-why")));
    Ok(pages::html(StatusCode::OK, &page))
}

/// Whose consent, and for what.
fn chosen(stand: &Stand, typed: &Typed) -> Option<(Oid, Mnemonic)> {
    let child = typed.text("child").parse().ok().map(Oid)?;
    let party = stand.clients.find(typed.text("client"))?;
    Some((child, party.client.mnemonic.clone()))
}

/// `POST /profile/consents/children`: allowed.
pub async fn allow(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let parent = visit.holder.oid();
    let allowed = match chosen(&stand, &typed) {
        Some((child, client)) => stand.write(move |cx| consents::allow_ward(cx, parent, child, &client)).await,
        None => Ok(false),
    };
    Ok(if allowed? {
        profile::done(&stand, CONSENTS, "allowed")
    } else {
        {
            typed.wrong("child", Text::new("consents-children-choose"));
            draw(&stand, &visit, &typed)?
        }
    })
}

/// `POST /profile/consents/children/refuse`: taken back.
pub async fn refuse(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let Some((child, client)) = chosen(&stand, &typed) else { return Ok(profile::done(&stand, CONSENTS, "nothing")) };
    let (parent, name) = (visit.holder.oid(), systems::name(&stand, &client));
    Ok(if stand.write(move |cx| consents::refuse_ward(cx, parent, child, (&client, &name))).await? {
        profile::done(&stand, CONSENTS, "revoked")
    } else {
        profile::done(&stand, CONSENTS, "nothing")
    })
}
