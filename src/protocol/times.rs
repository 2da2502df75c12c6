//! Times of JWTs that come in (RFC 7519, 4.1.4 and 4.1.5): one rule for client assertions, request objects and access
//! tokens. When one was issued (`iat`) does not matter: clocks differ.

use serde_json::Map;
use serde_json::Value;

/// So many seconds another clock may be ahead.
const LEEWAY: i64 = 10;

/// What is wrong with the times of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untimely {
    /// The claim of this name is no whole number.
    Malformed(&'static str),
    /// It was valid until this second.
    Expired(i64),
    /// It is valid from this second on.
    Early(i64),
}

/// Until when a token is valid, if it says so and is valid now.
pub fn check(claims: &Map<String, Value>, now: i64) -> Result<Option<i64>, Untimely> {
    let expires_at = time(claims, "exp")?;
    if let Some(expired_at) = expires_at.filter(|expires_at| *expires_at <= now) {
        return Err(Untimely::Expired(expired_at));
    }
    match time(claims, "nbf")?.filter(|valid_from| *valid_from > now.saturating_add(LEEWAY)) {
        Some(valid_from) => Err(Untimely::Early(valid_from)),
        None => Ok(expires_at),
    }
}

fn time(claims: &Map<String, Value>, name: &'static str) -> Result<Option<i64>, Untimely> {
    claims.get(name).map(|time| time.as_i64().ok_or(Untimely::Malformed(name))).transpose()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn another_clock_may_be_ten_seconds_ahead() {
        let checked = |claims: Value| check(claims.as_object().expect("claims"), 1_000);
        assert_eq!(checked(json!({})), Ok(None));
        assert_eq!(checked(json!({ "exp": 1_001, "nbf": 1_010, "iat": 2_000 })), Ok(Some(1_001)));
        assert_eq!(checked(json!({ "exp": 1_000 })), Err(Untimely::Expired(1_000)));
        assert_eq!(checked(json!({ "exp": 2_000, "nbf": 1_011 })), Err(Untimely::Early(1_011)));
        assert_eq!(checked(json!({ "exp": "2000" })), Err(Untimely::Malformed("exp")));
        assert_eq!(checked(json!({ "nbf": 1.5 })), Err(Untimely::Malformed("nbf")));
        assert_eq!(checked(json!({ "exp": i64::MAX, "nbf": i64::MIN })), Ok(Some(i64::MAX)));
    }
}
