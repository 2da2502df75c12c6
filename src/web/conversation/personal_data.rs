//! `POST /profile/rs/prns/up`: what the tools of the test contour send instead of the form of «Мои данные» (known from
//! the public repository kosts0/EsiaUserGenerator). Who has not signed in gets 401, upon which they do and try again.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::declaration::Written;
use crate::domain::reading::Fault;
use crate::flow::login::progress::Visitor;
use crate::flow::profile::personal;
use crate::flow::profile::personal::Refused;
use crate::flow::profile::personal::Saved;
use crate::protocol::reasons;
use crate::web::answer::json_answer;
use crate::web::conversation::turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sent {
    last_name: Option<String>,
    first_name: Option<String>,
    middle_name: Option<String>,
    gender: Option<String>,
    birth_date: Option<String>,
    birth_place: Option<String>,
    citizenship: Option<String>,
    snils: Option<String>,
    inn: Option<String>,
    documents: Documents,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Documents {
    elements: Vec<SentDocument>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct SentDocument {
    #[serde(rename = "type")]
    kind: Option<String>,
    series: Option<String>,
    number: Option<String>,
    issue_date: Option<String>,
    issue_id: Option<String>,
    issued_by: Option<String>,
    expiry_date: Option<String>,
}

impl Sent {
    /// The same as the form has it; the first document counts.
    fn written(self) -> Written {
        let document = self.documents.elements.into_iter().next().unwrap_or_default();
        let text = Option::unwrap_or_default;
        let series = document.series.map(|series| format!("{series} ")).unwrap_or_default();
        Written {
            last_name: text(self.last_name),
            first_name: text(self.first_name),
            middle_name: text(self.middle_name),
            birth_date: text(self.birth_date),
            birth_place: text(self.birth_place),
            gender: text(self.gender),
            citizenship: text(self.citizenship),
            document: text(document.kind),
            number: format!("{series}{}", text(document.number)),
            issue_date: text(document.issue_date),
            issuer_code: text(document.issue_id),
            issued_by: text(document.issued_by),
            expires_on: text(document.expiry_date),
            snils: text(self.snils),
            inn: text(self.inn),
        }
    }
}

/// `POST /profile/rs/prns/up`.
pub async fn post(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Option<Sent>>) -> Answered {
    let holder = turn::holder(&stand, &visitor)?;
    let sent = sent.ok_or_else(reasons::calls::body_empty)?;
    let declared = match personal::read(&stand, &holder, &sent.written()) {
        Ok(declared) => declared,
        Err(mistakes) => return Ok(refused(&mistakes)),
    };
    let oid = holder.oid();
    Ok(match stand.write(move |cx| personal::save(cx, oid, &declared)).await? {
        Ok(saved) => json_answer(StatusCode::OK, &json!({ "oid": oid, "verifying": saved == Saved::Checking })),
        Err(refusal) => {
            let (field, why) = match refusal {
                Refused::Child => ("level", "the data of a child are written by a parent"),
                Refused::SnilsTaken => ("snils", "another account has this СНИЛС"),
                Refused::OldPassport => ("number", "a new name needs a new passport"),
            };
            failed(&Map::from_iter([(field.to_owned(), Value::from(why))]))
        }
    })
}

fn refused(mistakes: &[(&'static str, Fault)]) -> HttpResponse {
    let told = mistakes.iter().map(|(field, fault)| ((*field).to_owned(), Value::from(fault.to_string())));
    failed(&told.collect())
}

fn failed(fields: &Map<String, Value>) -> HttpResponse {
    let told: Vec<_> =
        fields.iter().map(|(field, why)| format!("{field}: {}", why.as_str().unwrap_or_default())).collect();
    let body = json!({ "failed": "VALIDATION", "message": told.join("; "), "fields": fields });
    json_answer(StatusCode::BAD_REQUEST, &body)
}
