//! Does a stand stay as fast when it fills? Registrations by phone, one after another, and the speed of each fifth.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context as _;
use anyhow::ensure;

use crate::crowd::number;
use crate::http::Connection;
use crate::process::Server;
use crate::process::Setup;

/// Parts of the whole that are compared with one another.
const PARTS: usize = 5;

/// Who registers at once: enough for all cores, and few enough to be alone with their cores.
const CLIENTS: usize = 4;

const PASSWORD: &str = "Test123456!";

/// Registrations a second in each part, the first one first.
pub(crate) fn registrations(setup: &Setup, count: usize) -> anyhow::Result<Vec<f64>> {
    let server = Server::start(setup)?;
    let next = AtomicUsize::new(0);
    let mut rates = Vec::new();
    for part in 1..=PARTS {
        let end = count * part / PARTS;
        let begin = Instant::now();
        let done = in_parallel(&server, &next, end)?;
        rates.push(number(done) / begin.elapsed().max(Duration::from_millis(1)).as_secs_f64());
    }
    Ok(rates)
}

/// Lets all clients register people until there are so many; gives how many they were.
fn in_parallel(server: &Server, next: &AtomicUsize, end: usize) -> anyhow::Result<usize> {
    std::thread::scope(|scope| {
        let client = || {
            let mut connection = Connection::open(server.address)?;
            let mut done = 0;
            loop {
                let person = next.fetch_add(1, Ordering::Relaxed);
                if person >= end {
                    // The next part begins with this person.
                    next.fetch_min(end, Ordering::Relaxed);
                    return anyhow::Ok(done);
                }
                register(&mut connection, person).with_context(|| format!("registration {person}"))?;
                done += 1;
            }
        };
        let threads: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        let mut done = 0;
        for thread in threads {
            done += thread.join().map_err(|_| anyhow::anyhow!("a client panicked"))??;
        }
        Ok(done)
    })
}

/// Name and phone, the code of the message, the password: three calls, and a look into the outbox.
fn register(connection: &mut Connection, person: usize) -> anyhow::Result<()> {
    let phone = format!("+7(907){person:07}");
    let data = format!(r#"{{"last_name":"Новая","first_name":"Запись","phone":"{phone}"}}"#);
    let answer = connection.post_json("/registration_api/registration/v1/user-data", "", &data)?.expect(200)?;
    let browser = answer.cookie("ctx_id").context("no ctx_id")?;
    let cookie = format!("Cookie: ctx_id={browser}\r\n");
    let code = code_to(connection, &phone)?;
    let code = format!(r#"{{"code":"{code}"}}"#);
    connection.post_json("/registration_api/activation/phone/verify-code", &cookie, &code)?.expect(200)?;
    let password = format!(r#"{{"password":"{PASSWORD}"}}"#);
    let done = connection.post_json("/registration_api/complete", &cookie, &password)?.expect(200)?;
    ensure!(done.body.contains("DONE"), "not done: {}", done.body);
    Ok(())
}

/// The six digits of the last message to a phone.
fn code_to(connection: &mut Connection, phone: &str) -> anyhow::Result<String> {
    let to = phone.replace('+', "%2B");
    let answer = connection.get(&format!("/_mock/api/v1/outbox?to={to}"), "")?.expect(200)?;
    let messages = answer.body;
    let text = &messages[messages.rfind("\"text\"").context("no message")?..];
    let mut words = text.split(|c: char| !c.is_ascii_digit());
    let code = words.find(|word| word.len() == 6).context("no code in the message")?;
    Ok(code.to_owned())
}
