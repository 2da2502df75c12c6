//! What the citizen sees: a file for each promise about all pages.

mod headers;
mod hostile_text;
mod language;
mod notices;
mod selectors;
