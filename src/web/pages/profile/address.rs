//! Addresses of «Мои данные»: where one is registered, where one lives.

use actix_web::HttpRequest;

use crate::domain::address::Address;
use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::declaration::RUSSIA;
use crate::domain::reading::Fault;
use crate::domain::reading::line;
use crate::flow::Stop;
use crate::flow::profile::addresses;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::Weight;

const PATH: &str = "/profile/addresses/edit";
const REMOVAL: &str = "/profile/addresses/remove";

/// The section of «Мои данные».
pub fn section(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let oid = visit.holder.oid();
    let mut section = Section::new("addresses", Text::new("address-section"));
    let mut items = Vec::new();
    for kind in addresses::KINDS {
        let link = |label: Text| Action::link(format!("{}{PATH}?kind={}", stand.base_path, kind.wire()), label);
        match stand.read(|cx| addresses::find(cx, oid, kind))? {
            Some(address) => items.push(item(stand, &address, link(Text::new("address-change")))),
            None => section = section.action(link(add_label(kind))),
        }
    }
    Ok(section.items(items, Text::new("address-none")))
}

fn item(stand: &Stand, address: &Address, change: Action) -> Item {
    let removal = Action::post(format!("{}{REMOVAL}", stand.base_path), Text::new("address-remove"), Weight::Plain);
    let code = address.parts.fias_code.as_ref();
    let code = code.map(|code| Fact::new(Text::new("address-fias-code"), Text::plain(code.clone())));
    let whole = Fact::new(Text::new("address-whole"), Text::plain(in_one_line(&address.parts)));
    [whole]
        .into_iter()
        .chain(code)
        .fold(Item::new(address.id.to_string(), title(address.kind)), Item::fact)
        .action(change)
        .action(removal.carrying("kind", address.kind.wire()))
}

fn title(kind: AddressKind) -> Text {
    Text::new(if kind == AddressKind::Registration { "address-registration" } else { "address-residence" })
}

fn add_label(kind: AddressKind) -> Text {
    Text::new(if kind == AddressKind::Registration { "address-add-registration" } else { "address-add-residence" })
}

/// Everything but the country, in the order of an envelope.
fn in_one_line(parts: &AddressParts) -> String {
    let street = parts.address.clone().or_else(|| {
        let parts = [&parts.region, &parts.city, &parts.street].into_iter().flatten();
        Some(parts.cloned().collect::<Vec<_>>().join(", ")).filter(|line| !line.is_empty())
    });
    let all = [&parts.zip_code, &street, &parts.house, &parts.flat].into_iter().flatten();
    all.cloned().collect::<Vec<_>>().join(", ")
}

fn kind_of(text: &str) -> Option<AddressKind> {
    addresses::KINDS.into_iter().find(|kind| kind.wire() == text)
}

/// `GET /profile/addresses/edit?kind=`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    let kind = kind_of(&profile::asked(&http, "kind")).ok_or_else(|| profile::absent(Lack::Address))?;
    let address = stand.read(|cx| addresses::find(cx, visit.holder.oid(), kind))?;
    let parts = address.map(|address| address.parts).unwrap_or_default();
    let known = FIELDS.map(|row| (row.name, (row.read)(&parts).unwrap_or_default()));
    Ok(profile::answer_form(&page(&stand, &visit, kind, &Typed::known(known))))
}

/// `POST /profile/addresses/edit`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let Some(kind) = kind_of(typed.text("kind")) else {
        return Err(profile::absent(Lack::Address));
    };
    let Some(parts) = read(&mut typed) else {
        return Ok(profile::answer_form(&page(&stand, &visit, kind, &typed)));
    };
    let oid = visit.holder.oid();
    stand.write(move |cx| addresses::save(cx, oid, kind, parts)).await?;
    Ok(profile::done(&stand, paths::DATA, "address_saved"))
}

/// `POST /profile/addresses/remove`.
pub async fn remove(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let (oid, kind) = (visit.holder.oid(), kind_of(typed.text("kind")));
    let removed = stand.write(move |cx| kind.map_or(Ok(false), |kind| addresses::remove(cx, oid, kind)));
    Ok(if removed.await? {
        profile::done(&stand, paths::DATA, "address_removed")
    } else {
        return Err(profile::absent(Lack::Address));
    })
}

/// What was typed, if nothing is wrong; parts that this form does not ask are left out, for they may say another place.
fn read(typed: &mut Typed) -> Option<AddressParts> {
    let mut parts = AddressParts { country: Some(RUSSIA.to_owned()), ..AddressParts::default() };
    for row in &FIELDS {
        let value =
            if row.required { typed.read(row.name, row.parse) } else { typed.read_optional(row.name, row.parse) };
        (row.write)(&mut parts, value);
    }
    let line = [&parts.region, &parts.city, &parts.street].into_iter().flatten();
    parts.address = Some(line.cloned().collect::<Vec<_>>().join(", "));
    typed.is_right().then_some(parts)
}

fn page(stand: &Stand, visit: &Visit, kind: AddressKind, typed: &Typed) -> FormPage {
    let page = profile::form_page(stand, visit, PATH, title(kind)).hidden("kind", kind.wire());
    let field = |row: &Row| {
        let field = FormField::new(row.name, Text::new(row.label), row.kind.clone());
        typed.fill(if row.required { field } else { field.optional() })
    };
    FIELDS
        .iter()
        .map(field)
        .fold(page, FormPage::field)
        .button(Button::main(Text::new("edit-save")))
        .link(format!("{}{}", stand.base_path, paths::DATA), Text::new("edit-cancel"))
}

/// A field of the form: where its value is read from and written to.
struct Row {
    name: &'static str,
    label: &'static str,
    kind: FieldKind,
    required: bool,
    parse: fn(&str) -> Result<String, Fault>,
    read: fn(&AddressParts) -> Option<String>,
    write: fn(&mut AddressParts, Option<String>),
}

macro_rules! fields {
    ($($name:ident $label:literal $kind:ident $required:literal $parse:path;)*) => {
        const FIELDS: [Row; 6] = [$(Row {
            name: stringify!($name), label: $label, kind: FieldKind::$kind, required: $required, parse: $parse,
            read: |parts| parts.$name.clone(), write: |parts, value| parts.$name = value,
        }),*];
    };
}

fields! {
    zip_code "address-zip" Digits true zip_code;
    region "address-region" Text true line;
    city "address-city" Text true line;
    street "address-street" Text false line;
    house "address-house" Text true short;
    flat "address-flat" Text false short;
}

fn zip_code(text: &str) -> Result<String, Fault> {
    let is_code = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if is_code { Ok(text.to_owned()) } else { Err(Fault::ZipCode) }
}

fn short(text: &str) -> Result<String, Fault> {
    if text.chars().count() > LONGEST_HOUSE { Err(Fault::TooLong) } else { line(text) }
}

const LONGEST_HOUSE: usize = 20;
