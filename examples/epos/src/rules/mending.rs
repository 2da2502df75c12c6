//! What would mend a sign-in that did not end as it should: said to the tester, on `/debug`.

use super::came::Came;
use super::came::Level;
use super::card::Card;
use super::decision::Outcome;
use super::names::same_email;
use super::settings::Settings;

/// Advice, the likeliest first.
pub fn advice(came: &Came, cards: &[&Card], settings: &Settings, outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Entered { lost_children, .. } if lost_children.is_empty() => Vec::new(),
        Outcome::Entered { .. } => {
            vec!["у родителя есть ещё карточка с другой почтой: исправьте в ней почту в «Контингенте»".to_owned()]
        }
        Outcome::Refused { .. } => vec![refused(came.level)],
        Outcome::NoSnils => vec!["укажите СНИЛС в профиле Госуслуг и дождитесь его проверки".to_owned()],
        Outcome::SeveralFound => vec![
            "в «Контингенте» отправьте лишнюю карточку в архив или исправьте в ней почту".to_owned(),
            "если это один человек, укажите в обеих карточках один СНИЛС".to_owned(),
        ],
        Outcome::NotFound => not_found(came, cards, settings),
    }
}

fn refused(level: Level) -> String {
    match level {
        Level::Child => "с детской записью входит только обучающийся: войдите со своей записью".to_owned(),
        _ => "подтвердите учётную запись: МФЦ, почта или электронная подпись".to_owned(),
    }
}

fn not_found(came: &Came, cards: &[&Card], settings: &Settings) -> Vec<String> {
    let mut advice = Vec::new();
    match &came.email {
        None => advice.push("укажите электронную почту в профиле Госуслуг и подтвердите её".to_owned()),
        Some(email) if !email.verified => {
            advice.push(format!("почта {} не подтверждена: подтвердите письмо Госуслуг", email.value));
            advice.push("или включите правило match.unverified_email=accept".to_owned());
        }
        Some(email) => advice.extend(cards.iter().filter_map(|card| of_card(came, &email.value, card, settings))),
    }
    if advice.is_empty() {
        advice.push("карточки с такими ФИО и почтой нет: администратор «Контингента» должен её завести".to_owned());
    }
    advice
}

/// What is wrong with a card that is nearly right.
fn of_card(came: &Came, email: &str, card: &Card, settings: &Settings) -> Option<String> {
    let difference = came.name.differs(&card.name(), settings.folding());
    let known = card.email.as_deref().unwrap_or_default();
    match (difference, same_email(known, email)) {
        (None, true) => Some(format!(
            "карточка {}: ФИО и почта верны; сверьте СНИЛС ({}) и дату рождения",
            card.id,
            card.snils.as_deref().unwrap_or("нет"),
        )),
        (None, false) => Some(format!("карточка {}: исправьте почту «{known}» на «{email}»", card.id)),
        (Some(difference), true) => {
            let switch = difference.switch().map(|switch| format!(" или включите правило {switch}"));
            let words =
                format!("карточка {}: {}: исправьте ФИО на «{}»", card.id, difference.words(), came.name.line());
            Some(words + &switch.unwrap_or_default())
        }
        (Some(_), false) => None,
    }
}
