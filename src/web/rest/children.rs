//! `kids`: cards of children in the profile of a parent, and their documents (МР app. Б REST).
//!
//! A card is not the child's account; its `id` need not be the account's OID (the rule `child.kid_id_is_oid`).

use crate::domain::check::DocumentState;
use crate::domain::child::ChildCard;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::person::Gender;
use crate::domain::rule::Rule;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::dates::rest_date;
use crate::protocol::reasons;
use crate::storage::children;
use crate::web::rest::asked::Asked;
use crate::web::rest::documents as docs;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;
use crate::web::rest::envelope::Manner;

/// All cards.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<ChildCard>, Stop> {
    let mut cards = children::list(cx.sql, asked.owner)?;
    if asked.stand.config.rules.is_on(Rule::ChildIdIsOid) {
        for card in &mut cards {
            let oid = card.account.and_then(|oid| i64::try_from(oid.0).ok());
            card.id = oid.unwrap_or(card.id);
        }
    }
    Ok(cards)
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<ChildCard, Stop> {
    let named = |card: &ChildCard| u64::try_from(card.id) == Ok(asked.kid);
    let card = list(asked, cx)?.into_iter().find(named);
    Ok(card.ok_or_else(|| reasons::access::child_absent(asked.owner, asked.kid))?)
}

/// Documents of one, those that the token opens.
pub fn documents(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Document>, Stop> {
    Ok(open_documents(asked, find(asked, cx)?.documents))
}

/// One document.
pub fn find_document(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Document, Stop> {
    asked.element(find(asked, cx)?.documents, |document| document.id, |document| is_open(asked, document))
}

/// Writes all cards.
pub fn render(asked: &Asked<'_>, cards: Vec<ChildCard>) -> Collection {
    Collection::new(cards.into_iter().map(|card| plain(asked, card)).collect())
}

/// Writes one card, with its documents where `embed` asks for them.
pub fn entity(asked: &Asked<'_>, mut card: ChildCard) -> Entity {
    let embedded = asked.embed.has("documents") && DOCUMENTS.iter().any(|resource| asked.opens(*resource));
    let documents = open_documents(asked, std::mem::take(&mut card.documents));
    let entity = plain(asked, card);
    if !embedded {
        return entity;
    }
    let documents = render_documents(asked, documents).write(asked.stand, Manner::Embedded).value;
    Entity { fields: entity.fields.with("documents", documents), ..entity }
}

fn plain(asked: &Asked<'_>, card: ChildCard) -> Entity {
    let ChildCard { id, person, contacts: (email, mobile), .. } = card;
    let open = |resource: Resource| asked.opens(resource).then_some(());
    let name = open(Resource::ChildName).map(|()| &person.name);
    let fields = Fields::default()
        .with("id", id)
        .with_some("firstName", name.map(|name| name.first_name().to_string()))
        .with_some("lastName", name.map(|name| name.last_name().to_string()))
        .with_some("middleName", name.and_then(|name| name.middle_name()).map(ToString::to_string))
        .with_some("birthDate", open(Resource::ChildBirthDate).and(person.birth_date).map(rest_date))
        .with_some("gender", open(Resource::ChildGender).and(person.gender).map(Gender::wire))
        .with_some("snils", open(Resource::ChildSnils).and(person.snils.as_ref()).map(ToString::to_string))
        .with_some("inn", open(Resource::ChildInn).and(person.inn.as_ref()).map(ToString::to_string))
        .with_some("mobile", open(Resource::ChildMobile).and(mobile))
        .with_some("email", open(Resource::ChildEmail).and(email));
    Entity { path: asked.path(&format!("/kids/{id}")), facts: Facts::EntityRoot, fields }
}

/// Writes documents.
pub fn render_documents(asked: &Asked<'_>, documents: Vec<Document>) -> Collection {
    Collection::new(documents.into_iter().map(|one| document(asked, one)).collect())
}

/// Writes one document.
pub fn document(asked: &Asked<'_>, document: Document) -> Entity {
    let path = asked.path(&format!("/kids/{}/docs/{}", asked.kid, document.id));
    let state = DocumentState::of(document.verified);
    docs::at(asked, path, document, state)
}

fn open_documents(asked: &Asked<'_>, documents: Vec<Document>) -> Vec<Document> {
    documents.into_iter().filter(|document| is_open(asked, document)).collect()
}

fn is_open(asked: &Asked<'_>, document: &Document) -> bool {
    opened_by(document.kind).is_some_and(|resource| asked.opens(resource))
}

/// No scope is known that opens any other document of a child.
fn opened_by(kind: DocumentKind) -> Option<Resource> {
    match kind {
        DocumentKind::BirthCertificate | DocumentKind::OldBirthCertificate | DocumentKind::ForeignBirthCertificate => {
            Some(Resource::ChildBirthCertificate)
        }
        DocumentKind::MedicalPolicy => Some(Resource::ChildMedicalPolicy),
        DocumentKind::DomesticPassport
        | DocumentKind::ForeignDocument
        | DocumentKind::InternationalPassport
        | DocumentKind::DrivingLicence
        | DocumentKind::MilitaryId
        | DocumentKind::ResidencePermit
        | DocumentKind::TemporaryResidence
        | DocumentKind::RefugeeCertificate => None,
    }
}

const DOCUMENTS: [Resource; 2] = [Resource::ChildBirthCertificate, Resource::ChildMedicalPolicy];
