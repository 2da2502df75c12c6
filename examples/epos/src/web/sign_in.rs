//! `/login`: the way to ЕСИА, and the way out.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::posted::Posted;
use super::visit::Visit;
use crate::app::App;
use crate::esia::client;
use crate::esia::scopes;
use crate::esia::talk::Kept;
use crate::esia::talk::Talk;
use crate::secrets;
use crate::store::documents::Attempt;
use crate::store::documents::Purpose;
use crate::store::trace::Trace;

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    frame: Frame,
}

/// The page: of 2020 or of 2023.
pub(super) async fn show(visit: Visit) -> Shown {
    visit.shows(StatusCode::OK, &Login { frame: visit.frame("Авторизация в ЭПОС")? })
}

/// «Вход через ЕСИА».
pub(super) async fn go(posted: Posted) -> Shown {
    to_esia(&posted.visit, Purpose::SignIn).await
}

/// Sends the browser to ЕСИА; what must come back is kept under the hash of the state.
pub(super) async fn to_esia(visit: &Visit, purpose: Purpose) -> Shown {
    let (app, settings) = (&visit.app, visit.settings()?);
    let Kept { state, nonce, verifier } = Kept::new()?;
    let attempt = Attempt {
        browser: visit.key(),
        purpose,
        client: App::client(&settings),
        protocol: settings.protocol(),
        state,
        nonce,
        verifier,
        scope: scopes::scope(&settings).to_owned(),
        began_at: visit.now,
    };
    let (party, wire) = (app.party(attempt.client), app.wire());
    let talk = Talk { party, attempt: &attempt, wire: &wire, now: visit.now };
    match client::begin(&app.esia, talk).await {
        Ok(address) => {
            app.store.put(&secrets::hash(&attempt.state), &attempt)?;
            Ok(see_other(&address))
        }
        Err(error) => {
            app.store.push(&Trace {
                at: visit.now,
                client: party.registration.client_id.clone(),
                protocol: attempt.protocol,
                purpose: format!("{:?}", attempt.purpose),
                exchanges: wire.exchanges(),
                came: None,
                decision: None,
                error: Some(error.to_string()),
            })?;
            let link = Some(("/login".to_owned(), "Войти ещё раз".to_owned()));
            let frame = visit.frame("Вход не выполнен")?;
            visit.shows(StatusCode::BAD_GATEWAY, &Message { frame, text: vec![error.words().to_owned()], link })
        }
    }
}

/// «Выход»: here, and at ЕСИА if that was the way in.
pub(super) async fn leave(posted: Posted) -> Shown {
    let visit = &posted.visit;
    let session = visit.signed_in()?;
    let home = format!("{}/", visit.app.base);
    let there = match session.way {
        crate::store::documents::Way::Esia => {
            let settings = visit.settings()?;
            let system = App::client(&settings);
            let client_id = &visit.app.party(system).registration.client_id;
            let address = client::logout(&visit.app.esia, settings.protocol(), client_id, &home);
            address.map(String::from).map_err(|error| Trouble::Unreadable(error.to_string()))?
        }
        _ => home,
    };
    let answer: HttpResponse = see_other(&there);
    visit.end(answer)
}
