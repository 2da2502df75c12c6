//! Whose card it is: what came from ЕСИА is held against the cards, key after key, and every step is written down.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::came::Came;
use super::came::Level;
use super::card::Card;
use super::card::Category;
use super::decision::Decision;
use super::decision::Outcome;
use super::decision::Step;
use super::decision::Tried;
use super::gate;
use super::grouping;
use super::mending;
use super::names::same_email;
use super::numbers;
use super::settings::Settings;

/// What is held against what.
struct Search<'a> {
    came: &'a Came,
    cards: Vec<&'a Card>,
    settings: &'a Settings,
    today: NaiveDate,
    steps: Vec<Step>,
}

/// Finds the cards of whoever came.
pub fn decide(came: &Came, cards: &[Card], settings: &Settings, today: NaiveDate) -> Decision {
    let cards: Vec<&Card> = cards.iter().filter(|card| !card.archived).collect();
    let mut search = Search { came, cards, settings, today, steps: Vec::new() };
    let (outcome, decided_by) = search.outcome();
    let mend = mending::advice(came, &search.cards, settings, &outcome);
    Decision { outcome, decided_by, steps: search.steps, mend }
}

impl<'a> Search<'a> {
    fn outcome(&mut self) -> (Outcome, String) {
        let keys = self.settings.match_keys();
        let snils_is_needed = keys == ["snils"] || self.settings.is("epos.snils_required", "true");
        if snils_is_needed && self.came.snils.is_none() {
            return (Outcome::NoSnils, "СНИЛС обязателен".to_owned());
        }
        let Some((key, found)) = self.first_key(&keys) else {
            return nobody(self.came.level);
        };
        let groups = grouping::humans(&found, self.settings.folding());
        if groups.len() > 1 {
            return (Outcome::SeveralFound, format!("ключ «{key}» подходит разным людям: {}", groups.len()));
        }
        if self.settings.is("epos.one_school", "true") && grouping::has_two_schools(&found) {
            return (Outcome::SeveralFound, "у обучающегося карточки в двух школах (epos.one_school)".to_owned());
        }
        self.enter(&found)
    }

    /// The first key that fits a card, and the cards that it fits.
    fn first_key(&mut self, keys: &[&str]) -> Option<(String, Vec<&'a Card>)> {
        for key in keys {
            let unusable = unusable(key, self.came, self.settings);
            let cards = if unusable.is_some() { Vec::new() } else { self.cards.clone() };
            let verdicts: Vec<(&Card, Result<String, String>)> =
                cards.into_iter().map(|card| (card, fits(key, self.came, card, self.settings))).collect();
            let found: Vec<&Card> = verdicts.iter().filter(|(_, fits)| fits.is_ok()).map(|(card, _)| *card).collect();
            let result = unusable.unwrap_or_else(|| format!("подошло карточек: {}", found.len()));
            let tried = verdicts.into_iter().map(tried).collect();
            self.steps.push(Step { rule: format!("ключ {key}"), tried, result });
            if !found.is_empty() {
                return Some(((*key).to_owned(), found));
            }
        }
        None
    }

    /// The level of the account says which of the cards may be entered with.
    fn enter(&mut self, found: &[&Card]) -> (Outcome, String) {
        let (came, settings) = (self.came, self.settings);
        let refusal = |card: &Card| gate::refuses(came.level, card, settings, self.today);
        let verdicts: Vec<(&Card, Option<String>)> = found.iter().map(|card| (*card, refusal(card))).collect();
        let open: Vec<&Card> =
            verdicts.iter().filter(|(_, refusal)| refusal.is_none()).map(|(card, _)| *card).collect();
        let told = verdicts.iter().map(|(card, refusal)| {
            let open = || "уровень подходит".to_owned();
            tried((card, refusal.clone().map_or_else(|| Ok(open()), Err)))
        });
        self.steps.push(Step {
            rule: format!("уровень записи: {}", came.level.title()),
            tried: told.collect(),
            result: format!("карточек, с которыми можно войти: {}", open.len()),
        });
        if open.is_empty() {
            let reason = verdicts.into_iter().find_map(|(_, refusal)| refusal).unwrap_or_default();
            return (Outcome::Refused { reason }, "уровень записи".to_owned());
        }
        let children: BTreeSet<&String> = open.iter().flat_map(|card| &card.children).collect();
        let lost_children = self.lost(found).filter(|child| !children.contains(child)).cloned().collect();
        let children = children.into_iter().cloned().collect();
        let cards = open.iter().map(|card| card.id.clone()).collect();
        (Outcome::Entered { cards, children, lost_children }, "карточки одного человека".to_owned())
    }

