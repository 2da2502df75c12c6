//! The mark of a stand: what tells it from every other, from the one it was made of, and from a later one of its name.
//!
//! It is hashed into whatever is stored of a secret that somebody else keeps, and stands in every token. So what one
//! stand gave out means nothing to another, even where their databases began as the same image.

use serde_json::Map;
use serde_json::Value;

use crate::crypto::digest;
use crate::crypto::jws::Jws;

/// The field of ours that says which stand made a token: in the header, at the standard endpoints among the claims.
const FIELD: &str = "esia_mock_stand";

/// Length of what tokens and cookies carry of a mark.
const TAG: usize = 16;

/// The mark of a stand. It is no secret, but of 256 bits, so that nobody meets another by chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    salt: String,
    tag: String,
}

impl Mark {
    /// A new one.
    pub fn new(drawn: [u8; 32]) -> Self {
        Self::from_text(digest::hex_upper(&drawn))
    }

    /// That of a database; files of earlier versions have none, and what they stored has none either.
    pub fn from_text(salt: String) -> Self {
        let mut tag = if salt.is_empty() { String::new() } else { digest::fingerprint(&salt).to_lowercase() };
        tag.truncate(TAG);
        Self { salt, tag }
    }

    /// As it is stored.
    pub fn text(&self) -> &str {
        &self.salt
    }

    /// What is stored of a secret that somebody else keeps, such as a cookie or a token.
    pub fn fingerprint(&self, secret: &str) -> String {
        digest::fingerprint(&format!("{}{secret}", self.salt))
    }

    /// What tokens and cookies carry of it; empty where there is none.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Puts it into a part of a token.
    pub fn put(&self, part: &mut Map<String, Value>) {
        if !self.tag.is_empty() {
            part.insert(FIELD.to_owned(), self.tag.as_str().into());
        }
    }

    /// Puts it into a token whose client does without fields of ours: its id begins with it.
    pub fn put_into_id(&self, claims: &mut Map<String, Value>) {
        if self.tag.is_empty() {
            return;
        }
        let own = match claims.get("jti").and_then(Value::as_str) {
            Some(id) => id.to_owned(),
            None => digest::fingerprint(&Value::Object(claims.clone()).to_string()).to_lowercase(),
        };
        claims.insert("jti".to_owned(), format!("{}{BETWEEN}{own}", self.tag).into());
    }

    /// Is it the mark of this token?
    pub fn is_of(&self, token: &Jws) -> bool {
        let (header, claims) = (token.header(), token.payload());
        let said = header.get(FIELD).or_else(|| claims.get(FIELD)).and_then(Value::as_str);
        let id = || claims.get("jti").and_then(Value::as_str).and_then(|id| id.split_once(BETWEEN)).map(|(tag, _)| tag);
        said.or_else(id).unwrap_or_default() == self.tag
    }
}

/// The id of a token, without the mark that it may begin with.
pub fn id(token: &Jws) -> Option<&str> {
    let id = token.payload().get("jti")?.as_str()?;
    Some(id.split_once(BETWEEN).map_or(id, |(_, own)| own))
}

/// Between the mark and the rest of an id; no UUID has one.
const BETWEEN: char = '.';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_part_what_two_stands_store_of_one_secret() {
        let (one, two, none) = (Mark::new([1; 32]), Mark::new([2; 32]), Mark::from_text(String::new()));
        assert_ne!(one.fingerprint("secret"), two.fingerprint("secret"));
        assert_eq!(none.fingerprint("secret"), digest::fingerprint("secret"), "as files of earlier versions have it");
        assert_eq!(Mark::from_text(one.text().to_owned()), one);
        assert_eq!((one.tag().len(), none.tag()), (TAG, ""));
        assert_ne!(one.tag(), two.tag());
    }
}
