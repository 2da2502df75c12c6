//! Which tokens an exchange gives: settled in its transaction, signed after it.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::domain::account::Account;
use crate::domain::quirk::Quirk;
use crate::faults::meeting::Acting;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::lives;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::esia;
use crate::flow::mint::esia::Access;
use crate::flow::stand::Stand;
use crate::protocol::authorize::AccessType;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::refusal::Refusal;
use crate::protocol::refusal::Warnings;
use crate::protocol::scope::Scope;
use crate::protocol::token::ExpiresIn;
use crate::protocol::token::TokenResponse;
use crate::storage::codes::CodeGrant;
use crate::storage::refresh_tokens;

/// Tokens that are settled and still to be signed.
#[derive(Debug)]
pub struct Prepared {
    access_token_id: String,
    party: Arc<RelyingParty>,
    scope: String,
    subject: Option<Oid>,
    session: String,
    citizen: Option<(CodeGrant, Subject)>,
    permissions: Vec<Permission>,
    refresh_token: Option<String>,
    state: String,
    issued_at: i64,
    warnings: Warnings,
}

impl Prepared {
    /// Whose they are: the system, and the person.
    pub fn about(&self) -> (&str, Option<Oid>) {
        (self.party.client.mnemonic.as_str(), self.citizen.as_ref().map(|(grant, _)| grant.oid))
    }

    /// What they are good for.
    pub fn scope(&self) -> &str {
        &self.scope
    }

    /// The same with one thing more that was taken although the real ЕСИА may refuse it.
    #[must_use]
    pub fn warned(mut self, warning: Option<Refusal>) -> Self {
        self.warnings.extend(warning);
        self
    }

    /// What was taken although the real ЕСИА may refuse it.
    pub fn take_warnings(&mut self) -> Warnings {
        std::mem::take(&mut self.warnings)
    }

    /// An access token alone, for `client_credentials`.
    pub fn without_citizen(
        cx: &Cx<'_>,
        party: Arc<RelyingParty>,
        scopes: &[Scope],
        about: Option<Oid>,
        state: String,
    ) -> Result<Self, Stop> {
        Ok(Self {
            access_token_id: lives::token_id(cx, about)?,
            party,
            scope: Scope::write_list(scopes),
            subject: about,
            session: cx.stand.random.uuid().to_string(),
            citizen: None,
            permissions: Vec::new(),
            refresh_token: None,
            state,
            issued_at: numeric_date(cx.now),
            warnings: Warnings::new(),
        })
    }

    /// The same under digital-profile consents.
    #[must_use]
    pub fn under(self, permissions: Vec<Permission>) -> Self {
        Self { permissions, ..self }
    }
}

/// Settles the tokens of a citizen's grant and stores the refresh token.
pub fn prepare(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    grant: CodeGrant,
    account: &Account,
    state: String,
) -> Result<Prepared, Stop> {
    let client = &party.client;
    let wanted = grant.interaction.access_type == AccessType::Offline || !client.has(Quirk::NoRefreshTokenOnline);
    let refresh_token = wanted.then(|| cx.stand.random.uuid().to_string());
    if let Some(token) = &refresh_token {
        let expires_at = cx.now + TimeDelta::seconds(client.lifetimes.refresh_token);
        refresh_tokens::insert(cx.sql, &cx.stand.fingerprint(token), &grant, expires_at)?;
    }
    let permissions = grant.interaction.permissions.clone();
    let subject = Subject { oid: grant.oid, level: account.level.subject_level() };
    Ok(Prepared {
        access_token_id: lives::token_id(cx, Some(grant.oid))?,
        scope: esia::granted_scope(&grant),
        subject: Some(grant.oid),
        session: esia::session_id(&party, &grant.session),
        party,
        citizen: Some((grant, subject)),
        permissions,
        refresh_token,
        state,
        issued_at: numeric_date(cx.now),
        warnings: Warnings::new(),
    })
}

/// Signs the tokens, after the commit, with what is wrong with them on purpose.
pub fn sign(stand: &Stand, prepared: Prepared, wrong: &[Acting]) -> Result<TokenResponse, Stop> {
    let Prepared { party, citizen, issued_at, .. } = &prepared;
    let client = &party.client;
    let issue = Issue { stand, party, issued_at: *issued_at, wrong };
    let access = Access {
        id: &prepared.access_token_id,
        scope: &prepared.scope,
        session: &prepared.session,
        subject: prepared.subject,
        permissions: &prepared.permissions,
    };
    let access_token = esia::access_token(&issue, &access)?;
    let id_token = match citizen {
        Some((grant, subject)) if wants_id_token(party, grant) => Some(esia::id_token(&issue, grant, *subject)?),
        _ => None,
    };
    let lifetime = client.lifetimes.access_token;
    let as_text = client.has(Quirk::ExpiresInString);
    let expires_in = if as_text { ExpiresIn::Text(lifetime.to_string()) } else { ExpiresIn::Number(lifetime) };
    Ok(TokenResponse {
        access_token,
        refresh_token: prepared.refresh_token,
        id_token,
        state: prepared.state,
        token_type: "Bearer",
        expires_in,
    })
}

fn wants_id_token(party: &RelyingParty, grant: &CodeGrant) -> bool {
    let asked = grant.interaction.scopes.iter().any(|scope| scope.name == "openid");
    asked || !party.client.has(Quirk::NoIdTokenWithoutOpenid)
}
