//! A login on its way.

use crate::domain::session::ActingAs;
use crate::domain::standard_request::StandardRequest;
use crate::protocol::authorize::AccessType;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::scope::Scope;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::signed_text::Generation;
use crate::protocol::subject_filter::SubjectFilter;

/// Where a login leads when it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Back to a relying party, by ЕСИА's own endpoints.
    Esia {
        /// Of which generation; its code is exchanged by the same one.
        generation: Generation,
        /// The address; accepted again before it is used.
        redirect_uri: String,
    },
    /// Back to a relying party, by the standard OpenID Connect endpoints, `/oidc/…`.
    Oidc(Box<StandardRequest>),
    /// To one of the stand's own pages, `/profile/…`: nobody asks for a code, the citizens themselves come in.
    Own {
        /// Its path.
        path: String,
    },
}

impl Destination {
    /// Is it one of the stand's own pages?
    pub fn is_own(&self) -> bool {
        matches!(self, Self::Own { .. })
    }

    /// The address or the path, as it is shown.
    pub fn address(&self) -> &str {
        match self {
            Self::Esia { redirect_uri, .. } => redirect_uri,
            Self::Oidc(request) => &request.redirect_uri,
            Self::Own { path } => path,
        }
    }

    /// What only the standard endpoints ask.
    pub fn standard(&self) -> Option<&StandardRequest> {
        match self {
            Self::Oidc(request) => Some(request),
            Self::Esia { .. } | Self::Own { .. } => None,
        }
    }
}

/// A login on its way: what was asked, and what is settled so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// Where it leads.
    pub destination: Destination,
    /// Who asks.
    pub client: Mnemonic,
    /// What is asked for.
    pub scopes: Vec<Scope>,
    /// State, echoed.
    pub state: String,
    /// Is a refresh token wanted?
    pub access_type: AccessType,
    /// Echoed into the identity token; at ЕСИА's own endpoints by quirk only.
    pub nonce: Option<String>,
    /// What a verifier will be compared with (RFC 7636).
    pub challenge: Option<CodeChallenge>,
    /// Scopes of the organisation that the citizen will act for.
    pub scope_org: Vec<Scope>,
    /// Who may come back.
    pub filter: SubjectFilter,
    /// Digital-profile consents that are asked for.
    pub permissions: Vec<Permission>,
    /// For which organisation the citizen acts («Войти как»).
    pub acting_for: Option<Oid>,
    /// Did the holder refuse? Then nothing is pending but to tell the client so.
    pub refused: bool,
}

impl Interaction {
    /// Scopes once it is known in whose name the citizen acts: those of the organisation get its number.
    fn scopes_of(&self, acting: Option<ActingAs>) -> Vec<Scope> {
        let Some(ActingAs::Organization(oid)) = acting else { return self.scopes.clone() };
        let bound = self.scope_org.iter().map(|scope| match scope.parameter {
            None => Scope { url: true, parameter: Some(ScopeParameter::Organization(oid)), ..scope.clone() },
            Some(_) => scope.clone(),
        });
        let own = self.scopes.iter().cloned();
        own.chain(bound.filter(|scope| !self.scopes.contains(scope))).collect()
    }

    /// Settles in whose name the citizen acts.
    pub fn act_as(&mut self, acting: Option<ActingAs>) {
        self.scopes = self.scopes_of(acting);
        self.acting_for = match acting {
            Some(ActingAs::Organization(oid)) => Some(oid),
            Some(ActingAs::Person) | None => None,
        };
    }

    /// Every scope that the citizen is asked for, those behind claims asked for one by one included.
    pub fn asked(&self) -> impl Iterator<Item = &Scope> {
        let behind_claims = self.destination.standard().into_iter().flat_map(|request| &request.claim_scopes);
        self.scopes.iter().chain(behind_claims)
    }
}
