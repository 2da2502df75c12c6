//! The step after the password for an account with a second factor: says that the stand lacks it so far.

use askama::Template;

use super::Frame;
use super::Hints;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactorPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The name of the requesting system, if there is one.
    pub client: Option<String>,
    /// The kind of second factor in the nominative: «код из СМС».
    pub kind: String,
    /// The whole address where one signs in with another account.
    pub sign_in: String,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

impl SecondFactorPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let sms = Self {
            frame: Frame::sample(),
            client: Some("ЭПОС".to_owned()),
            kind: "код из СМС".to_owned(),
            sign_in: "/login?interaction=interaction-sample".to_owned(),
            hints: Some(Hints::sample_after_sign_in(
                "В учётной записи включён вход с подтверждением: second_factor = sms.",
            )),
        };
        let totp = Self {
            frame: Frame::sample_beside(),
            client: None,
            kind: "одноразовый код из приложения (TOTP)".to_owned(),
            sign_in: "/_stand/ci-17/login".to_owned(),
            hints: None,
        };
        vec![("sms", sms), ("totp", totp)]
    }
}
