//! The step after the password for an account with a second factor: a code of six digits.
//!
//! Posts `csrf`, `interaction` and `code1` to `code6` to `{base}/login/second_factor`; the whole code may stand in
//! the first of them. With `again` another code is asked for instead.

use askama::Template;

use super::Frame;
use super::Hints;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactorPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The login on its way.
    pub interaction: String,
    /// The name of the requesting system, if there is one.
    pub client: Option<String>,
    /// Where the code comes from.
    pub kind: CodeKind,
    /// The phone that it was sent to, as far as it is shown.
    pub phone: Option<String>,
    /// What was wrong with the last code.
    pub error: Option<String>,
    /// The whole address where one signs in with another account.
    pub other_user: String,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// Where a code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// An SMS.
    Sms,
    /// An application, RFC 6238.
    Application,
    /// The messenger MAX.
    Max,
}

impl SecondFactorPage {
    fn is_application(&self) -> bool {
        self.kind == CodeKind::Application
    }

    fn is_max(&self) -> bool {
        self.kind == CodeKind::Max
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let sms = Self {
            frame: Frame::sample(),
            csrf: "csrf-sample".to_owned(),
            interaction: "interaction-sample".to_owned(),
            client: Some("ЭПОС".to_owned()),
            kind: CodeKind::Sms,
            phone: Some("+7 *** ***-07-02".to_owned()),
            error: None,
            other_user: "/idp/ext/Logout".to_owned(),
            hints: Some(Hints {
                sent: Some(super::SentCode::sample()),
                ..Hints::sample_after_sign_in("В учётной записи включён вход с подтверждением: second_factor = sms.")
            }),
        };
        let wrong = Self {
            error: Some("Неверный код. Проверьте его и введите ещё раз".to_owned()),
            hints: None,
            ..sms.clone()
        };
        let application = Self {
            frame: Frame::sample_beside(),
            client: None,
            kind: CodeKind::Application,
            phone: None,
            other_user: "/_stand/ci-17/idp/ext/Logout".to_owned(),
            hints: None,
            ..sms.clone()
        };
        let max = Self { kind: CodeKind::Max, phone: None, ..sms.clone() };
        vec![("sms", sms), ("wrong", wrong), ("application", application), ("max", max)]
    }
}
