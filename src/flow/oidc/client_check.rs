//! Stations 1 and 2 at the standard endpoints: from parameters to a checked request.
//!
//! Until client and address are accepted a refusal is a page; after that it travels to the client in the response
//! mode that was asked for.

use std::sync::Arc;

use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::domain::standard_claim;
use crate::domain::standard_request::StandardRequest;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::oidc::hint;
use crate::flow::oidc::request_object;
use crate::flow::oidc::way_back::WayBack;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::protocol::authorize::AccessType;
use crate::protocol::authorize::require;
use crate::protocol::authorize::scope_absent;
use crate::protocol::oidc::authorize;
use crate::protocol::oidc::authorize::AuthenticationRequest;
use crate::protocol::oidc::authorize::ResponseMode;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::scope::Scope;
use crate::protocol::subject_filter::SubjectFilter;
use crate::texts::Language;

/// A refusal of the request, with the way back if there is one.
#[derive(Debug)]
pub struct Denied {
    /// What was wrong.
    pub refusal: Box<Refusal>,
    /// Where to tell it.
    pub way_back: Option<Box<WayBack>>,
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self { refusal: Box::new(refusal), way_back: None }
    }
}

/// A request that passed every check.
#[derive(Clone, Debug)]
pub struct CheckedRequest {
    /// Who asks.
    pub party: Arc<RelyingParty>,
    /// What is to be settled with the citizen.
    pub interaction: Interaction,
    /// `prompt=none`: without showing them anything.
    pub silently: bool,
    /// The language that the pages are wanted in, where it is one of ours.
    pub language: Option<Language>,
    /// What was taken, but not as somebody may have meant it.
    pub warnings: Warnings,
}

/// Checks a request; parameters of a request object in it win over those beside it (OpenID Connect Core, 6.1).
pub fn check(stand: &Stand, sent: Parameters) -> Result<CheckedRequest, Denied> {
    let party = client(stand, &sent)?;
    let outer = way_back(&party, &sent).ok();
    let sent = request_object::merge(stand, &party, sent)
        .map_err(|refusal| Denied { refusal: Box::new(refusal), way_back: outer.map(Box::new) })?;
    let way_back = way_back(&party, &sent)?;
    let warnings = taken::of_standard_request(&party, &sent);
    interaction(stand, &party, &sent)
        .map(|(interaction, silently, language)| CheckedRequest { party, interaction, silently, language, warnings })
        .map_err(|refusal| Denied { refusal: Box::new(refusal), way_back: Some(Box::new(way_back)) })
}

/// Where a refusal of a request would travel that is checked no further.
pub fn way_back_of(stand: &Stand, sent: &Parameters) -> Option<WayBack> {
    let party = client(stand, sent).ok()?;
    let merged = request_object::merge(stand, &party, sent.clone());
    way_back(&party, merged.as_ref().unwrap_or(sent)).ok()
}

/// Who asks.
pub fn client(stand: &Stand, sent: &Parameters) -> Result<Arc<RelyingParty>, Refusal> {
    if sent.repeated(&["client_id"]).is_some() {
        return Err(reasons::request::parameter_repeated("client_id"));
    }
    oidc::find(stand, require(sent, "client_id")?)
}

fn way_back(party: &RelyingParty, sent: &Parameters) -> Result<WayBack, Refusal> {
    if sent.repeated(&["redirect_uri"]).is_some() {
        return Err(reasons::request::parameter_repeated("redirect_uri"));
    }
    let state = authorize::state(sent).unwrap_or_default().filter(|_| sent.repeated(&["state"]).is_none());
    WayBack::accept(party, require(sent, "redirect_uri")?, ResponseMode::of_refusal(sent), state)
}

/// The login that is asked for, whether it may show nothing, and in which language it is wanted.
type Asked = (Interaction, bool, Option<Language>);

