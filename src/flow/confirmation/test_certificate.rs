//! Certificates that the stand makes for its people, and signatures with their keys: what a citizen has on a USB token.
//!
//! Keys are ГОСТ Р 34.10-2012 of 256 bits, drawn each time and kept nowhere.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::crypto::CryptoError;
use crate::crypto::certificate::Certificate;
use crate::crypto::cms;
use crate::crypto::gost;
use crate::crypto::gost::GostSigner;
use crate::crypto::gost::ParameterSet;
use crate::crypto::pem;
use crate::crypto::self_signed::Subject;
use crate::crypto::self_signed::Terms;
use crate::crypto::self_signed::self_signed;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::flow::stand::Stand;

/// What a certificate is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// As it should be.
    Valid,
    /// Its time is over.
    Expired,
    /// Another authority has issued it.
    Foreign,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 3] = [Self::Valid, Self::Expired, Self::Foreign];

    /// The word in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expired => "expired",
            Self::Foreign => "foreign",
        }
    }

    /// Reads the word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.name() == name)
    }
}

/// How long such a certificate is valid.
const YEAR: TimeDelta = TimeDelta::days(365);

/// Signs a text with a certificate of somebody: a detached CMS message, as a program at their computer would make it.
pub fn sign(stand: &Stand, person: &Person, condition: Condition, text: &str) -> Result<String, CryptoError> {
    let key = GostSigner::from_pem(&gost::generate(&mut stand.random.generator(), ParameterSet::CryptoProXchA)?)?;
    let certificate = certificate(stand, person, condition, &key)?;
    Ok(pem::encode("CMS", &cms::detached(&certificate, &key, text.as_bytes())?))
}

fn certificate(
    stand: &Stand,
    person: &Person,
    condition: Condition,
    key: &GostSigner,
) -> Result<Certificate, CryptoError> {
    let middle_name = person.name.middle_name().map(|name| format!(" {name}")).unwrap_or_default();
    let names = (person.name.to_string(), format!("{}{middle_name}", person.name.first_name()));
    let subject = Subject {
        common_name: &names.0,
        last_name: person.name.last_name().as_str(),
        given_names: &names.1,
        snils: person.snils.as_ref().map(Snils::digits).unwrap_or_default(),
        ..Subject::default()
    };
    let now = stand.clock.now();
    match condition {
        Condition::Valid => stand.platform.authority.issue(subject, key, terms(stand, now - TimeDelta::days(1))),
        Condition::Expired => {
            stand.platform.authority.issue(subject, key, terms(stand, now - YEAR - TimeDelta::days(1)))
        }
        Condition::Foreign => self_signed(subject, key, terms(stand, now - TimeDelta::days(1))),
    }
}

fn terms(stand: &Stand, from: DateTime<Utc>) -> Terms {
    // No certificate begins before 1970.
    let not_before = from.timestamp().max(0);
    Terms { not_before, not_after: not_before + YEAR.num_seconds(), serial: stand.random.bytes() }
}
