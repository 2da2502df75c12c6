//! Station 7, `code`: the authorization code, and back to the client.

use std::sync::Arc;

use crate::domain::interaction::Door;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::login::client_check::Denied;
use crate::flow::login::client_check::WayBack;
use crate::flow::login::demands;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::esia;
use crate::flow::oidc;
use crate::flow::oidc::way_back::Answer;
use crate::flow::stand::Stand;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
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

/// How a login ends.
#[derive(Debug)]
pub enum Ending {
    /// With a code.
    Code(Box<Issued>),
    /// With a refusal that travels to the client.
    Denied(Denied),
    /// With either, by the standard door.
    Standard(Box<Answer>),
    /// At a page of ours, by its path: there is nobody who wants a code.
    Own(String),
}

/// Ends a login of which nothing is pending.
pub fn issue(cx: &Cx<'_>, progress: Progress) -> Result<Ending, Stop> {
    if progress.interaction.refused {
        return refuse(cx, &progress);
    }
    if progress.interaction.door == Door::Oidc {
        return oidc::code::issue(cx, &progress).map(Box::new).map(Ending::Standard);
    }
    if progress.interaction.door == Door::Own {
        interactions::delete(cx.sql, &progress.id)?;
        return Ok(Ending::Own(progress.interaction.redirect_uri));
    }
    let way_back = way_back(&progress)?;
    interactions::delete(cx.sql, &progress.id)?;
    if let Some(refusal) = demands::unmet(&progress) {
        return Ok(Ending::Denied(Denied { refusal: Box::new(refusal), way_back: Some(way_back) }));
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
    };
    codes::insert(cx.sql, &id, &grant, cx.now + chrono::TimeDelta::seconds(lifetimes.code))?;
    let subject = Subject { oid: citizen.account.oid, level: citizen.account.level.subject_level() };
    Ok(Ending::Code(Box::new(Issued { party: progress.party, id, grant, subject, at: numeric_date(cx.now), way_back })))
}

/// Ends a login because the holder refused.
pub fn refuse(cx: &Cx<'_>, progress: &Progress) -> Result<Ending, Stop> {
    if progress.interaction.door == Door::Oidc {
        return oidc::code::refuse(cx, progress).map(Box::new).map(Ending::Standard);
    }
    interactions::delete(cx.sql, &progress.id)?;
    let refusal = Box::new(reasons::person::citizen_refused());
    Ok(Ending::Denied(Denied { refusal, way_back: Some(way_back(progress)?) }))
}

fn way_back(progress: &Progress) -> Result<WayBack, Stop> {
    let interaction = &progress.interaction;
    // Accepted again: the client may have changed since the login began.
    let uri =
        progress.party.client.accept(&interaction.redirect_uri).map_err(reasons::client::redirect_uri_withdrawn)?;
    Ok(WayBack { uri, state: Some(interaction.state.clone()) })
}

/// Signs the code, after its commit, and gives the address to send the browser to.
pub fn sign(stand: &Stand, issued: &Issued) -> Result<String, Stop> {
    let Issued { party, id, grant, subject, at, way_back } = issued;
    let issue = Issue { stand, party, issued_at: *at };
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
