//! Cards and people for unit tests.

use super::came::Came;
use super::came::Email;
use super::came::Level;
use super::card::Card;
use super::card::Category;
use super::names::FullName;

/// A teacher's card without СНИЛС.
pub(crate) fn card(id: &str) -> Card {
    Card {
        id: id.to_owned(),
        category: Category::Staff,
        last_name: "Сидорова".to_owned(),
        first_name: "Анна".to_owned(),
        middle_name: Some("Ивановна".to_owned()),
        birth_date: "1985-03-12".parse().ok(),
        email: Some("sidorova@example.test".to_owned()),
        snils: None,
        territory: "Примерск".to_owned(),
        school: "Школа № 12".to_owned(),
        class: None,
        archived: false,
        subsystems: Vec::new(),
        children: Vec::new(),
        account: None,
        esia_oid: None,
        first_esia_login_at: None,
        first_login_level: None,
        esia_verified_at: None,
    }
}

/// Whoever that card is of, as ЕСИА tells.
pub(crate) fn came() -> Came {
    Came {
        oid: 1_000_000_702,
        level: Level::Confirmed,
        name: FullName {
            last: "Сидорова".into(), first: "Анна".into(), middle: Some("Ивановна".into())
        },
        email: Some(Email { value: "sidorova@example.test".to_owned(), verified: true }),
        snils: Some("000-000-702 23".to_owned()),
        birth_date: None,
        kids: Vec::new(),
    }
}
