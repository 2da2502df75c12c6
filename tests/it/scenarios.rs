//! THE SCENARIO TABLE of the citizen's life: each is proved by tests that carry its id, those that matter most by a browser
//! as well. `docs/scenarios.md` is made of them: `ESIA_MOCK_WRITE=1 cargo test --test it scenarios`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

struct Scenario {
    id: &'static str,
    title: &'static str,
    /// One of those that matter most.
    starred: bool,
}

const GROUPS: [(&str, &str); 8] = [
    ("REG", "Регистрация"),
    ("LVL", "Профиль и уровни"),
    ("CNF", "Подтверждение личности"),
    ("LOG", "Вход"),
    ("CNS", "Согласие"),
    ("KID", "Детские записи"),
    ("SEC", "Восстановление и безопасность"),
    ("ROL", "Войти как"),
];

const SCENARIOS: [Scenario; 101] = [
    Scenario { id: "REG-01", title: "Регистрация по телефону", starred: false },
    Scenario { id: "REG-02", title: "Регистрация по электронной почте", starred: false },
    Scenario { id: "REG-03", title: "Ссылка просрочена", starred: false },
    Scenario {
        id: "REG-04", title: "«Изменить данные» гасит старую ссылку", starred: false
    },
    Scenario { id: "REG-05", title: "Неверный код СМС трижды", starred: false },
    Scenario { id: "REG-06", title: "Смешение алфавитов в фамилии", starred: false },
    Scenario { id: "REG-07", title: "Допустимые символы ФИО", starred: false },
    Scenario { id: "REG-08", title: "Неарабские цифры в телефоне", starred: false },
    Scenario { id: "REG-09", title: "Почта уже занята", starred: false },
    Scenario {
        id: "REG-10", title: "Почта занята незавершённой регистрацией", starred: false
    },
    Scenario {
        id: "REG-11", title: "Возврат в систему после регистрации", starred: false
    },
    Scenario { id: "REG-12", title: "Ребёнок до 14 регистрируется сам", starred: false },
    Scenario { id: "LVL-01", title: "Упрощённая → стандартная", starred: true },
    Scenario { id: "LVL-02", title: "Ошибка МВД", starred: false },
    Scenario { id: "LVL-03", title: "СНИЛС не найден в СФР", starred: false },
    Scenario { id: "LVL-04", title: "Реестр молчит", starred: false },
    Scenario {
        id: "LVL-05", title: "СНИЛС с неверным контрольным числом", starred: false
    },
    Scenario { id: "LVL-06", title: "СНИЛС из непроверяемого диапазона", starred: false },
    Scenario { id: "LVL-07", title: "Вход по СНИЛС до проверки", starred: false },
    Scenario {
        id: "LVL-08", title: "СНИЛС уже в другой подтверждённой записи", starred: false
    },
    Scenario { id: "LVL-09", title: "Иностранный гражданин", starred: false },
    Scenario { id: "LVL-10", title: "Замена паспорта", starred: false },
    Scenario { id: "LVL-11", title: "Паспорт просрочен по возрасту", starred: false },
    Scenario { id: "LVL-12", title: "Смена фамилии", starred: false },
    Scenario { id: "LVL-13", title: "Смена почты", starred: false },
    Scenario { id: "LVL-14", title: "Удаление упрощённой записи", starred: false },
    Scenario { id: "CNF-01", title: "Подтверждение в МФЦ", starred: true },
    Scenario { id: "CNF-02", title: "В МФЦ данные не совпали", starred: false },
    Scenario { id: "CNF-03", title: "МФЦ: запись привязана к родителю", starred: true },
    Scenario { id: "CNF-04", title: "МФЦ: есть упрощённая запись-дубль", starred: true },
    Scenario { id: "CNF-05", title: "Регистрация сразу в МФЦ", starred: false },
    Scenario { id: "CNF-06", title: "Код по почте", starred: false },
    Scenario { id: "CNF-07", title: "УКЭП", starred: false },
    Scenario { id: "CNF-08", title: "УКЭП другого человека", starred: false },
    Scenario { id: "CNF-09", title: "УЭК не принимается", starred: false },
    Scenario { id: "CNF-10", title: "Банк", starred: false },
    Scenario { id: "LOG-01", title: "Вход телефоном / почтой / СНИЛС", starred: false },
    Scenario { id: "LOG-02", title: "Тип логина определяется сам", starred: false },
    Scenario { id: "LOG-03", title: "«Показать» пароль", starred: false },
    Scenario { id: "LOG-04", title: "«Чужой компьютер»", starred: false },
    Scenario { id: "LOG-05", title: "SSO между системами", starred: false },
    Scenario { id: "LOG-06", title: "Общий выход", starred: false },
    Scenario { id: "LOG-07", title: "Второй фактор СМС", starred: false },
    Scenario { id: "LOG-08", title: "Второй фактор TOTP / MAX", starred: false },
    Scenario { id: "LOG-09", title: "Предложение подключить фактор", starred: false },
    Scenario { id: "LOG-10", title: "MAX_QUIZ с пропуском и без", starred: false },
    Scenario { id: "LOG-11", title: "Капча и контрольный вопрос", starred: false },
    Scenario { id: "LOG-12", title: "Блокировка перебора", starred: false },
    Scenario { id: "LOG-13", title: "QR-вход", starred: false },
    Scenario { id: "LOG-14", title: "Уровневый фильтр `conf_acc`", starred: false },
    Scenario { id: "LOG-15", title: "Фильтры `acc_kid` и `acc_not_kid`", starred: false },
    Scenario { id: "LOG-16", title: "72-часовое ограничение", starred: false },
    Scenario { id: "CNS-01", title: "Экран согласия: СНИЛС, почта, ФИО", starred: true },
    Scenario { id: "CNS-02", title: "«Отказать»", starred: true },
    Scenario { id: "CNS-03", title: "Повторный вход без вопроса", starred: false },
    Scenario { id: "CNS-04", title: "Добавили область", starred: false },
    Scenario { id: "CNS-05", title: "Отзыв в профиле", starred: true },
    Scenario { id: "CNS-06", title: "Нет СНИЛС в профиле", starred: false },
    Scenario { id: "CNS-07", title: "Истечение согласия", starred: false },
    Scenario { id: "CNS-08", title: "Подсказка «?»", starred: false },
    Scenario { id: "CNS-09", title: "Согласие за ребёнка", starred: false },
    Scenario { id: "CNS-10", title: "Согласие 14+", starred: false },
    Scenario { id: "KID-01", title: "Создать запись ребёнка до 14", starred: true },
    Scenario { id: "KID-02", title: "Родитель не подтверждён", starred: false },
    Scenario { id: "KID-03", title: "Повторное добавление ребёнка", starred: false },
    Scenario { id: "KID-04", title: "Автопоиск СНИЛС", starred: false },
    Scenario {
        id: "KID-05", title: "Проверка от 15 минут до 5 рабочих дней", starred: true
    },
    Scenario { id: "KID-06", title: "Свидетельство не подтвердилось", starred: false },
    Scenario { id: "KID-07", title: "СНИЛС не нашёлся", starred: false },
    Scenario { id: "KID-08", title: "Почта ребёнка уже занята", starred: true },
    Scenario { id: "KID-09", title: "Телефон необязателен", starred: false },
    Scenario { id: "KID-10", title: "Код из СМС на телефон ребёнка", starred: false },
    Scenario { id: "KID-11", title: "Почта ребёнка не подтверждена", starred: true },
    Scenario { id: "KID-12", title: "Детская почта", starred: false },
    Scenario { id: "KID-13", title: "«Привязать» ранее созданную", starred: true },
    Scenario { id: "KID-14", title: "«Привязать» с чужой почтой", starred: false },
    Scenario { id: "KID-15", title: "Второй родитель", starred: false },
    Scenario { id: "KID-16", title: "«Отвязать»", starred: false },
    Scenario { id: "KID-17", title: "Иностранное свидетельство", starred: false },
    Scenario { id: "KID-18", title: "Граница 14 лет", starred: false },
    Scenario { id: "KID-19", title: "29 февраля", starred: false },
    Scenario { id: "KID-20", title: "Ребёнку исполнилось 14", starred: false },
    Scenario { id: "KID-21", title: "Ребёнку исполнилось 18", starred: false },
    Scenario { id: "KID-22", title: "Восстановление пароля ребёнка", starred: false },
    Scenario { id: "KID-23", title: "`kids` родителя и OID ребёнка", starred: false },
    Scenario { id: "KID-24", title: "Двойня", starred: false },
    Scenario { id: "SEC-01", title: "«Я не знаю пароль» по телефону", starred: false },
    Scenario { id: "SEC-02", title: "То же по СНИЛС и ИНН", starred: false },
    Scenario { id: "SEC-03", title: "Доверенный контакт", starred: false },
    Scenario { id: "SEC-04", title: "Доверенный контакт моложе 18", starred: false },
    Scenario { id: "SEC-05", title: "Восстановление в МФЦ", starred: false },
    Scenario { id: "SEC-06", title: "Уведомление о входе", starred: false },
    Scenario { id: "SEC-07", title: "Перечисление учётных записей", starred: false },
    Scenario {
        id: "SEC-08", title: "Удаление подтверждённой записи с ребёнком", starred: false
    },
    Scenario { id: "SEC-09", title: "После удаления тот же человек", starred: false },
    Scenario { id: "SEC-10", title: "Блокировка во время сессии", starred: false },
    Scenario { id: "ROL-01", title: "Выбор «Частное лицо»", starred: false },
    Scenario { id: "ROL-02", title: "Выбор организации для дневника", starred: false },
    Scenario { id: "ROL-03", title: "Нет организаций", starred: false },
    Scenario { id: "ROL-04", title: "Сотрудник исключён", starred: false },
    Scenario { id: "ROL-05", title: "Приглашение сотрудника", starred: false },
];