fn interaction(stand: &Stand, party: &RelyingParty, sent: &Parameters) -> Result<Asked, Refusal> {
    // That of a pushed request was exchanged for its parameters, which have none.
    if sent.get("request_uri").is_some() {
        return Err(reasons::standard::request_uri_not_fetched());
    }
    let request = AuthenticationRequest::parse(sent)?;
    let language = Language::preferred(&request.ui_locales);
    let client = &party.client;
    if !client.public && client.client_secret.is_none() && !client.has_keys() {
        return Err(reasons::proof::client_without_proof(&client.mnemonic));
    }
    if client.public && request.challenge.is_none() {
        return Err(reasons::standard::code_challenge_required());
    }
    if request.scope.trim().is_empty() {
        return Err(scope_absent(sent));
    }
    let scopes = scopes(party, &request.scope)?;
    let subject = subject(stand, &request)?;
    let (essential_acr, wanted_acr) = classes(&request);
    let standard = StandardRequest {
        redirect_uri: sent.sent("redirect_uri").to_owned(),
        grant: stand.random.uuid().to_string(),
        response_mode: request.response_mode,
        begun_at: stand.clock.now(),
        login_hint: request.login_hint,
        sign_in_anew: request.prompt.login || request.prompt.select_account,
        max_age: request.max_age,
        consent_anew: request.prompt.consent,
        subject,
        essential_acr,
        wanted_acr,
        claim_scopes: claim_scopes(party, &scopes, &request.claims),
        claims: request.claims,
        session: None,
    };
    let offline = scopes.iter().any(|scope| scope.name == "offline_access");
    let interaction = Interaction {
        destination: Destination::Oidc(Box::new(standard)),
        client: client.mnemonic.clone(),
        scopes,
        state: request.state.unwrap_or_default(),
        access_type: if offline { AccessType::Offline } else { AccessType::Online },
        nonce: request.nonce,
        challenge: request.challenge,
        refused: false,
        acting_for: None,
        scope_org: Vec::new(),
        filter: SubjectFilter::default(),
        permissions: Vec::new(),
    };
    Ok((interaction, request.prompt.none, language))
}

/// What may be granted of the list: what is unknown or not allowed to the client is left out (RFC 6749, 3.3; OpenID
/// Connect Core, 3.1.2.1), and the token answer says what is left.
pub fn scopes(party: &RelyingParty, text: &str) -> Result<Vec<Scope>, Refusal> {
    let mut scopes = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !word.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\') {
            return Err(reasons::standard::scope_character(word));
        }
        let known = Scope::parse(word).ok().map(Scope::without_person);
        let allowed = known.filter(|scope| scope::find(&scope.name).is_some() && party.client.may_ask(&scope.name));
        match allowed {
            Some(scope) if scopes.contains(&scope) => {}
            Some(scope) => scopes.push(scope),
            // `flow::taken` tells of it.
            None => {}
        }
    }
    if scopes.is_empty() {
        return Err(reasons::standard::scope_nothing_left(text, scope::hint(text), &party.client.mnemonic));
    }
    Ok(scopes)
}

/// The scopes by which the citizen is asked for claims that no scope of the request covers.
fn claim_scopes(party: &RelyingParty, scopes: &[Scope], claims: &ClaimsRequest) -> Vec<Scope> {
    let mut behind: Vec<Scope> = Vec::new();
    for claim in claims.names().filter_map(standard_claim::find) {
        let opens = |name: &str| scope::find(name).is_some_and(|row| row.opens.contains(&claim.opened_by));
        if scopes.iter().chain(&behind).any(|scope| opens(&scope.name)) {
            continue;
        }
        let narrowest = scope::SCOPES
            .iter()
            .filter(|row| row.holder == Holder::Person && row.opens.contains(&claim.opened_by))
            .find(|row| party.client.may_ask(row.name));
        behind.extend(narrowest.and_then(|row| Scope::parse(row.name).ok()));
    }
    behind
}

/// The classes of authentication that are asked for: those that must be reached, and those that are only wanted.
fn classes(request: &AuthenticationRequest) -> (Vec<String>, Vec<String>) {
    let demand = request.claims.demand("acr");
    let claimed: Vec<_> = demand.into_iter().flat_map(|demand| &demand.values).map(text_of).collect();
    let named = request.acr_values.iter().cloned();
    if demand.is_some_and(|demand| demand.essential) {
        return (claimed, named.collect());
    }
    (Vec::new(), claimed.into_iter().chain(named).collect())
}

/// The one person that will do, if the request names one (OpenID Connect Core, 3.1.2.1 and 5.5.1).
fn subject(stand: &Stand, request: &AuthenticationRequest) -> Result<Option<String>, Refusal> {
    let hinted = match &request.id_token_hint {
        Some(token) => Some(hint::read(stand, token)?.subject),
        None => None,
    };
    let demanded = request.claims.demand("sub").and_then(|demand| demand.values.first()).map(text_of);
    match (hinted, demanded) {
        (Some(hinted), Some(demanded)) if hinted != demanded => Err(reasons::standard::two_people_named()),
        (hinted, demanded) => Ok(hinted.or(demanded)),
    }
}

fn text_of(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
