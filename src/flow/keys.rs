//! The keys that a stand publishes, and what faults leave of them.

use crate::crypto::keyring::IssuerKey;
use crate::faults::spoiled::Published;
use crate::flow::stand::Stand;

/// Each key that is published, and whether it signs now.
pub fn published(stand: &Stand, wrong: Option<Published>) -> Vec<(&IssuerKey, bool)> {
    let (ring, turns) = (&stand.platform.keyring, stand.config.key_turns);
    let signs = |key: &IssuerKey, turns: u32| {
        let signing = ring.signing(key.signer().algorithm(), turns);
        signing.is_ok_and(|signing| signing.key_id() == key.key_id())
    };
    match wrong {
        None => ring.keys().map(|key| (key, signs(key, turns))).collect(),
        Some(Published::Missing | Published::Empty) => Vec::new(),
        // As after the next turn, when the key of now is forgotten.
        Some(Published::Rotated) => {
            ring.keys().filter(|key| signs(key, turns + 1) && !signs(key, turns)).map(|key| (key, true)).collect()
        }
    }
}
