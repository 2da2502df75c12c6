//! THE QUIRK TABLE: named departures from the strict behaviour, each switched on per client.
//!
//! Strict means: as ЕСИА does, as far as that is known. Where sources contradict one another, or a
//! client needs what ЕСИА once tolerated, the difference has a name here and `docs/fidelity.md`
//! tells which clients need it.

/// One row of the table.
#[derive(Debug)]
pub struct QuirkDef {
    /// Which.
    pub quirk: Quirk,
    /// The name in fixtures.
    pub name: &'static str,
    /// What changes, and who needs it.
    pub doc: &'static str,
}

macro_rules! quirks {
    ($($name:ident $word:literal $doc:literal;)*) => {
        /// A named departure from the strict behaviour.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Quirk { $(#[doc = $doc] #[serde(rename = $word)] $name),* }

        /// Every quirk, in the order of documentation.
        pub const QUIRKS: &[QuirkDef] = &[$(QuirkDef { quirk: Quirk::$name, name: $word, doc: $doc }),*];
    };
}

quirks! {
    Sha1Digest "sha1_digest"
        "accepts CMS signatures over SHA-1 (pyrolynx/esia-client, early omniauth-esia)";
    RejectRsa "reject_rsa"
        "refuses RSA signatures of requests with ESIA-007005, as production does since 01.04.2020";
    V1Signature "v1_signature"
        "accepts at v2 and v3 what is signed in the order of v1: PKCS#7 or bare, client_certificate_hash left out or of any kind (fr05t1k/esia 3.x)";
    CertificateHashAny "certificate_hash_any"
        "accepts client_certificate_hash by SHA-256 or Streebog-512 too, in lower case or with colons (fr05t1k/esia 3.x, AISGorod)";
    SignatureByteOrder "signature_byte_order"
        "accepts bare ГОСТ signatures reversed as a whole (CryptoPro csptest) and r‖s too, beside s‖r";
    IgnoreRedirectMismatch "ignore_redirect_mismatch"
        "does not compare redirect_uri of the token request with that of the code request (habr 864318 demo, gebvlad/esia)";
    RedirectRefusedUri "redirect_refused_uri"
        "tells ESIA-007023 by redirect to a refused address on a loopback host, instead of a page";
    StrictState "strict_state"
        "refuses a state that is not a UUID with ESIA-007003, as МР demands";
    ReuseCode "reuse_code"
        "lets one authorization code be exchanged several times while it lives (gebvlad/esia in 2017)";
    KeepOldRefreshToken "keep_old_refresh_token"
        "leaves a refresh token valid after it was used";
    NoRefreshTokenOnline "no_refresh_token_online"
        "gives no refresh token for access_type=online";
    NoIdTokenWithoutOpenid "no_id_token_without_openid"
        "gives no identity token when openid was not asked for";
    ExpiresInString "expires_in_string"
        "writes expires_in as text (refresh of AISGorod, EsiaClientService)";
    SubString "sub_string"
        "writes sub of the identity token as text (strict OpenID Connect libraries)";
    AmrArray "amr_array"
        "writes amr of the identity token as an array (strict OpenID Connect libraries)";
    EchoNonce "echo_nonce"
        "returns nonce in the identity token, as ЕСИА did before 16.11.2022";
    AuthTimeMilliseconds "auth_time_milliseconds"
        "writes auth_time in milliseconds, as a capture of 2017 shows";
    SidHex "sid_hex"
        "writes urn:esia:sid as 64 hexadecimal digits, as captures of 2017 show";
    NoMockMark "no_mock_mark"
        "leaves out the mark esia_mock of tokens (a header field, a claim at the standard endpoints), for clients that choke on it";
    RestLocation "rest_location"
        "sends a Location header with REST answers, as captures of 2017 show";
    OldBirthCertificateType "old_birth_certificate_type"
        "names birth certificates BRTH_CERT in REST (EsiaNET)";
    SelfEmployedString "self_employed_string"
        "writes selfEmployed of REST as text (pavelrockjob/esia)";
    LogoutRedirectUri "logout_redirect_uri"
        "accepts redirect_uri beside redirect_url at /idp/ext/Logout";
    BasicAuth "basic_auth"
        "takes client_id and client_secret from HTTP Basic (the Ruby gem oauth2 from 2.0)";
    MissingGrantType "missing_grant_type"
        "takes a token request without grant_type as one for authorization_code";
    MissingAccessType "missing_access_type"
        "takes a code request without access_type as access_type=online (omniauth-ruesia)";
    JwtAccessToken "jwt_access_token"
        "writes typ JWT in place of at+jwt into access tokens of the standard endpoints (Spring's default decoder)";
    NoOwnLogoutToken "no_own_logout_token"
        "sends a client no logout token for a logout that it began itself (Keycloak as a broker, which forgets the way back)";
}

impl Quirk {
    /// Finds a quirk by its name in fixtures.
    pub fn from_name(name: &str) -> Option<Self> {
        QUIRKS.iter().find(|row| row.name == name).map(|row| row.quirk)
    }

    /// The row of the table.
    pub fn def(self) -> &'static QuirkDef {
        &QUIRKS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_quirk_and_by_name() {
        for row in QUIRKS {
            assert_eq!(row.quirk.def().name, row.name);
            assert_eq!(Quirk::from_name(row.name), Some(row.quirk));
        }
        assert_eq!(Quirk::from_name("no_such"), None);
    }
}
