//! The stand's own page at `{base}/`: what this is, its address, three ways on; folded: who may sign in, which systems,
//! where to look.

use askama::Template;

use super::Frame;
use crate::texts::Text;

/// So many scopes are listed at once; more are folded.
const FEW_SCOPES: usize = 12;

/// What the page shows; tables without rows are left out.
#[derive(Clone, Debug, Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The address that tested systems are told of.
    pub url: String,
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
    pub about: Text,
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
    pub level: Text,
    /// What it is good for.
    pub purpose: String,
}

impl FrontPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let demo = Self {
            frame: Frame::sample(),
            url: "http://127.0.0.1:8585".to_owned(),
            addresses: StandAddress::samples(),
            clients: DemoClient::samples(),
            people: TestPerson::samples(),
        };
        let empty = Self { frame: Frame::sample_beside(), clients: Vec::new(), people: Vec::new(), ..demo.clone() };
        vec![("demo", demo), ("empty", empty)]
    }
}

impl StandAddress {
    fn samples() -> Vec<Self> {
        let samples = [
            ("/login", "stand-at-login", true),
            ("/.well-known/openid-configuration", "stand-at-discovery", true),
            ("/aas/oauth2/v2/ac", "stand-at-authorize-v2", false),
            ("/aas/oauth2/v3/te", "stand-at-token-v3", false),
        ];
        samples.map(|(path, about, opens)| Self { path: path.to_owned(), about: Text::new(about), opens }).to_vec()
    }
}

impl DemoClient {
    fn samples() -> Vec<Self> {
        let samples = [
            ("ЭПОС", "EPOS_DEMO", "openid fullname snils email", "http://127.0.0.1:9090/callback"),
            (
                "РСААГ Пермский край",
                "RSAAG_DEMO",
                "openid fullname birthdate gender snils inn id_doc email mobile usr_org",
                "http://127.0.0.1:9091/login/callback http://localhost:9091/login/callback",
            ),
        ];
        let words = |text: &str| text.split(' ').map(str::to_owned).collect();
        samples
            .map(|(name, mnemonic, scopes, addresses)| Self {
                name: name.to_owned(),
                mnemonic: mnemonic.to_owned(),
                scopes: words(scopes),
                redirect_uris: words(addresses),
            })
            .to_vec()
    }
}

impl TestPerson {
    fn samples() -> Vec<Self> {
        let samples = [
            (
                "Сидорова Анна Ивановна",
                "+7(900)0000702",
                "account-level-confirmed",
                "Мать двоих детей, обычный вход родителя",
            ),
            ("Петров Пётр", "000-000-701 22", "account-level-standard", "Личность не подтверждена: ЭПОС не пускает"),
            ("Иванова Надежда", "ivanova@example.test", "account-level-simplified", "Только почта, без СНИЛС"),
            (
                "Фамилия006 Имя006 Отчество006",
                "EsiaTest006@yandex.ru",
                "account-level-confirmed",
                "Как в тестовом контуре ЕСИА",
            ),
        ];
        samples
            .map(|(name, login, level, purpose)| Self {
                name: name.to_owned(),
                login: login.to_owned(),
                password: "11111111".to_owned(),
                level: Text::new(level),
                purpose: purpose.to_owned(),
            })
            .to_vec()
    }
}
