//! The step `second_factor`: its codes, each kind at an address of its own.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use serde_json::json;

use crate::domain::account::SecondFactor;
use crate::domain::challenge::Mistake;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::second_factor;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::web::conversation::action;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Nothing;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `POST /aas/oauth2/api/login/otp/verify?code=`: a code by SMS.
pub async fn sms(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    verify(&stand, &http, visitor, SecondFactor::Sms).await
}

/// `POST /aas/oauth2/api/login/totp/verify?code=` and `…/mfa/verify?code=`: a code of an application.
pub async fn totp(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    verify(&stand, &http, visitor, SecondFactor::Totp).await
}

/// `POST /aas/oauth2/api/login/otp-max/verify?code=`: a code by MAX.
pub async fn max(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    verify(&stand, &http, visitor, SecondFactor::Max).await
}

/// `POST /aas/oauth2/api/login/otp/resend`: another code, of whichever kind is due.
pub async fn resend(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    turn::take(&stand, visitor, |cx, mut progress| {
        if login::next(&progress).second_factor().is_none() {
            return Turn::due(cx, progress);
        }
        match second_factor::again(cx, &mut progress)? {
            Ok(()) => Turn::due(cx, progress),
            Err(mistake) => failed(cx, &progress, mistake),
        }
    })
    .await
}

async fn verify(stand: &OfStand, http: &HttpRequest, visitor: Visitor, kind: SecondFactor) -> Answered {
    let typed = typed(http)?;
    turn::take(stand, visitor, move |cx, progress| check(cx, progress, kind, &typed)).await
}

/// The code, which comes in the query.
fn typed(http: &HttpRequest) -> Result<String, Refusal> {
    let sent = Parameters::parse(http.query_string().as_bytes())
        .map_err(|error| reasons::request::parameters_unreadable(error.words()))?;
    Ok(sent.sent("code").to_owned())
}

/// A code of a step that is not due, or of another kind, changes nothing: the answer says what is due.
fn check(cx: &WriteCx<'_>, mut progress: Progress, kind: SecondFactor, typed: &str) -> Result<Turn, Stop> {
    let due = login::next(&progress).second_factor();
    let is_of_kind = due.is_some_and(|citizen| citizen.account.second_factor == kind);
    if !is_of_kind || second_factor::is_to_begin(&progress) {
        return Turn::due(cx, progress);
    }
    match second_factor::verify(cx, &mut progress, typed)? {
        Ok(opened) => {
            let turn = Turn::due(cx, progress)?;
            let is_last = turn.body["action"] == "DONE";
            let status = if is_last { StatusCode::OK } else { StatusCode::ACCEPTED };
            Ok(Turn { status, opened: Some(opened), ..turn })
        }
        Err(mistake) => failed(cx, &progress, mistake),
    }
}

fn failed(cx: &Cx<'_>, progress: &Progress, mistake: Mistake) -> Result<Turn, Stop> {
    let is_totp = progress.citizen.as_ref().is_some_and(|citizen| citizen.account.second_factor == SecondFactor::Totp);
    let word = if is_totp { "INVALID_TTP" } else { "INVALID_OTP" };
    let message = match mistake {
        Mistake::Empty => "no code was given",
        Mistake::Wrong => "another code is right",
        Mistake::Expired => "the code has expired; ask for another one",
        Mistake::Exhausted => "too many wrong codes; ask for another one",
        Mistake::TooSoon => "the last code was made a moment ago; wait before asking for another one",
    };
    let mut body = json!({ "failed": word, "message": message });
    if let Some(citizen) = &progress.citizen {
        body["mfa_details"] = action::mfa_details(cx, citizen)?;
    }
    let status = if mistake == Mistake::TooSoon { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK };
    Ok(Turn { status, body, opened: None, why: None })
}
