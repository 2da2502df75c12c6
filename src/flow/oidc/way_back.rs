//! The way back to the client, and the answers that travel there: code or error, with `state` and `iss`
//! (OpenID Connect Core 1.0, 3.1.2.5; RFC 9207; OAuth 2.0 Form Post Response Mode).

use url::form_urlencoded;

use crate::domain::redirect::RegisteredRedirectUri;
use crate::flow::clients::RelyingParty;
use crate::flow::login::client_check;
use crate::flow::login::progress::Progress;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::oidc::authorize::ResponseMode;
use crate::protocol::refusal::Refusal;

/// Where an answer can be sent to, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The accepted address.
    pub uri: RegisteredRedirectUri,
    /// How parameters travel.
    pub mode: ResponseMode,
    /// State, echoed where it was sent.
    pub state: Option<String>,
    /// Of which system the address is.
    pub client: Mnemonic,
    /// Who has signed in by then.
    pub person: Option<Oid>,
}

/// What the client is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where.
    pub way_back: WayBack,
    /// A code, or why there is none.
    pub result: Result<String, Refusal>,
}

/// What the browser gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// A redirect.
    Redirect(String),
    /// A form to be posted.
    Form {
        /// Where to.
        action: String,
        /// Its fields.
        fields: Vec<(&'static str, String)>,
    },
}

impl WayBack {
    /// The way back of a login; accepted again, for the client may have changed since it began.
    pub fn of(progress: &Progress) -> Result<Self, Refusal> {
        let interaction = &progress.interaction;
        let request = interaction.destination.standard();
        let mode = request.map(|request| request.response_mode).unwrap_or_default();
        let state = Some(interaction.state.clone()).filter(|state| !state.is_empty());
        let accepted = Self::accept(&progress.party, interaction.destination.address(), mode, state)?;
        Ok(Self { person: progress.citizen.as_ref().map(|citizen| citizen.account.oid), ..accepted })
    }

    /// Accepts an address (OpenID Connect Core, 3.1.2.1).
    pub fn accept(party: &RelyingParty, uri: &str, mode: ResponseMode, state: Option<String>) -> Result<Self, Refusal> {
        let accepted = party.client.accept_exactly(uri);
        let uri =
            accepted.map_err(|error| client_check::redirect_refused(&party.client, uri, &error).in_standard_words())?;
        Ok(Self { uri, mode, state, client: party.client.mnemonic.clone(), person: None })
    }

    /// The answer of a refusal.
    pub fn refused(self, refusal: Refusal) -> Answer {
        Answer { way_back: self, result: Err(refusal) }
    }
}

impl Answer {
    /// The parameters of the answer.
    fn parameters(&self, issuer: String) -> Vec<(&'static str, String)> {
        let mut parameters = match &self.result {
            Ok(code) => vec![("code", code.clone())],
            Err(refusal) => {
                vec![
                    ("error", refusal.standard_error().to_string()),
                    ("error_description", refusal.standard_description()),
                ]
            }
        };
        parameters.extend(self.way_back.state.clone().map(|state| ("state", state)));
        parameters.push(("iss", issuer));
        parameters
    }

    /// What the browser gets.
    pub fn delivery(&self, issuer: String) -> Delivery {
        let parameters = self.parameters(issuer);
        let mut url = self.way_back.uri.url().clone();
        match self.way_back.mode {
            ResponseMode::Query => {
                url.query_pairs_mut().extend_pairs(parameters);
                Delivery::Redirect(url.into())
            }
            ResponseMode::Fragment => {
                let fragment = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
                url.set_fragment(Some(&fragment));
                Delivery::Redirect(url.into())
            }
            ResponseMode::FormPost => Delivery::Form { action: url.into(), fields: parameters },
        }
    }
}
