//! What a person's row and all that hangs on it become when a tester puts them: cleared, settled anew, and for somebody
//! who is reborn the life before ended.

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::address::Address;
use crate::domain::check::CheckSubject;
use crate::domain::child::ChildCard;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::document::Document;
use crate::domain::session::ActingAs;
use crate::fixtures::Citizen;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts;
use crate::flow::account::birthday;
use crate::flow::account::closing;
use crate::flow::account::family;
use crate::flow::account::limit_ends;
use crate::flow::account::links;
use crate::flow::ages;
use crate::flow::confirmation::post;
use crate::flow::lives;
use crate::flow::login::lock_ends;
use crate::flow::profile::document_expiry;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::accounts;
use crate::storage::browsers;
use crate::storage::checks;
use crate::storage::child_consents;
use crate::storage::children;
use crate::storage::consents;
use crate::storage::contacts;
use crate::storage::corrections;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::events;
use crate::storage::jobs;
use crate::storage::organizations;
use crate::storage::people;
use crate::storage::permissions;
use crate::storage::personas;
use crate::storage::post_codes;
use crate::storage::protection;
use crate::storage::seed;
use crate::storage::sessions;

/// Ends what somebody did and was given: sessions, tokens, consents, counters, what protects a sign-in, checks, jobs,
/// the feed. Systems hear of the end of sessions.
pub fn end(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    closing::end_sessions(cx, oid, None)?;
    lives::begin(cx, oid)?;
    consents::delete(cx.sql, oid, None)?;
    permissions::delete(cx.sql, oid, None)?;
    child_consents::delete_of(cx.sql, oid)?;
    for kind in links::VERIFIED {
        links::cancel_change(cx, oid, kind)?;
    }
    links::forget(cx, oid)?;
    attempts::forget(cx, &attempts::key_of(oid))?;
    corrections::delete(cx.sql, oid)?;
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    post_codes::delete(cx.sql, oid)?;
    protection::delete(cx.sql, oid)?;
    browsers::delete(cx.sql, oid)?;
    events::delete(cx.sql, oid)?;
    for kind in [post::KIND, lock_ends::KIND, limit_ends::KIND, birthday::KIND] {
        jobs::delete_of(cx.sql, kind.name, &format!("{oid} "))?;
    }
    // Which code of an application was used last is forgotten with its secret.
    Ok(accounts::update_second_factor(cx.sql, oid, SecondFactor::None, None, cx.now)?)
}

/// Takes away what hangs on somebody and is about to be set anew. What stays the same keeps its number.
pub fn clear(cx: &WriteCx<'_>, citizen: &mut Citizen) -> Result<(), Stop> {
    let oid = citizen.account.oid;
    if accounts::find(cx.sql, oid)?.is_none() {
        return Ok(());
    }
    keep_numbers(cx, citizen)?;
    for card in children::list(cx.sql, oid)? {
        if citizen.children.iter().all(|kept| kept.id != card.id) {
            family::forget_wishes(cx, card.id)?;
            checks::delete(cx.sql, CheckSubject::Card(card.id))?;
        }
        children::delete(cx.sql, card.id)?;
    }
    for (role, _) in organizations::list_roles(cx.sql, oid)? {
        if citizen.roles.iter().all(|kept| kept.organization != role.organization) {
            sessions::update_role_forgotten(cx.sql, oid, ActingAs::Organization(role.organization))?;
        }
    }
    organizations::delete_roles(cx.sql, oid)?;
    checks::delete_arranged_of(cx.sql, &checks::person_key(oid))?;
    Ok(people::delete_belongings(cx.sql, oid)?)
}

fn keep_numbers(cx: &WriteCx<'_>, citizen: &mut Citizen) -> Result<(), Stop> {
    let oid = citizen.account.oid;
    let known = contacts::list(cx.sql, oid)?;
    keep(&mut citizen.contacts, known, |contact: &mut Contact| &mut contact.id, |one, other| one.kind == other.kind);
    let known = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    keep(
        &mut citizen.documents,
        known,
        |document: &mut Document| &mut document.id,
        |one, other| one.kind == other.kind,
    );
    let known = people::list_addresses(cx.sql, oid)?;
    keep(&mut citizen.addresses, known, |address: &mut Address| &mut address.id, |one, other| one.kind == other.kind);
    let known = people::list_vehicles(cx.sql, oid)?;
    keep(&mut citizen.vehicles, known, |vehicle| &mut vehicle.id, |one, other| one.data == other.data);
    Ok(())
}

/// Gives new items the numbers of known ones: of the very same, then of those that are alike.
fn keep<T: PartialEq>(new: &mut [T], mut known: Vec<T>, id: fn(&mut T) -> &mut i64, alike: fn(&T, &T) -> bool) {
    let mut waiting = Vec::new();
    for (at, item) in new.iter_mut().enumerate() {
        let own = *id(item);
        let same = known.iter_mut().position(|other| {
            *id(item) = *id(other);
            *item == *other
        });
        if let Some(place) = same {
            known.remove(place);
        } else {
            *id(item) = own;
            waiting.push(at);
        }
    }
    for at in waiting {
        let Some(item) = new.get_mut(at) else { continue };
        if let Some(place) = known.iter().position(|other| alike(item, other)) {
            *id(item) = *id(&mut known.remove(place));
        }
    }
}

