//! Station 2, `client_check`: the client is known, the address is its own, the request is signed and
//! asks for nothing that it may not have.
//!
//! The checks run in the order of [`CHECKS`], which is the order of ЕСИА as far as captures show
//! (МР, errors of the authorization request). Until the address is accepted a refusal is a page;
//! after that it travels to the client.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::DateTime;
use chrono::Utc;

use crate::domain::client::Client;
use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::domain::quirk::Quirk;
use crate::domain::redirect::RedirectError;
use crate::domain::redirect::RegisteredRedirectUri;
use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::flow::clients::RelyingParty;
use crate::flow::login::request::Addressed;
use crate::flow::signature;
use crate::flow::signature::signed::Signed;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::protocol::authorize;
use crate::protocol::authorize::AuthorizeRequest;
use crate::protocol::dates;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::permissions::Permission;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::scope::Scope;
use crate::protocol::signed_text;
use crate::protocol::signed_text::Generation;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Where a refusal can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The accepted address.
    pub uri: RegisteredRedirectUri,
    /// State, echoed where it was sent.
    pub state: Option<String>,
    /// Of which system the address is.
    pub client: Mnemonic,
    /// Who has signed in by then.
    pub person: Option<Oid>,
}

impl WayBack {
    /// Of a request that nobody has signed in for.
    fn before_sign_in(party: &RelyingParty, uri: RegisteredRedirectUri, state: Option<String>) -> Self {
        Self { uri, state, client: party.client.mnemonic.clone(), person: None }
    }
}

/// The word of the station, which is that of the standard endpoints as well.
pub const STATION: &str = "client_check";

/// A refusal of the authorization request, with the way back if there is one.
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
    /// What of it is taken although the real ЕСИА may refuse it.
    pub warnings: Warnings,
}

/// What the checks look at.
struct Candidate<'a> {
    stand: &'a Stand,
    party: &'a RelyingParty,
    generation: Generation,
    sent: &'a Parameters,
    request: &'a AuthorizeRequest,
    now: DateTime<Utc>,
}

