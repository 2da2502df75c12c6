//! The steps of a recovery: what each asks, and what becomes of the answer.

use actix_web::http::StatusCode;

use crate::crypto::password;
use crate::flow::Stop;
use crate::flow::account::protection;
use crate::flow::login::progress::Visitor;
use crate::flow::login::second_factor::masked;
use crate::flow::recovery;
use crate::flow::recovery::Mistake;
use crate::flow::recovery::codes;
use crate::flow::recovery::draft;
use crate::flow::recovery::draft::Named;
use crate::flow::recovery::draft::Recovery;
use crate::flow::recovery::draft::Step;
use crate::flow::recovery::ending;
use crate::flow::recovery::sending;
use crate::flow::verification;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::recovery::parts::back;
use crate::web::pages::recovery::parts::form_page;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::mistakes::Told as _;
use crate::web::typed::stale;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::PageLink;

/// Draws the step that is due.
pub(super) fn draw(stand: &OfStand, visitor: &Visitor, id: &str, mistake: Option<Text>) -> Answered {
    let found = stand.read(|cx| {
        let Some(found) = draft::find(cx, &visitor.browser, id)? else { return Ok(None) };
        let question = recovery::asked(cx, &found)?.map(|(question, _)| question);
        Ok(Some((found, question)))
    })?;
    let Some((found, question)) = found else {
        return Ok(stale::to_citizen(stand, visitor.language));
    };
    let page = form_page(stand, visitor, &format!("/login/recovery/{id}"), heading(found.step));
    let page = body(stand, page, &found, (question.unwrap_or_default(), mistake));
    // Whoever remembers the password after all goes back to the login that waits; the last step leads there anyway.
    let page = match found.step {
        Step::Done => page,
        _ => {
            page.link(back(stand, found.interaction.as_deref().unwrap_or_default()), Text::new("notices-back-to-login"))
        }
    };
    Ok(pages::html(StatusCode::OK, &page.hints(hints(stand, found.step))))
}

fn heading(step: Step) -> Text {
    match step {
        Step::Document | Step::Question => Text::new("recovery-title"),
        Step::TrustedContact => Text::new("recovery-trusted-title"),
        Step::Code => Text::new("recovery-code-title"),
        Step::Password => Text::new("recovery-password-title"),
        Step::Done => Text::new("recovery-done-title"),
    }
}

fn body(stand: &OfStand, page: FormPage, found: &Recovery, (question, mistake): (String, Option<Text>)) -> FormPage {
    let go_on = Button::main(Text::new("recovery-go-on"));
    match found.step {
        Step::Document => page
            .intro(Text::new("recovery-document-intro"))
            .field(
                FormField::new("document", Text::new("recovery-document"), FieldKind::Text)
                    .hint(Text::new("recovery-document-hint"))
                    .autocomplete("off")
                    .optional()
                    .error(mistake),
            )
            .button(go_on),
        Step::Question => page
            .intro(Text::new("reaction-question-intro"))
            .field(FormField::new("answer", Text::plain(question), FieldKind::Text).autocomplete("off").error(mistake))
            .button(go_on),
        Step::TrustedContact => with_code(page.intro(Text::new("recovery-trusted-intro")), mistake),
        Step::Code if found.named == Named::Email => page
            .intro(Text::new("recovery-code-letter").with("email", found.login.as_str()))
            .error(mistake)
            .button(Button::plain(Text::new("recovery-letter-again")).sends("resend", "true")),
        Step::Code => with_code(page.intro(where_to(found)), mistake),
        Step::Password => with_password(page, mistake).button(Button::main(Text::new("recovery-password-set"))),
        Step::Done => page
            .intro(Text::new("recovery-done-intro"))
            .link(back(stand, found.interaction.as_deref().unwrap_or_default()), Text::new("recovery-done-sign-in")),
    }
}

fn where_to(found: &Recovery) -> Text {
    match found.named {
        Named::Snils => Text::new("recovery-code-snils"),
        Named::Phone | Named::Email => Text::new("recovery-code-sms").with("phone", masked(&found.login)),
    }
}

fn with_code(page: FormPage, mistake: Option<Text>) -> FormPage {
    let kind = FieldKind::Code(verification::LENGTH);
    page.field(FormField::new("code", Text::new("second-factor-code"), kind).error(mistake))
        .button(Button::main(Text::new("recovery-go-on")))
        .button(Button::plain(Text::new("second-factor-another")).sends("resend", "true"))
}

fn with_password(page: FormPage, mistake: Option<Text>) -> FormPage {
    let field = |name, label| FormField::new(name, Text::new(label), FieldKind::Password { new: true });
    page.intro(Text::new("recovery-password-intro"))
        .field(field("new_password", "offer-new-password").error(mistake))
        .field(field("again", "offer-again"))
}

