//! Station 9, `access`: an access token becomes the right to see something
//! (МР app. Б REST; RFC 6750 section 2.1).
//!
//! `exp` is compared with the stand's clock. A token dies before its time when its account is
//! deleted or blocked, or when the citizen no longer allows what it opens.

use std::collections::BTreeSet;

use url::Url;

use crate::crypto::certificate;
use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::domain::account::Account;
use crate::domain::redirect::is_exactly;
use crate::domain::scope;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::consents;
use crate::flow::lives;
use crate::flow::mark;
use crate::flow::mint::draft;
use crate::flow::mint::kind::is_standard_access;
use crate::flow::mint::standard::GRANT;
use crate::flow::recognized;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::times;
use crate::protocol::times::Untimely;
use crate::storage::accounts;
use crate::storage::oidc_grants;
use crate::storage::oidc_spent_tokens;

/// What an access token says.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Whose data.
    pub subject: Option<Oid>,
    /// Who asks.
    pub client: Mnemonic,
    /// What for.
    pub scopes: Vec<Scope>,
    /// Under which a revocation remembers it.
    pub id: String,
    /// Set where the token is of the standard OpenID Connect endpoints.
    pub standard: Option<StandardToken>,
}

/// By what a token of the standard endpoints can be revoked beside.
#[derive(Clone, Debug)]
pub struct StandardToken {
    /// Its grant; none for `client_credentials`.
    pub grant: Option<String>,
}

/// Reads an `Authorization` header; no database is needed for that.
pub fn read(stand: &Stand, authorization: Option<&str>) -> Result<Grant, Refusal> {
    let header = authorization.ok_or_else(reasons::access::authorization_absent)?;
    let token = match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => token.trim(),
        _ => return Err(recognized::no_bearer(header)),
    };
    read_token(stand, token)
}

/// Reads an access token of any surface.
pub fn read_token(stand: &Stand, token: &str) -> Result<Grant, Refusal> {
    let jws = jws::decode(token).map_err(|error| recognized::unreadable(token, error))?;
    stand.verify(&jws).map_err(|foreign| {
        let changed = |error| reasons::access::access_token_foreign(recognized::foreign(stand, &jws, &error));
        foreign.refused(changed, reasons::access::access_token_of_other_stand)
    })?;
    let text = |name: &str| jws.payload().get(name).and_then(|value| value.as_str());
    let header = |name: &str| jws.header().get(name).and_then(|value| value.as_str());
    let is_standard = is_standard_access(&jws);
    if !is_standard && header("sbt") != Some("access") {
        let (what, belongs) = recognized::of_signed(&jws);
        return Err(reasons::access::access_token_other_kind(what, belongs));
    }
    check_addresses(stand, &jws, is_standard)?;
    let expires_at = jws.payload().get("exp").and_then(serde_json::Value::as_i64).unwrap_or_default();
    let now = numeric_date(stand.clock.now());
    if expires_at <= now {
        let at = |seconds: i64| certificate::date_time(seconds);
        return Err(reasons::access::access_token_expired(at(expires_at), at(now)));
    }
    let client = text("client_id").and_then(|client| Mnemonic::parse(client).ok());
    let scopes = text("scope").and_then(|scopes| Scope::parse_list(scopes).ok());
    let subject = jws.payload().get("urn:esia:sbj_id").and_then(serde_json::Value::as_u64).map(Oid);
    match (client, scopes) {
        (Some(client), Some(scopes)) => {
            let own = |name: &str| text(name).map(ToOwned::to_owned);
            let standard = is_standard.then(|| StandardToken { grant: own(GRANT) });
            Ok(Grant { subject, client, scopes, id: id(stand, &jws, token), standard })
        }
        _ => Err(reasons::access::access_token_old()),
    }
}

