//! A registration on its way: who, by which phone or e-mail, and how far it has come.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::contact::ContactKind;
use crate::domain::name::FullName;

/// The edition of «Условия использования» that one agrees to now.
pub const CONDITIONS: &str = "1";

/// The edition of «Политика конфиденциальности» that one agrees to now.
pub const PRIVACY: &str = "1";

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// «Изменить данные» was pressed: the form is to be sent again, and nothing is held meanwhile.
    Form,
    /// The phone or e-mail is to be verified.
    Contact,
    /// It is verified; a password is to be made up.
    Password,
}

impl Stage {
    /// Every stage, in their order.
    pub const ALL: [Self; 3] = [Self::Form, Self::Contact, Self::Password];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Contact => "contact",
            Self::Password => "password",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// What was agreed to, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The edition of «Условия использования».
    pub conditions: String,
    /// The edition of «Политика конфиденциальности».
    pub privacy: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its id.
    pub id: String,
    /// Фамилия and имя.
    pub name: FullName,
    /// By what kind of contact.
    pub kind: ContactKind,
    /// The contact in its one spelling.
    pub value: String,
    /// The e-mail of somebody who registers by phone and gave both.
    pub second_email: Option<String>,
    /// How far it has come.
    pub stage: Stage,
    /// The login that goes on afterwards.
    pub interaction: Option<String>,
    /// What was agreed to.
    pub acceptance: Acceptance,
    /// Until when it may be finished.
    pub expires_at: DateTime<Utc>,
}

impl Registration {
    /// The comparable spelling of the contact that nobody else gets meanwhile.
    pub fn held(&self) -> Option<String> {
        match self.stage {
            Stage::Form => None,
            Stage::Contact | Stage::Password => self.kind.login_key(&self.value),
        }
    }

    /// Is it about this contact, however it is spelled?
    pub fn is_about(&self, kind: ContactKind, value: &str) -> bool {
        self.kind == kind && kind.login_key(&self.value) == kind.login_key(value)
    }

    /// Everything that may become a login.
    pub fn logins(&self) -> Vec<String> {
        [&self.value].into_iter().chain(&self.second_email).cloned().collect()
    }
}
