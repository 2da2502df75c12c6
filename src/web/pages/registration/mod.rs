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
pub mod password;
pub mod terms;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::Visitor;
use crate::flow::registration;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::form as forms;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::step;
use crate::web::pages::typed::Typed;
use crate::web::pages::views::FormPage;
use crate::web::state::OfStand;

/// Where it is.
pub const PATH: &str = "/login/registration";

/// Where in the story something of these pages stopped, for the log.
pub const STATION: &str = "registration";

/// `GET /login/registration`: the step that is due in this browser.
pub async fn get(stand: OfStand, http: HttpRequest) -> HttpResponse {
    // Forms are bound to the browser, so a new one is made known here.
    let (visitor, cookie) = cookies::arrival(&http, &stand);
    let shown = show(&stand, &visitor, notices::asked_interaction(&http)).await;
    let response = shown.unwrap_or_else(|stop| Door::Page(visitor.language).stop(&stand, STATION, &stop));
    cookies::with(response, cookie)
}

async fn show(stand: &OfStand, visitor: &Visitor, asked: Option<String>) -> Result<HttpResponse, Stop> {
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
fn step(stand: &Stand, visitor: &Visitor, registration: &Registration) -> Result<HttpResponse, Stop> {
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

/// A form of these pages that was posted: by whom, and what; nothing, if it is not ours or out of date.
fn posted(stand: &Stand, http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Option<(Visitor, Typed)> {
    let visitor = cookies::visitor(http);
    let fields = body.ok().and_then(|body| forms::read(stand, &visitor, &body))?;
    Some((visitor, Typed::new(fields)))
}

/// There is nothing to go on with: none was begun, or its time is over.
fn over(stand: &Stand, visitor: &Visitor) -> Result<HttpResponse, Stop> {
    form::draw(stand, visitor, None, &Typed::default(), Some(Text::new("registration-over")))
}

/// An empty page of a step, to be posted to `path`.
fn page(stand: &Stand, visitor: &Visitor, path: &str, heading: Text) -> FormPage {
    let (frame, csrf) = (pages::frame(stand, visitor.language), forms::token(stand, visitor));
    FormPage::new(frame, csrf, format!("{}{path}", stand.base_path), heading)
}

/// Answers with a page of a step: which system waits for the end, and the way back to its login.
fn answer(
    stand: &Stand,
    visitor: &Visitor,
    interaction: Option<&str>,
    mut page: FormPage,
) -> Result<HttpResponse, Stop> {
    let waiting = match interaction {
        Some(id) => stand.read(|cx| login::load(cx, visitor, Some(id)))?,
        None => None,
    };
    let asking = waiting.as_ref().map(|progress| step::asking(progress, visitor.language));
    page.links.push(notices::login_link(stand, waiting.as_ref().map(|progress| progress.id.as_str())));
    Ok(pages::html(StatusCode::OK, &page.client(asking)))
}
