//! `esia-mock scenario`: files of steps are read with every mistake, run side by side, and fail where a rule is off
//! (issue 15, 5). All of them are run by `scripts/test scenarios`.

use std::fs;

use crate::support::folder::Folder;
use crate::support::program::Run;
use crate::support::program::run;
use crate::support::program::run_with;
use crate::support::program::serve;

/// A switch of ЭПОС, and the scenario that fails when it is turned.
const SWITCHES: [(&str, &str); 9] = [
    ("match.yo=fold", "EPS-08"),
    ("match.hyphen=fold", "EPS-08-HYPHEN"),
    ("match.unverified_email=accept", "KID-11"),
    ("epos.match_keys=email", "EPS-16"),
    ("epos.fix_policy=weekday_14", "EPS-05"),
    ("epos.grandfather_date=none", "EPS-06"),
    ("epos.link_check=refuse", "EPS-14"),
    ("epos.tickets=any_time", "EPS-19"),
    ("rsaa.kpp_letters=true", "RSA-03"),
];

fn scenario(arguments: &[&str]) -> Run {
    run(&[&["scenario"], arguments].concat())
}

#[test]
fn a_scenario_holds_and_fails_when_its_rule_is_off() {
    let ids: Vec<&str> = SWITCHES.iter().map(|(_, id)| *id).collect();
    let held = scenario(&[&["run"], &ids[..]].concat());
    assert_eq!(held.code, Some(0), "{}{}", held.out, held.err);
    assert_eq!(held.out.matches("✓ ").count(), ids.len(), "{}", held.out);
    for (switch, id) in SWITCHES {
        let run = scenario(&["run", id, "--switch", switch]);
        assert_eq!(run.code, Some(1), "{switch}: {}", run.out);
        assert!(run.out.contains(&format!("✗ {id}  ")) && run.out.contains("    шаг: "), "{switch}: {}", run.out);
        assert!(run.out.contains("    ожидалось: ") && run.out.contains("    пришло: "), "{switch}: {}", run.out);
    }
}

/// As in a container that was made of nothing: ЭПОС and the robot speak plain HTTP, and nobody has to be trusted for it.
/// Nor does a proxy for other addresses lie between.
#[test]
fn certificates_and_proxies_of_the_machine_are_not_asked_for() {
    let nothing = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
        ("http_proxy", "http://127.0.0.1:9"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
    ];
    let ran = run_with(&["scenario", "run", "EPS-08"], &nothing);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn a_failing_step_names_what_was_expected_what_came_and_the_entry_of_the_journal() {
    let folder = Folder::new();
    let scenarios = folder.path().join("scenarios");
    fs::create_dir(&scenarios).expect("a folder");
    let text = "id: MY-01\ntitle: <b>Вход</b>\npeople: { мать: confirmed_mother_of_two }\n\
                faults: [{ at: token, do: { esia: ESIA-007053 } }]\n\
                steps:\n  - мать входит в ЭПОС\n  - страница называется «Дневник и журнал»\n  - проходит 1 час\n";
    fs::write(scenarios.join("my-01.yaml"), text).expect("written");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (html, junit) = (path("report.html"), path("report.xml"));
    let fixtures = format!("demo,{}", folder.path().display());
    let reports = ["--report", "html", &html, "--report", "junit", &junit];
    // At a server that has nothing but the demo, and a token.
    let server = serve(&["--listen", "127.0.0.1:0", "--control-token", "s3cret"]);
    let against = ["--against", &server.base, "--control-token", "s3cret"];
    let ran = scenario(&[&["--fixtures", &fixtures, "run", "my"][..], &reports, &against].concat());
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    for words in
        ["страница «Дневник и журнал»", "«Вход не выполнен»", "журнал стенда: № ", "/aas/oauth2/te", "ESIA-007053"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let (html, junit) = (fs::read_to_string(html).expect("a report"), fs::read_to_string(junit).expect("a report"));
    assert!(html.contains("&#60;b&#62;Вход") && html.contains("ESIA-007053") && html.contains("не дошло"), "{html}");
    assert!(junit.contains("tests=\"1\" failures=\"1\"") && junit.contains("<failure message=\"страница называется"));
    assert!(scenario(&["run", "MY-01"]).err.contains("there is no scenario \"MY-01\""));
    assert!(scenario(&["run", "all", "--switch", "match.yo=perhaps"]).err.contains("expected strict | fold"));
    assert!(scenario(&["run", "all", "--report", "pdf", "x"]).err.contains("expected html or junit"));
}

/// Issue 15, 5: a tester's own people come along to a server that knows nothing of them.
#[test]
fn a_stand_elsewhere_takes_in_the_people_of_the_fixtures() {
    let folder = Folder::new();
    let person = "persona: my_own\noid: 1000099901\nlast_name: Своя\nfirst_name: Анна\n\
                  account: { level: simplified, status: registered, password: '11111111', second_factor: none }\n\
                  contacts: [{ kind: email, value: own@example.test, verified: true }]\n";
    folder.write("people/my_own.yaml", person);
    let text = "id: MY-03\ntitle: Своя запись\npeople: { своя: my_own }\nsteps:\n  - своя входит на Госуслуги\n\
                expected:\n  - Госуслуги показывают «Своя»\n";
    folder.write("scenarios/my-03.yaml", text);
    let server = serve(&["--listen", "127.0.0.1:0"]);
    let fixtures = folder.path().to_string_lossy().into_owned();
    let ran = scenario(&["--fixtures", &fixtures, "run", "MY-03", "--against", &server.base]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn every_mistake_of_a_scenario_is_told_with_its_line() {
    let folder = Folder::new();
    let scenarios = folder.path().join("scenarios");
    fs::create_dir(&scenarios).expect("a folder");
    let text = "id: MY-2\ntitle: Ошибки\nclock: вчера\npeple: {}\nswitches: { match.yoo: fold }\nholds: [x]\nsteps:\n\
                \x20 - мать входит в ЭПОС\n  - ЭПОС показывает «Тема: «Упс»»\n  - проходит 2 чаcа\n";
    fs::write(scenarios.join("my-02.yaml"), text).expect("written");
    let checked = run(&["check", "--fixtures", &folder.path().to_string_lossy()]);
    assert_eq!(checked.code, Some(1), "{}", checked.out);
    for words in [
        "my-02.yaml:1: id: the file is called `my-02`, not `my-2`",
        "my-02.yaml:3: clock: \"вчера\" is no time",
        "my-02.yaml:4: unknown field `peple`, did you mean `people`?",
        "my-02.yaml:5: switches.match.yoo: is no switch",
        "my-02.yaml:6: holds[0]: \"x\" is no number",
        "my-02.yaml:8: steps[0]: `мать` is nobody of people",
        "my-02.yaml:9: steps[1]",
        "my-02.yaml:10: steps[2]: no step says «проходит 2 чаcа»; did you mean «проходит {число} {чего}»?",
    ] {
        assert!(checked.err.contains(words), "{words}:\n{}", checked.err);
    }
    let steps = scenario(&["steps"]);
    assert!(steps.code == Some(0) && steps.out.contains("{кто} входит в ЭПОС"), "{steps:?}");
    let list = scenario(&["list"]);
    assert!(list.out.contains("EPS-01") && list.out.contains("«Пользователь не найден»"), "{}", list.out);
}
