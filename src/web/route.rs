//! One row of the route table, and what handlers ask the table; the table itself, which names every handler, is in
//! `routes`.

use actix_web::HttpRequest;
use actix_web::Route;
use actix_web::guard;
use actix_web::http::Method;
use actix_web::web;
use strsim::damerau_levenshtein;

use crate::protocol::meant;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Which surface a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// ЕСИА's own paths, for relying parties.
    Esia,
    /// The standard OpenID Connect endpoints, for relying parties.
    Oidc,
    /// Data of people and organisations, for relying parties.
    Rest,
    /// Pages of the citizen.
    Pages,
    /// The same steps as JSON, for the login page's script and for robots.
    Conversation,
    /// The tester's calls.
    Control,
    /// The tester's pages.
    Desk,
}

impl Surface {
    /// The name of its module.
    pub fn name(self) -> &'static str {
        match self {
            Self::Esia => "esia",
            Self::Oidc => "oidc",
            Self::Rest => "rest",
            Self::Pages => "pages",
            Self::Conversation => "conversation",
            Self::Control => "control",
            Self::Desk => "desk",
        }
    }

    /// How its paths refuse, where a row does not say otherwise. What the tester is told is `web::errors::problem`.
    pub const fn look(self) -> Look {
        match self {
            Self::Esia | Self::Pages | Self::Desk => Look::Page,
            Self::Oidc => Look::StandardJson,
            Self::Rest | Self::Control => Look::RestJson,
            Self::Conversation => Look::Conversation,
        }
    }

    /// Who may call its paths, where a row does not say otherwise.
    pub const fn caller(self) -> Caller {
        match self {
            Self::Esia | Self::Oidc | Self::Rest | Self::Pages => Caller::Anyone,
            Self::Conversation => Caller::Robot,
            Self::Control => Caller::Tester,
            Self::Desk => Caller::Operator,
        }
    }
}

/// Whom a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Everybody; what must be proved is in the request: a signature, a secret, a token, the token of a form.
    Anyone,
    /// The login page's own script, or a robot in its place: no page of another site.
    Robot,
    /// Whoever has the control token, where there is one: no page of another site either.
    Tester,
    /// The tester in a browser, who has typed the control token once, where there is one.
    Operator,
}

/// How a path refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// By a page.
    Page,
    /// As the token endpoint of ЕСИА does.
    OauthJson,
    /// As REST does.
    RestJson,
    /// As the calls of the login page do.
    Conversation,
    /// By a page of the standard endpoints.
    StandardPage,
    /// By JSON of the standard endpoints (RFC 6749, 5.2).
    StandardJson,
    /// By the same with the challenge of RFC 6750, 3.
    Bearer,
}

/// Where in the story a request is, and how it is refused there.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The station, for the log.
    pub station: &'static str,
    /// How it is refused.
    pub look: Look,
}

impl Place {
    /// Where nothing is mounted, or not for the method.
    pub const NOWHERE: Self = Self { station: "routes", look: Look::Page };

    /// The place of a request that has been routed.
    pub fn of(http: &HttpRequest) -> Self {
        let here = http.app_data::<Places>().and_then(|places| places.of(http.method()));
        here.unwrap_or(Self::NOWHERE)
    }
}

