//! A file with more people than fit into memory: made, opened, searched, and somebody of it signed in.

use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use serde_json::Value;
use serde_json::json;

use crate::crowd::median;
use crate::crowd::number;
use crate::http::Connection;
use crate::process;
use crate::process::Server;
use crate::process::Setup;

/// What such a file costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Many {
    /// How many people.
    pub(crate) people: usize,
    /// Made a second by `generate`.
    pub(crate) per_second: f64,
    /// The file, in MiB.
    pub(crate) size: f64,
    /// From the start of the server to its first answer, the median, in milliseconds.
    pub(crate) start: f64,
    /// Memory then, in MiB.
    pub(crate) memory: f64,
    /// A first login with its exchange, in milliseconds.
    pub(crate) login: f64,
    /// A list of people by a piece of what they are known by, the median, in milliseconds.
    pub(crate) search: f64,
    /// Memory after all of that.
    pub(crate) memory_after: f64,
}

const STARTS: usize = 9;

/// Pieces of names, of a phone, of an e-mail and of a document's number; one that nobody has.
const ASKED: [&str; 6] =
    ["%D0%B8%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2", "9000012", "example", "000123", "person_0001", "zzzz"];

/// Measures such a file in a folder.
pub(crate) fn measure(setup: &Setup, folder: &Path, people: usize) -> anyhow::Result<Many> {
    let file = folder.join("many.db");
    let made = process::timed(&setup.program, &["generate", "--people", &people.to_string()], &[("--data", &file)])?;
    let size = std::fs::metadata(&file)?.len() / 1_024;
    let setup = Setup { data: Some(file.clone()), ..setup.clone() };
    let (mut starts, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let server = Server::start(&setup)?;
        starts.push(server.start.as_secs_f64() * 1e3);
        memory.push(server.memory()?);
        server.stop()?;
    }
    let server = Server::start(&setup)?;
    let mut connection = Connection::open(server.address)?;
    let confirmed = asks(&mut connection, "people?level=confirmed&limit=1")?;
    let oid = confirmed["people"][0]["oid"].as_u64().context("nobody is confirmed")?.to_string();
    let wish = json!({ "client": "EPOS_DEMO", "person": oid, "scopes": "openid fullname", "endpoint": "v1" });
    let begin = Instant::now();
    connection.post_json("/_mock/api/v1/tokens", "", &wish.to_string())?.expect(200)?;
    let login = begin.elapsed().as_secs_f64() * 1e3;
    let mut searches = Vec::new();
    for word in ASKED {
        let begin = Instant::now();
        asks(&mut connection, &format!("people?q={word}"))?;
        searches.push(begin.elapsed().as_secs_f64() * 1e3);
    }
    let memory_after = server.memory()?;
    server.stop()?;
    std::fs::remove_file(&file)?;
    Ok(Many {
        people,
        per_second: number(people) / made.as_secs_f64(),
        size: number(usize::try_from(size)?) / 1_024.0,
        start: median(&mut starts),
        memory: median(&mut memory),
        login,
        search: median(&mut searches),
        memory_after,
    })
}

fn asks(connection: &mut Connection, what: &str) -> anyhow::Result<Value> {
    let answer = connection.get(&format!("/_mock/api/v1/{what}"), "")?.expect(200)?;
    Ok(serde_json::from_str(answer.body)?)
}
