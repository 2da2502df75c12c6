//! The catalogue is whole: both languages say the same things, and the code asks for nothing else and has no words of
//! its own.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use fluent_bundle::FluentResource;

use super::catalogue;
use super::*;

/// Keys of a family with the names of their arguments.
fn keys(language: Language, family: &(&'static str, &'static str, &'static str)) -> BTreeMap<String, BTreeSet<String>> {
    let words = catalogue::words(language, family);
    let parsed = FluentResource::try_new(words.to_owned());
    assert!(parsed.is_ok(), "{} in {language:?}: {:?}", family.0, parsed.err().map(|(_, errors)| errors));
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
            key.clone_into(&mut current);
            assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{key} is there twice in {}", family.0);
        }
        for rest in line.split('$').skip(1) {
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
            let _ = keys.entry(current.clone()).or_default().insert(name);
        }
    }
    keys
}

fn every_key() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for family in catalogue::FAMILIES {
        for (key, arguments) in keys(Language::Russian, family) {
            assert!(key.starts_with(|c: char| c.is_ascii_lowercase()), "{key}");
            assert!(all.insert(key.clone(), arguments).is_none(), "{key} is in two families");
        }
    }
    all
}

/// The source files that may name keys.
fn sources(folder: &Path, list: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, list);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html" || end == "txt") {
            list.push(path);
        }
    }
}

fn source_text() -> String {
    let mut list = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut list);
    // `protocol` stands below the texts and says none; its names of reasons look like keys.
    list.retain(|path| {
        !path.ends_with("texts/tests.rs") && !path.components().any(|part| part.as_os_str() == "protocol")
    });
    let text: Vec<_> = list.iter().map(|path| fs::read_to_string(path).expect("a source")).collect();
    let code = text.iter().flat_map(|text| text.lines()).filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// What begins a key in the code: calls, and words of tables whose rows carry one.
const CALLS: [&str; 8] = [
    "Text::new(\"",
    ".t(\"",
    ".t_with(\"",
    "\"scope-",
    "\"account-level-",
    "\"organization-",
    "\"stand-at-",
    "\"logs-kind-",
];

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

#[test]
fn both_languages_say_the_same_things_with_the_same_arguments() {
    for family in catalogue::FAMILIES {
        assert_eq!(keys(Language::Russian, family), keys(Language::English, family), "{}", family.0);
    }
}

#[test]
fn every_key_that_the_code_asks_for_is_there() {
    let (known, source) = (every_key(), source_text());
    for call in CALLS {
        for rest in source.split(call).skip(1) {
            let begun = call.rsplit('"').next().unwrap_or_default();
            let key = format!("{begun}{}", rest.split('"').next().unwrap_or_default());
            // What has braces in it is made up of parts, by a test.
            assert!(known.contains_key(&key) || key.contains('{'), "{key} has no words");
        }
    }
}

#[test]
fn every_key_is_asked_for() {
    let source = source_text();
    for key in every_key().keys() {
        assert!(source.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
}

#[test]
fn english_words_have_no_cyrillic_letters_but_in_quotes() {
    for family in catalogue::FAMILIES {
        for line in catalogue::words(Language::English, family).lines().filter(|line| !line.starts_with('#')) {
            // «…» holds what the citizen sees elsewhere in Russian.
            let outside: String = line.split('«').map(|part| part.rsplit('»').next().unwrap_or_default()).collect();
            assert!(!outside.chars().any(is_cyrillic), "{line}");
        }
    }
}

/// What a line says to the compiler, without comments.
fn code(line: &str) -> &str {
    let line = line.trim_start();
    if line.starts_with("//") { "" } else { line.split(" // ").next().unwrap_or_default() }
}

#[test]
fn no_page_and_no_handler_has_russian_words_of_its_own() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut list = Vec::new();
    for folder in ["pages", "desk", "typed", "views", "errors"] {
        sources(&web.join(folder), &mut list);
    }
    // Samples of pages are data.
    list.retain(|path| path.extension().is_some_and(|end| end == "html") || !path.starts_with(web.join("views")));
    list.extend(["assets/comfort.js", "assets/submit.js"].map(|name| web.join(name)));
    assert!(list.len() > 25, "{list:?}");
    for path in list {
        let text = fs::read_to_string(&path).expect("a source");
        let wrong: Vec<_> = text.lines().filter(|line| code(line).chars().any(is_cyrillic)).collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn the_rows_of_the_consent_page_that_are_known_word_for_word() {
    let title = |key| Language::Russian.t(key);
    assert_eq!(title("scope-snils"), "Просмотр вашего СНИЛС");
    assert_eq!(title("scope-email"), "Просмотр вашего адреса электронной почты");
    assert_eq!(title("scope-fullname"), "Просмотр вашей фамилии, имени и отчества");
}

#[test]
fn arguments_and_other_texts_stand_where_they_belong() {
    let text = Text::new("common-stand").with("name", Text::plain("ci-17"));
    assert_eq!(Language::Russian.say(&text), "Стенд «ci-17». Все люди и документы здесь вымышлены.");
    assert_eq!(Language::English.say(&text), "Stand “ci-17”. All people and documents here are made up.");
    assert_eq!(Language::English.say(&Text::plain("Иванова")), "Иванова");
}

#[test]
fn a_key_without_words_says_itself() {
    let key: &'static str = "no-such-key";
    assert_eq!(Language::Russian.say(&Text::new(key)), "no-such-key");
}
