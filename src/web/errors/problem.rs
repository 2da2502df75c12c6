//! What the tester's calls are told when they are wrong: `application/problem+json` (RFC 9457).
//!
//! `type` is a word for programs (`urn:esia-mock:problem:…`), `title` says what kind of mistake it is, `detail` which
//! value is wrong and what would be right, and `errors` names the place of each value in the body (RFC 6901), where it has
//! one.

use std::fmt;

use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::http::StatusCode;
use actix_web::http::header;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::label::RIGHT;
use crate::fixtures::Mistake;
use crate::fixtures::pointer;
use crate::fixtures::typed::Unread;
use crate::flow::Stop;
use crate::flow::clients::ClientError;
use crate::flow::stands::error::Unmade;
use crate::flow::tester::organizations::Unfit;
use crate::protocol::reasons;
use crate::web::errors::status;
use crate::web::errors::telling;
use crate::web::ports::Unopened;

/// What a wrong call is told.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemBody {
    /// The kind of mistake, for programs: `urn:esia-mock:problem:` and a word.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of mistake in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// Which value is wrong, and what would be right.
    detail: String,
    /// Each wrong value by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Wrong>,
}

/// A value that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Wrong {
    /// Where it is in the body (RFC 6901), or in the query; empty if the whole is meant.
    pub pointer: String,
    /// What is wrong, and what would be right.
    pub detail: String,
    /// The word that was probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// In which file of an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// On which line of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

impl From<Mistake> for Wrong {
    fn from(mistake: Mistake) -> Self {
        let (pointer, is_call) = (mistake.pointer(), mistake.file.is_empty());
        // A body is no file, and has one line as a rule.
        let (file, line) = if is_call { (None, None) } else { (Some(mistake.file), mistake.line) };
        Self { pointer, detail: mistake.message, did_you_mean: mistake.did_you_mean, file, line }
    }
}

impl From<Unfit> for Wrong {
    fn from(unfit: Unfit) -> Self {
        Self { pointer: pointer(&unfit.field), detail: unfit.message, file: unfit.file, ..Self::default() }
    }
}

impl From<&ClientError> for Wrong {
    fn from(error: &ClientError) -> Self {
        let pointer = match error {
            ClientError::Certificate { number, .. } => format!("/certificates/{number}/pem"),
            ClientError::Jwks { .. } => "/jwks".to_owned(),
        };
        Self { pointer, detail: error.to_string(), ..Self::default() }
    }
}

impl From<Vec<Mistake>> for Problem {
    fn from(mistakes: Vec<Mistake>) -> Self {
        Self::WrongFields(mistakes.into_iter().take(MOST_TOLD).map(Wrong::from).collect())
    }
}

/// Of an archive that is wrong from end to end not every mistake is told.
const MOST_TOLD: usize = 200;

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Syntax(detail) => Self::Unreadable(detail),
            Unread::Fields(mistakes) => mistakes.into(),
        }
    }
}

