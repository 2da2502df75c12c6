//! «Безопасность»: the password, what protects it ([`protection`]), sessions, the way out. One function for each section.

use actix_web::HttpRequest;

use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::account::closing;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::storage::sessions;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::paths;
use crate::web::pages::profile::protection;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;
use crate::web::views::Weight;

const END: &str = "/profile/security/end-session";
const END_OTHERS: &str = "/profile/security/end-others";

/// What is said here after something was done.
const DONE: Done = &[
    ("password", "security-done-password"),
    ("session", "security-done-session"),
    ("sessions", "security-done-sessions"),
    ("factor", "protection-done-factor"),
    ("question", "protection-done-question"),
    ("invited", "protection-done-invited"),
    ("trusted", "protection-done-trusted"),
];

/// `GET /profile/security`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit)?))
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    Ok(profile::page(stand, visit, Tab::Security)?
        .section(password(stand))
        .section(protection::second_factor_section(stand, visit))
        .section(protection::question_section(stand, visit)?)
        .section(protection::trusted_contact_section(stand, visit)?)
        .section(open_sessions(stand, visit)?)
        .section(deletion(stand))
        .hints(profile::hints(stand, Text::new("security-hint"))))
}

fn password(stand: &Stand) -> Section {
    let link = format!("{}/profile/security/password", stand.base_path);
    Section::new("password", Text::new("security-password"))
        .intro(Text::new("security-password-intro"))
        .action(Action::link(link, Text::new("security-password-change")))
}

fn open_sessions(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let all = stand.read(|cx| Ok(sessions::list(cx.sql, visit.holder.oid(), cx.now)?))?;
    let items = all.iter().map(|session| item(stand, visit, session));
    let section = Section::new("sessions", Text::new("security-sessions"))
        .intro(Text::new("security-sessions-intro"))
        .items(items, Text::new("security-sessions-none"));
    if all.len() < 2 {
        return Ok(section);
    }
    let end = format!("{}{END_OTHERS}", stand.base_path);
    Ok(section.action(Action::post(end, Text::new("security-end-others"), Weight::Danger)))
}

fn item(stand: &Stand, visit: &Visit, session: &Session) -> Item {
    let method = match session.method {
        SignInMethod::Password => "security-by-password",
        SignInMethod::Signature => "security-by-signature",
    };
    let item = Item::new(session.id.clone(), Text::new(method))
        .fact(Fact::new(Text::new("security-since"), profile::time(stand, session.auth_time)))
        .fact(Fact::new(Text::new("security-until"), profile::time(stand, session.expires_at)));
    if session.id == visit.holder.session.id {
        return item.badge(Badge::new(Tone::Good, "CURRENT", Text::new("security-current")));
    }
    let end = Action::post(format!("{}{END}", stand.base_path), Text::new("security-end"), Weight::Plain);
    item.action(end.carrying("session", session.id.clone()))
}

fn deletion(stand: &Stand) -> Section {
    let link = format!("{}/profile/delete", stand.base_path);
    Section::new("deletion", Text::new("security-deletion"))
        .intro(Text::new("security-deletion-intro"))
        .action(Action::link(link, Text::new("security-delete")))
}

/// `POST /profile/security/end-session`.
pub async fn end(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let (oid, id) = (visit.holder.oid(), typed.text("session").to_owned());
    Ok(if stand.write(move |cx| closing::end_session(cx, oid, &id)).await? {
        profile::done(&stand, paths::SECURITY, "session")
    } else {
        return Err(profile::absent(Lack::Session));
    })
}

/// `POST /profile/security/end-others`.
pub async fn end_others(stand: OfStand, Posted(visit, _): Posted<Visit>) -> Answered {
    let (oid, own) = (visit.holder.oid(), visit.holder.session.id.clone());
    stand.write(move |cx| closing::end_sessions(cx, oid, Some(&own))).await?;
    Ok(profile::done(&stand, paths::SECURITY, "sessions"))
}
