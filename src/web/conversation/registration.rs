//! Registration as JSON, at the paths that generators of test accounts call: `/registration_api/…`.
//!
//! The steps and their rules are those of the pages (`flow::registration`), so a registration may begin here and end
//! there. Unlike the calls of the login, a step that fails has a status of its own: the generators look at nothing else.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::contact::ContactKind;
use crate::domain::reading::Reading;
use crate::domain::registration::Registration;
use crate::domain::registration::Stage;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::passwords;
use crate::flow::login::progress::Visitor;
use crate::flow::registration;
use crate::flow::registration::Application;
use crate::flow::registration::DeadLink;
use crate::flow::registration::Mistake;
use crate::flow::registration::completion;
use crate::flow::registration::completion::Completed;
use crate::flow::registration::completion::Unfit;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::flow::verification::Unsent;
use crate::protocol::reasons;
use crate::storage::interactions;
use crate::web::answer::json_answer;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::json::Nothing;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `action` with what belongs to it, or a status with `failed`.
type Said = Result<Value, (StatusCode, Value)>;

/// Name and contact; some generators write the names of fields in the other usual way.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UserData {
    #[serde(alias = "lastName")]
    last_name: String,
    #[serde(alias = "firstName")]
    first_name: String,
    phone: Option<String>,
    email: Option<String>,
}

/// A code, or the token of a letter's link.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Code {
    code: String,
}

/// A password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Password {
    password: String,
}

/// `POST /registration_api/registration/v1/user-data`.
pub async fn user_data(stand: OfStand, http: HttpRequest, Json(sent): Json<UserData>) -> Answered {
    let (browser, cookie) = cookies::browser(&http, &stand);
    let said = begin(&stand, &sent, browser).await?;
    Ok(cookies::with(answer(said), cookie))
}

async fn begin(stand: &OfStand, sent: &UserData, browser: String) -> Result<Said, Stop> {
    let application = match application(stand, sent) {
        Ok(application) => application,
        Err(fields) => {
            let message = "the data are not what they should be";
            return Ok(Err(invalid(json!({ "failed": "INVALID_DATA", "message": message, "fields": fields }))));
        }
    };
    let begun = stand.write(move |cx| {
        // A login that is on its way in this browser is what a registration leads back to.
        let waiting = interactions::find(cx.sql, &browser, None, cx.now)?.map(|stored| stored.id);
        match registration::begin(cx, &browser, &application, waiting)? {
            Ok(registration) => due(cx, &registration).map(Ok),
            Err(mistake) => Ok(Err(not_begun(mistake))),
        }
    });
    begun.await
}

/// What is applied for, or what is wrong with each field.
fn application(stand: &Stand, sent: &UserData) -> Result<Application, Map<String, Value>> {
    let text = |field: &'static str| match field {
        "last_name" => sent.last_name.clone(),
        "first_name" => sent.first_name.clone(),
        "phone" => sent.phone.clone().unwrap_or_default(),
        "email" => sent.email.clone().unwrap_or_default(),
        _ => String::new(),
    };
    Application::read(Reading::new(&text), &stand.config.rules).map_err(|mistakes| {
        mistakes.into_iter().map(|(field, fault)| (field.to_owned(), Value::from(fault.to_string()))).collect()
    })
}

fn not_begun(mistake: Mistake) -> (StatusCode, Value) {
    match mistake {
        Mistake::Taken | Mistake::SecondTaken => taken(),
        Mistake::TooMany => too_often("too many codes or letters within an hour"),
    }
}

fn taken() -> (StatusCode, Value) {
    let message = "the phone or e-mail is taken";
    (StatusCode::CONFLICT, json!({ "failed": "CONTACT_TAKEN", "message": message }))
}

fn too_often(message: &str) -> (StatusCode, Value) {
    (StatusCode::TOO_MANY_REQUESTS, json!({ "failed": "TOO_MANY_REQUESTS", "message": message }))
}

fn invalid(body: Value) -> (StatusCode, Value) {
    (StatusCode::BAD_REQUEST, body)
}

/// `POST /registration_api/activation/phone/verify-code`.
pub async fn phone_code(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Code>) -> Answered {
    take(&stand, visitor, move |cx, visitor| {
        let mut registration = load(cx, visitor)?;
        if registration.stage != Stage::Contact || registration.kind != ContactKind::Mobile {
            return due(cx, &registration).map(Ok);
        }
        match registration::verify_code(cx, &mut registration, &sent.code)? {
            Ok(()) => due(cx, &registration).map(Ok),
            Err(mistake) => Ok(Err(wrong_code(cx, &registration, mistake)?)),
        }
    })
    .await
}

fn wrong_code(
    cx: &Cx<'_>,
    registration: &Registration,
    mistake: verification::Mistake,
) -> Result<(StatusCode, Value), Stop> {
    let message = match mistake {
        verification::Mistake::Empty => "no code was given",
        verification::Mistake::Wrong => "another code is right",
        verification::Mistake::Expired => "the code has expired; ask for another one",
        verification::Mistake::Exhausted => "too many wrong codes; ask for another one",
    };
    let details = otp_details(cx, registration)?;
    Ok(invalid(json!({ "failed": "INVALID_OTP", "message": message, "otp_details": details })))
}

/// `POST /registration_api/activation/email/verify-code`: the token of the link, which a browser would follow.
pub async fn email_code(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Code>) -> Answered {
    take(&stand, visitor, move |cx, visitor| {
        load(cx, visitor)?;
        match registration::verify_link(cx, &visitor.browser, &sent.code)? {
            Ok(registration) => due(cx, &registration).map(Ok),
            Err(dead) => Ok(Err(unfit(Unfit::Link(dead)))),
        }
    })
    .await
}

