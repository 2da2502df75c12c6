//! The keys of clients that are fetched from their `jwks_uri` (RFC 7591, 2): kept, and how often they may be asked for.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use url::Url;

use crate::crypto::jwk::JwkSet;

/// An address is asked no more often than this, whoever sends tokens of unknown keys.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// Keys of so many addresses are kept; those that were asked longest ago give way.
const MOST: usize = 1_000;

/// What was fetched, by its address.
#[derive(Debug, Default)]
pub struct FetchedKeys {
    kept: Mutex<BTreeMap<String, Fetched>>,
    /// Who asks somebody holds it: whoever wants the same waits for the answer.
    pub turn: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Fetched {
    asked_at: DateTime<Utc>,
    keys: JwkSet,
    failure: Option<String>,
}

impl FetchedKeys {
    /// Is a key of this name known?
    pub fn has(&self, address: &Url, key_id: Option<&str>) -> bool {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(address.as_str()).is_some_and(|fetched| fetched.keys.knows(key_id))
    }

    /// Is the address to be asked for a key of this name? Whoever is told so asks: nobody else is for a while.
    pub fn is_wanted(&self, address: &Url, key_id: Option<&str>, now: DateTime<Utc>) -> bool {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fetched) = kept.get_mut(address.as_str()) {
            let is_rested = (now - fetched.asked_at).abs() >= PAUSE;
            let is_wanted = !fetched.keys.knows(key_id) && is_rested;
            if is_wanted {
                fetched.asked_at = now;
            }
            return is_wanted;
        }
        if kept.len() >= MOST {
            let oldest = kept.iter().min_by_key(|(_, fetched)| fetched.asked_at);
            let oldest = oldest.map(|(address, _)| address.clone());
            oldest.map(|address| kept.remove(&address));
        }
        let fetched = Fetched { asked_at: now, keys: JwkSet::default(), failure: None };
        kept.insert(address.to_string(), fetched);
        true
    }

    /// Keeps what was answered; where nothing useful was, what was there before stays.
    pub fn keep(&self, address: &Url, answered: Result<JwkSet, String>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fetched) = kept.get_mut(address.as_str()) else { return };
        match answered {
            Ok(keys) => (fetched.keys, fetched.failure) = (keys, None),
            Err(failure) => fetched.failure = Some(failure),
        }
    }

    /// The keys of an address, and why there are no newer ones.
    pub fn of(&self, address: &Url) -> (JwkSet, Option<String>) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(address.as_str());
        found.map(|fetched| (fetched.keys.clone(), fetched.failure.clone())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_is_asked_for_what_is_not_known_and_not_too_often() {
        let (keys, address) = (FetchedKeys::default(), Url::parse("http://127.0.0.1/jwks").expect("an address"));
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).expect("a time");
        assert!(keys.is_wanted(&address, Some("a"), at(0)));
        assert!(!keys.is_wanted(&address, Some("a"), at(1)), "somebody asks");
        keys.keep(&address, Err("refused".to_owned()));
        assert_eq!(keys.of(&address).1.as_deref(), Some("refused"));
        assert!(keys.is_wanted(&address, Some("a"), at(5)));
        let set = json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "a",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" }] });
        keys.keep(&address, Ok(JwkSet::parse(&set).expect("a set")));
        assert!(!keys.is_wanted(&address, Some("a"), at(100)) && !keys.is_wanted(&address, None, at(100)));
        assert!(keys.is_wanted(&address, Some("b"), at(100)));
        keys.keep(&address, Err("gone".to_owned()));
        assert!(keys.of(&address).0.knows(Some("a")), "what is known stays");
    }

    #[test]
    fn no_more_than_so_many_addresses_are_kept() {
        let keys = FetchedKeys::default();
        for number in 0..2 * MOST {
            let address = Url::parse(&format!("http://127.0.0.1/{number}")).expect("an address");
            let now = DateTime::from_timestamp(i64::try_from(number).expect("a number"), 0).expect("a time");
            assert!(keys.is_wanted(&address, None, now));
        }
        assert_eq!(keys.kept.lock().expect("nobody panicked").len(), MOST);
    }
}
