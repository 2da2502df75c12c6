//! What every request passes before any handler: names of the stand, and who may call what.

mod addresses; // where it listens, by which addresses it is found
mod callers; // THE TABLE OF ROUTES, walked: foreign pages, no token, another content type
mod names; // Host, on every path
mod prefix; // an address with a path, behind proxies of both kinds
mod stations; // what the log says of where something stopped

use esia_mock::web::rest::RESOURCES;
use esia_mock::web::route::Caller;
use esia_mock::web::route::Surface;
use esia_mock::web::routes::rows;

/// A path to ask for, its variable parts filled in.
struct Asked {
    method: String,
    path: String,
    surface: Surface,
    caller: Caller,
}

/// Every route of the server, and a path that is none.
fn every_path() -> Vec<Asked> {
    let filled = |path: &str| {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    let own = rows().map(|row| Asked {
        method: row.method.to_uppercase(),
        path: filled(row.path),
        surface: row.surface,
        caller: row.caller,
    });
    let anyone =
        |path: &str, surface| Asked { method: "GET".to_owned(), path: filled(path), surface, caller: Caller::Anyone };
    let resources = RESOURCES.iter().map(|row| anyone(row.path, Surface::Rest));
    own.chain(resources).chain([anyone("/no/such/path", Surface::Pages)]).collect()
}
