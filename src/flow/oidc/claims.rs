//! What is told of a citizen: claims from the data of ЕСИА (OpenID Connect Core 1.0, 5.1, 5.4 and 5.5).

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::contact::ContactKind;
use crate::domain::name::NamePart;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::scope;
use crate::domain::scope::Resource;
use crate::domain::standard_claim::CLAIMS;
use crate::domain::standard_claim::ClaimDef;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::consents;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::scope::Scope;
use crate::storage::codes::CodeGrant;
use crate::storage::contacts;
use crate::storage::organizations;
use crate::storage::people;

/// Where claims are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the ID token: what is asked for there by the parameter `claims`, and ЕСИА's own claims by their scopes.
    IdToken,
    /// At the userinfo endpoint: what the scopes open, and what the parameter `claims` asks for there.
    Userinfo,
}

/// The claims of a grant in one of their places.
pub fn of_grant(cx: &Cx<'_>, place: Place, grant: &CodeGrant, account: &Account) -> Result<Map<String, Value>, Stop> {
    let interaction = &grant.interaction;
    let nothing = ClaimsRequest::default();
    let (asked, behind) = interaction
        .destination
        .standard()
        .map_or((&nothing, &[][..]), |request| (&request.claims, &request.claim_scopes));
    let asked = if place == Place::IdToken { &asked.id_token } else { &asked.userinfo };
    let given = consents::given(cx, grant.oid, &interaction.client)?;
    let behind: Vec<&Scope> = behind.iter().filter(|scope| given.contains(scope)).collect();
    // Some clients read nothing but the ID token.
    let party = cx.stand.clients.find(interaction.client.as_str());
    let by_scopes = place == Place::Userinfo || party.is_some_and(|party| party.client.id_token_claims);
    let wanted = |row: &&ClaimDef| {
        let by_scope = interaction.scopes.iter().any(|scope| opens(scope, row.opened_by));
        let by_name =
            asked.contains_key(row.name) && (by_scope || behind.iter().any(|scope| opens(scope, row.opened_by)));
        by_name || (by_scope && (by_scopes || row.in_id_token))
    };
    let rows: Vec<&ClaimDef> = CLAIMS.iter().filter(wanted).collect();
    about(cx, account, &rows)
}

/// Everything that userinfo could tell of somebody.
pub fn everything(cx: &Cx<'_>, account: &Account) -> Result<Map<String, Value>, Stop> {
    about(cx, account, &CLAIMS.iter().collect::<Vec<_>>())
}

fn opens(scope: &Scope, resource: Resource) -> bool {
    scope::find(&scope.name).is_some_and(|row| row.opens.contains(&resource))
}

/// The values of these claims; what the profile does not have is left out.
fn about(cx: &Cx<'_>, account: &Account, rows: &[&ClaimDef]) -> Result<Map<String, Value>, Stop> {
    let mut told = Map::new();
    let needs = |resource: Resource| rows.iter().any(|row| row.opened_by == resource);
    let Some(person) = people::find(cx.sql, account.oid)? else { return Ok(told) };
    let mut known = of_person(account, &person);
    if needs(Resource::Email) || needs(Resource::Mobile) {
        known.append(&mut contacts(cx, account)?);
    }
    if needs(Resource::Addresses) {
        known.extend(address(cx, account)?.map(|address| ("address".to_owned(), address)));
    }
    if needs(Resource::Organizations) {
        known.insert("groups".to_owned(), json!(groups(cx, account)?));
    }
    for row in rows {
        told.extend(known.remove(row.name).filter(|value| !value.is_null()).map(|value| (row.name.to_owned(), value)));
    }
    Ok(told)
}

