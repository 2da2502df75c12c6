//! What is taken although the real ЕСИА may refuse it; each leaves a warning in log and journal.

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;

use crate::domain::quirk::Quirk;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::domain::scope;
use crate::domain::standard_claim::ACR_VALUES;
use crate::domain::standard_claim::CLAIMS;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::meant;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons::taken;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::scope::Scope;
use crate::protocol::signed_text::Generation;
use crate::protocol::words::Words;
use crate::protocol::words::words;
use crate::texts::Language;

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
    let plain = generation == Generation::V3 && is_challenge_plain(sent);
    let plain = plain.then(taken::taken_challenge_plain);
    let unread: Vec<_> = OF_STANDARD.into_iter().filter(|name| sent.get(name).is_some()).collect();
    let unread = (!unread.is_empty()).then(|| taken::taken_parameter_unread(unread.join(", ")));
    let lists = ["scope", "scope_org"].into_iter().filter_map(|name| of_list(sent, name));
    let newer: &[&str] = if generation == Generation::V3 { &OPTIONAL_V3 } else { &[] };
    let optional = [&OPTIONAL[..], newer].concat();
    let all = [address, nonce, pkce, plain, unread].into_iter().flatten();
    odd.chain(lists).chain(of_secret(sent)).chain(all).chain(of_names(sent, &optional)).collect()
}

/// What OpenID Connect libraries send, and ЕСИА's own endpoints do not know; `nonce` has a row of its own.
const OF_STANDARD: [&str; 12] = [
    "prompt",
    "max_age",
    "acr_values",
    "display",
    "ui_locales",
    "claims",
    "claims_locales",
    "id_token_hint",
    "response_mode",
    "request",
    "request_uri",
    "resource",
];

/// Parameters of a code request that need not be sent.
const OPTIONAL: [&str; 4] = ["permissions", "person_filter", "obj_type", "roles"];

/// Those that generation v3 has beside them.
const OPTIONAL_V3: [&str; 3] = ["scope_org", "code_challenge", "code_challenge_method"];

/// Of the request of a login at the standard endpoints.
pub fn of_standard_request(party: &RelyingParty, sent: &Parameters) -> Warnings {
    const OPTIONAL: [&str; 13] = [
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
        "prompt",
        "max_age",
        "ui_locales",
        "login_hint",
        "acr_values",
        "claims",
        "request",
        "response_mode",
        "id_token_hint",
    ];
    let scope = sent.sent("scope");
    let asked = || scope.split(' ').filter(|word| !word.is_empty());
    let may_ask = |word: &&str| {
        Scope::parse(word).is_ok_and(|asked| scope::find(&asked.name).is_some() && party.client.may_ask(&asked.name))
    };
    let ignored: Vec<_> = asked().filter(|word| !may_ask(word)).collect();
    let hint = ignored.first().map(|word| scope::hint(word)).unwrap_or_default();
    let left_out =
        (!ignored.is_empty()).then(|| taken::taken_scope_ignored(ignored.join(" "), &hint, &party.client.mnemonic));
    let no_openid = (!asked().any(|word| word == "openid")).then(taken::taken_without_openid);
    let plain = is_challenge_plain(sent).then(taken::taken_challenge_plain);
    let secret = sent.get("client_secret").map(|_| taken::taken_secret_in_browser());
    let all = [left_out, no_openid, of_list(sent, "scope"), plain, secret];
    let all = all.into_iter().flatten().chain(of_wishes(sent));
    all.chain(of_names(sent, &OPTIONAL)).collect()
}

/// What ЕСИА's own endpoints read, and the standard ones do not.
const OF_ESIA: [&str; 6] =
    ["access_type", "timestamp", "client_certificate_hash", "scope_org", "permissions", "person_filter"];

/// Claims that are in tokens whoever asks.
const OF_TOKENS: [&str; 4] = ["sub", "acr", "amr", "auth_time"];

