//! A stand inside a Rust program or test: no second process, a free port, a clock that you hold.
//!
//! `cargo run --example in_process` starts one, asks it whether it is there, moves its clock and ends.

use std::error::Error;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::net::TcpStream;

use esia_mock::Stand;

fn main() -> Result<(), Box<dyn Error>> {
    let stand = Stand::builder().clock("2026-09-01T09:00:00+05:00").start()?;
    say(&format!("point your client at {}", stand.url()))?;
    say(&format!("it answers {}", status(stand.url())?))?;

    // Sessions live three hours, access tokens one: all of them age at once.
    stand.advance("PT3H")?;
    say(&format!("the stand's clock shows {}", stand.clock().now()?))
}

/// The first line of the answer to `/_mock/health`.
fn status(url: &str) -> Result<String, Box<dyn Error>> {
    let mut connection = TcpStream::connect(url.trim_start_matches("http://"))?;
    connection.write_all(b"GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut line = String::new();
    BufReader::new(connection).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn say(line: &str) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
