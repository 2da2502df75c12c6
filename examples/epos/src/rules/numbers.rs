//! Numbers and dates as forms take them.

use chrono::NaiveDate;

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not so many signs, or others.
    Format,
    /// The control digit does not fit.
    Checksum,
}

/// ИНН of an organisation: ten digits, the last of which follows from the others.
pub fn inn(text: &str) -> Result<(), Wrong> {
    const WEIGHTS: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digits = digits(text, 10).filter(|digits| digits.iter().any(|digit| *digit != 0)).ok_or(Wrong::Format)?;
    let sum: u32 = WEIGHTS.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    if digits.get(9) == Some(&(sum % 11 % 10)) { Ok(()) } else { Err(Wrong::Checksum) }
}

/// КПП: nine digits; by a switch the fifth and sixth may be capital Latin letters.
pub fn kpp(text: &str, letters: bool) -> Result<(), Wrong> {
    let fits = |(at, sign): (usize, char)| {
        sign.is_ascii_digit() || (letters && (at == 4 || at == 5) && sign.is_ascii_uppercase())
    };
    if text.chars().count() == 9 && text.chars().enumerate().all(fits) { Ok(()) } else { Err(Wrong::Format) }
}

/// The digits of a СНИЛС, however it is written.
pub fn snils(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|sign| !matches!(sign, ' ' | '-')).collect();
    (digits.len() == 11 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

/// A date as people write it: ДД.ММ.ГГГГ, and nothing else.
pub fn date(text: &str) -> Option<NaiveDate> {
    let strict = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, sign)| if at == 2 || at == 5 { sign == b'.' } else { sign.is_ascii_digit() });
    if strict { NaiveDate::parse_from_str(text, "%d.%m.%Y").ok() } else { None }
}

/// An e-mail address, roughly: one `@`, a dot in the domain, no spaces, at most 254 signs.
pub fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let inside = |sign: char| sign.is_whitespace() || sign.is_control() || sign == '@' || sign == '<' || sign == '>';
    !user.is_empty()
        && text.len() <= 254
        && !text.contains(|sign| inside(sign) && sign != '@')
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

fn digits(text: &str, count: usize) -> Option<Vec<u32>> {
    let digits: Vec<u32> =
        text.chars().map(|sign| if sign.is_ascii() { sign.to_digit(10) } else { None }).collect::<Option<_>>()?;
    (digits.len() == count).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1.48, RSA-02: exactly ten digits with their control digit.
    #[test]
    fn an_inn_has_ten_digits_and_its_control_digit() {
        for right in ["7743013901", "5902990010", "5902000030"] {
            assert_eq!(inn(right), Ok(()), "{right}");
        }
        for short in ["774301390", "77430139011", "0000000000", "774301390a", "٧٧٤٣٠١٣٩٠١", ""] {
            assert_eq!(inn(short), Err(Wrong::Format), "{short}");
        }
        assert_eq!(inn("7743013902"), Err(Wrong::Checksum));
    }

    /// 1.49, RSA-03: exactly nine digits; letters by a switch, and Latin ones alone.
    #[test]
    fn a_kpp_has_nine_digits_and_letters_by_a_switch() {
        assert_eq!(kpp("590201001", false), Ok(()));
        assert_eq!(kpp("5902AZ001", false), Err(Wrong::Format));
        assert_eq!(kpp("5902AZ001", true), Ok(()));
        for wrong in ["59020100", "5902аб001", "A90201001"] {
            assert_eq!(kpp(wrong, true), Err(Wrong::Format), "{wrong}");
        }
    }

    /// 3.13: ДД.ММ.ГГГГ and no other way.
    #[test]
    fn a_date_is_written_in_one_way() {
        assert_eq!(date("29.02.2012"), NaiveDate::from_ymd_opt(2012, 2, 29));
        for wrong in ["29.02.2011", "1.2.2012", "2012-02-29", "29/02/2012", "", "٢٩.٠٢.٢٠١٢"] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_snils_is_its_digits_and_an_email_has_one_at_sign() {
        assert_eq!(snils("000-000-702 23").as_deref(), Some("00000070223"));
        assert_eq!(snils("000-000-702 2"), None);
        assert!(is_email("anna@example.test"));
        for wrong in ["anna", "@example.test", "anna@example", "an na@example.test", "a@b@c.test", "a<b@c.test"] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
