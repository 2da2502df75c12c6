//! A visitor without an account: the operator makes one, and it is confirmed at once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::email::Email;
use crate::domain::person::Gender;
use crate::domain::phone::Phone;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::newcomer;
use crate::flow::confirmation::newcomer::Newcomer;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::desk::mfc::parts;
use crate::web::desk::mfc::parts::DESK;
use crate::web::desk::operator::Operator;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::typed::papers_form;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::response;

/// `GET /_mock/mfc/newcomer`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    draw(&stand, operator, &Typed::default(), None)
}

/// `POST /_mock/mfc/newcomer`.
pub async fn post(stand: OfStand, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let Some(newcomer) = read(&stand, &mut typed) else { return Ok(draw(&stand, operator, &typed, None)) };
    let drawn = first_password::draw(&stand)?;
    Ok(match stand.write(move |cx| newcomer::register(cx, &newcomer, &drawn)).await? {
        Ok(oid) => response::see(&stand, &format!("{DESK}/accounts/{oid}?done=registered")),
        Err(why) => draw(&stand, operator, &typed, Some(why.told())),
    })
}

fn read(stand: &Stand, typed: &mut Typed) -> Option<Newcomer> {
    let gender = Gender::from_wire(typed.text("gender"));
    if gender.is_none() {
        typed.wrong("gender", Text::new("papers-gender-empty"));
    }
    let phone = typed.read_optional("phone", Phone::parse);
    let email = typed.read_optional("email", Email::parse);
    let birth_place = Some(typed.text("birth_place").to_owned()).filter(|text| !text.is_empty());
    if birth_place.as_ref().is_some_and(|text| text.chars().count() > 255) {
        typed.wrong("birth_place", Text::new("papers-too-long"));
    }
    let papers = papers_form::read(stand, typed, true);
    typed.is_right().then_some(())?;
    Some(Newcomer { papers: papers?, gender: gender?, birth_place, phone, email })
}

fn draw(stand: &Stand, operator: Operator, typed: &Typed, error: Option<Text>) -> HttpResponse {
    let sexes =
        vec![Choice::new("M", Text::new("papers-gender-male")), Choice::new("F", Text::new("papers-gender-female"))];
    let page = parts::form(stand, &operator, "/newcomer", Text::new("mfc-newcomer-title"))
        .intro(Text::new("mfc-newcomer-what"))
        .error(error);
    let page = papers_form::fields(page, typed, true)
        .field(typed.fill(FormField::new("gender", Text::new("papers-gender"), FieldKind::Radio(sexes))))
        .field(typed.fill(FormField::new("birth_place", Text::new("papers-birth-place"), FieldKind::Text).optional()))
        .field(
            typed.fill(
                FormField::new("phone", Text::new("mfc-phone"), FieldKind::Phone)
                    .optional()
                    .heading(Text::new("mfc-contacts"))
                    .hint(Text::new("mfc-phone-hint")),
            ),
        )
        .field(
            typed.fill(
                FormField::new("email", Text::new("mfc-email"), FieldKind::Email)
                    .optional()
                    .hint(Text::new("mfc-email-hint")),
            ),
        )
        .button(Button::main(Text::new("mfc-register")))
        .link(parts::address(stand, ""), Text::new("mfc-back"));
    operator.sees(&page, StatusCode::OK)
}
