//! REST: the person, their contacts, and their children if that was asked for.

use serde_json::Value;

use super::error::EsiaError;
use super::talk::Esia;
use super::tokens::Subject;
use super::wire::Wire;
use crate::rules::came::Came;
use crate::rules::came::Email;
use crate::rules::came::Kid;
use crate::rules::names::FullName;
use crate::rules::numbers;

/// Reads what the scopes open.
pub async fn read(esia: &Esia, subject: Subject, token: &str, scope: &str, wire: &Wire) -> Result<Came, EsiaError> {
    let base = format!("{}/rs/prns/{}", esia.base, subject.oid);
    let answer = wire.get(&base, Some(token)).await?;
    let person = answer.json()?;
    let name = name(&person).ok_or_else(|| answer.unreadable("no ФИО"))?;
    let birth_date = text(&person, "birthDate").and_then(|date| numbers::date(&date));
    let contacts = wire.get(&format!("{base}/ctts?embed=(elements)"), Some(token)).await?.json()?;
    let kids = if scope.split(' ').any(|name| name == "kid_fullname") {
        kids(&wire.get(&format!("{base}/kids?embed=(elements)"), Some(token)).await?.json()?)
    } else {
        Vec::new()
    };
    Ok(Came {
        oid: subject.oid,
        level: subject.level,
        name,
        email: email(&contacts),
        snils: text(&person, "snils"),
        birth_date,
        kids,
    })
}

fn name(person: &Value) -> Option<FullName> {
    Some(FullName {
        last: text(person, "lastName")?,
        first: text(person, "firstName")?,
        middle: text(person, "middleName"),
    })
}

fn email(contacts: &Value) -> Option<Email> {
    let mut emails = elements(contacts).filter(|contact| text(contact, "type").as_deref() == Some("EML"));
    let email = emails.next()?;
    let verified = text(email, "vrfStu").as_deref() == Some("VERIFIED");
    Some(Email { value: text(email, "value")?, verified })
}

fn kids(list: &Value) -> Vec<Kid> {
    elements(list).filter_map(|kid| Some(Kid { name: name(kid)?, snils: text(kid, "snils") })).collect()
}

fn elements(list: &Value) -> impl Iterator<Item = &Value> {
    list.get("elements").and_then(Value::as_array).into_iter().flatten()
}

/// A text that says something.
fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().filter(|text| !text.trim().is_empty()).map(|text| text.chars().take(300).collect())
}
