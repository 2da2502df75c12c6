//! The error table: ЕСИА code ↔ OAuth error ↔ text ↔ where it is known from.
//!
//! Why a code is given is a row of [`super::reasons`]. Codes, errors and texts come from МР 3.x (as quoted by public
//! clients) and from published captures; where the OAuth error of a code is not known the nearest one of RFC 6749
//! stands here and `docs/fidelity.md` says so.

use std::fmt;

/// Where the text of a code is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSource {
    /// Captured word for word.
    Captured,
    /// The sentence of RFC 6749, as captured codes of the same family use it.
    Rfc6749,
    /// Known by meaning only; the text is ours.
    Ours,
}

/// One row of the table.
#[derive(Debug)]
pub struct ErrorDef {
    /// The code, by which the row is found.
    pub code: EsiaCode,
    /// The number as it is printed: `007014`.
    pub number: &'static str,
    /// The OAuth error beside it; empty for REST codes.
    pub error: &'static str,
    /// The text after the code; `{}` is replaced by the parameter's name.
    pub text: &'static str,
    /// How certain the text is.
    pub source: TextSource,
    /// What it means, for developers.
    pub meaning: &'static str,
}

macro_rules! errors {
    ($($name:ident $number:literal $error:literal $source:ident $text:literal $meaning:literal;)*) => {
        /// A code of ЕСИА.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EsiaCode { $(#[doc = $meaning] $name),* }

        /// Every code, in the order of their numbers.
        pub const ERRORS: &[ErrorDef] = &[$(ErrorDef {
            code: EsiaCode::$name, number: $number, error: $error, text: $text,
            source: TextSource::$source, meaning: $meaning,
        }),*];

        impl EsiaCode {
            /// The row of the table.
            pub fn def(self) -> &'static ErrorDef { &ERRORS[self as usize] }
        }
    };
}

