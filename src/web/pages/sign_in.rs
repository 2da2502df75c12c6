//! The step `sign_in`: its form and what becomes of it.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::sign_in::Mistake;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::reaction;
use crate::flow::login::reaction::Verdict;
use crate::flow::login::sign_in;
use crate::flow::login::sign_in::Credentials;
use crate::flow::stand::Stand;
use crate::storage::personas::Persona;
use crate::texts::Text;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::outcome;
use crate::web::pages::step;
use crate::web::state::OfStand;
use crate::web::typed::extract::Posted;
use crate::web::typed::stale;
use crate::web::views::Pick;
use crate::web::views::Picker;
use crate::web::views::SignInErrors;
use crate::web::views::SignInPage;
use crate::web::views::TestLogin;

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
        let hint = progress.interaction.destination.standard().and_then(|request| request.login_hint.clone());
        Self { login: hint.unwrap_or_default(), ..Self::default() }
    }
}

/// `POST /login/sign_in`.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, fields): Posted<Visitor>) -> Answered {
    let credentials =
        Credentials { login: fields.text("login").to_owned(), password: fields.secret("password").to_owned() };
    let typed = Again {
        login: shown(&credentials.login),
        foreign_computer: fields.has("foreign_computer"),
        errors: SignInErrors::default(),
    };
    let id = fields.text("interaction").to_owned();
    let login = match sign_in::read(&credentials) {
        Ok(login) => login,
        Err(mistake) => return again(&stand, &visitor, &id, Again { errors: told_beside(mistake), ..typed }),
    };
    let mut tried = reaction::compare(&stand, login, &credentials.password)?;
    tried.interaction = Some(id.clone());
    tried.foreign_computer = typed.foreign_computer;
    let writer = visitor.clone();
    let judged = stand.write(move |cx| settled(cx, reaction::judge(cx, &writer, &tried)?)).await?;
    told((&stand, &http), &visitor, (Some(&id), typed), judged).await
}

/// What the browser is to see after a password.
#[derive(Debug)]
pub(super) enum Seen {
    /// The login goes on in a session.
    In(Opened, Outcome),
    /// The page again.
    Wrong(Mistake),
    /// A check, by its id.
    Check(String),
}

/// Goes on with a login that somebody has entered.
pub(super) fn settled(cx: &WriteCx<'_>, verdict: Verdict) -> Result<Seen, Stop> {
    Ok(match verdict {
        Verdict::Entered(opened, progress) => match *progress {
            Some(progress) => Seen::In(opened, settle(cx, progress)?),
            None => Seen::In(opened, Outcome::Gone),
        },
        Verdict::Wrong { mistake, .. } => Seen::Wrong(mistake),
        Verdict::Checked(id, _) => Seen::Check(id),
    })
}

/// Answers with it; what was typed stands on the page if it comes again.
pub(super) async fn told(
    (stand, http): (&OfStand, &HttpRequest),
    visitor: &Visitor,
    (interaction, typed): (Option<&str>, Again),
    seen: Seen,
) -> Answered {
    match seen {
        Seen::In(opened, outcome) => outcome::answer_opened(stand, http, visitor.language, outcome, Some(opened)).await,
        Seen::Wrong(mistake) => {
            let typed = Again { errors: told_beside(mistake), ..typed };
            let mut page = again(stand, visitor, interaction.unwrap_or_default(), typed)?;
            if let Some(refusal) = sign_in::refusal(mistake) {
                errors::beside(&mut page, &refusal);
            }
            Ok(page)
        }
        Seen::Check(id) => Ok(pages::see(stand, &format!("/login/reaction?reaction={id}"))),
    }
}

fn again(stand: &Stand, visitor: &Visitor, id: &str, again: Again) -> Answered {
    Ok(match stand.read(|cx| login::load(cx, visitor, Some(id)))? {
        Some(progress) => page(stand, visitor, &progress, again),
        None => stale::to_citizen(stand, visitor.language),
    })
}

/// Draws the page.
pub fn page(stand: &Stand, visitor: &Visitor, progress: &Progress, again: Again) -> HttpResponse {
    let client = step::asking(progress, visitor.language);
    let why = Text::new("sign-in-why").with("client", client.as_str());
    let mut hints = step::hints(stand, visitor.language, progress, why);
    if let Some(hints) = &mut hints {
        hints.logins = picked(stand)
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
        picker: picker(stand, &progress.id),
        hints,
    };
    pages::html(StatusCode::OK, &page)
}

/// So many people are named on the page.
const PICKED: usize = 6;

/// A few people of the stand: first one of each level, so that whatever a system does with them can be tried.
fn picked(stand: &Stand) -> impl Iterator<Item = &Persona> {
    let all = &stand.personas;
    let is_first = |at: usize, persona: &Persona| all[..at].iter().all(|before| before.level != persona.level);
    let first = all.iter().enumerate().filter(move |(at, persona)| is_first(*at, persona));
    let others = all.iter().enumerate().filter(move |(at, persona)| !is_first(*at, persona));
    first.chain(others).map(|(_, persona)| persona).take(PICKED)
}

/// People who sign in by one press. Where the stand has a control token, the page cannot know who may do that.
fn picker(stand: &Stand, interaction: &str) -> Option<Picker> {
    if !stand.config.hints || stand.platform.config.control_token.is_some() {
        return None;
    }
    let pick = |persona: &Persona| {
        let oid = persona.oid?.to_string();
        Some(Pick { oid, name: persona.name.clone(), about: persona.about.clone() })
    };
    let more = format!("{}/_mock/people?login={interaction}", stand.base_path);
    Some(Picker { people: picked(stand).filter_map(pick).collect(), more })
}

/// What is shown again of a login: no more than anybody would type.
fn shown(login: &str) -> String {
    login.chars().take(256).collect()
}

fn told_beside(mistake: Mistake) -> SignInErrors {
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