    /// Children of cards that are the same parent's but were not found: same ФИО and date of birth, another e-mail.
    fn lost(&self, found: &[&Card]) -> impl Iterator<Item = &'a String> {
        let folding = self.settings.folding();
        let is_sibling = |card: &&Card| {
            let is_like = |own: &&Card| {
                own.category == Category::Parent
                    && own.birth_date == card.birth_date
                    && own.name().differs(&card.name(), folding).is_none()
            };
            let is_known = found.iter().any(|own| own.id == card.id);
            card.category == Category::Parent && !is_known && found.iter().any(is_like)
        };
        let siblings: Vec<&'a Card> = self.cards.iter().copied().filter(is_sibling).collect();
        siblings.into_iter().flat_map(|card| &card.children)
    }
}

/// Whoever has no card is told so, unless the level would not have let them in anyway.
fn nobody(level: Level) -> (Outcome, String) {
    if level == Level::Unconfirmed {
        let reason = "учётная запись Госуслуг не подтверждена".to_owned();
        return (Outcome::Refused { reason }, "уровень записи".to_owned());
    }
    (Outcome::NotFound, "ни один ключ не подошёл ни к одной карточке".to_owned())
}

fn tried((card, fits): (&Card, Result<String, String>)) -> Tried {
    let (fits, why) = match fits {
        Ok(why) => (true, why),
        Err(why) => (false, why),
    };
    Tried { card: card.id.clone(), who: card.line(), fits, why }
}

/// Why a key cannot be used with what came.
fn unusable(key: &str, came: &Came, settings: &Settings) -> Option<String> {
    let reason = match key {
        "snils" if came.snils.is_none() => "СНИЛС не передан",
        "fio_email" | "fio_email_birthdate" | "email" => match &came.email {
            None => "электронной почты в профиле нет или она не передана",
            Some(email) if !email.verified && settings.is("match.unverified_email", "refuse") => {
                "электронная почта в Госуслугах не подтверждена"
            }
            Some(_) => return None,
        },
        _ => return None,
    };
    Some(reason.to_owned())
}

/// Does a key fit a card? Why, or why not.
fn fits(key: &str, came: &Came, card: &Card, settings: &Settings) -> Result<String, String> {
    match key {
        "oid" => fits_oid(came, card),
        "snils" => fits_snils(came, card),
        "email" => fits_email(came, card),
        _ => {
            fits_email(came, card)?;
            contradicts_snils(came, card)?;
            if let Some(difference) = came.name.differs(&card.name(), settings.folding()) {
                return Err(format!("почта совпадает, ФИО нет: {}", difference.words()));
            }
            if key == "fio_email_birthdate" || came.birth_date.is_some() {
                fits_birth(came, card)?;
            }
            Ok("ФИО и почта совпадают".to_owned())
        }
    }
}

fn fits_oid(came: &Came, card: &Card) -> Result<String, String> {
    match card.esia_oid {
        Some(oid) if oid == came.oid => Ok("ОИД совпадает".to_owned()),
        Some(_) => Err("привязан другой профиль".to_owned()),
        None => Err("профиль не привязан".to_owned()),
    }
}

fn fits_snils(came: &Came, card: &Card) -> Result<String, String> {
    let known = card.snils.as_deref().and_then(numbers::snils).ok_or("в карточке нет СНИЛС")?;
    let same = came.snils.as_deref().and_then(numbers::snils).is_some_and(|snils| snils == known);
    if same { Ok("СНИЛС совпадает".to_owned()) } else { Err("СНИЛС другой".to_owned()) }
}

/// Two СНИЛС that differ are two people, whatever else coincides.
fn contradicts_snils(came: &Came, card: &Card) -> Result<(), String> {
    let known = card.snils.as_deref().and_then(numbers::snils);
    match (known, came.snils.as_deref().and_then(numbers::snils)) {
        (Some(known), Some(given)) if known != given => Err("почта совпадает, но СНИЛС другой".to_owned()),
        _ => Ok(()),
    }
}

fn fits_email(came: &Came, card: &Card) -> Result<String, String> {
    let email = came.email.as_ref().map(|email| email.value.as_str()).unwrap_or_default();
    match &card.email {
        Some(known) if same_email(known, email) => Ok("почта совпадает".to_owned()),
        Some(known) => Err(format!("в карточке другая почта: {known}")),
        None => Err("в карточке нет почты".to_owned()),
    }
}

fn fits_birth(came: &Came, card: &Card) -> Result<(), String> {
    match (came.birth_date, card.birth_date) {
        (Some(one), Some(two)) if one == two => Ok(()),
        (Some(_), Some(_)) => Err("ФИО и почта совпадают, дата рождения другая".to_owned()),
        (Some(_), None) => Err("в карточке нет даты рождения".to_owned()),
        (None, _) => Err("дата рождения у Госуслуг не спрошена (epos.scopes)".to_owned()),
    }
}
