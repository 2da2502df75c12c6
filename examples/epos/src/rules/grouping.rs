//! Which cards are one human's.

use super::card::Card;
use super::card::Category;
use super::names::Folding;
use super::names::same_email;
use super::numbers;

/// Puts cards of one human together: the same СНИЛС, or the same ФИО, date of birth and e-mail.
pub fn humans<'a>(cards: &[&'a Card], folding: Folding) -> Vec<Vec<&'a Card>> {
    let mut groups: Vec<Vec<&Card>> = Vec::new();
    for card in cards {
        let (same, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| is_one_human(card, other, folding)));
        let mut group: Vec<&Card> = same.into_iter().flatten().collect();
        group.push(card);
        groups = others;
        groups.push(group);
    }
    groups
}

/// Are these two cards of one human, as far as ЭПОС can tell?
fn is_one_human(one: &Card, two: &Card, folding: Folding) -> bool {
    let numbers = one.snils.as_deref().and_then(numbers::snils).zip(two.snils.as_deref().and_then(numbers::snils));
    if let Some((one, two)) = numbers {
        return one == two;
    }
    let emails = one.email.as_deref().zip(two.email.as_deref()).is_some_and(|(one, two)| same_email(one, two));
    emails && one.birth_date == two.birth_date && one.name().differs(&two.name(), folding).is_none()
}

/// Cards of one pupil in two schools: one of them should have been archived.
pub fn has_two_schools(cards: &[&Card]) -> bool {
    let mut schools = cards.iter().filter(|card| card.category == Category::Student).map(|card| &card.school);
    let first = schools.next();
    first.is_some_and(|first| schools.any(|school| school != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::samples;

    fn count(cards: &[Card]) -> usize {
        let cards: Vec<&Card> = cards.iter().collect();
        humans(&cards, Folding::default()).len()
    }

    /// 3.09: two cards are one human by СНИЛС, or by ФИО with date of birth and e-mail.
    #[test]
    fn cards_are_one_human_by_snils_or_by_name_birth_and_email() {
        let card = samples::card("a");
        assert_eq!(count(&[card.clone(), card.clone()]), 1);
        let other_birth = Card { birth_date: "1990-01-01".parse().ok(), ..card.clone() };
        assert_eq!(count(&[card.clone(), other_birth.clone()]), 2);
        let snils = |card: &Card| Card { snils: Some("000-000-702 23".to_owned()), ..card.clone() };
        assert_eq!(count(&[snils(&card), snils(&other_birth)]), 1);
        let other_snils = Card { snils: Some("000-000-703 24".to_owned()), ..card.clone() };
        assert_eq!(count(&[snils(&card), other_snils.clone()]), 2);
        // The third belongs to both of the first two, which do not know each other.
        assert_eq!(count(&[snils(&other_birth), card.clone(), snils(&card)]), 1);
    }

    #[test]
    fn a_pupil_in_two_schools_is_seen_and_a_parent_is_not() {
        let here = Card { category: Category::Student, ..samples::card("a") };
        let there = Card { school: "Школа № 2".to_owned(), ..here.clone() };
        assert!(has_two_schools(&[&here, &there]));
        assert!(!has_two_schools(&[&here, &here]));
        let parent = Card { category: Category::Parent, ..there.clone() };
        assert!(!has_two_schools(&[&here, &parent]));
    }
}
