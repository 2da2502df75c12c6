//! From a checked request to the login; or, with `prompt=none`, to an answer without showing anything
//! (OpenID Connect Core 1.0, 3.1.2.1 and 3.1.2.6).

use crate::domain::login::Login;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::offers;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::role;
use crate::flow::login::second_factor;
use crate::flow::oidc::client_check::CheckedRequest;
use crate::flow::oidc::code;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::WayBack;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// How it goes on.
#[derive(Debug)]
pub enum Begun {
    /// At the pages of the login with this id.
    Login(String),
    /// Back at the client.
    Answered(Box<Answer>),
}

/// Begins a login in a browser, or answers at once.
pub fn begin(cx: &WriteCx<'_>, checked: CheckedRequest, visitor: &Visitor) -> Result<Begun, Stop> {
    let CheckedRequest { party, mut interaction, silently, .. } = checked;
    if !silently {
        let checked = login::client_check::CheckedRequest { party, interaction, warnings: Vec::new() };
        return login::begin(cx, &checked, &visitor.browser).map(Begun::Login);
    }
    let citizen = match &visitor.session {
        Some(cookie) => login::signed_in(cx, cookie, &mut interaction)?,
        None => None,
    };
    let progress = Progress { id: String::new(), browser: visitor.browser.clone(), interaction, party, citizen };
    let Some(refusal) = pending(cx, &progress)? else {
        return code::issue(cx, &progress).map(|answer| Begun::Answered(Box::new(answer)));
    };
    Ok(Begun::Answered(Box::new(WayBack::of(&progress)?.refused(refusal))))
}

/// What would have to be shown, as the error that says so.
fn pending(cx: &Cx<'_>, progress: &Progress) -> Result<Option<Refusal>, Stop> {
    if is_another(cx, progress)? {
        return Ok(Some(reasons::person::prompt_none_other_account()));
    }
    let interaction = |step: Step| Some(reasons::person::prompt_none_interaction(step.name));
    Ok(match login::next(progress) {
        Due::SignIn => Some(reasons::person::prompt_none_nobody()),
        Due::SecondFactor(_) => interaction(second_factor::STEP),
        Due::Offer { .. } => interaction(offers::STEP),
        Due::Role(_) => interaction(role::STEP),
        Due::Consent(_) => Some(reasons::person::prompt_none_consent(consent::STEP.name)),
        Due::Code => None,
    })
}

/// Does `login_hint` name the account of somebody else than who has signed in?
fn is_another(cx: &Cx<'_>, progress: &Progress) -> Result<bool, Stop> {
    let Some(citizen) = &progress.citizen else { return Ok(false) };
    let hint = progress.interaction.destination.standard().and_then(|request| request.login_hint.as_deref());
    let Some(login) = hint.and_then(Login::parse) else { return Ok(false) };
    Ok(finding::by_login(cx, &login)?.is_some_and(|account| account.oid != citizen.account.oid))
}
