//! How far a login came: the nine stations, each with the time when it was passed.

use chrono::DateTime;
use chrono::Utc;

use crate::journal::entry::Entry;
use crate::journal::exchange::By;
use crate::journal::exchange::Exchange;
use crate::journal::links;
use crate::protocol::reasons;

/// The nine stations, in their order.
pub const STATIONS: [&str; 9] =
    ["request", "client_check", "sign_in", "second_factor", "role", "consent", "code", "token", "access"];

const REQUEST: usize = 0;
const CLIENT_CHECK: usize = 1;
const CODE: usize = 6;

/// A station of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Which.
    pub station: &'static str,
    /// How it stands with it.
    pub state: State,
    /// The last request that was there, and when it came.
    pub seen: Option<(u64, DateTime<Utc>)>,
}

/// How it stands with a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The login has gone through it.
    Passed,
    /// It was refused there the last time.
    Refused,
    /// There was nothing to do: the login is behind it already.
    Skipped,
    /// The login has not come so far.
    Ahead,
}

/// The way of a login, by its requests from the oldest on.
pub fn of(entries: &[Entry]) -> [Stop; 9] {
    let mut way = STATIONS.map(|station| Stop { station, state: State::Ahead, seen: None });
    for entry in entries {
        let (exchange, seen) = (&entry.exchange, Some((entry.n, entry.exchange.now)));
        let refused = refused_at(exchange);
        for at in stations(exchange, refused) {
            let state = if refused == Some(at) { State::Refused } else { State::Passed };
            way[at] = Stop { state, seen, ..way[at] };
        }
    }
    let last = way.iter().rposition(|stop| stop.seen.is_some()).unwrap_or_default();
    way.iter_mut().take(last).filter(|stop| stop.seen.is_none()).for_each(|stop| stop.state = State::Skipped);
    way
}

/// The station at which a request was refused: that of the reason, where it lies further on than that of the route. A
/// wrong parameter is found out where the system is checked, and whoever may not go on may be so at any later station.
fn refused_at(exchange: &Exchange) -> Option<usize> {
    let refused = exchange.refused.as_ref()?;
    let known = reasons::all().find(|reason| reason.id == refused.reason_id);
    let stations = [Some(exchange.station), known.map(|reason| reason.station)];
    let furthest = stations.into_iter().flatten().filter_map(position).max()?;
    Some(if furthest == REQUEST { CLIENT_CHECK } else { furthest })
}

/// Which of the nine a station of the table of routes is; other words are none.
fn position(station: &str) -> Option<usize> {
    // Claims about a citizen are data too.
    let station = if station == "userinfo" { "access" } else { station };
    STATIONS.iter().position(|known| *known == station)
}

/// Every station that a request has passed, and the one where it was refused.
fn stations(exchange: &Exchange, refused: Option<usize>) -> Vec<usize> {
    if exchange.by == By::Api {
        return by_call(exchange, refused);
    }
    let mut all: Vec<_> = match (position(exchange.station), refused) {
        (Some(REQUEST), Some(at)) => vec![REQUEST, CLIENT_CHECK, at],
        (Some(REQUEST), None) => vec![REQUEST, CLIENT_CHECK],
        (Some(at), None) if is_passed(exchange) => vec![at],
        (_, refused) => refused.into_iter().collect(),
    };
    if refused.is_none() && has_code(exchange) {
        all.push(CODE);
    }
    all
}

/// Whoever signs in by a call has all of it done at once, and the answer says what.
fn by_call(exchange: &Exchange, refused: Option<usize>) -> Vec<usize> {
    let fields = exchange.json().unwrap_or_default();
    let steps = fields.get("steps").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let mut all: Vec<_> = steps.iter().filter_map(|step| position(step.as_str()?)).chain(refused).collect();
    if fields.get("code").is_some_and(serde_json::Value::is_string) {
        all.push(CODE);
    }
    all
}

