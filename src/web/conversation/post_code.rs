//! `/profile/rs/prns/usrcfm/…`: a code by letter on paper, as tools of the test contour order and enter it.
//!
//! Whoever has signed in is known by the cookie of the session.

use actix_web::http::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::domain::address::AddressParts;
use crate::flow::confirmation::post;
use crate::flow::login::progress::Visitor;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::web::answer::json_answer;
use crate::web::conversation::turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::json::Nothing;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// An address as it is sent; the index may be a number.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sent {
    country_id: Option<String>,
    zip_code: Value,
    fias_code: Option<String>,
    region: Option<String>,
    area: Option<String>,
    city: Option<String>,
    district: Option<String>,
    settlement: Option<String>,
    street: Option<String>,
    house: Option<String>,
    flat: Option<String>,
    address_str: Option<String>,
}

/// `POST /profile/rs/prns/usrcfm/addr`.
pub async fn order(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Sent>) -> Answered {
    let oid = turn::holder(&stand, &visitor)?.oid();
    let address = sent.address()?;
    Ok(match stand.write(move |cx| post::order(cx, oid, address)).await? {
        Ok(_) => json_answer(StatusCode::OK, &json!({ "containsUpCfmCode": true })),
        Err(why) => json_answer(StatusCode::CONFLICT, &json!({ "failed": why.name(), "message": "no code is sent" })),
    })
}

/// `POST /profile/rs/prns/usrcfm/by-post?cfmPostCode=`: the code is in the address.
pub async fn enter(stand: OfStand, By(visitor): By<Visitor>, Query(asked): Query, _: Nothing) -> Answered {
    let account = turn::holder(&stand, &visitor)?.account;
    let code = asked.sent("cfmPostCode").to_owned();
    Ok(match stand.write(move |cx| post::enter(cx, &account, &code)).await? {
        Ok(()) => json_answer(StatusCode::OK, &json!({ "trusted": true })),
        Err(why) => {
            let body = json!({ "failed": why.name(), "message": "the code is not taken" });
            json_answer(StatusCode::BAD_REQUEST, &body)
        }
    })
}

/// Longest part of an address.
const LONGEST: usize = 200;

impl Sent {
    fn address(self) -> Result<AddressParts, Refusal> {
        let zip_code = match &self.zip_code {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        let is_index = |text: &String| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let zip_code = zip_code.filter(is_index);
        let zip_code = zip_code.ok_or_else(|| {
            reasons::calls::address_wrong("zipCode", Words::new("must be six digits", "должен быть из шести цифр"))
        })?;
        let parts = AddressParts {
            zip_code: Some(zip_code),
            country: Some(self.country_id.filter(|text| !text.is_empty()).unwrap_or_else(|| "RUS".to_owned())),
            fias_code: part("fiasCode", self.fias_code)?,
            region: part("region", self.region)?,
            area: part("area", self.area)?,
            city: part("city", self.city)?,
            district: part("district", self.district)?,
            settlement: part("settlement", self.settlement)?,
            street: part("street", self.street)?,
            house: part("house", self.house)?,
            flat: part("flat", self.flat)?,
            address: part("addressStr", self.address_str)?,
            ..AddressParts::default()
        };
        if parts.country.as_deref().is_none_or(|country| country.len() != 3) {
            return Err(reasons::calls::address_wrong(
                "countryId",
                Words::new("must be three letters, such as RUS", "должен быть из трёх букв, например RUS"),
            ));
        }
        if parts.region.is_none() && parts.address.is_none() {
            return Err(reasons::calls::address_wrong(
                "region",
                Words::new("or addressStr must be there", "или addressStr обязателен"),
            ));
        }
        Ok(parts)
    }
}

fn part(name: &str, text: Option<String>) -> Result<Option<String>, Refusal> {
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST || text.chars().any(char::is_control)) {
        return Err(reasons::calls::address_wrong(
            name,
            Words::new(
                "is too long, or has signs that no address has",
                "слишком длинное или содержит знаки, которых в адресе нет",
            ),
        ));
    }
    Ok(text)
}
