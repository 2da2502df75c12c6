//! Signing in by QR code: the browser asks for a code, shows it, and waits for what becomes of it.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::web::Path;
use serde_json::Value;
use serde_json::json;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::login::qr;
use crate::flow::login::qr::Generated;
use crate::flow::login::qr::QrError;
use crate::flow::login::qr::QrState;
use crate::flow::mint::esia;
use crate::flow::stands::Stands;
use crate::web::answer::json_answer;
use crate::web::conversation::action;
use crate::web::conversation::qr_events::Events;
use crate::web::conversation::turn::Turn;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::json::Nothing;
use crate::web::route::Place;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `POST /qr-delegate/qr/generate`; the session that it may name is known by its cookie already.
pub async fn generate(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    Ok(match stand.write(move |cx| qr::generate(cx, &visitor.browser)).await? {
        Ok(Generated { code, browser }) => {
            let body = json!({ "signed_token": esia::qr_token(&stand, &code).map_err(Stop::from)?, "qr_id": code.id });
            cookies::with(json_answer(StatusCode::OK, &body), Some(cookies::renewed_browser(&stand, &browser)))
        }
        Err(error) => Turn { status: StatusCode::BAD_REQUEST, ..Turn::failed(error.wire()) }.answer(&stand),
    })
}

/// `GET /qr-delegate/qr/subscribe/{qr_id}`: one event, as soon as there is one.
pub async fn subscribe(
    stands: Data<Stands>,
    stand: OfStand,
    http: HttpRequest,
    id: Path<String>,
    By(visitor): By<Visitor>,
) -> HttpResponse {
    let (id, station) = (id.into_inner(), Place::of(&http).station);
    let look = move || {
        // It may be reset meanwhile, or be gone.
        let Some(stand) = stands.find(&stand.name) else { return Some(failed(QrError::NoLogin.wire())) };
        let happened = stand.read(|cx| {
            Ok(match qr::state(cx, &visitor.browser, &id)? {
                Ok(QrState::Waiting) => None,
                Ok(QrState::Approved) => Some(approved(cx, &qr::as_if_taken_up(&visitor, &id))?),
                Err(error) => Some(failed(error.wire())),
            })
        });
        happened.unwrap_or_else(|stop| {
            tracing::error!(target: "esia_mock::broken", "{station}: {stop:?}");
            Some(failed("ESIA-007110"))
        })
    };
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(Events::new(look))
}

/// What is due once the browser takes up what was approved; it does so with its next request.
fn approved(cx: &Cx<'_>, visitor: &Visitor) -> Result<Value, Stop> {
    match login::load(cx, visitor, None)? {
        Some(progress) => action::due(cx, &progress),
        None => Ok(failed(QrError::NoLogin.wire())),
    }
}

fn failed(code: &str) -> Value {
    json!({ "error": { "code": code, "message": "the QR code leads nowhere; make another one" } })
}
