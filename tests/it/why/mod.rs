//! «Says why»: every wrong request is told its cause and its cure in one line, by the header, the log and the journal
//! (rows 2.1 to 2.24). Kinds of mistakes are tables; a row of them is a request, its reason and words of its line.

mod explained; // the diagnosis of a pasted request, without a server
mod hashes; // 2.5: a hash of something else than a certificate of the client
mod places; // the same of ЕСИА's own endpoints, REST and calls
mod remaining; // a wrong request for rows that no other test names
mod requests; // a wrong request for each row of the catalogue, at the standard endpoints
mod rights; // the same of REST, of tokens at their end and of whoever signs in
mod robots; // the same of calls of robots and of pages
mod rows; // the catalogue against tests and documentation
mod russian; // the same words for whoever reads Russian
mod signatures; // 2.1 to 2.4, 4.1: what was signed, by which key, and what is no signature at all
mod slips; // what developers got wrong when it was tried by hand: named, or taken with a warning
mod taken; // 2.13, 2.15: what is taken although the real ЕСИА may refuse it
mod tokens; // 2.8 to 2.12: codes and tokens at the wrong place, at the wrong time
mod told; // 2.13, 2.17 to 2.19, 2.21: where a reason is told
mod values; // 2.6, 2.7, 2.14, 2.16: parameters, paths, bodies

use crate::support::Answer;

/// Makes sure that an answer was refused for a reason, and that its line has these words and names a cure.
pub(crate) fn tells(what: &str, answer: &Answer, id: &str, words: &[&str]) {
    let (line, told) = (answer.header("x-esia-mock-reason"), answer.header("x-esia-mock-reason-id"));
    assert_eq!(told, id, "{what}: {line}");
    for word in words {
        assert!(line.contains(word), "{what}: {word:?} is not in {line:?}");
    }
    assert!(line.contains("what to do: "), "{what}: no cure in {line:?}");
    assert!(line.is_ascii() && line.len() <= 1_000 && !line.contains("\\u{"), "{what}: {line:?}");
}

/// Wrong requests with the reason that each is to be told; all that are told another one are shown together.
#[derive(Default)]
pub(crate) struct Told(Vec<String>);

impl Told {
    pub(crate) fn by(&mut self, what: &str, answer: &Answer, id: &str) {
        let (line, told) = (answer.header("x-esia-mock-reason"), answer.header("x-esia-mock-reason-id"));
        let is_line = line.is_ascii() && line.len() <= 1_000 && !line.contains("\\u{");
        if told != id || !is_line {
            self.0.push(format!("{what}: {id}, but came {} {told}: {line} {:.200}", answer.status, answer.text()));
        }
    }

    pub(crate) fn ends(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

/// The same for an answer that was taken with a warning.
pub(crate) fn warns(what: &str, answer: &Answer, id: &str) {
    let line = answer.header("x-esia-mock-warning");
    assert!(line.contains(&format!("({id})")), "{what}: {line:?} {}", answer.header("x-esia-mock-reason"));
    assert!(line.contains("what to do: ") && line.is_ascii(), "{what}: {line:?}");
}
