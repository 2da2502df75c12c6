//! Whom the level of an account lets in, and with which card.

use chrono::Datelike as _;
use chrono::NaiveDate;

use super::came::Level;
use super::card::Card;
use super::card::Category;
use super::settings::Settings;

/// May this card be entered with an account of this level? The reason, if not.
pub fn refuses(level: Level, card: &Card, settings: &Settings, today: NaiveDate) -> Option<String> {
    match level {
        Level::Confirmed => None,
        Level::Child if card.category != Category::Student => {
            Some("с детской записью входят только обучающиеся".to_owned())
        }
        Level::Child => too_old(card, settings, today),
        Level::Unconfirmed if is_grandfathered(card, settings) => None,
        Level::Unconfirmed => Some(match settings.grandfather_date() {
            Some(date) => format!(
                "запись не подтверждена, и до {} по этой карточке через ЕСИА не входили",
                date.format("%d.%m.%Y")
            ),
            None => "запись не подтверждена".to_owned(),
        }),
    }
}

fn too_old(card: &Card, settings: &Settings, today: NaiveDate) -> Option<String> {
    let most = settings.child_max_age()?;
    let age = age(card.birth_date?, today);
    (age > most).then(|| format!("детская запись служит до {most} лет включительно, а обучающемуся {age}"))
}

/// Did they enter through ЕСИА before everybody had to be confirmed?
fn is_grandfathered(card: &Card, settings: &Settings) -> bool {
    let entered = card.first_esia_login_at.map(|at| at.date_naive());
    entered.zip(settings.grandfather_date()).is_some_and(|(entered, date)| entered < date)
}

/// Whole years on a day. Who was born on 29 February is older on 1 March.
pub fn age(born: NaiveDate, today: NaiveDate) -> u32 {
    let years = today.year() - born.year();
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    u32::try_from(years - i32::from(!had_birthday)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::samples;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn refused(level: Level, card: &Card, settings: &Settings) -> bool {
        refuses(level, card, settings, day("2026-09-01")).is_some()
    }

    /// 2.10, 2.24, 3.03, C7: a confirmed account for everybody, parents and staff too.
    #[test]
    fn a_confirmed_account_enters_with_any_card_and_another_with_none() {
        let settings = Settings::default();
        for category in Category::ALL {
            let card = Card { category, ..samples::card("a") };
            assert!(!refused(Level::Confirmed, &card, &settings));
            assert!(refused(Level::Unconfirmed, &card, &settings));
        }
    }

    /// 2.11, 3.05: a child's account is for pupils.
    #[test]
    fn a_child_account_enters_with_a_pupils_card_alone() {
        let settings = Settings::default();
        for (category, expected) in [(Category::Student, false), (Category::Parent, true), (Category::Staff, true)] {
            assert_eq!(refused(Level::Child, &Card { category, ..samples::card("a") }, &settings), expected);
        }
    }

    /// 2.12, 3.40, C1: up to 13, 14 or 17 inclusive where child accounts do not survive; the birthday counts.
    #[test]
    fn the_upper_age_of_a_child_account_is_a_switch() {
        let mut settings = Settings::default();
        let card = |born: &str| Card { category: Category::Student, birth_date: Some(day(born)), ..samples::card("a") };
        let (almost_14, just_14, almost_15, just_15) = ("2012-09-02", "2012-09-01", "2011-09-02", "2011-09-01");
        assert!(!refused(Level::Child, &card("2000-01-01"), &settings), "what exists survives");
        settings.set("child.survives", "false").expect("a switch");
        assert!(!refused(Level::Child, &card(almost_14), &settings));
        assert!(refused(Level::Child, &card(just_14), &settings));
        settings.set("child.max_age_inclusive", "14").expect("a switch");
        assert!(!refused(Level::Child, &card(almost_15), &settings));
        assert!(refused(Level::Child, &card(just_15), &settings));
        settings.set("child.max_age_inclusive", "17").expect("a switch");
        assert!(!refused(Level::Child, &card("2008-09-02"), &settings));
        assert!(refused(Level::Child, &card("2008-09-01"), &settings));
    }

    /// 3.05, C7, EPS-06, EPS-07: who entered before 01.11.2023 goes on with an account that is not confirmed.
    #[test]
    fn whoever_entered_before_november_2023_needs_no_confirmation() {
        let mut settings = Settings::default();
        let card = |at: &str| Card {
            first_esia_login_at: Some(at.parse().expect("a time")),
            category: Category::Parent,
            ..samples::card("a")
        };
        assert!(!refused(Level::Unconfirmed, &card("2023-10-31T23:59:59+05:00"), &settings));
        assert!(refused(Level::Unconfirmed, &card("2023-11-01T00:00:00+05:00"), &settings));
        settings.set("epos.grandfather_date", "2024-01-01").expect("a switch");
        assert!(!refused(Level::Unconfirmed, &card("2023-11-01T00:00:00+05:00"), &settings));
        settings.set("epos.grandfather_date", "none").expect("a switch");
        assert!(refused(Level::Unconfirmed, &card("2020-01-01T00:00:00+05:00"), &settings));
    }

    #[test]
    fn who_was_born_on_29_february_is_older_on_1_march() {
        let born = day("2012-02-29");
        assert_eq!((age(born, day("2026-02-28")), age(born, day("2026-03-01"))), (13, 14));
        assert_eq!(age(born, day("2000-01-01")), 0);
    }
}
