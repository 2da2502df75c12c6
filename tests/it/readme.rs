//! README.md, README.ru.md and the pages that they lead to say what the code does: stations, addresses, options, quirks,
//! persons, commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use esia_mock::domain::quirk::QUIRKS;
use esia_mock::flow::login::STEPS;
use esia_mock::web::routes::listing;

use crate::support::TestApp;
use crate::support::program::run;

const BOTH: [&str; 2] = ["README.md", "README.ru.md"];
const PROTOCOL: &str = "docs/protocol.md";

/// How long each may be, so that it is read.
const CHARACTERS: usize = 10_000;

/// So many lines are seen without a move of the hand.
const FIRST_SCREEN: usize = 40;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The step that decides nothing about the login: something is offered on the way.
const WITHOUT_STATION: &str = "offer";

/// The stations of a login, in their order.
fn stations() -> Vec<&'static str> {
    let steps = STEPS.iter().map(|step| step.name).filter(|name| *name != WITHOUT_STATION);
    ["request", "client_check"].into_iter().chain(steps).chain(["token", "access"]).collect()
}

/// The words of the table whose rows begin with a number, in any text that has such a table.
fn numbered(text: &str) -> Vec<String> {
    let rows = text.lines().map(|line| line.trim_start_matches("//!").trim());
    let cells = rows.filter_map(|row| {
        let mut cells = row.strip_prefix('|')?.split('|').map(str::trim);
        cells.next()?.parse::<u8>().ok()?;
        Some(cells.next()?.trim_matches('`').to_owned())
    });
    cells.collect()
}

/// Every `code` of a text.
fn codes(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

/// The blocks of commands, without what is only a comment.
fn commands(text: &str) -> Vec<String> {
    text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).map(ToOwned::to_owned).collect()
}

#[test]
fn nine_stations_in_one_order_everywhere() {
    assert_eq!(stations().len(), 9);
    for place in [PROTOCOL, "src/lib.rs", "src/flow/mod.rs"] {
        assert_eq!(numbered(&read(place)), stations(), "{place}");
    }
}

#[test]
fn a_station_has_one_word_in_all_its_places() {
    let there = |name: String| assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&name).exists(), "{name}");
    for step in STEPS.into_iter().filter(|step| step.name != WITHOUT_STATION) {
        there(format!("src/flow/login/{}.rs", step.name));
        there(format!("tests/it/login/{}.rs", step.name));
        if step.name != "code" {
            there(format!("src/web/views/{}.html", step.name));
            assert!(listing().iter().any(|row| row.path == format!("/login/{}", step.name)), "{}", step.name);
        }
    }
    for name in ["request", "client_check"] {
        there(format!("src/flow/login/{name}.rs"));
        there(format!("tests/it/login/{name}.rs"));
    }
}

/// Is an address among those that a text names together, as in `/profile/…`?
fn is_below(text: &str, path: &str) -> bool {
    let together = text.split("/…`").filter_map(|before| before.rsplit('`').next());
    together.filter(|parent| parent.len() > 1).any(|parent| path.starts_with(&format!("{parent}/")))
}

#[test]
fn every_address_is_named() {
    let text = read(PROTOCOL);
    for row in listing() {
        let named = match row.path.strip_prefix("/rs/prns/{oid}").or_else(|| row.path.strip_prefix("/rs/orgs/{oid}")) {
            Some(rest) => rest.trim_end_matches("/{id}").trim_end_matches("/{kid}").to_owned(),
            None => row.path.clone(),
        };
        assert!(text.contains(&named) || is_below(&text, &named), "{PROTOCOL} does not name {}", row.path);
    }
}

#[test]
fn the_sign_in_by_one_call_is_as_it_stands_there() {
    for place in BOTH {
        let text = read(place);
        let block = commands(&text).into_iter().find(|block| block.contains("/sign-ins")).expect("the call");
        let body = block.split('\'').rfind(|part| part.trim_start().starts_with('{')).expect("its body").to_owned();
        let came = TestApp::start().controls("POST", "/_mock/api/v1/sign-ins", &body).json();
        let address = came["redirect_url"].as_str().unwrap_or_else(|| panic!("{place}: {came:#}"));
        assert!(address.starts_with("http://127.0.0.1:9090/callback?code="), "{place}: {address}");
    }
}

