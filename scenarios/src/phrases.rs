//! Every step that can be said: a table, and how a line of a scenario is found in it.
//!
//! Slots of a phrase: `{кто}` is a word of `people`, `{«…»}` a text in «ёлочках», `{число}` a number, `{чего}` what is
//! counted (`минут`), `{ЧЧ:ММ}` a time of day. Whatever else a phrase says is said as it stands.

use std::collections::BTreeMap;

use crate::model::Step;
use crate::model::Who;

/// What a step does, or looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a row of the table, whose words say it")]
pub enum Act {
    SignIn,
    StartSignIn,
    Credentials,
    GoUpToReturn,
    Return,
    SignInToGosuslugi,
    OpenEpos,
    OpenGosuslugi,
    Press,
    Fill,
    Choose,
    NewBrowser,
    ForgetCookies,
    OpenLetter,
    OpenLetterElsewhere,
    OpenEposLetter,
    EnterSms,
    AddChild,
    SendCard,
    OpenCard,
    TakeCard,
    BeginChildAccount,
    FinishChildAccount,
    LinkChild,
    EnterRsaa,
    ClockAt,
    Passes,
    WorkingDay,
    WorkingDays,
    Correct,
    ChangeCard,
    Switch,
    EposFault,
    EposMended,
    StandFault,
    StandMended,
    Registry,
    Verify,
    Unverify,
    ChangePerson,
    Desk,
    CallStand,
    CallEpos,
    EposShows,
    EposHides,
    GosuslugiShow,
    GosuslugiHide,
    Title,
    Status,
    Decides,
    Advises,
    EposLetter,
    Message,
    NoMessage,
    Level,
    DeskDone,
    DeskRefuses,
    Answered,
    Journal,
}

