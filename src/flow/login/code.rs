//! Station 7, `code`: the authorization code, and back to the client.

use std::sync::Arc;

use crate::faults::meeting::Acting;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::login::client_check::Denied;
use crate::flow::login::client_check::WayBack;
use crate::flow::login::demands;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::esia;
use crate::flow::stand::Stand;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::codes;
use crate::storage::codes::CodeGrant;
use crate::storage::interactions;

/// Final: whoever comes here has nothing else to do.
pub const STEP: Step = Step { name: "code", due: |_| Some(Due::Code) };

/// A code that is stored and still to be signed.
#[derive(Debug)]
pub struct Issued {
    party: Arc<RelyingParty>,
    id: String,
    grant: CodeGrant,
    subject: Subject,
    at: i64,
    way_back: WayBack,
}

impl Issued {
    /// For which system.
    pub fn client(&self) -> &Mnemonic {
        &self.party.client.mnemonic
    }

    /// About whom.
    pub fn person(&self) -> Oid {
        self.grant.oid
    }

    /// By which the code is stored.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Ends a login of which nothing is pending, with a code or the reason why there is none.
pub fn issue(cx: &WriteCx<'_>, progress: Progress, way_back: WayBack) -> Result<Result<Issued, Denied>, Stop> {
    interactions::delete(cx.sql, &progress.id)?;
    if let Some(refusal) = demands::unmet(&progress) {
        return Ok(Err(Denied { refusal: Box::new(refusal), way_back: Some(Box::new(way_back)) }));
    }
    let Some(citizen) = progress.citizen else {
        return Err(Broken::Page("a code was asked for before anybody signed in".to_owned()).into());
    };
    let id = cx.stand.random.uuid().to_string();
    let lifetimes = progress.party.client.lifetimes;
    let grant = CodeGrant {
        interaction: progress.interaction,
        oid: citizen.account.oid,
        session: citizen.session.id,
        method: citizen.session.method,
        auth_time: citizen.session.auth_time,
        spent_by: None,
    };
    codes::insert(cx.sql, &id, &grant, cx.now + chrono::TimeDelta::seconds(lifetimes.code))?;
    let subject = Subject { oid: citizen.account.oid, level: citizen.account.level.subject_level() };
    Ok(Ok(Issued { party: progress.party, id, grant, subject, at: numeric_date(cx.now), way_back }))
}

/// The way back of a login; accepted again, for the client may have changed since it began.
pub fn way_back(progress: &Progress, redirect_uri: &str) -> Result<WayBack, Stop> {
    let uri = progress
        .party
        .client
        .accept(redirect_uri)
        .map_err(|error| reasons::client::redirect_uri_withdrawn(error.words()))?;
    let person = progress.citizen.as_ref().map(|citizen| citizen.account.oid);
    let client = progress.party.client.mnemonic.clone();
    Ok(WayBack { uri, state: Some(progress.interaction.state.clone()), client, person })
}

/// Signs the code, after its commit, and gives the address to send the browser to.
pub fn sign(stand: &Stand, issued: &Issued, wrong: &[Acting]) -> Result<String, Stop> {
    let Issued { party, id, grant, subject, at, way_back } = issued;
    let issue = Issue { stand, party, issued_at: *at, wrong };
    let code = esia::authorization_code(&issue, id, grant, *subject)?;
    Ok(way_back.with(&[("code", &code), ("state", &grant.interaction.state)]))
}

impl WayBack {
    /// The address with parameters added to its query, form-encoded as ЕСИА does.
    pub fn with(&self, parameters: &[(&str, &str)]) -> String {
        let mut url = self.uri.url().clone();
        url.query_pairs_mut().extend_pairs(parameters);
        url.into()
    }

    /// The address that tells of a refusal, its parameters in the order of captures.
    pub fn refused(&self, refusal: &Refusal) -> String {
        let code = refusal.esia_code();
        let description = refusal.description(code);
        let state = self.state.as_deref().map(|state| ("state", state));
        let parameters: Vec<_> = [("error_description", description.as_str())]
            .into_iter()
            .chain(state)
            .chain([("error", code.def().error)])
            .collect();
        self.with(&parameters)
    }
}
