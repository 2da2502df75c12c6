//! A token that is being put together, and the one place that signs tokens: what all of them have is added here.

use serde_json::Map;
use serde_json::Value;

use crate::crypto::CryptoError;
use crate::crypto::jws;
use crate::crypto::keyring::IssuerKey;
use crate::domain::client::Client;
use crate::domain::interaction::Interaction;
use crate::domain::quirk::Quirk;
use crate::domain::rule::Rule;
use crate::faults::meeting::Acting;
use crate::flow::clients::RelyingParty;
use crate::flow::mint::kind::Kind;
use crate::flow::mint::kind::PLAIN;
use crate::flow::mint::spoiling::Spoiling;
use crate::flow::stand::Stand;
use crate::protocol::claims::ACTING_FOR;

/// What all tokens of one answer share.
#[derive(Clone, Copy, Debug)]
pub struct Issue<'a> {
    /// Whose keys sign.
    pub stand: &'a Stand,
    /// For whom.
    pub party: &'a RelyingParty,
    /// `iat`.
    pub issued_at: i64,
    /// What is wrong with them on purpose.
    pub wrong: &'a [Acting],
}

impl<'a> Issue<'a> {
    /// Begins one of its tokens.
    pub(super) fn draft(&self, kind: Kind) -> Draft<'a> {
        Draft { wrong: self.wrong, ..Draft::new(self.stand, kind, Some(&self.party.client)) }
    }
}

/// A token that is still to be signed; its claims stand in the order in which they are put.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    stand: &'a Stand,
    kind: Kind,
    client: Option<&'a Client>,
    claims: Map<String, Value>,
    own_id: Option<&'a str>,
    wrong: &'a [Acting],
}

/// The field of ours, in the header, that tells a token of ЕСИА's endpoints from others that say the same.
pub const ID: &str = "esia_mock_id";

impl<'a> Draft<'a> {
    /// A token without claims, for a client or for nobody in particular.
    pub(super) fn new(stand: &'a Stand, kind: Kind, client: Option<&'a Client>) -> Self {
        Self { stand, kind, client, claims: Map::new(), own_id: None, wrong: &[] }
    }

    /// `iss`, by which the endpoints of this kind call the stand.
    pub(super) fn issuer(self) -> Self {
        let stand = self.stand;
        let issuer = if self.kind.is_standard() { stand.standard_issuer() } else { stand.config.issuer.clone() };
        self.put("iss", issuer)
    }

    /// A claim.
    pub(super) fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.claims.insert(name.to_owned(), value.into());
        self
    }

    /// A claim that may be absent.
    pub(super) fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// For whom the citizen acts, where the stand tells that (rule `login.role_claim`).
    pub(super) fn acting_for(self, interaction: &Interaction) -> Self {
        let is_told = self.stand.config.rules.is_on(Rule::RoleClaim);
        self.maybe(ACTING_FOR, interaction.acting_for.filter(|_| is_told).map(|oid| oid.0))
    }

    /// More claims.
    pub(super) fn all(mut self, claims: &Map<String, Value>) -> Self {
        self.claims.extend(claims.clone());
        self
    }

    /// The id of a token that has none by the rules of its kind: [`ID`], or `jti` where its client does without fields
    /// of ours.
    pub(super) fn own_id(self, id: &'a str) -> Self {
        Self { own_id: Some(id), ..self }
    }

    /// Marks the token as a mock's, unless its client does without, and as this stand's, and signs it.
    ///
    /// The mark is a field of the header, but at the standard endpoints a claim: libraries that know the standard well
    /// refuse header fields that it does not name.
    pub(super) fn sign(mut self) -> Result<String, CryptoError> {
        let key = self.key()?;
        let mut header = self.kind.header(key);
        let has = |quirk: Quirk| self.client.is_some_and(|client| client.has(quirk));
        if self.kind == Kind::StandardAccess && has(Quirk::JwtAccessToken) {
            header.insert("typ".to_owned(), PLAIN.into());
        }
        if has(Quirk::NoMockMark) {
            self.claims.extend(self.own_id.map(|id| ("jti".to_owned(), id.into())));
            self.stand.mark.put_into_id(&mut self.claims);
        } else {
            header.extend(self.own_id.map(|id| (ID.to_owned(), id.into())));
            let marked = if self.kind.is_standard() { &mut self.claims } else { &mut header };
            marked.insert("esia_mock".to_owned(), "test-only".into());
            self.stand.mark.put(marked);
        }
        let spoiling = Spoiling::of(self.wrong, self.kind);
        if spoiling.is_any() {
            return spoiling.sign(self.stand, key, header, self.claims);
        }
        jws::sign(&Value::Object(header), &Value::Object(self.claims), key.signer())
    }

    fn key(&self) -> Result<&'a IssuerKey, CryptoError> {
        match self.client.filter(|_| !self.kind.is_standard()) {
            Some(client) => self.stand.signing_key(client),
            None => Ok(self.stand.standard_key()),
        }
    }
}
