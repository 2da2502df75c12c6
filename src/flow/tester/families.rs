//! People who belong together, made by one press: all of them or nobody.

use serde_json::Value;
use serde_json::json;

use crate::domain::organization::OrganizationKind;
use crate::fixtures::PersonGiven;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::tester::people;
use crate::flow::tester::put::Hashes;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::protocol::ids::Oid;
use crate::storage::organizations;

/// Who is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A confirmed parent with two children who have accounts.
    Parent,
    /// A confirmed pupil of 15 years, and a simplified account of the same name.
    PupilWithDouble,
    /// A confirmed employee of a school, or of another organisation where no school is there.
    Teacher,
}

/// Organisations that are looked through for a school.
const LOOKED_AT: u32 = 100;

/// Makes them; the first is whom it is about.
pub fn make(cx: &WriteCx<'_>, family: Family, hashes: &Hashes) -> Result<Result<Vec<Put>, NotPut>, Stop> {
    match family {
        Family::Parent => parent(cx, hashes),
        Family::PupilWithDouble => pupil(cx, hashes),
        Family::Teacher => teacher(cx, hashes),
    }
}

/// Whoever is not put ends the making.
macro_rules! settled {
    ($put:expr) => {
        match $put? {
            Ok(put) => put,
            Err(not_put) => return Ok(Err(not_put)),
        }
    };
}

fn parent(cx: &WriteCx<'_>, hashes: &Hashes) -> Result<Result<Vec<Put>, NotPut>, Stop> {
    let parent = given("confirmed", 38, "Родитель двоих детей с учётными записями");
    let mut made = vec![settled!(people::make(cx, &parent, hashes))];
    let number = made[0].oid;
    for (age, about) in [(10, "Ребёнок 10 лет, запись создал родитель"), (13, "Ребёнок 13 лет, запись создал родитель")]
    {
        let child = PersonGiven::from([("age", json!(age)), ("about", json!(about))]);
        made.push(settled!(people::make_child(cx, number, &child, hashes)));
    }
    made[0] = settled!(people::seen(cx, number));
    Ok(Ok(made))
}

fn pupil(cx: &WriteCx<'_>, hashes: &Hashes) -> Result<Result<Vec<Put>, NotPut>, Stop> {
    let pupil = given("confirmed", 15, "Ученик 15 лет, у него есть двойник");
    let pupil = settled!(people::make(cx, &pupil, hashes));
    let own = &pupil.person;
    let double = PersonGiven::from([
        ("level", json!("simplified")),
        ("about", json!("Упрощённая запись — двойник ученика")),
        ("last_name", json!(own.last_name)),
        ("first_name", json!(own.first_name)),
        ("middle_name", json!(own.middle_name)),
        ("gender", json!(own.gender)),
        ("birth_date", Value::Null),
        ("birth_place", Value::Null),
        ("snils", Value::Null),
        ("inn", Value::Null),
        ("documents", json!([])),
    ]);
    let double = settled!(people::make(cx, &double, hashes));
    Ok(Ok(vec![pupil, double]))
}

fn teacher(cx: &WriteCx<'_>, hashes: &Hashes) -> Result<Result<Vec<Put>, NotPut>, Stop> {
    let Some(place) = workplace(cx)? else {
        return Ok(Err(NotPut::Conflict("there is no organisation to work for".to_owned())));
    };
    let teacher = PersonGiven::from([
        ("level", json!("confirmed")),
        ("age", json!(41)),
        ("about", json!("Сотрудник организации: при входе выбирает роль")),
        ("roles", json!([{ "organization": place, "position": "учитель" }])),
    ]);
    Ok(Ok(vec![settled!(people::make(cx, &teacher, hashes))]))
}

/// Where somebody could work: an organisation with branches, as schools have them, or else any that is still there.
fn workplace(cx: &Cx<'_>) -> Result<Option<String>, Stop> {
    let mut any = None;
    for oid in organizations::list(cx.sql, Oid(0), LOOKED_AT)? {
        let Some(data) = organizations::find(cx.sql, oid)?.filter(|data| !data.is_liquidated) else { continue };
        let name = data.fixture_name(oid);
        if data.kind == OrganizationKind::Legal && !data.branches.is_empty() {
            return Ok(Some(name));
        }
        any = any.or(Some(name));
    }
    Ok(any)
}

fn given(level: &str, age: u32, about: &str) -> PersonGiven {
    PersonGiven::from([("level", json!(level)), ("age", json!(age)), ("about", json!(about))])
}