type Check = fn(&Candidate<'_>) -> Result<Warnings, Refusal>;

/// The checks after the address is accepted and the parameters are read, in their order.
const CHECKS: [(&str, Check); 4] = [
    ("state", state_is_uuid),
    ("scopes", scopes_allowed),
    ("timestamp", timestamp_fresh),
    ("client_secret", client_secret_signed),
];

/// Runs every check.
pub fn check(
    stand: &Stand,
    generation: Generation,
    sent: &Parameters,
    addressed: Addressed<'_>,
) -> Result<CheckedRequest, Denied> {
    let party = find(stand, addressed.client_id)?;
    let state = sent.get("state").and_then(|state| authorize::state(state).ok());
    let uri = party.client.accept(addressed.redirect_uri).map_err(|error| {
        let uri = party.client.accept_refused(addressed.redirect_uri);
        Denied {
            way_back: uri.map(|uri| Box::new(WayBack::before_sign_in(&party, uri, state.clone()))),
            ..not_allowed(&party, addressed.redirect_uri, &error)
        }
    })?;
    let way_back = |refusal: Refusal| Denied {
        refusal: Box::new(refusal),
        way_back: Some(Box::new(WayBack::before_sign_in(&party, uri.clone(), state.clone()))),
    };
    require_hash(&party, generation, sent).map_err(way_back)?;
    let sent = &*completed(&party, sent);
    let request = AuthorizeRequest::parse(sent, generation).map_err(way_back)?;
    let candidate = Candidate { stand, party: &party, generation, sent, request: &request, now: stand.clock.now() };
    let mut warnings = taken::of_request(&party, generation, sent, &uri);
    for (name, check) in CHECKS {
        warnings.extend(check(&candidate).map_err(|refusal| way_back(refusal.with("check", name)))?);
    }
    let scopes = person_scopes(&request.scope).map_err(way_back)?;
    let scope_org = organization_scopes(&request.scope_org).map_err(way_back)?;
    let permissions =
        settled_permissions(&party, &request).map_err(|refusal| way_back(refusal.with("check", "permissions")))?;
    let interaction = Interaction {
        destination: Destination::Esia { generation, redirect_uri: addressed.redirect_uri.to_owned() },
        client: party.client.mnemonic.clone(),
        scopes,
        state: request.state,
        access_type: request.access_type,
        nonce: request.nonce,
        challenge: request.challenge,
        refused: false,
        acting_for: None,
        scope_org,
        filter: request.filter,
        permissions,
    };
    Ok(CheckedRequest { party, interaction, warnings })
}

/// Where a refusal of a request would travel that is checked no further.
pub fn way_back_of(stand: &Stand, sent: &Parameters) -> Option<WayBack> {
    let party = stand.clients.find(sent.get("client_id")?)?;
    let uri = party.client.accept(sent.get("redirect_uri")?).ok()?;
    let state = sent.get("state").and_then(|state| authorize::state(state).ok());
    Some(WayBack::before_sign_in(&party, uri, state))
}

/// Finds the client, or says which there are.
pub fn find(stand: &Stand, client_id: &str) -> Result<Arc<RelyingParty>, Refusal> {
    stand.clients.find(client_id).ok_or_else(|| {
        let shown: String = client_id.chars().take(64).collect();
        reasons::client::client_unknown(&shown, stand.clients.hint(&shown), stand.clients.names())
    })
}

fn not_allowed(party: &RelyingParty, sent: &str, error: &RedirectError) -> Denied {
    redirect_refused(&party.client, sent, error).into()
}

/// Why an address is not followed: it is spelt in a wrong way, or not registered.
pub fn redirect_refused(client: &Client, sent: &str, error: &RedirectError) -> Refusal {
    let (why, hint) = (error.words(), client.redirect_hint(sent));
    if !meant::flaw(sent).is_empty() {
        return reasons::client::redirect_uri_misspelt(why, &hint);
    }
    match error {
        RedirectError::NotAnAddress(_) => reasons::client::redirect_uri_malformed(why, &hint),
        RedirectError::NotRegistered { .. } => reasons::client::redirect_uri_unknown(why, &hint, &client.mnemonic),
    }
}

/// v3 names the certificate by its hash, except for a client that signs as in v1.
pub fn require_hash(party: &RelyingParty, generation: Generation, sent: &Parameters) -> Result<(), Refusal> {
    if generation == Generation::V3 && !party.client.has(Quirk::V1Signature) {
        authorize::require(sent, "client_certificate_hash")?;
    }
    Ok(())
}

/// Fills in what this client may leave out.
fn completed<'a>(party: &RelyingParty, sent: &'a Parameters) -> Cow<'a, Parameters> {
    if sent.get("access_type").is_some() || !party.client.has(Quirk::MissingAccessType) {
        return Cow::Borrowed(sent);
    }
    let mut completed = sent.clone();
    completed.set("access_type", "online".to_owned());
    Cow::Owned(completed)
}

fn state_is_uuid(candidate: &Candidate<'_>) -> Result<Warnings, Refusal> {
    let state = &candidate.request.state;
    if uuid::Uuid::try_parse(state).is_ok() {
        return Ok(Warnings::new());
    }
    if candidate.party.client.has(Quirk::StrictState) {
        return Err(reasons::request::state_no_uuid(state));
    }
    Ok(vec![reasons::taken::taken_state_no_uuid(&state.chars().take(64).collect::<String>())])
}

fn scopes_allowed(candidate: &Candidate<'_>) -> Result<Warnings, Refusal> {
    let request = candidate.request;
    if request.scope.is_empty() {
        return Err(authorize::scope_absent(candidate.sent));
    }
    let scopes = person_scopes(&request.scope)?;
    // DP-МР: beside permissions there is nothing to ask for.
    if !request.permissions.is_empty() && scopes.iter().any(|scope| scope.name != "openid") {
        return Err(reasons::request::scope_beside_permissions(&request.scope));
    }
    allowed(candidate.party, &scopes)?;
    allowed(candidate.party, &organization_scopes(&request.scope_org)?)?;
    Ok(Warnings::new())
}