/// The places at a path, as its resource carries them.
#[derive(Clone, Debug)]
pub enum Places {
    /// The same for every method.
    Any(Place),
    /// One for each method.
    Each(Vec<&'static RouteDef>),
}

impl Places {
    fn of(&self, method: &Method) -> Option<Place> {
        match self {
            Self::Any(place) => Some(*place),
            Self::Each(rows) => {
                let is_asked = |row: &&&RouteDef| {
                    row.method.eq_ignore_ascii_case(method.as_str()) || (row.method == "get" && method == Method::HEAD)
                };
                rows.iter().find(is_asked).map(|row| Place { station: row.station, look: row.look })
            }
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct RouteDef {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path, its variable parts in braces.
    pub path: &'static str,
    /// Which surface.
    pub surface: Surface,
    /// Who may call it.
    pub caller: Caller,
    /// Where in the story it is, for the log: a station of the login, or another word.
    pub station: &'static str,
    /// How it refuses.
    pub look: Look,
    /// What it is for.
    pub about: &'static str,
    /// The handler.
    pub route: fn() -> Route,
}

/// `GET`, and `HEAD` for whoever wants the headers alone (RFC 9110 section 9.3.2).
pub fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// `POST`.
pub fn post() -> Route {
    web::post()
}

/// Could a path that fits this pattern begin with these segments?
pub fn could_begin<'a>(pattern: &str, segments: impl IntoIterator<Item = &'a str>) -> bool {
    let mut known = pattern.split('/').skip(1);
    for segment in segments {
        match known.next() {
            Some(rest) if rest.ends_with(":.*}") => return true,
            Some(part) if part == segment || part.starts_with('{') => {}
            Some(_) | None => return false,
        }
    }
    true
}

/// The path of the table that has as many parts, all of them the same but one that is nearly the same.
pub fn nearest_pattern<'a>(known: impl Iterator<Item = &'a str>, path: &str) -> Option<&'a str> {
    let far = |known: &str| {
        let (known, given): (Vec<_>, Vec<_>) = (known.split('/').collect(), path.split('/').collect());
        let parts = known.iter().zip(&given).filter(|(known, given)| !known.starts_with('{') && known != given);
        (known.len() == given.len())
            .then(|| parts.map(|(known, given)| damerau_levenshtein(known, given)).sum::<usize>())
    };
    let near = known.filter_map(|path| Some((far(path)?, path))).min();
    near.filter(|(far, _)| *far <= 2).map(|(_, path)| path)
}

/// `: did you mean …?` for a path that is not there; empty where none is like it.
pub fn hint<'a>(path: &str, known: impl Iterator<Item = &'a str> + Clone) -> Words {
    let path: String = path.chars().take(LONGEST_PATH).collect();
    let lower = path.to_lowercase();
    let plain = lower.trim_end_matches('/');
    let same = known.clone().find(|right| right.to_lowercase() == plain && *right != path);
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let ends_alike = known.clone().filter(|right| !right.contains('{') && last(right) == last(plain));
    let ends_alike = ends_alike.min_by_key(|right| damerau_levenshtein(&right.to_lowercase(), plain));
    let meant = same.or_else(|| alias(plain)).or_else(|| nearest_pattern(known.clone(), &path)).or(ends_alike);
    let meant = meant.or_else(|| meant::nearest(plain, known.filter(|right| !right.contains('{'))));
    meant.map(|right| words!(": did you mean {right}?", ": не имелось ли в виду {right}?")).unwrap_or_default()
}

/// What the endpoints of ЕСИА are called elsewhere.
fn alias(path: &str) -> Option<&'static str> {
    const ALIASES: [(&str, &str); 7] = [
        ("/aas/oauth2/v1/ac", "/aas/oauth2/ac"),
        ("/aas/oauth2/v1/te", "/aas/oauth2/te"),
        ("/aas/oauth2/token", "/aas/oauth2/te"),
        ("/aas/oauth2/authorize", "/aas/oauth2/ac"),
        ("/aas/oauth2/auth", "/aas/oauth2/ac"),
        ("/.well-known/jwks.json", "/oidc/jwks"),
        ("/oidc/logout", "/oidc/end_session"),
    ];
    let data = || ["/prns", "/orgs"].into_iter().find(|part| path.contains(part) && !path.starts_with("/rs/"));
    let known = ALIASES.into_iter().find(|(known, _)| *known == path).map(|(_, meant)| meant);
    known.or_else(|| data().map(|part| if part == "/prns" { "/rs/prns/{oid}" } else { "/rs/orgs/{oid}" }))
}

/// A path for one line: what follows the cure must not be cut off by it.
pub fn shown(path: &str) -> String {
    match path.char_indices().nth(LONGEST_PATH) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path.to_owned(),
    }
}

/// Longer paths are compared by their beginning.
const LONGEST_PATH: usize = 200;

/// The table, as handlers see it.
#[derive(Clone, Debug)]
pub struct Routes(pub Vec<&'static RouteDef>);

impl Routes {
    /// Is there something to get at this path?
    pub fn is_got(&self, path: &str) -> bool {
        self.find("get", path).is_some_and(|row| row.method == "get")
    }

    /// The row of a path and a method; what is said of `get` holds for `HEAD` too, and where the method is not
    /// possible, any row of the path serves.
    pub fn find(&self, method: &str, path: &str) -> Option<&'static RouteDef> {
        let matches = |pattern: &str| {
            let (known, given) = (pattern.split('/'), path.split('/'));
            known.clone().count() == given.clone().count()
                && known
                    .zip(given)
                    .all(|(known, given)| known == given || (known.starts_with('{') && !given.is_empty()))
        };
        let here = || self.0.iter().copied().filter(|row| matches(row.path));
        let method = if method == "HEAD" { "get" } else { method };
        here().find(|row| row.method.eq_ignore_ascii_case(method)).or_else(|| here().next())
    }

    /// The methods of a path of the table, as `Allow` lists them.
    pub fn allowed(&self, path: &str) -> String {
        let rows = self.0.iter().filter(|row| row.path == path);
        let methods = rows.map(|row| match row.method {
            "get" => "GET, HEAD".to_owned(),
            other => other.to_uppercase(),
        });
        methods.collect::<Vec<_>>().join(", ")
    }
}

/// One line of `esia-mock routes`.
#[derive(Debug)]
pub struct Listed {
    /// `get`, `post`, `put` or `delete`.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The name of the surface's module.
    pub surface: &'static str,
    /// What it is for.
    pub about: String,
}
