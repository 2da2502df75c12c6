//! Reasons that can be told of the parameters alone, before anything is known of who sent them.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "parameter-repeated" parameter_repeated(name: impl Display), [InvalidRequest] [InvalidRequest] ""
        "{name} is given more than once" => "send {name} once";
    "parameter-too-long" parameter_too_long(name: impl Display, bytes: usize, limit: usize), [InvalidRequest] [InvalidRequest] "request"
        "{name} has {bytes} bytes, at most {limit} are kept of a login on its way" => "send a shorter {name}";
    "parameter-absent" parameter_absent(name: impl Display), [MissingParameter] [InvalidRequest] ""
        "{name} is absent or empty" => "send {name}";
    "parameters-unreadable" parameters_unreadable(why: impl Display), [UnreadableRequest] [InvalidRequest] ""
        "{why}" => "write parameters as application/x-www-form-urlencoded in UTF-8";
    "body-unreadable" body_unreadable(why: impl Display), [UnreadableRequest] [InvalidRequest] ""
        "{why}" => "send the whole body, and no more than is taken";
    "response-type-unknown" response_type_unknown(sent: &str), [UnsupportedResponseType] [] "request"
        "response_type is {sent:?}, only \"code\" is known" => "send response_type=code";
    "state-too-long" state_too_long(bytes: usize, limit: usize), [InvalidRequest] [InvalidRequest] ""
        "state has {bytes} bytes, at most {limit} are echoed" => "send a shorter state, and keep the rest in your session";
    "state-no-uuid" state_no_uuid(state: &str), [InvalidRequest] [] "client_check"
        "state {state:?} is not a UUID" => "send a UUID, or take quirk strict_state off the client";
    "access-type-unknown" access_type_unknown(sent: &str), [InvalidRequest] [] "request"
        "access_type is {sent:?}, expected \"online\" or \"offline\"" => "send online, or offline where a refresh token is wanted";
    "code-challenge-malformed" code_challenge_malformed(why: impl Display), [InvalidRequest] [InvalidRequest] "request"
        "{why}" => "send base64url of the digest of code_verifier, without padding";
    "timestamp-unreadable" timestamp_unreadable(sent: &str), [MissingParameter] [] ""
        "timestamp {sent:?} is not of the form \"2026.01.25 14:36:11 +0300\" (an unescaped + arrives as a space)" => "write it so, and escape + as %2B";
    "timestamp-too-far" timestamp_too_far(sent: &str, seconds: i64, clock: impl Display, tolerance: i64), [WrongTime] [] ""
        "timestamp {sent} is {seconds} s from the stand's clock {clock}, allowed are {tolerance} s" => "take the time from the stand's clock, or move that";
    "person-filter-malformed" person_filter_malformed(sent: &str, known: impl Display, hint: impl Display), [InvalidRequest] [] "request"
        "person_filter {sent:?} is not base64 of {known}{hint}" => "send base64 of one of {known}";
    "obj-type-unknown" obj_type_unknown(word: &str, known: impl Display), [ObjectTypeWrong] [] "request"
        "obj_type: {word:?} is not known; known are {known}" => "send one of {known}";
    "roles-unknown" roles_unknown(word: &str, known: impl Display), [RolesWrong] [] "request"
        "roles: {word:?} is not known; known are {known}" => "send one of {known}";
    "grant-type-unknown" grant_type_unknown(sent: &str), [UnsupportedGrantType] [] "token"
        "grant_type is {sent:?}, expected authorization_code, refresh_token or client_credentials" => "send one of these";
    "token-type-unknown" token_type_unknown(sent: &str), [InvalidRequest] [] "token"
        "token_type is {sent:?}, only \"Bearer\" is known" => "send token_type=Bearer";
    "scope-absent" scope_absent(), [NoScope] [] ""
        "scope is absent or empty" => "send scope, for a login with openid in it";
    "scope-malformed" scope_malformed(why: impl Display), [InvalidScope] [InvalidScope] ""
        "{why}" => "write names of scopes with a space between them; `esia-mock scopes` lists them";
    "scope-org-malformed" scope_org_malformed(why: impl Display), [InvalidScope] [] "client_check"
        "scope_org: {why}" => "write names of scopes with a space between them; `esia-mock scopes` lists them";
    "scope-org-foreign" scope_org_foreign(scope: &str), [InvalidScope] [] "client_check"
        "scope_org: {scope:?} is no scope of an organisation" => "ask for it by scope; `esia-mock scopes` says which are of organisations";
    "scope-beside-permissions" scope_beside_permissions(scope: &str), [InvalidScope] [] "client_check"
        "with permissions the scope must be openid alone, this one is {scope:?}" => "send scope=openid, and name the rest in permissions";
    "scopes-of-two-people" scopes_of_two_people(scope: impl Display), [InvalidScope] [] "token"
        "scopes of one request name two people: {scope}" => "send a request for each person";
    "scope-without-person" scope_without_person(scope: impl Display, name: impl Display), [InvalidScope] [] "token"
        "scope {scope} needs its person: {name}?oid=<number>" => "write {name}?oid= and the number of the person";
}
