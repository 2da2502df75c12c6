//! The errors of the standard endpoints: one word each, with the section that defines it.

use std::fmt;

/// One row of the table.
#[derive(Debug)]
pub struct StandardErrorDef {
    /// The error, by which the row is found.
    pub error: StandardError,
    /// The value of `error`.
    pub word: &'static str,
    /// Where it is defined.
    pub source: &'static str,
    /// What it means, for developers.
    pub meaning: &'static str,
}

macro_rules! errors {
    ($($name:ident $word:literal $source:literal $meaning:literal;)*) => {
        /// An error of the standard endpoints.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum StandardError { $(#[doc = $meaning] $name),* }

        /// Every error.
        pub const STANDARD_ERRORS: &[StandardErrorDef] = &[$(StandardErrorDef {
            error: StandardError::$name, word: $word, source: $source, meaning: $meaning,
        }),*];
    };
}

errors! {
    InvalidRequest "invalid_request" "RFC 6749, 4.1.2.1 and 5.2" "a parameter is absent, wrong or repeated";
    InvalidClient "invalid_client" "RFC 6749, 5.2" "the client is not known or has not proved itself";
    InvalidGrant "invalid_grant" "RFC 6749, 5.2" "the code or refresh token is not valid here and now";
    UnauthorizedClient "unauthorized_client" "RFC 6749, 4.1.2.1 and 5.2" "this client may not do this";
    UnsupportedGrantType "unsupported_grant_type" "RFC 6749, 5.2" "grant_type is not supported";
    UnsupportedResponseType "unsupported_response_type" "RFC 6749, 4.1.2.1" "response_type is not code";
    InvalidScope "invalid_scope" "RFC 6749, 3.3 and 5.2" "no scope is left that could be granted, or it is malformed";
    AccessDenied "access_denied" "RFC 6749, 4.1.2.1" "the citizen or the stand refused";
    ServerError "server_error" "RFC 6749, 4.1.2.1" "something broke";
    TemporarilyUnavailable "temporarily_unavailable" "RFC 6749, 4.1.2.1" "something stands in the way for a moment";
    InteractionRequired "interaction_required" "OpenID Connect Core, 3.1.2.6" "prompt=none, but a page would have to be shown";
    LoginRequired "login_required" "OpenID Connect Core, 3.1.2.6" "prompt=none and nobody suitable has signed in, or somebody else than demanded did";
    AccountSelectionRequired "account_selection_required" "OpenID Connect Core, 3.1.2.6" "prompt=none, and login_hint names another account than the one signed in";
    ConsentRequired "consent_required" "OpenID Connect Core, 3.1.2.6" "prompt=none, but consent is missing";
    InvalidRequestUri "invalid_request_uri" "OpenID Connect Core, 3.1.2.6; RFC 9126, 4" "the pushed request is unknown, used or out of date";
    InvalidRequestObject "invalid_request_object" "OpenID Connect Core, 3.1.2.6" "the request object cannot be accepted";
    RequestUriNotSupported "request_uri_not_supported" "OpenID Connect Core, 3.1.2.6" "request objects by reference are not fetched";
    RegistrationNotSupported "registration_not_supported" "OpenID Connect Core, 3.1.2.6" "clients come from fixtures";
    UnmetAuthenticationRequirements "unmet_authentication_requirements" "OpenID Connect Core Error Code UNMET_AUTHENTICATION_REQUIREMENTS 1.0, 3" "the account does not reach the essential acr";
    InvalidToken "invalid_token" "RFC 6750, 3.1" "the access token is wrong, expired or revoked";
    InsufficientScope "insufficient_scope" "RFC 6750, 3.1" "the access token lacks openid";
}

impl StandardError {
    /// The row of the table.
    pub fn def(self) -> &'static StandardErrorDef {
        &STANDARD_ERRORS[self as usize]
    }
}

impl fmt::Display for StandardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.def().word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_error_and_no_word_stands_twice() {
        for row in STANDARD_ERRORS {
            assert_eq!(row.error.def().word, row.word);
            assert_eq!(STANDARD_ERRORS.iter().filter(|other| other.word == row.word).count(), 1, "{}", row.word);
        }
    }
}
