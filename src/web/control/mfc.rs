//! `/_mock/api/v1/mfc/…`: the desk of a центр обслуживания for scripts.
//!
//! Who is meant is said by `persona`, `oid` or `login`; `documents` are what they show, and without them they show what
//! the account says. What the desk decides is the answer: 200, or 409 with the `reason`.

use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::dates::parse_any_date;
use crate::domain::document::DocumentKind;
use crate::domain::email::Email;
use crate::domain::login::Login;
use crate::domain::papers::Demands;
use crate::domain::papers::split_passport;
use crate::domain::person::Gender;
use crate::domain::phone::Phone;
use crate::domain::reading::Reading;
use crate::flow::confirmation;
use crate::flow::confirmation::desk;
use crate::flow::confirmation::desk::Sought;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::hindrance::Matter;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::newcomer;
use crate::flow::confirmation::newcomer::Newcomer;
use crate::flow::confirmation::papers::Papers;
use crate::flow::confirmation::restoration;
use crate::flow::confirmation::restoration::NotRestored;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::web::answer::json_answer;
use crate::web::control::body::Answered;
use crate::web::control::body::Fields;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Part;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Everything that can be said; each deed reads its part.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sent {
    persona: Option<String>,
    oid: Option<Oid>,
    login: Option<String>,
    documents: Option<Documents>,
    reason: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    gender: Option<String>,
    birth_place: Option<String>,
}

/// What lies on the table.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Documents {
    last_name: String,
    first_name: String,
    middle_name: Option<String>,
    birth_date: String,
    snils: String,
    /// Series and number: `5710 000701`.
    passport: String,
    issue_date: Option<String>,
    issuer_code: Option<String>,
    issued_by: Option<String>,
}

/// The same, as an argument of the handlers.
#[derive(Debug)]
pub struct Told(Sent);

impl Part for Told {
    fn describe(draft: &mut Draft<'_>) {
        Fields::describe(draft);
    }
}

impl FromRequest for Told {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let fields = Fields::from_request(http, payload);
        Box::pin(async move {
            let Fields(fields) = fields.await?;
            let read = serde_json::from_value(Value::Object(fields));
            Ok(Self(read.map_err(|error| Problem::WrongValue("", error.to_string()))?))
        })
    }
}

/// `POST /_mock/api/v1/mfc/confirm`.
pub async fn confirm(stand: OfStand, Told(sent): Told) -> Answered {
    let account = meant(&stand, &sent)?;
    let Some(papers) = papers_of(&stand, &sent, account.oid)? else {
        return Ok(refused(&NotConfirmed::Incomplete(vec![Matter::Document])));
    };
    let oid = account.oid;
    match stand.write(move |cx| desk::confirm(cx, oid, &papers)).await? {
        Ok(oid) => Ok(json_answer(StatusCode::OK, &json!({ "oid": oid.0, "level": "confirmed" }))),
        Err(why) => Ok(refused(&why)),
    }
}

/// `POST /_mock/api/v1/mfc/refuse`.
pub async fn refuse(stand: OfStand, Told(sent): Told) -> Answered {
    let (account, reason) = (meant(&stand, &sent)?, sent.reason.unwrap_or_default());
    let oid = account.oid;
    stand.write(move |cx| desk::refuse(cx, oid, &reason)).await?;
    Ok(json_answer(StatusCode::OK, &json!({ "oid": oid.0, "level": account.level.name() })))
}

/// `POST /_mock/api/v1/mfc/register`.
pub async fn register(stand: OfStand, Told(sent): Told) -> Answered {
    let newcomer = newcomer_of(&stand, &sent)?;
    let drawn = first_password::draw(&stand)?;
    match stand.write(move |cx| newcomer::register(cx, &newcomer, &drawn)).await? {
        Ok(oid) => Ok(json_answer(StatusCode::OK, &json!({ "oid": oid.0, "level": "confirmed" }))),
        Err(why) => Ok(json_answer(StatusCode::CONFLICT, &json!({ "reason": why.name() }))),
    }
}

/// `POST /_mock/api/v1/mfc/restore`.
pub async fn restore(stand: OfStand, Told(sent): Told) -> Answered {
    let oid = meant(&stand, &sent)?.oid;
    let Some(papers) = papers_of(&stand, &sent, oid)? else {
        return Ok(refused(&NotConfirmed::Incomplete(vec![Matter::Document])));
    };
    let phone = sent.phone.as_deref().map(|text| parsed("phone", text, Phone::parse)).transpose()?;
    let drawn = first_password::draw(&stand)?;
    let restored = stand.write(move |cx| restoration::restore(cx, (oid, &papers), phone.as_ref(), &drawn));
    match restored.await? {
        Ok(()) => Ok(json_answer(StatusCode::OK, &json!({ "oid": oid.0, "status": "registered" }))),
        Err(NotRestored::NotProved(why)) => Ok(refused(&why)),
        Err(why) => Ok(json_answer(StatusCode::CONFLICT, &json!({ "reason": why.name() }))),
    }
}