fn hints(stand: &OfStand, step: Step) -> Option<Hints> {
    let log = |path: &str, key| PageLink::new(format!("{}{path}", stand.base_path), Text::new(key));
    let links = match step {
        Step::TrustedContact | Step::Code => {
            vec![log("/logs/sms/", "second-factor-all-sent"), log("/logs/emails/", "recovery-all-letters")]
        }
        Step::Document | Step::Question | Step::Password | Step::Done => Vec::new(),
    };
    stand.config.hints.then(|| Hints { links, ..Hints::new(Text::new("recovery-step-why")) })
}

/// Takes the answer to the step that is due.
pub(super) async fn act(stand: &OfStand, visitor: &Visitor, id: &str, typed: &Typed) -> Answered {
    let Some(found) = stand.read(|cx| draft::find(cx, &visitor.browser, id))? else {
        return Ok(stale::to_citizen(stand, visitor.language));
    };
    let mistake = if typed.has("resend") {
        send_again(stand, visitor, id).await?
    } else {
        match found.step {
            Step::Document => document(stand, visitor, id, typed).await?,
            Step::Question => question(stand, visitor, (id, &found), typed).await?,
            Step::TrustedContact | Step::Code => code(stand, visitor, id, typed).await?,
            Step::Password => return password(stand, visitor, (id, &found), typed).await,
            Step::Done => None,
        }
    };
    match mistake {
        Some(mistake) => draw(stand, visitor, id, Some(mistake)),
        None => Ok(pages::see(stand, &format!("/login/recovery/{id}"))),
    }
}

async fn send_again(stand: &OfStand, visitor: &Visitor, id: &str) -> Result<Option<Text>, Stop> {
    let (browser, id) = (visitor.browser.clone(), id.to_owned());
    let sent = stand.write(move |cx| match draft::find(cx, &browser, &id)? {
        Some(found) => sending::send(cx, &found),
        None => Ok(Ok(())),
    });
    Ok(sent.await?.err().map(|unsent| unsent.told()))
}

async fn document(stand: &OfStand, visitor: &Visitor, id: &str, typed: &Typed) -> Result<Option<Text>, Stop> {
    let (browser, id, typed) = (visitor.browser.clone(), id.to_owned(), typed.text("document").to_owned());
    let taken = stand.write(move |cx| {
        let Some(mut found) = draft::find(cx, &browser, &id)?.filter(|found| found.step == Step::Document) else {
            return Ok(Ok(()));
        };
        let taken = recovery::document(cx, &mut found, &typed)?;
        draft::update(cx, &id, &found)?;
        Ok(taken)
    });
    Ok(taken.await?.err().map(|mistake| words(mistake, "recovery-document-wrong")))
}

fn words(mistake: Mistake, wrong: &'static str) -> Text {
    match mistake {
        Mistake::Wrong => Text::new(wrong),
        Mistake::Exhausted => Text::new("recovery-exhausted"),
    }
}

async fn question(
    stand: &OfStand,
    visitor: &Visitor,
    (id, found): (&str, &Recovery),
    typed: &Typed,
) -> Result<Option<Text>, Stop> {
    let asked = stand.read(|cx| recovery::asked(cx, found))?;
    let answer = protection::plain_answer(typed.text("answer"));
    let is_right = asked.is_some_and(|(_, hash)| password::verify(&hash, &answer));
    let (browser, id) = (visitor.browser.clone(), id.to_owned());
    let taken = stand.write(move |cx| {
        let Some(mut found) = draft::find(cx, &browser, &id)?.filter(|found| found.step == Step::Question) else {
            return Ok(Ok(()));
        };
        let taken = recovery::question(cx, &mut found, is_right)?;
        draft::update(cx, &id, &found)?;
        Ok(taken)
    });
    Ok(taken.await?.err().map(|mistake| words(mistake, "reaction-question-wrong")))
}

async fn code(stand: &OfStand, visitor: &Visitor, id: &str, typed: &Typed) -> Result<Option<Text>, Stop> {
    let (browser, id, typed) = (visitor.browser.clone(), id.to_owned(), typed.code(verification::LENGTH));
    let taken = stand.write(move |cx| {
        let Some(mut found) = draft::find(cx, &browser, &id)? else { return Ok(Ok(())) };
        let taken = codes::verify(cx, &mut found, &typed)?;
        draft::update(cx, &id, &found)?;
        Ok(taken)
    });
    Ok(taken.await?.err().map(|mistake| mistake.told()))
}

async fn password(stand: &OfStand, visitor: &Visitor, (id, found): (&str, &Recovery), typed: &Typed) -> Answered {
    let hash = match ending::prepare(stand, found, (typed.secret("new_password"), typed.secret("again")))? {
        Ok(hash) => hash,
        Err(mistake) => return draw(stand, visitor, id, Some(mistake.told())),
    };
    let (browser, name) = (visitor.browser.clone(), id.to_owned());
    stand.write(move |cx| ending::finish(cx, (&browser, &name), &hash)).await?;
    Ok(pages::see(stand, &format!("/login/recovery/{id}")))
}
