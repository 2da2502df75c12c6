//! base64 as clients send it: of either alphabet, padded or not.

use base64::DecodeError;
use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::GeneralPurpose;
use base64::engine::GeneralPurposeConfig;

/// Decodes a parameter.
pub fn decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    EITHER.decode(text.replace('+', "-").replace('/', "_"))
}

const EITHER: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
