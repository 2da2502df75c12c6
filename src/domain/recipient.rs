//! Whom letters may really be sent to: nobody who could exist, and whomever the tester has named.
//!
//! Source: RFC 2606 and RFC 6761 keep the domains `.test`, `.example`, `.invalid` and `.localhost` for purposes like this.

use crate::domain::email::Email;
use crate::domain::message::Relay;

/// Domains that nobody can have.
const RESERVED: [&str; 4] = ["test", "example", "invalid", "localhost"];

/// Why a letter is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The account has no such address, or what it has is none.
    #[error("the recipient is no address")]
    NoAddress,
    /// Some servers take a part before the @ that looks like this for another address.
    #[error("the part before the @ may be read as another address")]
    Ambiguous,
    /// Somebody real might have it.
    #[error("neither a reserved domain (.test, .example, .invalid, .localhost) nor allowed by --smtp-allow")]
    NotAllowed,
    /// There is no server to give it to.
    #[error("the stand has no --smtp")]
    NoSmtp,
    /// A short message, or a letter by post.
    #[error("such messages never leave the stand")]
    NeverSent,
    /// It waited when its stand was copied.
    #[error("the stand that was copied sends it")]
    Copied,
}

impl NotSent {
    const ALL: [Self; 6] =
        [Self::NoAddress, Self::Ambiguous, Self::NotAllowed, Self::NoSmtp, Self::NeverSent, Self::Copied];

    /// Reads what is stored of it: its sentence.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.to_string() == text)
    }
}

impl From<NotSent> for Relay {
    fn from(why: NotSent) -> Self {
        Self::Kept { reason: why.to_string() }
    }
}

/// May a letter be sent to this address?
pub fn judge(to: &str, allowed: &[String]) -> Result<(), NotSent> {
    let email = Email::parse(to).map_err(|_| NotSent::NoAddress)?;
    let key = email.key();
    let (local, domain) = key.rsplit_once('@').ok_or(NotSent::NoAddress)?;
    if local.contains(['"', '%', '!', '@', ':']) {
        return Err(NotSent::Ambiguous);
    }
    let top = domain.rsplit('.').next().unwrap_or_default();
    let is_named = allowed.iter().map(|pattern| pattern.to_lowercase()).any(|pattern| {
        let pattern = pattern.strip_prefix('@').unwrap_or(&pattern);
        pattern == key || pattern == domain
    });
    if RESERVED.contains(&top) || is_named { Ok(()) } else { Err(NotSent::NotAllowed) }
}

/// Is this an address or a domain, such as `qa@company.ru` or `company.ru`?
pub fn is_pattern(text: &str) -> bool {
    let text = text.strip_prefix('@').unwrap_or(text);
    if text.contains('@') { Email::parse(text).is_ok() } else { Email::parse(&format!("anybody@{text}")).is_ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reserved_domains_and_named_ones() {
        let allowed = ["QA@Company.ru".to_owned(), "stand.company.ru".to_owned()];
        for right in ["a@b.test", "A@B.TEST", "a@x.y.example", "qa@company.ru", "x@stand.company.ru", "a@почта.test"]
        {
            assert_eq!(judge(right, &allowed), Ok(()), "{right}");
        }
        for wrong in ["a@mail.ru", "b@company.ru", "x@deep.stand.company.ru", "a@mytest", "a@test.ru", "a@b.test.ru"] {
            assert!(judge(wrong, &allowed).is_err(), "{wrong}");
        }
        assert_eq!(judge("a@mail.ru", &[]), Err(NotSent::NotAllowed));
    }

    #[test]
    fn an_address_inside_an_address_is_not_sent_to() {
        for wrong in ["real%mail.ru@b.test", "mail.ru!real@b.test", "\"real@mail.ru\"@b.test"] {
            assert_eq!(judge(wrong, &[]), Err(NotSent::Ambiguous), "{wrong}");
        }
        for wrong in ["", "a@b.test\r\nRCPT TO:<real@mail.ru>", "a@b.test,real@mail.ru", "<a@b.test>", "a b@c.test"] {
            assert!(judge(wrong, &[]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_pattern_is_an_address_or_a_domain() {
        for right in ["qa@company.ru", "company.ru", "@company.ru"] {
            assert!(is_pattern(right), "{right}");
        }
        for wrong in ["", "*", "ru", "company.ru/", "a@b@c.ru", "*.company.ru"] {
            assert!(!is_pattern(wrong), "{wrong}");
        }
    }
}
