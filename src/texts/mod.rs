//! Words that people read on pages: the code has keys, `ru/*.ftl` and `en/*.ftl` have the words (Project Fluent).
//!
//! One file for each family of pages, of the same name in both languages, listed in [`catalogue`]. A key begins with
//! its page: `sign-in-title`. What comes from a person, a client or a fixture is no word of ours: it is given as an
//! argument, or as [`Text::plain`], and never translated. Nothing here is HTML; templates escape what they print.

mod catalogue;
mod language;
#[cfg(test)]
mod tests;
mod text;

pub use language::Language;
pub use text::Argument;
pub use text::Text;
