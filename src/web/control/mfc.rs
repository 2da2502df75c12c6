//! `/_mock/api/v1/mfc/…`: the desk of a центр обслуживания for scripts.
//!
//! `documents` are what the visitor shows, and without them they show what the account says. What the desk decides is the
//! answer: `done`, and the `reason` where it is not.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::dates::parse_any_date;
use crate::domain::document::DocumentKind;
use crate::domain::email::Email;
use crate::domain::papers::Demands;
use crate::domain::papers::split_passport;
use crate::domain::person::Gender;
use crate::domain::phone::Phone;
use crate::domain::reading::Mistake;
use crate::domain::reading::Reading;
use crate::flow::confirmation;
use crate::flow::confirmation::desk;
use crate::flow::confirmation::first_password;
use crate::flow::confirmation::hindrance::Matter;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::newcomer;
use crate::flow::confirmation::newcomer::Newcomer;
use crate::flow::confirmation::papers::Papers;
use crate::flow::confirmation::restoration;
use crate::flow::confirmation::restoration::NotRestored;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// Somebody who comes to have their identity confirmed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visitor {
    /// Who: a persona, an oid or a login.
    person: String,
    /// What they show; what the account says, where it is not said.
    documents: Option<Documents>,
}

/// Somebody who cannot sign in any more.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LockedOut {
    /// Who: a persona, an oid or a login.
    person: String,
    /// What they show; what the account says, where it is not said.
    documents: Option<Documents>,
    /// A phone to take the place of the old one.
    phone: Option<String>,
}

/// Somebody whom the operator turns down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TurnedDown {
    /// Who: a persona, an oid or a login.
    person: String,
    /// Why, in the operator's words.
    reason: Option<String>,
}

/// Somebody who has no account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// What they show.
    documents: Documents,
    /// Sex, as the passport states it.
    gender: Gender,
    /// Place of birth, as the passport states it.
    birth_place: Option<String>,
    /// Their phone; the operator has made sure of it.
    phone: Option<String>,
    /// Their e-mail, likewise.
    email: Option<String>,
}

/// What lies on the table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// Фамилия.
    last_name: String,
    /// Имя.
    first_name: String,
    /// Отчество.
    middle_name: Option<String>,
    /// Date of birth, such as 1990-12-31 or 31.12.1990.
    birth_date: String,
    /// СНИЛС.
    snils: String,
    /// Series and number: `5710 000701`.
    passport: String,
    /// When the passport was issued.
    issue_date: Option<String>,
    /// Код подразделения.
    issuer_code: Option<String>,
    /// Кем выдан.
    issued_by: Option<String>,
}

/// What the desk decides.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DeskDecision")]
pub struct Decision {
    /// Is it done?
    done: bool,
    /// Whose account; another one than before only by the rule `child.keep_oid=off`. Absent where none was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    oid: Option<Oid>,
    /// The level of the account, where it is about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<AccountLevel>,
    /// The status of the account, where it is about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<AccountStatus>,
    /// Why it is not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// What is missing, or differs from what the account says: `name`, `birth_date`, `snils`, `document`.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<Vec<&'static str>>,
}

impl Decision {
    fn done(oid: Oid) -> Self {
        Self { done: true, oid: Some(oid), level: None, status: None, reason: None, differs: None }
    }

    fn refused(oid: Option<Oid>, reason: &'static str) -> Self {
        Self { done: false, oid, level: None, status: None, reason: Some(reason), differs: None }
    }

    fn not_confirmed(oid: Oid, why: &NotConfirmed) -> Self {
        let differs = why.matters().iter().map(|matter| matter.name()).collect();
        Self { differs: Some(differs), ..Self::refused(Some(oid), why.name()) }
    }

    fn confirmed(oid: Oid) -> Self {
        Self { level: Some(AccountLevel::Confirmed), ..Self::done(oid) }
    }
}

type Decided = Result<Shown<Decision>, Problem>;

/// `POST /_mock/api/v1/mfc/confirm`.
pub async fn confirm(stand: OfStand, Body(visitor): Body<Visitor>) -> Decided {
    let oid = meant(&stand, &visitor.person)?.oid;
    let Some(papers) = papers_of(&stand, visitor.documents.as_ref(), oid)? else {
        return Ok(Shown(shows_nothing(oid)));
    };
    let confirmed = stand.write(move |cx| desk::confirm(cx, oid, &papers)).await?;
    Ok(Shown(confirmed.map_or_else(|why| Decision::not_confirmed(oid, &why), Decision::confirmed)))
}

