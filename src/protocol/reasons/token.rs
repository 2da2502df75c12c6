//! Reasons for which a code or a refresh token is not exchanged (station `token`).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "code-unreadable" code_unreadable(why: impl Display), [InvalidGrant] [] "token"
        "code: {why}" => "send the code exactly as it came, form-encoded once";
    "code-foreign" code_foreign(why: impl Display), [InvalidGrant] [] "token"
        "code: {why}; it was not issued by this stand" => "send the code to the stand that gave it out, as it was given out";
    "code-of-other-stand" code_of_other_stand(), [InvalidGrant] [] "token"
        "code: this token is of another stand" => "exchange the code at the stand that gave it out, before it is reset";
    "code-other-token" code_other_token(), [InvalidGrant] [] "token"
        "code: this token is not an authorization code" => "send what came as code in the redirect";
    "code-unknown" code_unknown(), [InvalidGrant] [InvalidGrant] "token"
        "code: unknown, or used long ago" => "start a new login; in memory a stand forgets its codes when it stops";
    "code-of-other-client" code_of_other_client(owner: impl Display, client: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: issued to client {owner}, not to {client}" => "exchange it as client {owner}";
    "code-of-other-endpoint" code_of_other_endpoint(), [InvalidGrant] [] "token"
        "code: issued by another generation; a code of ac goes to te, one of v2/ac to v3/te" => "exchange the code in the generation that gave it out";
    "code-used" code_used(used_at: impl Display), [InvalidGrant] [] "token"
        "code: already exchanged at {used_at}" => "exchange a code once, or give the client quirk reuse_code";
    "code-replayed" code_replayed(used_at: impl Display), [] [InvalidGrant] "token"
        "code: already exchanged at {used_at}; what it brought is revoked" => "exchange a code once";
    "code-expired" code_expired(expired_at: impl Display, clock: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: expired at {expired_at}, the stand's clock shows {clock}" => "exchange the code at once; lifetimes of the client's fixture says how long it lives";
    "redirect-uri-differs" redirect_uri_differs(sent: &str, was: &str), [InvalidGrant] [InvalidGrant] "token"
        "redirect_uri is {sent:?}, in the code request it was {was:?}" => "send the same redirect_uri in both requests";
    "code-challenge-absent" code_challenge_absent(why: impl Display), [NoCodeChallenge] [InvalidGrant] "token"
        "{why}" => "send code_challenge in the code request, or no code_verifier";
    "code-verifier-absent" code_verifier_absent(why: impl Display), [MissingParameter] [InvalidGrant] "token"
        "{why}" => "send the code_verifier of which code_challenge was made";
    "code-verifier-malformed" code_verifier_malformed(why: impl Display), [CodeVerifierWrong] [InvalidGrant] "token"
        "{why}" => "make code_verifier of 43 to 128 unreserved characters";
    "code-verifier-wrong" code_verifier_wrong(why: impl Display), [CodeVerifierWrong] [InvalidGrant] "token"
        "{why}" => "send the code_verifier of this login, and name the right code_challenge_method";
    "refresh-token-unknown" refresh_token_unknown(), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: unknown" => "send the newest refresh token of this stand, or start a new login";
    "refresh-token-of-other-client" refresh_token_of_other_client(owner: impl Display, client: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: issued to client {owner}, not to {client}" => "refresh as client {owner}";
    "refresh-token-of-other-endpoint" refresh_token_of_other_endpoint(), [InvalidGrant] [] "token"
        "refresh_token: issued at the standard OpenID Connect endpoints" => "send it to /oidc/token";
    "refresh-token-expired" refresh_token_expired(expired_at: impl Display, clock: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: expired at {expired_at}, the stand's clock shows {clock}" => "start a new login";
    "refresh-token-used" refresh_token_used(used_at: impl Display), [InvalidGrant] [] "token"
        "refresh_token: already exchanged at {used_at}" => "keep the refresh token of each answer, or give the client quirk keep_old_refresh_token";
    "refresh-token-replayed" refresh_token_replayed(used_at: impl Display), [] [InvalidGrant] "token"
        "refresh_token: already exchanged at {used_at}; its whole family is revoked" => "keep the refresh token of each answer, or give the client quirk keep_old_refresh_token";
    "refresh-token-revoked" refresh_token_revoked(revoked_at: impl Display), [] [InvalidGrant] "token"
        "refresh_token: revoked at {revoked_at}" => "start a new login";
    "refresh-consent-withdrawn" refresh_consent_withdrawn(scopes: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: the citizen no longer allows {scopes}" => "start a new login, so that the citizen is asked again";
    "refresh-permission-ended" refresh_permission_ended(sysname: impl Display), [InvalidGrant] [] "token"
        "refresh_token: the digital-profile consent {sysname} has expired or was withdrawn" => "ask for it again in a login with permissions";
}
