//! Every step that can be said: a [`table`], and how a line of a scenario is found in it.
//!
//! Slots of a phrase: `{кто}` is a word of `people`, `{«…»}` a text in «ёлочках», `{число}` a number, `{чего}` what is
//! counted (`минут`), `{ЧЧ:ММ}` a time of day. Whatever else a phrase says is said as it stands.

mod table;

use std::collections::BTreeMap;

use crate::model::Step;
use crate::model::Who;

pub use crate::phrases::table::Act;
pub use crate::phrases::table::Fields;
pub use crate::phrases::table::PHRASES;
pub use crate::phrases::table::Phrase;

/// A step that was understood.
#[derive(Clone, Debug)]
pub struct Understood {
    /// Its row.
    pub phrase: &'static Phrase,
    /// What stands in its slots.
    pub slots: Vec<String>,
}

/// Finds the row of a step, or says what is wrong.
pub fn understand(step: &Step, people: &BTreeMap<String, Who>) -> Result<Understood, String> {
    if let Step::With(map) = step
        && map.len() != 1
    {
        return Err("a step is one phrase with its fields".to_owned());
    }
    let said = words(step.words());
    let found = PHRASES.iter().find_map(|phrase| Some((phrase, slots(phrase, &said)?)));
    let Some((phrase, slots)) = found else { return Err(unknown(step.words())) };
    let named = phrase.words.split(' ').filter(|word| word.starts_with('{')).zip(&slots);
    for (_, name) in named.filter(|(slot, _)| slot.starts_with("{кто}")) {
        if !people.contains_key(name) {
            let known = people.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(format!("`{name}` is nobody of people: {known}"));
        }
    }
    match (phrase.fields, step.fields().is_empty()) {
        (Fields::None, false) => Err(format!("«{}» has no fields", phrase.words)),
        (Fields::Must(what), true) => Err(format!("«{}» needs fields: {what}", phrase.words)),
        _ => Ok(Understood { phrase, slots }),
    }
}

fn unknown(said: &str) -> String {
    let near = |phrase: &Phrase| strsim::normalized_levenshtein(phrase.words, said);
    let meant = PHRASES.iter().max_by(|one, other| near(one).total_cmp(&near(other))).map_or("", |phrase| phrase.words);
    let (begun, ended) = (said.matches('«').count(), said.matches('»').count());
    if begun != ended {
        return format!("{said}: the text in «ёлочках» has no end; a step with a colon and a space in it needs quotes");
    }
    format!("no step says «{said}»; did you mean «{meant}»? `esia-mock scenario steps` lists them")
}