/// `POST /_mock/api/v1/mfc/refuse`.
pub async fn refuse(stand: OfStand, Body(turned): Body<TurnedDown>) -> Decided {
    let (account, reason) = (meant(&stand, &turned.person)?, turned.reason.unwrap_or_default());
    let oid = account.oid;
    stand.write(move |cx| desk::refuse(cx, oid, &reason)).await?;
    Ok(Shown(Decision { level: Some(account.level), ..Decision::done(oid) }))
}

/// `POST /_mock/api/v1/mfc/register`.
pub async fn register(stand: OfStand, Body(applicant): Body<Applicant>) -> Decided {
    let newcomer = newcomer_of(&stand, applicant)?;
    let drawn = first_password::draw(&stand)?;
    let registered = stand.write(move |cx| newcomer::register(cx, &newcomer, &drawn)).await?;
    Ok(Shown(registered.map_or_else(|why| Decision::refused(None, why.name()), Decision::confirmed)))
}

/// `POST /_mock/api/v1/mfc/restore`.
pub async fn restore(stand: OfStand, Body(locked): Body<LockedOut>) -> Decided {
    let oid = meant(&stand, &locked.person)?.oid;
    let Some(papers) = papers_of(&stand, locked.documents.as_ref(), oid)? else { return Ok(Shown(shows_nothing(oid))) };
    let phone = locked.phone.as_deref().map(|text| parsed("phone", text, Phone::parse)).transpose()?;
    let drawn = first_password::draw(&stand)?;
    let restored = stand.write(move |cx| restoration::restore(cx, (oid, &papers), phone.as_ref(), &drawn));
    Ok(Shown(match restored.await? {
        Ok(()) => Decision { status: Some(AccountStatus::Registered), ..Decision::done(oid) },
        Err(NotRestored::NotProved(why)) => Decision::not_confirmed(oid, &why),
        Err(why) => Decision::refused(Some(oid), why.name()),
    }))
}

/// `POST /_mock/api/v1/mfc/block`.
pub async fn block(stand: OfStand, Body(turned): Body<TurnedDown>) -> Decided {
    let (oid, reason) = (meant(&stand, &turned.person)?.oid, turned.reason.unwrap_or_default());
    stand.write(move |cx| desk::block(cx, oid, &reason)).await?;
    Ok(Shown(Decision { status: Some(AccountStatus::Blocked), ..Decision::done(oid) }))
}

fn shows_nothing(oid: Oid) -> Decision {
    Decision::not_confirmed(oid, &NotConfirmed::Incomplete(vec![Matter::Document]))
}

/// Whose account it is; a deleted one is nobody's.
fn meant(stand: &Stand, name: &str) -> Result<Account, Problem> {
    let account = whom::find(stand, name)?;
    match account.status {
        AccountStatus::Deleted => Err(Problem::NotFound(format!("the account of {name:?} was deleted"))),
        _ => Ok(account),
    }
}

/// What they show; without documents, what the account says.
fn papers_of(stand: &Stand, documents: Option<&Documents>, oid: Oid) -> Result<Option<Papers>, Problem> {
    match documents {
        Some(documents) => documents.papers(stand.today()).map(Some),
        None => Ok(stand.read(|cx| confirmation::own_papers(cx, oid))?),
    }
}

fn newcomer_of(stand: &Stand, applicant: Applicant) -> Result<Newcomer, Problem> {
    Ok(Newcomer {
        papers: applicant.documents.papers(stand.today())?,
        gender: applicant.gender,
        birth_place: applicant.birth_place,
        phone: applicant.phone.as_deref().map(|text| parsed("phone", text, Phone::parse)).transpose()?,
        email: applicant.email.as_deref().map(|text| parsed("email", text, Email::parse)).transpose()?,
    })
}

impl Documents {
    fn papers(&self, today: NaiveDate) -> Result<Papers, Problem> {
        let demands = Demands { needed: &[], date: parse_any_date, born: None, today: None };
        let text = |field: &'static str| self.text(field);
        let mut reading = Reading::new(&text);
        let papers = Papers::read(&mut reading, DocumentKind::DomesticPassport, &demands, today);
        reading.finish(papers).map_err(|mistakes| {
            let place = |field| if ["series", "number"].contains(&field) { "passport" } else { field };
            let wrong = |(field, fault): Mistake| Wrong {
                pointer: format!("/documents/{}", place(field)),
                detail: fault.to_string(),
                ..Wrong::default()
            };
            Problem::WrongFields(mistakes.into_iter().map(wrong).collect())
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
