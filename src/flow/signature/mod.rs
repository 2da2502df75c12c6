//! The signature of a request (МР, «формирование client_secret») and why it was not accepted.
//!
//! | file | owns |
//! |---|---|
//! | `pkcs7` | generation v1: a PKCS#7 container with its certificate, ESIA-007005 |
//! | `bare` | generation v3: a bare signature, its certificate named by hash, ESIA-007053 |
//! | `signed` | a request with its signature, and the facts that every explanation needs |
//! | `diagnosis` | what the client signed instead |
//!
//! ЕСИА tells the client its code and nothing else; the log gets everything needed to mend it.

mod bare;
mod diagnosis;
mod pkcs7;
pub mod signed;

use chrono::DateTime;
use chrono::Utc;

use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::signed::Signed;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;

/// Verifies the signature of a request.
pub fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<(), Refusal> {
    if party.certificates.is_empty() {
        return Err(reasons::signature::certificate_absent(&party.client.mnemonic));
    }
    match signed.generation {
        Generation::V1 => pkcs7::check(party, signed, now),
        Generation::V3 if party.client.has(Quirk::V1Signature) && pkcs7::is_container(signed) => {
            pkcs7::check(party, signed, now)
        }
        Generation::V3 => bare::check(party, signed, now),
    }
}
