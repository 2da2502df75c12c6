//! What a session knows of its person: in whose name, how far with the second factor, which offers.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::account::SecondFactor;
use crate::domain::challenge::Challenge;
use crate::domain::challenge::SecondProof;
use crate::domain::offer::Offer;
use crate::domain::session::ActingAs;
use crate::protocol::ids::Oid;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(
    ActingAs as StoredActingAs,
    SecondProof as StoredProof,
    Challenge as StoredChallenge,
    SecondFactor as StoredFactor,
    Offer as StoredOffer,
);

/// In whose name somebody acts.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ActingAs", rename_all = "snake_case")]
enum StoredActingAs {
    Person,
    Organization(Oid),
}

/// How far a session is with its second factor.
#[derive(Serialize, Deserialize)]
#[serde(remote = "SecondProof", rename_all = "snake_case")]
enum StoredProof {
    NotAsked,
    Asked(#[serde(with = "kept")] Challenge),
    Given,
}

/// A code that is asked for.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Challenge")]
struct StoredChallenge {
    #[serde(with = "kept")]
    factor: SecondFactor,
    code: Option<String>,
    made_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    attempts_left: u8,
}

/// By which way it comes.
#[derive(Serialize, Deserialize)]
#[serde(remote = "SecondFactor", rename_all = "snake_case")]
enum StoredFactor {
    None,
    Sms,
    Totp,
    Max,
}

/// What is offered on the way in.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Offer", rename_all = "snake_case")]
enum StoredOffer {
    FillMfa,
    MaxQuiz,
    MaxQuizRequired,
    ChangePassword,
}
