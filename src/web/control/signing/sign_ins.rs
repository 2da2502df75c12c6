//! `POST /_mock/api/v1/sign-ins`: the request of a tested system goes through the whole login, without a browser.

use std::collections::BTreeMap;

use actix_web::web::Data;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::flow::Stop;
use crate::flow::login::request as login_request;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::tester::passage;
use crate::flow::tester::passage::Answers;
use crate::flow::tester::passage::End;
use crate::flow::tester::request;
use crate::flow::tester::request::Brought;
use crate::flow::tester::request::Endpoint;
use crate::flow::tester::returned::Returned;
use crate::flow::tester::sign_in;
use crate::flow::tester::sign_in::Came;
use crate::flow::tester::sign_in::SignedIn;
use crate::flow::tester::sign_in::Who;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::signing::address;
use crate::web::control::signing::called::Called;
use crate::web::control::signing::cookie;
use crate::web::control::signing::cookie::AskedBy;
use crate::web::control::signing::cookie::Cookie;
use crate::web::control::signing::mistaken;
use crate::web::control::signing::refused;
use crate::web::control::signing::refused::Refused;
use crate::web::errors;
use crate::web::errors::problem::Problem;
use crate::web::meeting;
use crate::web::state::OfStand;

/// What is said to the consent page.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// «Предоставить».
    #[default]
    Allow,
    /// «Отказать».
    Deny,
}

impl From<Consent> for passage::Consent {
    fn from(consent: Consent) -> Self {
        match consent {
            Consent::Allow => Self::Allow,
            Consent::Deny => Self::Deny,
        }
    }
}

/// How the browser would bring the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// By a redirect.
    #[default]
    Get,
    /// By a form.
    Post,
}

/// Who signs in, and for which request.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInWish {
    /// The address that the tested system sends the browser to: whole, or from the path on.
    authorize_url: String,
    /// How the browser would bring it; GET where it is not said.
    #[serde(default)]
    method: Method,
    /// The form of a POST, as it would be sent: application/x-www-form-urlencoded.
    #[serde(default)]
    body: Option<String>,
    /// Who signs in: a persona, an oid or a login. Either this or `cookies`.
    #[serde(default)]
    person: Option<String>,
    /// Cookies of a session that is open: its owner signs in. Either this or `person`.
    #[serde(default)]
    cookies: Option<Vec<cookie::Sent>>,
    /// What is said to the consent page, if it comes.
    #[serde(default)]
    consent: Consent,
    /// Number, ОГРН or ИНН of an organisation to act for at «Войти как»; oneself where it is absent.
    #[serde(default)]
    role: Option<String>,
}

/// A form that the browser would post (OAuth 2.0 Form Post Response Mode).
#[derive(Debug, Serialize, JsonSchema)]
pub struct Form {
    /// Where to.
    action: String,
    /// Its fields.
    fields: BTreeMap<&'static str, String>,
}

/// What came of a sign-in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SignIn {
    /// Where the browser would go; nobody calls it. Absent where it would see a page, or post a form.
    redirect_url: Option<String>,
    /// Every address that it would go to, where a fault of the way back sends it there twice.
    redirect_urls: Vec<String>,
    /// What it would post instead.
    form: Option<Form>,
    /// The authorization code.
    code: Option<String>,
    /// The error that travels to the system.
    error: Option<String>,
    /// The state that travels to the system.
    state: Option<String>,
    /// The login, as the journal calls it: `L17`.
    login: Option<String>,
    /// Who was to sign in.
    oid: Option<u64>,
    /// The session that was opened, for a browser or another sign-in.
    cookies: Vec<Cookie>,
    /// The stations on the way; the last one refused, if there is a refusal.
    steps: Vec<&'static str>,
    /// Why there is no code.
    refusal: Option<Refused>,
}

/// `POST /_mock/api/v1/sign-ins`.
pub async fn sign_in(
    stands: Data<Stands>,
    stand: OfStand,
    asked: AskedBy,
    called: Called,
    Body(wish): Body<SignInWish>,
) -> Result<Shown<SignIn>, Problem> {
    let who = who(&stand, &wish)?;
    let address = address::read(&stands, &stand, &asked.0, &wish.authorize_url)?;
    let host = address.host.clone().unwrap_or_else(|| asked.host(&stand));
    let brought = Brought { endpoint: address.endpoint, query: address.query, body: body(&wish)? };
    let answers = Answers { consent: wish.consent.into(), role: wish.role };
    let person = wish.person.unwrap_or_default();
    let signed_in = match request::check(&stand, &brought) {
        Err(denied) => SignedIn::denied(denied),
        Ok(asked) => {
            let done = stand.attempt(move |cx| sign_in::sign_in(cx, asked, &who, &answers));
            match done.await {
                Ok(Ok(signed_in)) => signed_in,
                Ok(Err(mistaken)) => return Err(mistaken::problem(mistaken, &person)),
                Err(Stop::Refused(refusal)) => SignedIn {
                    steps: vec![login_request::STATION],
                    login: None,
                    person: None,
                    opened: None,
                    end: Came::Passed(End::Refused(refusal)),
                },
                Err(broken @ Stop::Broken(_)) => return Err(broken.into()),
            }
        }
    };
    Ok(Shown(shown(&stand, &called, brought.endpoint, signed_in, &host).await?))
}

/// By what it is known who signs in.
fn who(stand: &Stand, wish: &SignInWish) -> Result<Who, Problem> {
    match (&wish.person, &wish.cookies) {
        (Some(person), None) => Ok(Who::Person(person.clone())),
        (None, Some(cookies)) => Ok(Who::Session(cookie::session(stand, cookies))),
        (None, None) => Err(Problem::WrongValue("person", "person or cookies must say who signs in".to_owned())),
        (Some(_), Some(_)) => {
            Err(Problem::WrongValue("cookies", "either person or cookies says who signs in, not both".to_owned()))
        }
    }
}

fn body(wish: &SignInWish) -> Result<String, Problem> {
    match (wish.method, &wish.body) {
        (Method::Post, body) => Ok(body.clone().unwrap_or_default()),
        (Method::Get, None) => Ok(String::new()),
        (Method::Get, Some(_)) => {
            Err(Problem::WrongValue("body", "a GET has no body: say POST, or leave it out".to_owned()))
        }
    }
}

async fn shown(
    stand: &OfStand,
    called: &Called,
    endpoint: Endpoint,
    signed_in: SignedIn,
    host: &str,
) -> Result<SignIn, Problem> {
    let SignedIn { steps, login, person, opened, end } = signed_in;
    let returned = Returned::of(stand, end, |about| meeting::on_the_way_back(&called.0, about)).await?;
    let parameter = |name: &str| returned.parameter(name);
    let (code, error, state) = (parameter("code"), parameter("error"), parameter("state"));
    let station = steps.last().copied().unwrap_or_default();
    let refusal = returned.refusal.as_ref().map(|refusal| {
        stand.platform.metrics.refused(refusal.row.id);
        errors::refused_by_call(&called.0, &refused::code(endpoint, refusal), refusal);
        Refused::at(endpoint, refusal, station)
    });
    Ok(SignIn {
        code: code.filter(|_| refusal.is_none()),
        error,
        state,
        login,
        oid: person.map(|oid| oid.0),
        cookies: opened.iter().map(|opened| cookie::of(stand, opened, host.to_owned())).collect(),
        steps,
        refusal,
        redirect_url: returned.redirect_url,
        redirect_urls: returned.redirect_urls,
        form: returned.form.map(|(action, fields)| Form { action, fields: fields.into_iter().collect() }),
    })
}
