//! The step after the password for an account with a second factor: a code of six digits.
//!
//! Posts `csrf`, `interaction` and `code1` to `code6` to `{base}/login/second_factor`; the whole code may stand in
//! the first of them. With `again` another code is asked for instead.

use askama::Template;

use super::Frame;
use super::Hints;
use crate::texts::Text;

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
    pub error: Option<Text>,
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

    /// What the citizen is to do.
    fn request(&self) -> Text {
        match (self.kind, &self.phone) {
            (CodeKind::Application, _) => Text::new("second-factor-ask-application"),
            (CodeKind::Max, Some(phone)) => Text::new("second-factor-ask-max-at").with("phone", phone.as_str()),
            (CodeKind::Max, None) => Text::new("second-factor-ask-max"),
            (CodeKind::Sms, Some(phone)) => Text::new("second-factor-ask-sms-at").with("phone", phone.as_str()),
            (CodeKind::Sms, None) => Text::new("second-factor-ask-sms"),
        }
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
                ..Hints::sample_after_sign_in(Text::new("second-factor-why").with("factor", "sms"))
            }),
        };
        let wrong = Self { error: Some(Text::new("second-factor-wrong")), hints: None, ..sms.clone() };
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
