//! A row of the table of the tester's calls.

use crate::web::control::openapi::draft::Draft;
use crate::web::route::RouteDef;

/// One call.
#[derive(Debug)]
pub struct Call {
    /// Its path, who may call, its handler.
    pub row: RouteDef,
    /// Its name: module and function of its handler, such as `people_list`.
    pub name: &'static str,
    /// Says what it reads and answers.
    pub describe: fn(&mut Draft<'_>),
    /// Calls that can be sent to a stand of the demo people one after another; the last is an example of this one.
    /// `METHOD PATH`, the path below `/_mock/api/v1` as a rule, then a body: JSON, or [`ARCHIVE`].
    pub example: &'static [&'static str],
}

impl Call {
    /// What it is about: the first word of its path.
    pub fn tag(&self) -> &'static str {
        let rest = self.row.path.trim_start_matches("/_mock/").trim_start_matches("api/v1/");
        rest.split(['/', '.']).next().filter(|word| !word.is_empty()).unwrap_or("api")
    }
}

/// The table, as handlers see it.
#[derive(Clone, Copy, Debug)]
pub struct Calls(pub &'static [Call]);

/// The beginning of nearly all paths of the API.
pub const API: &str = "/_mock/api/v1";

/// A body that is what `GET /export` answers.
pub const ARCHIVE: &str = "{export}";

/// One call of an example, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// `GET` and so on.
    pub method: &'a str,
    /// The path from [`API`] on, with its query.
    pub path: &'a str,
    /// The body; empty if there is none.
    pub body: &'a str,
}

impl<'a> Line<'a> {
    /// Takes it apart.
    pub fn of(text: &'a str) -> Self {
        let (method, rest) = text.split_once(' ').unwrap_or((text, ""));
        let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
        Self { method, path, body }
    }

    /// The path from the beginning of a stand on.
    pub fn full_path(&self) -> String {
        let is_whole = self.path.starts_with("/_mock") || self.path.starts_with("/.well-known");
        if is_whole { self.path.to_owned() } else { format!("{API}{}", self.path) }
    }
}
