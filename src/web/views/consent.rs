//! The page «Предоставление прав доступа»: what the relying party may see of the profile.
//!
//! Posts `csrf`, `interaction` and `decision`, which is `allow` or `deny`, to `{base}/login/consent`.
//! Rows keep the order they are given in. Source: the user's document on registration, figure 11.

use askama::Template;

use super::Frame;
use super::Hints;
use super::PageLink;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "consent.html")]
pub struct ConsentPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The login on its way.
    pub interaction: String,
    /// The name of the information system, without quotes.
    pub client: String,
    /// In whose name it is given: full name, or an organisation's.
    pub giver: String,
    /// What is asked for.
    pub rows: Vec<ConsentRow>,
    /// Digital-profile consents that are asked for.
    pub permissions: Vec<PermissionRow>,
    /// Where permissions are withdrawn, if the stand has such a page.
    pub profile: Option<PageLink>,
    /// Where somebody else signs in.
    pub other_user: String,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// The scope behind it, for robots.
    pub scope: String,
    /// «Просмотр вашего СНИЛС».
    pub title: Text,
    /// The answer to «?».
    pub hint: Text,
    /// Does the profile lack it? Then nothing of it will be handed over.
    pub missing: bool,
    /// Is it a contact that is handed over as not verified?
    pub unverified: bool,
}

/// One digital-profile consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionRow {
    /// Its type, for robots.
    pub sysname: String,
    /// What citizens read of its type.
    pub title: String,
    /// What for.
    pub purpose: String,
    /// Who will answer for the data, if the request says so.
    pub responsible: Option<String>,
    /// Until when, `22.11.2027`.
    pub until: String,
    /// Which data.
    pub scopes: Vec<Text>,
}

impl ConsentPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let [snils, email, fullname, document, licence] = ConsentRow::samples();
        let mission = Self {
            frame: Frame::sample(),
            csrf: "csrf-sample".to_owned(),
            interaction: "interaction-sample".to_owned(),
            client: "ЭПОС".to_owned(),
            giver: "Сидорова Анна Ивановна".to_owned(),
            rows: vec![snils.clone(), email.clone(), fullname.clone()],
            permissions: Vec::new(),
            other_user: "/idp/ext/Logout".to_owned(),
            profile: Some(PageLink::new("/profile/consents", Text::new("consent-from-profile"))),
            hints: Some(Hints::sample_after_sign_in(Text::new("consent-why").with("client", "ЭПОС"))),
        };
        let missing_data = Self {
            frame: Frame::sample_beside(),
            other_user: "/_stand/ci-17/idp/ext/Logout".to_owned(),
            client: "РСААГ Пермский край".to_owned(),
            rows: vec![snils.lacking(), email, document, licence.lacking(), fullname],
            profile: None,
            hints: None,
            ..mission.clone()
        };
        let nothing_to_list = Self { rows: Vec::new(), hints: None, ..mission.clone() };
        let digital_profile = Self {
            rows: Vec::new(),
            permissions: vec![PermissionRow {
                sysname: "APIPGU".to_owned(),
                title: "Передача сведений для подачи заявлений".to_owned(),
                purpose: "подача заявления от вашего имени".to_owned(),
                responsible: Some("ООО «Пример»".to_owned()),
                until: "22.11.2027".to_owned(),
                scopes: vec![Text::plain("fullname"), Text::new("scope-snils")],
            }],
            hints: None,
            ..mission.clone()
        };
        vec![
            ("digital_profile", digital_profile),
            ("mission", mission),
            ("missing_data", missing_data),
            ("nothing_to_list", nothing_to_list),
        ]
    }
}

impl ConsentRow {
    fn samples() -> [Self; 5] {
        [
            ("snils", "scope-snils", "scope-snils-hint"),
            ("email", "scope-email", "scope-email-hint"),
            ("fullname", "scope-fullname", "scope-fullname-hint"),
            ("id_doc", "scope-id_doc", "scope-id_doc-hint"),
            ("drivers_licence_doc", "scope-drivers_licence_doc", "scope-drivers_licence_doc-hint"),
        ]
        .map(|(scope, title, hint)| Self {
            scope: scope.to_owned(),
            title: Text::new(title),
            hint: Text::new(hint),
            missing: false,
            unverified: false,
        })
    }

    fn lacking(self) -> Self {
        Self { missing: true, ..self }
    }
}
