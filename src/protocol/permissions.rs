//! `permissions` of the code request: digital-profile consents (DP-МР, «запрос согласия»).
//!
//! base64url of a JSON array. Reading only; whether such a consent is registered is told by `domain::consent_type`.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::protocol::base64;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// The most consents of one request, and of names in each of its lists.
const MOST: usize = 32;

/// A hundred years.
const LONGEST_EXPIRY: u32 = 100 * 525_960;

/// One consent that is asked for, or given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// Мнемоника of the type of consent.
    pub sysname: String,
    /// Who will answer for the data.
    #[serde(rename = "responsibleObject", skip_serializing_if = "Option::is_none")]
    pub responsible_object: Option<String>,
    /// For how many minutes; without it the type decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expire: Option<u32>,
    /// What will be done with the data.
    pub actions: Vec<Named>,
    /// What for; exactly one.
    pub purposes: Vec<Named>,
    /// Which data.
    pub scopes: Vec<Named>,
}

impl Permission {
    /// Does this consent, once given, allow another one as well?
    pub fn covers(&self, asked: &Self) -> bool {
        let all = |given: &[Named], asked: &[Named]| asked.iter().all(|name| given.contains(name));
        self.sysname == asked.sysname
            && self.purposes == asked.purposes
            && self.responsible_object == asked.responsible_object
            && all(&self.actions, &asked.actions)
            && all(&self.scopes, &asked.scopes)
    }
}

/// A name as the digital profile writes it: `{"sysname": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name.
    pub sysname: String,
}

/// Reads the parameter; the codes are those of DP-МР. An empty list asks for nothing, as no parameter does.
pub fn parse(text: &str) -> Result<Vec<Permission>, Refusal> {
    let unreadable = reasons::permissions::permissions_unreadable;
    let bytes = base64::decode(text).map_err(|error| unreadable(Words::quoted(error)))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| unreadable(Words::quoted(error)))?;
    let Value::Array(items) = value else {
        return Err(unreadable(Words::new("it is no array", "это не массив")));
    };
    if items.len() > MOST {
        let count = items.len();
        let why =
            words!("it has {count} elements, expected at most {MOST}", "элементов {count}, можно не больше {MOST}");
        return Err(unreadable(why));
    }
    items.iter().enumerate().map(|(number, item)| permission(number, item)).collect()
}

fn permission(number: usize, item: &Value) -> Result<Permission, Refusal> {
    let sysname = item.get("sysname").and_then(Value::as_str).filter(|name| !name.is_empty());
    let Some(sysname) = sysname else {
        return Err(reasons::permissions::permission_without_type(number));
    };
    let malformed = |field| move |why| reasons::permissions::permission_malformed(number, field, why);
    let names = |field: &'static str| names(item.get(field)).map_err(malformed(field));
    let (actions, purposes, scopes) = (names("actions")?, names("purposes")?, names("scopes")?);
    if actions.is_empty() {
        return Err(reasons::permissions::permission_without_action(number));
    }
    match purposes.len() {
        0 => return Err(reasons::permissions::permission_without_purpose(number)),
        1 => {}
        several => return Err(reasons::permissions::permission_with_purposes(number, several)),
    }
    Ok(Permission {
        sysname: sysname.to_owned(),
        responsible_object: item.get("responsibleObject").and_then(Value::as_str).map(ToOwned::to_owned),
        expire: expiry(item.get("expire"))
            .map_err(|why| reasons::permissions::permission_expiry_malformed(number, why))?,
        actions,
        purposes,
        scopes,
    })
}

fn expiry(value: Option<&Value>) -> Result<Option<u32>, Words> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let minutes = value.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
            let minutes = minutes.filter(|minutes| (1..=LONGEST_EXPIRY).contains(minutes));
            minutes.map(Some).ok_or_else(|| {
                words!(
                    "expire is {value}, expected 1 to {LONGEST_EXPIRY} minutes",
                    "expire — {value}, нужно от 1 до {LONGEST_EXPIRY} минут"
                )
            })
        }
    }
}

fn names(list: Option<&Value>) -> Result<Vec<Named>, Words> {
    let items = match list {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(items)) if items.len() <= MOST => items,
        Some(_) => {
            return Err(words!(
                "must be an array of at most {MOST} elements",
                "должно быть массивом, не больше {MOST} элементов"
            ));
        }
    };
    let named = |item: &Value| {
        let sysname = item.get("sysname").and_then(Value::as_str).filter(|name| !name.is_empty());
        sysname
            .map(|name| Named { sysname: name.to_owned() })
            .ok_or_else(|| Words::new("must hold {\"sysname\": \"…\"}", "должно содержать {\"sysname\": \"…\"}"))
    };
    items.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::error::EsiaCode;
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::URL_SAFE;
    use serde_json::json;

    fn read(value: &Value) -> Result<Vec<Permission>, EsiaCode> {
        parse(&URL_SAFE.encode(value.to_string())).map_err(|refusal| refusal.esia.expect("a code"))
    }

    fn whole() -> Value {
        json!([{
            "responsibleObject": "ООО Пример", "sysname": "EXAMPLE_TYPE", "expire": 525_600,
            "actions": [{"sysname": "ALL_ACTIONS_TO_DATA"}], "purposes": [{"sysname": "EXAMPLE_PURPOSE"}],
            "scopes": [{"sysname": "fullname"}, {"sysname": "id_doc"}],
        }])
    }

    #[test]
    fn mr_1_7_the_example_is_read_and_written_alike() {
        let read = read(&whole()).expect("valid");
        assert_eq!(read[0].expire, Some(525_600));
        assert_eq!(serde_json::to_value(&read).expect("json")[0]["scopes"], whole()[0]["scopes"]);
    }

    #[test]
    fn dp_mr_each_mistake_has_its_code() {
        let changed = |field: &str, value: Value| {
            let mut changed = whole();
            changed[0][field] = value;
            read(&changed).expect_err("refused")
        };
        assert_eq!(changed("sysname", json!("")), EsiaCode::ConsentTypeMissing);
        assert_eq!(changed("actions", json!([])), EsiaCode::ConsentActionMissing);
        assert_eq!(changed("purposes", json!([])), EsiaCode::ConsentPurposeMissing);
        assert_eq!(changed("purposes", json!([{"sysname": "A"}, {"sysname": "B"}])), EsiaCode::ConsentPurposeNotOne);
        for expire in [json!(0), json!(-1), json!("1"), json!(1.5), json!(4_000_000_000_u64)] {
            assert_eq!(changed("expire", expire), EsiaCode::ConsentExpiryWrong);
        }
        assert_eq!(changed("scopes", json!(["fullname"])), EsiaCode::InvalidRequest);
        assert_eq!(read(&json!({})), Err(EsiaCode::InvalidRequest));
        // Case 1.18: an empty list asks for nothing.
        assert_eq!(read(&json!([])).expect("taken").len(), 0);
        assert_eq!(parse("%").map_err(|refusal| refusal.esia), Err(Some(EsiaCode::InvalidRequest)));
    }
}
