//! Numbers that nobody guesses, their hashes, and passwords.

use argon2::Algorithm;
use argon2::Argon2;
use argon2::Params;
use argon2::PasswordHasher as _;
use argon2::PasswordVerifier as _;
use argon2::Version;
use aws_lc_rs::digest;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The machine gave no random numbers.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no random numbers")]
pub(crate) struct NoRandomness;

/// 256 random bits as text.
pub(crate) fn token() -> Result<String, NoRandomness> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// A random UUID (RFC 9562, version 4), as ЕСИА wants a state.
pub(crate) fn uuid() -> Result<String, NoRandomness> {
    let mut bytes = bytes::<16>()?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    Ok([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
}

fn bytes<const COUNT: usize>() -> Result<[u8; COUNT], NoRandomness> {
    let mut bytes = [0; COUNT];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// What is stored of a secret that somebody else keeps.
pub(crate) fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, secret.as_bytes()))
}

/// The key that guards forms; it lives as long as the process.
#[derive(Debug)]
pub(crate) struct Guard(hmac::Key);

impl Guard {
    /// A new key.
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes::<32>()?)))
    }

    /// The token that forms of this browser carry.
    pub(crate) fn token(&self, browser: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, browser.as_bytes()))
    }

    /// Is it that token?
    pub(crate) fn fits(&self, browser: &str, token: &str) -> bool {
        let tag = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
        hmac::verify(&self.0, browser.as_bytes(), &tag).is_ok()
    }
}

/// A password that somebody is sent: it keeps the five rules.
pub(crate) fn password() -> Result<String, NoRandomness> {
    let random: String = token()?.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    Ok(format!("Ep{random}7!"))
}

/// The hash of a password (Argon2id, RFC 9106).
pub(crate) fn hash_password(password: &str) -> Result<String, NoRandomness> {
    let salt = bytes::<16>()?;
    let hash = hasher().and_then(|argon2| argon2.hash_password_with_salt(password.as_bytes(), &salt).ok());
    hash.map(|hash| hash.to_string()).ok_or(NoRandomness)
}

/// Does the password belong to the hash? Without a hash the work is done all the same, so that nobody learns from the
/// time whether there is such a login.
pub(crate) fn verify_password(hash: Option<&str>, password: &str) -> bool {
    let fits =
        hasher().is_some_and(|argon2| argon2.verify_password(password.as_bytes(), hash.unwrap_or(NOBODY)).is_ok());
    fits && hash.is_some()
}

/// Enough for a demonstration, and little enough for a thousand sign-ins of a test run.
fn hasher() -> Option<Argon2<'static>> {
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).ok()?))
}

const NOBODY: &str = "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::password::broken;

    #[test]
    fn what_is_sent_keeps_the_five_rules_and_differs_each_time() {
        let (one, two) = (password().expect("random"), password().expect("random"));
        assert_eq!(broken(&one), []);
        assert_ne!(one, two);
        assert_eq!(uuid().expect("random").len(), 36);
        assert_eq!(uuid().expect("random").as_bytes()[14], b'4');
    }

    #[test]
    fn a_password_fits_its_own_hash_and_nobodys_none() {
        let hash = hash_password("Qwerty1!").expect("a hash");
        assert!(verify_password(Some(&hash), "Qwerty1!"));
        assert!(!verify_password(Some(&hash), "qwerty1!"));
        assert!(!verify_password(None, "Qwerty1!"));
        assert!(!verify_password(Some("no hash"), "Qwerty1!"));
    }

    #[test]
    fn the_token_of_a_form_is_one_browsers() {
        let guard = Guard::new().expect("random");
        assert!(guard.fits("a", &guard.token("a")));
        assert!(!guard.fits("b", &guard.token("a")));
        assert!(!guard.fits("a", ""));
    }
}
