//! What stands in one place only.

use super::files;

/// The places below `src/` whose code contains a text, each as often as it does.
fn places(text: &str) -> Vec<String> {
    let mut places = Vec::new();
    for file in files("src").iter().filter(|file| !file.name.contains("/tests/")) {
        let found = file.code().filter(|(_, line)| line.contains(text)).count();
        places.extend(std::iter::repeat_n(file.name.clone(), found));
    }
    places.sort();
    places
}

#[test]
fn tokens_are_signed_in_one_place() {
    assert_eq!(places("jws::sign("), ["flow/mint/draft.rs"]);
    let in_flow = |name: &String| name.starts_with("flow/");
    let mut signers: Vec<_> = places(".signer()").into_iter().filter(in_flow).collect();
    signers.dedup();
    // A header names the algorithm of the signer, and so does what is published; faults sign as nobody else does.
    let mint = ["flow/mint/draft.rs", "flow/mint/kind.rs", "flow/mint/spoiling.rs"];
    assert_eq!(signers, [&["flow/keys.rs"], &mint[..]].concat());
    assert_eq!(places("jws::put_together("), ["flow/mint/spoiling.rs"]);
}

#[test]
fn the_day_of_a_time_is_told_by_the_zone() {
    // Fixtures are read before there is a stand.
    assert_eq!(places(".date_naive()"), ["domain/zone.rs", "fixtures/loading.rs"]);
}

#[test]
fn how_a_refusal_looks_and_where_it_was_is_said_by_the_row_of_its_route() {
    let outside = |text| {
        let mut names: Vec<_> = places(text).into_iter().filter(|name| !name.starts_with("web/errors/")).collect();
        names.dedup();
        names
    };
    // Where no row is: another name, a stand or a path that is not there, a method that is not; or where a fault answers
    // before the request has come to its row.
    let entrance = ["web/entrance/answers.rs", "web/entrance/name.rs", "web/entrance/stand.rs"];
    let elsewhere = ["web/pages/error.rs", "web/rest/handler.rs"];
    assert_eq!(outside("errors::Shape;"), [entrance.as_slice(), &elsewhere].concat());
    let [fault, name, _] = entrance;
    assert_eq!(outside("telling::"), [fault, "web/entrance/logging.rs", name]);
    // The journal keeps it and tells it.
    let is_journal = |name: &String| {
        ["journal/", "web/control/requests/", "web/desk/journal/", "web/desk/words.rs", "web/entrance/recording.rs"]
            .iter()
            .any(|of| name.starts_with(of))
    };
    let told_by_calls = "web/control/signing/refused.rs";
    let mut stations = outside(".station");
    stations.retain(|name| !is_journal(name));
    assert_eq!(stations, ["cli/tables.rs", told_by_calls, "web/conversation/qr.rs", fault, "web/route.rs"]);
}

/// Extractors (`web/typed/extract.rs`) say who asks and what was posted; a handler that is sent a form of ours has no
/// other way to read it.
#[test]
fn whoever_asks_is_an_argument_of_handlers() {
    let mut asked = places("cookies::visitor(");
    asked.dedup();
    let known = [
        // Before there is a handler.
        "web/entrance/faults.rs",
        // Who asks may post parameters from elsewhere, without a guard: these are no forms of ours.
        "web/oidc/authorize.rs",
        "web/pages/end_session.rs",
        // An extractor of its own, and the way to sign in.
        "web/pages/own_pages.rs",
        "web/typed/extract.rs",
    ];
    assert_eq!(asked, known);
    let mut read = places("form::read(");
    read.retain(|name| !name.starts_with("web/desk/mfc/"));
    assert_eq!(read, ["web/pages/end_session.rs", "web/typed/extract.rs"]);
}
