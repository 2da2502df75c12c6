//! Headers of a message, in one text: requests are many, and each has a dozen.

use std::borrow::Cow;

/// Headers in their order.
#[derive(Clone, Debug, Default)]
pub struct Head(String);

/// What stands between a name and its value; a name has no colon.
const COLON: &str = ": ";

impl Head {
    /// An empty one, with room for so many bytes of names and values in so many headers.
    pub fn with_room(headers: usize, bytes: usize) -> Self {
        Self(String::with_capacity(bytes + headers * (COLON.len() + 1)))
    }

    /// Adds a header. A value has no end of line; what is no text in it is not kept as it is.
    pub fn add(&mut self, name: &str, value: &[u8]) {
        let value = String::from_utf8_lossy(value);
        let value = if value.contains('\n') { Cow::Owned(value.replace('\n', " ")) } else { value };
        for part in [name, COLON, &value, "\n"] {
            self.0.push_str(part);
        }
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.split_terminator('\n').filter_map(|line| line.split_once(COLON))
    }

    /// The values of a name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// How many bytes it takes.
    pub fn size(&self) -> usize {
        self.0.capacity()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Head {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(headers: I) -> Self {
        headers.into_iter().fold(Self::default(), |mut head, (name, value)| {
            head.add(name, value.as_bytes());
            head
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_what_they_were_in_their_order() {
        let headers =
            [("host", "127.0.0.1"), ("Cookie", "a=b: c; d=e"), ("x-empty", ""), ("x-space", " "), ("cookie", "f=ё")];
        let head: Head = headers.into_iter().collect();
        assert_eq!(head.iter().collect::<Vec<_>>(), headers);
        assert_eq!(head.all("cookie").collect::<Vec<_>>(), ["a=b: c; d=e", "f=ё"]);
        let mut odd = Head::with_room(1, 8);
        odd.add("x", b"a\xff\nb");
        assert_eq!(odd.iter().collect::<Vec<_>>(), [("x", "a\u{fffd} b")]);
        assert!(Head::default().iter().next().is_none());
    }
}
