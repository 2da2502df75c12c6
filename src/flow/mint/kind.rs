//! The kinds of tokens, and the header of each.

use serde_json::Map;
use serde_json::Value;

use crate::crypto::jws::Jws;
use crate::crypto::keyring::IssuerKey;

/// `typ` of access tokens of the standard endpoints (RFC 9068, 2.1).
pub const ACCESS_TOKEN: &str = "at+jwt";

/// `typ` of the same by quirk `jwt_access_token`.
pub(super) const PLAIN: &str = "JWT";

/// Is this an access token of the standard endpoints? Its `typ` says so; by quirk it says as little as that of an ID
/// token, which names neither a client nor scopes.
pub fn is_standard_access(jws: &Jws) -> bool {
    let header = |name: &str| jws.header().get(name).and_then(Value::as_str);
    let tells = |name: &str| jws.payload().contains_key(name);
    match header("typ") {
        Some(ACCESS_TOKEN) => true,
        Some(PLAIN) => header("sbt").is_none() && tells("client_id") && tells("jti"),
        _ => false,
    }
}

/// What a token is, and by whose rules it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ЕСИА's authorization code.
    EsiaCode,
    /// ЕСИА's access token.
    EsiaAccess,
    /// ЕСИА's ID token.
    EsiaId,
    /// What the picture of a QR code carries.
    QrCode,
    /// The access token of the standard endpoints.
    StandardAccess,
    /// The ID token of the standard endpoints.
    StandardId,
    /// The logout token of the standard endpoints.
    Logout,
}

impl Kind {
    /// Is it of the standard endpoints?
    pub fn is_standard(self) -> bool {
        match self {
            Self::StandardAccess | Self::StandardId | Self::Logout => true,
            Self::EsiaCode | Self::EsiaAccess | Self::EsiaId | Self::QrCode => false,
        }
    }

    /// The header of a token that this key signs, but for the mark of a mock.
    pub(super) fn header(self, key: &IssuerKey) -> Map<String, Value> {
        match self {
            Self::EsiaCode => of_esia(key, 1, "authorization_code", Some(key.streebog256_thumbprint())),
            Self::EsiaAccess => of_esia(key, 1, "access", None),
            Self::EsiaId => of_esia(key, 0, "id", None),
            Self::QrCode => of(&[("alg", algorithm(key)), ("typ", "JWT")]),
            Self::StandardAccess => of_standard(key, ACCESS_TOKEN),
            Self::StandardId => of_standard(key, PLAIN),
            Self::Logout => of_standard(key, "logout+jwt"),
        }
    }
}

/// Version, kind (`sbt`) and algorithm; that of a code names the certificate of its key too.
fn of_esia(key: &IssuerKey, version: i32, kind: &str, thumbprint: Option<&str>) -> Map<String, Value> {
    let mut header = Map::new();
    header.insert("ver".into(), version.into());
    header.insert("typ".into(), "JWT".into());
    header.extend(thumbprint.map(|thumbprint| ("x5t#St256".to_owned(), thumbprint.into())));
    header.insert("sbt".into(), kind.into());
    header.insert("alg".into(), algorithm(key).into());
    header
}

/// The key is named by `kid` (RFC 7515, 4.1.4).
fn of_standard(key: &IssuerKey, typ: &str) -> Map<String, Value> {
    of(&[("typ", typ), ("alg", algorithm(key)), ("kid", key.key_id())])
}

fn of(fields: &[(&str, &str)]) -> Map<String, Value> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect()
}

fn algorithm(key: &IssuerKey) -> &'static str {
    key.signer().algorithm().name()
}
