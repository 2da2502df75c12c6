//! How a handler ends before its end: it stops, is denied, or somebody else answers. It says so with `?`; how that looks
//! is decided here, by the row of the route.

use std::cell::RefCell;
use std::fmt;

use actix_web::Error;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::Next;

use crate::flow::Stop;
use crate::flow::login::client_check;
use crate::flow::oidc;
use crate::flow::stand::Stand;
use crate::protocol::refusal::Refusal;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::errors::explained::explained;
use crate::web::errors::homeward;
use crate::web::errors::standard::deliver;
use crate::web::errors::telling;
use crate::web::errors::telling::Station;
use crate::web::route::Look;
use crate::web::route::Place;
use crate::web::state::OfStand;

/// What a handler answers.
pub type Answered = Result<HttpResponse, Exit>;

/// A way out before the end.
#[derive(Debug)]
pub struct Exit(Box<Leaving>);

#[derive(Debug)]
struct Leaving {
    way: Way,
    /// What the browser keeps, whatever it is shown.
    cookies: Vec<Cookie<'static>>,
    /// The state of the request, which the token endpoint echoes.
    state: Option<String>,
}

#[derive(Debug)]
enum Way {
    /// Another answer; it is taken once.
    Elsewhere(RefCell<Option<HttpResponse>>),
    /// Something stopped.
    Stopped(Stop),
    /// The authorization request is denied, on its way back if it has one.
    Denied(client_check::Denied),
    /// The same of the standard endpoints.
    StandardDenied(oidc::client_check::Denied),
}

impl Exit {
    /// Lets the refusal echo the state of its request.
    #[must_use]
    pub fn echoing(mut self, state: Option<String>) -> Self {
        self.0.state = state;
        self
    }

    fn by(way: Way) -> Self {
        Self(Box::new(Leaving { way, cookies: Vec::new(), state: None }))
    }

    /// The answer to whoever asked there.
    fn answer(&self, stand: &Stand, http: &HttpRequest, look: Look) -> Option<HttpResponse> {
        let Leaving { way, cookies, state } = &*self.0;
        let language = cookies::language(http);
        let shape = match Shape::of(look, language) {
            Shape::OauthJson { .. } => Shape::OauthJson { state: state.as_deref() },
            other => other,
        };
        let answer = match way {
            Way::Elsewhere(_) => return None,
            Way::Stopped(Stop::Refused(refusal)) => shape.refuse(stand, &explained(http, look, refusal)),
            Way::Stopped(stop @ Stop::Broken(_)) => shape.stop(stand, stop),
            Way::Denied(denied) => {
                let refusal = explained(http, look, &denied.refusal);
                match &denied.way_back {
                    Some(way_back) => homeward::refused(stand, http, language, way_back, &refusal),
                    None => shape.refuse(stand, &refusal),
                }
            }
            Way::StandardDenied(denied) => {
                let refusal = explained(http, look, &denied.refusal);
                match &denied.way_back {
                    Some(way_back) => deliver(stand, http, language, &way_back.clone().refused(refusal)),
                    None => shape.refuse(stand, &refusal),
                }
            }
        };
        Some(cookies.iter().cloned().fold(answer, |answer, cookie| cookies::with(answer, Some(cookie))))
    }

    /// The station that the way itself names.
    fn station(&self) -> Option<Station> {
        match self.0.way {
            Way::Denied(_) | Way::StandardDenied(_) => Some(client_check::STATION),
            Way::Elsewhere(_) | Way::Stopped(_) => None,
        }
    }
}

/// An answer that brings a cookie along, however the handler ended.
pub fn with(answered: Answered, cookie: Option<Cookie<'static>>) -> Answered {
    match answered {
        Ok(answer) => Ok(cookies::with(answer, cookie)),
        Err(mut exit) => {
            if let Way::Elsewhere(answer) = &exit.0.way {
                let other = answer.take().map(|answer| cookies::with(answer, cookie));
                answer.replace(other);
            } else {
                exit.0.cookies.extend(cookie);
            }
            Err(exit)
        }
    }
}

impl From<HttpResponse> for Exit {
    fn from(answer: HttpResponse) -> Self {
        Self::by(Way::Elsewhere(RefCell::new(Some(answer))))
    }
}

impl From<Stop> for Exit {
    fn from(stop: Stop) -> Self {
        Self::by(Way::Stopped(stop))
    }
}

impl From<Refusal> for Exit {
    fn from(refusal: Refusal) -> Self {
        Self::from(Stop::from(refusal))
    }
}

impl From<client_check::Denied> for Exit {
    fn from(denied: client_check::Denied) -> Self {
        Self::by(Way::Denied(denied))
    }
}

impl From<oidc::client_check::Denied> for Exit {
    fn from(denied: oidc::client_check::Denied) -> Self {
        Self::by(Way::StandardDenied(denied))
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.way)
    }
}

impl ResponseError for Exit {
    /// What stopped has no look yet: [`shown`] gives it one.
    fn error_response(&self) -> HttpResponse {
        let elsewhere = if let Way::Elsewhere(answer) = &self.0.way { answer.take() } else { None };
        elsewhere.unwrap_or_else(|| HttpResponse::InternalServerError().finish())
    }
}

/// Gives what stopped a handler, an extractor or a check the look of its place, and says for the log at which station
/// it was. Where no route was found the station is `routes`.
pub async fn shown(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let answered = next.call(request).await?;
    let place = Place::of(answered.request());
    let exit = answered.response().error().and_then(Error::as_error::<Exit>);
    let station = exit.and_then(Exit::station).unwrap_or(place.station);
    let instead = exit.and_then(|exit| {
        let stand = OfStand::of(answered.request())?;
        exit.answer(&stand, answered.request(), place.look)
    });
    let mut answered = match instead {
        Some(mut answer) => {
            // What was said on the way out, such as who may read the answer, holds for this one too.
            let said = answered.headers().iter().filter(|(name, _)| !answer.headers().contains_key(*name));
            let said: Vec<_> = said.map(|(name, value)| (name.clone(), value.clone())).collect();
            for (name, value) in said {
                answer.headers_mut().append(name, value);
            }
            answered.into_response(answer).map_into_right_body()
        }
        None => answered.map_into_left_body(),
    };
    telling::place(answered.response_mut(), station);
    Ok(answered)
}
