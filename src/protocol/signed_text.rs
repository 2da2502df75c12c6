//! The texts that clients sign (МР, «формирование client_secret»): values of parameters one after another,
//! decoded, in UTF-8, without separators.
//!
//! A parameter that was not sent contributes nothing, so «with `scope_org`» and «without» are one rule.
//! PKCE, `permissions`, `access_type` and `client_certificate_hash` are never signed.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::parameters::Parameters;

/// The generations of ЕСИА's own protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Generation {
    /// `/aas/oauth2/ac` and `/aas/oauth2/te`: a PKCS#7 signature with its certificate.
    V1,
    /// `/aas/oauth2/v2/ac` and `/aas/oauth2/v3/te`: a bare signature and the hash of its certificate.
    V3,
}

/// The order of the parameters in a signed text.
#[derive(Debug, PartialEq, Eq)]
pub struct Order {
    /// Where it is used.
    pub about: &'static str,
    /// Names of the parameters.
    pub parts: &'static [&'static str],
}

/// Every request of v1.
pub const V1: Order = Order { about: "v1", parts: &["scope", "timestamp", "client_id", "state"] };

/// The code request of v3; also `client_credentials` and, in one of two ways, a refresh of v3.
pub const V2: Order =
    Order { about: "v2/ac", parts: &["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri"] };

/// The exchange of a code, v3.
pub const V3_CODE: Order = Order {
    about: "v3/te, code",
    parts: &["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri", "code"],
};

/// The other way of a refresh, v3 (AISGorod); which of the two ЕСИА wants could not be found out.
pub const V3_REFRESH: Order =
    Order { about: "v3/te, refresh_token", parts: &["client_id", "scope", "timestamp", "state", "refresh_token"] };

/// A request of an API-Key token: the key itself.
pub const API_KEY: Order = Order { about: "API-Key", parts: &["api_key"] };

/// Every order, for finding out which one a client took.
pub const ORDERS: [&Order; 4] = [&V1, &V2, &V3_CODE, &V3_REFRESH];

impl Order {
    /// The text for these parameters.
    pub fn text(&self, sent: &Parameters) -> String {
        self.parts.iter().map(|name| sent.sent(name)).collect()
    }

    /// The text with another value of one parameter.
    pub fn text_with(&self, sent: &Parameters, name: &str, value: &str) -> String {
        self.parts.iter().map(|part| if *part == name { value } else { sent.sent(part) }).collect()
    }

    /// The order in words: `client_id ‖ scope ‖ …`.
    pub fn words(&self) -> String {
        self.parts.join(" ‖ ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = "client_id=EXAMPLE01&scope=openid+fullname&timestamp=2026.01.01+03%3A00%3A00+%2B0300&state=b3a1\
                        &redirect_uri=https%3A%2F%2Frp.example%2Fcb&code=xyz&refresh_token=rt";

    fn text(order: &Order, more: &str) -> String {
        order.text(&Parameters::parse(format!("{SENT}{more}").as_bytes()).expect("readable"))
    }

    #[test]
    fn mr_2_9_the_worked_examples() {
        assert_eq!(text(&V1, ""), "openid fullname2026.01.01 03:00:00 +0300EXAMPLE01b3a1");
        let v2 = "EXAMPLE01openid fullname2026.01.01 03:00:00 +0300b3a1https://rp.example/cb";
        assert_eq!(text(&V2, ""), v2);
        assert_eq!(text(&V3_CODE, "&scope_org="), format!("{v2}xyz"));
        assert_eq!(text(&V3_REFRESH, ""), "EXAMPLE01openid fullname2026.01.01 03:00:00 +0300b3a1rt");
    }

    #[test]
    fn organisation_scopes_follow_the_scopes() {
        assert!(text(&V2, "&scope_org=org_inn+org_ogrn").starts_with("EXAMPLE01openid fullnameorg_inn org_ogrn2026"));
    }
}
