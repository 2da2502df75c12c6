//! What a new password must be (accounts notes, section 5.5: no official list is public, so it is a table).
//!
//! Passwords of fixtures are not asked: those of the test contour are `11111111`.

/// The longest password; longer ones are not hashed.
pub const LONGEST: usize = 64;

/// The shortest one.
pub const SHORTEST: usize = 8;

/// Signs of which one must be there.
pub const SIGNS: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// Passwords that everybody tries first.
const COMMON: [&str; 6] = ["Qwerty1!", "Password1!", "Qwerty123!", "P@ssw0rd", "Aa123456!", "Gosuslugi1!"];

/// A demand that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    /// Shorter than [`SHORTEST`] or longer than [`LONGEST`].
    Length,
    /// No small Latin letter.
    NoLowerCase,
    /// No capital Latin letter.
    NoUpperCase,
    /// No digit.
    NoDigit,
    /// None of [`SIGNS`].
    NoSign,
    /// A letter that is not Latin, or something that nobody can type.
    ForeignLetter,
    /// A space.
    Space,
    /// The login itself.
    IsLogin,
    /// One that everybody tries first.
    Common,
}

/// One demand: what is said where it is not met, and the question.
type Demand = (WeakPassword, fn(&str) -> bool);

/// THE TABLE OF DEMANDS, in the order in which they are told.
const DEMANDS: [Demand; 8] = [
    (WeakPassword::Length, |text| (SHORTEST..=LONGEST).contains(&text.chars().count())),
    (WeakPassword::Space, |text| !text.chars().any(char::is_whitespace)),
    (WeakPassword::ForeignLetter, |text| text.chars().all(|c| c.is_ascii_graphic() || c.is_whitespace())),
    (WeakPassword::NoLowerCase, |text| text.bytes().any(|b| b.is_ascii_lowercase())),
    (WeakPassword::NoUpperCase, |text| text.bytes().any(|b| b.is_ascii_uppercase())),
    (WeakPassword::NoDigit, |text| text.bytes().any(|b| b.is_ascii_digit())),
    (WeakPassword::NoSign, |text| text.chars().any(|c| SIGNS.contains(c))),
    (WeakPassword::Common, |text| !COMMON.iter().any(|common| common.eq_ignore_ascii_case(text))),
];

/// The first demand that a password does not meet. `logins` are those of the account; `only_length` is the lenient
/// policy of the rule `password.policy`.
pub fn weakness(password: &str, logins: &[String], only_length: bool) -> Option<WeakPassword> {
    let demands = if only_length { &DEMANDS[..1] } else { &DEMANDS[..] };
    let unmet = demands.iter().find(|(_, is_met)| !is_met(password)).map(|(weakness, _)| *weakness);
    let is_login = logins.iter().any(|login| login.eq_ignore_ascii_case(password));
    unmet.or_else(|| (is_login && !only_length).then_some(WeakPassword::IsLogin))
}

/// Why a text is no hash of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Of another form.
    #[error("must be Argon2id in PHC form, as $argon2id$v=19$m=8,t=1,p=1$SALT$HASH, both in base64 without padding")]
    Form,
    /// A sign-in would take too much time or memory.
    #[error("must cost at most m={MOST_MEMORY} (KiB), t={MOST_PASSES}, p={MOST_LANES}: each sign-in takes so much")]
    Cost,
}

/// Looks at the hash of a password that somebody gives: its form, and what a sign-in with it would cost.
pub fn check_hash(text: &str) -> Result<(), HashError> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "argon2id", "v=19", costs, salt, hash] = parts.as_slice() else { return Err(HashError::Form) };
    let is_base64 = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
    if !is_base64(salt) || !is_base64(hash) || !(11..=64).contains(&salt.len()) || !(16..=86).contains(&hash.len()) {
        return Err(HashError::Form);
    }
    let mut costs = costs.split(',');
    for (name, most) in [("m=", MOST_MEMORY), ("t=", MOST_PASSES), ("p=", MOST_LANES)] {
        let cost = costs.next().and_then(|cost| cost.strip_prefix(name)).ok_or(HashError::Form)?;
        let cost: u32 = cost.parse().map_err(|_| HashError::Form)?;
        if !(1..=most).contains(&cost) {
            return Err(HashError::Cost);
        }
    }
    costs.next().map_or(Ok(()), |_| Err(HashError::Form))
}

const MOST_MEMORY: u32 = 65_536;
const MOST_PASSES: u32 = 10;
const MOST_LANES: u32 = 8;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strict(password: &str) -> Option<WeakPassword> {
        weakness(password, &["Anna1!@example.test".to_owned()], false)
    }

    #[test]
    fn each_demand_is_told() {
        for (password, told) in [
            ("Pa55word!", None),
            ("Aa1~Aa1~", None),
            ("Aa1!", Some(WeakPassword::Length)),
            ("PA55WORD!", Some(WeakPassword::NoLowerCase)),
            ("pa55word!", Some(WeakPassword::NoUpperCase)),
            ("Password!", Some(WeakPassword::NoDigit)),
            ("Pa55words", Some(WeakPassword::NoSign)),
            ("Pa55 word!", Some(WeakPassword::Space)),
            // Cyrillic «а»: it looks the same, and no keyboard would find it again.
            ("P\u{430}55word!", Some(WeakPassword::ForeignLetter)),
            ("qwerty1!", Some(WeakPassword::NoUpperCase)),
            ("QWERTy1!", Some(WeakPassword::Common)),
            ("Anna1!@example.test", Some(WeakPassword::IsLogin)),
        ] {
            assert_eq!(strict(password), told, "{password}");
        }
        assert_eq!(strict(&"Aa1!".repeat(16)), None);
        assert_eq!(strict(&"Aa1!".repeat(17)), Some(WeakPassword::Length));
    }

    #[test]
    fn the_lenient_policy_asks_for_the_length_alone() {
        assert_eq!(weakness("11111111", &[], true), None);
        assert_eq!(weakness("1111111", &[], true), Some(WeakPassword::Length));
    }

    #[test]
    fn a_hash_has_its_form_and_a_bounded_cost() {
        let salt = "AAAAAAAAAAAAAAAAAAAAAA";
        let with = |head: &str| format!("$argon2id{head}${salt}${salt}{salt}");
        for (text, told) in [
            (with("$v=19$m=8,t=1,p=1"), Ok(())),
            (with("$v=19$m=65536,t=10,p=8"), Ok(())),
            (with("$v=19$m=65537,t=1,p=1"), Err(HashError::Cost)),
            (with("$v=19$m=8,t=11,p=1"), Err(HashError::Cost)),
            (with("$v=19$m=0,t=1,p=1"), Err(HashError::Cost)),
            (with("$v=19$m=8,t=1,p=1,keyid=x"), Err(HashError::Form)),
            (with("$v=19$t=1,m=8,p=1"), Err(HashError::Form)),
            (with("$v=16$m=8,t=1,p=1"), Err(HashError::Form)),
            (format!("$argon2id$v=19$m=8,t=1,p=1$AA$ {salt}"), Err(HashError::Form)),
            ("11111111".to_owned(), Err(HashError::Form)),
            (String::new(), Err(HashError::Form)),
        ] {
            assert_eq!(check_hash(&text), told, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = strict(&text);
        }
    }
}