fn of_person(account: &Account, person: &Person) -> Map<String, Value> {
    let name = &person.name;
    let snils = person.snils.as_ref().filter(|_| account.level.shows_snils());
    let subject = Subject { oid: account.oid, level: account.level.subject_level() };
    let gender = person.gender.map(|gender| match gender {
        Gender::Male => "male",
        Gender::Female => "female",
    });
    let claims = [
        ("name", json!(name.to_string())),
        ("family_name", json!(name.last_name().as_str())),
        ("given_name", json!(name.first_name().as_str())),
        ("middle_name", json!(name.middle_name().map(NamePart::as_str))),
        ("updated_at", json!(numeric_date(account.updated_at))),
        ("birthdate", json!(person.birth_date.map(|date| date.format("%Y-%m-%d").to_string()))),
        ("gender", json!(gender)),
        ("urn:esia:sbj", subject.claims()),
        ("urn:esia:level", json!(account.level.name())),
        ("urn:esia:trusted", json!(account.level.is_trusted())),
        ("urn:esia:snils", json!(snils.map(ToString::to_string))),
        ("urn:esia:inn", json!(person.inn.as_ref().map(ToString::to_string))),
        ("urn:esia:birthplace", json!(person.birth_place)),
        ("urn:esia:citizenship", json!(person.citizenship)),
    ];
    claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// E-mail and mobile phone; one that was confirmed comes before one that was not.
fn contacts(cx: &Cx<'_>, account: &Account) -> Result<Map<String, Value>, Stop> {
    let mut told = Map::new();
    let mut contacts = contacts::list(cx.sql, account.oid)?;
    contacts.sort_by_key(|contact| !contact.verification.is_verified());
    let first = |kind: ContactKind| contacts.iter().find(|contact| contact.kind == kind);
    if let Some(email) = first(ContactKind::Email) {
        told.insert("email".into(), email.value.as_str().into());
        told.insert("email_verified".into(), email.verification.is_verified().into());
    }
    if let Some(mobile) = first(ContactKind::Mobile) {
        // E.164, as Core 5.1 recommends.
        let digits: String = mobile.value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        told.insert("phone_number".into(), digits.into());
        told.insert("phone_number_verified".into(), mobile.verification.is_verified().into());
    }
    Ok(told)
}

/// Places in organisations as gateways read them: `{oid}` of each organisation, `{oid}:chief`, `{oid}:admin`.
fn groups(cx: &Cx<'_>, account: &Account) -> Result<Vec<String>, Stop> {
    let mut groups = Vec::new();
    for (role, _) in organizations::list_roles(cx.sql, account.oid)?.iter().filter(|(role, _)| role.active) {
        let oid = role.organization;
        groups.push(oid.to_string());
        groups.extend(role.chief.then(|| format!("{oid}:chief")));
        groups.extend(role.admin.then(|| format!("{oid}:admin")));
    }
    Ok(groups)
}

/// The registered address, or else that of living.
fn address(cx: &Cx<'_>, account: &Account) -> Result<Option<Value>, Stop> {
    let addresses = people::list_addresses(cx.sql, account.oid)?;
    let of = |kind: AddressKind| addresses.iter().find(|address| address.kind == kind);
    let found = of(AddressKind::Registration).or_else(|| of(AddressKind::Residence));
    Ok(found.map(|address| address_claim(&address.parts)))
}

/// OpenID Connect Core, 5.1.1.
fn address_claim(parts: &AddressParts) -> Value {
    let joined = |parts: &[Option<String>]| {
        let words: Vec<&str> = parts.iter().flatten().map(String::as_str).filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let numbered = |word: &str, part: &Option<String>| part.as_ref().map(|number| format!("{word} {number}"));
    let house = [
        numbered("д.", &parts.house),
        numbered("корп.", &parts.frame),
        numbered("стр.", &parts.building),
        numbered("кв.", &parts.flat),
    ];
    let street = joined(&[&[parts.street.clone()][..], &house].concat());
    let locality = joined(&[parts.city.clone(), parts.settlement.clone()]);
    let line =
        parts.address.clone().or_else(|| joined(&[parts.region.clone(), locality.clone(), parts.street.clone()]));
    let formatted = joined(&[&[parts.zip_code.clone(), line][..], &house].concat());
    let members = [
        ("formatted", formatted),
        ("street_address", street),
        ("locality", locality),
        ("region", parts.region.clone()),
        ("postal_code", parts.zip_code.clone()),
        ("country", Some(parts.country.clone().unwrap_or_else(|| "RUS".to_owned()))),
    ];
    let told = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?))));
    Value::Object(told.collect())
}
