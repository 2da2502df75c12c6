//! Checks after wrong passwords: the picture (`О.ЗД1`) and the security question (`О.ЗИ1`).
//!
//! Paths and fields are those that public robots use. A picture is named by the header `captchaSession`; without it
//! the browser's newest one is meant. Where the stand shows hints, the header `X-Esia-Mock-Captcha` of the picture says what it shows.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::captcha;
use crate::flow::captcha::Captcha;
use crate::flow::login::progress::Visitor;
use crate::flow::login::reaction;
use crate::protocol::reasons;
use crate::web::answer::json_answer;
use crate::web::conversation::sign_in::told;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::json::Nothing;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// What is sent with an answer; it may stand in the query as well.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    answer: Value,
    guid: String,
}

impl Sent {
    /// Robots send digits as text or as a number.
    fn answer(&self) -> String {
        self.answer.as_str().map_or_else(|| self.answer.to_string(), ToOwned::to_owned)
    }
}

/// `GET /captcha/api/public/v2/type` and `…/renew`: a new picture.
pub async fn captcha_type(stand: OfStand, By(visitor): By<Visitor>) -> Answered {
    let made = run(&stand, visitor, |cx, visitor| captcha::make(cx, &visitor.browser)).await?;
    Ok(json_answer(StatusCode::OK, &json!({ "captchaType": "esiacaptcha", "captchaSession": made.id })))
}

/// `GET /captcha/api/public/v2/image`: the picture.
pub async fn captcha_image(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>) -> Answered {
    let session = session(&http);
    let found = run(&stand, visitor, move |cx, visitor| captcha::find(cx, &visitor.browser, session.as_deref()));
    let picture = found.await?.ok_or_else(reasons::calls::picture_absent)?;
    Ok(image(&stand, &picture))
}

fn image(stand: &OfStand, picture: &Captcha) -> HttpResponse {
    let digits = &picture.answer;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"48\" viewBox=\"0 0 160 48\">\
         <rect width=\"160\" height=\"48\" fill=\"#fff\"/>\
         <text x=\"80\" y=\"34\" text-anchor=\"middle\" font-size=\"30\" letter-spacing=\"6\">{digits}</text></svg>"
    );
    let mut response = HttpResponse::Ok();
    response.content_type("image/svg+xml").insert_header((header::CACHE_CONTROL, "no-store"));
    if stand.config.hints {
        response.insert_header(("X-Esia-Mock-Captcha", digits.as_str()));
    }
    response.body(svg)
}

/// `POST /captcha/api/public/v2/verify`: what was read; a token if it is right.
pub async fn captcha_verify(
    stand: OfStand,
    http: HttpRequest,
    By(visitor): By<Visitor>,
    Json(sent): Json<Sent>,
) -> Answered {
    let session = session(&http);
    let solved = run(&stand, visitor, move |cx, visitor| {
        captcha::solve(cx, &visitor.browser, session.as_deref(), &sent.answer())
    });
    let body = match solved.await? {
        Some(token) => json!({ "verify_token": token }),
        None => {
            json!({ "failed": "INVALID_CAPTCHA", "message": "the picture shows something else; after three wrong answers renew it" })
        }
    };
    Ok(json_answer(StatusCode::OK, &body))
}

/// `POST /aas/oauth2/api/anomaly/captcha/verify?guid=&verify_token=`: the password gets its verdict.
pub async fn reaction_verify(stand: OfStand, By(visitor): By<Visitor>, Query(asked): Query, _: Nothing) -> Answered {
    let (guid, token) = (asked.sent("guid").to_owned(), asked.sent("verify_token").to_owned());
    let done = run(&stand, visitor, move |cx, visitor| {
        if reaction::find(cx, visitor, &guid)?.is_none() {
            return Err(reasons::calls::check_absent().into());
        }
        if !captcha::redeem(cx, &visitor.browser, &token)? {
            return Ok(Turn::failed("INVALID_CAPTCHA"));
        }
        let verdict = reaction::pass(cx, visitor, &guid)?;
        told(cx, verdict)
    });
    Ok(done.await?.answer(&stand))
}

/// `GET /anomaly-resolver/api/reaction/question?guid=`.
pub async fn question(stand: OfStand, By(visitor): By<Visitor>, Query(asked): Query) -> Answered {
    let guid = asked.sent("guid").to_owned();
    let found = run(&stand, visitor, move |cx, visitor| {
        let question = match reaction::find(cx, visitor, &guid)? {
            Some(found) => reaction::question(cx, &found)?,
            None => None,
        };
        question.ok_or_else(|| reasons::calls::question_absent().into())
    });
    Ok(json_answer(StatusCode::OK, &json!({ "question_text": found.await? })))
}

/// `POST /anomaly-resolver/api/reaction/question/answer`: guid and answer.
pub async fn answer(stand: OfStand, By(visitor): By<Visitor>, Query(asked): Query, Json(sent): Json<Sent>) -> Answered {
    let guid = if sent.guid.is_empty() { asked.sent("guid").to_owned() } else { sent.guid.clone() };
    let is_right = reaction::compare_answer(&stand, &visitor, &guid, &sent.answer())?;
    let done = run(&stand, visitor, move |cx, visitor| {
        if reaction::find(cx, visitor, &guid)?.is_none() {
            return Err(reasons::calls::check_absent().into());
        }
        match reaction::answered(cx, visitor, (&guid, is_right))? {
            Some(verdict) => told(cx, verdict),
            None => Ok(Turn::failed("INVALID_ANSWER")),
        }
    });
    Ok(done.await?.answer(&stand))
}

fn session(http: &HttpRequest) -> Option<String> {
    let named = http.headers().get("captchasession")?.to_str().ok()?;
    (!named.is_empty()).then(|| named.to_owned())
}

/// One transaction of a browser in which a login is on its way.
async fn run<T: Send + 'static>(
    stand: &OfStand,
    visitor: Visitor,
    job: impl FnOnce(&WriteCx<'_>, &Visitor) -> Result<T, Stop> + Send + 'static,
) -> Result<T, Stop> {
    let done = stand.write(move |cx| {
        turn::load(cx, &visitor)?;
        job(cx, &visitor)
    });
    done.await
}
