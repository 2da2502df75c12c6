//! THE TABLE OF PLACES: what a request asks for, as the journal and faults call it.

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

/// The parts of REST that have names of their own, by the last noun of the path.
const NOUNS: &[(&str, &str)] = &[
    ("ctts", "rest.ctts"),
    ("addrs", "rest.addrs"),
    ("docs", "rest.docs"),
    ("vhls", "rest.vhls"),
    ("kids", "rest.kids"),
    ("roles", "rest.roles"),
    ("orgs", "rest.orgs"),
    ("emps", "rest.emps"),
    ("grps", "rest.grps"),
    ("brhs", "rest.brhs"),
];

/// What a sign-in by call asks for, in the place of a browser.
pub const AUTHORIZE: &str = "authorize";

/// Whatever is nowhere in the table.
pub const ELSEWHERE: &str = "other";

/// Every name.
pub fn names() -> impl Iterator<Item = &'static str> {
    let places = PLACES.iter().map(|place| place.at).chain(["refresh"]);
    let mut seen = Vec::new();
    places.chain(NOUNS.iter().map(|(_, at)| *at)).chain([ELSEWHERE]).filter(move |at| {
        let is_new = !seen.contains(at);
        seen.push(*at);
        is_new
    })
}

/// What a path asks for.
pub fn at(path: &str) -> &'static str {
    let fits = |place: &&Place| match place.path.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == place.path,
    };
    match PLACES.iter().find(fits).map_or(ELSEWHERE, |place| place.at) {
        "rest" => noun(path),
        at => at,
    }
}

fn noun(path: &str) -> &'static str {
    let noun = path.rsplit('/').find_map(|part| NOUNS.iter().find(|(noun, _)| *noun == part));
    // `/rs/orgs/…` is about an organisation, `/rs/prns/{oid}/orgs` a part of a person.
    noun.map_or("rest", |(_, at)| at)
}

/// Is the request of a place meant by a name? `rest` means all of REST.
pub fn is_meant(at: &str, name: &str) -> bool {
    at == name || at.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
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
            ("/nothing", "other"),
        ] {
            assert_eq!(at(path), expected, "{path}");
        }
        assert!(is_meant("rest.ctts", "rest") && is_meant("rest", "rest") && !is_meant("rest", "rest.ctts"));
        assert!(!is_meant("register", "reg"));
    }
}
