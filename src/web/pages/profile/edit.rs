//! «Редактировать»: name, birth, СНИЛС and identity document in one form; saving it asks МВД and СФР.
//!
//! Of a sure account only what another passport brings with it is asked: a name, the passport itself, ИНН.

use crate::domain::account::AccountLevel;
use crate::domain::declaration::Written;
use crate::domain::document::main_identity;
use crate::flow::Stop;
use crate::flow::profile::personal;
use crate::flow::profile::personal::Refused;
use crate::flow::profile::personal::Saved;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::storage::corrections;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::countries;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

const PATH: &str = "/profile/data/edit";

/// `GET /profile/data/edit`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    if visit.holder.account.level == AccountLevel::Child {
        return Err(profile::absent(Lack::OwnData));
    }
    Ok(profile::answer_form(&page(&stand, &visit, &known(&stand, &visit)?)))
}

/// What was written before: what waits for registries, before what counts.
fn known(stand: &Stand, visit: &Visit) -> Result<Typed, Stop> {
    let oid = visit.holder.oid();
    let (corrected, held) =
        stand.read(|cx| Ok((corrections::find(cx.sql, oid)?, documents::list(cx.sql, DocumentOwner::Person(oid))?)))?;
    let unverified = held.iter().rev().find(|document| document.kind.is_identity() && !document.verified);
    let person = corrected.as_ref().unwrap_or(&visit.holder.person);
    let mut written = Written::of(person, unverified.or_else(|| main_identity(&held)));
    Ok(Typed::known(written.fields().into_iter().map(|(name, value)| (name, std::mem::take(value)))))
}

/// `POST /profile/data/edit`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let mut written = Written::default();
    for (name, value) in written.fields() {
        typed.text(name).clone_into(value);
    }
    let declared = match personal::read(&stand, &visit.holder, &written) {
        Ok(declared) => declared,
        Err(mistakes) => {
            for (field, fault) in &mistakes {
                typed.wrong(field, fault.told());
            }
            return Ok(profile::answer_form(&page(&stand, &visit, &typed)));
        }
    };
    let oid = visit.holder.oid();
    Ok(match stand.write(move |cx| personal::save(cx, oid, &declared)).await? {
        Ok(Saved::Checking) => profile::done(&stand, paths::DATA, "checking"),
        Ok(Saved::Unchanged) => profile::done(&stand, paths::DATA, "saved"),
        Err(Refused::Child) => {
            return Err(profile::absent(Lack::OwnData));
        }
        Err(Refused::SnilsTaken) => {
            typed.wrong("snils", Text::new("edit-snils-taken"));
            let recovery = format!("{}/login/recovery", stand.base_path);
            let page = page(&stand, &visit, &typed).link(recovery, Text::new("edit-recovery"));
            profile::answer_form(&page)
        }
        Err(Refused::OldPassport) => {
            typed.wrong("number", Text::new("edit-old-passport"));
            profile::answer_form(&page(&stand, &visit, &typed))
        }
    })
}

fn page(stand: &Stand, visit: &Visit, typed: &Typed) -> FormPage {
    let is_sure = personal::is_sure(&visit.holder.account);
    let page = profile::form_page(stand, visit, PATH, Text::new("edit-title"));
    let page = if is_sure {
        let person = &visit.holder.person;
        page.intro(Text::new("edit-intro-sure"))
            .fact(Fact::or_absent(Text::new("data-birth-date"), person.birth_date.map(profile::date)))
            .fact(Fact::or_absent(Text::new("data-snils"), person.snils.as_ref().map(ToString::to_string)))
    } else {
        page.intro(Text::new("edit-intro"))
    };
    let asked = names().into_iter().chain(if is_sure { Vec::new() } else { birth(typed) });
    let asked = asked.chain(document()).chain(if is_sure { None } else { Some(snils()) }).chain([inn()]);
    asked
        .map(|field| typed.fill(field))
        .fold(page, FormPage::field)
        .button(Button::main(Text::new("edit-save")))
        .link(format!("{}{}", stand.base_path, paths::DATA), Text::new("edit-cancel"))
        .hints(profile::hints(stand, Text::new("edit-hint")))
}

fn names() -> Vec<FormField> {
    vec![
        FormField::new("last_name", Text::new("edit-last-name"), FieldKind::Name).autocomplete("family-name"),
        FormField::new("first_name", Text::new("edit-first-name"), FieldKind::Name).autocomplete("given-name"),
        FormField::new("middle_name", Text::new("edit-middle-name"), FieldKind::Name)
            .autocomplete("additional-name")
            .optional(),
    ]
}

fn birth(typed: &Typed) -> Vec<FormField> {
    let genders = vec![Choice::new("F", Text::new("data-female")), Choice::new("M", Text::new("data-male"))];
    let countries = countries::choices(typed.text("citizenship"));
    vec![
        FormField::new("birth_date", Text::new("data-birth-date"), FieldKind::Date).autocomplete("bday"),
        FormField::new("birth_place", Text::new("data-birth-place"), FieldKind::Text)
            .hint(Text::new("edit-as-in-document")),
        FormField::new("gender", Text::new("data-gender"), FieldKind::Radio(genders)),
        FormField::new("citizenship", Text::new("data-citizenship"), FieldKind::Select(countries)),
    ]
}

fn document() -> Vec<FormField> {
    let kinds = vec![
        Choice::new("RF_PASSPORT", Text::new("documents-domestic-passport")),
        Choice::new("FID_DOC", Text::new("documents-foreign-document")),
    ];
    vec![
        FormField::new("document", Text::new("edit-document"), FieldKind::Select(kinds))
            .heading(Text::new("edit-document-heading")),
        FormField::new("number", Text::new("documents-number"), FieldKind::Text).hint(Text::new("edit-number-hint")),
        FormField::new("issued_by", Text::new("documents-issued-by"), FieldKind::Text),
        FormField::new("issue_date", Text::new("documents-issue-date"), FieldKind::Date),
        FormField::new("issuer_code", Text::new("documents-issuer-code"), FieldKind::Digits)
            .hint(Text::new("edit-code-hint")),
        FormField::new("expires_on", Text::new("documents-expires-on"), FieldKind::Date)
            .hint(Text::new("edit-expires-hint"))
            .optional(),
    ]
}

fn snils() -> FormField {
    FormField::new("snils", Text::new("data-snils"), FieldKind::Snils).hint(Text::new("edit-snils-hint"))
}

fn inn() -> FormField {
    FormField::new("inn", Text::new("data-inn"), FieldKind::Digits).optional()
}
