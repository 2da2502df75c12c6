//! The form that arms a row of the catalogue: whom it means, and how often or how long.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::faults::action::Do;
use crate::faults::catalogue::CATALOGUE;
use crate::faults::catalogue::Row;
use crate::faults::fault::Fault;
use crate::faults::fault::Selector;
use crate::faults::recipes::RECIPES;
use crate::faults::words::ANYWHERE;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::stand::Stand;
use crate::flow::tester::arming;
use crate::protocol::place;
use crate::texts::Text;
use crate::web::answer::see_other;
use crate::web::desk::boards;
use crate::web::desk::faults::parts;
use crate::web::desk::faults::parts::OFTEN;
use crate::web::desk::faults::parts::PATH;
use crate::web::desk::faults::words;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Piece;
use crate::web::views::desk::Part;

/// `GET /_mock/faults/{row}`: the form for a row of the catalogue.
pub async fn ask(stand: OfStand, row: Path<String>, By(operator): By<Operator>) -> Answered {
    let (number, row) = find(&row)?;
    let typed = Typed::known([("at", usual_place(row)), ("often", OFTEN[0].0.to_owned())]);
    let page = form(&stand, &operator, (number, row), &typed);
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

/// `POST /_mock/faults/{row}`: arms it.
pub async fn make(stand: OfStand, row: Path<String>, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let (number, row) = find(&row)?;
    let action = parts::action(row.action)?;
    if let Some(fault) = read(&stand, &mut typed, action)?
        && arming::arm(&stand, fault).is_ok()
    {
        return Ok(see_other(&boards::address(&stand, PATH)));
    }
    let page = form(&stand, &operator, (number, row), &typed);
    let page = if typed.is_right() { page.notice(parts::full()) } else { page };
    Ok(boards::answer(operator, &page, StatusCode::OK))
}

fn find(number: &str) -> Result<(usize, &'static Row), Stop> {
    let found = number.parse().ok().and_then(|at: usize| Some((at, CATALOGUE.get(at)?)));
    found.ok_or_else(|| parts::nothing("/", number))
}

/// Where a row is met usually: where its recipe meets it.
fn usual_place(row: &Row) -> String {
    let recipe = RECIPES.iter().find(|recipe| recipe.kind == row.kind);
    let fault = recipe.and_then(|recipe| serde_json::from_str::<serde_json::Value>(recipe.fault).ok());
    fault.and_then(|fault| Some(fault.get("at")?.as_str()?.to_owned())).unwrap_or_else(|| ANYWHERE.to_owned())
}

/// The fault that is asked for; nothing where something is wrong with that, which stands beside its field then.
fn read(stand: &Stand, typed: &mut Typed, action: Do) -> Result<Option<Fault>, Stop> {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (at, client) = (typed.text("at").to_owned(), some(typed.text("client")));
    let person = match some(typed.text("person")) {
        None => None,
        Some(name) => match stand.read(|cx| finding::meant(cx, &name))? {
            Meant::One(account) => Some(account.oid.0),
            Meant::Nobody | Meant::Several(_) => {
                typed.wrong("person", Text::new("desk-person-unknown"));
                None
            }
        },
    };
    if client.as_ref().is_some_and(|client| stand.clients.find(client).is_none()) {
        typed.wrong("client", Text::new("desk-system-unknown"));
    }
    if !OFTEN.iter().any(|(often, _)| *often == typed.text("often")) {
        typed.wrong("often", Text::new("mistake-choice"));
    }
    let selector = Selector { at, client, person, ..Selector::default() };
    let fault = parts::fault(stand, selector, typed.text("often"), action);
    for unfit in fault.check() {
        match unfit.field.as_str() {
            "client" => typed.wrong("client", Text::new("desk-faults-no-client")),
            "person" => typed.wrong("person", Text::new("desk-faults-no-person")),
            _ => typed.wrong("at", Text::new("desk-faults-not-here")),
        }
    }
    Ok(typed.is_right().then_some(fault))
}

fn form(stand: &Stand, operator: &Operator, (number, row): (usize, &Row), typed: &Typed) -> BoardPage {
    let kind = row.kind;
    let places = std::iter::once(ANYWHERE).filter(|_| kind.def().places.is_empty());
    let places = places.chain(place::names().filter(|name| kind.acts_at(name)));
    let places = places.map(|name| Choice::new(name, words::at(name))).collect();
    let often = OFTEN.map(|(often, key)| Choice::new(often, Text::new(key))).to_vec();
    let systems = boards::systems(stand, Text::new("desk-any-system"));
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind));
    let mut form = BoardForm::deed(format!("{}{PATH}/{number}", stand.base_path));
    form.fields = vec![
        field("client", "desk-faults-client", FieldKind::Select(systems)).alternative(),
        field("person", "desk-faults-person", FieldKind::Text).alternative().hint(Text::new("desk-person-hint")),
        field("often", "desk-faults-often", FieldKind::Radio(often)),
        field("at", "desk-faults-at", FieldKind::Select(places)),
    ];
    form.buttons = vec![Button::main(Text::new("desk-faults-arm"))];
    let block = Block::new("arm", Text::new("desk-faults-whom")).with(Piece::Form(form));
    boards::board(stand, operator, Part::Faults, words::sentence(row, operator.visitor.language))
        .link(boards::address(stand, PATH), Text::new("desk-faults-back"))
        .block(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::kind::KINDS;

    #[test]
    fn every_row_of_the_catalogue_is_met_where_it_can_act() {
        assert!(KINDS.iter().all(|kind| CATALOGUE.iter().any(|row| row.kind == kind.kind)));
        for row in CATALOGUE {
            let place = usual_place(row);
            assert!(place == ANYWHERE || row.kind.acts_at(&place), "{} at {place}", row.action);
        }
    }
}
