//! Robots over many stands, with faults in some of them: by call and by pages in turn. Nobody meets a failure that was
//! not asked for, nobody sees what is another stand's, and memory stays.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context as _;
use anyhow::ensure;
use serde_json::Value;
use serde_json::json;

use crate::accounts::Cast;
use crate::http::Connection;
use crate::login::Account;
use crate::login::Visitor;
use crate::process::Server;
use crate::process::Setup;
use crate::stands;

const STANDS: usize = 20;
/// So many of them have faults.
const BROKEN: usize = 5;
const ROBOTS: usize = 200;
/// How often the memory is looked at.
const LOOKS: u32 = 6;

/// What became of it.
#[derive(Clone, Debug)]
pub(crate) struct Robots {
    /// For so many seconds.
    pub(crate) seconds: f64,
    /// Logins that went well, and those that met the fault that was meant for them.
    pub(crate) logins: usize,
    pub(crate) failures: usize,
    /// Memory, one look after another, in MiB.
    pub(crate) memory: Vec<f64>,
}

/// What a robot is to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Well,
    /// The token endpoint answers 502.
    NoToken,
    /// The data come late.
    Late,
    /// Their last name is another.
    OtherName,
}

/// A robot: its stand, its person, and what it is to meet.
struct Robot<'a> {
    stand: &'a Place,
    account: &'a Account,
    fate: Fate,
}

/// A stand, and what people are called in it.
struct Place {
    prefix: String,
    name: String,
}

/// Lets robots sign in for so long; the first that meets what it was not to meet ends it all.
pub(crate) fn measure(setup: &Setup, cast: &Cast, time: Duration) -> anyhow::Result<Robots> {
    let server = Server::start(setup)?;
    let mut connection = Connection::open(server.address)?;
    let each = ROBOTS / STANDS;
    ensure!(cast.accounts.len() >= each, "{each} people are needed");
    let places = (0..STANDS).map(|number| place(&mut connection, cast, number)).collect::<anyhow::Result<Vec<_>>>()?;
    let robot = |number: usize| Robot {
        stand: &places[number / each],
        account: &cast.accounts[number % each],
        fate: if number / each < BROKEN { fate(number % each) } else { Fate::Well },
    };
    let robots: Vec<_> = (0..ROBOTS).map(robot).collect();
    let (begin, failed) = (Instant::now(), AtomicBool::new(false));
    let (stand, stopped) = (&server, &failed);
    let going = move || begin.elapsed() < time && !stopped.load(Ordering::Relaxed);
    let work =
        move |robot: &Robot<'_>| robot.work(stand, cast, going).inspect_err(|_| stopped.store(true, Ordering::Relaxed));
    let (memory, done) = std::thread::scope(|scope| {
        let threads: Vec<_> = robots.iter().map(|robot| scope.spawn(move || work(robot))).collect();
        let mut memory = Vec::new();
        for look in 1..=LOOKS {
            let until = time * look / LOOKS;
            while begin.elapsed() < until && !failed.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(50));
            }
            memory.push(server.memory()?);
        }
        let joined =
            threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow::anyhow!("a robot panicked"))?);
        anyhow::Ok((memory, joined.collect::<anyhow::Result<Vec<_>>>()?))
    })?;
    let sum = |of: fn(&(usize, usize)) -> usize| done.iter().map(of).sum::<usize>();
    Ok(Robots { seconds: time.as_secs_f64(), logins: sum(|one| one.0), failures: sum(|one| one.1), memory })
}

fn fate(robot: usize) -> Fate {
    match robot {
        0 => Fate::NoToken,
        1 => Fate::Late,
        2 => Fate::OtherName,
        _ => Fate::Well,
    }
}

/// A stand with people of its own name, and its faults.
fn place(connection: &mut Connection, cast: &Cast, number: usize) -> anyhow::Result<Place> {
    let prefix = stands::make(connection)?;
    let name = format!("Стендов{}", ["а", "б", "в", "г", "д"][number / 4].repeat(number % 4 + 1));
    for (robot, account) in cast.accounts.iter().take(ROBOTS / STANDS).enumerate() {
        let person = format!("{prefix}/_mock/api/v1/people/{}", account.oid);
        connection.patch_json(&person, &json!({ "last_name": name }).to_string())?.expect(200)?;
        let consent = json!({ "client": "LOAD_0", "person": account.oid.to_string(), "scopes": crate::login::SCOPE });
        connection.post_json(&format!("{prefix}/_mock/api/v1/tokens"), "", &consent.to_string())?.expect(200)?;
        let (at, action) = match fate(robot) {
            _ if number >= BROKEN => continue,
            Fate::Well => continue,
            Fate::NoToken => ("token", json!({ "status": 502 })),
            Fate::Late => ("rest", json!({ "delay": { "min": "PT0S", "max": "PT0.05S" } })),
            Fate::OtherName => ("rest", json!({ "data": { "set": { "lastName": "Подменов" } } })),
        };
        let fault = json!({ "at": at, "person": account.oid.to_string(), "times": null, "do": action });
        connection.post_json(&format!("{prefix}/_mock/api/v1/faults"), "", &fault.to_string())?.expect(201)?;
    }
    Ok(Place { prefix, name })
}

impl Robot<'_> {
    /// Signs in again and again; gives how often it went well, and how often it met its fault.
    fn work(&self, server: &Server, cast: &Cast, going: impl Fn() -> bool) -> anyhow::Result<(usize, usize)> {
        let mut visitor = Visitor::below(server.address, &self.stand.prefix)?;
        let (mut well, mut met) = (0, 0);
        while going() {
            let code = if usize::is_multiple_of(well + met, 2) {
                visitor.code_by_call(cast.usual(), self.account)?
            } else {
                visitor.code_by_pages(cast.usual(), self.account)?
            };
            let name = if self.fate == Fate::OtherName { "Подменов" } else { &self.stand.name };
            if self.fate == Fate::NoToken {
                visitor.refused_exchange(cast.usual(), &code, 502)?;
                met += 1;
                continue;
            }
            let token = visitor.exchange(cast.usual(), &code)?;
            let data: Value = visitor.data(self.account, &token)?;
            let seen = data["lastName"].as_str().context("no last name")?;
            ensure!(seen == name, "{}: {seen} in place of {name}", self.stand.prefix);
            if self.fate == Fate::Well { well += 1 } else { met += 1 }
        }
        Ok((well, met))
    }
}
