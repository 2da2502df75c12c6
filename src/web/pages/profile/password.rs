//! Another password, by whoever knows the present one.

use actix_web::HttpResponse;

use crate::flow::Stop;
use crate::flow::account::attempts;
use crate::flow::account::passwords;
use crate::flow::login::lockout;
use crate::flow::login::sign_in;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::typed::stale;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

const PATH: &str = "/profile/security/password";

/// `GET /profile/security/password`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> HttpResponse {
    profile::answer_form(&page(&stand, &visit, &Typed::default()))
}

/// `POST /profile/security/password`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    Ok(if changed(&stand, &visit, &mut typed).await? {
        profile::done(&stand, paths::SECURITY, "password")
    } else if typed.is_right() {
        stale::to_citizen(&stand, visit.visitor.language)
    } else {
        profile::answer_form(&page(&stand, &visit, &typed))
    })
}

/// Changes it, if nothing is wrong; nothing wrong and nothing changed means that somebody else was faster.
async fn changed(stand: &OfStand, visit: &Visit, typed: &mut Typed) -> Result<bool, Stop> {
    check_present(stand, visit, typed, "current").await?;
    let (new, again) = (typed.secret("password").to_owned(), typed.secret("again").to_owned());
    if let Err(mistake) = passwords::check_new(stand, visit.holder.oid(), &new, &again)? {
        let field = if mistake == passwords::Mistake::Different { "again" } else { "password" };
        typed.wrong(field, mistake.told());
    }
    if !typed.is_right() {
        return Ok(false);
    }
    let hash = passwords::hash(stand, &new)?;
    let known = visit.holder.clone();
    stand.write(move |cx| passwords::replace(cx, &known, &hash)).await
}

/// Is it the holder who sits there? Says beside the field if it is not.
pub async fn check_present(stand: &OfStand, visit: &Visit, typed: &mut Typed, field: &'static str) -> Result<(), Stop> {
    if typed.secret(field).is_empty() {
        typed.wrong(field, Text::new("security-current-empty"));
    } else if !is_own_password(stand, visit, typed.secret(field)).await? {
        typed.wrong(field, Text::new("security-current-wrong"));
    }
    Ok(())
}

/// Is it the password of whoever fills in a form? A wrong one counts like any other.
pub async fn is_own_password(stand: &OfStand, visit: &Visit, typed: &str) -> Result<bool, Stop> {
    let account = visit.holder.account.clone();
    let is_right = sign_in::matches(Some(&account), typed);
    if !is_right {
        let key = attempts::key_of(account.oid);
        stand.write(move |cx| lockout::count(cx, &key, Some(&account)).map(|_| ())).await?;
    }
    Ok(is_right)
}

fn page(stand: &Stand, visit: &Visit, typed: &Typed) -> FormPage {
    let field = |name, label, new| typed.fill(FormField::new(name, Text::new(label), FieldKind::Password { new }));
    profile::form_page(stand, visit, PATH, Text::new("security-password-title"))
        .field(field("current", "security-current-password", false))
        .field(field("password", "security-new-password", true))
        .field(field("again", "security-again", true))
        .button(Button::main(Text::new("edit-save")))
        .link(format!("{}{}", stand.base_path, paths::SECURITY), Text::new("edit-cancel"))
        .hints(profile::hints(stand, Text::new("security-password-hint")))
}
