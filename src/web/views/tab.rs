//! The parts of the citizen's cabinet, as its navigation lists them.

use super::Frame;
use crate::domain::account::AccountLevel;
use crate::texts::Text;

/// A part of the cabinet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The first page: what is there, what is to be done next.
    Overview,
    /// Name, birth, СНИЛС, contacts, addresses.
    Data,
    /// Passport, licence, policy.
    Documents,
    /// Children and their accounts.
    Family,
    /// Who may see what.
    Consents,
    /// Password, second factor, sessions.
    Security,
    /// Organisations and roles in them.
    Organizations,
    /// What the stand has written.
    Notifications,
}

impl Tab {
    /// Every part, in the order of the navigation.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Data,
        Self::Documents,
        Self::Family,
        Self::Consents,
        Self::Security,
        Self::Organizations,
        Self::Notifications,
    ];

    /// Its path, without the stand's base.
    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/profile",
            Self::Data => "/profile/data",
            Self::Documents => "/profile/documents",
            Self::Family => "/profile/family",
            Self::Consents => "/profile/consents",
            Self::Security => "/profile/security",
            Self::Organizations => "/profile/organizations",
            Self::Notifications => "/profile/notifications",
        }
    }

    /// Its address on a stand.
    pub fn href(self, frame: &Frame) -> String {
        format!("{}{}", frame.base, self.path())
    }

    /// Its name.
    pub fn title(self) -> Text {
        Text::new(match self {
            Self::Overview => "kit-tab-overview",
            Self::Data => "kit-tab-data",
            Self::Documents => "kit-tab-documents",
            Self::Family => "kit-tab-family",
            Self::Consents => "kit-tab-consents",
            Self::Security => "kit-tab-security",
            Self::Organizations => "kit-tab-organizations",
            Self::Notifications => "kit-tab-notifications",
        })
    }

    /// A child has neither children nor organisations.
    pub fn is_open_at(self, level: AccountLevel) -> bool {
        level != AccountLevel::Child || !matches!(self, Self::Family | Self::Organizations)
    }
}
