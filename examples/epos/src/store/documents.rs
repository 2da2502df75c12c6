//! Kinds of things that ЭПОС keeps.

use chrono::DateTime;
use chrono::FixedOffset;
use serde::Deserialize;
use serde::Serialize;

use super::Document;
use crate::rules::came::Came;
use crate::rules::came::Level;
use crate::rules::card::Card;
use crate::rules::card::Category;
use crate::rules::settings::Protocol;

/// Time as it is kept.
pub type Time = DateTime<FixedOffset>;

macro_rules! kinds {
    ($($kind:ty, $name:literal, $most:literal;)*) => {
        $(impl Document for $kind {
            const KIND: &'static str = $name;
            const MOST: u32 = $most;
        })*
    };
}

kinds! {
    Card, "cards", 10_000;
    Account, "accounts", 10_000;
    StaffMember, "staff", 1_000;
    Change, "changes", 10_000;
    Session, "sessions", 10_000;
    Attempt, "attempts", 10_000;
    Reset, "resets", 1_000;
    Letter, "letters", 1_000;
    Ticket, "tickets", 1_000;
    Setting, "settings", 100;
}

/// An account of ЭПОС (РСААГ): its login is the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The hash of its password.
    #[serde(default)]
    pub password_hash: String,
    /// Телефон, whatever it is in Госуслуги.
    #[serde(default)]
    pub phone: String,
    /// Email, whatever it is in Госуслуги.
    #[serde(default)]
    pub email: String,
    /// The profile of Госуслуги that was linked and saved.
    #[serde(default)]
    pub oid: Option<i64>,
}

/// An employee in РСАА: the user name is the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StaffMember {
    /// Фамилия, имя, отчество.
    pub name: crate::rules::names::FullName,
    /// Email.
    pub email: String,
    /// Должность.
    pub position: String,
    /// Организация.
    pub organization: String,
    /// Краткое наименование организации.
    pub short_name: String,
    /// ИНН организации.
    pub inn: String,
    /// КПП организации.
    pub kpp: String,
    /// The hash of the password.
    pub password_hash: String,
}

/// A correction of a card, which counts later.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The card.
    pub card: String,
    /// The field.
    pub field: String,
    /// What it will be; nothing empties it.
    pub value: Option<String>,
    /// Who entered it.
    pub by: String,
    /// When.
    pub entered_at: Time,
    /// From when on it counts.
    pub effective_at: Time,
    /// Has it been made?
    pub applied: bool,
}

/// Who is signed in in a browser; the hash of its cookie is the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// As whom the pages greet them.
    pub name: String,
    /// How they signed in.
    pub way: Way,
    /// Cards that are theirs.
    pub cards: Vec<String>,
    /// Children whom they see.
    pub children: Vec<String>,
    /// The account of ЭПОС, if there is one.
    pub account: Option<String>,
    /// The category that was chosen.
    pub role: Option<Category>,
    /// A profile of Госуслуги that came back and was not saved yet.
    pub pending: Option<PendingLink>,
    /// When it began.
    pub began_at: Time,
}

/// Ways of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Through ЕСИА.
    Esia,
    /// РСАА: user name and password of an employee.
    Rsaa,
    /// РСААГ: login and password of a citizen.
    Rsaag,
}

/// A profile that waits for «Сохранить».
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingLink {
    /// ОИД.
    pub oid: i64,
    /// ФИО in Госуслуги.
    pub name: String,
    /// Is it somebody else's, as far as the names tell?
    pub foreign: bool,
}

/// A browser that was sent to ЕСИА; the hash of the state is the key. It serves once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// The hash of the browser's cookie.
    pub browser: String,
    /// What for.
    pub purpose: Purpose,
    /// As which system.
    pub client: Client,
    /// How.
    pub protocol: Protocol,
    /// The state itself, which the token answer repeats.
    pub state: String,
    /// What the ID token must repeat.
    pub nonce: String,
    /// PKCE.
    pub verifier: String,
    /// What was asked for.
    pub scope: String,
    /// When.
    pub began_at: Time,
}

/// Why somebody is sent to ЕСИА.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To link a profile to this account.
    Link(String),
}

/// The systems that ЕСИА knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    /// ЭПОС.
    Epos,
    /// РСААГ.
    Rsaag,
}

/// A forgotten password of РСАА; the hash of the token in the letter is the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reset {
    /// Whose.
    pub login: String,
    /// Until when.
    pub until: Time,
}

/// A letter that ЭПОС has sent; nobody gets it but `/outbox`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
    /// What.
    pub text: String,
    /// When.
    pub at: Time,
}

/// A letter to support.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ticket {
    /// The topic, exactly.
    pub topic: String,
    /// Who wrote it.
    pub by: String,
    /// The fields, by name.
    pub fields: std::collections::BTreeMap<String, String>,
    /// The picture or film.
    pub file: FileMark,
    /// When.
    pub at: Time,
}

/// What is kept of a file: not the file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    /// Its name, made harmless.
    pub name: String,
    /// Its type, by its first bytes.
    pub kind: String,
    /// Its length in bytes.
    pub size: usize,
    /// SHA-256.
    pub hash: String,
}

/// A switch that was changed; its name is the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Setting(pub String);

/// A sign-in leaves its mark on a card.
pub fn mark_entry(card: &mut Card, came: &Came, now: Time, remember_oid: bool) {
    if card.first_esia_login_at.is_none() {
        card.first_esia_login_at = Some(now);
        card.first_login_level = Some(came.level);
    }
    if came.level != Level::Unconfirmed && card.esia_verified_at.is_none() {
        card.esia_verified_at = Some(now);
    }
    if remember_oid {
        card.esia_oid = Some(came.oid);
    }
}
