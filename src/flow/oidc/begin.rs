//! From a checked request to the login; or, with `prompt=none`, to an answer without showing anything
//! (OpenID Connect Core 1.0, 3.1.2.1 and 3.1.2.6).

use crate::domain::login::Login;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::login::sign_in;
use crate::flow::oidc::client_check::CheckedRequest;
use crate::flow::oidc::code;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::WayBack;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// How it goes on.
#[derive(Debug)]
pub enum Begun {
    /// At the pages of the login.
    Login,
    /// Back at the client.
    Answered(Box<Answer>),
}

/// Begins a login in a browser, or answers at once.
pub fn begin(cx: &Cx<'_>, checked: CheckedRequest, visitor: &Visitor) -> Result<Begun, Stop> {
    let CheckedRequest { party, mut interaction, silently } = checked;
    if !silently {
        let checked = login::client_check::CheckedRequest { party, interaction };
        login::begin(cx, &checked, &visitor.browser)?;
        return Ok(Begun::Login);
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
    let Some(citizen) = &progress.citizen else {
        return Ok(Some(reasons::person::prompt_none_nobody()));
    };
    if is_another(cx, progress, citizen)? {
        return Ok(Some(reasons::person::prompt_none_other_account()));
    }
    let step = login::next(progress).name;
    Ok(match step {
        step if step == login::code::STEP.name => None,
        step if step == consent::STEP.name => Some(reasons::person::prompt_none_consent(step)),
        step => Some(reasons::person::prompt_none_interaction(step)),
    })
}

/// Does `login_hint` name the account of somebody else?
fn is_another(cx: &Cx<'_>, progress: &Progress, citizen: &SignedIn) -> Result<bool, Stop> {
    let hint = progress.interaction.oidc.as_ref().and_then(|request| request.login_hint.as_deref());
    let Some(login) = hint.and_then(Login::parse) else { return Ok(false) };
    Ok(sign_in::find(cx, &login)?.is_some_and(|account| account.oid != citizen.account.oid))
}
