//! A request with its signature.

use std::borrow::Cow;

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::secret::Layers;
use crate::domain::quirk::Quirk;
use crate::flow::clients::Clients;
use crate::flow::clients::RelyingParty;
use crate::protocol::dates;
use crate::protocol::error::EsiaCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::protocol::signed_text::Order;

/// A request with its signature.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// By whose rules.
    pub generation: Generation,
    /// The texts that are right; one is enough.
    pub orders: &'a [&'static Order],
    /// The parameters as sent.
    pub sent: &'a Parameters,
    /// Whose key or certificate it may be instead.
    pub clients: &'a Clients,
}

impl Signed<'_> {
    /// The texts that are right.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        self.orders.iter().map(|order| order.text(self.sent))
    }

    /// The text that is due, for one line: long values are cut in their middle.
    pub(super) fn due(&self) -> String {
        let Some(order) = self.orders.first() else { return String::new() };
        let text: String = order.parts.iter().map(|name| shortened(self.sent.sent(name))).collect();
        format!("{text:?}")
    }

    /// The order that is due, in words.
    pub(super) fn due_order(&self) -> String {
        let words: Vec<_> = self.orders.iter().map(|order| format!("{} ({})", order.words(), order.about)).collect();
        words.join(" / ")
    }

    /// The parameter in whose value a byte of the text lies that is due.
    pub(super) fn part_at(&self, position: usize) -> &'static str {
        let Some(order) = self.orders.first() else { return "" };
        let mut end = 0;
        let holds = |name: &&&str| {
            end += self.sent.sent(name).len();
            position < end
        };
        order.parts.iter().find(holds).or(order.parts.last()).copied().unwrap_or_default()
    }

    /// A refusal by the code of the generation, with the facts that every explanation needs.
    pub(super) fn refuse(&self, party: &RelyingParty, now: DateTime<Utc>, why: Refusal) -> Refusal {
        let code = match self.generation {
            Generation::V1 => EsiaCode::UnauthorizedClient,
            Generation::V3 => EsiaCode::SecretWrong,
        };
        let mut refusal = why.by(code);
        for order in self.orders {
            let text = order.text(self.sent);
            let digest = |digest: Digest| hex_upper(&digest.of(text.as_bytes()));
            let (sha256, streebog256) = (digest(Digest::Sha256), digest(Digest::Streebog256));
            refusal = refusal.with("order of the text to be signed", order.words());
            refusal = refusal.with("text to be signed (UTF-8)", text);
            refusal = refusal.with("its SHA-256", sha256).with("its Streebog-256", streebog256);
        }
        let refusal = refusal.with("registered certificates", names(party.certificates.iter()));
        match dates::request_timestamp(self.sent.sent("timestamp")) {
            Some(time) => {
                let seconds = (time.with_timezone(&Utc) - now).num_seconds();
                refusal.with("timestamp minus the stand's clock", format!("{seconds} s"))
            }
            None => refusal,
        }
    }
}

/// A value for one line.
fn shortened(value: &str) -> String {
    let letters = value.chars().count();
    if letters <= LONGEST_SHOWN {
        return value.to_owned();
    }
    let begin: String = value.chars().take(24).collect();
    let end: String = value.chars().skip(letters - 8).collect();
    format!("{begin}[...{}...]{end}", letters - 32)
}

/// Longer values are cut in their middle.
const LONGEST_SHOWN: usize = 160;

/// The certificates that may sign for a client.
pub(super) fn acceptable(party: &RelyingParty) -> Cow<'_, [Certificate]> {
    let all = &party.certificates;
    if party.client.has(Quirk::RejectRsa) {
        return all.iter().filter(|certificate| !certificate.has_rsa_key()).cloned().collect();
    }
    Cow::Borrowed(all)
}

fn names<'a>(certificates: impl Iterator<Item = &'a Certificate>) -> String {
    let line = |certificate: &Certificate| {
        format!(
            "{} (SHA-1 {}, Streebog-256 {})",
            certificate.subject(),
            certificate.sha1_thumbprint(),
            certificate.streebog256_thumbprint()
        )
    };
    certificates.map(line).collect::<Vec<_>>().join("; ")
}

/// Of what was around the bytes of the secret.
pub(super) fn warning(layers: Layers) -> Option<Refusal> {
    match layers {
        Layers::Armoured => Some(reasons::taken::taken_secret_as_pem()),
        Layers::Twice => Some(reasons::taken::taken_secret_encoded_twice()),
        Layers::One => None,
    }
}
