//! How a login ends in the browser, whichever surface it was at; and one that goes by itself from its request on.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::delivery::Home;
use crate::flow::delivery::Sent;
use crate::flow::ending::Ending;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::flow::tester::hinted;
use crate::flow::tester::hinted::Way;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::answer::see_other;
use crate::web::cookies;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::errors::standard::delivered;
use crate::web::meeting;
use crate::web::state::OfStand;
use crate::web::views::TwicePage;
use crate::web::views::response;

/// Sends the browser where the login has ended; signatures are made here, after the commit.
pub async fn answer(stand: &OfStand, http: &HttpRequest, language: Language, ending: Ending) -> Answered {
    let (home, refusal) = match ending {
        Ending::Denied(denied) => return Err(denied.into()),
        Ending::Own(path) => return Ok(see_other(&format!("{}{path}", stand.base_path))),
        Ending::Code(issued) => (Home::Code(issued), None),
        Ending::Standard(answer) => {
            let refusal = answer.result.as_ref().err().cloned();
            (Home::Standard(answer), refusal)
        }
    };
    let wrong = meeting::on_the_way_back(http, &home.about(stand)?);
    let Sent { delivery, twice } = home.send(stand, &wrong).await?;
    match delivery {
        Delivery::Redirect(address) if twice => Ok(comes_twice(stand, language, address)),
        delivery => Ok(delivered(stand, language, delivery, refusal.as_ref())),
    }
}

/// A page that opens the address in a hidden frame and then goes there.
fn comes_twice(stand: &Stand, language: Language, address: String) -> HttpResponse {
    let mut page = response::html(StatusCode::OK, &TwicePage { frame: response::frame(stand, language), address });
    response::allow_foreign_frames(&mut page);
    page
}

/// Signs this person in for a request that passed its checks; whatever is asked is answered.
pub async fn by_itself(stand: &OfStand, http: &HttpRequest, checked: CheckedRequest, person: String) -> Answered {
    let (visitor, browser) = cookies::arrival(http, stand);
    let language = visitor.language;
    let passed = stand.write(move |cx| hinted::begin(cx, &checked, visitor, &person)).await?;
    let session = passed.opened.map(|opened| cookies::session(stand, &opened));
    let answered = match passed.way {
        Way::Ended(ending) => answer(stand, http, language, ending).await,
        Way::Login(id) => Ok(redirect(&format!("{}/login?interaction={id}", stand.base_path))),
    };
    exit::with(exit::with(answered, browser), session)
}
