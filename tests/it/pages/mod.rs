//! What the citizen sees: a file for each promise about all pages.

mod hands; // texts that were not true, steps without a way back
mod headers;
mod hostile_text;
mod language;
mod notices;
mod scripts; // in the syntax that every tester's browser knows
mod selectors;
