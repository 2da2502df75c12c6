//! `/rsaa/register`: an employee registers; a letter brings user name and password.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::posted::Posted;
use super::rsaa::is_of_2020;
use super::rsaa::member;
use super::visit::Visit;
use crate::rules::names::FullName;
use crate::rules::numbers;
use crate::rules::numbers::Wrong;
use crate::rules::settings::Settings;
use crate::secrets;
use crate::store::documents::Letter;
use crate::store::documents::StaffMember;

/// Fields: name, label, placeholder, needed.
pub(super) const FIELDS: [(&str, &str, &str, bool); 9] = [
    ("last_name", "Фамилия", "Введите фамилию", true),
    ("first_name", "Имя", "Введите имя", true),
    ("middle_name", "Отчество", "Отчество", true),
    ("email", "Email", "Введите email", true),
    ("position", "Должность", "Должность", true),
    ("organization", "Выберите организацию", "Выберите организацию", true),
    ("short_name", "Краткое наименование организации", "Краткое наименование организации", false),
    ("inn", "ИНН организации (10 цифр)", "ИНН организации (10 цифр)", true),
    ("kpp", "КПП организации (9 цифр)", "КПП организации (9 цифр)", true),
];

#[derive(Template)]
#[template(path = "rsaa_register.html")]
struct Form {
    frame: Frame,
    rows: Vec<Row>,
    organizations: Vec<String>,
}

struct Row {
    name: &'static str,
    label: &'static str,
    placeholder: &'static str,
    needed: bool,
    value: String,
    mistake: Option<&'static str>,
}

/// The form.
pub(super) async fn show(visit: Visit) -> Shown {
    is_of_2020(&visit)?;
    let rows = rows(&visit.settings()?, |_| String::new());
    shows(&visit, rows, StatusCode::OK)
}

fn rows(settings: &Settings, value: impl Fn(&str) -> String) -> Vec<Row> {
    let optional = settings.is("rsaa.middle_name", "optional");
    let row = |(name, label, placeholder, needed): (&'static str, _, _, bool)| Row {
        name,
        label,
        placeholder,
        needed: needed && !(optional && name == "middle_name"),
        value: value(name),
        mistake: None,
    };
    FIELDS.into_iter().map(row).collect()
}

fn shows(visit: &Visit, rows: Vec<Row>, status: StatusCode) -> Shown {
    let frame = visit.frame("Регистрация и документация")?;
    visit.shows(status, &Form { frame, rows, organizations: organizations(visit)? })
}

/// The directory of organisations: those that have cards.
fn organizations(visit: &Visit) -> Result<Vec<String>, Trouble> {
    let mut names: Vec<String> = visit.app.cards(visit.now)?.into_iter().map(|card| card.school).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    Ok(names)
}

/// «Зарегистрироваться».
pub(super) async fn register(posted: Posted) -> Shown {
    let visit = &posted.visit;
    is_of_2020(visit)?;
    let settings = visit.settings()?;
    let organizations = organizations(visit)?;
    let mut rows = rows(&settings, |name| posted.trimmed(name));
    for row in &mut rows {
        row.mistake = mistake(row, &settings, &organizations);
    }
    let email = posted.trimmed("email").to_lowercase();
    let taken = member(visit, &email)?.is_some();
    if let Some(row) = rows.iter_mut().find(|row| row.name == "email" && taken) {
        row.mistake = Some("Этот адрес уже зарегистрирован в РСАА");
    }
    if rows.iter().any(|row| row.mistake.is_some()) {
        return shows(visit, rows, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let password = secrets::password()?;
    let login = add(visit, &posted, &email, &password)?;
    visit.app.store.push(&Letter {
        to: email.clone(),
        subject: "Учётные данные РСАА".to_owned(),
        text: format!("Имя пользователя: {login}\nПароль: {password}\nВход: {}/rsaa/login", visit.app.base),
        at: visit.now,
    })?;
    let text = vec![format!("На адрес {email} отправлено письмо с учётными данными РСАА.")];
    let link = Some(("/rsaa/login".to_owned(), "Авторизация".to_owned()));
    visit.shows(StatusCode::CREATED, &Message { frame: visit.frame("Регистрация завершена")?, text, link })
}

/// Writes the employee down under a user name that is free.
fn add(visit: &Visit, posted: &Posted, email: &str, password: &str) -> Result<String, Trouble> {
    let middle = posted.trimmed("middle_name");
    let member = StaffMember {
        name: FullName {
            last: posted.trimmed("last_name"),
            first: posted.trimmed("first_name"),
            middle: Some(middle).filter(|middle| !middle.is_empty()),
        },
        email: email.to_owned(),
        position: posted.trimmed("position"),
        organization: posted.trimmed("organization"),
        short_name: posted.trimmed("short_name"),
        inn: posted.trimmed("inn"),
        kpp: posted.trimmed("kpp"),
        password_hash: secrets::hash_password(password)?,
    };
    let stem: String = email.split('@').next().unwrap_or_default().chars().take(40).collect();
    let mut login = stem.clone();
    let mut number = 2;
    while !visit.app.store.add(&login, &member)? {
        login = format!("{stem}{number}");
        number += 1;
    }
    Ok(login)
}

fn mistake(row: &Row, settings: &Settings, organizations: &[String]) -> Option<&'static str> {
    let value = row.value.as_str();
    if value.is_empty() {
        return row.needed.then_some("Заполните поле");
    }
    if value.chars().count() > 254 {
        return Some("Не длиннее 254 знаков");
    }
    match row.name {
        "email" if !numbers::is_email(value) => Some("Проверьте адрес"),
        "organization" if !organizations.iter().any(|name| name == value) => Some("Выберите организацию из списка"),
        "inn" => match numbers::inn(value) {
            Ok(()) => None,
            Err(Wrong::Format) => Some("В ИНН организации десять цифр"),
            Err(Wrong::Checksum) => Some("Контрольная цифра ИНН не сходится"),
        },
        "kpp" if numbers::kpp(value, settings.is("rsaa.kpp_letters", "true")).is_err() => Some("В КПП девять цифр"),
        _ => None,
    }
}
