//! Who asks and what was posted, as arguments of handlers: whoever may not go on is led elsewhere before the handler
//! begins, and a handler that stops ends by `?`.

use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::dev::Payload;
use actix_web::web::Bytes;

use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::cookies;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::stale;

/// Somebody who has a right to be here.
pub trait Visiting: Sized {
    /// Lets them in, or says where they have to go.
    fn arrive(stand: &OfStand, http: &HttpRequest) -> impl Future<Output = Result<Self, Exit>>;

    /// What they get for a form that is out of date.
    fn stale(stand: &Stand, language: Language) -> HttpResponse {
        stale::to_citizen(stand, language)
    }
}

/// Whoever it is.
impl Visiting for Visitor {
    async fn arrive(_: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        Ok(cookies::visitor(http))
    }
}

/// Whoever it is, in a browser that may be new: forms are bound to browsers, so the answer makes it known.
#[derive(Debug)]
pub struct Arrival {
    /// Who it is.
    pub visitor: Visitor,
    /// What makes a new browser known.
    pub cookie: Option<Cookie<'static>>,
}

impl Visiting for Arrival {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let (visitor, cookie) = cookies::arrival(http, stand);
        Ok(Self { visitor, cookie })
    }
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
                return Err(Exit::from(V::stale(&stand, visitor.language)).into());
            };
            Ok(Self(V::arrive(&stand, &http).await?, Typed::new(fields)))
        })
    }
}
