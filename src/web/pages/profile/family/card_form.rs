//! The form of a card: a new one, or one that is changed.

use actix_web::HttpResponse;
use chrono::NaiveDate;

use crate::domain::child::ChildCard;
use crate::domain::dates::parse_birth_date;
use crate::domain::dates::parse_date;
use crate::domain::document::DocumentKind;
use crate::domain::papers;
use crate::domain::papers::Demands;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::rule::Rules;
use crate::flow::account::names;
use crate::flow::children;
use crate::flow::children::cards;
use crate::flow::children::cards::CardData;
use crate::flow::children::cards::Unsaved;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::family;
use crate::web::pages::profile::family::LIST;
use crate::web::pages::profile::family::Own;
use crate::web::pages::profile::family::Parent;
use crate::web::pages::profile::family::words;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// `GET /profile/family/new`.
pub async fn new(stand: OfStand, By(Parent(visit)): By<Parent>) -> HttpResponse {
    family::show(&new_page(&stand, &visit, &Typed::default()))
}

/// `POST /profile/family/new`.
pub async fn add(stand: OfStand, Posted(Parent(visit), mut typed): Posted<Parent>) -> Answered {
    let Some(data) = read(&mut typed, &stand.config.rules, stand.today()) else {
        return Ok(family::show(&new_page(&stand, &visit, &typed)));
    };
    let parent = visit.holder.oid();
    match stand.write(move |cx| cards::add(cx, parent, &data)).await {
        Ok(Ok(_)) => Ok(profile::done(&stand, LIST, "saved")),
        Ok(Err(unsaved)) => Ok(family::show(&new_page(&stand, &visit, &typed).error(told(unsaved)))),
        Err(stop) => Err(stop.into()),
    }
}

/// `GET /profile/family/{id}/edit`.
pub async fn edit(stand: OfStand, By(own): By<Own>) -> Answered {
    let is_open = stand.read(|cx| children::state(cx, &own.card))?.is_open();
    Ok(if is_open {
        family::show(&edit_page(&stand, &own, &known(&own.card)))
    } else {
        pages::see(&stand, &own.path(""))
    })
}

/// `POST /profile/family/{id}/edit`.
pub async fn change(stand: OfStand, Posted(own, mut typed): Posted<Own>) -> Answered {
    let Some(data) = read(&mut typed, &stand.config.rules, stand.today()) else {
        return Ok(family::show(&edit_page(&stand, &own, &typed)));
    };
    match own.transact(&stand, move |cx, parent, card| cards::change(cx, parent.oid, card.id, &data)).await? {
        Ok(()) => Ok(profile::done(&stand, &own.path(""), "saved")),
        Err(Unsaved::Closed) => Ok(pages::see(&stand, &own.path(""))),
        Err(unsaved) => Ok(family::show(&edit_page(&stand, &own, &typed).error(told(unsaved)))),
    }
}

fn told(unsaved: Unsaved) -> Text {
    Text::new(match unsaved {
        Unsaved::SameChild => "family-same-child",
        Unsaved::Closed | Unsaved::Gone => "family-closed",
    })
}

/// What a form says of a child, if nothing is wrong with it.
fn read(typed: &mut Typed, rules: &Rules, today: NaiveDate) -> Option<CardData> {
    let kind = words::CERTIFICATES.iter().map(|row| row.0).find(|kind| kind.name() == typed.text("kind"));
    if kind.is_none() {
        typed.wrong("kind", Text::new("family-choose"));
    }
    let gender = Gender::from_wire(typed.text("sex"));
    if gender.is_none() {
        typed.wrong("sex", Text::new("family-choose"));
    }
    let kind = kind.unwrap_or(DocumentKind::BirthCertificate);
    let (name, born, certificate) = typed.read_all(|mut reading| {
        let name = reading.name();
        if let Some((part, mistake)) = name.as_ref().and_then(|name| names::mistake(rules, name)) {
            reading.wrong(part.field(), mistake);
        }
        let born = reading.required("birth_date", |text| parse_birth_date(text, today));
        let needed = &["issue_date", "issued_by"];
        let demands = Demands { needed, date: parse_date, born, today: Some(today) };
        let certificate = papers::read(&mut reading, kind, &demands);
        let read = name.zip(born).zip(certificate).map(|((name, born), certificate)| (name, born, certificate));
        reading.finish(read)
    })?;
    let person = Person { birth_date: Some(born), gender: Some(gender?), ..Person::named(name) };
    typed.is_right().then_some(CardData { person, kind, certificate })
}

/// The fields as the card knows them.
fn known(card: &ChildCard) -> Typed {
    let mut values = Parameters::default();
    let mut put = |name: &str, value: Option<String>| values.set(name, value.unwrap_or_default());
    let person = &card.person;
    put("last_name", Some(person.name.last_name().to_string()));
    put("first_name", Some(person.name.first_name().to_string()));
    put("middle_name", person.name.middle_name().map(ToString::to_string));
    put("birth_date", person.birth_date.map(words::date));
    put("sex", person.gender.map(|gender| gender.wire().to_owned()));
    if let Some(certificate) = card.certificate() {
        let data = &certificate.data;
        put("kind", Some(certificate.kind.name().to_owned()));
        put("series", data.series.clone());
        put("number", data.number.clone());
        put("issue_date", data.issue_date.map(words::date));
        put("issued_by", data.issued_by.clone());
        put("act_number", data.act_number.clone());
        put("act_date", data.act_date.map(words::date));
    }
    Typed::new(values)
}

fn new_page(stand: &Stand, visit: &Visit, typed: &Typed) -> FormPage {
    let list = format!("{}{LIST}", stand.base_path);
    let page = profile::form_page(stand, visit, &format!("{LIST}/new"), Text::new("family-new-title"));
    filled(page.intro(Text::new("family-new-intro")), typed)
        .link(list, Text::new("family-back"))
        .hints(profile::hints(stand, Text::new("family-hint-new")))
}

fn edit_page(stand: &Stand, own: &Own, typed: &Typed) -> FormPage {
    filled(own.form(stand, "/edit", Text::new("family-edit-title")), typed)
}

fn filled(page: FormPage, typed: &Typed) -> FormPage {
    let field = |name, key: &'static str, kind| typed.fill(FormField::new(name, Text::new(key), kind));
    let sexes = [("F", "family-female"), ("M", "family-male")].map(|(value, key)| Choice::new(value, Text::new(key)));
    let kinds = words::CERTIFICATES.map(|(kind, key)| Choice::new(kind.name(), Text::new(key)));
    page.field(field("last_name", "family-last-name", FieldKind::Name))
        .field(field("first_name", "family-first-name", FieldKind::Name))
        .field(field("middle_name", "family-middle-name", FieldKind::Name).optional())
        .field(field("birth_date", "family-birth-date", FieldKind::Date))
        .field(field("sex", "family-sex", FieldKind::Radio(sexes.to_vec())))
        .field(
            field("kind", "family-kind", FieldKind::Radio(kinds.to_vec()))
                .heading(Text::new("family-certificate-title")),
        )
        .field(field("series", "family-series", FieldKind::Text).hint(Text::new("family-series-hint")))
        .field(field("number", "family-number", FieldKind::Text).hint(Text::new("family-number-hint")))
        .field(field("issue_date", "family-issue-date", FieldKind::Date))
        .field(field("issued_by", "family-issued-by", FieldKind::Text))
        .field(field("act_number", "family-act-number", FieldKind::Text).optional())
        .field(field("act_date", "family-act-date", FieldKind::Date).optional())
        .button(Button::main(Text::new("family-save")))
}