/// `POST /registration_api/activation/phone/resend-code`.
pub async fn resend_phone(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    resend(&stand, visitor, ContactKind::Mobile).await
}

/// `POST /registration_api/activation/email/resend-code`.
pub async fn resend_email(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    resend(&stand, visitor, ContactKind::Email).await
}

async fn resend(stand: &OfStand, visitor: Visitor, kind: ContactKind) -> Answered {
    take(stand, visitor, move |cx, visitor| {
        let mut registration = load(cx, visitor)?;
        if registration.stage != Stage::Contact || registration.kind != kind {
            return due(cx, &registration).map(Ok);
        }
        match registration::send(cx, &mut registration)? {
            Ok(()) => due(cx, &registration).map(Ok),
            Err(Unsent::TooSoon) => Ok(Err(too_often("the last one was sent a moment ago; wait before asking again"))),
            Err(Unsent::TooMany) => Ok(Err(too_often("too many codes or letters within an hour"))),
            Err(Unsent::Taken(_)) => Ok(Err(taken())),
        }
    })
    .await
}

/// `POST /registration_api/complete`.
pub async fn complete(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Password>) -> Answered {
    let registration = match stand.read(|cx| completion::ready(cx, &visitor.browser, None))? {
        Ok(registration) => registration,
        Err(Unfit::Nothing) => return Err(reasons::calls::registration_absent().into()),
        Err(why) => return Ok(answer(Err(unfit(why)))),
    };
    if let Err(mistake) = passwords::check(&stand, &sent.password, &sent.password, &registration.logins()) {
        return Ok(answer(Err(weak(mistake))));
    }
    let hash = passwords::hash(&stand, &sent.password)?;
    let completed = stand.write(move |cx| completion::complete(cx, &visitor, None, hash)).await?;
    Ok(match completed {
        Ok(completed) => entered(&stand, completed),
        Err(why) => answer(Err(unfit(why))),
    })
}

fn weak(mistake: passwords::Mistake) -> (StatusCode, Value) {
    let message = match mistake {
        passwords::Mistake::Empty => "no password was given".to_owned(),
        passwords::Mistake::Different => "the passwords differ".to_owned(),
        passwords::Mistake::Recent => "it is one of the last passwords of the account".to_owned(),
        passwords::Mistake::Weak(weakness) => {
            format!("the password is too weak: {weakness:?}; the rule password.policy says what is demanded")
        }
    };
    invalid(json!({ "failed": "WEAK_PASSWORD", "message": message }))
}

fn unfit(why: Unfit) -> (StatusCode, Value) {
    let message = match why {
        Unfit::Taken => return taken(),
        Unfit::Nothing | Unfit::NotVerified => "the phone or e-mail is to be verified first",
        Unfit::Link(DeadLink::Expired) => "the link has expired",
        Unfit::Link(DeadLink::Unknown) => "the link was used, replaced by a newer one, or never made",
    };
    let word = if why == Unfit::NotVerified { "NOT_VERIFIED" } else { "INVALID_LINK" };
    invalid(json!({ "failed": word, "message": message }))
}

/// The session is open; a browser goes on where the address leads.
fn entered(stand: &Stand, completed: Completed) -> HttpResponse {
    let path = completed.login.map_or_else(|| "/profile".to_owned(), |id| format!("/login?interaction={id}"));
    let response = json_answer(StatusCode::OK, &json!({ "action": "DONE", "redirect_url": stand.url(&path) }));
    cookies::with(response, Some(cookies::session(stand, &completed.opened)))
}

async fn take(
    stand: &OfStand,
    visitor: Visitor,
    job: impl FnOnce(&WriteCx<'_>, &Visitor) -> Result<Said, Stop> + Send + 'static,
) -> Answered {
    Ok(answer(stand.write(move |cx| job(cx, &visitor)).await?))
}

fn answer(said: Said) -> HttpResponse {
    match said {
        Ok(body) => json_answer(StatusCode::OK, &body),
        Err((status, body)) => json_answer(status, &body),
    }
}

/// The registration of a browser, or words that say what is missing.
fn load(cx: &Cx<'_>, visitor: &Visitor) -> Result<Registration, Stop> {
    registration::find(cx, &visitor.browser)?.ok_or_else(|| reasons::calls::registration_absent().into())
}

/// `action`: what is due.
fn due(cx: &Cx<'_>, registration: &Registration) -> Result<Value, Stop> {
    Ok(match (registration.stage, registration.kind) {
        (Stage::Form, _) => json!({ "action": "ENTER_USER_DATA" }),
        (Stage::Password, _) => json!({ "action": "CREATE_PASSWORD" }),
        (Stage::Contact, ContactKind::Email) => {
            let pending = registration::waits_for(cx, registration)?;
            let until = pending.map(|pending| cx.stand.config.zone.local(pending.expires_at).to_rfc3339());
            json!({ "action": "VERIFY_EMAIL", "email": registration.value, "expires_at": until })
        }
        (Stage::Contact, _) => json!({ "action": "VERIFY_PHONE", "otp_details": otp_details(cx, registration)? }),
    })
}

fn otp_details(cx: &Cx<'_>, registration: &Registration) -> Result<Value, Stop> {
    let pending = registration::waits_for(cx, registration)?;
    Ok(json!({
        "phone": registration.value,
        "code_length": verification::LENGTH,
        "verify_attempts_left": pending.as_ref().map_or(0, |pending| pending.attempts_left),
        "verify_timeout_secs": pending.map_or(0, |pending| (pending.expires_at - cx.now).num_seconds()),
    }))
}
