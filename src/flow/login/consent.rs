//! Station 6, `consent`: does the holder of the data allow it («Предоставление прав доступа»)?
//!
//! Remembered per client; asked again as soon as a scope is asked for that was not allowed before.

use crate::domain::contact::ContactKind;
use crate::domain::document::DocumentKind;
use crate::domain::interaction::Interaction;
use crate::domain::scope;
use crate::domain::scope::Resource;
use crate::domain::scope::ScopeDef;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::consents;
use crate::flow::login::demands;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::outbox;
use crate::flow::outbox::letters::CONSENT_GIVEN;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::scope::Scope;
use crate::storage::children;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::interactions;
use crate::storage::people;
use crate::storage::permissions;
use crate::texts::Language;

/// Something is asked for that was not allowed yet.
pub const STEP: Step = Step {
    name: "consent",
    due: |progress| {
        let open = |citizen: &&SignedIn| {
            citizen.asked_anew || citizen.asks_parent || !citizen.missing.is_empty() || !citizen.unpermitted.is_empty()
        };
        let is_asked = !progress.interaction.refused && demands::unmet(progress).is_none();
        progress.citizen.as_ref().filter(open).filter(|_| is_asked).map(Due::Consent)
    },
};

/// One row of the page.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is to be allowed.
    pub def: &'static ScopeDef,
    /// Has the profile anything to show for it?
    pub available: bool,
    /// Is it a contact that nobody has verified?
    pub is_unverified: bool,
}

/// The scopes of a request that were not allowed yet; those without a row are never asked about.
pub fn missing(cx: &Cx<'_>, oid: Oid, interaction: &Interaction) -> Result<Vec<Scope>, Stop> {
    let given = consents::given(cx, oid, &interaction.client)?;
    let asked =
        interaction.asked().filter(|asked| scope::find(&asked.name).is_some_and(|row| !row.title_key.is_empty()));
    Ok(asked.filter(|asked| !given.contains(asked)).cloned().collect())
}

/// The digital-profile consents of a request that are not given, have expired or were narrower.
pub fn unpermitted(cx: &Cx<'_>, oid: Oid, interaction: &Interaction) -> Result<Vec<Permission>, Stop> {
    if interaction.permissions.is_empty() {
        return Ok(Vec::new());
    }
    let given = permissions::list(cx.sql, oid, &interaction.client, cx.now)?;
    let covered = |asked: &&Permission| given.iter().any(|given| given.covers(asked));
    Ok(interaction.permissions.iter().filter(|asked| !covered(asked)).cloned().collect())
}

/// Remembers that the holder allowed what was missing.
pub fn allow(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<(), Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(()) };
    if citizen.asks_parent {
        return Ok(());
    }
    consents::give(cx, citizen.account.oid, &progress.interaction.client, &citizen.missing)?;
    let scopes = citizen.missing.iter().map(|scope| scope.name.as_str());
    let permitted = citizen.unpermitted.iter().flat_map(|permission| &permission.scopes);
    let names = scopes.chain(permitted.map(|scope| scope.sysname.as_str()));
    tell(cx, citizen.account.oid, &progress.party.client.name, names)?;
    citizen.missing.clear();
    for permission in citizen.unpermitted.drain(..) {
        permissions::insert(cx.sql, citizen.account.oid, &progress.interaction.client, &permission, cx.now)?;
    }
    citizen.asked_anew = false;
    Ok(())
}

/// Writes the letter about a consent for scopes of these names.
pub fn tell<'a>(cx: &WriteCx<'_>, oid: Oid, client: &str, names: impl Iterator<Item = &'a str>) -> Result<(), Stop> {
    let mut titles: Vec<_> =
        names.filter_map(scope::find).map(|row| row.title_key).filter(|key| !key.is_empty()).collect();
    titles.dedup();
    let titles: Vec<_> = titles.into_iter().map(|key| Language::Russian.t(key)).collect();
    let mut facts = vec![("Система", client.to_owned())];
    if !titles.is_empty() {
        facts.push(("Данные", titles.join(", ")));
    }
    outbox::write(cx, oid, &CONSENT_GIVEN, &facts)
}