#[test]
fn every_quirk_is_named_and_nothing_else_passes_for_one() {
    let text = read(PROTOCOL);
    let rows = text
        .lines()
        .skip_while(|line| !line.contains("`sha1_digest`, `reject_rsa`"))
        .take_while(|line| !line.is_empty());
    let named: BTreeSet<_> = rows.flat_map(codes).collect();
    let known: BTreeSet<_> = QUIRKS.iter().map(|row| row.name.to_owned()).collect();
    assert_eq!(named, known, "{PROTOCOL}");
}

#[test]
fn every_option_of_serve_is_in_the_list_with_its_variable() {
    let help = run(&["serve", "--help"]).out;
    let words = help.split(|c: char| c.is_whitespace() || "[]=.,;".contains(c));
    let options: BTreeSet<_> =
        words.filter(|word| word.starts_with("--") && !["--help", "--"].contains(word)).collect();
    let place = "docs/options.md";
    let text = read(place);
    for option in &options {
        let variable = format!("ESIA_MOCK_{}", option.trim_start_matches('-').replace('-', "_").to_uppercase());
        let row = text.lines().find(|line| line.starts_with(&format!("- `{option}")));
        assert!(row.is_some_and(|row| row.contains(&variable)), "{place}: {option} with {variable}");
    }
    let rows = text.lines().filter(|line| line.starts_with("- `--"));
    for row in rows {
        let option = row.trim_start_matches("- `").split([' ', '`']).next().unwrap_or_default();
        assert!(options.contains(option), "{place}: {option} is no option");
    }
}

#[test]
fn test_persons_have_the_logins_and_levels_that_are_promised() {
    let app = TestApp::start();
    for place in [BOTH.as_slice(), &["docs/people.md"]].concat() {
        let text = read(place);
        let rows = text.lines().filter(|line| line.starts_with("| `") && line.contains('@'));
        let mut seen = 0;
        for row in rows {
            let cells: Vec<_> = row.split('|').map(str::trim).collect();
            let (login, level) = (cells[1].trim_matches('`'), cells[2]);
            let citizen = app.world.citizens.iter().find(|citizen| citizen.logins().iter().any(|known| known == login));
            let citizen = citizen.unwrap_or_else(|| panic!("{place}: nobody signs in as {login}"));
            assert_eq!(citizen.account.level.name(), level, "{place}: {login}");
            assert_eq!(citizen.password.as_deref(), Some("11111111"), "{place}: {login}");
            seen += 1;
        }
        assert!(seen > 10, "{place}: the table of persons was not found");
        assert!(text.contains(&app.world.citizens.len().to_string()), "{place}: how many there are");
    }
}

/// Issue 18, point 4: a README is read whole, and how to start and to test is seen at once.
#[test]
fn both_languages_are_short_and_begin_with_the_two_commands() {
    for place in BOTH {
        let text = read(place);
        let characters = text.chars().count();
        assert!(characters <= CHARACTERS, "{place} has {characters} characters");
        let screen: Vec<_> = text.lines().take(FIRST_SCREEN).collect();
        for command in ["cargo run --release -- serve", "scripts/test"] {
            assert!(screen.contains(&command), "{place}: {command} is not on the first screen");
        }
    }
}

#[test]
fn both_languages_have_the_same_commands() {
    let [english, russian] = BOTH.map(|place| commands(&read(place)));
    assert_eq!(english, russian);
    assert!(english.len() > 5);
}

#[test]
fn versions_ports_and_files_are_those_of_the_package() {
    let manifest = read("Cargo.toml");
    let rust = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")).expect("rust-version");
    let rust = rust.trim_end_matches('"');
    let help = run(&["serve", "--help"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("[default: 127.0.0.1:8585]"), "{help}");
    for place in BOTH {
        let text = read(place);
        assert!(text.contains(&format!("Rust {rust}")), "{place}: Rust {rust}");
        assert!(text.contains("http://127.0.0.1:8585"), "{place}");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let foreign = file.is_empty() || file.starts_with("http");
            assert!(foreign || Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists(), "{place} leads to {link}");
        }
    }
}