/// Are these scopes known, and may the client ask for them?
pub fn allowed(party: &RelyingParty, scopes: &[Scope]) -> Result<(), Refusal> {
    for asked in scopes {
        if scope::find_esia(&asked.name).is_none() {
            return Err(reasons::client::scope_unknown(&asked.name, scope::hint(&asked.name)));
        }
    }
    for asked in scopes {
        if !party.client.may_ask(&asked.name) {
            return Err(reasons::client::scope_not_registered(&party.client.mnemonic, &asked.name));
        }
    }
    Ok(())
}

/// The list of an authorization request: about whoever signs in, so without `?oid=`.
pub fn person_scopes(text: &str) -> Result<Vec<Scope>, Refusal> {
    let scopes =
        Scope::parse_list(text).map_err(|error| reasons::request::scope_malformed(error.words(), scope::hint(text)))?;
    if scopes.is_empty() {
        return Err(reasons::request::scope_absent());
    }
    Ok(scopes.into_iter().map(Scope::without_person).collect())
}

/// `scope_org`: scopes of an organisation, of the one that the citizen will act for unless one is named.
fn organization_scopes(text: &str) -> Result<Vec<Scope>, Refusal> {
    let scopes = Scope::parse_list(text)
        .map_err(|error| reasons::request::scope_org_malformed(error.words(), scope::hint(text)))?;
    let foreign = |asked: &&Scope| scope::find(&asked.name).is_none_or(|row| row.holder != Holder::Organization);
    match scopes.iter().find(foreign) {
        Some(asked) => Err(reasons::request::scope_org_foreign(&asked.name)),
        None => Ok(scopes),
    }
}

/// The consents asked for, each as its registered type settles it.
fn settled_permissions(party: &RelyingParty, request: &AuthorizeRequest) -> Result<Vec<Permission>, Refusal> {
    let types = &party.client.consent_types;
    let unknown = |asked: &Permission| {
        let known: Vec<_> = types.iter().map(|known| known.sysname.as_str()).collect();
        let known = known.join(", ");
        let known = if known.is_empty() { Words::new("none", "пусто") } else { words!("{known}", "{known}") };
        reasons::permissions::consent_type_unknown(&asked.sysname, &party.client.mnemonic, known)
    };
    let settle = |asked: &Permission| {
        let registered = types.iter().find(|known| known.sysname == asked.sysname);
        registered.ok_or_else(|| unknown(asked))?.settle(asked)
    };
    request.permissions.iter().map(settle).collect()
}

fn timestamp_fresh(candidate: &Candidate<'_>) -> Result<Warnings, Refusal> {
    check_timestamp(candidate.stand, &candidate.request.timestamp, candidate.now)
}

/// Is the timestamp readable and, where the stand cares, near its clock?
pub fn check_timestamp(stand: &Stand, text: &str, now: DateTime<Utc>) -> Result<Warnings, Refusal> {
    let Some(time) = dates::request_timestamp(text) else {
        return Err(reasons::request::timestamp_unreadable(text, dates::flaw(text)).naming("timestamp"));
    };
    let distance = time.with_timezone(&Utc) - now;
    match stand.config.timestamp_tolerance {
        Some(tolerance) if distance.abs() > tolerance => {
            let (distance, tolerance) = (distance.num_seconds(), tolerance.num_seconds());
            let clock = dates::write_request_timestamp(now);
            Err(reasons::request::timestamp_too_far(text, distance, clock, tolerance))
        }
        _ => Ok(taken::of_timestamp(stand, text, time.with_timezone(&Utc)).into_iter().collect()),
    }
}

fn client_secret_signed(candidate: &Candidate<'_>) -> Result<Warnings, Refusal> {
    let orders: &[_] = match candidate.generation {
        Generation::V1 => &[&signed_text::V1],
        Generation::V3 => &[&signed_text::V2],
    };
    let Candidate { stand, generation, sent, .. } = *candidate;
    let signed = Signed { generation, orders, sent, clients: &stand.clients };
    let mut warnings = signature::check(candidate.party, &signed, candidate.now)?;
    warnings.extend(taken::of_repetition(stand, sent));
    Ok(warnings)
}
