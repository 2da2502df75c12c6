//! The step `offer`: a second factor, MAX or another password, taken or declined.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::offer::Offer;
use crate::flow::account::closing;
use crate::flow::account::passwords;
use crate::flow::account::protection::Hindrance;
use crate::flow::login;
use crate::flow::login::offers;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::outcome;
use crate::web::pages::step;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// What came of a form.
enum Done {
    /// The login goes on.
    Settled(Outcome),
    /// The same page again, saying why.
    Wrong(Box<Progress>, Text),
}

/// `POST /login/offer`; anything but a clear answer asks again.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    match act(&stand, &visitor, &typed).await? {
        Done::Settled(outcome) => outcome::answer(&stand, &http, visitor.language, outcome).await,
        Done::Wrong(progress, error) => Ok(page(&stand, &visitor, &progress, Some(error))),
    }
}

async fn act(stand: &OfStand, visitor: &Visitor, typed: &Typed) -> Result<Done, Exit> {
    let progress = step::of_form(stand, visitor, typed)?;
    let decision = typed.text("decision").to_owned();
    if decision == "accept" && login::next(&progress).offer() == Some(Offer::ChangePassword) {
        return change_password(stand, visitor, progress, typed).await;
    }
    step::settled(stand, visitor, typed, move |cx, mut progress| {
        match (login::next(&progress).offer(), decision.as_str()) {
            (Some(offer), "skip") => offers::decline(cx, &mut progress, offer)?,
            (Some(_), "accept") => {
                if let Err(Hindrance::NoPhone) = offers::accept(cx, &mut progress)? {
                    return Ok(Done::Wrong(Box::new(progress), Text::new("protection-no-phone")));
                }
            }
            (Some(_) | None, _) => {}
        }
        settle(cx, progress).map(Done::Settled)
    })
    .await
}

async fn change_password(stand: &OfStand, visitor: &Visitor, progress: Progress, typed: &Typed) -> Result<Done, Exit> {
    let Some(oid) = progress.citizen.as_ref().map(|citizen| citizen.account.oid) else {
        return Ok(Done::Settled(Outcome::GoesOn(progress.id)));
    };
    let password = typed.secret("new_password");
    if let Err(mistake) = passwords::check_new(stand, oid, password, typed.secret("again"))? {
        return Ok(Done::Wrong(Box::new(progress), mistake.told()));
    }
    let hash = passwords::hash(stand, password)?;
    step::settled(stand, visitor, typed, move |cx, mut progress| {
        if let Some(citizen) = progress.citizen.as_mut().filter(|citizen| citizen.account.oid == oid) {
            passwords::set(cx, oid, &hash)?;
            closing::end_sessions(cx, oid, Some(&citizen.session.id))?;
            offers::taken(cx, citizen)?;
        }
        settle(cx, progress).map(Done::Settled)
    })
    .await
}

/// Draws the offer that is made now.
pub fn page(stand: &Stand, visitor: &Visitor, progress: &Progress, error: Option<Text>) -> HttpResponse {
    let offered = progress.citizen.as_ref().and_then(|citizen| citizen.offer);
    let Some((offer, is_skippable)) = offered else { return pages::see_login(stand, &progress.id) };
    let [title, intro, accept, why] = words(offer);
    let action = format!("{}/login/offer", stand.base_path);
    let frame = pages::frame(stand, visitor.language);
    let mut page = FormPage::new(frame, form::token(stand, visitor), action, title)
        .client(Some(step::asking(progress, visitor.language)))
        .intro(intro)
        .hidden("interaction", progress.id.as_str())
        .hints(step::hints(stand, visitor.language, progress, why));
    page = match offer {
        Offer::ChangePassword => with_passwords(page, error),
        Offer::FillMfa | Offer::MaxQuiz | Offer::MaxQuizRequired => page.error(error),
    };
    page = page.button(Button::main(accept).sends("decision", "accept").id("acceptOffer"));
    page = if is_skippable {
        page.button(Button::plain(Text::new("offer-skip")).sends("decision", "skip").id("skipOffer"))
    } else {
        page.note(Text::new("offer-required"))
    };
    let page = page.link(step::other_user(stand, progress), Text::new("common-other-user"));
    pages::html(StatusCode::OK, &page)
}

fn with_passwords(page: FormPage, error: Option<Text>) -> FormPage {
    let field = |name, label| FormField::new(name, Text::new(label), FieldKind::Password { new: true });
    page.field(field("new_password", "offer-new-password").error(error)).field(field("again", "offer-again"))
}

fn words(offer: Offer) -> [Text; 4] {
    match offer {
        Offer::FillMfa => [
            Text::new("offer-mfa-title"),
            Text::new("offer-mfa-intro"),
            Text::new("offer-mfa-accept"),
            Text::new("offer-mfa-why"),
        ],
        Offer::MaxQuiz | Offer::MaxQuizRequired => [
            Text::new("offer-max-title"),
            Text::new("offer-max-intro"),
            Text::new("offer-max-accept"),
            Text::new("offer-max-why"),
        ],
        Offer::ChangePassword => [
            Text::new("offer-password-title"),
            Text::new("offer-password-intro"),
            Text::new("offer-password-accept"),
            Text::new("offer-password-why"),
        ],
    }
}
