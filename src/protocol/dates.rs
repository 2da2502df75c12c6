//! Times as each place of the wire writes them (МР 3.48: timestamp of a request; Б: REST dates).

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveDate;
use chrono::Utc;

/// `yyyy.MM.dd HH:mm:ss Z` of a signed request, for example `2026.01.25 14:36:11 +0300`.
///
/// The spelling is strict: clients that send anything else get ESIA-007014 from ЕСИА.
pub fn request_timestamp(text: &str) -> Option<DateTime<FixedOffset>> {
    let shape = b"0000.00.00 00:00:00 +0000";
    let fits = text.len() == shape.len()
        && text.bytes().zip(shape).all(|(got, want)| match want {
            b'0' => got.is_ascii_digit(),
            b'+' => got == b'+' || got == b'-',
            _ => got == *want,
        });
    if !fits {
        return None;
    }
    DateTime::parse_from_str(text, "%Y.%m.%d %H:%M:%S %z").ok()
}

/// Writes the timestamp of a signed request in UTC.
pub fn write_request_timestamp(time: DateTime<Utc>) -> String {
    time.format("%Y.%m.%d %H:%M:%S +0000").to_string()
}

/// `dd.MM.yyyy` of the REST answers.
pub fn rest_date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// Seconds since 1970 of token claims (RFC 7519 section 2, NumericDate).
pub fn numeric_date(time: DateTime<Utc>) -> i64 {
    time.timestamp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamp_is_strict_about_its_shape() {
        let read = request_timestamp("2026.01.25 14:36:11 +0300").expect("valid");
        assert_eq!(read.with_timezone(&Utc).to_rfc3339(), "2026-01-25T11:36:11+00:00");
        for wrong in [
            "",
            "2026.01.25 14:36:11  0300",
            "2026-01-25 14:36:11 +0300",
            "2026.01.25 14:36:11 +03:00",
            "2026.13.25 14:36:11 +0300",
            "2026.01.25 14:36:11 MSK",
            "٢٠٢٦.01.25 14:36:11 +0300",
        ] {
            assert!(request_timestamp(wrong).is_none(), "{wrong}");
        }
    }
}