/// A token of ours says so: whoever has the published key can sign anything.
fn check_addresses(stand: &Stand, jws: &Jws, is_standard: bool) -> Result<(), Refusal> {
    let issuer = if is_standard { stand.standard_issuer() } else { stand.config.issuer.clone() };
    let claim = |name: &str| jws.payload().get(name).and_then(|value| value.as_str()).unwrap_or_default();
    // A stand that begins again at another port is the same.
    let is_own = |sent: &str| match (is_standard, Url::parse(sent), Url::parse(&issuer)) {
        (true, Ok(sent), Ok(issuer)) => is_exactly(&sent, &issuer),
        _ => sent == issuer,
    };
    if !is_own(claim("iss")) {
        return Err(reasons::access::access_token_other_issuer(claim("iss"), issuer));
    }
    if is_standard && claim("aud") != claim("iss") {
        return Err(reasons::access::access_token_other_audience(claim("aud"), issuer));
    }
    let now = numeric_date(stand.clock.now());
    match times::check(jws.payload(), now) {
        Err(Untimely::Early(valid_from)) => Err(reasons::access::access_token_early(valid_from, now)),
        // When it expires is looked at by the second.
        Ok(_) | Err(Untimely::Malformed(_) | Untimely::Expired(_)) => Ok(()),
    }
}

/// Under which a revocation remembers an access token: `jti`, or our own id of one of ЕСИА; those that were issued before
/// they had one are known by their SHA-256.
pub fn id(stand: &Stand, jws: &Jws, token: &str) -> String {
    let header = |name: &str| jws.header().get(name).and_then(|value| value.as_str());
    let id = if is_standard_access(jws) {
        jws.payload().get("jti").and_then(|id| id.as_str())
    } else {
        header(draft::ID).or_else(|| mark::id(jws))
    };
    id.map_or_else(|| stand.fingerprint(token), ToOwned::to_owned)
}

/// Makes sure that what the token says still holds; gives the account of its subject.
pub fn confirm(cx: &Cx<'_>, grant: &Grant) -> Result<Option<Account>, Stop> {
    if is_revoked(cx, grant)? {
        return Err(reasons::access::access_token_revoked().into());
    }
    let Some(oid) = grant.subject else { return Ok(None) };
    let account = accounts::find(cx.sql, oid)?
        .filter(|account| account.status.opens_data())
        .ok_or_else(|| reasons::access::access_token_account_ended(oid))?;
    let given: BTreeSet<String> =
        consents::given(cx, oid, &grant.client)?.into_iter().map(|scope| scope.name).collect();
    let needs = |asked: &&Scope| scope::find(&asked.name).is_some_and(|row| !row.title_key.is_empty());
    if let Some(withdrawn) = grant.scopes.iter().filter(needs).find(|asked| !given.contains(&asked.name)) {
        return Err(reasons::access::access_token_consent_withdrawn(&withdrawn.name).into());
    }
    Ok(Some(account))
}

fn is_revoked(cx: &Cx<'_>, grant: &Grant) -> Result<bool, Stop> {
    if oidc_spent_tokens::contains(cx.sql, &grant.id)? {
        return Ok(true);
    }
    let Some(standard) = &grant.standard else { return Ok(!lives::is_present(cx, grant.subject, &grant.id)?) };
    let Some(id) = &standard.grant else { return Ok(false) };
    Ok(oidc_grants::find(cx.sql, id)?.is_none_or(|grant| grant.revoked_at.is_some()))
}

impl Grant {
    /// Does it open this data of its own subject?
    pub fn opens(&self, resource: Resource) -> bool {
        let own = |scope: &&Scope| !matches!(scope.parameter, Some(ScopeParameter::Organization(_)));
        self.scopes.iter().filter(own).any(|asked| opens(asked, resource))
    }

    /// Does it open this data of an organisation?
    pub fn opens_of(&self, organization: Oid, resource: Resource) -> bool {
        let about = |scope: &&Scope| scope.parameter == Some(ScopeParameter::Organization(organization));
        self.scopes.iter().filter(about).any(|asked| opens(asked, resource))
    }

    /// Does it open any data of an organisation at all?
    pub fn is_about(&self, organization: Oid) -> bool {
        self.scopes.iter().any(|scope| scope.parameter == Some(ScopeParameter::Organization(organization)))
    }
}

fn opens(asked: &Scope, resource: Resource) -> bool {
    scope::find(&asked.name).is_some_and(|row| row.opens.contains(&resource))
}
