//! «+ Добавить организацию»: by its head, with the electronic signature of the organisation.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::inn::Inn;
use crate::domain::inn::InnError;
use crate::domain::kpp::Kpp;
use crate::domain::ogrn::Ogrn;
use crate::domain::ogrnip::Ogrnip;
use crate::domain::organization::OrganizationKind;
use crate::flow::organizations::registration;
use crate::flow::organizations::registration::Draft;
use crate::flow::organizations::registration::NotRegistered;
use crate::flow::organizations::registration::Signature;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::organizations;
use crate::web::pages::profile::organizations::ORGANIZATIONS;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

/// The kinds, by the words in the form.
const KINDS: [(&str, OrganizationKind); 3] = [
    ("legal", OrganizationKind::Legal),
    ("sole_proprietor", OrganizationKind::SoleProprietor),
    ("public_authority", OrganizationKind::PublicAuthority),
];

/// `GET /profile/organizations/add`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    organizations::open_to(&visit)?;
    Ok(draw(&stand, &visit, &Typed::default(), None))
}

/// `POST /profile/organizations/add`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let Some(draft) = read(&visit, &mut typed) else { return Ok(draw(&stand, &visit, &typed, None)) };
    let oid = visit.holder.oid();
    Ok(match stand.write(move |cx| registration::register(cx, oid, &draft)).await? {
        Ok(_) => profile::done(&stand, ORGANIZATIONS, "added"),
        Err(NotRegistered::Taken) => {
            typed.wrong("ogrn", NotRegistered::Taken.told());
            draw(&stand, &visit, &typed, None)
        }
        Err(why) => draw(&stand, &visit, &typed, Some(why.told())),
    })
}

fn read(visit: &Visit, typed: &mut Typed) -> Option<Draft> {
    let kind = KINDS.into_iter().find(|(word, _)| *word == typed.text("kind")).map(|(_, kind)| kind);
    let signature = Signature::from_name(typed.text("signature"));
    if kind.is_none() {
        typed.wrong("kind", Text::new("organizations-kind-empty"));
    }
    if signature.is_none() {
        typed.wrong("signature", Text::new("organizations-signature-empty"));
    }
    let kind = kind?;
    let is_proprietor = kind == OrganizationKind::SoleProprietor;
    let ogrn = if is_proprietor {
        typed.read("ogrn", Ogrnip::parse).map(|number| number.to_string())
    } else {
        typed.read("ogrn", Ogrn::parse).map(|number| number.to_string())
    };
    let inn = read_inn(typed, is_proprietor);
    let kpp = if is_proprietor { None } else { typed.read("kpp", Kpp::parse).map(|kpp| kpp.to_string()) };
    let (full_name, short_name) = names(visit, typed, is_proprietor);
    typed.is_right().then_some(())?;
    Some(Draft { kind, full_name, short_name, ogrn: ogrn?, inn: inn?, kpp, signature: signature? })
}

/// Twelve digits of a person, ten of an organisation.
fn read_inn(typed: &mut Typed, is_proprietor: bool) -> Option<String> {
    let text = typed.text("inn").to_owned();
    if text.is_empty() {
        typed.wrong("inn", Text::new("mistake-empty"));
        return None;
    }
    match Inn::parse(&text) {
        Ok(inn) if inn.is_person() == is_proprietor => return Some(inn.to_string()),
        Err(InnError::Checksum { .. }) => typed.wrong("inn", Text::new("mistake-inn-checksum")),
        Ok(_) | Err(InnError::Format(_)) => {
            let key = if is_proprietor { "mistake-inn-format" } else { "organizations-inn-format" };
            typed.wrong("inn", Text::new(key));
        }
    }
    None
}

/// Longest name.
const LONGEST: usize = 500;

fn names(visit: &Visit, typed: &mut Typed, is_proprietor: bool) -> (String, String) {
    if is_proprietor {
        return registration::names_of_proprietor(&visit.holder.person.name);
    }
    let mut name = |field: &'static str| {
        let text = typed.text(field).to_owned();
        if text.is_empty() {
            typed.wrong(field, Text::new("mistake-empty"));
        }
        if text.chars().count() > LONGEST {
            typed.wrong(field, Text::new("organizations-name-long"));
        }
        text
    };
    (name("full_name"), name("short_name"))
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed, error: Option<Text>) -> HttpResponse {
    let kinds = KINDS.map(|(word, kind)| Choice::new(word, Text::new(kind.title_key())));
    let signatures = Signature::ALL.map(|signature| {
        Choice::new(
            signature.name(),
            Text::new(match signature {
                Signature::OfHead => "organizations-signature-head",
                Signature::OfAnother => "organizations-signature-another",
                Signature::Expired => "organizations-signature-expired",
            }),
        )
    });
    let field = |name, key, kind| typed.fill(FormField::new(name, Text::new(key), kind));
    let page = organizations::form_page(stand, visit, "/add", Text::new("organizations-add-title"))
        .intro(Text::new("organizations-add-what"))
        .error(error)
        .field(field("kind", "organizations-kind", FieldKind::Radio(kinds.into())))
        .field(field("signature", "organizations-signature", FieldKind::Radio(signatures.into())))
        .field(field("full_name", "organizations-full-name", FieldKind::Text).optional())
        .field(field("short_name", "organizations-short-name", FieldKind::Text).optional())
        .field(field("ogrn", "organizations-ogrn", FieldKind::Digits))
        .field(field("inn", "organizations-inn", FieldKind::Digits))
        .field(
            field("kpp", "organizations-kpp", FieldKind::Digits).optional().hint(Text::new("organizations-kpp-hint")),
        )
        .button(Button::main(Text::new("organizations-add-do")));
    pages::html(StatusCode::OK, &page)
}
