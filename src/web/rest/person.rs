//! `/rs/prns/{oid}`: a person (МР app. Б REST, table of personal data).

use serde_json::Value;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::check::CheckSubject;
use crate::domain::document::main_identity;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::quirk::Quirk;
use crate::domain::rule::Rule;
use crate::domain::scope::Resource;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::confirmation::post;
use crate::flow::registry::asking;
use crate::protocol::dates::numeric_date;
use crate::protocol::dates::rest_date;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;
use crate::web::rest::asked::Asked;
use crate::web::rest::asked::Later;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// What is loaded for it.
pub struct Profile {
    account: Account,
    person: Person,
    main_document: Option<i64>,
    waits_for_code: bool,
    is_verifying: bool,
    embedded: Vec<(&'static str, Later)>,
}

/// Loads what the token opens.
pub fn load(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Profile, Stop> {
    // A token of somebody who is not there has been refused by now.
    let nobody = || Broken::Page(format!("data of person {}, who is not there", asked.owner));
    let account = asked.account.clone().ok_or_else(nobody)?;
    let person = people::find(cx.sql, asked.owner)?.ok_or_else(nobody)?;
    // A capture of 2025 has it for `openid fullname` alone.
    let is_open = asked.opens(Resource::IdentityDocument) || asked.opens(Resource::Name);
    let list = is_open.then(|| documents::list(cx.sql, DocumentOwner::Person(asked.owner))).transpose()?;
    let main_document = list.as_deref().and_then(main_identity).map(|document| document.id);
    let waits_for_code = post::waiting(cx, asked.owner)?.is_some();
    let is_verifying = is_being_verified(account.level) || asking::is_running(cx, CheckSubject::Person(asked.owner))?;
    let embedded = asked.embedded(cx)?;
    Ok(Profile { account, person, main_document, waits_for_code, is_verifying, embedded })
}

/// Writes it; what is not granted is absent.
pub fn render(asked: &Asked<'_>, profile: Profile) -> Entity {
    let Profile { account, person, main_document, waits_for_code, is_verifying, embedded } = profile;
    let open = |resource: Resource| asked.opens(resource).then_some(());
    let name = open(Resource::Name).map(|()| &person.name);
    // Whoever may read the passport has got these two beside it since about 2025.
    let by_document = open(Resource::IdentityDocument);
    let snils_by_document = by_document.filter(|()| asked.stand.config.rules.is_on(Rule::SnilsByIdDoc));
    let snils = person.snils.as_ref().filter(|_| account.level.shows_snils());
    let fields = Fields::default()
        .with_some("firstName", name.map(|name| name.first_name().to_string()))
        .with_some("lastName", name.map(|name| name.last_name().to_string()))
        .with_some("middleName", name.and_then(|name| name.middle_name()).map(ToString::to_string))
        .with_some("birthDate", open(Resource::BirthDate).and(person.birth_date).map(rest_date))
        .with_some("birthPlace", open(Resource::BirthPlace).and(person.birth_place))
        .with_some("gender", open(Resource::Gender).and(person.gender).map(Gender::wire))
        .with("trusted", account.level.is_trusted())
        .with_some("citizenship", by_document.and(person.citizenship))
        .with_some("snils", open(Resource::Snils).or(snils_by_document).and(snils).map(ToString::to_string))
        .with_some("inn", open(Resource::Inn).or(by_document).and(person.inn.as_ref()).map(ToString::to_string))
        .with("updatedOn", numeric_date(account.updated_at));
    let fields = asked
        .put_embedded(fields, embedded)
        .with("rfgUOperatorCheck", false)
        .with("status", account.status.wire())
        .with("verifying", is_verifying)
        .with_some("rIdDoc", main_document)
        .with("containsUpCfmCode", waits_for_code)
        .with("kidAccCreatedByParent", account.level == AccountLevel::Child && account.created_by.is_some())
        .with_some(
            "selfEmployed",
            open(Resource::SelfEmployed).and(person.self_employed).map(|yes| self_employed(asked, yes)),
        );
    Entity { path: asked.path(""), facts: Facts::EntityRoot, fields }
}

/// The data wait for the answer of a registry.
fn is_being_verified(level: AccountLevel) -> bool {
    match level {
        AccountLevel::SimplifiedReady => true,
        AccountLevel::Simplified | AccountLevel::Standard | AccountLevel::Confirmed | AccountLevel::Child => false,
    }
}

fn self_employed(asked: &Asked<'_>, yes: bool) -> Value {
    if asked.has(Quirk::SelfEmployedString) { json!(yes.to_string()) } else { json!({ "confirmed": yes }) }
}
