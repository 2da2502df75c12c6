//! `/rs/…`: data of people and organisations, by access token (МР app. Б REST).
//!
//! THE RESOURCE TABLE: [`RESOURCES`]. A row says who owns the data, under which name it can be embedded, what a
//! token must open, how it is loaded and how it is written. [`handler`] does the rest for every row: token, owner,
//! scope, `embed`, `eTag`, errors. A new resource is a file of its noun and a line here.

pub mod addresses;
pub mod asked;
pub mod avatar;
pub mod children;
pub mod contacts;
pub mod documents;
pub mod employees;
pub mod envelope;
pub mod handler;
pub mod organizations;
pub mod permissions;
pub mod person;
pub mod roles;
pub mod vehicles;

use actix_web::HttpRequest;
use actix_web::web;
use actix_web::web::ServiceConfig;

use crate::domain::scope::Resource;
use crate::web::rest::asked::Owner;
use crate::web::rest::asked::ResourceDef;
use crate::web::route;
use crate::web::route::Place;
use crate::web::route::Places;
use crate::web::route::Surface;
use crate::web::state::OfStand;

macro_rules! resources {
    ($($owner:ident $path:literal $embeds_as:literal [$($opens:ident),*]
       $load:path => $render:path, $about:literal;)*) => {
        /// Every resource, each collection before its elements.
        pub const RESOURCES: &[ResourceDef] = &[$(ResourceDef {
            method: "GET", path: $path, owner: Owner::$owner, embeds_as: $embeds_as,
            opens: &[$(Resource::$opens),*], about: $about,
            load: |asked, cx| {
                let loaded = $load(asked, cx)?;
                Ok(Box::new(move |asked| $render(asked, loaded).into()))
            },
        }),*];
    };
}

resources! {
    Person "/rs/prns/{oid}" "" [] person::load => person::render, "a person: the fields that the token opens";
    Person "/rs/prns/{oid}/ctts" "contacts" [Email, Mobile, OtherContacts]
        contacts::list => contacts::render, "contacts of a person";
    Person "/rs/prns/{oid}/ctts/{id}" "" [Email, Mobile, OtherContacts]
        contacts::find => contacts::entity, "one contact";
    Person "/rs/prns/{oid}/addrs" "addresses" [Addresses]
        addresses::list => addresses::render, "addresses of a person";
    Person "/rs/prns/{oid}/addrs/{id}" "" [Addresses] addresses::find => addresses::entity, "one address";
    Person "/rs/prns/{oid}/docs" "documents"
        [IdentityDocument, MedicalPolicy, MilitaryId, InternationalPassport, DrivingLicence, BirthCertificate,
         ResidencePermit, TemporaryResidence]
        documents::list => documents::render, "documents of a person";
    Person "/rs/prns/{oid}/docs/{id}" ""
        [IdentityDocument, MedicalPolicy, MilitaryId, InternationalPassport, DrivingLicence, BirthCertificate,
         ResidencePermit, TemporaryResidence]
        documents::find => documents::entity, "one document";
    Person "/rs/prns/{oid}/vhls" "vehicles" [Vehicles] vehicles::list => vehicles::render, "vehicles of a person";
    Person "/rs/prns/{oid}/vhls/{id}" "" [Vehicles] vehicles::find => vehicles::entity, "one vehicle";
    Person "/rs/prns/{oid}/kids" "kids"
        [ChildName, ChildBirthDate, ChildGender, ChildSnils, ChildInn, ChildBirthCertificate, ChildMedicalPolicy,
         ChildMobile, ChildEmail, ChildSchool]
        children::list => children::render, "cards of children in the profile of a person";
    Person "/rs/prns/{oid}/kids/{kid}" ""
        [ChildName, ChildBirthDate, ChildGender, ChildSnils, ChildInn, ChildBirthCertificate, ChildMedicalPolicy,
         ChildMobile, ChildEmail, ChildSchool]
        children::find => children::entity, "one card of a child";
    Person "/rs/prns/{oid}/kids/{kid}/docs" "" [ChildBirthCertificate, ChildMedicalPolicy]
        children::documents => children::render_documents, "documents of a child";
    Person "/rs/prns/{oid}/kids/{kid}/docs/{id}" "" [ChildBirthCertificate, ChildMedicalPolicy]
        children::find_document => children::document, "one document of a child";
    Person "/rs/prns/{oid}/prmns" "" []
        permissions::list => permissions::render, "digital-profile consents of a person for this client";
    Person "/rs/prns/{oid}/avt" "" [Avatar] avatar::load => avatar::render, "the picture of a person, a PNG";
    Person "/rs/prns/{oid}/roles" "" [Organizations]
        roles::list => roles::render, "places of a person in organisations";
    Person "/rs/prns/{oid}/orgs" "organizations" [Organizations]
        organizations::list => organizations::render, "organisations where a person works";
    Organization "/rs/orgs/{oid}" "" []
        organizations::find => organizations::whole, "an organisation: the fields that the token opens";
    Organization "/rs/orgs/{oid}/ctts" "contacts" [OrganizationContacts]
        contacts::list => contacts::render, "contacts of an organisation";
    Organization "/rs/orgs/{oid}/ctts/{id}" "" [OrganizationContacts]
        contacts::find => contacts::entity, "one contact of an organisation";
    Organization "/rs/orgs/{oid}/addrs" "addresses" [OrganizationAddresses]
        addresses::list => addresses::render, "addresses of an organisation";
    Organization "/rs/orgs/{oid}/addrs/{id}" "" [OrganizationAddresses]
        addresses::find => addresses::entity, "one address of an organisation";
    Organization "/rs/orgs/{oid}/vhls" "vehicles" [OrganizationVehicles]
        vehicles::list => vehicles::render, "vehicles of an organisation";
    Organization "/rs/orgs/{oid}/vhls/{id}" "" [OrganizationVehicles]
        vehicles::find => vehicles::entity, "one vehicle of an organisation";
    Organization "/rs/orgs/{oid}/brhs" "branches" [OrganizationBranches]
        organizations::branches => organizations::render_branches, "branches of an organisation";
    Organization "/rs/orgs/{oid}/brhs/{id}" "" [OrganizationBranches]
        organizations::find_branch => organizations::branch, "one branch";
    Organization "/rs/orgs/{oid}/emps" "employees" [OrganizationEmployees]
        employees::list => employees::render, "employees of an organisation";
    Organization "/rs/orgs/{oid}/emps/{id}" "" [OrganizationEmployees]
        employees::find => employees::entity, "one employee, by the OID of the person";
    Organization "/rs/orgs/{oid}/emps/{id}/grps" "" [OrganizationGroups]
        employees::groups => employees::render_groups, "access groups of an employee";
}

/// Every resource is of station `access`.
const PLACES: Places = Places::Any(Place { station: "access", look: Surface::Rest.look() });

/// Mounts the resources; whatever else is below `/rs` does not exist.
pub fn configure(config: &mut ServiceConfig) {
    for row in RESOURCES {
        let get =
            move |stand: OfStand, http: HttpRequest| async move { handler::answer((row, RESOURCES), &stand, &http) };
        let resource = web::resource(row.path).app_data(PLACES).route(route::get().to(get));
        config.service(resource.default_service(web::to(handler::wrong_method)));
    }
    let others = web::resource(["/rs", "/rs/{rest:.*}"]).app_data(PLACES);
    let unknown = |stand: OfStand, http: HttpRequest| async move { handler::unknown(&stand, &http, RESOURCES) };
    config.service(others.default_service(web::to(unknown)));
}
