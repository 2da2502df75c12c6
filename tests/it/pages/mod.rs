//! What the citizen sees: a file for each promise about all pages.

mod headers;
mod hostile_text;
mod notices;
mod selectors;
