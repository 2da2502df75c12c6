//! The form that asks for an electronic signature: the stand makes one for somebody, or it is pasted.

use crate::domain::person::Person;
use crate::flow::Stop;
use crate::flow::confirmation::signature;
use crate::flow::confirmation::signature::Bearer;
use crate::flow::confirmation::signature::Challenge;
use crate::flow::confirmation::signature::Rejected;
use crate::flow::confirmation::test_certificate;
use crate::flow::confirmation::test_certificate::Condition;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::people;
use crate::texts::Text;
use crate::web::typed::Typed;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// The most people to choose from.
const MOST: u32 = 200;

/// Adds the fields and buttons; `own` is chosen at first, where it is known who it is.
pub fn fields(
    stand: &Stand,
    page: FormPage,
    (browser, own): (&str, Option<Oid>),
    typed: &Typed,
) -> Result<FormPage, Stop> {
    let (challenge, people): (Challenge, Vec<(Oid, Person)>) =
        stand.read(|cx| Ok((signature::challenge(cx, browser), people::list_with_snils(cx.sql, MOST)?)))?;
    let bearers = people.into_iter().map(|(oid, person)| {
        let snils = person.snils.as_ref().map(ToString::to_string).unwrap_or_default();
        Choice::new(oid.to_string(), Text::plain(format!("{}, {snils}", person.name)))
    });
    let conditions = Condition::ALL.map(|condition| {
        Choice::new(
            condition.name(),
            Text::new(match condition {
                Condition::Valid => "signature-condition-valid",
                Condition::Expired => "signature-condition-expired",
                Condition::Foreign => "signature-condition-foreign",
            }),
        )
    });
    let chosen = |field: FormField, first: String| {
        let field = typed.fill(field);
        let is_open = field.value.is_empty();
        if is_open { field.value(first) } else { field }
    };
    let bearer = FormField::new("bearer", Text::new("signature-bearer"), FieldKind::Select(bearers.collect()))
        .optional()
        .heading(Text::new("signature-by-stand"));
    let condition = FormField::new("condition", Text::new("signature-condition"), FieldKind::Radio(conditions.into()));
    let pasted = FormField::new("signature", Text::new("signature-message"), FieldKind::Area)
        .optional()
        .heading(Text::new("signature-by-program"))
        .hint(Text::new("signature-message-hint"));
    Ok(page
        .fact(Fact::new(Text::new("signature-challenge"), Text::plain(challenge.text.clone())))
        .hidden("challenge", challenge.text)
        .field(chosen(bearer, own.map(|oid| oid.to_string()).unwrap_or_default()))
        .field(chosen(condition, Condition::Valid.name().to_owned()))
        .field(pasted.error(typed.mistake("signature")))
        .button(Button::main(Text::new("signature-sign")).sends("way", "stand"))
        .button(Button::plain(Text::new("signature-send")).sends("way", "own")))
}

/// Who has signed what the form says: with a signature that is made here, or one that was pasted.
pub fn bearer(stand: &Stand, typed: &Typed) -> Result<Result<Bearer, Rejected>, Stop> {
    let text = typed.text("challenge");
    if typed.text("way") == "own" {
        return Ok(signature::verify(stand, text, typed.text("signature")));
    }
    let oid: Option<Oid> = typed.text("bearer").parse().ok();
    let person = match oid {
        Some(oid) => stand.read(|cx| Ok(people::find(cx.sql, oid)?))?,
        None => None,
    };
    let Some(person) = person else { return Ok(Err(Rejected::Empty)) };
    let condition = Condition::from_name(typed.text("condition")).unwrap_or(Condition::Valid);
    let message = test_certificate::sign(stand, &person, condition, text)?;
    Ok(signature::verify(stand, text, &message))
}
