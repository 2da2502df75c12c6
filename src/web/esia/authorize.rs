//! `/aas/oauth2/ac` and `/aas/oauth2/v2/ac`: stations `request` and `client_check`, then off to `/login`.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::client_check;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::request;
use crate::flow::tester::hinted;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::web::answer::redirect;
use crate::web::aside::aside;
use crate::web::cookies;
use crate::web::ended;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::state::OfStand;

/// `/aas/oauth2/ac`, `GET` and `POST`; parameters of a body win over those of the query.
pub async fn v1(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    authorize(&stand, Generation::V1, &http, body).await
}

/// `/aas/oauth2/v2/ac`, likewise.
pub async fn v2(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    authorize(&stand, Generation::V3, &http, body).await
}

async fn authorize(
    stand: &OfStand,
    generation: Generation,
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Answered {
    let body = form::body(body)?;
    let sent = request::read(http.query_string().as_bytes(), &body)?;
    let checked = check(stand, generation, &sent).await?;
    let mut warnings = checked.warnings.clone();
    warnings.extend(form::warning(http));
    let mut answer = begin(stand, http, checked, &sent).await?;
    errors::warned(&mut answer, &warnings);
    Ok(answer)
}

/// Signatures are verified beside what answers requests: a wrong one costs more than a right one.
async fn check(stand: &OfStand, generation: Generation, sent: &Parameters) -> Result<CheckedRequest, Exit> {
    let (stand, sent) = (Arc::clone(stand), sent.clone());
    let checking = aside(move || {
        // What it refuses is refused at station `request`, and what is denied after it at the next one.
        let addressed = request::addressed(&sent)?;
        Ok::<_, Refusal>(client_check::check(&stand, generation, &sent, addressed))
    });
    Ok(checking.await???)
}

async fn begin(stand: &OfStand, http: &HttpRequest, checked: CheckedRequest, sent: &Parameters) -> Answered {
    if let Some(person) = hinted::wanted(stand, sent, &checked.interaction) {
        return ended::by_itself(stand, http, checked, person).await;
    }
    let (browser, cookie) = cookies::browser(http, stand);
    stand.write(move |cx| login::begin(cx, &checked, &browser)).await?;
    let response = redirect(&format!("{}/login", stand.base_path));
    Ok(cookies::with(response, cookie))
}
