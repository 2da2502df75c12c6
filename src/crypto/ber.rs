//! BER to DER (X.690, 8 and 10): indefinite lengths, strings in pieces, lengths longer than needed.
//!
//! `BouncyCastle`, `openssl cms -stream` and `CryptoPro` send CMS in BER; everything else here reads DER only.
//! The order of a SET is left as received, because signed attributes are hashed as they came.
//! `der` 0.8.3 with its feature `ber` cannot take its place: it refuses strings in pieces of definite length and lengths
//! longer than needed, and reads a piece within a piece with its header.

/// Where and why the input is not BER.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{what} at byte {position}")]
pub struct BerError {
    /// Offset of the first byte that makes no sense.
    pub position: usize,
    /// What is wrong there.
    pub what: &'static str,
}

/// Rewrites exactly one BER element as DER; DER comes out as it went in.
///
/// The output is never longer than one and a half times the input.
pub fn to_der(input: &[u8]) -> Result<Vec<u8>, BerError> {
    if input.len() > MAX_LENGTH {
        return Err(BerError { position: MAX_LENGTH, what: "more data than allowed" });
    }
    let mut out = Vec::with_capacity(input.len() + 16);
    let end = element(input, 0, &mut out, 0)?;
    if end != input.len() {
        return Err(BerError { position: end, what: "data after the end" });
    }
    Ok(out)
}

/// Appends `tag`, the shortest form of the length, and `content`.
pub(crate) fn append(out: &mut Vec<u8>, tag: u8, content: &[u8]) {
    put_header(out, tag, content.len());
    out.extend_from_slice(content);
}

/// Reads one element at `at`, writes it as DER, returns the offset behind it.
fn element(input: &[u8], at: usize, out: &mut Vec<u8>, depth: usize) -> Result<usize, BerError> {
    if depth > MAX_DEPTH {
        return Err(BerError { position: at, what: "structures nested too deeply" });
    }
    let header = Header::read(input, at)?;
    let tag = if header.kind() == Kind::StringInPieces { header.tag & !CONSTRUCTED } else { header.tag };
    // What is DER already keeps its length; anything else gets its header when the content is there.
    let start = out.len();
    let expected = header.length.unwrap_or_default();
    put_header(out, tag, expected);
    let content = out.len();
    let end = match header.kind() {
        Kind::Primitive => header.copy_primitive(input, out)?,
        Kind::Constructed => children(input, header, |at, input| element(input, at, out, depth + 1))?,
        Kind::StringInPieces => pieces(input, header, out, depth)?,
    };
    if out.len() - content != expected {
        let content = out.split_off(content);
        out.truncate(start);
        append(out, tag, &content);
    }
    Ok(end)
}

/// Appends the contents of all pieces of a string, however nested.
fn pieces(input: &[u8], header: Header, out: &mut Vec<u8>, depth: usize) -> Result<usize, BerError> {
    if depth > MAX_DEPTH {
        return Err(BerError { position: header.content, what: "structures nested too deeply" });
    }
    children(input, header, |at, input| {
        let piece = Header::read(input, at)?;
        if piece.tag & !CONSTRUCTED != header.tag & !CONSTRUCTED {
            return Err(BerError { position: at, what: "a string made of pieces of another type" });
        }
        match piece.kind() {
            Kind::Primitive => piece.copy_primitive(input, out),
            Kind::Constructed | Kind::StringInPieces => pieces(input, piece, out, depth + 1),
        }
    })
}

/// Calls `each` at every element inside `header`; returns the offset behind the whole.
fn children(
    input: &[u8],
    header: Header,
    mut each: impl FnMut(usize, &[u8]) -> Result<usize, BerError>,
) -> Result<usize, BerError> {
    let mut at = header.content;
    let Some(length) = header.length else {
        loop {
            match input.get(at..) {
                Some([0, 0, ..]) => return Ok(at + 2),
                None | Some([]) => {
                    return Err(BerError { position: at, what: "no end-of-contents" });
                }
                Some(_) => at = each(at, input)?,
            }
        }
    };
    let end = at + length;
    let input = &input[..end];
    while at < end {
        at = each(at, input)?;
    }
    Ok(end)
}

/// Identifier and length of an element; `content` and `length` lie inside the input.
#[derive(Clone, Copy)]
struct Header {
    tag: u8,
    content: usize,
    /// `None`: until end-of-contents.
    length: Option<usize>,
}

#[derive(PartialEq)]
enum Kind {
    Primitive,
    Constructed,
    StringInPieces,
}

impl Header {
    fn read(input: &[u8], at: usize) -> Result<Self, BerError> {
        let fail = |position, what| Err(BerError { position, what });
        let Some(&tag) = input.get(at) else {
            return fail(at, "end of data instead of a tag");
        };
        if tag & TAG_NUMBER == TAG_NUMBER {
            return fail(at, "a tag number above 30");
        }
        if tag == 0 {
            return fail(at, "end-of-contents where none is due");
        }
        let Some(&first) = input.get(at + 1) else {
            return fail(at + 1, "end of data instead of a length");
        };
        let count = usize::from(first & 0x7F);
        let content = at + 2 + if first < 0x80 { 0 } else { count };
        let length = match first {
            0..0x80 => count,
            0x80 if tag & CONSTRUCTED != 0 => {
                return Ok(Self { tag, content, length: None });
            }
            0x80 => return fail(at + 1, "indefinite length of something without parts"),
            0xFF => return fail(at + 1, "a reserved length"),
            _ => match input.get(at + 2..content).and_then(big_endian) {
                Some(length) => length,
                None => return fail(at + 1, "a length that is cut short or too large"),
            },
        };
        if length > input.len().saturating_sub(content) {
            return fail(at + 1, "a length beyond the end of data");
        }
        Ok(Self { tag, content, length: Some(length) })
    }

