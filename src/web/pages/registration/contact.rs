//! The phone is verified by a code, the e-mail by the link of a letter.

use crate::domain::contact::ContactKind;
use crate::domain::message::Content;
use crate::domain::message::MessageKind;
use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::domain::verification::PendingVerification;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::progress::Visitor;
use crate::flow::outbox::letters;
use crate::flow::registration;
use crate::flow::stand::Stand;
use crate::flow::verification::LENGTH;
use crate::flow::verification::Unsent;
use crate::storage::outbox;
use crate::storage::outbox::Filter;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::profile;
use crate::web::pages::registration::form::over;
use crate::web::pages::registration::parts::PATH;
use crate::web::pages::registration::parts::answer;
use crate::web::pages::registration::parts::page;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::PageLink;
use crate::web::views::SentCode;

/// Where its forms are posted to.
const POSTED: &str = "/login/registration/contact";

/// What was pressed.
enum Wish {
    /// «Продолжить», with this code.
    Verify(String),
    /// «Получить новый код», or another letter.
    Again,
    /// «Изменить данные».
    Change,
}

/// What came of it.
enum Done {
    /// The step that is due now, whatever it is.
    GoesOn,
    /// The same page again, saying why.
    Wrong(Box<Registration>, Text),
    /// No registration is on its way here.
    Nothing,
}

/// `POST /login/registration/contact`.
pub async fn post(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let (browser, wish) = (visitor.browser.clone(), wish(&typed));
    let done = stand.write(move |cx| match registration::find(cx, &browser)? {
        Some(registration) => act(cx, registration, &wish),
        None => Ok(Done::Nothing),
    });
    match done.await? {
        Done::GoesOn => Ok(pages::see(&stand, PATH)),
        Done::Wrong(registration, mistake) => draw(&stand, &visitor, &registration, Some(mistake)),
        Done::Nothing => over(&stand, &visitor),
    }
}

fn wish(typed: &Typed) -> Wish {
    if typed.has("change") {
        Wish::Change
    } else if typed.has("again") {
        Wish::Again
    } else {
        Wish::Verify(typed.code(LENGTH))
    }
}

fn act(cx: &WriteCx<'_>, mut registration: Registration, wish: &Wish) -> Result<Done, Stop> {
    let mistake = match wish {
        Wish::Change => {
            registration::change(cx, &mut registration)?;
            None
        }
        // A form of another step is out of date: the step that is due is drawn.
        Wish::Again | Wish::Verify(_) if registration.stage != Stage::Contact => None,
        Wish::Again => {
            registration::send(cx, &mut registration)?.err().map(|unsent| unsent_in_words(&registration, &unsent))
        }
        // There is no code in a letter: its link is to be followed.
        Wish::Verify(_) if registration.kind == ContactKind::Email => None,
        Wish::Verify(typed) => {
            registration::verify_code(cx, &mut registration, typed)?.err().map(|mistake| mistake.told())
        }
    };
    Ok(mistake.map_or(Done::GoesOn, |mistake| Done::Wrong(Box::new(registration), mistake)))
}

fn unsent_in_words(registration: &Registration, unsent: &Unsent) -> Text {
    match unsent {
        Unsent::TooSoon if registration.kind == ContactKind::Email => Text::new("registration-letter-soon"),
        Unsent::TooMany => Text::new("registration-too-many"),
        Unsent::TooSoon | Unsent::Taken(_) => unsent.told(),
    }
}

/// Draws the step.
pub fn draw(stand: &Stand, visitor: &Visitor, registration: &Registration, mistake: Option<Text>) -> Answered {
    let pending = stand.read(|cx| registration::waits_for(cx, registration))?;
    let page = if registration.kind == ContactKind::Email {
        letter(stand, visitor, registration, pending.as_ref())?.error(mistake)
    } else {
        let closed = stand.read(|cx| registration::closed(cx, registration))?;
        let mistake = mistake.or_else(|| closed.map(|mistake| mistake.told()));
        code(stand, visitor, registration, pending, mistake)
    };
    let page = page.button(change());
    answer(stand, visitor, registration.interaction.as_deref(), page)
}

/// «Изменить данные».
pub fn change() -> Button {
    Button::plain(Text::new("registration-change")).sends("change", "true")
}

/// Who registers, by what.
pub fn facts(page: FormPage, registration: &Registration) -> FormPage {
    let contact = match registration.kind {
        ContactKind::Email => Text::new("registration-email"),
        _ => Text::new("registration-phone"),
    };
    page.fact(Fact::new(Text::new("registration-name"), Text::plain(registration.name.to_string())))
        .fact(Fact::new(contact, Text::plain(registration.value.clone())))
}

fn code(
    stand: &Stand,
    visitor: &Visitor,
    registration: &Registration,
    pending: Option<PendingVerification>,
    mistake: Option<Text>,
) -> FormPage {
    let log = || PageLink::new(format!("{}/logs/sms/", stand.base_path), Text::new("registration-all-messages"));
    let sent = pending.and_then(|pending| pending.code).map(|code| SentCode { code, log: Some(log()) });
    let hints = profile::hints(stand, Text::new("registration-hint-code"));
    let field = FormField::new("code", Text::new("registration-code"), FieldKind::Code(LENGTH));
    facts(page(stand, visitor, POSTED, Text::new("registration-phone-title")), registration)
        .intro(Text::new("registration-phone-intro"))
        .field(field.error(mistake))
        .button(Button::main(Text::new("registration-continue")))
        .button(Button::plain(Text::new("registration-another-code")).sends("again", "true"))
        .hints(hints.map(|hints| Hints { sent, ..hints }))
}

fn letter(
    stand: &Stand,
    visitor: &Visitor,
    registration: &Registration,
    pending: Option<&PendingVerification>,
) -> Result<FormPage, Stop> {
    let intro = match pending {
        Some(pending) => {
            let deadline = stand.read(|cx| Ok(crate::flow::outbox::time_at(cx, pending.expires_at)))?;
            Text::new("registration-deadline").with("deadline", deadline)
        }
        None => Text::new("registration-letter-expired"),
    };
    let mut hints = profile::hints(stand, Text::new("registration-hint-letter"));
    if let Some(hints) = &mut hints {
        hints.links = links(stand, registration, pending.is_some())?;
    }
    Ok(facts(page(stand, visitor, POSTED, Text::new("registration-email-title")), registration)
        .intro(Text::new("registration-email-intro"))
        .intro(intro)
        .button(Button::plain(Text::new("registration-another-letter")).sends("again", "true"))
        .hints(hints))
}

/// The link of the letter that was written last, as the mailbox would have it, and the list of letters.
fn links(stand: &Stand, registration: &Registration, is_open: bool) -> Result<Vec<PageLink>, Stop> {
    let filter = Filter { kinds: vec![MessageKind::Email], to: Some(registration.value.clone()), ..Filter::default() };
    let letters = stand.read(|cx| Ok(outbox::list_newest(cx.sql, &filter, 1)?))?;
    let own = stand.url("");
    let link = letters.into_iter().find_map(|letter| {
        let Content::Letter { name, link, .. } = letter.content else { return None };
        let path = link.strip_prefix(&own).filter(|_| is_open && name == letters::REGISTRATION.name)?;
        Some(PageLink::new(format!("{}{path}", stand.base_path), Text::new("registration-open-link")))
    });
    let all = PageLink::new(format!("{}/logs/emails/", stand.base_path), Text::new("registration-all-letters"));
    Ok(link.into_iter().chain([all]).collect())
}
