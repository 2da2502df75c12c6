//! The signature of a request (МР, «формирование client_secret») and why it was not accepted.
//!
//! | file | owns |
//! |---|---|
//! | `pkcs7` | generation v1: a PKCS#7 container with its certificate, ESIA-007005 |
//! | `bare` | generation v3: a bare signature, its certificate named by hash, ESIA-007053 |
//! | `signed` | a request with its signature, and the facts that every explanation needs |
//! | `hash` | `client_certificate_hash` |
//! | `kinds` | what came as `client_secret` that is no signature |
//! | `diagnosis` | what the client signed instead, and by which key |
//! | `guesses`, `spoilt` | the texts that it may have signed |
//!
//! ЕСИА tells the client its code and nothing else; the log gets everything needed to mend it.

mod bare;
mod diagnosis;
mod guesses;
mod hash;
mod kinds;
mod pkcs7;
mod rearranged;
pub mod signed;
mod spoilt;

use chrono::DateTime;
use chrono::Utc;

use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::signature::signed::Signed;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::Generation;

/// Verifies the signature of a request; tells what of it is taken although the real ЕСИА may refuse it.
pub fn check(party: &RelyingParty, signed: &Signed<'_>, now: DateTime<Utc>) -> Result<Warnings, Refusal> {
    if party.certificates.is_empty() {
        return Err(reasons::signature::certificate_absent(&party.client.mnemonic));
    }
    let by_container = match signed.generation {
        Generation::V1 => true,
        Generation::V3 => party.client.has(Quirk::V1Signature) && kinds::is_container(signed),
    };
    if by_container { pkcs7::check(party, signed, now) } else { bare::check(party, signed, now) }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::World;
    use crate::flow::clients::Clients;
    use crate::protocol::parameters::Parameters;
    use crate::protocol::signed_text::V1;
    use crate::protocol::signed_text::V2;

    fn clients() -> Clients {
        let now = DateTime::from_timestamp(1_788_235_200, 0).expect("a time");
        let world = World::of(&[], now, crate::domain::zone::Zone::default().offset()).expect("the demo");
        Clients::load(world.clients).expect("they can be read")
    }

    /// A message that was right, with bytes changed, and cut.
    fn damaged() -> impl Strategy<Value = Vec<u8>> {
        const MESSAGES: [&[u8]; 2] =
            [include_bytes!("../../crypto/vectors/detached.der"), include_bytes!("../../crypto/vectors/sha1.der")];
        let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
        (prop::sample::select(&MESSAGES[..]), changes, 0..64_usize).prop_map(|(message, changes, cut)| {
            let mut bytes = message[..message.len() - cut.min(message.len())].to_vec();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        /// Nobody in reach of a test signs by chance, and whatever comes is refused with a cause and a cure.
        #[test]
        fn row_4_1_whatever_comes_as_a_signature_is_refused_with_a_cure(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 256..=256),
                proptest::collection::vec(any::<u8>(), 64..=64),
                proptest::collection::vec(any::<u8>(), 0..90),
                damaged(),
            ],
            scope in "[a-z ,+%]{0,40}",
            state in ".{0,40}",
            hash in "[0-9A-F]{0,64}",
        ) {
            let clients = clients();
            let now = DateTime::from_timestamp(1_788_235_200, 0).expect("a time");
            for name in ["DEMO_RSA", "DEMO_GOST"] {
                let party = clients.find(name).expect("a demo client");
                let mut sent = Parameters::default();
                sent.set("client_id", name.to_owned());
                sent.set("scope", scope.clone());
                sent.set("state", state.clone());
                sent.set("client_secret", URL_SAFE_NO_PAD.encode(&bytes));
                for (generation, order) in [(Generation::V1, &V1), (Generation::V3, &V2)] {
                    let named = if hash.len() > 60 { hash.clone() } else { party.certificates[0].streebog256_thumbprint() };
                    sent.set("client_certificate_hash", named);
                    let signed = Signed { generation, orders: &[order], sent: &sent, clients: &clients };
                    let refusal = check(&party, &signed, now).expect_err("nobody signed it");
                    prop_assert!(!refusal.reason.is_empty() && !refusal.cure.is_empty());
                }
            }
        }
    }
}
