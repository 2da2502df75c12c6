//! «Создание пароля»: the last step, also behind the link of a letter.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::registration::Registration;
use crate::domain::rule::Rule;
use crate::flow::account::passwords;
use crate::flow::login::progress::Visitor;
use crate::flow::registration;
use crate::flow::registration::DeadLink;
use crate::flow::registration::completion;
use crate::flow::registration::completion::Completed;
use crate::flow::registration::completion::Unfit;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::profile;
use crate::web::pages::registration::contact;
use crate::web::pages::registration::form::over;
use crate::web::pages::registration::parts::PATH;
use crate::web::pages::registration::parts::answer;
use crate::web::pages::registration::parts::page;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::PageLink;

/// Where its form is posted to.
const POSTED: &str = "/login/registration/password";

/// `GET /login/registration/email?token=`: what the link of a letter leads to, in whichever browser.
pub async fn link(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> Answered {
    let Some(token) = asked.get("token") else { return Ok(pages::see(&stand, PATH)) };
    exit::with(show(&stand, &arrival.visitor, token), arrival.cookie)
}

fn show(stand: &Stand, visitor: &Visitor, token: &str) -> Answered {
    match stand.read(|cx| completion::ready(cx, &visitor.browser, Some(token)))? {
        Ok(registration) => draw(stand, visitor, &registration, Some(token), &Typed::default()),
        Err(unfit) => unfinished(stand, visitor, unfit),
    }
}

/// `POST /login/registration/password`.
pub async fn post(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    if typed.has("change") { change(&stand, &visitor).await } else { finish(&stand, &visitor, typed).await }
}

async fn change(stand: &OfStand, visitor: &Visitor) -> Answered {
    let browser = visitor.browser.clone();
    let changed = stand.write(move |cx| {
        let Some(mut registration) = registration::find(cx, &browser)? else { return Ok(false) };
        registration::change(cx, &mut registration).map(|()| true)
    });
    if changed.await? { Ok(pages::see(stand, PATH)) } else { over(stand, visitor) }
}

async fn finish(stand: &OfStand, visitor: &Visitor, mut typed: Typed) -> Answered {
    let token = Some(typed.text("token").to_owned()).filter(|token| !token.is_empty());
    let registration = match stand.read(|cx| completion::ready(cx, &visitor.browser, token.as_deref()))? {
        Ok(registration) => registration,
        Err(unfit) => return unfinished(stand, visitor, unfit),
    };
    let (password, again) = (typed.secret("password").to_owned(), typed.secret("password_again"));
    if let Err(mistake) = passwords::check(stand, &password, again, &registration.logins()) {
        let field = if mistake == passwords::Mistake::Different { "password_again" } else { "password" };
        typed.wrong(field, mistake.told());
        return draw(stand, visitor, &registration, token.as_deref(), &typed);
    }
    let hash = passwords::hash(stand, &password)?;
    let writer = visitor.clone();
    let completed = stand.write(move |cx| completion::complete(cx, &writer, token.as_deref(), hash)).await?;
    match completed {
        Ok(completed) => Ok(enter(stand, &completed)),
        Err(unfit) => unfinished(stand, visitor, unfit),
    }
}

/// On to the login that waits, or to the own pages.
fn enter(stand: &Stand, completed: &Completed) -> HttpResponse {
    let response = match &completed.login {
        Some(id) => pages::see_login(stand, id),
        None => profile::done(stand, OVERVIEW, "registered"),
    };
    cookies::with(response, Some(cookies::session(stand, &completed.opened)))
}

/// Says why there is no account.
fn unfinished(stand: &Stand, visitor: &Visitor, unfit: Unfit) -> Answered {
    let (heading, said) = match unfit {
        Unfit::Nothing => return over(stand, visitor),
        Unfit::NotVerified => return Ok(pages::see(stand, PATH)),
        Unfit::Link(DeadLink::Expired) => ("registration-link-expired-title", "registration-link-expired"),
        Unfit::Link(DeadLink::Unknown) => ("registration-link-used-title", "registration-link-used"),
        Unfit::Taken => ("registration-taken-title", "mistake-contact-taken"),
    };
    let mut page = notices::notice(stand, visitor.language, Text::new(heading), vec![Text::new(said)]);
    let again = PageLink::new(format!("{}{PATH}", stand.base_path), Text::new("registration-anew"));
    page.links.splice(0..0, [again, notices::login_link(stand, None)]);
    let status = if unfit == Unfit::Taken { StatusCode::CONFLICT } else { StatusCode::GONE };
    Ok(pages::html(status, &page))
}

/// Draws it; `token` is that of the link that led here.
pub fn draw(
    stand: &Stand,
    visitor: &Visitor,
    registration: &Registration,
    token: Option<&str>,
    typed: &Typed,
) -> Answered {
    let field = |name, label| FormField::new(name, label, FieldKind::Password { new: true }).error(typed.mistake(name));
    let is_strict = stand.config.rules.choice(Rule::PasswordPolicy) == "strict";
    let demands = Text::new(if is_strict { "registration-demands" } else { "registration-demands-length" });
    let page = contact::facts(page(stand, visitor, POSTED, Text::new("registration-password-title")), registration)
        .field(field("password", Text::new("registration-password")).hint(demands))
        .field(field("password_again", Text::new("registration-password-again")))
        .button(Button::main(Text::new("registration-ready")))
        .hints(profile::hints(stand, Text::new("registration-hint-password")));
    let page = match token {
        Some(token) => page.hidden("token", token),
        None => page.button(contact::change()),
    };
    answer(stand, visitor, registration.interaction.as_deref(), page)
}
