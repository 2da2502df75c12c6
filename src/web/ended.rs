//! How a login ends in the browser, whichever surface it was at; and one that goes by itself from its request on.

use actix_web::HttpRequest;

use crate::flow::ending::Ending;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::code;
use crate::flow::stand::Stand;
use crate::flow::tester::hinted;
use crate::flow::tester::hinted::Way;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::answer::see_other;
use crate::web::cookies;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::errors::standard::deliver;
use crate::web::state::OfStand;

/// Sends the browser where the login has ended; signatures are made here, after the commit.
pub fn answer(stand: &Stand, language: Language, ending: Ending) -> Answered {
    Ok(match ending {
        Ending::Denied(denied) => return Err(denied.into()),
        Ending::Own(path) => see_other(&format!("{}{path}", stand.base_path)),
        Ending::Standard(answer) => deliver(stand, language, &answer),
        Ending::Code(issued) => redirect(&code::sign(stand, &issued)?),
    })
}

/// Signs this person in for a request that passed its checks; whatever is asked is answered.
pub async fn by_itself(stand: &OfStand, http: &HttpRequest, checked: CheckedRequest, person: String) -> Answered {
    let (visitor, browser) = cookies::arrival(http, stand);
    let language = visitor.language;
    let passed = stand.write(move |cx| hinted::begin(cx, &checked, visitor, &person)).await?;
    let session = passed.opened.map(|opened| cookies::session(stand, &opened));
    let answered = match passed.way {
        Way::Ended(ending) => answer(stand, language, ending),
        Way::Login(id) => Ok(redirect(&format!("{}/login?interaction={id}", stand.base_path))),
    };
    exit::with(exit::with(answered, browser), session)
}
