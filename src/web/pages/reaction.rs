//! Checks between a password and its verdict: a picture to be read, the security question.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use crate::flow::Stop;
use crate::flow::captcha::Captcha;
use crate::flow::login::progress::Visitor;
use crate::flow::login::reaction;
use crate::flow::login::reaction::Check;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::sign_in::Again;
use crate::web::pages::sign_in::Seen;
use crate::web::pages::sign_in::settled;
use crate::web::pages::sign_in::told;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::stale;
use crate::web::views::Button;
use crate::web::views::Drawing;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::SentCode;

/// `GET /login/reaction?reaction=`: the check that stands before the verdict.
pub async fn get(stand: OfStand, Query(asked): Query, By(visitor): By<Visitor>) -> Answered {
    match asked.get("reaction") {
        Some(id) => draw(&stand, &visitor, id, None),
        None => Ok(notices::nothing_to_continue(&stand, visitor.language)),
    }
}

/// `POST /login/reaction`: what was read or answered, or the wish for another picture.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let id = typed.text("reaction");
    let Some(reaction) = stand.read(|cx| reaction::find(cx, &visitor, id))? else {
        return Ok(stale::to_citizen(&stand, visitor.language));
    };
    if typed.has("renew") {
        let (writer, name) = (visitor.clone(), id.to_owned());
        stand.write(move |cx| reaction::renew(cx, &writer, &name)).await?;
        return draw(&stand, &visitor, id, None);
    }
    match judged(&stand, &visitor, (id, reaction.check), typed.text("answer")).await? {
        Some(seen) => told((&stand, &http), &visitor, (reaction.interaction.as_deref(), Again::default()), seen).await,
        None => draw(&stand, &visitor, id, Some(mistake(reaction.check))),
    }
}

/// What becomes of the password after an answer; nothing, where the answer is wrong.
async fn judged(
    stand: &OfStand,
    visitor: &Visitor,
    (id, check): (&str, Check),
    typed: &str,
) -> Result<Option<Seen>, Stop> {
    let (writer, name, typed) = (visitor.clone(), id.to_owned(), typed.to_owned());
    match check {
        Check::Captcha => {
            let read = stand.write(move |cx| {
                let verdict = reaction::read(cx, &writer, &name, &typed)?;
                verdict.map(|verdict| settled(cx, verdict)).transpose()
            });
            read.await
        }
        Check::Question => {
            let is_right = reaction::compare_answer(stand, visitor, id, &typed)?;
            let answered = stand.write(move |cx| {
                let verdict = reaction::answered(cx, &writer, (&name, is_right))?;
                verdict.map(|verdict| settled(cx, verdict)).transpose()
            });
            answered.await
        }
    }
}

fn mistake(check: Check) -> Text {
    match check {
        Check::Captcha => Text::new("reaction-captcha-wrong"),
        Check::Question => Text::new("reaction-question-wrong"),
    }
}

fn draw(stand: &Stand, visitor: &Visitor, id: &str, mistake: Option<Text>) -> Answered {
    let found = stand.read(|cx| {
        let Some(reaction) = reaction::find(cx, visitor, id)? else { return Ok(None) };
        let (picture, question) = (reaction::picture(cx, visitor, &reaction)?, reaction::question(cx, &reaction)?);
        Ok(Some((reaction, picture, question)))
    })?;
    let Some((reaction, picture, question)) = found else {
        return Ok(stale::to_citizen(stand, visitor.language));
    };
    let page = page(stand, visitor, (id, reaction.check));
    let page = match reaction.check {
        Check::Captcha => with_picture(stand, page, picture, mistake),
        Check::Question => with_question(stand, page, question.unwrap_or_default(), mistake),
    };
    Ok(pages::html(StatusCode::OK, &page))
}

fn page(stand: &Stand, visitor: &Visitor, (id, check): (&str, Check)) -> FormPage {
    let heading = match check {
        Check::Captcha => Text::new("reaction-captcha-title"),
        Check::Question => Text::new("reaction-question-title"),
    };
    let action = format!("{}/login/reaction", stand.base_path);
    FormPage::new(pages::frame(stand, visitor.language), form::token(stand, visitor), action, heading)
        .hidden("reaction", id)
        .button(Button::main(Text::new("reaction-go-on")))
}

fn with_picture(stand: &Stand, page: FormPage, picture: Option<Captcha>, mistake: Option<Text>) -> FormPage {
    let field = FormField::new("answer", Text::new("reaction-captcha-digits"), FieldKind::Digits);
    let page = page
        .intro(Text::new("reaction-captcha-intro"))
        .drawing(picture.as_ref().map(drawing))
        .field(field.autocomplete("off").error(mistake))
        .button(Button::plain(Text::new("reaction-captcha-renew")).sends("renew", "true"));
    page.hints(hints(stand, picture, Text::new("reaction-captcha-why")))
}

/// The picture as it is drawn.
pub(super) fn drawing(picture: &Captcha) -> Drawing {
    Drawing::digits(picture.answer.clone(), Text::new("reaction-captcha-digits"))
}

/// «Подсказки стенда» with what the picture shows.
pub(super) fn hints(stand: &Stand, picture: Option<Captcha>, why: Text) -> Option<Hints> {
    let sent = picture.map(|picture| SentCode { code: picture.answer, log: None });
    stand.config.hints.then(|| Hints { sent, ..Hints::new(why) })
}

fn with_question(stand: &Stand, page: FormPage, question: String, mistake: Option<Text>) -> FormPage {
    let field = FormField::new("answer", Text::plain(question), FieldKind::Text);
    let hints = stand.config.hints.then(|| Hints::new(Text::new("reaction-question-why")));
    page.intro(Text::new("reaction-question-intro")).field(field.autocomplete("off").error(mistake)).hints(hints)
}
