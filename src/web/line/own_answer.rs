//! Answers that no handler makes: those of actix-http to what it cannot read (400, 431), and ours to what does not
//! come in time (408). They say what every answer says: that this is a test stand.

use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// What ends a request that does not come whole.
pub const TIMEOUT: &[u8] =
    b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\nx-esia-mock: test-only\r\n\r\n";

const NAMED: &[u8] = b"x-esia-mock: test-only\r\n";
const END: &[u8] = b"\r\n\r\n";
const BEGIN: &[u8] = b"HTTP/1.";
/// actix-http's own answers are shorter.
const LONGEST: usize = 256;

/// Does a connection begin as TLS does (RFC 8446, 5.1)?
pub fn is_tls(begin: &[u8]) -> bool {
    matches!(begin, [0x16, 3, ..])
}

/// What is said, and told to the log, where TLS comes to a port that speaks HTTP. Clients of TLS may show it.
pub fn to_tls() -> Vec<u8> {
    refused(&reasons::calls::tls_at_plain_port())
}

/// The same where HTTP comes to a port that speaks TLS.
pub fn to_plain() -> Vec<u8> {
    refused(&reasons::calls::plain_at_tls_port())
}

fn refused(refusal: &Refusal) -> Vec<u8> {
    let (id, told) = (refusal.row.id, refusal.told());
    tracing::warn!(target: "esia_mock::refused", "line: ({id}): {told}");
    let length = told.len() + 1;
    format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {length}\r\n\
         connection: close\r\nx-esia-mock: test-only\r\nx-esia-mock-reason-id: {id}\r\nx-esia-mock-reason: {told}\r\n\
         \r\n{told}\n"
    )
    .into_bytes()
}

/// Where in what is to be written an answer of actix-http itself begins. It is the last one on its connection, it is
/// all head, and unlike whatever passes the entrance it does not name the stand.
pub fn begin(written: &[u8]) -> Option<usize> {
    if !written.ends_with(END) {
        return None;
    }
    let from = written.len().saturating_sub(LONGEST);
    let last = &written[from..];
    let begin = last.windows(BEGIN.len()).rposition(|text| text == BEGIN)?;
    let head = &last[begin..];
    let is_refusal = matches!(head.get(BEGIN.len() + 2), Some(b'4' | b'5'));
    let is_named = head.windows(NAMED.len()).any(|text| text == NAMED);
    (is_refusal && !is_named).then_some(from + begin)
}

/// The same answer with the name of the stand.
pub fn named(answer: &[u8]) -> Vec<u8> {
    let head = answer.strip_suffix(b"\r\n").unwrap_or(answer);
    [head, NAMED, b"\r\n"].concat()
}