    fn kind(self) -> Kind {
        match self.tag {
            tag if tag & CONSTRUCTED == 0 => Kind::Primitive,
            tag if STRINGS.contains(&(tag & !CONSTRUCTED)) => Kind::StringInPieces,
            _ => Kind::Constructed,
        }
    }

    fn copy_primitive(self, input: &[u8], out: &mut Vec<u8>) -> Result<usize, BerError> {
        let end = self.content + self.length.unwrap_or(0);
        let content = input
            .get(self.content..end)
            .ok_or(BerError { position: self.content, what: "a length beyond the end of data" })?;
        out.extend_from_slice(content);
        Ok(end)
    }
}

/// The number, or `None` when it does not fit into four bytes.
fn big_endian(bytes: &[u8]) -> Option<usize> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = &bytes[zeros..];
    (digits.len() <= 4).then(|| digits.iter().fold(0, |number, byte| (number << 8) | usize::from(*byte)))
}

/// Appends tag and length, the length in its shortest form.
fn put_header(out: &mut Vec<u8>, tag: u8, length: usize) {
    out.push(tag);
    let bytes = length.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    match &bytes[zeros..] {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap_or(0x7F));
            out.extend_from_slice(long);
        }
    }
}

const MAX_LENGTH: usize = 1 << 20;
const MAX_DEPTH: usize = 32;
const CONSTRUCTED: u8 = 0x20;
const TAG_NUMBER: u8 = 0x1F;

/// Universal types that BER allows to be sent in pieces; BIT STRING is left out, nobody splits one.
const STRINGS: [u8; 10] = [0x04, 0x0C, 0x12, 0x13, 0x14, 0x16, 0x19, 0x1A, 0x1C, 0x1E];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fails(input: &[u8]) -> (usize, &'static str) {
        let error = to_der(input).expect_err("must be refused");
        (error.position, error.what)
    }

    #[test]
    fn der_is_left_alone() {
        for der in [
            include_bytes!("vectors/detached.der").as_slice(),
            include_bytes!("vectors/two_signers.der"),
            include_bytes!("vectors/curve.crt.der"),
            &[5, 0],
        ] {
            assert_eq!(to_der(der).as_deref(), Ok(der));
        }
    }

    #[test]
    fn rewrites_what_der_forbids() {
        let indefinite = [0x30, 0x80, 2, 1, 7, 0x30, 0x80, 0, 0, 0, 0];
        assert_eq!(to_der(&indefinite).as_deref(), Ok([0x30, 5, 2, 1, 7, 0x30, 0].as_slice()));
        let pieces = [0x24, 0x80, 4, 2, 1, 2, 0x24, 3, 4, 1, 3, 0, 0];
        assert_eq!(to_der(&pieces).as_deref(), Ok([4, 3, 1, 2, 3].as_slice()));
        let long_length = [0x30, 0x84, 0, 0, 0, 3, 4, 0x81, 0];
        assert_eq!(to_der(&long_length).as_deref(), Ok([0x30, 2, 4, 0].as_slice()));
        let set = [0x31, 0x80, 2, 1, 9, 2, 1, 1, 0, 0];
        assert_eq!(to_der(&set).as_deref(), Ok([0x31, 6, 2, 1, 9, 2, 1, 1].as_slice()), "order stays");
        let mut large = vec![0x24, 0x80, 4, 0x82, 1, 0];
        large.extend([1; 256]);
        large.extend([0, 0]);
        assert_eq!(to_der(&large).expect("der")[..4], [4, 0x82, 1, 0]);
    }

    #[test]
    fn says_where_it_stopped() {
        assert_eq!(fails(&[]), (0, "end of data instead of a tag"));
        assert_eq!(fails(&[0x30]), (1, "end of data instead of a length"));
        assert_eq!(fails(&[0x30, 0x80, 2, 1, 7]), (5, "no end-of-contents"));
        assert_eq!(fails(&[0x30, 3, 2, 2, 7]), (3, "a length beyond the end of data"));
        assert_eq!(fails(&[4, 0x80, 0, 0]), (1, "indefinite length of something without parts"));
        assert_eq!(fails(&[4, 0x85, 1, 0, 0, 0, 0]), (1, "a length that is cut short or too large"));
        assert_eq!(fails(&[5, 0, 0]), (2, "data after the end"));
        assert_eq!(fails(&[0x24, 3, 2, 1, 0]), (2, "a string made of pieces of another type"));
        assert_eq!(fails(&[0x30, 2, 0, 0]), (2, "end-of-contents where none is due"));
        assert_eq!(fails(&[0x1F, 0x81, 1, 0]), (0, "a tag number above 30"));
        assert_eq!(fails(&[0x30, 0x80].repeat(1000)).1, "structures nested too deeply");
        assert_eq!(fails(&[0x24, 0x80].repeat(1000)).1, "structures nested too deeply");
        assert_eq!(fails(&vec![0; MAX_LENGTH + 1]).1, "more data than allowed");
    }

    proptest! {
        #[test]
        fn any_bytes_end_well(input in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(der) = to_der(&input) {
                prop_assert!(der.len() <= input.len() * 3 / 2);
                prop_assert_eq!(to_der(&der), Ok(der));
            }
        }
    }
}
