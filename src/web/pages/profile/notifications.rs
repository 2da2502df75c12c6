//! «Уведомления»: the feed of what happened to the account («Лента уведомлений»), the newest first.

use serde_json::Value;

use crate::domain::account::AccountLevel;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::document::DocumentKind;
use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::flow::registry::words;
use crate::flow::stand::Stand;
use crate::storage::events;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::document_words;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::Tab;

/// So many of the newest are shown.
const MOST: u32 = 200;

/// `GET /profile/notifications`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    let all = stand.read(|cx| Ok(events::list_of(cx.sql, visit.holder.oid(), MOST)?))?;
    let items = all.iter().map(|event| item(&stand, event));
    let feed = Section::new("feed", Text::new("notifications-feed")).items(items, Text::new("notifications-none"));
    Ok(profile::answer(&profile::page(&stand, &visit, Tab::Notifications)?.section(feed)))
}

fn item(stand: &Stand, event: &Event) -> Item {
    let when = Fact::new(Text::new("notifications-when"), profile::time(stand, event.happened_at));
    Item::new(event.kind.name(), told(event)).fact(when)
}

/// What happened, in words. A new kind of event is told here.
fn told(event: &Event) -> Text {
    let text = |name: &str| event.data[name].as_str().unwrap_or_default().to_owned();
    let value = |key: &'static str| Text::new(key).with("value", text("value"));
    let document = |key: &'static str| Text::new(key).with("document", document(&event.data));
    match event.kind {
        EventKind::Birthday => Text::new("notifications-birthday").with("age", event.data["age"].as_i64().unwrap_or(0)),
        EventKind::LimitEnded => Text::new("notifications-limit-ended"),
        EventKind::Registered => Text::new("notifications-registered"),
        EventKind::TermsAccepted => Text::new("notifications-terms-accepted"),
        EventKind::CheckStarted => Text::new("notifications-check-started").with("registry", registry(&event.data)),
        EventKind::CheckAnswered => answered(&event.data),
        EventKind::LevelRaised => Text::new("notifications-level-raised").with("level", level(&event.data)),
        EventKind::LevelLowered => Text::new("notifications-level-lowered").with("level", level(&event.data)),
        EventKind::PasswordChanged => Text::new("notifications-password-changed"),
        EventKind::SessionsEnded => Text::new("notifications-sessions-ended"),
        EventKind::Deleted => Text::new("notifications-deleted"),
        EventKind::ContactAdded => value("notifications-contact-added"),
        EventKind::ContactVerified => value("notifications-contact-verified"),
        EventKind::ContactRemoved => value("notifications-contact-removed"),
        EventKind::AddressChanged => Text::new("notifications-address-changed"),
        EventKind::AddressRemoved => Text::new("notifications-address-removed"),
        EventKind::DocumentAdded => document("notifications-document-added"),
        EventKind::DocumentRemoved => document("notifications-document-removed"),
        EventKind::DocumentVerified => document("notifications-document-verified"),
        EventKind::DocumentOutdated => Text::new("notifications-document-outdated"),
        EventKind::ChildCreated => Text::new("notifications-child-created"),
        EventKind::ChildLinked => Text::new("notifications-child-linked"),
        EventKind::ChildUnlinked => Text::new("notifications-child-unlinked"),
        EventKind::ChildBirthday => {
            Text::new("notifications-child-birthday").with("age", event.data["age"].as_i64().unwrap_or(0))
        }
        EventKind::ChildAccountLinked => Text::new("notifications-child-account-linked"),
        EventKind::ConfirmationRefused => Text::new("notifications-confirmation-refused"),
        EventKind::PostCodeOrdered => Text::new("notifications-post-code-ordered"),
        EventKind::AccessRestored => Text::new("notifications-access-restored"),
        EventKind::Blocked => Text::new("notifications-blocked"),
        EventKind::SignatureUsed => Text::new("notifications-signature-used"),
        EventKind::OrganizationAdded => Text::new("notifications-organization-added"),
        EventKind::RoleGiven => Text::new("notifications-role-given"),
        EventKind::RoleEnded => Text::new("notifications-role-ended"),
        EventKind::Locked => Text::new("notifications-locked"),
        EventKind::Unlocked => Text::new("notifications-unlocked"),
        EventKind::Recovered => Text::new("notifications-recovered"),
        EventKind::SecondFactorChanged => Text::new("notifications-second-factor-changed"),
        EventKind::QuestionChanged => Text::new("notifications-question-changed"),
        EventKind::TrustedContactChanged => Text::new("notifications-trusted-contact-changed"),
        EventKind::ConsentRevoked => Text::new("notifications-consent-revoked").with("client", text("client")),
        EventKind::ChildConsentChanged => {
            Text::new("notifications-child-consent-changed").with("client", text("client"))
        }
        EventKind::NameChanged => {
            Text::new("notifications-name-changed").with("before", text("before")).with("after", text("after"))
        }
    }
}

fn answered(data: &Value) -> Text {
    let known = data["registry"].as_str().and_then(Registry::from_name);
    let outcome = data["outcome"].as_str().and_then(Outcome::from_name);
    let reason = known.zip(outcome).and_then(|(registry, outcome)| words::reason(registry, outcome));
    reason.unwrap_or_else(|| Text::new("notifications-check-passed").with("registry", registry(data)))
}

fn registry(data: &Value) -> Text {
    let known = data["registry"].as_str().and_then(Registry::from_name);
    known.map_or_else(|| Text::plain(""), words::name)
}

fn level(data: &Value) -> Text {
    let known = data["level"].as_str().and_then(AccountLevel::from_name);
    known.map_or_else(|| Text::plain(""), |level| Text::new(level.title_key()))
}

fn document(data: &Value) -> Text {
    let wire = data["type"].as_str().unwrap_or_default();
    let known = DocumentKind::ALL.iter().find(|kind| kind.wire() == wire);
    known.map_or_else(|| Text::plain(wire), |kind| document_words::title(*kind))
}
