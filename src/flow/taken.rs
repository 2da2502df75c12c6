//! What is taken although the real ЕСИА may refuse it; each leaves a warning in log and journal.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::domain::quirk::Quirk;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons::taken;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::Generation;

/// A timestamp so far from the clock is told of. How far ЕСИА lets it be is not known.
const TOLD_FROM: TimeDelta = TimeDelta::hours(1);

/// Of the code request: its address and parameters.
pub fn of_request(
    party: &RelyingParty,
    generation: Generation,
    sent: &Parameters,
    uri: &RegisteredRedirectUri,
) -> Warnings {
    let client = &party.client;
    // The domain decides (МР); elsewhere than at home the port is compared as well.
    let is_loopback = !client.redirect_uris.contains(uri.url()) && uri.is_loopback();
    let address = is_loopback.then(|| taken::taken_loopback_address(uri.url()));
    let nonce = sent.get("nonce").filter(|_| !client.has(Quirk::EchoNonce)).map(|_| taken::taken_nonce());
    let pkce = sent.get("code_challenge").filter(|_| generation == Generation::V1).map(|_| taken::taken_pkce_ignored());
    let odd = ["state", "scope"].into_iter().filter_map(|name| {
        let flaw = meant::flaw(sent.sent(name));
        (!flaw.is_empty()).then(|| taken::taken_value_odd(name, flaw))
    });
    odd.chain([address, nonce, pkce].into_iter().flatten()).collect()
}

/// Of a timestamp where the stand does not care: one that is near neither the stand's clock nor the time outside.
pub fn of_timestamp(stand: &Stand, text: &str, time: DateTime<Utc>) -> Option<Refusal> {
    let clocks = [stand.clock.now(), stand.platform.real_time.now()];
    let distance = clocks.into_iter().map(|clock| (time - clock).abs()).min()?;
    (distance > TOLD_FROM).then(|| taken::taken_timestamp_old(text, in_words(distance)))
}

fn in_words(distance: TimeDelta) -> String {
    match (distance.num_days(), distance.num_hours()) {
        (0, hours) => format!("{hours} hours"),
        (days, _) => format!("{days} days"),
    }
}

/// Of a signature that came before, in the same request or another.
pub fn of_repetition(stand: &Stand, sent: &Parameters) -> Option<Refusal> {
    stand.journal.repeats(sent.sent("client_secret")).then(taken::taken_request_again)
}
