//! `ctts`: contacts of a person or an organisation (МР app. Б REST).

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::profile;
use crate::storage::contacts;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// A contact, and what is to take its place once that is verified.
pub struct Shown {
    contact: Contact,
    change: Option<Change>,
}

/// A change that is not verified yet; until then the contact is what it was.
struct Change {
    value: String,
    is_expired: bool,
}

/// Those that the token opens.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Shown>, Stop> {
    let all = contacts::list(cx.sql, asked.owner)?.into_iter();
    all.filter(|contact| asked.opens(opened_by(contact.kind))).map(|contact| shown(asked, cx, contact)).collect()
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Shown, Stop> {
    let all = contacts::list(cx.sql, asked.owner)?;
    let found = asked.element(all, |contact| contact.id, |contact| asked.opens(opened_by(contact.kind)))?;
    shown(asked, cx, found)
}

fn shown(asked: &Asked<'_>, cx: &Cx<'_>, contact: Contact) -> Result<Shown, Stop> {
    let pending = profile::contacts::replacement(cx, asked.owner, &contact)?;
    let change = pending.map(|pending| Change { value: pending.value, is_expired: pending.expires_at <= cx.now });
    Ok(Shown { contact, change })
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, contacts: Vec<Shown>) -> Collection {
    Collection::new(contacts.into_iter().map(|contact| entity(asked, contact)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, shown: Shown) -> Entity {
    let Shown { contact, change } = shown;
    let fields = Fields::default()
        .with("id", contact.id)
        .with("type", contact.kind.wire())
        .with("vrfStu", contact.verification.wire())
        .with("value", contact.value);
    let fields = match change {
        Some(change) => fields
            .with("verifyingValue", change.value)
            .with("vrfValStu", "VERIFYING")
            .with("isCfmCodeExpired", change.is_expired),
        None => fields,
    };
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
