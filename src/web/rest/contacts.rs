//! `ctts`: contacts of a person or an organisation (МР app. Б REST).

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::storage::contacts;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// Those that the token opens.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Contact>, Stop> {
    let all = contacts::list(cx.sql, asked.owner)?;
    Ok(all.into_iter().filter(|contact| asked.opens(opened_by(contact.kind))).collect())
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Contact, Stop> {
    let all = contacts::list(cx.sql, asked.owner)?;
    asked.element(all, |contact| contact.id, |contact| asked.opens(opened_by(contact.kind)))
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, contacts: Vec<Contact>) -> Collection {
    Collection::new(contacts.into_iter().map(|contact| entity(asked, contact)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, contact: Contact) -> Entity {
    let fields = Fields::default()
        .with("id", contact.id)
        .with("type", contact.kind.wire())
        .with("vrfStu", contact.verification.wire())
        .with("value", contact.value);
    Entity { path: asked.path(&format!("/ctts/{}", contact.id)), facts: Facts::Identifiable, fields }
}

fn opened_by(kind: ContactKind) -> Resource {
    match kind {
        ContactKind::Mobile => Resource::Mobile,
        ContactKind::Email => Resource::Email,
        ContactKind::HomePhone | ContactKind::WorkEmail => Resource::OtherContacts,
        ContactKind::OrganizationPhone | ContactKind::OrganizationEmail | ContactKind::OrganizationFax => {
            Resource::OrganizationContacts
        }
    }
}
