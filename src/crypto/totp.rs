//! One-time codes of an application (RFC 6238: SHA-1, six digits, 30 seconds), one period late or early.

use chrono::DateTime;
use chrono::Utc;
use totp_rs::Builder;
use totp_rs::Secret;
use totp_rs::Totp;

use super::CryptoError;

/// The code of a secret (base32) at this time.
pub fn code(secret: &str, now: DateTime<Utc>) -> Result<String, CryptoError> {
    Ok(application(secret)?.generate(seconds(now)).to_string())
}

/// A secret for an application, in base32, of these random bytes.
pub fn secret(bytes: [u8; 20]) -> String {
    Secret::from(bytes.to_vec()).to_base32()
}

/// What an application reads from a QR code: the secret of an account («Key Uri Format» of Google Authenticator).
pub fn address(secret: &str, account: &str) -> String {
    format!("otpauth://totp/esia-mock:{account}?secret={secret}&issuer=esia-mock&algorithm=SHA1&digits=6&period=30")
}

/// The period that a code belongs to, if it is right about now.
pub fn period(secret: &str, code: &str, now: DateTime<Utc>) -> Result<Option<u64>, CryptoError> {
    Ok(application(secret)?.check(code, seconds(now)))
}

fn application(secret: &str) -> Result<Totp, CryptoError> {
    let what = "the secret of an application";
    let secret = Secret::try_from_base32(secret).map_err(|error| CryptoError::unreadable(what, error))?;
    Builder::new().with_secret(secret).build().map_err(|error| CryptoError::unreadable(what, error))
}

fn seconds(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `12345678901234567890`
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("valid")
    }

    #[test]
    fn rfc_6238_appendix_b() {
        let vectors =
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")];
        for (time, expected) in vectors {
            assert_eq!(code(SECRET, at(time)).expect("a code"), expected, "{time}");
        }
    }

    #[test]
    fn a_code_may_be_one_period_late_or_early_and_tells_its_period() {
        let now = 1_234_567_890;
        for (away, expected) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let typed = code(SECRET, at(now + away)).expect("a code");
            let found = period(SECRET, &typed, at(now)).expect("readable");
            assert_eq!(found.is_some(), expected, "{away}");
            assert!(found.is_none_or(|period| period == u64::try_from((now + away) / 30).expect("positive")));
        }
    }

    #[test]
    fn what_is_no_code_is_wrong_and_what_is_no_secret_is_an_error() {
        for typed in ["", "1", "28708", "2870820", "28708x", "２８７０８２", "-28708", "+28708"] {
            assert_eq!(period(SECRET, typed, at(59)).expect("readable"), None, "{typed}");
        }
        assert!(code("not base32!", at(59)).is_err());
        assert!(code("GEZDGNBV", at(59)).is_err());
    }
}
