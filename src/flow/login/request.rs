//! Station 1, `request`: the parameters are there and well-formed.
//!
//! What can be read before anything is known of the client; [`super::client_check`] goes on.

use crate::protocol::authorize::require;
use crate::protocol::parameters::Parameters;
use crate::protocol::parameters::ParametersError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// The word of the station.
pub const STATION: &str = "request";

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
    let parse = |text| Parameters::parse(text).map_err(ParametersError::refused);
    Ok(parse(body)?.or_from_query(parse(query)?))
}

/// Who asks, and where to.
pub fn addressed(sent: &Parameters) -> Result<Addressed<'_>, Refusal> {
    if let Some(name) = sent.repeated(&["client_id", "redirect_uri"]) {
        return Err(reasons::request::parameter_repeated(name));
    }
    Ok(Addressed { client_id: require(sent, "client_id")?, redirect_uri: require(sent, "redirect_uri")? })
}
