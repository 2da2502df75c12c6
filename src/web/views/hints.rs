//! The panel «Подсказки стенда» under a form: what a manual tester needs at this step.
//!
//! Drawn by `hints.html`, which pages include where their `hints` is set; folded until opened.

use super::PageLink;
use crate::texts::Text;

/// What the panel says; parts that are empty are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Why this step is shown.
    pub why: Text,
    /// The code that this step waits for.
    pub sent: Option<SentCode>,
    /// Logins to try.
    pub logins: Vec<TestLogin>,
    /// What the relying party asked for.
    pub asked: Option<Asked>,
    /// What else can be tried here.
    pub tips: Vec<Text>,
    /// Pages of the stand that help with it.
    pub links: Vec<PageLink>,
}

/// A code that would be right just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCode {
    /// The code.
    pub code: String,
    /// Where everything is listed that was sent, if the code was sent.
    pub log: Option<PageLink>,
}

impl SentCode {
    /// A code by SMS.
    pub fn sample() -> Self {
        Self { code: "123456".to_owned(), log: Some(PageLink::new("/logs/sms/", Text::new("second-factor-all-sent"))) }
    }
}

/// A login to try; its password is a fixture's and therefore public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestLogin {
    /// Telephone, e-mail or СНИЛС.
    pub login: String,
    /// The password.
    pub password: String,
    /// What it is good for.
    pub purpose: String,
}

/// The request that started the login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The name of the relying party that citizens read.
    pub client: String,
    /// Its mnemonic.
    pub mnemonic: String,
    /// Scopes, in the order of the request.
    pub scopes: Vec<String>,
    /// Where the answer goes.
    pub redirect_uri: String,
}

impl Hints {
    /// A panel that only says why.
    pub fn new(why: Text) -> Self {
        Self { why, sent: None, logins: Vec::new(), asked: None, tips: Vec::new(), links: Vec::new() }
    }

    /// Everything a sign-in shows.
    pub fn sample() -> Self {
        Self {
            why: Text::new("sign-in-why").with("client", "ЭПОС"),
            sent: None,
            logins: vec![
                TestLogin::sample("+7(900)0000702", "Подтверждённая запись, мать двоих детей"),
                TestLogin::sample("000-000-701 22", "Стандартная запись, вход по СНИЛС"),
                TestLogin::sample("ivanova@example.test", "Упрощённая запись: ЭПОС такую не пускает"),
            ],
            asked: Some(Asked::sample()),
            tips: Vec::new(),
            links: Vec::new(),
        }
    }

    /// A later step: logins are no longer of use.
    pub fn sample_after_sign_in(why: Text) -> Self {
        Self { asked: Some(Asked::sample()), ..Self::new(why) }
    }
}

impl Hints {
    /// What pages outside the login say.
    pub fn sample_of_a_page(why: &str, tip: &str) -> Self {
        Self {
            sent: Some(SentCode::sample()),
            tips: vec![Text::plain(tip)],
            links: vec![PageLink::new("/logs/emails", Text::plain("Письма стенда"))],
            ..Self::new(Text::plain(why))
        }
    }
}

impl TestLogin {
    fn sample(login: &str, purpose: &str) -> Self {
        Self { login: login.to_owned(), password: "11111111".to_owned(), purpose: purpose.to_owned() }
    }
}

impl Asked {
    /// The demo relying party.
    pub fn sample() -> Self {
        Self {
            client: "ЭПОС".to_owned(),
            mnemonic: "EPOS_DEMO".to_owned(),
            scopes: ["openid", "snils", "email", "fullname"].map(str::to_owned).to_vec(),
            redirect_uri: "http://127.0.0.1:9090/callback".to_owned(),
        }
    }
}
