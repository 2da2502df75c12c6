//! People who are made up: whole ones, with numbers that nobody of the stand has.

use crate::crypto::digest;
use crate::domain::contact::ContactKind;
use crate::fixtures::Incomplete;
use crate::fixtures::PersonFixture;
use crate::fixtures::PersonGiven;
use crate::fixtures::generator::Generator;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::stand::Stand;
use crate::flow::tester::names;
use crate::flow::tester::put::NotPut;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::children;
use crate::storage::documents;
use crate::storage::organizations;
use crate::storage::seed;

/// Under which name the next number of somebody who is made up is kept.
pub const NEXT: &str = "next_person";

/// A whole person, made up where nothing is given, with numbers that nobody has.
pub(super) fn completed(
    cx: &WriteCx<'_>,
    given: &PersonGiven,
    parent: Option<&PersonFixture>,
) -> Result<Result<PersonFixture, NotPut>, Stop> {
    let known = match given.persona() {
        Some(persona) => names::account(cx, persona)?.map(|account| account.oid.0),
        None => None,
    };
    let (oid, is_given) = (given.oid().or(known), given.has_documents());
    let generator = Generator::new(seed_of(cx.stand));
    let mut number: u64 = seed::meta(cx.sql, NEXT)?.and_then(|text| text.parse().ok()).unwrap_or(1);
    loop {
        let numbers = match generator.numbers(number) {
            Ok(numbers) => numbers,
            Err(error) => return Ok(Err(NotPut::Conflict(error.to_string()))),
        };
        let is_free = accounts::find(cx.sql, Oid(numbers.oid))?.is_none()
            && organizations::find(cx.sql, Oid(numbers.oid))?.is_none()
            && names::account(cx, &numbers.persona)?.is_none()
            && names::account(cx, &numbers.child_persona)?.is_none()
            && contacts::holder(cx, ContactKind::Mobile, &numbers.phone)?.is_none()
            && contacts::holder(cx, ContactKind::Email, &numbers.email)?.is_none()
            && accounts::list_by_snils(cx.sql, &numbers.snils)?.is_empty()
            && !children::has_snils(cx.sql, &numbers.snils)?;
        if !is_free {
            number += 1;
            continue;
        }
        let mut fixture = match given.clone().completed(generator, number, cx.today(), parent) {
            Ok(fixture) => fixture,
            Err(Incomplete::Mistakes(mistakes)) => return Ok(Err(NotPut::Mistakes(mistakes))),
            Err(Incomplete::Numbers(error)) => return Ok(Err(NotPut::Conflict(error.to_string()))),
        };
        number += 1;
        if !is_given && has_same_document(cx, &fixture)? {
            continue;
        }
        seed::keep_meta(cx.sql, NEXT, &number.to_string())?;
        fixture.oid = oid.or(fixture.oid);
        return Ok(Ok(fixture));
    }
}

fn has_same_document(cx: &Cx<'_>, fixture: &PersonFixture) -> Result<bool, Stop> {
    for document in &fixture.documents {
        let series = document.series.as_deref();
        if !documents::list_verified(cx.sql, document.kind, series, &document.number)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What people of this stand are made up of: the same for the same `--seed`.
fn seed_of(stand: &Stand) -> u64 {
    let digest = digest::sha256(format!("{}\npeople", stand.mark.text()).as_bytes());
    digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}
