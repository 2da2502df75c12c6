//! Row 4.3: a name that somebody makes lead here is not the stand's.

use url::Host;

use super::every_path;
use crate::support::TestApp;
use crate::support::program;
use crate::support::wire::Heard;
use crate::support::wire::Wire;

fn asks(app: &TestApp, head: &str) -> Heard {
    Wire::to(&app.base).says(format!("{head}\r\n\r\n")).hears().expect("an answer")
}

/// Names as the settings hold them.
fn hosts(names: &[&str]) -> Vec<Host> {
    names.iter().map(|name| Host::parse(name).expect("a name")).collect()
}

fn is_known(app: &TestApp, name: &str) -> bool {
    let answer = asks(app, &format!("GET /_mock/health HTTP/1.1\r\nHost: {name}"));
    assert!([200, 421].contains(&answer.status), "{name}: {}", answer.status);
    answer.status == 200
}

#[test]
fn row_4_3_every_path_refuses_a_foreign_name_before_anything_else() {
    let app = TestApp::start();
    let foreign = "Host: evil.example:8585\r\nOrigin: http://evil.example:8585";
    for asked in every_path() {
        let answer = asks(&app, &format!("{} {} HTTP/1.1\r\n{foreign}", asked.method, asked.path));
        assert_eq!(answer.status, 421, "{} {}", asked.method, asked.path);
        let said = ["x-esia-mock", "x-content-type-options", "cache-control"].map(|name| answer.header(name));
        assert_eq!(said, ["test-only", "nosniff", "no-store"], "{}", asked.path);
        for reason in [answer.header("x-esia-mock-reason"), answer.body.as_str()] {
            assert!(reason.contains("evil.example:8585") && reason.contains("--allow-host"), "{reason}");
        }
    }
}

#[test]
fn row_4_3_names_of_this_machine_are_the_stands_own() {
    let app = TestApp::start();
    let own = ["localhost", "LocalHost:1", "localhost.", "a.localhost:8585", "127.0.0.1", "127.1.2.3:80", "[::1]:8585"];
    for name in own {
        assert!(is_known(&app, name), "{name}");
    }
    let foreign = [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evillocalhost",
        "10.0.0.1",
        "0.0.0.0",
        "[::2]",
        "evil@localhost",
        "localhost/evil",
        "localhost evil",
        "%6Cocalhos%2F",
    ];
    for name in foreign {
        assert!(!is_known(&app, name), "{name}");
    }
}

#[test]
fn row_4_3_the_name_of_the_address_is_known_and_so_are_names_that_are_allowed() {
    let app = TestApp::build()
        .public_url("https://esia.mock.test/idp/esia")
        .process(|config| config.allow_hosts = hosts(&["Esia-Mock", "10.0.0.1"]))
        .start();
    for name in ["esia.mock.test", "ESIA.mock.test:443", "esia-mock:8585", "10.0.0.1:80", "localhost"] {
        assert!(is_known(&app, name), "{name}");
    }
    for name in ["mock.test", "x.esia.mock.test", "esia-mock.test", "10.0.0.2"] {
        assert!(!is_known(&app, name), "{name}");
    }
}

#[test]
fn with_a_control_token_any_name_will_do_unless_some_are_named() {
    let token = |names: &[&str]| {
        let names = hosts(names);
        let built = TestApp::build();
        built.process(|config| (config.control_token, config.allow_hosts) = (Some("secret".to_owned()), names)).start()
    };
    assert!(is_known(&token(&[]), "container-4711:8585"));
    let app = token(&["esia-mock"]);
    assert!(is_known(&app, "esia-mock") && is_known(&app, "localhost") && !is_known(&app, "container-4711"));
}

#[test]
fn the_target_is_judged_where_it_names_a_host_and_nothing_where_nobody_does() {
    let app = TestApp::start();
    let answer = asks(&app, "GET http://evil.example/_mock/health HTTP/1.1\r\nHost: localhost");
    assert_eq!(answer.status, 421);
    assert_eq!(asks(&app, "GET http://localhost/_mock/health HTTP/1.1\r\nHost: localhost").status, 200);
    assert_eq!(asks(&app, "GET /_mock/health HTTP/1.0").status, 200);
    assert!(is_known(&app, ""));
}

#[test]
fn names_are_allowed_by_an_option() {
    let served = program::serve(&["--listen", "127.0.0.1:0", "--allow-host", "esia-mock,other"]);
    for (name, status) in [("esia-mock:8585", 200), ("other", 200), ("localhost", 200), ("another", 421)] {
        let head = format!("GET /_mock/health HTTP/1.1\r\nHost: {name}\r\n\r\n");
        let answer = Wire::to(&served.base).says(head).hears().expect("an answer");
        assert_eq!(answer.status, status, "{name}");
    }
}
