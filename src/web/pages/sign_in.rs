//! The step `sign_in`: its form and what becomes of it.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::domain::account::Account;
use crate::domain::session;
use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::Progress;
use crate::flow::login::Visitor;
use crate::flow::login::sign_in;
use crate::flow::login::sign_in::Credentials;
use crate::flow::login::sign_in::Entry;
use crate::flow::login::sign_in::Mistake;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::login::Outcome;
use crate::web::pages::notices;
use crate::web::pages::views::SignInErrors;
use crate::web::pages::views::SignInPage;
use crate::web::pages::views::TestLogin;
use crate::web::state::OfStand;

/// What is kept of an attempt that failed.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// The login as typed; never the password.
    pub login: String,
    /// Was «Чужой компьютер» ticked?
    pub foreign_computer: bool,
    /// What was wrong.
    pub errors: SignInErrors,
}

impl Again {
    /// The first time, with what the relying party thinks the login to be (`login_hint`).
    pub fn hinted(progress: &Progress) -> Self {
        let hint = progress.interaction.oidc.as_ref().and_then(|request| request.login_hint.clone());
        Self { login: hint.unwrap_or_default(), ..Self::default() }
    }
}

/// `POST /login/sign_in`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, visitor.language);
    };
    let credentials =
        Credentials { login: fields.sent("login").to_owned(), password: fields.sent("password").to_owned() };
    let foreign_computer = fields.get("foreign_computer").is_some();
    let id = fields.sent("interaction").to_owned();
    match verify(&stand, &visitor, &id, &credentials) {
        Ok(Ok(account)) => open(&stand, visitor, id, &account, foreign_computer).await,
        Ok(Err(mistake)) => again(
            &stand,
            &visitor,
            &id,
            Again { login: shown(&credentials.login), foreign_computer, errors: errors(mistake) },
        ),
        Err(stop) => Door::Page(visitor.language).stop(&stand, sign_in::STEP.name, &stop),
    }
}

fn verify(
    stand: &Stand,
    visitor: &Visitor,
    id: &str,
    credentials: &Credentials,
) -> Result<Result<Account, Mistake>, Stop> {
    let login = match sign_in::read(credentials) {
        Ok(login) => login,
        Err(mistake) => return Ok(Err(mistake)),
    };
    let (account, door) = stand.read(|cx| Ok((sign_in::find(cx, &login)?, sign_in::door(cx, visitor, Some(id))?)))?;
    // A login that is over ends in a page that says so, whatever the password is.
    Ok(sign_in::verify(account, &credentials.password, door.unwrap_or(session::Door::Own)))
}

async fn open(
    stand: &OfStand,
    visitor: Visitor,
    id: String,
    account: &Account,
    foreign_computer: bool,
) -> HttpResponse {
    let (owner, language) = (stand.0.clone(), visitor.language);
    let account = account.clone();
    let opened = stand.write(move |cx| {
        let entry = Entry {
            visitor: &visitor,
            interaction: Some(&id),
            account: &account,
            method: SignInMethod::Password,
            foreign_computer,
        };
        let (opened, progress) = sign_in::enter(cx, &owner, &entry)?;
        let outcome = match progress {
            Some(progress) => pages::login::settle(cx, progress)?,
            None => Outcome::Gone,
        };
        Ok((opened, outcome))
    });
    match opened.await {
        Ok((opened, outcome)) => {
            let mut response = pages::login::answer(stand, language, outcome);
            let _ = response.add_cookie(&cookies::session(stand, opened));
            response
        }
        Err(stop) => Door::Page(language).stop(stand, sign_in::STEP.name, &stop),
    }
}

fn again(stand: &Stand, visitor: &Visitor, id: &str, again: Again) -> HttpResponse {
    match stand.read(|cx| login::load(cx, stand, visitor, Some(id))) {
        Ok(Some(progress)) => page(stand, visitor, &progress, again),
        Ok(None) => notices::stale(stand, visitor.language),
        Err(stop) => Door::Page(visitor.language).stop(stand, sign_in::STEP.name, &stop),
    }
}

/// Draws the page.
pub fn page(stand: &Stand, visitor: &Visitor, progress: &Progress, again: Again) -> HttpResponse {
    let client = pages::login::asking(progress, visitor.language);
    let why = Text::new("sign-in-why").with("client", client.as_str());
    let mut hints = pages::login::hints(stand, visitor.language, progress, why);
    if let Some(hints) = &mut hints {
        hints.logins = stand
            .personas
            .iter()
            .map(|persona| TestLogin {
                login: persona.login.clone(),
                password: persona.password.clone(),
                purpose: persona.about.clone(),
            })
            .collect();
    }
    let page = SignInPage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        client: Some(client),
        login: again.login,
        foreign_computer: again.foreign_computer,
        errors: again.errors,
        hints,
    };
    pages::html(StatusCode::OK, &page, pages::leads_to(progress).as_deref())
}

/// What is shown again of a login: no more than anybody would type.
fn shown(login: &str) -> String {
    login.chars().take(256).collect()
}

fn errors(mistake: Mistake) -> SignInErrors {
    let general = |text| SignInErrors { general: Some(text), ..SignInErrors::default() };
    let login = |text| SignInErrors { login: Some(text), ..SignInErrors::default() };
    let password = |text| SignInErrors { password: Some(text), ..SignInErrors::default() };
    match mistake {
        Mistake::LoginEmpty => login(Text::new("sign-in-login-empty")),
        Mistake::LoginUnreadable => login(Text::new("sign-in-login-unreadable")),
        Mistake::PasswordEmpty => password(Text::new("sign-in-password-empty")),
        // The same for an unknown login: which of the two is wrong is not told.
        Mistake::WrongPair => SignInErrors {
            password: Some(Text::new("sign-in-pair-beside")),
            ..general(Text::new("sign-in-pair-wrong"))
        },
        Mistake::Blocked => general(Text::new("sign-in-blocked")),
        Mistake::Locked => general(Text::new("sign-in-locked")),
        Mistake::Limited => general(Text::new("sign-in-limited")),
    }
}
