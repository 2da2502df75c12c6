//! A bar on the terminal that says how far it is; nothing where standard error is none.

use std::io::IsTerminal as _;
use std::io::Write as _;

/// How far it is.
#[derive(Debug)]
pub(super) struct Progress {
    all: u64,
    is_shown: bool,
}

impl Progress {
    /// Of so many.
    pub(super) fn of(all: u64) -> Self {
        Self { all, is_shown: std::io::stderr().is_terminal() }
    }

    /// So many are done.
    pub(super) fn show(&self, done: u64) {
        if self.is_shown {
            let _ = write!(std::io::stderr().lock(), "\r{}", bar(done, self.all));
        }
    }
}

/// Whatever is said next begins on an empty line.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(std::io::stderr().lock(), "\r{:1$}\r", "", bar(self.all, self.all).chars().count());
        }
    }
}

fn bar(done: u64, all: u64) -> String {
    let part = |of: u64| usize::try_from(done.min(all) * of / all.max(1)).unwrap_or_default();
    let (full, width) = (part(WIDTH), usize::try_from(WIDTH).unwrap_or_default());
    format!("[{}{}] {:3} %, {done} of {all} people", "#".repeat(full), " ".repeat(width - full), part(100))
}

const WIDTH: u64 = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_grows_with_what_is_done() {
        assert_eq!(bar(0, 10), format!("[{}]   0 %, 0 of 10 people", " ".repeat(40)));
        assert_eq!(bar(5, 10), format!("[{}{}]  50 %, 5 of 10 people", "#".repeat(20), " ".repeat(20)));
        assert_eq!(bar(10, 10), format!("[{}] 100 %, 10 of 10 people", "#".repeat(40)));
    }
}
