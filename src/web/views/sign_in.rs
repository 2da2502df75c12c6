//! The page «Вход»: telephone, e-mail or СНИЛС, and a password.
//!
//! Posts `csrf`, `interaction`, `login`, `password` and, if ticked, `foreign_computer=true` to
//! `{base}/login/sign_in`. Source: the user's document on linking accounts, figure 3.

use askama::Template;

use super::Frame;
use super::Hints;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The login on its way; empty if no relying party started it.
    pub interaction: String,
    /// The name of the requesting system, if there is one.
    pub client: Option<String>,
    /// What was typed as login; kept after a mistake, as the password never is.
    pub login: String,
    /// Was «Чужой компьютер» ticked?
    pub foreign_computer: bool,
    /// What was wrong with the last attempt.
    pub errors: SignInErrors,
    /// People who sign in by one press, if the stand shows them.
    pub picker: Option<Picker>,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// People under the form who sign in without a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// A few of them.
    pub people: Vec<Pick>,
    /// Where all of them are.
    pub more: String,
}

/// Somebody who can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Their number.
    pub oid: String,
    /// Full name.
    pub name: String,
    /// What they are for.
    pub about: String,
}

/// Mistakes of the last attempt, each where it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInErrors {
    /// Above the form: the pair is wrong, the account is locked.
    pub general: Option<Text>,
    /// Beside the login.
    pub login: Option<Text>,
    /// Beside the password.
    pub password: Option<Text>,
}

impl SignInErrors {
    /// Is anything wrong?
    pub fn any(&self) -> bool {
        self.general.is_some() || self.login.is_some() || self.password.is_some()
    }
}

impl Picker {
    fn sample() -> Self {
        let pick = |oid: &str, name: &str, about: &str| Pick {
            oid: oid.to_owned(),
            name: name.to_owned(),
            about: about.to_owned(),
        };
        let people = vec![
            pick("1000000702", "Сидорова Анна Ивановна", "Мать двоих детей, обычный вход родителя"),
            pick("1000000703", "Сидоров Пётр Сергеевич", "Ребёнок 10 лет"),
        ];
        Self { people, more: "/_mock/people?login=interaction-sample".to_owned() }
    }
}

impl SignInPage {
    /// Does the cursor start in the password? Else in the login.
    fn starts_at_password(&self) -> bool {
        self.errors.login.is_none() && !self.login.is_empty()
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            frame: Frame::sample(),
            csrf: "csrf-sample".to_owned(),
            interaction: "interaction-sample".to_owned(),
            client: Some("РСААГ Пермский край".to_owned()),
            login: String::new(),
            foreign_computer: false,
            errors: SignInErrors::default(),
            picker: Some(Picker::sample()),
            hints: Some(Hints::sample()),
        };
        let wrong_pair = Self {
            login: "+7(900)0000702".to_owned(),
            foreign_computer: true,
            errors: SignInErrors { general: Some(Text::new("sign-in-pair-wrong")), ..SignInErrors::default() },
            ..first.clone()
        };
        let empty_fields = Self {
            errors: SignInErrors {
                general: None,
                login: Some(Text::new("sign-in-login-empty")),
                password: Some(Text::new("sign-in-password-empty")),
            },
            ..first.clone()
        };
        let wrong_login = Self {
            login: "000-000-702 99".to_owned(),
            errors: SignInErrors { login: Some(Text::new("sign-in-login-unreadable")), ..SignInErrors::default() },
            ..first.clone()
        };
        let without_client = Self {
            frame: Frame::sample_beside(),
            interaction: String::new(),
            client: None,
            picker: None,
            hints: None,
            ..first.clone()
        };
        vec![
            ("first", first),
            ("wrong_pair", wrong_pair),
            ("empty_fields", empty_fields),
            ("wrong_login", wrong_login),
            ("without_client", without_client),
        ]
    }
}
