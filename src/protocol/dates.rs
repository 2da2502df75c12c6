//! Times as each place of the wire writes them (МР 3.48: timestamp of a request; Б: REST dates).

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::Utc;
use percent_encoding::percent_decode_str;

use crate::protocol::words::Words;

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

/// What is wrong with a timestamp of a signed request that cannot be read.
pub fn flaw(text: &str) -> Words {
    let is_right = |text: &str| request_timestamp(text).is_some();
    let parsed = |format: &str| DateTime::parse_from_str(text, format).is_ok();
    let without_zone = |format: &str| NaiveDateTime::parse_from_str(text, format).is_ok();
    let decoded = || percent_decode_str(text).decode_utf8_lossy().into_owned();
    let zone = text.get(20..);
    let zone_is = |of: fn(&u8) -> bool| zone.is_some_and(|zone| zone.bytes().all(|byte| of(&byte)));
    let (english, russian) = match text {
        _ if is_right(text.trim()) => {
            ("; it has blanks or line breaks at its ends", "; по краям пробелы или переводы строк")
        }
        _ if is_right(text.trim_matches('"')) => ("; it stands in quotation marks", "; он в кавычках"),
        _ if text.len() == 25
            && is_right(&format!("{}+{}", &text.get(..20).unwrap_or_default(), text.get(21..).unwrap_or_default())) =>
        {
            (
                "; its + arrived as a space, because it was not escaped as %2B",
                "; его + дошёл пробелом: его не закодировали как %2B",
            )
        }
        _ if is_right(&decoded())
            || is_right(&decoded().replace('+', " ").replacen("  ", " +", 1))
            || text.contains("%25")
            || text.contains("%20")
            || text.contains("%2B") =>
        {
            ("; it is percent-encoded once too often (encoded twice)", "; он закодирован дважды")
        }
        _ if text.len() >= 9 && text.bytes().all(|b| b.is_ascii_digit()) => {
            ("; it is a number of seconds or milliseconds since 1970", "; это число секунд или миллисекунд с 1970 года")
        }
        _ if DateTime::parse_from_rfc3339(text).is_ok() || parsed("%Y-%m-%d %H:%M:%S %z") => {
            ("; it is in ISO 8601, with hyphens in place of dots", "; он по ISO 8601, с дефисами вместо точек")
        }
        _ if parsed("%y.%m.%d %H:%M:%S %z") => ("; its year has two digits", "; год из двух цифр"),
        _ if parsed("%d.%m.%Y %H:%M:%S %z") => ("; its day stands before its year", "; день стоит перед годом"),
        _ if parsed("%Y.%m.%d %H:%M:%S %:z") => ("; its zone has a colon", "; в часовом поясе двоеточие"),
        _ if parsed("%Y.%m.%d %H:%M:%S%.f %z") => ("; it has fractions of a second", "; в нём доли секунды"),
        _ if parsed("%Y/%m/%d %H:%M:%S %z") => {
            ("; its date has slashes in place of dots", "; в дате косые черты вместо точек")
        }
        _ if parsed("%Y.%m.%d %I:%M:%S %p %z") => ("; its hours are of a clock of twelve", "; часы по двенадцать"),
        _ if parsed("%Y.%m.%d %H:%M:%S%z") => {
            ("; there is no blank before its zone", "; перед часовым поясом нет пробела")
        }
        _ if parsed("%Y.%m.%dT%H:%M:%S %z") || parsed("%Y.%m.%dT%H:%M:%S%z") => {
            ("; T stands in place of a blank", "; вместо пробела стоит T")
        }
        _ if without_zone("%Y.%m.%d %H:%M:%S") => ("; it has no zone", "; нет часового пояса"),
        _ if zone_is(u8::is_ascii_alphabetic) => (
            "; its zone has letters, not an offset such as +0300",
            "; часовой пояс буквами, а нужен сдвиг, например +0300",
        ),
        _ if zone.is_some_and(|zone| zone.len() == 4) && zone_is(u8::is_ascii_digit) => {
            ("; its zone has no sign", "; у часового пояса нет знака")
        }
        _ if !text.is_ascii() => ("; it has letters outside ASCII", "; в нём не только знаки ASCII"),
        _ => ("", ""),
    };
    Words::new(english, russian)
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
