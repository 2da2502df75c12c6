//! Pages that end what cannot go on.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;

use crate::flow::access;
use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::oidc::error::StandardRefusal;
use crate::web::error::Door;
use crate::web::pages;
use crate::web::pages::views::Developer;
use crate::web::pages::views::ErrorPage;
use crate::web::pages::views::Link;
use crate::web::routes::ROUTES;
use crate::web::standard_error::StandardDoor;
use crate::web::state::OfStand;

/// A refusal that has nowhere to be redirected to.
pub fn refusal(stand: &Stand, refusal: &Refusal, status: StatusCode) -> HttpResponse {
    let (heading, happened, advice) = words(refusal.code);
    let facts = refusal.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let developer = Developer { detail: refusal.detail.clone(), facts: facts.collect() };
    let page = ErrorPage {
        frame: pages::frame(stand),
        heading: heading.to_owned(),
        happened: happened.to_owned(),
        why: why(refusal.code).to_owned(),
        code: Some(refusal.code.to_string()),
        advice: advice.to_owned(),
        link: Some(Link::new(format!("{}/", stand.base_path), "Страница стенда")),
        developer: (!developer.detail.is_empty()).then_some(developer),
    };
    pages::html(status, &page, None)
}

/// A refusal of the standard door that has nowhere to be redirected to.
pub fn standard_refusal(stand: &Stand, refusal: &StandardRefusal, status: StatusCode) -> HttpResponse {
    let (heading, happened, advice) = words(EsiaCode::InvalidRequest);
    let page = ErrorPage {
        frame: pages::frame(stand),
        heading: heading.to_owned(),
        happened: happened.to_owned(),
        why: String::new(),
        code: Some(refusal.error.to_string()),
        advice: advice.to_owned(),
        link: Some(Link::new(format!("{}/", stand.base_path), "Страница стенда")),
        developer: Some(Developer { detail: refusal.detail.clone(), facts: Vec::new() }),
    };
    pages::html(status, &page, None)
}

fn words(code: EsiaCode) -> (&'static str, &'static str, &'static str) {
    match code {
        EsiaCode::ServerError => (
            "Что-то сломалось",
            "Стенд не смог выполнить запрос из-за внутренней ошибки.",
            "Подробности — в журнале стенда. Попробуйте ещё раз.",
        ),
        EsiaCode::ObjectNotFound => (
            "Такой страницы нет",
            "По этому адресу на стенде ничего нет.",
            "Проверьте адрес. Все адреса стенда печатает команда esia-mock routes.",
        ),
        _ => (
            "Войти не получилось",
            "Система, из которой вы пришли, прислала запрос, который нельзя выполнить.",
            "Вернитесь в систему и попробуйте ещё раз. Если ошибка повторяется, сообщите её код разработчику этой системы.",
        ),
    }
}

fn why(code: EsiaCode) -> &'static str {
    match code {
        EsiaCode::ClientUnknown => "Эта система не зарегистрирована на стенде.",
        EsiaCode::RedirectNotAllowed => "Адрес возврата не принадлежит этой системе, поэтому вернуть вас туда нельзя.",
        EsiaCode::MissingParameter => "В запросе не хватает обязательного параметра.",
        EsiaCode::UnreadableRequest => "Параметры запроса не удалось прочитать.",
        EsiaCode::InvalidRequest => "Один из параметров запроса неверен или повторяется.",
        _ => "",
    }
}

/// Nothing is mounted there.
pub async fn not_found(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let detail = format!("there is nothing at {}", http.path());
    if is_standard(http.path()) {
        let mut response = StandardDoor::Json.refuse(&stand, "routes", &StandardRefusal::invalid_request(detail));
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    }
    let refusal = access::not_found(detail);
    door(http.path()).refuse(&stand, "routes", &refusal)
}

/// The path is there, the method is not.
pub async fn wrong_method(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let allowed: Vec<String> = ROUTES
        .iter()
        .filter(|row| http.match_pattern().as_deref() == Some(row.path))
        .flat_map(|row| {
            if row.method == "get" {
                vec!["GET".to_owned(), "HEAD".to_owned()]
            } else {
                vec![row.method.to_uppercase()]
            }
        })
        .collect();
    let allowed = allowed.join(", ");
    let detail = format!("{} {} is not possible, only {allowed}", http.method(), http.path());
    let mut response = if is_standard(http.path()) {
        StandardDoor::Json.refuse(&stand, "routes", &StandardRefusal::invalid_request(detail))
    } else {
        door(http.path()).refuse(&stand, "routes", &Refusal::new(EsiaCode::InvalidRequest, detail))
    };
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    if let Ok(value) = header::HeaderValue::from_str(&allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

/// Is it a path of the standard OpenID Connect door?
fn is_standard(path: &str) -> bool {
    path.starts_with("/oidc") || path.starts_with("/.well-known")
}

fn door(path: &str) -> Door<'static> {
    match path {
        "/aas/oauth2/te" | "/aas/oauth2/v2/te" | "/aas/oauth2/v3/te" => Door::OauthJson { state: None },
        "/aas/oauth2/config" => Door::Conversation,
        path if path.starts_with("/aas/oauth2/api") || path.starts_with("/qr-delegate") => Door::Conversation,
        path if path.starts_with("/rs") || path.starts_with("/_mock/api") => Door::RestJson,
        _ => Door::Page,
    }
}
