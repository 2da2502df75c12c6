//! Which error of the standard endpoints means the same as a code of ЕСИА, and the other way round.

use crate::protocol::error::ERRORS;
use crate::protocol::error::EsiaCode;
use crate::protocol::oidc::error::STANDARD_ERRORS;
use crate::protocol::oidc::error::StandardError;

/// Codes of REST, which have no OAuth error beside them.
const OF_REST: [(EsiaCode, StandardError); 3] = [
    (EsiaCode::InvalidToken, StandardError::InvalidToken),
    (EsiaCode::ExpiredToken, StandardError::InvalidToken),
    (EsiaCode::ScopeNotAllowed, StandardError::InsufficientScope),
];

/// The error of the standard endpoints; `invalid_request` where none is like it.
pub fn standard_of(code: EsiaCode) -> StandardError {
    let of_rest = OF_REST.iter().find(|(known, _)| *known == code).map(|(_, error)| *error);
    let by_word = || STANDARD_ERRORS.iter().find(|row| row.word == code.def().error).map(|row| row.error);
    of_rest.or_else(by_word).unwrap_or(StandardError::InvalidRequest)
}

/// The first code of ЕСИА with this error; `ESIA-007003` where none is like it.
pub fn esia_of(error: StandardError) -> EsiaCode {
    let of_rest = OF_REST.iter().find(|(_, known)| *known == error).map(|(code, _)| *code);
    // The first one that is `invalid_request` is about certificates.
    let is_general = error == StandardError::InvalidRequest;
    let by_word = || ERRORS.iter().find(|row| row.error == error.def().word).map(|row| row.code);
    of_rest.or_else(|| by_word().filter(|_| !is_general)).unwrap_or(EsiaCode::InvalidRequest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_a_word_for_is_told_by_both() {
        for (code, error) in [
            (EsiaCode::AccessDenied, StandardError::AccessDenied),
            (EsiaCode::Unavailable, StandardError::TemporarilyUnavailable),
            (EsiaCode::InvalidGrant, StandardError::InvalidGrant),
            (EsiaCode::InvalidRequest, StandardError::InvalidRequest),
            (EsiaCode::ClientUnknown, StandardError::InvalidClient),
            (EsiaCode::InvalidToken, StandardError::InvalidToken),
        ] {
            assert_eq!((standard_of(code), esia_of(error)), (error, code));
        }
        assert_eq!(standard_of(EsiaCode::SecretWrong), StandardError::AccessDenied);
        assert_eq!(esia_of(StandardError::LoginRequired), EsiaCode::InvalidRequest);
    }
}
