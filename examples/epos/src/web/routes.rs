//! Every address of ЭПОС.

use actix_web::HttpResponse;
use actix_web::web;
use actix_web::web::ServiceConfig;
use actix_web::web::get;
use actix_web::web::post;

use super::answer::Trouble;
use super::api;
use super::cabinet;
use super::callback;
use super::contingent;
use super::debug;
use super::diary;
use super::help;
use super::outbox;
use super::portal;
use super::posted;
use super::role;
use super::rsaa;
use super::rsaa_password;
use super::rsaa_registration;
use super::rsaag;
use super::sign_in;
use super::subsystems;
use super::support;

/// The list.
pub(super) fn all(site: &mut ServiceConfig) {
    site.app_data(posted::limit())
        .route("/style.css", get().to(style))
        .route("/", get().to(portal::show))
        .route("/help/{audience}", get().to(help::show))
        .route("/login", get().to(sign_in::show))
        .route("/login/esia", post().to(sign_in::go))
        .route("/logout", post().to(sign_in::leave))
        .route("/callback", get().to(callback::arrive))
        .route("/role", get().to(role::show))
        .route("/role", post().to(role::choose))
        .route("/subsystems", get().to(subsystems::show))
        .route("/subsystems/{name}", post().to(subsystems::enter))
        .route("/module/{name}", get().to(subsystems::module))
        .route("/diary", get().to(diary::show))
        .route("/cabinet", get().to(cabinet::show))
        .route("/cabinet", post().to(cabinet::save))
        .route("/cabinet/link", post().to(cabinet::link))
        .route("/admin/contingent", get().to(contingent::list))
        .route("/admin/contingent/{card}", get().to(contingent::show))
        .route("/admin/contingent/{card}", post().to(contingent::correct))
        .route("/support", get().to(support::show))
        .route("/support", post().to(support::send))
        .route("/rsaa/login", get().to(rsaa::show))
        .route("/rsaa/login", post().to(rsaa::enter))
        .route("/rsaa/documents", get().to(rsaa::documents))
        .route("/rsaa/register", get().to(rsaa_registration::show))
        .route("/rsaa/register", post().to(rsaa_registration::register))
        .route("/rsaa/forgotten", get().to(rsaa_password::show))
        .route("/rsaa/forgotten", post().to(rsaa_password::send))
        .route("/rsaa/reset", get().to(rsaa_password::ask))
        .route("/rsaa/reset", post().to(rsaa_password::reset))
        .route("/rsaag/login", get().to(rsaag::show))
        .route("/rsaag/login", post().to(rsaag::enter))
        .route("/outbox", get().to(outbox::show))
        .route("/debug", get().to(debug::list))
        .route("/debug/{number}", get().to(debug::show))
        .service(web::scope("/api").configure(api::all))
        .default_service(web::to(nothing));
}

async fn nothing() -> Result<HttpResponse, Trouble> {
    Err(Trouble::NoPage)
}

async fn style() -> HttpResponse {
    HttpResponse::Ok().content_type("text/css; charset=utf-8").body(include_str!("../../templates/style.css"))
}
