//! The `embed` parameter of REST (МР app. Б REST): which collections to write out in place.
//!
//! `(elements)`, `(elements-1)`, `(contacts.elements,documents.elements-1)`, `()`. A name that nobody knows changes
//! nothing: clients ask for `elements.person` and the like, which a stand may not have.

use crate::protocol::words::Words;
use crate::protocol::words::words;

/// What is to be written out in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// The elements of the collection that is asked for.
    pub elements: bool,
    /// Names of collections of a person or an organisation, with their elements.
    pub collections: Vec<String>,
    /// What is none of both, as it was sent.
    pub unknown: Vec<String>,
}

/// A text that is not an `embed`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "embed {0:?}: expected a list in parentheses of \"elements\" and \"<collection>.elements\", each optionally followed by -<version>"
)]
pub struct EmbedError(pub String);

impl EmbedError {
    /// The same in both languages.
    pub fn words(&self) -> Words {
        let Self(sent) = self;
        words!("{self}", "{sent:?} — не список в скобках из elements и <коллекция>.elements")
    }
}

impl Embed {
    /// Reads the decoded value.
    pub fn parse(text: &str) -> Result<Self, EmbedError> {
        let wrong = || EmbedError(text.chars().take(128).collect());
        let list = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or_else(wrong)?;
        let mut embed = Self::default();
        for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let words: Vec<&str> = item.split('.').collect();
            if !words.iter().all(|word| is_word(word)) {
                return Err(wrong());
            }
            let words: Vec<&str> = words.into_iter().map(versionless).collect();
            match words.as_slice() {
                // What is asked for below an element nobody has; the element itself is there.
                ["elements", ..] => embed.elements = true,
                // `(documents)` without elements is seen in front-end code; it embeds the collection.
                [name] | [name, "elements", ..] => embed.collections.push((*name).to_owned()),
                _ => embed.unknown.push(item.to_owned()),
            }
        }
        Ok(embed)
    }

    /// Is this collection to be written out?
    pub fn has(&self, collection: &str) -> bool {
        self.collections.iter().any(|name| name == collection)
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The word without the version of its schema.
fn versionless(word: &str) -> &str {
    match word.split_once('-') {
        Some((name, version)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_real_clients() {
        assert_eq!(Embed::parse("()"), Ok(Embed::default()));
        assert!(Embed::parse("(elements)").expect("valid").elements);
        assert!(Embed::parse("(elements-1)").expect("valid").elements);
        let many = Embed::parse("(contacts.elements,addresses.elements-1, documents.elements)").expect("valid");
        assert_eq!(many.collections, ["contacts", "addresses", "documents"]);
        let person = Embed::parse("(elements.person,elements.address-1)").expect("a name that is not known");
        assert_eq!(person, Embed { elements: true, ..Embed::default() });
        let unknown = Embed::parse("(a.b,contacts.elements.more)").expect("names that are not known");
        assert_eq!((unknown.unknown, unknown.collections), (vec!["a.b".to_owned()], vec!["contacts".to_owned()]));
        for wrong in ["", "elements", "(a..b)", "(elements-1", "((elements))", "(a b)"] {
            assert!(Embed::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text: String) {
            let _ = Embed::parse(&text);
        }
    }
}
