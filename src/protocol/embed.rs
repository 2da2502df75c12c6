//! The `embed` parameter of REST (МР app. Б REST): which collections to write out in place.
//!
//! `(elements)`, `(elements-1)`, `(contacts.elements,documents.elements-1)`, `()`.

/// What is to be written out in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// The elements of the collection that is asked for.
    pub elements: bool,
    /// Names of collections of a person or an organisation, with their elements.
    pub collections: Vec<String>,
}

/// A text that is not an `embed`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "embed {0:?}: expected a list in parentheses of \"elements\" and \"<collection>.elements\", each optionally followed by -<version>"
)]
pub struct EmbedError(pub String);

impl Embed {
    /// Reads the decoded value.
    pub fn parse(text: &str) -> Result<Self, EmbedError> {
        let wrong = || EmbedError(text.chars().take(128).collect());
        let list = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).ok_or_else(wrong)?;
        let mut embed = Self::default();
        for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (name, elements) = match item.rsplit_once('.') {
                Some((name, elements)) => (Some(name), elements),
                None => (None, item),
            };
            let versionless = elements.split_once('-').map_or(elements, |(word, version)| {
                if !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) { word } else { elements }
            });
            match name {
                None if versionless == "elements" => embed.elements = true,
                // `(documents)` without elements is seen in front-end code; it embeds the collection.
                None if is_name(item) => embed.collections.push(item.to_owned()),
                Some(name) if versionless == "elements" && is_name(name) => embed.collections.push(name.to_owned()),
                _ => return Err(wrong()),
            }
        }
        Ok(embed)
    }

    /// Is this collection to be written out?
    pub fn has(&self, collection: &str) -> bool {
        self.collections.iter().any(|name| name == collection)
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase())
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
        for wrong in ["", "elements", "(a.b)", "(elements-x)", "(a.elements", "(A.elements)"] {
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