/// The source of a module of the tests, or of the product where the tests have none.
fn source(module: &str) -> String {
    let file = module.replace("::tests", "").replace("::", "/");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = [format!("tests/it/{file}.rs"), format!("tests/it/{file}/mod.rs"), format!("src/{file}.rs")];
    places.iter().find_map(|place| fs::read_to_string(root.join(place)).ok()).unwrap_or_default()
}

#[test]
fn every_test_that_fidelity_and_clients_name_is_there() {
    for (place, many) in [("docs/fidelity.md", 100), ("docs/clients.md", 60)] {
        let named = codes(&read(place));
        let named: Vec<_> = named.iter().filter(|word| word.contains("::") && !word.contains(' ')).collect();
        assert!(named.len() > many, "{place}: the rows name their tests");
        for name in named {
            let (module, function) = name.rsplit_once("::").expect("a path");
            assert!(source(module).contains(&format!("fn {function}(")), "{place}: {name} is nowhere");
        }
    }
}

/// Case 3.18: the kinds of jobs are all named, and no other.
#[test]
fn the_list_of_jobs_is_whole() {
    let page = read("docs/time.md");
    let list = page.split("The kinds, as `esia-mock jobs` prints them:").nth(1).expect("the list");
    let named: Vec<_> = list.lines().skip(2).take_while(|line| !line.is_empty()).collect();
    let named: Vec<_> = named.iter().filter_map(|line| line.strip_prefix("- `")?.split('`').next()).collect();
    let kinds: Vec<_> = esia_mock::flow::jobs::run::KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(named, kinds);
}

/// Case 3.18: the letters are all named, and no other.
#[test]
fn the_table_of_letters_is_whole() {
    let page = read("docs/letters.md");
    let table = page.split("| what happens | letters |").nth(1).expect("the table");
    let named: BTreeSet<_> = table.lines().skip(2).take_while(|line| !line.is_empty()).flat_map(codes).collect();
    let written: BTreeSet<_> =
        esia_mock::flow::outbox::letters::LETTERS.iter().map(|letter| letter.name.to_owned()).collect();
    assert_eq!(named, written);
}

/// Case 1.31: what was tried is named, with what it needs.
#[test]
fn each_client_that_was_tried_is_named() {
    let text = read("docs/clients.md");
    for (client, need) in [
        ("oauth2-proxy", "--oidc-email-claim sub"),
        ("coreos/go-oidc", "nothing"),
        ("zitadel/oidc", "nothing"),
        ("hashicorp/cap", "nothing"),
        ("markbates/goth", "nothing"),
        ("vault-plugin-auth-jwt", "groups"),
        ("kubelogin", "device flow"),
        ("vouch-proxy", "nothing"),
        ("Gatus", "groups"),
        ("dex", "getUserInfo: true"),
        ("caddy-security", "disable email claim check"),
        ("PocketBase", "id_token_claims"),
        ("Spring Boot", "redirect_uris"),
        ("Spring Security", "validateType(false)"),
        ("BouncyCastle", "nonce"),
        ("Nimbus", "nothing"),
        ("pac4j", "nothing"),
        ("Quarkus", "nothing"),
        ("Micronaut", "nothing"),
        ("Ktor", "accessTokenRequiresBasicAuth"),
        ("Keycloak", "no_own_logout_token"),
        ("omniauth-ruesia", "missing_access_type"),
    ] {
        let named: Vec<_> = text.split("\n- ").filter(|item| item.contains(client)).collect();
        assert!(named.iter().any(|item| item.contains(need)), "{client}: {need}: {named:?}");
    }
}

/// Case 2.24: a clock that is ahead, and what clients bear.
#[test]
fn both_directions_of_the_clock_are_told() {
    let text = read("docs/time.md");
    for words in ["whose clock is ahead", "Spring bears 60 s", "go-oidc any"] {
        assert!(text.contains(words), "{words}");
    }
}

/// Case 3.18: so many people as there are.
#[test]
fn the_number_of_test_persons_is_right() {
    let people = TestApp::start().world.citizens.len();
    assert!(read("README.md").contains(&format!("There are {people}; [fixtures/README.md]")), "{people}");
}
