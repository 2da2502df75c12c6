//! THE TABLE OF PLACES: what a request asks for, as the journal and faults call it, and what can be known of it before
//! anybody has handled it.

use std::borrow::Cow;

/// A place.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The path from the beginning of a stand on; one that ends with `*` is the beginning of others.
    pub path: &'static str,
    /// Its name.
    pub at: &'static str,
}

macro_rules! places {
    ($($path:literal $at:literal;)*) => {
        /// Of several that fit the first counts.
        pub const PLACES: &[Place] = &[$(Place { path: $path, at: $at }),*];
    };
}

places! {
    "/aas/oauth2/ac" "authorize";
    "/aas/oauth2/v2/ac" "authorize";
    "/oidc/authorize" "authorize";
    "/oidc/par" "par";
    "/aas/oauth2/te" "token";
    "/aas/oauth2/v2/te" "token";
    "/aas/oauth2/v3/te" "token";
    "/oidc/token" "token";
    "/esia-rs/api/public/*" "token";
    "/oidc/userinfo" "userinfo";
    "/rs/*" "rest";
    "/oidc/jwks" "keys";
    "/public/*" "keys";
    "/.well-known/*" "discovery";
    "/oidc/introspect" "introspect";
    "/oidc/revoke" "revoke";
    "/idp/ext/Logout" "logout";
    "/oidc/end_session" "logout";
    "/login/registration*" "registration";
    "/login*" "login";
    "/aas/oauth2/api/*" "login";
    "/profile*" "profile";
    "/logs/*" "mail";
}

/// A name of the table.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The word.
    pub at: &'static str,
    /// What it is a part of: whoever means that means this too.
    pub part_of: &'static str,
    /// Can the system be known before such a request is handled?
    pub client: bool,
    /// And the person?
    pub person: bool,
    /// What is asked there.
    pub about: &'static str,
}

macro_rules! names {
    ($($at:literal of $part_of:literal $client:literal $person:literal $about:literal;)*) => {
        /// Every name.
        pub const NAMES: &[Name] =
            &[$(Name { at: $at, part_of: $part_of, client: $client, person: $person, about: $about }),*];
    };
}

// What is known of system and person: codes, tokens and cookies are looked at, and never used up.
names! {
    "authorize" of "" true true "a request for a code; a person is known where a session is open";
    "par" of "" true false "a pushed authorization request";
    "login" of "" true true "a step of the login, as a page or as JSON; a person is known once they have signed in";
    "registration" of "" true false "a step of a registration";
    "callback" of "" true true "the way back to the system, with a code or an error";
    "token" of "" true true "the token endpoint, whatever the grant";
    "refresh" of "token" true true "the token endpoint, asked with a refresh token";
    "userinfo" of "" true true "claims about the person, at the standard endpoints";
    "rest" of "" true true "data by access token";
    "rest.ctts" of "rest" true true "contacts";
    "rest.addrs" of "rest" true true "addresses";
    "rest.docs" of "rest" true true "documents";
    "rest.vhls" of "rest" true true "vehicles";
    "rest.kids" of "rest" true true "children";
    "rest.roles" of "rest" true true "places in organisations";
    "rest.orgs" of "rest" true true "organisations";
    "rest.emps" of "rest" true true "employees of an organisation";
    "rest.grps" of "rest" true true "access groups of an employee";
    "rest.brhs" of "rest" true true "branches of an organisation";
    "keys" of "" false false "keys that verify tokens";
    "discovery" of "" false false "metadata of the standard endpoints";
    "introspect" of "" true true "is a token good?";
    "revoke" of "" true true "a token is given back";
    "logout" of "" true true "the end of a session";
    "profile" of "" false true "the citizen's own pages";
    "mail" of "" false true "a letter on its way to the mail server (in the journal: the pages that show letters)";
    "other" of "" false false "whatever is not listed here";
}

/// What a sign-in by call asks for, in the place of a browser.
pub const AUTHORIZE: &str = "authorize";

/// Where tokens are.
pub const TOKEN: &str = "token";

/// The same, asked with a refresh token.
pub const REFRESH: &str = "refresh";

/// Letters.
pub const MAIL: &str = "mail";

