//! Password hashes: Argon2id (RFC 9106) with parameters chosen for a test stand, not for an attacker.
//!
//! 8 KiB and one pass, the least that RFC 9106 allows, cost a few microseconds, so that a thousand logins of a test run do not wait for them.

use argon2::Algorithm;
use argon2::Argon2;
use argon2::Params;
use argon2::PasswordHasher as _;
use argon2::PasswordVerifier as _;
use argon2::Version;

use super::CryptoError;

/// Hashes a password into the PHC string form.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<String, CryptoError> {
    hasher()
        .and_then(|argon2| argon2.hash_password_with_salt(password.as_bytes(), &salt).ok())
        .map(|hash| hash.to_string())
        .ok_or(CryptoError::Failed("hashing the password"))
}

/// Whether the password belongs to the hash; a hash that cannot be read belongs to no password.
pub fn verify(hash: &str, password: &str) -> bool {
    hasher().is_some_and(|argon2| argon2.verify_password(password.as_bytes(), hash).is_ok())
}

/// Does the work of [`verify`] for a login that does not exist, so that its absence cannot be timed.
pub fn verify_nobody(password: &str) -> bool {
    std::hint::black_box(verify(NOBODY, password));
    false
}

fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

const MEMORY_KIB: u32 = 8;
const PASSES: u32 = 1;
const LANES: u32 = 1;

/// The hash of sixteen zero bytes of salt and a password that was thrown away.
const NOBODY: &str = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let made = hash("Пароль-1", [7; 16]).expect("hash");
        assert!(made.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{made}");
        assert!(verify(&made, "Пароль-1"));
        assert!(!verify(&made, "пароль-1"));
        assert!(!verify(&made, ""));
        assert_ne!(made, hash("Пароль-1", [8; 16]).expect("hash"));
    }

    #[test]
    fn a_broken_hash_belongs_to_nobody() {
        assert!(!verify("", ""));
        assert!(!verify("$argon2id$v=19$m=8,t=1,p=1$AAAA", "x"));
        assert!(!verify("plain", "plain"));
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let made = hash("x", [0; 16]).expect("hash");
        let cost = |hash: &str| hash.split('$').take(5).map(str::len).collect::<Vec<_>>();
        assert_eq!(cost(NOBODY), cost(&made));
        assert_eq!(NOBODY.len(), made.len());
        assert!(!verify_nobody("x"));
    }
}