/// Does a step have fields?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// No.
    None,
    /// It may.
    May(&'static str),
    /// It must.
    Must(&'static str),
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// Whose step it is: a citizen's, a tester's, or a look at what came of it.
    pub family: &'static str,
    /// Its words.
    pub words: &'static str,
    /// Its fields.
    pub fields: Fields,
    /// What it does, in Russian.
    pub about: &'static str,
    /// The same for the program.
    pub act: Act,
}

const CITIZEN: &str = "действия людей";
const TESTER: &str = "действия тестировщика";
const CHECK: &str = "проверки";

const fn row(family: &'static str, words: &'static str, about: &'static str, act: Act) -> Phrase {
    Phrase { family, words, fields: Fields::None, about, act }
}

const fn with(mut phrase: Phrase, fields: &'static str) -> Phrase {
    phrase.fields = Fields::Must(fields);
    phrase
}

const fn maybe(mut phrase: Phrase, fields: &'static str) -> Phrase {
    phrase.fields = Fields::May(fields);
    phrase
}

/// The catalogue.
pub const PHRASES: &[Phrase] = &[
    row(
        CITIZEN,
        "{кто} входит в ЭПОС",
        "весь вход: «Вход через ЕСИА», пароль, код, «Частное лицо», согласие",
        Act::SignIn,
    ),
    row(CITIZEN, "{кто} начинает вход в ЭПОС", "«Вход через ЕСИА» и не дальше страницы ЕСИА", Act::StartSignIn),
    row(CITIZEN, "{кто} вводит логин и пароль", "на открытой странице входа Госуслуг", Act::Credentials),
    row(
        CITIZEN,
        "{кто} проходит вход до возврата в ЭПОС",
        "весь вход, но по адресу возврата ещё не переходит",
        Act::GoUpToReturn,
    ),
    row(CITIZEN, "{кто} возвращается в ЭПОС", "переходит по адресу возврата; можно и второй раз", Act::Return),
    row(CITIZEN, "{кто} входит на Госуслуги", "личный кабинет Госуслуг", Act::SignInToGosuslugi),
    row(CITIZEN, "{кто} открывает в ЭПОС {«…»}", "адрес ЭПОС, например «/diary»", Act::OpenEpos),
    row(
        CITIZEN,
        "{кто} открывает на Госуслугах {«…»}",
        "адрес Госуслуг, например «/profile/family»",
        Act::OpenGosuslugi,
    ),
    row(CITIZEN, "{кто} нажимает {«…»}", "кнопка или ссылка открытой страницы", Act::Press),
    with(row(CITIZEN, "{кто} заполняет", "поля открытой страницы по их подписям", Act::Fill), "подпись: значение"),
    row(CITIZEN, "{кто} выбирает {«…»}", "переключатель или отметка с такой подписью", Act::Choose),
    row(CITIZEN, "{кто} открывает окно «Инкогнито»", "дальше без прежних cookie и вкладок", Act::NewBrowser),
    row(CITIZEN, "{кто} очищает cookie", "в своём браузере", Act::ForgetCookies),
    row(
        CITIZEN,
        "{кто} открывает письмо на {«…»}",
        "последнее письмо на этот адрес: переход по ссылке из него",
        Act::OpenLetter,
    ),
    row(
        CITIZEN,
        "{кто} открывает письмо ЭПОС на {«…»}",
        "переход по ссылке из последнего письма РСАА",
        Act::OpenEposLetter,
    ),
    row(
        CITIZEN,
        "письмо на {«…»} открывают в другом браузере",
        "переход по ссылке из последнего письма и «Подтвердить почту», если страница спрашивает",
        Act::OpenLetterElsewhere,
    ),
    row(CITIZEN, "{кто} вводит код из СМС на {«…»}", "последний код, присланный на этот номер", Act::EnterSms),
    with(
        row(CITIZEN, "{кто} добавляет ребёнка", "новая карточка в «Семья и дети»; дальше речь о ней", Act::AddChild),
        "подпись: значение",
    ),
    row(CITIZEN, "{кто} отправляет карточку на проверку", "отмечает её и нажимает «Отправить»", Act::SendCard),
    row(CITIZEN, "{кто} открывает карточку ребёнка", "ту, о которой речь", Act::OpenCard),
    row(CITIZEN, "{кто} открывает карточку ребёнка {«…»}", "по ФИО; дальше речь о ней", Act::TakeCard),
    row(
        CITIZEN,
        "{кто} создаёт ребёнку запись с почтой {«…»}",
        "«Создать», почта, «Продолжить»",
        Act::BeginChildAccount,
    ),
    row(CITIZEN, "{кто} задаёт ребёнку пароль {«…»}", "последний шаг создания записи", Act::FinishChildAccount),
    row(CITIZEN, "{кто} привязывает запись с почтой {«…»}", "«Привязать», почта, «Продолжить»", Act::LinkChild),
    row(CITIZEN, "{кто} входит в РСАА по письму на {«…»}", "с именем пользователя и паролем из письма", Act::EnterRsaa),
    row(TESTER, "часы показывают {«…»}", "часы стенда, например «2026-09-04T18:30:00+05:00»", Act::ClockAt),
    row(TESTER, "проходит {число} {чего}", "секунд, минут, часов, дней", Act::Passes),
    row(TESTER, "наступает следующий рабочий день, {ЧЧ:ММ}", "по производственному календарю", Act::WorkingDay),
    row(TESTER, "проходит {число} рабочих дней", "по производственному календарю", Act::WorkingDays),
    with(
        row(
            TESTER,
            "администратор исправляет карточку {«…»}",
            "в «Контингенте»; действует по правилам ЭПОС",
            Act::Correct,
        ),
        "поле: значение",
    ),
    with(row(TESTER, "карточка {«…»} становится другой", "сразу, в обход правил", Act::ChangeCard), "поле: значение"),
    with(row(TESTER, "переключатели ЭПОС", "см. GET /api/settings", Act::Switch), "переключатель: значение"),
    with(row(TESTER, "в ЭПОС сбой", "см. POST /api/faults: path, kind, until…", Act::EposFault), "поле: значение"),
    row(TESTER, "сбои в ЭПОС кончаются", "все", Act::EposMended),
    with(
        row(TESTER, "на Госуслугах сбой", "см. POST /_mock/api/v1/faults: at, do…", Act::StandFault),
        "поле: значение",
    ),
    row(TESTER, "сбои на Госуслугах кончаются", "все", Act::StandMended),
    row(
        TESTER,
        "{кто} получает от реестра {«…»} ответ {«…»}",
        "mvd, sfr, zags; found, not_found, mismatch_name, timeout…",
        Act::Registry,
    ),
    row(TESTER, "{кто} имеет подтверждённую почту", "сразу, в обход письма", Act::Verify),
    row(TESTER, "{кто} имеет неподтверждённую почту", "сразу, в обход правил", Act::Unverify),
    with(
        row(TESTER, "{кто} получает другие данные", "сразу, в обход проверок; поля PATCH /people", Act::ChangePerson),
        "поле: значение",
    ),
    maybe(
        row(
            TESTER,
            "{кто} подтверждает личность в МФЦ",
            "показаны документы записи, если не сказаны другие",
            Act::Desk,
        ),
        "документ: значение",
    ),
    maybe(row(TESTER, "вызов стенда {«…»}", "«МЕТОД путь» под /_mock/api/v1", Act::CallStand), "поле: значение"),
    maybe(row(TESTER, "вызов ЭПОС {«…»}", "«МЕТОД путь» под /api", Act::CallEpos), "поле: значение"),
    row(CHECK, "ЭПОС показывает {«…»}", "тому, кто действовал последним", Act::EposShows),
    row(CHECK, "ЭПОС не показывает {«…»}", "тому, кто действовал последним", Act::EposHides),
    row(CHECK, "Госуслуги показывают {«…»}", "тому, кто действовал последним", Act::GosuslugiShow),
    row(CHECK, "Госуслуги не показывают {«…»}", "тому, кто действовал последним", Act::GosuslugiHide),
    row(CHECK, "страница называется {«…»}", "заголовок открытой страницы целиком", Act::Title),
    row(CHECK, "состояние ответа {число}", "HTTP; 310 значит петлю перенаправлений", Act::Status),
    row(CHECK, "ЭПОС решает {«…»}", "entered, not_found, several_found, refused, no_snils", Act::Decides),
    row(CHECK, "ЭПОС советует {«…»}", "разбор последнего входа", Act::Advises),
    row(CHECK, "ЭПОС отправляет письмо на {«…»} со словами {«…»}", "последнее письмо на этот адрес", Act::EposLetter),
    row(CHECK, "на {«…»} приходит сообщение со словами {«…»}", "СМС, MAX, письмо; любое на этот адрес", Act::Message),
    row(CHECK, "на {«…»} ничего не приходит", "ни одного сообщения на этот адрес", Act::NoMessage),
    row(CHECK, "{кто} имеет уровень {«…»}", "simplified, simplified_ready, standard, confirmed, child", Act::Level),
    row(CHECK, "МФЦ подтвердил", "последнее решение", Act::DeskDone),
    row(CHECK, "МФЦ отказал со словами {«…»}", "последнее решение", Act::DeskRefuses),
    with(row(CHECK, "в ответе", "на последний вызов", Act::Answered), "/указатель: значение"),
    with(
        row(CHECK, "в журнале стенда есть", "см. POST /_mock/api/v1/requests/expect: at, code…", Act::Journal),
        "поле: значение",
    ),
];

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
