//! The way to the stand's own pages (`/profile/…`): only somebody who has signed in gets there.

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use crate::flow::Stop;
use crate::flow::account::holder::Holder;
use crate::flow::login::own_pages;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::pages;
use crate::web::pages::extract::Exit;
use crate::web::pages::extract::STATION;
use crate::web::pages::extract::Visiting;
use crate::web::state::OfStand;

/// The first of them.
pub const OVERVIEW: &str = "/profile";

/// Somebody who has signed in, and their browser.
#[derive(Debug)]
pub struct Visit {
    /// Their browser.
    pub visitor: Visitor,
    /// Who they are.
    pub holder: Holder,
}

impl Visiting for Visit {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        Ok(visit(stand, http).await?)
    }
}

/// Who visits a page; whoever has not signed in is sent to do so, and comes back to it.
pub async fn visit(stand: &OfStand, http: &HttpRequest) -> Result<Visit, HttpResponse> {
    let visitor = cookies::visitor(http);
    match holder(stand, &visitor) {
        Ok(Some(holder)) => Ok(Visit { visitor, holder }),
        Ok(None) => Err(sign_in(stand, http, path(http)).await),
        Err(stop) => Err(Shape::Page(visitor.language).stop(stand, STATION, &stop)),
    }
}

/// Goes to a page of ours: at once, or by the sign-in that leads to it.
pub async fn enter(stand: &OfStand, http: &HttpRequest, path: &str) -> HttpResponse {
    let visitor = cookies::visitor(http);
    match holder(stand, &visitor) {
        Ok(Some(_)) => pages::see(stand, path),
        Ok(None) => sign_in(stand, http, path).await,
        Err(stop) => Shape::Page(visitor.language).stop(stand, STATION, &stop),
    }
}

/// `GET /profile/login`: where the tools of the test contour begin to sign in.
pub async fn login(stand: OfStand, http: HttpRequest) -> HttpResponse {
    enter(&stand, &http, OVERVIEW).await
}

fn holder(stand: &Stand, visitor: &Visitor) -> Result<Option<Holder>, Stop> {
    stand.read(|cx| own_pages::holder(cx, visitor.session.as_deref()))
}

/// A form that was posted leads to the page that it stands on.
fn path(http: &HttpRequest) -> &str {
    let asked = http.path();
    if http.method().is_safe() { asked } else { OVERVIEW }
}

async fn sign_in(stand: &OfStand, http: &HttpRequest, path: &str) -> HttpResponse {
    let (browser, cookie) = cookies::browser(http, stand);
    let path = path.to_owned();
    let begun = stand.write(move |cx| own_pages::begin(cx, &browser, &path)).await;
    let response = match begun {
        Ok(id) => pages::see_login(stand, &id),
        Err(stop) => return Shape::Page(cookies::language(http)).stop(stand, STATION, &stop),
    };
    cookies::with(response, cookie)
}
