//! Who asks and what was posted, as arguments of handlers: whoever may not go on is led elsewhere before the handler
//! begins, and a handler that stops ends by `?`.

use std::cell::RefCell;
use std::fmt;
use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::body::MessageBody;
use actix_web::dev::Payload;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::Next;
use actix_web::web::Bytes;

use crate::flow::Stop;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::errors::telling::Station;
use crate::web::form;
use crate::web::pages::notices;
use crate::web::pages::typed::Typed;
use crate::web::state::OfStand;

/// What a handler answers.
pub type Answered = Result<HttpResponse, Exit>;

/// Where in the story something of the cabinet stopped, for the log.
pub const STATION: Station = "own_pages";

/// A way out before the end.
#[derive(Debug)]
pub enum Exit {
    /// Another page answers; it is taken once.
    Elsewhere(Box<RefCell<Option<HttpResponse>>>),
    /// Something stopped.
    Stopped(Stop),
}

impl From<HttpResponse> for Exit {
    fn from(answer: HttpResponse) -> Self {
        Self::Elsewhere(Box::new(RefCell::new(Some(answer))))
    }
}

impl From<Stop> for Exit {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elsewhere(_) => f.write_str("another page answers"),
            Self::Stopped(stop) => write!(f, "stopped: {stop:?}"),
        }
    }
}

impl ResponseError for Exit {
    /// What stopped has no look yet: the language is known to the request alone, and [`shown`] has both.
    fn error_response(&self) -> HttpResponse {
        let elsewhere = if let Self::Elsewhere(answer) = self { answer.take() } else { None };
        elsewhere.unwrap_or_else(|| HttpResponse::InternalServerError().finish())
    }
}

/// Gives what stopped a handler its page.
pub async fn shown(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let answered = next.call(request).await?;
    let exit = answered.response().error().and_then(Error::as_error::<Exit>);
    let (Some(Exit::Stopped(stop)), Ok(stand)) = (exit, OfStand::extract(answered.request()).into_inner()) else {
        return Ok(answered.map_into_left_body());
    };
    let page = Shape::Page(cookies::language(answered.request())).stop(&stand, STATION, stop);
    Ok(answered.into_response(page).map_into_right_body())
}

/// Somebody who has a right to be here.
pub trait Visiting: Sized {
    /// Lets them in, or says where they have to go.
    fn arrive(stand: &OfStand, http: &HttpRequest) -> impl Future<Output = Result<Self, Exit>>;
}

/// By whom a page is asked for.
#[derive(Debug)]
pub struct By<V>(pub V);

/// By whom a form was posted, and what it says; one that is not ours or out of date is told so first.
#[derive(Debug)]
pub struct Posted<V>(pub V, pub Typed);

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

impl<V: Visiting> FromRequest for By<V> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        let http = http.clone();
        Box::pin(async move {
            let stand = OfStand::extract(&http).await?;
            Ok(Self(V::arrive(&stand, &http).await?))
        })
    }
}

impl<V: Visiting> FromRequest for Posted<V> {
    type Error = Error;
    type Future = Extracted<Self>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, body) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move {
            let (stand, visitor) = (OfStand::extract(&http).await?, cookies::visitor(&http));
            let Some(fields) = body.await.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
                return Err(Exit::from(notices::stale(&stand, visitor.language)).into());
            };
            Ok(Self(V::arrive(&stand, &http).await?, Typed::new(fields)))
        })
    }
}
