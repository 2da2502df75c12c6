//! The authorization request of a tested system, read and checked as at the endpoint that it is for.

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::client_check;
use crate::flow::login::request;
use crate::flow::oidc;
use crate::flow::oidc::pushed_request;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;

/// The endpoints that browsers bring such requests to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// ЕСИА's own, of this generation.
    Esia(Generation),
    /// `/oidc/authorize`.
    Standard,
}

impl Endpoint {
    /// Every endpoint with its path below a stand.
    pub const ALL: [(&'static str, Self); 3] = [
        ("/aas/oauth2/ac", Self::Esia(Generation::V1)),
        ("/aas/oauth2/v2/ac", Self::Esia(Generation::V3)),
        ("/oidc/authorize", Self::Standard),
    ];
}

/// A request as the browser would bring it.
#[derive(Clone, Debug)]
pub struct Brought {
    /// Where to.
    pub endpoint: Endpoint,
    /// The query.
    pub query: String,
    /// The body, empty for `GET`.
    pub body: String,
}

/// A request that passed every check, or one that is still to be taken out of where it was pushed.
#[derive(Debug)]
pub enum Asked {
    /// Of ЕСИА's own endpoints.
    Esia(client_check::CheckedRequest),
    /// Of the standard ones.
    Standard(oidc::client_check::CheckedRequest),
    /// Of the standard ones, known by its address alone.
    Pushed(Parameters),
}

/// A request that is denied.
#[derive(Debug)]
pub struct Denied {
    /// At which station.
    pub at: &'static str,
    /// Why, with the way back if there is one.
    pub by: Box<DeniedBy>,
}

/// Which endpoints deny it.
#[derive(Debug)]
pub enum DeniedBy {
    /// ЕСИА's own.
    Esia(client_check::Denied),
    /// The standard ones.
    Standard(oidc::client_check::Denied),
}

impl From<client_check::Denied> for Denied {
    fn from(denied: client_check::Denied) -> Self {
        Self { at: client_check::STATION, by: Box::new(DeniedBy::Esia(denied)) }
    }
}

impl From<oidc::client_check::Denied> for Denied {
    fn from(denied: oidc::client_check::Denied) -> Self {
        Self { at: client_check::STATION, by: Box::new(DeniedBy::Standard(denied)) }
    }
}

/// Checks the request: the client, its address, its signature, what it asks for.
pub fn check(stand: &Stand, brought: &Brought) -> Result<Asked, Denied> {
    let Brought { endpoint, query, body } = brought;
    match endpoint {
        Endpoint::Esia(generation) => {
            let refused =
                |refusal: Refusal| Denied { at: request::STATION, by: Box::new(DeniedBy::Esia(refusal.into())) };
            let sent = request::read(query.as_bytes(), body.as_bytes()).map_err(refused)?;
            let addressed = request::addressed(&sent).map_err(refused)?;
            Ok(Asked::Esia(client_check::check(stand, *generation, &sent, addressed)?))
        }
        Endpoint::Standard => {
            let refused =
                |refusal: Refusal| Denied { at: request::STATION, by: Box::new(DeniedBy::Standard(refusal.into())) };
            let query = oidc::parameters(query.as_bytes()).map_err(refused)?;
            let sent = oidc::parameters(body.as_bytes()).map_err(refused)?.or_from_query(query);
            if pushed_request::is_named(&sent) {
                return Ok(Asked::Pushed(sent));
            }
            Ok(Asked::Standard(oidc::client_check::check(stand, sent)?))
        }
    }
}

/// Takes a pushed request out and checks it; in the transaction of its login, so that a wrong call does not use it up.
pub fn take(cx: &WriteCx<'_>, sent: &Parameters) -> Result<Result<oidc::client_check::CheckedRequest, Denied>, Stop> {
    let sent = pushed_request::take(cx, sent)?;
    Ok(oidc::client_check::check(cx.stand, sent).map_err(Denied::from))
}
