//! 5.4: a log that nobody reads.

use std::io::BufRead as _;
use std::time::Duration;

use crate::support::program;
use crate::support::program::Serving;
use crate::support::wire::Wire;

/// Enough to fill a pipe and the queue behind it many times.
const REFUSALS: usize = 6_000;

const REFUSED: &str = "GET /rs/prns/1 HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn is_refused_many_times(served: &Serving) -> Wire {
    let mut wire = Wire::to(&served.base);
    for at in 0..REFUSALS {
        let answer = wire.says(REFUSED).hears();
        assert_eq!(answer.map(|answer| answer.status), Some(401), "refusal {at}");
    }
    wire
}

#[test]
fn row_5_4_a_log_that_nobody_reads_holds_up_neither_answers_nor_the_stop() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    is_refused_many_times(&served);
    assert!(served.terminate() < Duration::from_secs(10));
}

#[test]
fn row_5_4_what_was_dropped_is_counted_and_told_of_when_somebody_reads_again() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    is_refused_many_times(&served);
    let (mut seen, mut lost) = (0, None);
    for line in served.log().lines() {
        let line = line.expect("a line");
        seen += usize::from(line.contains("ESIA-005011"));
        lost = line.split_once(" line(s) of the log could not be written").map(|(number, _)| number.to_owned());
        if lost.is_some() {
            break;
        }
    }
    let lost: usize = lost.and_then(|number| number.parse().ok()).expect("a number");
    assert_eq!(seen + lost, REFUSALS, "{seen} written, {lost} lost");
}
