//! The stand's own page at `{base}/`: what this is, where to look, who may sign in.

use askama::Template;

use super::Frame;

/// What the page shows; tables without rows are left out.
#[derive(Clone, Debug, Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    /// Where the page stands.
    pub frame: Frame,
    /// Addresses worth knowing.
    pub addresses: Vec<StandAddress>,
    /// Registered relying parties.
    pub clients: Vec<DemoClient>,
    /// People to sign in as.
    pub people: Vec<TestPerson>,
}

/// An address of the stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandAddress {
    /// Beginning with `/`, without the stand's base.
    pub path: String,
    /// What is there.
    pub about: String,
    /// Can it be opened in a browser as it is? Then it is a link.
    pub opens: bool,
}

/// A registered relying party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoClient {
    /// The name that citizens read.
    pub name: String,
    /// Its mnemonic, which is `client_id`.
    pub mnemonic: String,
    /// Scopes it may ask for.
    pub scopes: Vec<String>,
    /// Where answers may go.
    pub redirect_uris: Vec<String>,
}

/// A person to sign in as; the password is a fixture's and therefore public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestPerson {
    /// Full name.
    pub name: String,
    /// Telephone, e-mail or СНИЛС.
    pub login: String,
    /// The password.
    pub password: String,
    /// Level of the account, as citizens read it: «подтверждённая».
    pub level: String,
    /// What it is good for.
    pub purpose: String,
}

impl FrontPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let demo = Self {
            frame: Frame::sample(),
            addresses: vec![
                StandAddress::sample("/login", "Страница входа", true),
                StandAddress::sample(
                    "/.well-known/openid-configuration",
                    "Описание сервера OpenID Connect",
                    true,
                ),
                StandAddress::sample("/aas/oauth2/v2/ac", "Начало входа по правилам ЕСИА", false),
                StandAddress::sample("/aas/oauth2/v3/te", "Обмен кода на маркеры доступа", false),
                StandAddress::sample("/_mock/", "Пульт стенда: часы, сбои, письма и СМС, журнал", true),
            ],
            clients: vec![
                DemoClient {
                    name: "ЭПОС".to_owned(),
                    mnemonic: "EPOS_DEMO".to_owned(),
                    scopes: ["openid", "fullname", "snils", "email"].map(str::to_owned).to_vec(),
                    redirect_uris: vec!["http://127.0.0.1:9090/callback".to_owned()],
                },
                DemoClient {
                    name: "РСААГ Пермский край".to_owned(),
                    mnemonic: "RSAAG_DEMO".to_owned(),
                    scopes: [
                        "openid",
                        "fullname",
                        "birthdate",
                        "gender",
                        "snils",
                        "inn",
                        "id_doc",
                        "email",
                        "mobile",
                        "usr_org",
                    ]
                    .map(str::to_owned)
                    .to_vec(),
                    redirect_uris: vec![
                        "http://127.0.0.1:9091/login/callback".to_owned(),
                        "http://localhost:9091/login/callback".to_owned(),
                    ],
                },
            ],
            people: vec![
                TestPerson::sample(
                    "Сидорова Анна Ивановна",
                    "+7(900)0000702",
                    "подтверждённая",
                    "Мать двоих детей, обычный вход родителя",
                ),
                TestPerson::sample(
                    "Петров Пётр",
                    "000-000-701 22",
                    "стандартная",
                    "Личность не подтверждена: ЭПОС не пускает",
                ),
                TestPerson::sample(
                    "Иванова Надежда",
                    "ivanova@example.test",
                    "упрощённая",
                    "Только почта, без СНИЛС",
                ),
                TestPerson::sample(
                    "Фамилия006 Имя006 Отчество006",
                    "EsiaTest006@yandex.ru",
                    "подтверждённая",
                    "Как в общедоступном тестовом контуре",
                ),
            ],
        };
        let empty = Self {
            frame: Frame::sample_beside(),
            addresses: demo.addresses.clone(),
            clients: Vec::new(),
            people: Vec::new(),
        };
        vec![("demo", demo), ("empty", empty)]
    }
}

impl StandAddress {
    fn sample(path: &str, about: &str, opens: bool) -> Self {
        Self {
            path: path.to_owned(),
            about: about.to_owned(),
            opens,
        }
    }
}

impl TestPerson {
    fn sample(name: &str, login: &str, level: &str, purpose: &str) -> Self {
        Self {
            name: name.to_owned(),
            login: login.to_owned(),
            password: "11111111".to_owned(),
            level: level.to_owned(),
            purpose: purpose.to_owned(),
        }
    }
}
