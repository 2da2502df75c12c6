//! `/logs/sms/`: messages that would have been sent, as the real test contour shows them to testers.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;

use crate::storage::outbox;
use crate::web::error::Door;
use crate::web::error::json_answer;
use crate::web::pages;
use crate::web::pages::views::Link;
use crate::web::pages::views::NoticePage;
use crate::web::state::OfStand;

/// The most messages that are shown.
const MOST: usize = 100;

/// `GET /logs/sms/`, the newest first.
pub async fn sms(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let messages = match stand.read(|cx| Ok(outbox::list(cx.sql, MOST)?)) {
        Ok(messages) => messages,
        Err(stop) => return Door::Page.stop(&stand, "logs", &stop),
    };
    let accept = http.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return json_answer(StatusCode::OK, &messages);
    }
    let said = if messages.is_empty() {
        "Пока ничего не отправлено."
    } else {
        "Никуда не отправлены, только записаны; новые сверху."
    };
    let items = messages.iter().map(|message| {
        let time = message.made_at.format("%d.%m.%Y %H:%M:%S");
        let to = if message.to.is_empty() { "телефона нет" } else { &message.to };
        format!("{time} UTC, {} {to}: {}", message.kind.title(), message.text)
    });
    let page = NoticePage {
        frame: pages::frame(&stand),
        heading: "Сообщения".to_owned(),
        paragraphs: vec![said.to_owned()],
        items: items.collect(),
        links: vec![Link::new(format!("{}/", stand.base_path), "Страница стенда")],
    };
    pages::html(StatusCode::OK, &page, None)
}
