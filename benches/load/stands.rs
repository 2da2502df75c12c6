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

/// Beside how many stands a login is measured.
const SIZES: [usize; 4] = [1, 10, 100, 1_000];

/// So many logins, for the system counts hundredths of a second.
const LOGINS: u32 = 200;

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
    /// Processor time of a whole login at the first of so many stands, in microseconds.
    pub(crate) logins: [(usize, f64); SIZES.len()],
    /// Memory after a tenth of the stands that were made and dropped, and how many those were.
    pub(crate) early: (usize, f64),
    /// Memory after all of them.
    pub(crate) late: (usize, f64),
}

/// Measures so many at once, and so many made and dropped one after another.
pub(crate) fn measure(setup: &Setup, cast: &Cast, at_once: usize, dropped: usize) -> anyhow::Result<Stands> {
    let server = Server::start(setup)?;
    let mut connection = Connection::open(server.address)?;
    let (mut forks, mut prefixes, mut logins) = (Vec::new(), Vec::new(), [(0, 0.0); SIZES.len()]);
    let mut sizes = SIZES.into_iter().zip(&mut logins).peekable();
    for made in 1..=at_once {
        let begin = Instant::now();
        let prefix = make(&mut connection)?;
        connection.get(&format!("{prefix}/_mock/health"), "")?.expect(200)?;
        forks.push(begin.elapsed().as_secs_f64() * 1e3);
        prefixes.push(prefix);
        if let Some((_, login)) = sizes.next_if(|(size, _)| *size == made) {
            *login = (made, a_login(&server, cast, &prefixes[0])?);
        }
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
    Ok(Stands { fork: median(&mut forks), at_once, after_health, after_login, logins, early, late })
}

/// Processor time of a whole login, in microseconds; everybody has a party that they have allowed nothing so far.
fn a_login(server: &Server, cast: &Cast, prefix: &str) -> anyhow::Result<f64> {
    let mut visitor = Visitor::below(server.address, prefix)?;
    let account = &cast.accounts[1];
    let mut login = |with_consent| visitor.login(cast.usual(), account, with_consent);
    // The first time there may be a consent page.
    login(false).or_else(|_| login(true))?;
    let before = server.cpu()?;
    for _ in 0..LOGINS {
        login(false)?;
    }
    Ok(server.cpu()?.saturating_sub(before).as_secs_f64() * 1e6 / f64::from(LOGINS))
}

/// Makes a stand; gives the path below which it lives.
pub(crate) fn make(connection: &mut Connection) -> anyhow::Result<String> {
    let answer = connection.post_json(STANDS, "", "{}")?.expect(201)?;
    let made: Value = serde_json::from_str(answer.body)?;
    let url = made["url"].as_str().context("no url")?;
    let path = url.splitn(4, '/').nth(3).context("no path")?;
    Ok(format!("/{}", path.trim_end_matches('/')))
}
