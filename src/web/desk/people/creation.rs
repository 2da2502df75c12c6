//! `/_mock/people/new`: people who belong together by one press, or one by a form.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::email::Email;
use crate::domain::name::NamePart;
use crate::domain::phone::Phone;
use crate::fixtures::PersonGiven;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::tester::families::Family;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::texts::Text;
use crate::web::desk::done;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::words;
use crate::web::desk::stands::unmade;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Block;
use crate::web::views::BoardForm;
use crate::web::views::BoardPage;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::Notice;
use crate::web::views::Piece;
use crate::web::views::Weight;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// Where people are made.
const PATH: &str = "/_mock/people/new";

/// The oldest who is made up.
const OLDEST: u32 = 120;

/// Families that one press makes: what is posted, who, and the words.
const FAMILIES: [(&str, Family, &str); 3] = [
    ("parent", Family::Parent, "desk-family-parent"),
    ("pupil", Family::PupilWithDouble, "desk-family-pupil"),
    ("teacher", Family::Teacher, "desk-family-teacher"),
];

/// `GET /_mock/people/new`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> Answered {
    let typed = Typed::known([("level", "confirmed".to_owned())]);
    Ok(operator_sees(&stand, operator, &typed, None))
}

/// `POST /_mock/people/new`.
pub async fn post(stands: Data<Stands>, stand: OfStand, Posted(operator, mut typed): Posted<Operator>) -> Answered {
    let family = FAMILIES.iter().find(|(word, ..)| *word == typed.text("family"));
    if let Some((_, family, _)) = family {
        return Ok(match stands.make_family(&stand, *family).await.map_err(unmade)? {
            Ok(made) => made_first(&stand, &made),
            Err(not_put) => operator_sees(&stand, operator, &typed, Some(&not_put)),
        });
    }
    let Some(given) = read(&mut typed) else { return Ok(operator_sees(&stand, operator, &typed, None)) };
    Ok(match stands.make_person(&stand, given).await.map_err(unmade)? {
        Ok(put) => made_first(&stand, &[put]),
        Err(not_put) => operator_sees(&stand, operator, &typed, Some(&not_put)),
    })
}

/// On to the card of whom it is about.
fn made_first(stand: &Stand, made: &[Put]) -> actix_web::HttpResponse {
    let path = made.first().map_or_else(
        || Part::People.path().to_owned(),
        |put| done::at(&format!("{}/{}", Part::People.path(), put.oid), "done=made"),
    );
    response::see(stand, &path)
}

fn operator_sees(
    stand: &Stand,
    operator: Operator,
    typed: &Typed,
    not_put: Option<&NotPut>,
) -> actix_web::HttpResponse {
    let notice = not_put.map(|not_put| Notice::error(words::not_put(not_put)));
    let is_right = typed.is_right() && notice.is_none();
    let frame = operator.frame_telling(stand, Part::People, notice);
    let action = format!("{}{PATH}", stand.base_path);
    let family = |(word, _, key): (&'static str, Family, &'static str)| {
        Action::post(&action, Text::new(key), Weight::Plain).carrying("family", word)
    };
    let families = Block::new("families", Text::new("desk-new-families")).words(Text::new("desk-new-families-what"));
    let families = FAMILIES.into_iter().map(family).fold(families, Block::action);
    let form = BoardForm::dense(&action, "make", fields(typed), Text::new("desk-new-make"));
    let one =
        Block::new("one", Text::new("desk-new-one")).words(Text::new("desk-new-one-what")).with(Piece::Form(form));
    let page = BoardPage::new(frame, Text::new("desk-new-title")).block(families).block(one);
    operator.sees(&page, if is_right { StatusCode::OK } else { StatusCode::BAD_REQUEST })
}

fn fields(typed: &Typed) -> Vec<FormField> {
    let level = |level: AccountLevel| Choice::new(level.name(), Text::new(level.title_key()));
    let levels = AccountLevel::ALL.into_iter().filter(|level| *level != AccountLevel::Child);
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind).optional());
    vec![
        typed.fill(FormField::new("level", Text::new("mfc-level"), FieldKind::Select(levels.map(level).collect()))),
        field("last_name", "papers-last-name", FieldKind::Name),
        field("first_name", "papers-first-name", FieldKind::Name),
        field("middle_name", "papers-middle-name", FieldKind::Name),
        field("age", "desk-new-age", FieldKind::Digits),
        field("email", "mfc-email", FieldKind::Email),
        field("phone", "mfc-phone", FieldKind::Phone),
        field("email_unverified", "desk-new-email-unverified", FieldKind::Check),
        field("about", "desk-new-about", FieldKind::Text),
    ]
}

/// What was typed; whatever is left out is made up.
fn read(typed: &mut Typed) -> Option<PersonGiven> {
    let level = AccountLevel::from_name(typed.text("level"));
    if level.is_none() {
        typed.wrong("level", Text::new("mistake-choice"));
    }
    for name in ["last_name", "first_name", "middle_name"] {
        typed.read_optional(name, NamePart::parse);
    }
    typed.read_optional("email", Email::parse);
    typed.read_optional("phone", Phone::parse);
    let age: Option<u32> = typed.text("age").parse().ok().filter(|age| *age <= OLDEST);
    if age.is_none() && !typed.text("age").is_empty() {
        typed.wrong("age", Text::new("desk-new-age-wrong"));
    }
    if !typed.is_right() {
        return None;
    }
    let mut given = Map::new();
    let words = ["level", "last_name", "first_name", "middle_name", "email", "phone", "about"];
    for name in words.into_iter().filter(|name| !typed.text(name).is_empty()) {
        given.insert(name.to_owned(), json!(typed.text(name)));
    }
    if let Some(age) = age {
        given.insert("age".to_owned(), json!(age));
    }
    if typed.has("email_unverified") {
        given.insert("email_verified".to_owned(), Value::Bool(false));
    }
    Some(given.into())
}