/// Writes somebody down, new or known; `hash` is that of the password.
pub fn settle(cx: &WriteCx<'_>, citizen: &Citizen, hash: Option<String>) -> Result<(), Stop> {
    let oid = citizen.account.oid;
    let password_hash = hash.or_else(|| citizen.account.password_hash.clone());
    let account = Account { password_hash, ..citizen.account.clone() };
    let named = seed::named(citizen);
    let known = people::find(cx.sql, oid)?;
    if accounts::find(cx.sql, oid)?.is_some() {
        accounts::replace(cx.sql, &account, named)?;
        people::update(cx.sql, oid, &citizen.person)?;
    } else {
        accounts::insert(cx.sql, &account, named)?;
        people::insert(cx.sql, oid, &citizen.person)?;
    }
    cx.after.tell_of_person();
    seed::fill_belongings(cx.sql, citizen)?;
    let born = citizen.person.birth_date;
    plan(cx, citizen, known.and_then(|person| person.birth_date) != born)?;
    let published = personas::find_password(cx.sql, oid)?;
    if published.is_some() && published == citizen.password && account.status != AccountStatus::Deleted {
        personas::update(cx.sql, citizen)?;
    } else {
        personas::delete(cx.sql, oid)?;
    }
    Ok(())
}

/// What they have to wait for.
fn plan(cx: &WriteCx<'_>, citizen: &Citizen, is_born_anew: bool) -> Result<(), Stop> {
    let oid = citizen.account.oid;
    limit_ends::lift(cx, oid)?;
    if citizen.account.status == AccountStatus::Limited {
        limit_ends::plan(cx, oid, citizen.limited_until.unwrap_or(cx.now + limit_ends::LENGTH))?;
    }
    if is_born_anew {
        jobs::delete_of(cx.sql, birthday::KIND.name, &format!("{oid} "))?;
    }
    birthday::plan(cx)?;
    let passports = citizen.documents.iter().filter(|document| document.verified);
    for (born, passport) in passports.filter_map(|passport| Some((citizen.person.birth_date?, passport))) {
        document_expiry::plan(cx, born, passport)?;
    }
    Ok(())
}

/// Cards of parents that are linked to the account say what is so now; of somebody of age they let go. Whoever is settled
/// together is told afterwards: numbers of documents were given to all of them before.
pub fn tell_parents(cx: &WriteCx<'_>, citizen: &Citizen) -> Result<(), Stop> {
    let oid = citizen.account.oid;
    let is_child = |born: NaiveDate| ages::age(cx, born) < ages::GROWN_UP;
    for (_, id) in children::list_by_account(cx.sql, oid)? {
        if !citizen.person.birth_date.is_some_and(is_child) {
            children::update_account(cx.sql, id, None)?;
            continue;
        }
        children::update(cx.sql, &card(cx, id, oid)?)?;
        documents::delete_of_card(cx.sql, id)?;
        for document in &citizen.documents {
            let document = Document { id: documents::next_id(cx.sql)?, ..document.clone() };
            documents::insert(cx.sql, DocumentOwner::Card(id), &document)?;
        }
    }
    Ok(())
}

/// Puts a card of a child with an account into a parent's profile.
pub fn give_card(cx: &WriteCx<'_>, parent: Oid, child: Oid) -> Result<(), Stop> {
    let mut id = children::next_id(cx.sql)?;
    // The number of a card is that of no account.
    while accounts::find(cx.sql, Oid(id.unsigned_abs()))?.is_some() {
        id += 1;
    }
    let card = card(cx, id, child)?;
    children::insert(cx.sql, parent, &ChildCard { documents: Vec::new(), ..card.clone() })?;
    for document in card.documents {
        let document = Document { id: documents::next_id(cx.sql)?, ..document };
        documents::insert(cx.sql, DocumentOwner::Card(id), &document)?;
    }
    Ok(accounts::touch(cx.sql, parent, cx.now)?)
}

/// What a card says of a child with an account.
fn card(cx: &WriteCx<'_>, id: i64, child: Oid) -> Result<ChildCard, Stop> {
    let own = contacts::list(cx.sql, child)?;
    let first = |kind: ContactKind| own.iter().find(|contact| contact.kind == kind).map(|one| one.value.clone());
    let person =
        people::find(cx.sql, child)?.ok_or_else(|| StorageError::Row(format!("the account {child} is nobody's")))?;
    Ok(ChildCard {
        id,
        person,
        documents: documents::list(cx.sql, DocumentOwner::Person(child))?,
        contacts: (first(ContactKind::Email), first(ContactKind::Mobile)),
        account: Some(child),
    })
}
