//! How a login ends in the browser, whichever surface it was at; and one that goes by itself from its request on.

use actix_web::HttpRequest;

use crate::flow::delivery::Home;
use crate::flow::ending::Ending;
use crate::flow::login::client_check::CheckedRequest;
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
    let wrong = meeting::on_the_way_back(http, &home.about());
    let sent = home.send(stand, &wrong).await?;
    Ok(delivered(stand, language, sent, refusal.as_ref()))
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
