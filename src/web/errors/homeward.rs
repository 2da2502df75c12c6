//! A refusal of ЕСИА's endpoints on its way back to the system, as faults of that way say.

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use crate::flow::delivery;
use crate::flow::delivery::About;
use crate::flow::login::client_check::WayBack;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::errors::Shape;
use crate::web::errors::standard;
use crate::web::errors::telling;
use crate::web::meeting;

/// Sends the browser back with a refusal; the language is that of the page in between, where there is one.
pub fn refused(
    stand: &Stand,
    http: &HttpRequest,
    language: Language,
    way_back: &WayBack,
    refusal: &Refusal,
) -> HttpResponse {
    let shape = Shape::Redirect(way_back);
    if refusal.esia.is_none() {
        return shape.refuse(stand, refusal);
    }
    let wrong = meeting::on_the_way_back(http, &About::of_refused(way_back));
    let sent = delivery::spoiled(stand, Delivery::Redirect(way_back.refused(refusal)), &wrong);
    let mut response = standard::leaving(stand, language, sent);
    telling::refused(&mut response, &shape.code(refusal), refusal);
    response
}
