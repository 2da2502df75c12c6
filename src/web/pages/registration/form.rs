//! The form «Регистрация».

use crate::domain::contact::ContactKind;
use crate::flow::login::progress::Visitor;
use crate::flow::registration;
use crate::flow::registration::Application;
use crate::flow::registration::Mistake;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::profile;
use crate::web::pages::registration::parts::PATH;
use crate::web::pages::registration::parts::answer;
use crate::web::pages::registration::parts::page;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::PageLink;

/// `POST /login/registration`.
pub async fn post(stand: OfStand, Posted(visitor, mut typed): Posted<Visitor>) -> Answered {
    let interaction = Some(typed.text("interaction").to_owned()).filter(|id| !id.is_empty() && notices::may_be_id(id));
    let application = typed.read_all(|reading| Application::read(reading, &stand.config.rules));
    let Some(application) = application else {
        return draw(&stand, &visitor, interaction.as_deref(), &typed, None);
    };
    let (browser, asked, kind) = (visitor.browser.clone(), interaction.clone(), application.kind);
    let begun = stand.write(move |cx| registration::begin(cx, &browser, &application, asked)).await?;
    let Err(mistake) = begun else { return Ok(pages::see(&stand, PATH)) };
    match mistake {
        Mistake::Taken => typed.wrong(field_of(kind), Text::new("mistake-contact-taken")),
        Mistake::SecondTaken => typed.wrong("email", Text::new("mistake-contact-taken")),
        Mistake::TooMany => typed.wrong(field_of(kind), Text::new("registration-too-many")),
    }
    draw(&stand, &visitor, interaction.as_deref(), &typed, None)
}

/// The field of a kind of contact.
pub fn field_of(kind: ContactKind) -> &'static str {
    if kind == ContactKind::Email { "email" } else { "phone" }
}

/// Draws it, as it was filled in.
pub fn draw(
    stand: &Stand,
    visitor: &Visitor,
    interaction: Option<&str>,
    typed: &Typed,
    error: Option<Text>,
) -> Answered {
    let name = |field, label, fills| FormField::new(field, label, FieldKind::Name).autocomplete(fills);
    let phone = FormField::new("phone", Text::new("registration-phone"), FieldKind::Phone).alternative();
    let email = FormField::new("email", Text::new("registration-or-email"), FieldKind::Email).alternative();
    let query = interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    let link =
        |path: &str, key| PageLink::new(format!("{}{PATH}{path}{query}", stand.base_path), Text::new(key)).beside();
    // The address keeps the login for whoever follows a link of this page, such as that of the language.
    let action = interaction.map_or_else(|| PATH.to_owned(), |id| format!("{PATH}?interaction={id}"));
    let moved = stand.read(|cx| registration::moved(cx, &visitor.browser))?;
    let moved = moved.map(|value| Text::new("registration-moved").with("contact", value));
    let page = page(stand, visitor, &action, Text::new("registration-title"));
    let mut page = moved
        .into_iter()
        .fold(page, FormPage::intro)
        .intro(Text::new("registration-intro"))
        .error(error)
        .hidden("interaction", interaction.unwrap_or_default())
        .field(typed.fill(name("last_name", Text::new("registration-last-name"), "family-name")))
        .field(typed.fill(name("first_name", Text::new("registration-first-name"), "given-name")))
        .field(typed.fill(phone.hint(Text::new("registration-phone-hint"))))
        .field(typed.fill(email))
        .button(Button::main(Text::new("registration-register")))
        .note(Text::new("registration-agree"))
        .hints(profile::hints(stand, Text::new("registration-hint-form")));
    page.links = vec![link("/terms", "registration-terms"), link("/privacy", "registration-privacy")];
    if let Some(hints) = &mut page.hints {
        hints.tips = vec![Text::new("registration-tip-names"), Text::new("registration-tip-taken")];
    }
    answer(stand, visitor, interaction, page)
}

/// There is nothing to go on with: none was begun, or its time is over.
pub(super) fn over(stand: &Stand, visitor: &Visitor) -> Answered {
    draw(stand, visitor, None, &Typed::default(), Some(Text::new("registration-over")))
}
