//! Names that testers make up for what they make: stands, snapshots, faults.

/// The longest.
const LONGEST: usize = 40;

/// What such a name must be.
pub const RIGHT: &str = "1 to 40 of a-z, 0-9 and -";

/// Is a text such a name?
pub fn is_label(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_in_paths_and_headers_as_they_are() {
        for right in ["a", "token-down-2", &"a".repeat(40)] {
            assert!(is_label(right), "{right}");
        }
        for wrong in ["", "A", "a b", "a/b", "a_b", "ы", "a\n", &"a".repeat(41)] {
            assert!(!is_label(wrong), "{wrong}");
        }
    }
}
