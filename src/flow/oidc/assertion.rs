//! `private_key_jwt` (OpenID Connect Core 1.0, 9; RFC 7523, 2.2 and 3): a JWT of the client about itself.

use std::sync::Arc;

use chrono::DateTime;
use chrono::Utc;
use serde_json::Value;

use crate::crypto::certificate::date_time;
use crate::crypto::jwk;
use crate::crypto::jws;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::oidc::client_keys;
use crate::flow::oidc::request_object::names;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::dates::numeric_date;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::times;
use crate::protocol::times::Untimely;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::storage::oidc_spent_tokens;

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// How far ahead `exp` may lie, in seconds: ids are remembered until then.
const LONGEST_LIFE: i64 = 24 * 3600;

/// An assertion that is right but for being used before.
#[derive(Debug)]
pub struct Assertion {
    id: String,
    expires_at: DateTime<Utc>,
}

/// Verifies the assertion of a request; gives its client.
pub fn verify(stand: &Stand, sent: &Parameters) -> Result<(Arc<RelyingParty>, Assertion), Refusal> {
    if require(sent, "client_assertion_type")? != TYPE {
        return Err(reasons::proof::assertion_type_unknown(TYPE));
    }
    let jws = jws::decode(require(sent, "client_assertion")?).map_err(reasons::proof::assertion_unreadable)?;
    let text = |name: &str| jws.payload().get(name).and_then(Value::as_str);
    let client_id = text("sub").ok_or_else(|| reasons::proof::assertion_claim_absent("sub"))?;
    if text("iss") != Some(client_id) || sent.get("client_id").is_some_and(|beside| beside != client_id) {
        return Err(reasons::proof::assertion_subject());
    }
    let party = oidc::find(stand, client_id)?;
    if let Some(alg) = jws.algorithm().filter(|alg| !jwk::SUPPORTED.contains(alg)) {
        return Err(reasons::proof::assertion_algorithm(alg, jwk::SUPPORTED.join(", ")));
    }
    if !party.client.has_keys() {
        return Err(reasons::proof::jwks_absent(client_id));
    }
    client_keys::verify(stand, &party, &jws).map_err(reasons::proof::assertion_signature)?;
    let issuer = stand.standard_issuer();
    let endpoints = ["/oidc/token", "/oidc/par", "/oidc/introspect", "/oidc/revoke"];
    let endpoints: Vec<_> = endpoints.iter().flat_map(|path| [stand.url(path), stand.back_channel_url(path)]).collect();
    let expected: Vec<&str> = endpoints.iter().chain([&issuer]).map(String::as_str).collect();
    if !jws.payload().get("aud").is_some_and(|audience| names(audience, &expected)) {
        return Err(reasons::proof::assertion_audience(&issuer));
    }
    let now = numeric_date(stand.clock.now());
    let expires_at = times::check(jws.payload(), now).map_err(|wrong| match wrong {
        Untimely::Malformed(name) => reasons::proof::assertion_time_malformed(name),
        Untimely::Expired(expired_at) => reasons::proof::assertion_expiry(distance(expired_at, now), date_time(now)),
        Untimely::Early(_) => reasons::proof::assertion_too_early(date_time(now)),
    })?;
    let expires_at = expires_at.ok_or_else(|| reasons::proof::assertion_claim_absent("exp"))?;
    if expires_at > now.saturating_add(LONGEST_LIFE) {
        return Err(reasons::proof::assertion_expiry(distance(expires_at, now), date_time(now)));
    }
    let id = text("jti").ok_or_else(|| reasons::proof::assertion_claim_absent("jti"))?;
    let id = stand.fingerprint(&format!("{client_id}\n{id}"));
    let expires_at = DateTime::from_timestamp(expires_at, 0);
    let expires_at = expires_at.ok_or_else(|| reasons::proof::assertion_time_malformed("exp"))?;
    Ok((party, Assertion { id, expires_at }))
}

/// How far one time is from another.
fn distance(time: i64, now: i64) -> Words {
    let difference = time.saturating_sub(now);
    let seconds = difference.saturating_abs();
    if difference > 0 {
        words!("{seconds} s ahead of", "впереди на {seconds} с")
    } else {
        words!("{seconds} s behind", "позади на {seconds} с")
    }
}

impl Assertion {
    /// Notes that it was used; the second time it is refused.
    pub fn spend(&self, cx: &WriteCx<'_>) -> Result<(), Stop> {
        if oidc_spent_tokens::insert(cx.sql, &self.id, self.expires_at, cx.now)? {
            return Ok(());
        }
        Err(reasons::proof::assertion_used().into())
    }
}