/// Remembers that the holder refused: what is left of the login is to tell the client so.
pub fn refuse(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<(), Stop> {
    progress.interaction.refused = true;
    interactions::update(cx.sql, &progress.id, &progress.interaction)?;
    Ok(())
}

/// The rows of the page: everything that is asked for, in the order of the request.
pub fn rows(cx: &Cx<'_>, interaction: &Interaction, citizen: &SignedIn) -> Result<Vec<Row>, Stop> {
    let mut rows = Vec::new();
    for asked in interaction.asked() {
        if let Some(def) = scope::find(&asked.name).filter(|row| !row.title_key.is_empty()) {
            let mut available = false;
            for resource in def.opens {
                available = available || has(cx, citizen, *resource)?;
            }
            rows.push(Row { def, available, is_unverified: is_unverified(cx, citizen.account.oid, def)? });
        }
    }
    Ok(rows)
}

/// Is a contact among what a scope opens, and none of that kind verified? Systems get it, and are told so.
fn is_unverified(cx: &Cx<'_>, oid: Oid, def: &ScopeDef) -> Result<bool, Stop> {
    for (resource, kind) in [(Resource::Email, ContactKind::Email), (Resource::Mobile, ContactKind::Mobile)] {
        if def.opens.contains(&resource) {
            let own = contacts::list(cx.sql, oid)?.into_iter().filter(|contact| contact.kind == kind);
            let states: Vec<_> = own.map(|contact| contact.verification.is_verified()).collect();
            if states.contains(&false) && !states.contains(&true) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what is not looked for is taken to be there")]
fn has(cx: &Cx<'_>, citizen: &SignedIn, resource: Resource) -> Result<bool, Stop> {
    let (person, oid) = (&citizen.person, citizen.account.oid);
    let contact = |kind: ContactKind| -> Result<bool, Stop> {
        Ok(contacts::list(cx.sql, oid)?.iter().any(|contact| contact.kind == kind))
    };
    let document = |wanted: fn(DocumentKind) -> bool| -> Result<bool, Stop> {
        Ok(documents::list(cx.sql, DocumentOwner::Person(oid))?.iter().any(|document| wanted(document.kind)))
    };
    let found = match resource {
        Resource::BirthDate => person.birth_date.is_some(),
        Resource::BirthPlace => person.birth_place.is_some(),
        Resource::Gender => person.gender.is_some(),
        Resource::Snils => person.snils.is_some() && citizen.account.level.shows_snils(),
        Resource::Inn => person.inn.is_some(),
        Resource::Email => contact(ContactKind::Email)?,
        Resource::Mobile => contact(ContactKind::Mobile)?,
        Resource::IdentityDocument => document(DocumentKind::is_identity)?,
        Resource::BirthCertificate => document(DocumentKind::is_birth_certificate)?,
        Resource::MedicalPolicy => document(|kind| kind == DocumentKind::MedicalPolicy)?,
        Resource::MilitaryId => document(|kind| kind == DocumentKind::MilitaryId)?,
        Resource::InternationalPassport => document(|kind| kind == DocumentKind::InternationalPassport)?,
        Resource::DrivingLicence => document(|kind| kind == DocumentKind::DrivingLicence)?,
        Resource::ResidencePermit => document(|kind| kind == DocumentKind::ResidencePermit)?,
        Resource::TemporaryResidence => document(|kind| kind == DocumentKind::TemporaryResidence)?,
        Resource::Vehicles => !people::list_vehicles(cx.sql, oid)?.is_empty(),
        Resource::Addresses => !people::list_addresses(cx.sql, oid)?.is_empty(),
        Resource::Organizations => !citizen.roles.is_empty(),
        Resource::ChildName
        | Resource::ChildBirthDate
        | Resource::ChildGender
        | Resource::ChildSnils
        | Resource::ChildInn
        | Resource::ChildBirthCertificate
        | Resource::ChildMedicalPolicy
        | Resource::ChildMobile
        | Resource::ChildEmail => !children::list(cx.sql, oid)?.is_empty(),
        _ => true,
    };
    Ok(found)
}
