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
    ChildCreated "child_created" "The account of a `child` was made from a `card`.";
    ChildLinked "child_linked" "The account of a `child` was linked to a `card`.";
    ChildUnlinked "child_unlinked" "The account of a `child` was unlinked from a `card`; `reason` says why: `parent`, `deleted`, `age`.";
    ChildBirthday "child_birthday" "A linked `child` grew 14 or 18 years old; `age` says which.";
    ChildAccountLinked "child_account_linked" "A parent linked this account to the `card` of a child; `level` is its own from now on.";
    ConfirmationRefused "confirmation_refused" "Identity was not confirmed: by which `way`, for which `reason`, and what `differs`.";
    PostCodeOrdered "post_code_ordered" "A code was sent by letter on paper, valid until `expires_at`.";
    AccessRestored "access_restored" "An operator has restored access; `was` says from which status.";
    Blocked "blocked" "An operator has blocked the account; `reason` says why.";
    SignatureUsed "signature_used" "Somebody signed in with an electronic signature; `certificate` is its serial number.";
    OrganizationAdded "organization_added" "An `organization` was registered by its head.";
    RoleGiven "role_given" "A place in an `organization` was taken, or its rights were changed: `admin`.";
    RoleEnded "role_ended" "A place in an `organization` has ended.";
    ContactAdded "contact_added" "A contact (`type`, `value`) was added; it is still to be verified.";
    ContactVerified "contact_verified" "A contact (`type`, `value`) was verified; `before` is the one that it replaced.";
    ContactRemoved "contact_removed" "A contact (`type`, `value`) was removed.";
    AddressChanged "address_changed" "An address (`type`) was written or changed.";
    AddressRemoved "address_removed" "An address (`type`) was removed.";
    DocumentAdded "document_added" "A document (`type`) was added.";
    DocumentRemoved "document_removed" "A document (`type`) was removed.";
    DocumentVerified "document_verified" "An identity document (`type`) was verified, and replaced the one before.";
    DocumentOutdated "document_outdated" "The passport was not renewed at the age of 20 or 45 in time; `from` is the first day.";
    NameChanged "name_changed" "The name was changed, `before` and `after`, once МВД and СФР had agreed.";
    LevelLowered "level_lowered" "The account got a lower `level`, because of its outdated passport.";
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
