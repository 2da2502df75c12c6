//! Phone and e-mail as «Мои данные» lists them: how it stands with each, and what can be done.

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::verification::PendingVerification;
use crate::flow::Stop;
use crate::flow::account::links;
use crate::flow::profile::contacts;
use crate::flow::stand::Stand;
use crate::storage;
use crate::texts::Text;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::Tone;
use crate::web::views::Weight;

pub(super) const CHANGE: &str = "/profile/contacts/change";
pub(super) const CODE: &str = "/profile/contacts/code";
pub(super) const RESEND: &str = "/profile/contacts/resend";
pub(super) const CANCEL: &str = "/profile/contacts/cancel";
pub(super) const REMOVE: &str = "/profile/contacts/remove";

/// The section of «Мои данные».
pub fn section(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let oid = visit.holder.oid();
    let all = stand.read(|cx| Ok(storage::contacts::list(cx.sql, oid)?))?;
    let mut items = Vec::new();
    for contact in &all {
        items.push(item(stand, visit, contact)?);
    }
    let mut section = Section::new("contacts", Text::new("contact-section"));
    for kind in links::VERIFIED.into_iter().filter(|kind| all.iter().all(|contact| contact.kind != *kind)) {
        let label = Text::new(if kind == ContactKind::Email { "contact-add-email" } else { "contact-add-mobile" });
        section = section.action(Action::link(change_link(stand, kind), label));
    }
    Ok(section.items(items, Text::new("contact-none")))
}

fn change_link(stand: &Stand, kind: ContactKind) -> String {
    format!("{}{CHANGE}?kind={}", stand.base_path, kind.wire())
}

fn item(stand: &Stand, visit: &Visit, contact: &Contact) -> Result<Item, Stop> {
    let (oid, kind, base) = (visit.holder.oid(), contact.kind, &stand.base_path);
    let item = Item::new(contact.id.to_string(), Text::plain(contact.value.clone()))
        .badge(profile::badge(contact.kind, contact.verification))
        .fact(Fact::new(Text::new("contact-kind"), label(kind)));
    let (first, pending) =
        stand.read(|cx| Ok((contacts::current(cx, oid, kind)?, contacts::pending(cx, oid, kind)?)))?;
    let is_first = kind.is_login() && first.is_some_and(|first| first.id == contact.id);
    let item = match pending.filter(|_| is_first) {
        Some(pending) => waiting(stand, item, contact, &pending),
        None if is_first && !contact.verification.is_verified() => {
            let verify = Action::post(format!("{base}{RESEND}"), Text::new("contact-verify"), Weight::Plain);
            item.action(verify.carrying("kind", kind.wire()))
        }
        None => item,
    };
    let item =
        if is_first { item.action(Action::link(change_link(stand, kind), Text::new("contact-change"))) } else { item };
    let removal = Action::post(format!("{base}{REMOVE}"), Text::new("contact-remove"), Weight::Plain);
    Ok(item.action(removal.carrying("id", contact.id.to_string())))
}

/// What is said and can be done while a code or a letter is on its way.
fn waiting(stand: &Stand, item: Item, contact: &Contact, pending: &PendingVerification) -> Item {
    let (base, kind) = (&stand.base_path, pending.kind.wire());
    let is_expired = pending.expires_at <= stand.clock.now();
    let badge = if is_expired {
        Badge::new(Tone::Bad, "EXPIRED", Text::new("contact-expired"))
    } else {
        Badge::new(Tone::Waiting, "VERIFYING", Text::new("contact-waits"))
    };
    let item = item.fact(Fact::new(Text::new("contact-new"), Text::plain(pending.value.clone())).badge(badge));
    let item = if pending.kind == ContactKind::Mobile && !is_expired {
        item.action(Action::main_link(format!("{base}{CODE}"), Text::new("contact-enter-code")))
    } else {
        item
    };
    let post =
        |path: &str, label: Text| Action::post(format!("{base}{path}"), label, Weight::Plain).carrying("kind", kind);
    let item = item.action(post(RESEND, Text::new("contact-resend")));
    // One that was never verified is replaced at once, so nothing is left to be given up.
    if contact.verification.is_verified() { item.action(post(CANCEL, Text::new("contact-cancel"))) } else { item }
}

pub(super) fn label(kind: ContactKind) -> Text {
    Text::new(match kind {
        ContactKind::Mobile => "profile-mobile",
        ContactKind::Email => "profile-email",
        ContactKind::HomePhone | ContactKind::OrganizationPhone | ContactKind::OrganizationFax => "contact-home-phone",
        ContactKind::WorkEmail | ContactKind::OrganizationEmail => "contact-work-email",
    })
}
