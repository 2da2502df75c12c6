//! The parameter `claims` (OpenID Connect Core 1.0, 5.5): claims asked for one by one.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// What is asked for in the two places where claims are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimsRequest {
    /// From the userinfo endpoint.
    pub userinfo: BTreeMap<String, ClaimDemand>,
    /// In the ID token.
    pub id_token: BTreeMap<String, ClaimDemand>,
}

/// What is said about one claim (5.5.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimDemand {
    /// Cannot the client do without it?
    pub essential: bool,
    /// The values of which one is wanted; any where there are none.
    pub values: Vec<Value>,
}

impl ClaimsRequest {
    /// Reads the JSON text; absent is empty, unknown members are ignored.
    pub fn parse(text: Option<&str>) -> Result<Self, Refusal> {
        let Some(text) = text else { return Ok(Self::default()) };
        let whole: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| reasons::standard::claims_malformed(Words::quoted(error)))?;
        let member = |name: &str| match whole.get(name) {
            None | Some(Value::Null) => Ok(BTreeMap::new()),
            Some(Value::Object(claims)) => claims.iter().map(|(name, said)| demand(name, said)).collect(),
            Some(_) => Err(words!("{name} is not an object", "{name} — не объект")),
        };
        let member = |name: &str| member(name).map_err(reasons::standard::claims_malformed);
        Ok(Self { userinfo: member("userinfo")?, id_token: member("id_token")? })
    }

    /// Names of all claims that are asked for anywhere.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.userinfo.keys().chain(self.id_token.keys()).map(String::as_str)
    }

    /// What is said about a claim in either place; the ID token first.
    pub fn demand(&self, name: &str) -> Option<&ClaimDemand> {
        self.id_token.get(name).or_else(|| self.userinfo.get(name))
    }
}

fn demand(name: &str, said: &Value) -> Result<(String, ClaimDemand), Words> {
    let mut demand = ClaimDemand::default();
    let said = match said {
        Value::Null => return Ok((name.to_owned(), demand)),
        Value::Object(said) => said,
        _ => return Err(words!("{name} is neither null nor an object", "{name} — не null и не объект")),
    };
    match said.get("essential") {
        None => {}
        Some(Value::Bool(essential)) => demand.essential = *essential,
        Some(_) => {
            return Err(words!("{name}.essential is not true or false", "{name}.essential — не true и не false"));
        }
    }
    demand.values.extend(said.get("value").cloned());
    match said.get("values") {
        None => {}
        Some(Value::Array(values)) => demand.values.extend(values.iter().cloned()),
        Some(_) => return Err(words!("{name}.values is not an array", "{name}.values — не массив")),
    }
    Ok((name.to_owned(), demand))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn oidc_core_5_5_the_example_is_read() {
        let text = r#"{"userinfo": {"given_name": {"essential": true}, "nickname": null, "http://example.info/x": null},
            "id_token": {"auth_time": {"essential": true}, "acr": {"values": ["urn:a", "urn:b"]}, "sub": {"value": "1"}}}"#;
        let claims = ClaimsRequest::parse(Some(text)).expect("right");
        assert!(claims.userinfo["given_name"].essential && !claims.userinfo["nickname"].essential);
        assert_eq!(claims.demand("acr").map(|demand| demand.values.len()), Some(2));
        assert_eq!(claims.demand("sub").map(|demand| demand.values.clone()), Some(vec!["1".into()]));
        assert_eq!(claims.names().count(), 6);
    }

    #[test]
    fn what_is_malformed_is_named() {
        for text in [
            "[]",
            "{",
            "1",
            r#"{"userinfo": []}"#,
            r#"{"id_token": {"a": 1}}"#,
            r#"{"id_token": {"a": {"essential": "yes"}}}"#,
            r#"{"id_token": {"a": {"values": 1}}}"#,
        ] {
            assert!(ClaimsRequest::parse(Some(text)).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = ClaimsRequest::parse(Some(&text));
        }
    }
}
