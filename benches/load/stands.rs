//! Many stands in one server: how fast one is made, what it weighs, and whether anything stays behind.

use std::time::Instant;

use anyhow::Context as _;
use serde_json::Value;

use crate::accounts::Cast;
use crate::crowd::median;
use crate::http::Connection;
use crate::login::Visitor;
use crate::process::Server;
use crate::process::Setup;

/// Where stands are made.
const STANDS: &str = "/_mock/api/v1/stands";

/// What many stands cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stands {
    /// From the call that makes one to its first answer, the median, in milliseconds.
    pub(crate) fork: f64,
    /// How many there were at once.
    pub(crate) at_once: usize,
    /// Memory when each has answered once, in MiB.
    pub(crate) after_health: f64,
    /// Memory after a whole login in each.
    pub(crate) after_login: f64,
    /// Memory after a tenth of the stands that were made and dropped, and how many those were.
    pub(crate) early: (usize, f64),
    /// Memory after all of them.
    pub(crate) late: (usize, f64),
}

/// Measures so many at once, and so many made and dropped one after another.
pub(crate) fn measure(setup: &Setup, cast: &Cast, at_once: usize, dropped: usize) -> anyhow::Result<Stands> {
    let server = Server::start(setup)?;
    let mut connection = Connection::open(server.address)?;
    let (mut forks, mut prefixes) = (Vec::new(), Vec::new());
    for _ in 0..at_once {
        let begin = Instant::now();
        let prefix = make(&mut connection)?;
        connection.get(&format!("{prefix}/_mock/health"), "")?.expect(200)?;
        forks.push(begin.elapsed().as_secs_f64() * 1e3);
        prefixes.push(prefix);
    }
    let after_health = server.memory()?;
    for prefix in &prefixes {
        Visitor::below(server.address, prefix)?.login(cast.usual(), &cast.accounts[0], true)?;
    }
    let after_login = server.memory()?;
    drop(server);

    let server = Server::start(setup)?;
    let mut connection = Connection::open(server.address)?;
    let mut early = (0, 0.0);
    for made in 1..=dropped {
        let prefix = make(&mut connection)?;
        connection.get(&format!("{prefix}/_mock/health"), "")?.expect(200)?;
        let name = prefix.rsplit('/').next().unwrap_or_default();
        connection.delete(&format!("{STANDS}/{name}"))?;
        if made == dropped.div_ceil(10) {
            early = (made, server.memory()?);
        }
    }
    let late = (dropped, server.memory()?);
    Ok(Stands { fork: median(&mut forks), at_once, after_health, after_login, early, late })
}

/// Makes a stand; gives the path below which it lives.
fn make(connection: &mut Connection) -> anyhow::Result<String> {
    let answer = connection.post_json(STANDS, "", "{}")?.expect(201)?;
    let made: Value = serde_json::from_str(answer.body)?;
    let url = made["url"].as_str().context("no url")?;
    let path = url.splitn(4, '/').nth(3).context("no path")?;
    Ok(format!("/{}", path.trim_end_matches('/')))
}
