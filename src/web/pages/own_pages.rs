//! The way to the stand's own pages (`/profile/…`): only somebody who has signed in gets there.

use actix_web::HttpRequest;

use crate::flow::Stop;
use crate::flow::account::holder::Holder;
use crate::flow::login::own_pages;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::pages;
use crate::web::state::OfStand;
use crate::web::typed::extract::Visiting;

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
    /// Whoever has not signed in is sent to do so, and comes back to the page.
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let visitor = cookies::visitor(http);
        match holder(stand, &visitor)? {
            Some(holder) => Ok(Self { visitor, holder }),
            None => Err(sign_in(stand, http, path(http)).await?.into()),
        }
    }
}

/// Goes to a page of ours: at once, or by the sign-in that leads to it.
pub async fn enter(stand: &OfStand, http: &HttpRequest, path: &str) -> Answered {
    match holder(stand, &cookies::visitor(http))? {
        Some(_) => Ok(pages::see(stand, path)),
        None => sign_in(stand, http, path).await,
    }
}

/// `GET /profile/login`: where the tools of the test contour begin to sign in.
pub async fn login(stand: OfStand, http: HttpRequest) -> Answered {
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

async fn sign_in(stand: &OfStand, http: &HttpRequest, path: &str) -> Answered {
    let (browser, cookie) = cookies::browser(http, stand);
    let path = path.to_owned();
    let id = stand.write(move |cx| own_pages::begin(cx, &browser, &path)).await?;
    Ok(cookies::with(pages::see_login(stand, &id), cookie))
}
