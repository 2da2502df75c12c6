//! What clients find out by themselves: metadata (OpenID Connect Discovery 1.0, 4; RFC 8414, 3) and keys (RFC 7517).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use serde_json::Value;
use serde_json::json;

use crate::domain::scope::SCOPES;
use crate::domain::standard_claim::ACR_VALUES;
use crate::domain::standard_claim::CLAIMS;
use crate::faults::spoiled::Published;
use crate::flow::keys;
use crate::protocol::oidc::metadata;
use crate::protocol::oidc::metadata::Addresses;
use crate::protocol::oidc::metadata::Offered;
use crate::texts::Language;
use crate::web::meeting;
use crate::web::state::OfStand;

/// Claims of the ID token that are no data of the person.
const OWN_CLAIMS: [&str; 10] = ["iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr", "sid", "nonce"];

/// `GET /.well-known/openid-configuration`, and the same at `/.well-known/oauth-authorization-server`.
pub async fn metadata(stand: OfStand) -> HttpResponse {
    let scopes: Vec<&str> = SCOPES.iter().map(|row| row.name).collect();
    let claims: Vec<&str> = OWN_CLAIMS.into_iter().chain(CLAIMS.iter().map(|row| row.name)).collect();
    let (issuer, browsers, servers) = (stand.standard_issuer(), stand.url(""), stand.back_channel_url(""));
    let addresses = Addresses { issuer: &issuer, browsers: &browsers, servers: &servers };
    let ui_locales = Language::ALL.map(Language::code);
    let offered = Offered { scopes: &scopes, claims: &claims, acr_values: &ACR_VALUES, ui_locales: &ui_locales };
    published(&metadata::document(addresses, offered))
}

/// `GET /oidc/jwks`: the key that signs now, the one that will after a rotation, and those that did before.
pub async fn jwks(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let wrong = meeting::with_keys(&http);
    let keys = match wrong {
        Some(Published::Missing) => {
            return HttpResponse::NotFound().insert_header((header::CACHE_CONTROL, "no-store")).finish();
        }
        None => stand.platform.keyring.jwks(),
        Some(_) => keys::published(&stand, wrong).into_iter().filter_map(|(key, _)| key.jwk()).collect(),
    };
    published(&json!({ "keys": keys }))
}

fn published(document: &Value) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .content_type("application/json")
        .body(document.to_string())
}