/// A page that is shown again has not been passed: a form that was right leads on.
fn is_passed(exchange: &Exchange) -> bool {
    let is_page = exchange.answer_header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    (200..400).contains(&exchange.status) && !(is_page && exchange.status == 200 && exchange.at == "login")
}

/// Did the browser leave with a code?
fn has_code(exchange: &Exchange) -> bool {
    let sent = exchange.way_back().and_then(links::sent_back);
    sent.is_some_and(|sent| sent.get("code").is_some()) || exchange.answer.text().and_then(links::posted_code).is_some()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::journal::exchange::Body;
    use crate::journal::exchange::Refused;
    use crate::journal::head::Head;
    use crate::journal::links::Facts;

    fn entry(n: u64, at: &'static str, station: &'static str, status: u16, head: &[(&str, &str)]) -> Entry {
        let exchange = Exchange {
            now: DateTime::UNIX_EPOCH,
            took: Duration::ZERO,
            by: By::Line,
            at,
            station,
            method: "POST".into(),
            path: "/".to_owned(),
            query: String::new(),
            headers: Head::default(),
            body: Body::default(),
            status,
            answer_headers: head.iter().copied().collect(),
            answer: Body::default(),
            refused: None,
            warnings: Vec::new(),
            fault: None,
            entered: None,
        };
        Entry { n, exchange: Arc::new(exchange), facts: Facts::default() }
    }

    fn states(entries: &[Entry]) -> String {
        let letter = |stop: &Stop| match stop.state {
            State::Passed => 'p',
            State::Refused => 'r',
            State::Skipped => 's',
            State::Ahead => '-',
        };
        of(entries).iter().map(letter).collect()
    }

    #[test]
    fn a_login_passes_its_stations_and_leaves_out_those_where_nothing_is_to_do() {
        let page = [("content-type", "text/html; charset=utf-8")];
        let mut all = vec![entry(1, "authorize", "request", 302, &[("location", "/login")])];
        assert_eq!(states(&all), "pp-------");
        all.push(entry(2, "login", "sign_in", 200, &page));
        assert_eq!(states(&all), "pp-------");
        all.push(entry(3, "login", "sign_in", 303, &[("location", "/login")]));
        assert_eq!(states(&all), "ppp------");
        all.push(entry(4, "login", "consent", 303, &[("location", "http://127.0.0.1/cb?code=x&state=y")]));
        assert_eq!(states(&all), "pppsspp--");
        all.push(entry(5, "token", "token", 200, &[]));
        all.push(entry(6, "rest.ctts", "access", 200, &[]));
        assert_eq!(states(&all), "pppsspppp");
    }

    #[test]
    fn a_refusal_stands_where_it_was() {
        let refused_for = |reason_id: &'static str, mut entry: Entry| {
            let exchange = Arc::make_mut(&mut entry.exchange);
            exchange.refused = Some(Refused {
                code: "ESIA-007005".to_owned(),
                reason_id,
                reason: String::new(),
                cure: String::new(),
                russian: None,
                facts: Vec::new(),
            });
            entry
        };
        let refused = |entry| refused_for("x", entry);
        assert_eq!(states(&[refused(entry(1, "authorize", "request", 400, &[]))]), "pr-------");
        let all = [entry(1, "authorize", "request", 302, &[]), refused(entry(2, "token", "token", 400, &[]))];
        assert_eq!(states(&all), "ppsssssr-");
        let last = entry(2, "login", "login", 302, &[("location", "http://127.0.0.1/cb?error=access_denied")]);
        let all = [entry(1, "authorize", "request", 302, &[]), refused_for("level-too-low", last)];
        assert_eq!(states(&all), "ppssssr--", "the reason knows it better than the route");
        let secret = refused_for("signed-by-other-key", entry(2, "token", "token", 400, &[]));
        assert_eq!(states(&[entry(1, "authorize", "request", 302, &[]), secret]), "ppsssssr-");
    }
}