/// The words of a line; what stands in «ёлочках» is one word with them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut depth = 0;
    for sign in line.chars() {
        match sign {
            '«' => depth += 1,
            '»' => depth -= 1,
            _ => {}
        }
        match words.last_mut() {
            Some(word) if !sign.is_whitespace() || depth > 0 => word.push(sign),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What stands in the slots of a phrase, if the line says it.
fn slots(phrase: &Phrase, said: &[String]) -> Option<Vec<String>> {
    let pattern: Vec<&str> = phrase.words.split(' ').collect();
    if pattern.len() != said.len() {
        return None;
    }
    let mut slots = Vec::new();
    for (wanted, word) in pattern.into_iter().zip(said) {
        let Some((kind, end)) = wanted.strip_prefix('{').and_then(|wanted| wanted.split_once('}')) else {
            if wanted == word {
                continue;
            }
            return None;
        };
        slots.push(slot(kind, word.strip_suffix(end)?)?);
    }
    Some(slots)
}

fn slot(kind: &str, word: &str) -> Option<String> {
    let is_fitting = match kind {
        "«…»" => return word.strip_prefix('«')?.strip_suffix('»').map(str::to_owned),
        "число" => word.parse::<u32>().is_ok(),
        "чего" => unit(word).is_some(),
        "ЧЧ:ММ" => chrono::NaiveTime::parse_from_str(word, "%H:%M").is_ok(),
        _ => !word.contains(['«', '»']),
    };
    is_fitting.then(|| word.to_owned())
}

/// The duration of ISO 8601 that so many of these are made of: before the number, after it.
pub fn unit(word: &str) -> Option<(&'static str, &'static str)> {
    let begins = [("секунд", ("PT", "S")), ("минут", ("PT", "M")), ("час", ("PT", "H")), ("д", ("P", "D"))];
    let known =
        ["секунд", "секунда", "секунды", "минут", "минута", "минуты", "час", "часа", "часов", "день", "дня", "дней"];
    let found = begins.into_iter().find(|(begin, _)| word.starts_with(begin));
    found.map(|(_, iso)| iso).filter(|_| known.contains(&word))
}

/// The table for whoever writes scenarios.
pub fn listing() -> Vec<[String; 4]> {
    let fields = |fields: Fields| match fields {
        Fields::None => String::new(),
        Fields::May(what) => format!("[{what}]"),
        Fields::Must(what) => what.to_owned(),
    };
    let row = |row: &Phrase| [row.words.to_owned(), fields(row.fields), row.about.to_owned(), row.family.to_owned()];
    PHRASES.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;

    fn step(value: serde_json::Value) -> Step {
        serde_json::from_value(value).expect("a step")
    }

    fn people() -> BTreeMap<String, Who> {
        [("мать".to_owned(), Who::Persona("confirmed_mother_of_two".to_owned()))].into()
    }

    #[test]
    fn a_line_is_found_with_what_stands_in_it() {
        let read = |value| understand(&step(value), &people()).map(|found| (found.phrase.act, found.slots));
        assert_eq!(read(json!("мать входит в ЭПОС")), Ok((Act::SignIn, vec!["мать".to_owned()])));
        let nested = "ЭПОС показывает «Заявка «Упс» принята»";
        assert_eq!(read(json!(nested)), Ok((Act::EposShows, vec!["Заявка «Упс» принята".to_owned()])));
        assert_eq!(read(json!("мать открывает окно «Инкогнито»")).map(|read| read.0), Ok(Act::NewBrowser));
        assert_eq!(read(json!("проходит 2 часа")), Ok((Act::Passes, vec!["2".to_owned(), "часа".to_owned()])));
        let registry = read(json!("мать получает от реестра «mvd» ответ «not_found»")).expect("it is right");
        assert_eq!(registry.1, ["мать", "mvd", "not_found"]);
        let day = read(json!("наступает следующий рабочий день, 14:00")).expect("it is right");
        assert_eq!(day.1, ["14:00"]);
    }

    #[test]
    fn what_is_wrong_is_said_with_what_was_meant() {
        let wrong = |value| understand(&step(value), &people()).expect_err("it is wrong");
        assert!(wrong(json!("мать входит в ЭПОСС")).contains("did you mean «{кто} входит в ЭПОС»?"));
        assert!(wrong(json!("отец входит в ЭПОС")).contains("`отец` is nobody of people: мать"));
        assert!(wrong(json!("мать заполняет")).contains("needs fields: подпись: значение"));
        assert!(wrong(json!({ "мать входит в ЭПОС": { "a": 1 } })).contains("has no fields"));
        assert!(wrong(json!("проходит 2 века")).contains("no step says"));
        assert!(wrong(json!({ "ЭПОС показывает «Тема": { "a": 1 } })).contains("needs quotes"));
        assert!(wrong(json!({ "a": {}, "b": {} })).contains("one phrase"));
    }

    #[test]
    fn no_row_is_there_twice() {
        let words: BTreeSet<_> = PHRASES.iter().map(|phrase| phrase.words).collect();
        let acts: std::collections::HashSet<_> = PHRASES.iter().map(|phrase| phrase.act).collect();
        assert_eq!((words.len(), acts.len()), (PHRASES.len(), PHRASES.len()));
    }
}
