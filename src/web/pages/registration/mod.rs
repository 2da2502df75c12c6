//! Registration as pages: `/login/registration` draws the step that is due, as `/login` does of a login.
//!
//! | file | step |
//! |---|---|
//! | [`form`] | name, phone or e-mail, terms |
//! | [`contact`] | the code by SMS, or the news of a letter |
//! | [`password`] | the password, also behind the link of a letter |
//! | [`terms`] | what one agrees to |

pub mod contact;
pub mod form;
mod parts;
pub mod password;
pub mod terms;

use actix_web::HttpRequest;

use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::flow::login::progress::Visitor;
use crate::flow::registration;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages::notices;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;

/// `GET /login/registration`: the step that is due in this browser.
pub async fn get(stand: OfStand, http: HttpRequest, By(arrival): By<Arrival>) -> Answered {
    exit::with(show(&stand, &arrival.visitor, notices::asked_interaction(&http)).await, arrival.cookie)
}

async fn show(stand: &OfStand, visitor: &Visitor, asked: Option<String>) -> Answered {
    let Some(mut registration) = stand.read(|cx| registration::find(cx, &visitor.browser))? else {
        return form::draw(stand, visitor, asked.as_deref(), &Typed::default(), None);
    };
    if let Some(id) = asked.filter(|id| registration.interaction.as_ref() != Some(id)) {
        registration.interaction = Some(id.clone());
        let browser = visitor.browser.clone();
        stand.write(move |cx| registration::returns_to(cx, &browser, &id)).await?;
    }
    step(stand, visitor, &registration)
}

/// Draws the step of a registration that is due.
fn step(stand: &Stand, visitor: &Visitor, registration: &Registration) -> Answered {
    match registration.stage {
        Stage::Form => {
            let interaction = registration.interaction.as_deref();
            form::draw(stand, visitor, interaction, &Typed::new(typed_before(registration)), None)
        }
        Stage::Contact => contact::draw(stand, visitor, registration, None),
        Stage::Password => password::draw(stand, visitor, registration, None, &Typed::default()),
    }
}

/// The form as it was filled in before.
fn typed_before(registration: &Registration) -> Parameters {
    let mut fields = Parameters::default();
    fields.set("last_name", registration.name.last_name().to_string());
    fields.set("first_name", registration.name.first_name().to_string());
    fields.set(form::field_of(registration.kind), registration.value.clone());
    if let Some(email) = &registration.second_email {
        fields.set("email", email.clone());
    }
    fields
}