/// Whatever is nowhere in the table.
pub const ELSEWHERE: &str = "other";

/// Every word.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|name| name.at)
}

/// What a path asks for. A slash too many counts for nothing, as everywhere.
pub fn at(path: &str) -> &'static str {
    let path = &*plain(path);
    let fits = |place: &&Place| match place.path.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == place.path,
    };
    match PLACES.iter().find(fits).map_or(ELSEWHERE, |place| place.at) {
        "rest" => noun(path),
        at => at,
    }
}

/// The same where it is known what is exchanged.
pub fn of_grant(at: &'static str, grant_type: Option<&str>) -> &'static str {
    if at == TOKEN && grant_type == Some("refresh_token") { REFRESH } else { at }
}

/// The part of REST that a path is about, by its last noun.
fn noun(path: &str) -> &'static str {
    let named = |part: &str| NAMES.iter().find(|name| name.at.strip_prefix("rest.") == Some(part));
    // `/rs/orgs/…` is about an organisation, `/rs/prns/{oid}/orgs` a part of a person.
    path.rsplit('/').find_map(named).map_or("rest", |name| name.at)
}

/// Is the request of a place meant by a name? `rest` means all of REST.
pub fn is_meant(at: &str, name: &str) -> bool {
    at == name || NAMES.iter().any(|one| one.at == at && one.part_of == name)
}

/// A path as routes know it: without slashes at its end, and never two in a row.
pub fn plain(path: &str) -> Cow<'_, str> {
    let trimmed = path.trim_end_matches('/');
    if trimmed.is_empty() {
        return Cow::Borrowed("/");
    }
    if !trimmed.contains("//") {
        return Cow::Borrowed(trimmed);
    }
    let parts = trimmed.split('/').filter(|part| !part.is_empty());
    Cow::Owned(parts.flat_map(|part| ["/", part]).collect())
}

/// Does a path fit a pattern, in which `*` means whatever comes there?
pub fn fits(pattern: &str, path: &str) -> bool {
    let path = &*plain(path);
    let Some((first, rest)) = pattern.split_once('*') else { return path == &*plain(pattern) };
    let Some(mut path) = path.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*').filter(|part| !part.is_empty()) {
        let Some(at) = path.find(part) else { return false };
        path = &path[at + part.len()..];
    }
    path.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_by_path() {
        for (path, expected) in [
            ("/aas/oauth2/ac", "authorize"),
            ("/rs/prns/1000", "rest"),
            ("/rs/prns/1000/ctts/5", "rest.ctts"),
            ("/rs/orgs/1/emps/2", "rest.emps"),
            ("/login/registration/contact", "registration"),
            ("/login/sign_in", "login"),
            ("//oidc//token/", "token"),
            ("/nothing", "other"),
            ("/", "other"),
        ] {
            assert_eq!(at(path), expected, "{path}");
        }
        assert!(is_meant("rest.ctts", "rest") && is_meant("rest", "rest") && !is_meant("rest", "rest.ctts"));
        assert!(is_meant("refresh", "token") && !is_meant("token", "refresh") && !is_meant("revoke", "re"));
    }

    #[test]
    fn every_place_has_a_name_and_every_part_a_whole() {
        for at in PLACES.iter().map(|place| place.at) {
            assert!(names().any(|name| name == at), "{at}");
        }
        for name in NAMES {
            assert_eq!(NAMES.iter().filter(|other| other.at == name.at).count(), 1, "{}", name.at);
            assert!(name.part_of.is_empty() || names().any(|whole| whole == name.part_of), "{}", name.at);
        }
    }

    #[test]
    fn a_star_is_whatever_comes_there() {
        for (pattern, path) in [
            ("/rs/prns/*", "/rs/prns/1/ctts"),
            ("/rs/*/ctts", "/rs/prns/1/ctts/"),
            ("*", "/"),
            ("/rs/prns/", "//rs/prns"),
            ("*/docs/*", "/rs/prns/1/docs/2"),
            ("/a*a*a", "/aaa"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("/rs/prns/*", "/rs/prns"), ("/a*a", "/a"), ("/a*a*a", "/aa"), ("", "/x"), ("/rs/*/docs", "/rs/1/ctts")]
        {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
