//! Reasons for which a client of the standard endpoints has not proved itself (RFC 6749, 2.3; RFC 7523).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "client-without-proof" client_without_proof(client: impl Display), [] [UnauthorizedClient] "client_check"
        "client {client} has neither client_secret nor jwks nor jwks_uri nor public: true" => "add one of these to its fixture";
    "two-proofs" two_proofs(), [] [InvalidRequest] ""
        "more than one way of client authentication (RFC 6749, 2.3)" => "prove the client in one way only";
    "client-id-differs" client_id_differs(), [] [InvalidRequest] ""
        "client_id differs from that of the Authorization header" => "send the same client_id in both, or leave it out of the form";
    "client-public" client_public(client: impl Display), [] [InvalidClient] ""
        "client {client} is public and cannot prove itself" => "call as a client that has a client_secret or jwks";
    "proof-absent" proof_absent(), [] [InvalidClient] ""
        "there is neither an Authorization header nor client_id" => "send one of the two";
    "proof-needed" proof_needed(client: impl Display), [] [InvalidClient] ""
        "client {client} has to prove itself: it is not public" => "send client_secret or client_assertion, or write public: true into its fixture";
    "client-secret-unset" client_secret_unset(client: impl Display), [] [InvalidClient] ""
        "client {client} has no client_secret in its fixture" => "add it there, or prove the client by client_assertion";
    "client-secret-wrong" client_secret_wrong(client: impl Display), [] [InvalidClient] ""
        "client_secret of client {client} is another one" => "send the client_secret of its fixture";
    "authorization-not-basic" authorization_not_basic(), [] [InvalidClient] ""
        "the Authorization header is not of scheme Basic" => "send Authorization: Basic, or the client's proof in the form";
    "authorization-malformed" authorization_malformed(), [] [InvalidClient] ""
        "the Authorization header is not base64 of client_id:client_secret" => "encode client_id:client_secret in base64";
    "assertion-type-unknown" assertion_type_unknown(wanted: impl Display), [] [InvalidRequest] ""
        "client_assertion_type must be {wanted}" => "send this client_assertion_type";
    "assertion-unreadable" assertion_unreadable(why: impl Display), [] [InvalidClient] ""
        "client_assertion: {why}" => "send a JWT in compact form";
    "assertion-algorithm" assertion_algorithm(alg: &str, supported: impl Display), [] [InvalidClient] ""
        "client_assertion: alg is {alg:?}, supported are {supported}; client_secret_jwt (HS256) is not" => "sign it by private_key_jwt with one of these, or prove the client by client_secret";
    "assertion-claim-absent" assertion_claim_absent(name: impl Display), [] [InvalidClient] ""
        "client_assertion: it has no {name}" => "write iss, sub, aud, exp and jti into it (RFC 7523, 3)";
    "assertion-subject" assertion_subject(), [] [InvalidClient] ""
        "client_assertion: iss, sub and client_id must be one and the same" => "write the client_id into iss and sub";
    "jwks-absent" jwks_absent(client: impl Display), [] [InvalidClient] ""
        "client_assertion: client {client} has neither jwks nor jwks_uri in its fixture" => "add the public keys of the client there as jwks, or their address as jwks_uri";
    "assertion-signature" assertion_signature(why: impl Display), [] [InvalidClient] ""
        "client_assertion: {why}" => "sign it by a key of jwks in the client's fixture";
    "assertion-audience" assertion_audience(issuer: impl Display), [] [InvalidClient] ""
        "client_assertion: aud must name {issuer} or the token endpoint" => "write {issuer} into aud";
    "assertion-expiry" assertion_expiry(how: impl Display, clock: impl Display), [] [InvalidClient] ""
        "client_assertion: exp lies {how} the stand's clock, which shows {clock}; it must lie ahead, at most by a day" => "take the time from the stand's clock";
    "assertion-too-early" assertion_too_early(clock: impl Display), [] [InvalidClient] ""
        "client_assertion: nbf lies ahead of the stand's clock, which shows {clock}" => "take the time from the stand's clock";
    "assertion-time-malformed" assertion_time_malformed(name: impl Display), [] [InvalidClient] ""
        "client_assertion: {name} is no time" => "write {name} in whole seconds since 1970";
    "assertion-used" assertion_used(), [] [InvalidClient] ""
        "client_assertion: its jti was used before" => "make a new assertion with a jti of its own for every request";
}