/// Of what a client wishes at the standard endpoints, and nobody knows.
fn of_wishes(sent: &Parameters) -> impl Iterator<Item = Refusal> {
    let display = sent.get("display").filter(|kind| *kind != "page").map(taken::taken_display_ignored);
    let languages = sent.get("ui_locales").filter(|tags| Language::preferred(tags).is_none());
    let spoken = Language::ALL.map(Language::code).join(", ");
    let languages = languages.map(|tags| taken::taken_language_unknown(tags, spoken));
    let esia: Vec<_> = OF_ESIA.into_iter().filter(|name| sent.get(name).is_some()).collect();
    let esia = (!esia.is_empty()).then(|| taken::taken_parameter_of_esia(esia.join(", ")));
    [of_classes(sent), of_claims(sent), display, languages, esia].into_iter().flatten()
}

/// Of claims that are told nowhere.
fn of_claims(sent: &Parameters) -> Option<Refusal> {
    let asked = ClaimsRequest::parse(sent.get("claims")).ok()?;
    let known = || CLAIMS.iter().map(|row| row.name).chain(OF_TOKENS);
    let mut unknown: Vec<_> = asked.names().filter(|name| !known().any(|known| known == *name)).collect();
    unknown.dedup();
    let hint = meant::hint(unknown.first()?, known());
    Some(taken::taken_claim_unknown(unknown.join(", "), hint))
}

/// Of classes of authentication that nobody knows.
fn of_classes(sent: &Parameters) -> Option<Refusal> {
    let classes = sent.sent("acr_values").split_ascii_whitespace();
    let unknown: Vec<_> = classes.filter(|class| !ACR_VALUES.contains(class)).collect();
    let hint = meant::hint(unknown.first()?, ACR_VALUES);
    Some(taken::taken_acr_unknown(unknown.join(" "), hint, ACR_VALUES.join(", ")))
}

/// Of a list of scopes that names one twice, or has other than one space between two.
fn of_list(sent: &Parameters, name: &str) -> Option<Refusal> {
    let words: Vec<&str> = sent.sent(name).split_ascii_whitespace().collect();
    let again = words.iter().enumerate().find(|(at, word)| words[..*at].contains(word)).map(|(_, word)| word);
    let flaw = match again {
        Some(word) => words!("names {word} twice", "называет {word} дважды"),
        None if sent.sent(name).trim() != words.join(" ") => {
            Words::new("has other than one space between two names", "разделён не одним пробелом")
        }
        None => return None,
    };
    let mut once: Vec<&str> = Vec::new();
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    Some(taken::taken_scope_list(name, flaw, once.join(" ")))
}

fn is_challenge_plain(sent: &Parameters) -> bool {
    sent.get("code_challenge").is_some() && sent.get("code_challenge_method").is_none()
}

/// Of the parameters of a token request.
pub fn of_token_request(generation: Generation, sent: &Parameters) -> Warnings {
    let optional: &[&str] = if generation == Generation::V3 { &["code_verifier"] } else { &[] };
    let pkce = sent.get("code_verifier").filter(|_| generation == Generation::V1).map(|_| taken::taken_pkce_ignored());
    let all = [of_secret(sent), pkce, of_list(sent, "scope")].into_iter().flatten();
    all.chain(of_names(sent, optional)).collect()
}

