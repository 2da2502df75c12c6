//! `/oidc/authorize`: stations `request` and `client_check`, then off to `/login`, or back at once.

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::oidc;
use crate::flow::oidc::begin;
use crate::flow::oidc::begin::Begun;
use crate::flow::oidc::client_check;
use crate::flow::oidc::client_check::CheckedRequest;
use crate::flow::oidc::pushed_request;
use crate::flow::tester::hinted;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::web::answer::redirect;
use crate::web::client_keys;
use crate::web::cookies;
use crate::web::ended;
use crate::web::errors;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::errors::standard::deliver;
use crate::web::form;
use crate::web::state::OfStand;

/// The longest query that a posted request is turned into.
const LONGEST_QUERY: usize = 8 * 1024;

/// `GET`, and `POST` as a form; parameters of a body win over those of the query (OpenID Connect Core, 3.1.2.1).
pub async fn authorize(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = read(&http, body)?;
    let checked = check(&stand, sent.clone()).await?;
    let language = checked.language.map(|language| cookies::asked_language(&stand, language));
    let warnings: Vec<_> = checked.warnings.iter().cloned().chain(form::warning(&http)).collect();
    let mut answered = answer(&stand, &http, sent, checked).await;
    if let Ok(answer) = &mut answered {
        errors::warned(answer, &warnings);
    }
    exit::with(answered, language)
}

async fn answer(stand: &OfStand, http: &HttpRequest, sent: Parameters, checked: CheckedRequest) -> Answered {
    let as_query = sent.encoded();
    if let Some(person) = hinted::wanted(stand, &sent, &checked.interaction).filter(|_| !checked.silently) {
        let CheckedRequest { party, interaction, .. } = checked;
        let checked = login::client_check::CheckedRequest { party, interaction, warnings: Vec::new() };
        return ended::by_itself(stand, http, checked, person).await;
    }
    // A form posted by another site comes without cookies (SameSite=Lax), so that nobody seems to have signed in;
    // what follows a redirect comes with them.
    let blind = http.method() == Method::POST && cookies::visitor(http).session.is_none();
    if blind && checked.silently && as_query.len() <= LONGEST_QUERY && !as_query.contains("request_uri=") {
        return Ok(redirect(&format!("{}/oidc/authorize?{as_query}", stand.base_path)));
    }
    begin(stand, http, checked).await
}

fn read(http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Parameters, Refusal> {
    let query = oidc::parameters(http.query_string().as_bytes())?;
    if http.method() != Method::POST {
        return Ok(query);
    }
    let body = form::body(body)?;
    Ok(oidc::parameters(&body)?.or_from_query(query))
}

async fn check(stand: &OfStand, sent: Parameters) -> Result<CheckedRequest, Exit> {
    let sent = if pushed_request::is_named(&sent) {
        stand.write(move |cx| pushed_request::take(cx, &sent)).await?
    } else {
        sent
    };
    client_keys::bring(stand, &sent).await;
    Ok(client_check::check(stand, sent)?)
}

async fn begin(stand: &OfStand, http: &HttpRequest, checked: CheckedRequest) -> Answered {
    let (visitor, cookie) = cookies::arrival(http, stand);
    let language = visitor.language;
    Ok(match stand.write(move |cx| begin::begin(cx, checked, &visitor)).await? {
        Begun::Login(_) => cookies::with(redirect(&format!("{}/login", stand.base_path)), cookie),
        Begun::Answered(answer) => deliver(stand, http, language, &answer),
    })
}
