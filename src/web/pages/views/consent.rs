//! The page «Предоставление прав доступа»: what the relying party may see of the profile.
//!
//! Posts `csrf`, `interaction` and `decision`, which is `allow` or `deny`, to `{base}/login/consent`.
//! Rows keep the order they are given in. Source: the user's document on registration, figure 11.

use askama::Template;

use super::Frame;
use super::Hints;
use super::Link;

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
    /// Where permissions are withdrawn, if the stand has such a page.
    pub profile: Option<Link>,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRow {
    /// The scope behind it, for robots.
    pub scope: String,
    /// «Просмотр вашего СНИЛС».
    pub title: String,
    /// The answer to «?».
    pub hint: String,
    /// Does the profile lack it? Then nothing of it will be handed over.
    pub missing: bool,
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
            profile: Some(Link::new("/profile/consents", "из своего профиля")),
            hints: Some(Hints::sample_after_sign_in(
                "Пользователь ещё не давал системе ЭПОС разрешения на эти данные.",
            )),
        };
        let missing_data = Self {
            frame: Frame::sample_beside(),
            client: "РСААГ Пермский край".to_owned(),
            rows: vec![snils.lacking(), email, document, licence.lacking(), fullname],
            profile: None,
            hints: None,
            ..mission.clone()
        };
        let nothing_to_list = Self { rows: Vec::new(), hints: None, ..mission.clone() };
        vec![("mission", mission), ("missing_data", missing_data), ("nothing_to_list", nothing_to_list)]
    }
}

impl ConsentRow {
    fn samples() -> [Self; 5] {
        [
            ("snils", "Просмотр вашего СНИЛС", "Страховой номер индивидуального лицевого счёта."),
            (
                "email",
                "Просмотр вашего адреса электронной почты",
                "Адрес из профиля и сведения о том, подтверждён ли он.",
            ),
            (
                "fullname",
                "Просмотр вашей фамилии, имени и отчества",
                "Фамилия, имя и отчество, как они записаны в профиле.",
            ),
            ("id_doc", "Просмотр данных о вашем документе, удостоверяющем личность", "Вид, серия и номер документа."),
            (
                "drivers_licence_doc",
                "Просмотр данных вашего водительского удостоверения",
                "Серия, номер, срок действия.",
            ),
        ]
        .map(|(scope, title, hint)| Self {
            scope: scope.to_owned(),
            title: title.to_owned(),
            hint: hint.to_owned(),
            missing: false,
        })
    }

    fn lacking(self) -> Self {
        Self { missing: true, ..self }
    }
}
