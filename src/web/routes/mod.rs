//! THE ROUTE TABLE: every path, its shape, who may call it and what it is for; `esia-mock routes` prints it. A file for
//! each family of paths, and here how they are mounted.

mod conversation;
mod desk;
mod login;
mod own_pages;
mod relying_parties;
mod row;

use std::collections::HashMap;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::middleware::from_fn;
use actix_web::web;
use actix_web::web::Data;
use actix_web::web::ServiceConfig;

use crate::domain::public_url::PublicUrl;
use crate::web::control;
use crate::web::control::calls::CALLS;
use crate::web::control::openapi::call::Calls;
use crate::web::cors;
use crate::web::entrance::caller;
use crate::web::pages;
use crate::web::rest;
use crate::web::route::Caller;
pub use crate::web::route::Listed;
use crate::web::route::Places;
use crate::web::route::RouteDef;
use crate::web::route::Routes;
use crate::web::route::Surface;
use crate::web::route::could_begin;
use crate::web::state::OfStand;

/// The families. No path of one hides a path of another, whatever their order.
const FAMILIES: [&[RouteDef]; 5] =
    [relying_parties::ROWS, login::ROWS, own_pages::ROWS, desk::ROWS, conversation::ROWS];

/// Every route but those of REST, which `web::rest` lists by resource; those of the tester's API are a table of its own.
pub fn rows() -> impl Iterator<Item = &'static RouteDef> {
    FAMILIES.into_iter().flatten().chain(CALLS.iter().map(|call| &call.row))
}

/// Every route of the server, those of REST included.
pub fn listing() -> Vec<Listed> {
    let own = rows().map(|row| Listed {
        method: row.method,
        path: row.path.to_owned(),
        surface: row.surface.name(),
        about: row.about.to_owned(),
    });
    let resources = rest::RESOURCES.iter().map(|row| Listed {
        method: row.method,
        path: row.path.to_owned(),
        surface: Surface::Rest.name(),
        about: row.about.to_owned(),
    });
    own.chain(resources).collect()
}

/// Paths that are taken as a whole: what is not there is refused in their own way, and named stands live in the last.
const WHOLE: [&str; 3] = ["/rs/{rest:.*}", "/_stand/{rest:.*}", "/_mock/{rest:.*}"];

/// A public address whose path begins a path of the stand.
#[derive(Debug, thiserror::Error)]
#[error(
    "the path {path} is refused, because {taken} of the stand begins with it: behind a proxy that takes it away the two \
     could not be told apart; another path, such as /idp/esia, can"
)]
pub struct PrefixTaken {
    path: String,
    taken: &'static str,
}

/// Can the path of this address be told apart from the paths of the stand?
pub fn check_prefix(address: &PublicUrl) -> Result<(), PrefixTaken> {
    let listed = rows().map(|row| row.path).chain(rest::RESOURCES.iter().map(|row| row.path));
    let taken = listed.chain(WHOLE).find(|path| could_begin(path, address.segments()));
    match taken.filter(|_| !address.path().is_empty()) {
        Some(taken) => Err(PrefixTaken { path: address.path().to_owned(), taken }),
        None => Ok(()),
    }
}

/// The rows of each path, in their order; none is empty.
fn by_path() -> Vec<Vec<&'static RouteDef>> {
    let (mut paths, mut places): (Vec<Vec<_>>, HashMap<_, _>) = (Vec::new(), HashMap::new());
    for row in rows() {
        let place = *places.entry(row.path).or_insert(paths.len());
        match paths.get_mut(place) {
            Some(here) => here.push(row),
            None => paths.push(vec![row]),
        }
    }
    paths
}

/// Mounts every route; whatever is left over gets a page or JSON saying so. Paths are tried in the order in which they
/// are mounted, and those with variables cost a search each: first come those without, which make up logins.
pub fn configure(config: &mut ServiceConfig) {
    config.app_data(Data::new(Routes(rows().collect())));
    config.app_data(Data::new(Calls(CALLS)));
    let (varying, fixed): (Vec<_>, Vec<_>) = by_path().into_iter().partition(|here| here[0].path.contains('{'));
    mount(config, fixed);
    rest::configure(config);
    mount(config, varying);
    let unknown = web::resource("/_mock/{rest:.*}").default_service(web::to(control::unknown::call));
    config.service(unknown.wrap(from_fn(|stand: OfStand, request: ServiceRequest, next: Next<BoxBody>| {
        caller::check(Caller::Tester, stand, request, next)
    })));
    config.default_service(web::to(pages::error::not_found));
}

fn mount(config: &mut ServiceConfig, paths: Vec<Vec<&'static RouteDef>>) {
    for here in paths {
        let RouteDef { path, caller, .. } = *here[0];
        let places = Places::Each(here.clone());
        let resource =
            here.iter().fold(web::resource(path), |resource, row| resource.route((row.route)())).app_data(places);
        let resource = if here.iter().any(|row| row.surface == Surface::Control) {
            resource.default_service(web::to(control::unknown::wrong_method))
        } else {
            resource.default_service(web::to(pages::error::wrong_method))
        };
        if cors::is_shared(path) {
            let preflight = web::method(Method::OPTIONS).to(cors::preflight);
            config.service(resource.route(preflight).wrap(cors::headers()));
        } else if caller == Caller::Anyone {
            config.service(resource);
        } else {
            config.service(resource.wrap(from_fn(
                move |stand: OfStand, request: ServiceRequest, next: Next<BoxBody>| {
                    caller::check(caller, stand, request, next)
                },
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_no_beginning_of_a_path_of_the_stand() {
        let check = |path: &str| {
            let address = PublicUrl::parse(&format!("https://host{path}")).expect("an address");
            check_prefix(&address).map_err(|taken| taken.taken)
        };
        for free in ["", "/idp/esia", "/esia", "/login/esia", "/public/esia/x", "/idp/ext/Logout/x", "/_assets2"] {
            assert_eq!(check(free), Ok(()), "{free}");
        }
        for (prefix, taken) in [
            ("/idp", "/idp/ext/Logout"),
            ("/aas", "/aas/oauth2/ac"),
            ("/login", "/login"),
            ("/profile/", "/profile"),
            ("/profile/family/esia", "/profile/family/{id}"),
            ("/public/esia", "/public/{file}"),
            ("/rs", "/rs/prns/{oid}"),
            ("/rs/a/b/c/d", "/rs/{rest:.*}"),
            ("/_stand/x", "/_stand/{rest:.*}"),
            ("/_mock", "/_mock"),
        ] {
            assert_eq!(check(prefix), Err(taken), "{prefix}");
        }
    }
}
