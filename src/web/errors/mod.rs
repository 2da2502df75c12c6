//! How a refusal or a breakage looks, by surface: shapes and headers of ours; the only folder that knows them.
//!
//! | file | what |
//! |---|---|
//! | [`status`] | the status of every code |
//! | [`esia`] | bodies of ЕСИА's own endpoints |
//! | [`standard`] | bodies and challenges of the standard endpoints, and the answer that travels to the client |
//! | [`page`] | the page of whoever cannot be sent back |
//! | [`explained`] | what only the line knows of a reason |
//! | [`exit`] | how a handler ends before its end, and where that gets its look |
//! | [`homeward`] | a refusal of ЕСИА on its way back to the system |
//! | [`misdirected`] | what is said to whoever asked by a name that is not the stand's |
//! | [`problem`] | what the tester's calls are told, `application/problem+json` |
//! | [`telling`] | the line of the log and the headers, the same for every shape |
//!
//! Clients get what ЕСИА or the standard would give them; the reason goes to the log and into headers of ours.

pub mod esia;
pub mod exit;
pub mod explained;
pub mod homeward;
pub mod misdirected;
pub mod page;
pub mod problem;
pub mod standard;
pub mod status;
pub mod telling;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::login::client_check::WayBack;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::route::Look;

/// How an error leaves.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'a> {
    /// As a page in a language: there is no address to return to.
    Page(Language),
    /// By redirect to an accepted address.
    Redirect(&'a WayBack),
    /// As `{error_description, error, state}` of the token endpoint.
    OauthJson {
        /// State of the request, echoed.
        state: Option<&'a str>,
    },
    /// As `{code, message}` of REST.
    RestJson,
    /// As `{failed, message}` of the login page's own calls.
    Conversation,
    /// As a page of the standard endpoints.
    StandardPage(Language),
    /// As JSON of the standard endpoints (RFC 6749, 5.2).
    StandardJson,
    /// As the same with the challenge of RFC 6750, 3.
    Bearer,
    /// To whoever asked by a name that is not the stand's (421): as problem+json to the tester's calls, else as a line.
    Misdirected {
        /// Is it one of the tester's calls?
        is_tester: bool,
    },
}

/// Lets a page that says in words of its own why it goes no further tell the reason to its headers and the log too.
pub fn beside(page: &mut HttpResponse, refusal: &Refusal) {
    let shape = if refusal.esia.is_some() { Shape::Page(Language::default()) } else { Shape::StandardJson };
    telling::refused(page, &shape.code(refusal), refusal);
}

/// Tells with an answer what its request was taken with, although the real ЕСИА may refuse it.
pub fn warned(answer: &mut HttpResponse, warnings: &[Refusal]) {
    telling::warned(answer, warnings);
}

/// Tells the journal of a refusal that a call answers with 200: the call itself was right.
pub fn refused_by_call(http: &HttpRequest, code: &str, refusal: &Refusal) {
    telling::refused_by_call(http, code, refusal);
}

impl Shape<'static> {
    /// The shape of a place, for whoever reads that language.
    pub fn of(look: Look, language: Language) -> Self {
        match look {
            Look::Page => Self::Page(language),
            Look::OauthJson => Self::OauthJson { state: None },
            Look::RestJson => Self::RestJson,
            Look::Conversation => Self::Conversation,
            Look::StandardPage => Self::StandardPage(language),
            Look::StandardJson => Self::StandardJson,
            Look::Bearer => Self::Bearer,
        }
    }
}

impl Shape<'_> {
    /// Answers that a use case ended without a result, and why.
    pub fn stop(self, stand: &Stand, stop: &Stop) -> HttpResponse {
        match stop {
            Stop::Refused(refusal) => self.refuse(stand, refusal),
            Stop::Broken(broken) => self.broken(stand, broken),
        }
    }

    /// Answers with a refusal.
    pub fn refuse(self, stand: &Stand, refusal: &Refusal) -> HttpResponse {
        let shape = self.speaking(refusal);
        let mut response = shape.answer(stand, refusal);
        telling::refused(&mut response, &shape.code(refusal), refusal);
        response
    }

    /// Answers that something broke; what it was goes to the log alone. What passes is told, and when to come again, and
    /// that there is no more room.
    fn broken(self, stand: &Stand, broken: &Broken) -> HttpResponse {
        let shape = match self {
            Self::StandardPage(language) => Self::Page(language),
            // The token is not to blame.
            Self::Bearer => Self::StandardJson,
            other => other,
        };
        if let Some(refusal) = broken.told() {
            let mut response = shape.answer(stand, &refusal);
            telling::refused(&mut response, &shape.code(&refusal), &refusal.with("cause", broken.to_string()));
            if broken.hindrance().is_some() {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(status::RETRY_AFTER));
            }
            return response;
        }
        let refusal = reasons::calls::stand_broken();
        let mut response = shape.answer(stand, &refusal);
        telling::broken(&mut response, &refusal, broken);
        response
    }

    /// The shape that has words for a refusal: what only the standard endpoints refuse looks like theirs.
    fn speaking(self, refusal: &Refusal) -> Self {
        match self {
            _ if refusal.esia.is_some() => self,
            Self::Page(language) => Self::StandardPage(language),
            Self::Redirect(_) => Self::StandardPage(Language::default()),
            Self::OauthJson { .. } | Self::RestJson => Self::StandardJson,
            Self::Conversation
            | Self::StandardPage(_)
            | Self::StandardJson
            | Self::Bearer
            | Self::Misdirected { .. } => self,
        }
    }

    /// The code that it tells, for the log.
    fn code(self, refusal: &Refusal) -> String {
        match self {
            Self::StandardPage(_) | Self::StandardJson | Self::Bearer => refusal.standard_error().to_string(),
            Self::Misdirected { .. } => StatusCode::MISDIRECTED_REQUEST.as_str().to_owned(),
            Self::Page(_) | Self::Redirect(_) | Self::OauthJson { .. } | Self::RestJson | Self::Conversation => {
                let code = refusal.esia_code();
                format!("{code} {}", code.def().error).trim_end().to_owned()
            }
        }
    }

    fn answer(self, stand: &Stand, refusal: &Refusal) -> HttpResponse {
        match self {
            Self::Page(language) => page::esia(stand, language, refusal),
            Self::Redirect(way_back) => redirect(&way_back.refused(refusal)),
            Self::OauthJson { state } => esia::oauth(state, refusal),
            Self::RestJson => esia::rest(refusal),
            Self::Conversation => esia::conversation(refusal),
            Self::StandardPage(language) => page::standard(stand, language, refusal),
            Self::StandardJson => standard::json(refusal),
            Self::Bearer => standard::bearer(refusal),
            Self::Misdirected { is_tester } => misdirected::answer(is_tester, refusal),
        }
    }
}
