//! THE EVENT TABLE: what happens to citizens, as «Лента уведомлений» of the profile lists it.

use chrono::DateTime;
use chrono::Utc;
use serde_json::Value;

use crate::protocol::ids::Oid;

macro_rules! events {
    ($($name:ident $word:literal $doc:literal;)*) => {
        /// What kind of thing happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum EventKind { $(#[doc = $doc] $name),* }

        impl EventKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in the database and for testers.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

events! {
    Birthday "birthday" "Grew 14 or 18 years old; `age` says which.";
    LimitEnded "limit_ended" "The limit of 72 hours ended.";
    Registered "registered" "The account was made; `level` says of which level, `way` how.";
    CheckStarted "check_started" "Data were sent to a `registry`.";
    CheckAnswered "check_answered" "A `registry` has answered: `outcome`, and `reason` where it did not pass.";
    LevelRaised "level_raised" "The account got a higher `level`, by a `proof`.";
    PasswordChanged "password_changed" "The password was changed.";
    SessionsEnded "sessions_ended" "All sessions were ended, and tokens with them.";
    Deleted "deleted" "The account was deleted.";
    TermsAccepted "terms_accepted" "Registered on terms: editions of the `conditions` and of the `privacy` policy, and when (`accepted_at`).";
    Locked "locked" "The account was locked after wrong passwords.";
    Unlocked "unlocked" "The lock ended.";
    Recovered "recovered" "The password was recovered; `limited` says whether the account is limited now.";
    SecondFactorChanged "second_factor_changed" "The second factor was changed; `factor` says to which.";
    QuestionChanged "question_changed" "The security question was set, changed or taken away.";
    TrustedContactChanged "trusted_contact_changed" "A trusted contact was invited, has accepted or was switched off: `state`.";
    ConsentRevoked "consent_revoked" "The consent for a `client` was revoked.";
    ChildConsentChanged "child_consent_changed" "A parent allowed a child a `client`, or took that back: `state`.";
}

impl EventKind {
    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// To whom.
    pub oid: Oid,
    /// What.
    pub kind: EventKind,
    /// When, by the stand's clock.
    pub happened_at: DateTime<Utc>,
    /// What else there is to say; an object.
    pub data: Value,
}
