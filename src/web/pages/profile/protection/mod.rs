//! What protects the sign-in, as parts of «Безопасность»: the second factor, the security question, the trusted contact.

pub mod application;
pub mod question;
pub mod second_factor;
pub mod trusted_contact;

use crate::domain::account::SecondFactor;
use crate::domain::trusted_contact::TrustedContact;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::protection;
use crate::flow::account::trusted_contacts;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::people;
use crate::texts::Text;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile::paths;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::Tone;
use crate::web::views::Weight;

/// Where the parts are listed.
pub const LIST: &str = paths::SECURITY;

/// «Вход с подтверждением».
pub fn second_factor_section(stand: &Stand, visit: &Visit) -> Section {
    let factor = visit.holder.account.second_factor;
    let badge = if factor == SecondFactor::None {
        Badge::new(Tone::Waiting, "none", Text::new("protection-off"))
    } else {
        Badge::new(Tone::Good, factor.name(), Text::new("protection-on"))
    };
    let href = format!("{}/profile/security/second-factor", stand.base_path);
    Section::new("second-factor", Text::new("protection-factor"))
        .intro(Text::new("protection-factor-intro"))
        .fact(Fact::new(Text::new("protection-factor-now"), name_of(factor)).badge(badge))
        .action(Action::link(href, Text::new("protection-change")))
}

/// The name of a second factor.
fn name_of(factor: SecondFactor) -> Text {
    Text::new(match factor {
        SecondFactor::None => "protection-factor-none",
        SecondFactor::Sms => "protection-factor-sms",
        SecondFactor::Totp => "protection-factor-totp",
        SecondFactor::Max => "protection-factor-max",
    })
}

/// «Контрольный вопрос».
pub fn question_section(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let question = stand.read(|cx| protection::question(cx, visit.holder.oid()))?;
    let href = format!("{}/profile/security/question", stand.base_path);
    Ok(Section::new("question", Text::new("protection-question"))
        .intro(Text::new("protection-question-intro"))
        .fact(Fact::or_absent(Text::new("protection-question-now"), question.map(|(question, _)| question)))
        .action(Action::link(href, Text::new("protection-change"))))
}

/// «Доверенный контакт»: whom the citizen trusts, and who trusts them.
pub fn trusted_contact_section(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let oid = visit.holder.oid();
    let (own, others) = stand.read(|cx| {
        let own = trusted_contacts::find(cx, oid)?.map(|trusted| named(cx, trusted, trusted.contact)).transpose()?;
        let others = trusted_contacts::trusting(cx, oid)?.into_iter();
        let others: Vec<_> = others.map(|trusted| named(cx, trusted, trusted.owner)).collect::<Result<_, Stop>>()?;
        Ok((own, others))
    })?;
    let path = |end: &str| format!("{}/profile/security/trusted-contact{end}", stand.base_path);
    let has_own = own.is_some();
    let own = own.into_iter().map(|(trusted, name)| {
        let dismiss = Action::post(path("/dismiss"), Text::new("protection-trusted-dismiss"), Weight::Danger);
        item("contact", &trusted, name, Text::new("protection-trusted-own")).action(dismiss)
    });
    let others = others.into_iter().map(|(trusted, name)| {
        let post = |end: &str, label, weight| {
            Action::post(path(end), Text::new(label), weight).carrying("owner", trusted.owner.to_string())
        };
        let item = item("owner", &trusted, name, Text::new("protection-trusted-other"));
        if trusted.is_accepted() {
            item.action(post("/leave", "protection-trusted-leave", Weight::Danger))
        } else {
            item.action(post("/accept", "protection-trusted-accept", Weight::Main)).action(post(
                "/leave",
                "protection-trusted-refuse",
                Weight::Plain,
            ))
        }
    });
    let section = Section::new("trusted-contact", Text::new("protection-trusted"))
        .intro(Text::new("protection-trusted-intro"))
        .items(own.chain(others), Text::new("protection-trusted-nobody"));
    let invite = Action::link(path("/invite"), Text::new("protection-trusted-invite"));
    Ok(if has_own { section } else { section.action(invite) })
}

fn named(cx: &Cx<'_>, trusted: TrustedContact, oid: Oid) -> Result<(TrustedContact, String), Stop> {
    let name = people::find(cx.sql, oid)?.map(|person| person.name.to_string());
    Ok((trusted, name.unwrap_or_default()))
}

fn item(side: &str, trusted: &TrustedContact, name: String, who: Text) -> Item {
    let badge = if trusted.is_accepted() {
        Badge::new(Tone::Good, "accepted", Text::new("protection-trusted-accepted"))
    } else {
        Badge::new(Tone::Waiting, "invited", Text::new("protection-trusted-invited"))
    };
    Item::new(format!("{side}-{}", trusted.owner), Text::plain(name))
        .badge(badge)
        .fact(Fact::new(Text::new("protection-trusted-who"), who))
}

/// A form of this part, with the field that proves who fills it in.
fn form_page(stand: &Stand, visit: &Visit, path: &str, heading: Text) -> FormPage {
    let back = format!("{}{LIST}", stand.base_path);
    pages::profile::form_page(stand, visit, path, heading).link(back, Text::new("protection-back"))
}

fn password_field(mistake: Option<Text>) -> FormField {
    let kind = FieldKind::Password { new: false };
    FormField::new("password", Text::new("protection-password"), kind)
        .hint(Text::new("protection-password-hint"))
        .error(mistake)
}
