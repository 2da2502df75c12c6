//! What an authentication request of the standard OpenID Connect endpoints asks beyond ЕСИА's own.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::account::AccountLevel;
use crate::domain::session::Session;
use crate::domain::standard_claim;
use crate::protocol::ids::Oid;
use crate::protocol::oidc::authorize::ResponseMode;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::scope::Scope;

/// The part of an interaction that only the standard endpoints have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardRequest {
    /// Where to return to; accepted again before it is used.
    pub redirect_uri: String,
    /// Id of the grant that the login leads to.
    pub grant: String,
    /// How the answer travels.
    pub response_mode: ResponseMode,
    /// When the login began.
    pub begun_at: DateTime<Utc>,
    /// What the sign-in page begins with.
    pub login_hint: Option<String>,
    /// `prompt=login` or `select_account`: the sign-in must happen in this login.
    pub sign_in_anew: bool,
    /// `max_age`: how old the sign-in may be when the login begins, in seconds.
    pub max_age: Option<i64>,
    /// `prompt=consent`: consent must be given in this login.
    pub consent_anew: bool,
    /// The `sub` of `id_token_hint` or of the parameter `claims`: nobody else will do.
    pub subject: Option<String>,
    /// The values of an essential `acr`; empty where any will do.
    pub essential_acr: Vec<String>,
    /// The classes that are wanted without being essential, in the order of preference.
    pub wanted_acr: Vec<String>,
    /// Claims asked for one by one.
    pub claims: ClaimsRequest,
    /// The scopes by which the citizen is asked for those claims.
    pub claim_scopes: Vec<Scope>,
    /// The session that was opened in this login.
    pub session: Option<String>,
}

impl StandardRequest {
    /// Is the session good enough, or must its holder sign in again (OpenID Connect Core, 3.1.2.3)?
    pub fn accepts(&self, session: &Session) -> bool {
        if self.session.as_ref() == Some(&session.id) {
            return true;
        }
        let age = self.begun_at.timestamp() - session.auth_time.timestamp();
        // A max_age of 0 is the same as prompt=login (3.1.2.1).
        let too_old = self.max_age.is_some_and(|seconds| seconds == 0 || age > seconds);
        !(self.sign_in_anew || too_old || !self.expects(session.oid))
    }

    /// `acr` of the answer: the first class asked for that the account reaches, or else its own.
    pub fn acr(&self, level: AccountLevel) -> &str {
        let asked = self.essential_acr.iter().chain(&self.wanted_acr);
        let reached = asked.map(String::as_str).find(|class| standard_claim::satisfies(level, class));
        reached.unwrap_or(standard_claim::acr(level))
    }

    /// Does the account reach an essential class, where there is one?
    pub fn reaches(&self, level: AccountLevel) -> bool {
        let mut classes = self.essential_acr.iter();
        self.essential_acr.is_empty() || classes.any(|class| standard_claim::satisfies(level, class))
    }

    /// Is this the person that is expected, if one is?
    pub fn expects(&self, oid: Oid) -> bool {
        self.subject.as_ref().is_none_or(|subject| *subject == oid.to_string())
    }
}
