//! `--data FILE`: files of every published version are read, and whatever is no file of the stand is left alone.
//!
//! `vN.sql` is a file of version N as `sqlite3 FILE .dump` would write it, made by the program of that time; `vN.json`
//! is what its stand had promised by then. When the version of the schema is raised for a release, its file is made
//! once: `cargo test --test it -- --ignored makes_a_file_of_this_version`.

mod bounds;
mod making;
mod migration;
mod one_process;
mod plans;
mod refused;
mod transient;

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::support::Browser;
use crate::support::Http;
use crate::support::RelyingParty;
use crate::support::StandardClient;
use crate::support::app;
use crate::support::program;
use crate::support::program::Serving;
use crate::support::relying_party;

/// What a stand has promised: to systems, to citizens, to browsers.
#[derive(Serialize, Deserialize)]
struct Promises {
    /// A refresh token that works, and one that was used.
    refresh_token: String,
    used_refresh_token: String,
    /// A code that nobody has exchanged so far.
    code: String,
    /// Of the standard endpoints.
    standard_access_token: String,
    standard_refresh_token: String,
    /// Cookies of a browser that is signed in, of one that is asked for a consent, and of one that has applied.
    signed_in: String,
    asked: String,
    applied: String,
    /// The link that the applicant was sent.
    link: String,
    /// Somebody who has registered.
    login: String,
    password: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files")
}

fn serve(file: &Path) -> Serving {
    program::serve(&["--listen", "127.0.0.1:0", "--data", &file.to_string_lossy(), "--clock", app::START])
}

/// The systems of the demo fixtures at a server.
fn systems(http: &Arc<Http>, base: &str) -> (RelyingParty, StandardClient) {
    let epos = RelyingParty::new(Arc::clone(http), base, Arc::new(app::start), relying_party::epos());
    let standard = StandardClient::new(Arc::clone(http), base, "EPOS_DEMO", Some("epos-demo-secret"));
    (epos, standard.asking_for("openid fullname offline_access"))
}

/// A browser with the cookies that another one had.
fn browser(http: &Arc<Http>, base: &str, cookies: &str) -> Browser {
    let mut browser = Browser::new(Arc::clone(http), base);
    for (name, value) in cookies.split("; ").filter_map(|cookie| cookie.split_once('=')) {
        browser.plants(name, value);
    }
    browser
}
