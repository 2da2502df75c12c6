//! What programs that sign do wrong with the text, so that a refusal can name it.

/// Tries the usual slips of signing programs: which of them makes the text fit?
pub(super) fn slip(expected: &[u8], mut fits: impl FnMut(&[u8]) -> bool) -> Option<&'static str> {
    let utf16 = String::from_utf8_lossy(expected).encode_utf16().flat_map(u16::to_le_bytes).collect();
    [
        ("with a line feed after it", [expected, b"\n"].concat()),
        ("with CR LF after it", [expected, b"\r\n"].concat()),
        ("with a byte order mark before it", [b"\xEF\xBB\xBF", expected].concat()),
        ("in UTF-16", utf16),
        ("with + in place of spaces", expected.iter().map(|byte| if *byte == b' ' { b'+' } else { *byte }).collect()),
    ]
    .into_iter()
    .find_map(|(variant, text): (_, Vec<u8>)| fits(&text).then_some(variant))
}
