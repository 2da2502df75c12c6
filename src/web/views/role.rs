//! The page «Войти как»: as oneself or for an organisation.
//!
//! Posts `csrf`, `interaction` and `role`, which is `person` or the organisation's oid, to
//! `{base}/login/role`. Source: the user's document on registration, figure 10.

use askama::Template;

use super::Frame;
use super::Hints;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "role.html")]
pub struct RolePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The login on its way.
    pub interaction: String,
    /// The name of the requesting system, if there is one.
    pub client: Option<String>,
    /// Full name of the person.
    pub person: String,
    /// Organisations in whose name the person may act.
    pub organizations: Vec<RoleOrganization>,
    /// What is chosen to begin with: `person`, an oid, or nothing.
    pub selected: String,
    /// What was wrong with the last choice.
    pub error: Option<Text>,
    /// Where somebody else signs in.
    pub other_user: String,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// An organisation to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOrganization {
    /// Its oid, which is what is posted.
    pub oid: String,
    /// Full name.
    pub name: String,
    /// Kind, as citizens read it: «юридическое лицо».
    pub kind: Text,
    /// The position held there, if known.
    pub position: Option<String>,
}

impl RolePage {
    /// The value of `role` for oneself.
    pub const PERSON: &'static str = "person";

    fn person_is_selected(&self) -> bool {
        self.selected == Self::PERSON
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let school = RoleOrganization {
            oid: "1000298922".to_owned(),
            name: "Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 12» г. Примерного".to_owned(),
            kind: Text::new("organization-legal"),
            position: Some("учитель".to_owned()),
        };
        let business = RoleOrganization {
            oid: "1000298923".to_owned(),
            name: "ИП Ким Виктория".to_owned(),
            kind: Text::new("organization-sole-proprietor"),
            position: None,
        };
        let first = Self {
            frame: Frame::sample(),
            csrf: "csrf-sample".to_owned(),
            interaction: "interaction-sample".to_owned(),
            client: Some("ЭПОС".to_owned()),
            person: "Ким Виктория".to_owned(),
            organizations: vec![school, business],
            selected: Self::PERSON.to_owned(),
            error: None,
            other_user: "/idp/ext/Logout".to_owned(),
            hints: Some(Hints::sample_after_sign_in(Text::new("role-why"))),
        };
        let nothing_chosen = Self {
            frame: Frame::sample_beside(),
            other_user: "/_stand/ci-17/idp/ext/Logout".to_owned(),
            selected: String::new(),
            error: Some(Text::new("role-nothing-chosen")),
            hints: None,
            ..first.clone()
        };
        let organization_chosen = Self { selected: "1000298922".to_owned(), client: None, ..first.clone() };
        vec![("first", first), ("nothing_chosen", nothing_chosen), ("organization_chosen", organization_chosen)]
    }
}
