//! A login on its way.

use crate::domain::session::ActingAs;
use crate::domain::standard_request::StandardRequest;
use crate::protocol::authorize::AccessType;
use crate::protocol::ids::Mnemonic;
use crate::protocol::permissions::Permission;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::scope::Scope;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::signed_text::Generation;
use crate::protocol::subject_filter::SubjectFilter;
use serde::Deserialize;
use serde::Serialize;

/// The door by which a request came; its code and tokens leave by the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    /// `/aas/oauth2/ac` and `/aas/oauth2/te`: generation v1.
    #[serde(rename = "v1")]
    EsiaV1,
    /// `/aas/oauth2/v2/ac` and `/aas/oauth2/v3/te`: generations v2 and v3.
    #[serde(rename = "v2")]
    EsiaV2,
    /// `/oidc/…`: standard OpenID Connect.
    #[serde(rename = "oidc")]
    Oidc,
    /// The stand's own pages, `/profile/…`: nobody asks for a code, the citizen himself comes in.
    #[serde(rename = "own")]
    Own,
}

impl Door {
    /// The door of a generation.
    pub fn of(generation: Generation) -> Self {
        match generation {
            Generation::V1 => Self::EsiaV1,
            Generation::V3 => Self::EsiaV2,
        }
    }
}

/// A login on its way: what was asked, and what is settled so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// By which door.
    pub door: Door,
    /// Who asks.
    pub client: Mnemonic,
    /// Where to return to; accepted again before it is used.
    pub redirect_uri: String,
    /// What is asked for.
    pub scopes: Vec<Scope>,
    /// State, echoed.
    pub state: String,
    /// Is a refresh token wanted?
    pub access_type: AccessType,
    /// Echoed into the identity token; at ЕСИА's own doors by quirk only.
    pub nonce: Option<String>,
    /// What a verifier will be compared with (RFC 7636).
    pub challenge: Option<CodeChallenge>,
    /// Scopes of the organisation that the citizen will act for.
    pub scope_org: Vec<Scope>,
    /// Who may come back.
    pub filter: SubjectFilter,
    /// Digital-profile consents that are asked for.
    pub permissions: Vec<Permission>,
    /// Did the holder refuse? Then nothing is pending but to tell the client so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// What only the standard door asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oidc: Option<Box<StandardRequest>>,
}

impl Interaction {
    /// Scopes once it is known in whose name the citizen acts: those of the organisation get its number.
    pub fn scopes_of(&self, acting: Option<ActingAs>) -> Vec<Scope> {
        let Some(ActingAs::Organization(oid)) = acting else { return self.scopes.clone() };
        let bound = self.scope_org.iter().map(|scope| match scope.parameter {
            None => Scope { url: true, parameter: Some(ScopeParameter::Organization(oid)), ..scope.clone() },
            Some(_) => scope.clone(),
        });
        let own = self.scopes.iter().cloned();
        own.chain(bound.filter(|scope| !self.scopes.contains(scope))).collect()
    }

    /// Every scope that the citizen is asked for, those behind claims asked for one by one included.
    pub fn asked(&self) -> impl Iterator<Item = &Scope> {
        let behind_claims = self.oidc.iter().flat_map(|request| &request.claim_scopes);
        self.scopes.iter().chain(behind_claims)
    }
}
