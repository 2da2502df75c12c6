//! An ID token that comes back (`id_token_hint`).

use serde_json::Value;

use crate::crypto::jws;
use crate::flow::mint::kind::is_standard_access;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// What an ID token that comes back says.
#[derive(Clone, Debug)]
pub struct Hint {
    /// `sub`.
    pub subject: String,
    /// `sid`.
    pub session: String,
    pub(super) audience: Value,
}

/// Reads an ID token of these endpoints; that it has expired does not matter (RP-Initiated Logout, 2; Core, 3.1.2.1).
pub fn read(stand: &Stand, token: &str) -> Result<Hint, Refusal> {
    let jws = jws::decode(token).map_err(reasons::standard::id_token_hint_unreadable)?;
    stand.verify(&jws).map_err(|foreign| {
        foreign.refused(reasons::standard::id_token_hint_foreign, reasons::standard::id_token_hint_of_other_stand)
    })?;
    let text = |name: &str| jws.payload().get(name).and_then(Value::as_str);
    let is_id_token = jws.header().get("typ").and_then(Value::as_str) == Some("JWT") && !is_standard_access(&jws);
    match (text("sub"), text("sid"), jws.payload().get("aud")) {
        (Some(subject), Some(session), Some(audience))
            if is_id_token && text("iss") == Some(&stand.standard_issuer()) =>
        {
            Ok(Hint { subject: subject.to_owned(), session: session.to_owned(), audience: audience.clone() })
        }
        _ => Err(reasons::standard::id_token_hint_other_token()),
    }
}
