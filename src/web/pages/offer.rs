//! The step `offer`: a second factor, MAX or another password, taken or declined.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::domain::offer::Offer;
use crate::flow::Stop;
use crate::flow::account::closing;
use crate::flow::account::passwords;
use crate::flow::account::protection::Hindrance;
use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::offers;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::mistakes::Told as _;
use crate::web::pages::notices;
use crate::web::pages::outcome;
use crate::web::pages::step;
use crate::web::state::OfStand;
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
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, visitor.language);
    };
    match act(&stand, &visitor, &fields).await {
        Ok(Done::Settled(outcome)) => outcome::answer(&stand, visitor.language, outcome),
        Ok(Done::Wrong(progress, error)) => page(&stand, &visitor, &progress, Some(error)),
        Err(stop) => Shape::Page(visitor.language).stop(&stand, offers::STEP.name, &stop),
    }
}

async fn act(stand: &OfStand, visitor: &Visitor, fields: &Parameters) -> Result<Done, Stop> {
    let Some(progress) = step::of_form(stand, visitor, fields)? else {
        return Ok(Done::Settled(Outcome::Gone));
    };
    let decision = fields.sent("decision").to_owned();
    let is_password = matches!(login::next(&progress), Due::Offer { offer: Offer::ChangePassword, .. });
    if decision == "accept" && is_password {
        return change_password(stand, visitor, progress, fields).await;
    }
    let (writer, id) = (visitor.clone(), progress.id);
    let done = stand.write(move |cx| {
        let Some(mut progress) = login::load(cx, &writer, Some(&id))? else {
            return Ok(Done::Settled(Outcome::Gone));
        };
        if let Due::Offer { offer, .. } = login::next(&progress) {
            match decision.as_str() {
                "skip" => offers::decline(cx, &mut progress, offer)?,
                "accept" => {
                    if let Err(Hindrance::NoPhone) = offers::accept(cx, &mut progress)? {
                        return Ok(Done::Wrong(Box::new(progress), Text::new("protection-no-phone")));
                    }
                }
                _ => {}
            }
        }
        settle(cx, progress).map(Done::Settled)
    });
    done.await
}

async fn change_password(
    stand: &OfStand,
    visitor: &Visitor,
    progress: Progress,
    fields: &Parameters,
) -> Result<Done, Stop> {
    let Some(oid) = progress.citizen.as_ref().map(|citizen| citizen.account.oid) else {
        return Ok(Done::Settled(Outcome::GoesOn(progress.id)));
    };
    let typed = fields.sent("new_password");
    if let Err(mistake) = passwords::check_new(stand, oid, typed, fields.sent("again"))? {
        return Ok(Done::Wrong(Box::new(progress), mistake.told()));
    }
    let hash = passwords::hash(stand, typed)?;
    let (writer, id) = (visitor.clone(), progress.id);
    let done = stand.write(move |cx| {
        let Some(mut progress) = login::load(cx, &writer, Some(&id))? else {
            return Ok(Done::Settled(Outcome::Gone));
        };
        if let Some(citizen) = progress.citizen.as_mut().filter(|citizen| citizen.account.oid == oid) {
            passwords::set(cx, oid, &hash)?;
            closing::end_sessions(cx, oid, Some(&citizen.session.id))?;
            offers::taken(cx, citizen)?;
        }
        settle(cx, progress).map(Done::Settled)
    });
    done.await
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
    let page = page.link(format!("{}/idp/ext/Logout", stand.base_path), Text::new("second-factor-other-user"));
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
