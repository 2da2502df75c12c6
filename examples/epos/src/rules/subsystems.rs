//! Subsystems of ЭПОС, and who may enter them.

use super::card::Card;
use super::card::Category;

/// A subsystem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subsystem {
    /// In addresses and cards.
    pub name: &'static str,
    /// On its button.
    pub title: &'static str,
    /// Categories that have it without being asked; others need it in their card.
    pub of: &'static [Category],
}

/// The subsystem of administrators.
pub const CONTINGENT: &str = "contingent";

/// The diary.
pub const DIARY: &str = "diary";

/// Every subsystem, as the page lists them.
pub const SUBSYSTEMS: [Subsystem; 6] = [
    Subsystem {
        name: DIARY,
        title: "Электронный журнал и дневник",
        of: &[Category::Staff, Category::Parent, Category::Student],
    },
    Subsystem { name: CONTINGENT, title: "Контингент", of: &[] },
    Subsystem {
        name: "queue", title: "Очередь в дошкольные образовательные организации", of: &[Category::Parent]
    },
    Subsystem {
        name: "enrolment", title: "Зачисление в образовательную организацию", of: &[Category::Parent]
    },
    Subsystem {
        name: "extra", title: "Дополнительное образование", of: &[Category::Parent, Category::Student]
    },
    Subsystem {
        name: "schools", title: "Информация об образовательных организациях", of: &[]
    },
];

impl Subsystem {
    /// The subsystem of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SUBSYSTEMS.iter().find(|subsystem| subsystem.name == name)
    }

    /// Is it open to whoever has these cards and has chosen this category?
    pub fn is_open(&self, category: Category, cards: &[Card]) -> bool {
        let mut chosen = cards.iter().filter(|card| card.category == category && !card.archived);
        chosen.any(|card| self.of.contains(&category) || card.subsystems.iter().any(|name| name == self.name))
    }
}

/// Categories that somebody has: what the chooser offers.
pub fn categories(cards: &[Card]) -> Vec<Category> {
    Category::ALL.into_iter().filter(|category| cards.iter().any(|card| card.category == *category)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::samples;

    /// 1.25, EPS-12: the category that was chosen says which subsystems there are.
    #[test]
    fn the_chosen_category_limits_the_subsystems() {
        let staff = Card { subsystems: vec![CONTINGENT.to_owned()], ..samples::card("a") };
        let cards = [staff, Card { category: Category::Parent, ..samples::card("b") }];
        let open = |category| -> Vec<&str> {
            SUBSYSTEMS.iter().filter(|one| one.is_open(category, &cards)).map(|one| one.name).collect()
        };
        assert_eq!(open(Category::Staff), [DIARY, CONTINGENT]);
        assert_eq!(open(Category::Parent), [DIARY, "queue", "enrolment", "extra"]);
        assert_eq!(open(Category::Student), [""; 0]);
        assert_eq!(categories(&cards), [Category::Staff, Category::Parent]);
    }
}