/// Why nothing is done that the tester asked for; handlers end with it by `?`.
#[derive(Debug)]
pub enum Problem {
    /// The control token is absent or another one.
    Token,
    /// A page of another site asks.
    ForeignSite(String),
    /// The stand is asked by a name that is not its own.
    ForeignHost(String),
    /// The body is of another type than JSON.
    NotJson(String),
    /// The body is of another type than a zip archive.
    NotZip(String),
    /// The body, or what was asked for, is larger than is read or written.
    TooLarge(String),
    /// The body is no JSON object.
    Unreadable(String),
    /// A value is wrong: its field, and what would be right.
    WrongValue(&'static str, String),
    /// Several values may be wrong: the places of all of them.
    WrongFields(Vec<Wrong>),
    /// There is no such thing.
    NotFound(String),
    /// The path is there, but not for this method: what is wrong, and the methods that are.
    WrongMethod(String, String),
    /// It is not possible as things are.
    Conflict(String),
    /// There are as many as there may be.
    TooMany(String),
    /// No port leads to a stand: the word for it, and why not.
    NoPort(&'static str, String),
    /// Something stands in the way for a moment.
    Busy(String),
    /// The stand has as much as it may have.
    Full(String),
    /// The stand broke; told to the log alone.
    Broken(Stop),
}

impl Problem {
    fn word(&self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::ForeignSite(_) => "foreign_site",
            Self::ForeignHost(_) => "foreign_host",
            Self::NotJson(_) => "not_json",
            Self::NotZip(_) => "not_zip",
            Self::TooLarge(_) => "too_large",
            Self::Unreadable(_) => "unreadable",
            Self::WrongValue(..) | Self::WrongFields(_) => "wrong_value",
            Self::NotFound(_) => "not_found",
            Self::WrongMethod(..) => "wrong_method",
            Self::Conflict(_) => "conflict",
            Self::TooMany(_) => "too_many",
            Self::NoPort(word, _) => word,
            Self::Busy(_) => "busy",
            Self::Full(_) => "full",
            Self::Broken(_) => "broken",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Token => "The control token is needed",
            Self::ForeignSite(_) => "Pages of other sites cannot drive the stand",
            Self::ForeignHost(_) => "The stand does not answer to this name",
            Self::NotJson(_) => "The body must be JSON",
            Self::NotZip(_) => "The body must be a zip archive",
            Self::TooLarge(_) => "It is too large",
            Self::Unreadable(_) => "The body cannot be read",
            Self::WrongValue(..) | Self::WrongFields(_) => "A value is wrong",
            Self::NotFound(_) => "There is no such thing",
            Self::WrongMethod(..) => "The path is not for this method",
            Self::Conflict(_) => "It is not possible as things are",
            Self::TooMany(_) => "There are as many as there may be",
            Self::NoPort(..) => "The stand cannot have a port",
            Self::Busy(_) => "Something stands in the way for a moment",
            Self::Full(_) => "The stand is full",
            Self::Broken(_) => "The stand broke",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Token => StatusCode::UNAUTHORIZED,
            Self::ForeignSite(_) => StatusCode::FORBIDDEN,
            Self::ForeignHost(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::NotJson(_) | Self::NotZip(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::WrongValue(..) | Self::WrongFields(_) | Self::NoPort(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::WrongMethod(..) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full(_) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn detail(&self) -> &str {
        match self {
            Self::Token => "send the header Authorization: Bearer with the stand's --control-token",
            Self::Broken(_) => "the log of the stand says why",
            Self::ForeignSite(detail)
            | Self::ForeignHost(detail)
            | Self::NotJson(detail)
            | Self::NotZip(detail)
            | Self::TooLarge(detail)
            | Self::Unreadable(detail)
            | Self::NotFound(detail)
            | Self::WrongMethod(detail, _)
            | Self::Conflict(detail)
            | Self::TooMany(detail)
            | Self::Busy(detail)
            | Self::Full(detail)
            | Self::NoPort(_, detail)
            | Self::WrongValue(_, detail) => detail,
            Self::WrongFields(wrong) => wrong.first().map_or("", |wrong| &wrong.detail),
        }
    }

    fn errors(&self) -> Vec<Wrong> {
        match self {
            Self::WrongFields(wrong) => wrong.clone(),
            Self::WrongValue(field, detail) => {
                let pointer = if field.is_empty() { String::new() } else { format!("/{field}") };
                vec![Wrong { pointer, detail: detail.clone(), ..Wrong::default() }]
            }
            _ => Vec::new(),
        }
    }

    /// The answer, which brings its line of the log along.
    pub fn answer(&self) -> HttpResponse {
        let body = ProblemBody {
            kind: format!("urn:esia-mock:problem:{}", self.word()),
            title: self.title().to_owned(),
            status: self.status().as_u16(),
            detail: self.detail().to_owned(),
            errors: self.errors(),
        };
        let mut answer = HttpResponse::build(self.status());
        match self {
            Self::Token => drop(answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"))),
            Self::Busy(_) => drop(answer.insert_header((header::RETRY_AFTER, status::RETRY_AFTER))),
            _ => {}
        }
        if let Self::WrongMethod(_, allowed) = self {
            answer.insert_header((header::ALLOW, allowed.as_str()));
        }
        let mut answer = answer
            .insert_header((header::CONTENT_TYPE, "application/problem+json"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(serde_json::to_string(&body).unwrap_or_default());
        match self {
            Self::Broken(stop) => telling::broken(&mut answer, &reasons::calls::stand_broken(), &format!("{stop:?}")),
            mistaken => telling::mistaken(&mut answer, mistaken.word(), mistaken.detail()),
        }
        answer
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.word(), self.detail())
    }
}

impl ResponseError for Problem {
    fn error_response(&self) -> HttpResponse {
        self.answer()
    }
}

impl From<Unmade> for Problem {
    fn from(unmade: Unmade) -> Self {
        match unmade {
            Unmade::Name(name) => Self::WrongValue("name", format!("{name:?} must be {RIGHT}, and not default")),
            Unmade::NoStand(name) => Self::NotFound(format!("there is no stand {name:?}")),
            Unmade::NoSnapshot(name) => Self::NotFound(format!("the stand has no snapshot {name:?}")),
            Unmade::Full(most) => Self::TooMany(format!("there are {most} already: delete one, or let one expire")),
            Unmade::Large { size, limit } => {
                Self::WrongValue("from", format!("the stand has {size} bytes; one of more than {limit} is not copied"))
            }
            Unmade::Clock(error) => Self::WrongValue("clock", error.to_string()),
            Unmade::Client(error) => Self::WrongFields(vec![Wrong::from(&error)]),
            Unmade::NoClient(mnemonic) => Self::NotFound(format!("there is no client {mnemonic:?}")),
            Unmade::Fixtures(mistakes) => Self::WrongValue("from", mistakes),
            Unmade::Default => Self::Conflict("the stand default is always there: reset it instead".to_owned()),
            Unmade::Stopped(stop) => Self::from(stop),
        }
    }
}

impl From<Unopened> for Problem {
    fn from(unopened: Unopened) -> Self {
        let word = match unopened {
            Unopened::Public => "port_needs_local_address",
            Unopened::Taken(_) => "no_free_port",
        };
        Self::NoPort(word, unopened.to_string())
    }
}

impl From<Stop> for Problem {
    fn from(stop: Stop) -> Self {
        let Stop::Broken(broken) = &stop else { return Self::Broken(stop) };
        let Some(refusal) = broken.told() else { return Self::Broken(stop) };
        let told = format!("{}; {}", refusal.reason, refusal.cure);
        if broken.hindrance().is_some() { Self::Busy(told) } else { Self::Full(told) }
    }
}