const INTRODUCTION: &str = "# Scenarios of the citizen's life

Written by `ESIA_MOCK_WRITE=1 cargo test --test it scenarios`; do not edit. ★ marks those that every `scripts/test`
walks in a browser.
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("node_modules") {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The path of a test's module, as the test runner prints it: `children::cards::kid_03_…`.
fn module(file: &Path) -> String {
    let below = file.strip_prefix(root().join("tests/it")).expect("a test").with_extension("");
    below.to_string_lossy().replace('/', "::").trim_end_matches("::mod").to_owned()
}

/// The tests that carry the id of each scenario.
fn proofs() -> BTreeMap<String, Vec<String>> {
    let known: BTreeSet<_> = SCENARIOS.iter().map(|row| row.id.to_lowercase().replace('-', "_")).collect();
    let mut proofs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files(&root().join("tests/it"), ".rs") {
        let text = fs::read_to_string(&file).expect("text");
        for after in text.split("#[test]\n").skip(1) {
            let Some(name) = after.split("fn ").nth(1).and_then(|rest| rest.split('(').next()) else { continue };
            // One test may prove several: `kid_15_kid_16_…`.
            for id in known.iter().filter(|id| format!("_{name}_").contains(&format!("_{id}_"))) {
                proofs.entry(id.clone()).or_default().push(format!("{}::{name}", module(&file)));
            }
        }
    }
    proofs
}

/// The titles of the browser's tests.
fn browser_titles() -> String {
    let files = files(&root().join("tests/judges/browser"), ".test.mjs");
    files.iter().map(|file| fs::read_to_string(file).expect("text")).collect()
}

fn key(scenario: &Scenario) -> String {
    scenario.id.to_lowercase().replace('-', "_")
}

#[test]
fn every_scenario_is_a_test_that_carries_its_id() {
    let proofs = proofs();
    let missing: Vec<_> = SCENARIOS.iter().filter(|row| !proofs.contains_key(&key(row))).map(|row| row.id).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_starred_scenario_is_walked_in_a_browser_as_well() {
    let titles = browser_titles();
    let missing: Vec<_> =
        SCENARIOS.iter().filter(|row| row.starred && !titles.contains(row.id)).map(|row| row.id).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// The page as it should be: a list item a scenario, below it the tests that prove it, one a line.
fn page() -> String {
    let (proofs, titles) = (proofs(), browser_titles());
    let mut page = String::from(INTRODUCTION);
    for (prefix, group) in GROUPS {
        let _ = write!(page, "\n## {prefix}: {group}\n\n");
        for row in SCENARIOS.iter().filter(|row| row.id.starts_with(prefix)) {
            let star = if row.starred { " ★" } else { "" };
            let browser = if titles.contains(row.id) { ", in a browser too" } else { "" };
            let _ = writeln!(page, "- **{}{star}** {}{browser}", row.id, row.title);
            for test in proofs.get(&key(row)).into_iter().flatten() {
                let _ = writeln!(page, "  - `{test}`");
            }
        }
    }
    page
}

#[test]
fn the_page_of_scenarios_is_up_to_date() {
    let page = page();
    let file = root().join("docs/scenarios.md");
    if std::env::var_os("ESIA_MOCK_WRITE").is_some() {
        fs::write(&file, &page).expect("written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "docs/scenarios.md is out of date: ESIA_MOCK_WRITE=1 cargo test --test it scenarios");
}
