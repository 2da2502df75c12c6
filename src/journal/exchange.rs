//! A request and its answer, as they passed the line.

use std::borrow::Cow;
use std::time::Duration;

use chrono::DateTime;
use chrono::Utc;

use crate::journal::head::Head;
use crate::journal::sender;
use crate::protocol::parameters::Parameters;

/// The longest body that is kept; of longer ones the beginning.
pub const LONGEST_BODY: usize = 64 * 1024;

/// Pages are kept up to this size: forms that carry a code back, not the large ones that look alike.
pub const LONGEST_PAGE: usize = 8 * 1024;

/// Who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A tested system, or a browser.
    Line,
    /// The tester, by `POST /sign-ins`.
    Api,
}

/// A body, or its beginning.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// What is kept of it.
    pub bytes: Vec<u8>,
    /// How long it was.
    pub length: usize,
}

impl Body {
    /// Of a body that is all there.
    pub fn of(bytes: &[u8], most: usize) -> Self {
        Self { bytes: bytes[..bytes.len().min(most)].to_vec(), length: bytes.len() }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Is all of it there?
    pub fn is_whole(&self) -> bool {
        self.bytes.len() == self.length
    }
}

/// Why a request was refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The code that was told.
    pub code: String,
    /// The row of the catalogue.
    pub reason_id: &'static str,
    /// Why.
    pub reason: String,
    /// What to do.
    pub cure: String,
    /// The same two in Russian, where the row has them.
    pub russian: Option<Box<(String, String)>>,
    /// More about it: the text to be signed and others, each with its name.
    pub facts: Vec<(&'static str, String)>,
}

/// What a request was taken with, although the real ЕСИА may refuse it.
#[derive(Clone, Debug)]
pub struct Warned {
    /// The row of the catalogue.
    pub reason_id: &'static str,
    /// What, and what to do.
    pub text: String,
    /// The same in Russian, as far as the row has it.
    pub russian: String,
}

/// A request and its answer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What the stand's clock showed when it came.
    pub now: DateTime<Utc>,
    /// How long it took, by real time.
    pub took: Duration,
    /// Who sent it.
    pub by: By,
    /// What was asked, as faults call it: `authorize`, `token`, `rest.ctts`.
    pub at: &'static str,
    /// The station of the login, or another word of the table of routes.
    pub station: &'static str,
    /// `GET` and so on.
    pub method: Cow<'static, str>,
    /// The path from the beginning of the stand on.
    pub path: String,
    /// The query as it was sent.
    pub query: String,
    /// Headers of the request.
    pub headers: Head,
    /// Body of the request.
    pub body: Body,
    /// Status of the answer.
    pub status: u16,
    /// Headers of the answer.
    pub answer_headers: Head,
    /// Body of the answer.
    pub answer: Body,
    /// Why it was refused, if it was.
    pub refused: Option<Refused>,
    /// What it was taken with.
    pub warnings: Vec<Warned>,
    /// The fault that fired, by its name.
    pub fault: Option<String>,
    /// Whose session was opened by it, by their oid.
    pub entered: Option<u64>,
}

impl Exchange {
    /// Roughly how many bytes it takes.
    pub fn size(&self) -> usize {
        let refused = self.refused.as_ref().map_or(0, |refused| refused.reason.len() + refused.cure.len());
        let facts = self.refused.iter().flat_map(|refused| &refused.facts).map(|(_, value)| value.len()).sum::<usize>();
        let texts = self.path.len() + self.query.len() + self.body.bytes.len() + self.answer.bytes.len();
        size_of::<Self>() + self.headers.size() + self.answer_headers.size() + texts + refused + facts
    }

    /// A header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.all(name).next()
    }

    /// A header of the answer.
    pub fn answer_header(&self, name: &str) -> Option<&str> {
        self.answer_headers.all(name).next()
    }

    /// Cookies that the answer sets: name and value.
    pub fn set_cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.answer_headers.all("set-cookie").filter_map(|cookie| cookie.split(';').next()?.trim().split_once('='))
    }

    /// Cookies of the request: name and value.
    pub fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.headers.all("cookie").flat_map(|cookies| cookies.split(';'));
        pairs.filter_map(|pair| pair.trim().split_once('='))
    }

    /// The parameters of query and form.
    pub fn parameters(&self) -> Parameters {
        if self.by == By::Api {
            return self.asked_by_call();
        }
        let query = Parameters::parse(self.query.as_bytes()).unwrap_or_default();
        Parameters::parse(self.form()).unwrap_or_default().or_from_query(query)
    }

    /// The body, if it is a form.
    fn form(&self) -> &[u8] {
        let kind = self.header("content-type").unwrap_or_default();
        if kind.starts_with("application/x-www-form-urlencoded") { &self.body.bytes } else { &[] }
    }

    /// The parameters of the request that a call stands for.
    fn asked_by_call(&self) -> Parameters {
        let wish: serde_json::Value = serde_json::from_slice(&self.body.bytes).unwrap_or_default();
        let text = |name: &str| wish.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        let read = |text: &str| Parameters::parse(text.as_bytes()).unwrap_or_default();
        let query = text("authorize_url").split_once('?').map_or("", |(_, query)| query);
        // Who asks for tokens says nothing of a request, but for which system.
        let told =
            [("client_id", text("client")), ("scope", text("scopes"))].into_iter().filter(|(_, text)| !text.is_empty());
        let of_tokens = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish();
        let told = if text("client").is_empty() { text("body") } else { &of_tokens };
        read(told).or_from_query(read(query.split('#').next().unwrap_or_default()))
    }

    /// The token that the request brings.
    pub fn bearer(&self) -> Option<&str> {
        sender::bearer(self.header("authorization")?)
    }

    /// The JSON object of the answer.
    pub fn json(&self) -> Option<serde_json::Map<String, serde_json::Value>> {
        let is_json = self.answer_header("content-type").is_some_and(|kind| kind.contains("json"));
        serde_json::from_slice(&self.answer.bytes).ok().filter(|_| is_json)
    }

    /// Where a browser was sent that is not a path of the stand.
    pub fn way_back(&self) -> Option<&str> {
        self.answer_header("location").filter(|address| address.contains("://") || !address.starts_with('/'))
    }
}