errors! {
    InvalidToken "005011" "" Captured "SecurityErrorEnum.invalidToken"
        "the access token cannot be read or its signature is wrong";
    ExpiredToken "005013" "" Captured "SecurityErrorEnum.expiredToken"
        "the access token has expired";
    ScopeNotAllowed "005029" "" Captured "SecurityErrorEnum.scopeNotAllowed"
        "the access token lacks the scope of this resource";
    ObjectNotFound "005050" "" Ours "SecurityErrorEnum.objectNotFound"
        "there is no such resource; the number is ours, ЕСИА's is not known";
    CertificateUnknown "007002" "invalid_request" Ours "OAuthErrorEnum.certificateUnknown"
        "no certificate is registered for this information system";
    InvalidRequest "007003" "invalid_request" Rfc6749
        "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed."
        "a parameter is wrong or repeated";
    AccessDenied "007004" "access_denied" Captured
        "The resource owner or authorization server denied the request."
        "the user or the service refused";
    UnauthorizedClient "007005" "unauthorized_client" Captured
        "The client is not authorized to request an access token using this method."
        "generation v1: the signature or its certificate is not accepted";
    InvalidScope "007006" "invalid_scope" Rfc6749
        "The requested scope is invalid, unknown, or malformed."
        "a scope is unknown or malformed";
    ServerError "007007" "server_error" Rfc6749
        "The authorization server encountered an unexpected condition that prevented it from fulfilling the request."
        "internal error";
    Unavailable "007008" "temporarily_unavailable" Rfc6749
        "The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server."
        "overload or maintenance";
    UnsupportedResponseType "007009" "unsupported_response_type" Rfc6749
        "The authorization server does not support obtaining an authorization code using this method."
        "response_type is not code";
    InvalidGrant "007011" "invalid_grant" Captured
        "The provided authorization grant or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."
        "the code or refresh token is not valid here and now";
    UnsupportedGrantType "007012" "unsupported_grant_type" Rfc6749
        "The authorization grant type is not supported by the authorization server."
        "grant_type is not supported";
    NoScope "007013" "invalid_scope" Ours "The request doesn`t contain the scope."
        "the request names no scope";
    MissingParameter "007014" "invalid_request" Captured
        "The request doesn`t contain the mandatory parameter [{}]."
        "a mandatory parameter is absent or unreadable";
    WrongTime "007015" "invalid_request" Ours "OAuthErrorEnum.wrongRequestTime"
        "the timestamp is too far from the clock of ЕСИА";
    NoGrants "007019" "access_denied" Captured "OAuthErrorEnum.noGrants"
        "the information system has no permission for this scope";
    RedirectNotAllowed "007023" "invalid_request" Ours "OAuthErrorEnum.redirectUriNotAllowed"
        "redirect_uri does not belong to the information system";
    UnreadableRequest "007038" "invalid_request" Ours "OAuthErrorEnum.unreadableRequest"
        "the parameters of the request cannot be read";
    NoCodeChallenge "007039" "invalid_grant" Ours "OAuthErrorEnum.codeChallengeMissing"
        "code_verifier is given, but the code request had no code_challenge";
    CodeVerifierWrong "007040" "invalid_grant" Ours "OAuthErrorEnum.codeVerifierWrong"
        "code_verifier does not belong to code_challenge";
    NoSecondFactor "007046" "access_denied" Ours "OAuthErrorEnum.noOtpAvailable"
        "the request demands two factors, and the user has no means for the second";
    SecretWrong "007053" "access_denied" Captured "OAuthErrorEnum.clientSecretWrong"
        "generation v3: the signature, the signed text or the certificate is wrong";
    LevelTooLow "007055" "access_denied" Ours "OAuthErrorEnum.personNotTrusted"
        "the account is not confirmed";
    RolesWrong "007060" "invalid_request" Ours "OAuthErrorEnum.rolesWrong"
        "the parameter roles is wrong";
    ObjectTypeWrong "007061" "invalid_request" Ours "OAuthErrorEnum.objTypeWrong"
        "the parameter obj_type is wrong";
    SubjectMismatch "007062" "access_denied" Ours "OAuthErrorEnum.subjectMismatch"
        "type or role of the user is not what the request demands";
    NotAnEmployee "007194" "access_denied" Ours "OAuthErrorEnum.notEmployee"
        "an organisation scope is asked for somebody who does not work there";
    ClientUnknown "008010" "invalid_client" Ours "OAuthErrorEnum.clientAuthenticationFailed"
        "the information system is not known";
    ConsentTypeMissing "036700" "invalid_request" Ours "PermissionErrorEnum.typeMissing"
        "permissions: the type of consent is absent";
    ConsentTypeUnknown "036701" "invalid_request" Ours "PermissionErrorEnum.typeUnknown"
        "permissions: no such type of consent is registered for the information system";
    ConsentScopeMissing "036702" "invalid_scope" Ours "PermissionErrorEnum.mandatoryScopeMissing"
        "permissions: a scope that this type of consent needs is absent";
    ConsentScopeExcess "036703" "invalid_scope" Ours "PermissionErrorEnum.scopeNotAllowed"
        "permissions: a scope is beyond this type of consent";
    ConsentScopesForbidden "036704" "invalid_scope" Ours "PermissionErrorEnum.scopesForbidden"
        "permissions: this type of consent fixes its scopes, none may be given";
    ConsentActionMissing "036705" "invalid_request" Ours "PermissionErrorEnum.actionMissing"
        "permissions: at least one action is needed";
    ConsentActionUnknown "036706" "invalid_request" Ours "PermissionErrorEnum.actionUnknown"
        "permissions: no such action";
    ConsentPurposeMissing "036707" "invalid_request" Ours "PermissionErrorEnum.purposeMissing"
        "permissions: a purpose is needed";
    ConsentExpiryWrong "036716" "invalid_request" Ours "PermissionErrorEnum.expiryWrong"
        "permissions: the expiry is wrong";
    ConsentPurposeUnknown "036726" "invalid_request" Ours "PermissionErrorEnum.purposeUnknown"
        "permissions: no such purpose";
    ConsentPurposeNotOne "036727" "invalid_request" Ours "PermissionErrorEnum.purposeNotOne"
        "permissions: exactly one purpose is allowed";
}

impl fmt::Display for EsiaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ESIA-{}", self.def().number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_ordered_and_found_by_their_code() {
        for pair in ERRORS.windows(2) {
            assert!(pair[0].number < pair[1].number, "{}", pair[1].number);
        }
        for row in ERRORS {
            assert_eq!(row.code.def().number, row.number);
            assert_eq!(row.number.len(), 6);
        }
    }
}
