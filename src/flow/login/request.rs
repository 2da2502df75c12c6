//! Station 1, `request`: the parameters are there and well-formed.
//!
//! What can be read before anything is known of the client; [`super::client_check`] goes on.

use crate::protocol::authorize::require;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::parameters::Parameters;
use crate::protocol::parameters::ParametersError;

/// The two parameters without which there is nowhere to return to.
#[derive(Clone, Copy, Debug)]
pub struct Addressed<'a> {
    /// `client_id`.
    pub client_id: &'a str,
    /// `redirect_uri`.
    pub redirect_uri: &'a str,
}

/// Reads query and body together.
pub fn read(query: &[u8], body: &[u8]) -> Result<Parameters, Refusal> {
    let parse = |text| Parameters::parse(text).map_err(|error| unreadable(&error));
    Ok(parse(body)?.or_from_query(parse(query)?))
}

/// Who asks, and where to.
pub fn addressed(sent: &Parameters) -> Result<Addressed<'_>, Refusal> {
    if let Some(name) = sent.repeated(&["client_id", "redirect_uri"]) {
        return Err(Refusal::new(EsiaCode::InvalidRequest, format!("{name} is given more than once")));
    }
    Ok(Addressed { client_id: require(sent, "client_id")?, redirect_uri: require(sent, "redirect_uri")? })
}

fn unreadable(error: &ParametersError) -> Refusal {
    Refusal::new(EsiaCode::UnreadableRequest, error.to_string())
}

/// A body that could not be read.
pub fn unread(why: String) -> Refusal {
    Refusal::new(EsiaCode::UnreadableRequest, why)
}