/// Of names: nearly those of parameters, or given in query and body.
pub fn of_names(sent: &Parameters, optional: &[&'static str]) -> Warnings {
    let misspelt = sent.misspelt(optional).map(|(name, sent)| taken::taken_parameter_misspelt(sent, name));
    let twice = sent.overridden().map(taken::taken_parameter_twice);
    misspelt.into_iter().chain(twice).collect()
}

/// Of a logout by ЕСИА's own path that leads nowhere.
pub fn of_logout(sent: &Parameters) -> Option<Refusal> {
    let Some(name) = elsewhere(sent, "redirect_url", ["redirect_uri", "post_logout_redirect_uri"]) else {
        return says_nothing(sent, &["client_id", "redirect_url"]).then(|| taken::taken_logout_alone("redirect_url"));
    };
    let quirk = if name == "redirect_uri" { Words::or_quirk("logout_redirect_uri") } else { Words::default() };
    Some(taken::taken_logout_address(name, quirk))
}

/// The same at the standard endpoint.
pub fn of_end_session(sent: &Parameters) -> Option<Refusal> {
    let due = "post_logout_redirect_uri";
    if let Some(name) = elsewhere(sent, due, ["redirect_uri", "redirect_url"]) {
        return Some(taken::taken_end_session_address(name));
    }
    let known = ["id_token_hint", "logout_hint", "client_id", due];
    says_nothing(sent, &known).then(|| taken::taken_logout_alone(due))
}

fn says_nothing(sent: &Parameters, names: &[&str]) -> bool {
    names.iter().all(|name| sent.get(name).is_none())
}

/// The name under which an address came that is due under another one.
fn elsewhere<'a>(sent: &'a Parameters, due: &'static str, usual: [&'static str; 2]) -> Option<&'a str> {
    if sent.get(due).is_some() {
        return None;
    }
    let usual = usual.into_iter().find(|name| sent.get(name).is_some());
    usual.or_else(|| sent.misspelt(&[due]).map(|(_, name)| name))
}

/// Of a signature whose base64 came otherwise than it was made.
fn of_secret(sent: &Parameters) -> Option<Refusal> {
    let secret = sent.sent("client_secret").trim();
    let flaw = match secret {
        _ if secret.starts_with("-----") => return None,
        _ if secret.contains(['\n', '\r']) => Words::new("with line breaks in it", "с переводами строк внутри"),
        _ if secret.contains(' ') => {
            Words::new("with blanks in place of + (escape it as %2B)", "с пробелами вместо + (кодируйте его как %2B)")
        }
        _ => return None,
    };
    Some(taken::taken_value_odd("client_secret", flaw))
}

/// Of a redirect address that is not that of the code request, character by character.
pub fn of_address(sent: &str, was: &str) -> Option<Refusal> {
    (sent != was).then(|| taken::taken_redirect_uri_differs(sent, was))
}

/// Of scopes that a token request asks for and the login was not asked for.
pub fn of_scope(asked: &str, granted: &str) -> Option<Refusal> {
    let names = |text: &str| -> Vec<String> {
        Scope::parse_list(text).unwrap_or_default().into_iter().map(|scope| scope.name).collect()
    };
    let granted = names(granted);
    let wider: Vec<_> = names(asked).into_iter().filter(|name| !granted.contains(name)).collect();
    (!wider.is_empty()).then(|| taken::taken_scope_wider(wider.join(" ")))
}

/// Of a timestamp where the stand does not care: one that is near neither the stand's clock nor the time outside.
pub fn of_timestamp(stand: &Stand, text: &str, time: DateTime<Utc>) -> Option<Refusal> {
    let clocks = [stand.clock.now(), stand.platform.real_time.now()];
    let distance = clocks.into_iter().map(|clock| (time - clock).abs()).min()?;
    (distance > TOLD_FROM).then(|| taken::taken_timestamp_old(text, in_words(distance)))
}

fn in_words(distance: TimeDelta) -> Words {
    let counted = |number: i64, unit: &str, russian: &str| match number {
        1 => words!("1 {unit}", "1 {russian}"),
        _ => words!("{number} {unit}s", "{number} {russian}"),
    };
    match (distance.num_days(), distance.num_hours()) {
        (0, hours) => counted(hours, "hour", "ч"),
        (days, _) => counted(days, "day", "дн."),
    }
}

/// Of a signature that came before, in the same request or another.
pub fn of_repetition(stand: &Stand, sent: &Parameters) -> Option<Refusal> {
    stand.journal.repeats(sent.sent("client_secret")).then(taken::taken_request_again)
}
