//! One row of the route table, and what handlers ask the table; the table itself, which names every handler, is in
//! `routes`.

use actix_web::Route;
use actix_web::guard;
use actix_web::web;

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
    /// The tester's surface.
    Control,
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
        }
    }

    /// Who may call its paths, where a row does not say otherwise.
    pub const fn caller(self) -> Caller {
        match self {
            Self::Esia | Self::Oidc | Self::Rest | Self::Pages => Caller::Anyone,
            Self::Conversation => Caller::Robot,
            Self::Control => Caller::Tester,
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
    /// The station of the login, where it is one.
    pub station: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The handler.
    pub route: fn() -> Route,
}

/// `GET`, and `HEAD` for whoever wants the headers alone (RFC 9110 section 9.3.2).
pub fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
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

/// The table, as handlers see it.
#[derive(Clone, Copy, Debug)]
pub struct Routes(pub &'static [RouteDef]);

impl Routes {
    /// Is there something to get at this path?
    pub fn is_got(self, path: &str) -> bool {
        let matches = |pattern: &str| {
            let (known, given) = (pattern.split('/'), path.split('/'));
            known.clone().count() == given.clone().count()
                && known
                    .zip(given)
                    .all(|(known, given)| known == given || (known.starts_with('{') && !given.is_empty()))
        };
        self.0.iter().any(|row| row.method == "get" && matches(row.path))
    }

    /// The methods of a path of the table, as `Allow` lists them.
    pub fn allowed(self, path: &str) -> String {
        let rows = self.0.iter().filter(|row| row.path == path);
        let methods = rows.map(|row| match row.method {
            "get" => "GET, HEAD".to_owned(),
            other => other.to_uppercase(),
        });
        methods.collect::<Vec<_>>().join(", ")
    }
}