/// `POST /_mock/api/v1/mfc/block`.
pub async fn block(stand: OfStand, Told(sent): Told) -> Answered {
    let (oid, reason) = (meant(&stand, &sent)?.oid, sent.reason.unwrap_or_default());
    stand.write(move |cx| desk::block(cx, oid, &reason)).await?;
    Ok(json_answer(StatusCode::OK, &json!({ "oid": oid.0, "status": "blocked" })))
}

fn refused(why: &NotConfirmed) -> HttpResponse {
    let differs: Vec<_> = why.matters().iter().map(|matter| matter.name()).collect();
    json_answer(StatusCode::CONFLICT, &json!({ "reason": why.name(), "differs": differs }))
}

fn meant(stand: &OfStand, sent: &Sent) -> Result<Account, Problem> {
    let found = stand.read(|cx| match (&sent.persona, sent.oid, &sent.login) {
        (Some(persona), None, None) => Ok(accounts::find_by_persona(cx.sql, persona)?.into_iter().collect()),
        (None, Some(oid), None) => Ok(desk::account_of(cx, oid)?.into_iter().collect()),
        (None, None, Some(login)) => {
            let sought = Login::parse(login).map(Sought::Login);
            sought.map_or_else(|| Ok(Vec::new()), |sought| desk::find(cx, &sought))
        }
        _ => Ok(Vec::<Account>::new()),
    })?;
    if [sent.persona.is_some(), sent.oid.is_some(), sent.login.is_some()].into_iter().filter(|is| *is).count() != 1 {
        return Err(Problem::WrongValue("", "one of persona, oid and login must say who is meant".to_owned()));
    }
    match <[Account; 1]>::try_from(found) {
        Ok([account]) => Ok(account),
        Err(found) if found.is_empty() => Err(Problem::NotFound("nobody of the stand is called so".to_owned())),
        Err(_) => Err(Problem::WrongValue("login", "several accounts are meant: say oid".to_owned())),
    }
}

/// What they show; without documents, what the account says.
fn papers_of(stand: &OfStand, sent: &Sent, oid: Oid) -> Result<Option<Papers>, Problem> {
    match &sent.documents {
        Some(documents) => documents.papers(stand.today()).map(Some),
        None => Ok(stand.read(|cx| confirmation::own_papers(cx, oid))?),
    }
}

fn newcomer_of(stand: &OfStand, sent: &Sent) -> Result<Newcomer, Problem> {
    let absent = || Problem::WrongValue("documents", "must say what the visitor shows".to_owned());
    let gender = sent.gender.as_deref().and_then(Gender::from_wire);
    Ok(Newcomer {
        papers: sent.documents.as_ref().ok_or_else(absent)?.papers(stand.today())?,
        gender: gender.ok_or_else(|| Problem::WrongValue("gender", "must be M or F".to_owned()))?,
        birth_place: sent.birth_place.clone(),
        phone: sent.phone.as_deref().map(|text| parsed("phone", text, Phone::parse)).transpose()?,
        email: sent.email.as_deref().map(|text| parsed("email", text, Email::parse)).transpose()?,
    })
}

impl Documents {
    fn papers(&self, today: NaiveDate) -> Result<Papers, Problem> {
        let demands = Demands { needed: &[], date: parse_any_date, born: None, today: None };
        let text = |field: &'static str| self.text(field);
        let mut reading = Reading::new(&text);
        let papers = Papers::read(&mut reading, DocumentKind::DomesticPassport, &demands, today);
        reading.finish(papers).map_err(|mistakes| match mistakes.into_iter().next() {
            Some(("series" | "number", fault)) => Problem::WrongValue("passport", fault.to_string()),
            Some((field, fault)) => Problem::WrongValue(field, fault.to_string()),
            None => Problem::WrongValue("documents", "cannot be read".to_owned()),
        })
    }

    fn text(&self, field: &str) -> String {
        let given = Option::unwrap_or_default;
        match field {
            "last_name" => self.last_name.clone(),
            "first_name" => self.first_name.clone(),
            "middle_name" => given(self.middle_name.clone()),
            "birth_date" => self.birth_date.clone(),
            "snils" => self.snils.clone(),
            "series" => split_passport(&self.passport).0,
            "number" => split_passport(&self.passport).1,
            "issue_date" => given(self.issue_date.clone()),
            "issuer_code" => given(self.issuer_code.clone()),
            "issued_by" => given(self.issued_by.clone()),
            _ => String::new(),
        }
    }
}

fn parsed<T, E: std::fmt::Display>(
    field: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Problem> {
    parse(text).map_err(|error| Problem::WrongValue(field, error.to_string()))
}
