//! The claims of ЕСИА's markers (МР, «структура маркеров»): authorization code, access token and
//! identity token of generation v1, field by field in the order of published captures.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;

/// `urn:esia:sbj:lvl`, the level as an identity token tells it.
///
/// Not the same letters as `regCtxCfmSte`: there `PR` is «ready for confirmation», here «confirmed».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectLevel {
    /// Simplified and standard accounts: `P`.
    Unconfirmed,
    /// Confirmed accounts: `PR`.
    Confirmed,
    /// Child accounts: `KD`.
    Child,
}

impl SubjectLevel {
    /// The letters on the wire.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Unconfirmed => "P",
            Self::Confirmed => "PR",
            Self::Child => "KD",
        }
    }
}

/// The subject object `urn:esia:sbj`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub oid: Oid,
    /// How sure ЕСИА is of it.
    pub level: SubjectLevel,
}

impl Subject {
    /// The object on the wire.
    pub fn claims(self) -> Value {
        let mut subject = Map::new();
        subject.insert("urn:esia:sbj:lvl".into(), self.level.wire().into());
        subject.insert("urn:esia:sbj:typ".into(), "P".into());
        // Absent, not false: clients test for the key (fidelity: is_tru).
        if self.level == SubjectLevel::Confirmed {
            subject.insert("urn:esia:sbj:is_tru".into(), true.into());
        }
        subject.insert("urn:esia:sbj:oid".into(), self.oid.0.into());
        subject.insert("urn:esia:sbj:nam".into(), format!("OID.{}", self.oid).into());
        Value::Object(subject)
    }
}

/// What all markers of one answer share.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    /// `iss`, a setting of the stand.
    pub issuer: &'a str,
    /// For whom.
    pub client: &'a Mnemonic,
    /// `urn:esia:sid` as this client gets it.
    pub session_id: &'a str,
    /// `iat` and `nbf`.
    pub issued_at: i64,
}

impl Issue<'_> {
    /// The authorization code; `jti` makes each one different (ours: captures show no such field).
    pub fn authorization_code(&self, code: &CodeClaims<'_>) -> Value {
        json!({
            "nbf": self.issued_at,
            "scope": code.scope,
            "auth_time": code.auth_time,
            "iss": self.issuer,
            "urn:esia:sid": self.session_id,
            "urn:esia:client:state": code.state,
            "auth_mthd": code.method,
            "urn:esia:sbj": code.subject.claims(),
            "exp": self.issued_at + code.lifetime,
            "params": {},
            "iat": self.issued_at,
            "client_id": self.client,
            "jti": code.id,
        })
    }

    /// The access token; without a subject for `client_credentials` about nobody.
    pub fn access_token(&self, access: &AccessClaims<'_>) -> Value {
        let mut claims = Map::new();
        claims.insert("nbf".into(), self.issued_at.into());
        claims.insert("scope".into(), access.scope.into());
        claims.insert("iss".into(), self.issuer.into());
        claims.insert("urn:esia:sid".into(), self.session_id.into());
        if let Some(oid) = access.subject {
            claims.insert("urn:esia:sbj_id".into(), oid.0.into());
        }
        claims.insert("exp".into(), (self.issued_at + access.lifetime).into());
        claims.insert("iat".into(), self.issued_at.into());
        claims.insert("client_id".into(), self.client.as_str().into());
        if !access.permissions.is_empty() {
            claims.insert("permissions".into(), json!(access.permissions));
            claims.insert("permissions_url".into(), access.permissions_url.into());
        }
        Value::Object(claims)
    }

    /// The identity token.
    pub fn id_token(&self, id: &IdClaims<'_>) -> Value {
        let mut claims = Map::new();
        claims.insert("aud".into(), self.client.as_str().into());
        claims.insert("sub".into(), id.sub.clone());
        claims.insert("nbf".into(), self.issued_at.into());
        claims.insert("amr".into(), id.amr.clone());
        claims.insert("urn:esia:amd".into(), id.method.into());
        claims.insert("auth_time".into(), id.auth_time.into());
        claims.insert("iss".into(), self.issuer.into());
        claims.insert("urn:esia:sid".into(), self.session_id.into());
        claims.insert("urn:esia:sbj".into(), id.subject.claims());
        claims.insert("exp".into(), (self.issued_at + id.lifetime).into());
        claims.insert("iat".into(), self.issued_at.into());
        if let Some(nonce) = id.nonce {
            claims.insert("nonce".into(), nonce.into());
        }
        Value::Object(claims)
    }
}

/// What only the authorization code tells.
#[derive(Clone, Debug)]
pub struct CodeClaims<'a> {
    /// Its id.
    pub id: &'a str,
    /// Granted scopes.
    pub scope: &'a str,
    /// The state of the code request.
    pub state: &'a str,
    /// When the citizen signed in.
    pub auth_time: i64,
    /// `PWD` or `DS`.
    pub method: &'a str,
    /// Who.
    pub subject: Subject,
    /// Seconds.
    pub lifetime: i64,
}

/// What only the access token tells.
#[derive(Clone, Debug)]
pub struct AccessClaims<'a> {
    /// Granted scopes.
    pub scope: &'a str,
    /// Whose data.
    pub subject: Option<Oid>,
    /// Seconds.
    pub lifetime: i64,
    /// Digital-profile consents that hold; names known from one client, their shape is that of the request.
    pub permissions: &'a [Permission],
    /// Where they can be read again.
    pub permissions_url: &'a str,
}

/// What only the identity token tells.
#[derive(Clone, Debug)]
pub struct IdClaims<'a> {
    /// `sub`: a number, or text by quirk.
    pub sub: Value,
    /// `amr`: text, or an array by quirk.
    pub amr: Value,
    /// `PWD` or `DS`.
    pub method: &'a str,
    /// When the citizen signed in; milliseconds by quirk.
    pub auth_time: i64,
    /// Who.
    pub subject: Subject,
    /// Seconds.
    pub lifetime: i64,
    /// By quirk only: ЕСИА stopped returning it on 16.11.2022.
    pub nonce: Option<&'a str>,
}

/// Header of a marker: version, kind, algorithm and the mark of a mock.
pub fn header(kind: MarkerKind, algorithm: &str, marked: bool) -> Value {
    let mut header = Map::new();
    header.insert("ver".into(), i32::from(kind != MarkerKind::Id).into());
    header.insert("typ".into(), "JWT".into());
    if let MarkerKind::AuthorizationCode { thumbprint } = kind {
        header.insert("x5t#St256".into(), thumbprint.into());
    }
    header.insert("sbt".into(), kind.wire().into());
    header.insert("alg".into(), algorithm.into());
    if marked {
        header.insert("esia_mock".into(), "test-only".into());
    }
    Value::Object(header)
}

/// Which marker a header belongs to (`sbt`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerKind<'a> {
    /// The authorization code; its header names the signing certificate.
    AuthorizationCode {
        /// Streebog-256 of the certificate, upper-case hex.
        thumbprint: &'a str,
    },
    /// The access token.
    Access,
    /// The identity token.
    Id,
}

impl MarkerKind<'_> {
    /// The value of `sbt`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::AuthorizationCode { .. } => "authorization_code",
            Self::Access => "access",
            Self::Id => "id",
        }
    }
}
