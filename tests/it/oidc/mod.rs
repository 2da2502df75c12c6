//! The standard OpenID Connect endpoints. The first five files follow the OpenID Foundation's certification plans, one
//! test for each module, named after it; `docs/oidc.md` lists them.

mod backchannel_logout; // Back-Channel Logout OP
mod basic_op; // Basic OP (code)
mod basic_op_requests; // the same: parameters of the request
mod config_op; // Config OP
mod rp_initiated_logout; // RP-Initiated Logout OP

mod answers; // how codes and errors travel back: modes, state, iss
mod claims; // what is told, where, and by which scope
mod client_authentication; // basic, post, private_key_jwt, none
pub(crate) mod client_keys; // public keys of clients, by value and by address
mod clients_habits; // what other people's libraries and gateways need
mod consent; // scopes, consent, prompt
mod documented; // what docs/oidc.md promises
mod fixtures; // clients as fixtures have them
mod hostile; // malformed, oversized, repeated, forged
mod issuer_keys; // which keys of the stand are published
mod keycloak; // examples/keycloak
pub(crate) mod library; // the crate openidconnect as a judge
mod pushed_requests; // RFC 9126
mod request_objects; // OpenID Connect Core, 6
mod tokens; // exchange, refresh, introspection, revocation, REST
