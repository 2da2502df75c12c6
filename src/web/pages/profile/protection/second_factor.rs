//! Which second factor is asked: chosen here, proved by the password.

use actix_web::HttpResponse;

use crate::domain::account::SecondFactor;
use crate::flow::Stop;
use crate::flow::account::protection;
use crate::flow::account::protection::Hindrance;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::password;
use crate::web::pages::profile::protection as parts;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

const PATH: &str = "/profile/security/second-factor";

/// `GET /profile/security/second-factor`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    draw(&stand, &visit, &Typed::default())
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed) -> HttpResponse {
    let choice = |factor: SecondFactor| Choice::new(factor.name(), parts::name_of(factor));
    let kind = FieldKind::Radio(SecondFactor::ALL.map(choice).to_vec());
    let chosen = if typed.text("factor").is_empty() {
        visit.holder.account.second_factor.name().to_owned()
    } else {
        typed.text("factor").to_owned()
    };
    let field = FormField::new("factor", Text::new("protection-factor-which"), kind);
    let page = parts::form_page(stand, visit, PATH, Text::new("protection-factor"))
        .intro(Text::new("protection-factor-intro"))
        .field(field.value(chosen).error(typed.mistake("factor")))
        .field(parts::password_field(typed.mistake("password")))
        .button(Button::main(Text::new("protection-save")))
        .hints(profile::hints(stand, Text::new("protection-why")));
    profile::answer_form(&page)
}

/// `POST /profile/security/second-factor`; an application shows a code first.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    Ok(match act(&stand, &visit, &mut typed).await? {
        Some(response) => response,
        None => draw(&stand, &visit, &typed),
    })
}

async fn act(stand: &OfStand, visit: &Visit, typed: &mut Typed) -> Result<Option<HttpResponse>, Stop> {
    let Some(factor) = SecondFactor::from_name(typed.text("factor")) else {
        typed.wrong("factor", Text::new("mistake-empty"));
        return Ok(None);
    };
    if !password::is_own_password(stand, visit, typed.secret("password")).await? {
        typed.wrong("password", Text::new("protection-password-wrong"));
        return Ok(None);
    }
    let (oid, session, browser) = (visit.holder.oid(), visit.holder.session.id.clone(), visit.visitor.browser.clone());
    if factor == SecondFactor::Totp {
        stand.write(move |cx| protection::enrol(cx, oid, &browser).map(|_| ())).await?;
        return Ok(Some(pages::see(stand, "/profile/security/second-factor/application")));
    }
    match stand.write(move |cx| protection::choose(cx, oid, &session, factor)).await? {
        Ok(()) => Ok(Some(profile::done(stand, parts::LIST, "factor"))),
        Err(Hindrance::NoPhone) => {
            typed.wrong("factor", Text::new("protection-no-phone"));
            Ok(None)
        }
    }
}
