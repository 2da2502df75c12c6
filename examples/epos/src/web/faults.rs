//! What is broken for a while: pages that fail, loop or are slow until their time is over.

use std::time::Duration;

use actix_web::Error;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;

use super::answer::Message;
use super::answer::page;
use super::frame::Frame;
use crate::app::App;
use crate::store::StoreError;
use crate::store::fault::Fault;
use crate::store::fault::FaultKind;

/// Says which faults a browser came after: who was here before one has a cookie that went bad.
const SEEN: &str = "epos_seen";

/// No page is slower.
const SLOWEST: u64 = 120;

/// What a broken page does.
enum Act {
    Answers(HttpResponse),
    Waits(u64),
}

/// Lets a request pass, unless something is broken there.
pub(super) async fn act(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let Some(app) = app.filter(|_| is_page(request.path())) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let faults = active(&app).await.unwrap_or_default();
    let newest = faults.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let found = faults.iter().find(|(number, fault)| is_about(fault, *number, &request));
    match found.and_then(|(_, fault)| effect(fault, &request, &app.base)) {
        Some(Act::Answers(answer)) => return Ok(request.into_response(answer)),
        Some(Act::Waits(seconds)) => tokio::time::sleep(Duration::from_secs(seconds)).await,
        None => {}
    }
    let unseen = request.cookie(SEEN).is_none();
    let mut answer = next.call(request).await?.map_into_boxed_body();
    if unseen {
        let cookie = Cookie::build(SEEN, newest.to_string()).path("/").http_only(true).finish();
        // Digits can always be written.
        let _ = answer.response_mut().add_cookie(&cookie);
    }
    Ok(answer)
}

/// Faults whose time is not over. The clock is asked only where there are any.
async fn active(app: &App) -> Result<Vec<(i64, Fault)>, StoreError> {
    let faults = app.store.all::<Fault>()?;
    if faults.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.clock.now().await;
    let lasts = |fault: &Fault| fault.until.is_none_or(|until| now < until);
    Ok(faults
        .into_iter()
        .filter(|(_, fault)| lasts(fault))
        .map(|(key, fault)| (key.parse().unwrap_or(0), fault))
        .collect())
}

/// The tester's own ways are never broken.
fn is_page(path: &str) -> bool {
    !["/api", "/debug", "/outbox", "/style.css"].iter().any(|own| path.starts_with(own))
}

fn is_about(fault: &Fault, number: i64, request: &ServiceRequest) -> bool {
    let mobile = request.query_string().split('&').any(|pair| pair == "client=mobile");
    let device = fault.device.as_deref().is_none_or(|device| (device == "mobile") == mobile);
    let came_before = || {
        let seen = request.cookie(SEEN).and_then(|cookie| cookie.value().parse::<i64>().ok());
        seen.is_some_and(|seen| seen < number)
    };
    device && request.path().starts_with(&fault.path) && (fault.kind != FaultKind::StaleCookie || came_before())
}

fn effect(fault: &Fault, request: &ServiceRequest, base: &str) -> Option<Act> {
    let restoring = "Специалисты восстанавливают работу ЭПОС. Проверьте работу системы через 1–2 часа.";
    let answer = match fault.kind {
        FaultKind::Slow => return Some(Act::Waits(fault.seconds.min(SLOWEST))),
        FaultKind::Loop | FaultKind::StaleCookie => {
            // Whole: a path that begins with two slashes would name another server.
            let address = format!("{base}{}", request.uri().path_and_query()?);
            let answer = HttpResponse::TemporaryRedirect().insert_header((header::LOCATION, address)).finish();
            return Some(Act::Answers(answer));
        }
        FaultKind::Oops => message(StatusCode::OK, "Упс 😞 Что-то пошло не так", advice(request)),
        FaultKind::Broken => message(StatusCode::INTERNAL_SERVER_ERROR, "Ошибка 500", restoring),
        FaultKind::BadGateway => message(StatusCode::BAD_GATEWAY, "Ошибка 502", restoring),
        FaultKind::Gone => message(StatusCode::NOT_FOUND, "Ошибка 404", restoring),
    };
    Some(Act::Answers(answer?))
}

/// The web version is tried before anybody writes to support.
fn advice(request: &ServiceRequest) -> &'static str {
    if request.query_string().contains("client=mobile") {
        "Попробуйте авторизоваться в веб-версии."
    } else {
        "Обратитесь в техническую поддержку с темой «Упс .Что-то пошло не так»."
    }
}

fn message(status: StatusCode, title: &str, text: &str) -> Option<HttpResponse> {
    let link = Some(("/support".to_owned(), "Написать в техподдержку".to_owned()));
    page(status, &Message { frame: Frame::bare(title), text: vec![text.to_owned()], link }).ok()
}
