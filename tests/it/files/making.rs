//! Makes the file of the present version, and writes down what it promises.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::Value;

use crate::files::Promises;
use crate::files::folder;
use crate::files::serve;
use crate::files::systems;
use crate::support::Browser;
use crate::support::Http;

const PHONE: &str = "+7(907)7647981";
const EMAIL: &str = "nadezhda@example.test";
const PASSWORD: &str = "Pa55word!";

#[test]
#[ignore = "makes the file of this version, once for each"]
fn makes_a_file_of_this_version() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("stand.sqlite");
    let mut server = serve(&file);
    let promises = promises(&server.base);
    server.terminate();
    let name = folder().join(format!("v{}", version(&file)));
    let text = serde_json::to_string_pretty(&promises).expect("JSON");
    fs::write(name.with_extension("json"), text + "\n").expect("written");
    fs::write(name.with_extension("sql"), dump(&file).expect("read")).expect("written");
}

/// Everything that a stand may be in the middle of.
fn promises(base: &str) -> Promises {
    let http = Arc::new(Http::new());
    let (epos, standard) = systems(&http, base);
    let open = |address: &str| {
        let mut browser = Browser::new(Arc::clone(&http), base);
        browser.opens(address);
        browser
    };
    let mut first = open(&epos.authorize_url());
    let code = first.signs_in("EsiaTest006@yandex.ru", "11111111").grants().returned().code();
    let used_refresh_token = epos.exchanges(&code).refresh_token();
    let refresh_token = epos.refreshes(&used_refresh_token).refresh_token();

    let mut second = open(&standard.url_of(&standard.request()));
    let code = second.signs_in("EsiaTest007@yandex.ru", "11111111").grants().returned().code();
    let tokens = standard.exchanges(&code);

    let mut third = open(&epos.authorize_url());
    third.signs_in("EsiaTest005@yandex.ru", "11111111");
    let asked = third.cookie_header();

    let mut fourth = open("/login/registration");
    applies(&mut fourth, "Или электронная почта", EMAIL);
    let link = sent(&http, base, EMAIL)["link"].as_str().expect("a link").replace(base, "");

    let mut fifth = open("/login/registration");
    applies(&mut fifth, "Мобильный телефон", PHONE);
    let text = sent(&http, base, PHONE)["text"].as_str().expect("a text").to_owned();
    let code: String = text.chars().filter(char::is_ascii_digit).collect();
    fifth.fills("Цифра 1", &code).presses("Продолжить");
    fifth.fills("Пароль", PASSWORD).fills("Ещё раз", PASSWORD).presses("Готово");

    // Last of all, so that it is not exchanged too late.
    let code = open(&epos.authorize_url()).signs_in("EsiaTest004@yandex.ru", "11111111").grants().returned().code();
    Promises {
        refresh_token,
        used_refresh_token,
        code,
        standard_access_token: tokens.access(),
        standard_refresh_token: tokens.refresh(),
        signed_in: first.cookie_header(),
        asked,
        applied: fourth.cookie_header(),
        link,
        login: PHONE.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

fn applies(browser: &mut Browser, field: &str, contact: &str) {
    browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills(field, contact).presses("Зарегистрироваться");
}

fn sent(http: &Http, base: &str, to: &str) -> Value {
    let list = http.send(http.get(&format!("{base}/_mock/api/v1/outbox"))).json();
    let messages = list["messages"].as_array().expect("a list").clone();
    messages.into_iter().rfind(|message| message["to"] == to).unwrap_or_else(|| panic!("nothing to {to}: {list}"))
}

fn version(file: &Path) -> i64 {
    let sql = Connection::open(file).expect("opened");
    sql.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version")
}

/// The file as SQL.
fn dump(file: &Path) -> rusqlite::Result<String> {
    let sql = Connection::open(file)?;
    let rows = |query: &str| -> rusqlite::Result<Vec<(String, String)>> {
        sql.prepare(query)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let declared = |which: &str| {
        rows(&format!(
            "SELECT name, sql FROM sqlite_schema WHERE type {which} AND sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        ))
    };
    let mut lines = Vec::new();
    for name in ["page_size", "application_id", "user_version"] {
        let value: i64 = sql.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?;
        lines.push(format!("PRAGMA {name}={value}"));
    }
    lines.push("BEGIN".to_owned());
    let tables = declared("= 'table'")?;
    // The tables behind a virtual one are made with it, and hold what a new one has.
    let is_behind = |name: &str| name.starts_with("search_index_");
    lines.extend(tables.iter().filter(|(name, _)| !is_behind(name)).map(|(_, declaration)| declaration.clone()));
    for table in tables.iter().map(|(name, _)| name.as_str()).chain(["sqlite_sequence"]) {
        if table == "search_index" {
            continue;
        }
        if is_behind(table) {
            lines.push(format!("DELETE FROM {table}"));
        }
        let columns = rows(&format!(
            "SELECT group_concat(name), group_concat('quote(' || name || ')', '||'',''||')
             FROM pragma_table_info('{table}')"
        ))?;
        let (names, values) = &columns[0];
        let found = rows(&format!("SELECT {values}, '' FROM {table}"))?;
        lines.extend(found.iter().map(|(row, _)| format!("INSERT INTO {table}({names}) VALUES({row})")));
    }
    lines.extend(declared("<> 'table'")?.into_iter().map(|(_, declaration)| declaration));
    lines.push("COMMIT;\n".to_owned());
    Ok(lines.join(";\n"))
}
