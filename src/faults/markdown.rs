//! The catalogue as a document.

use std::fmt::Write as _;

use crate::faults::catalogue::CATALOGUE;
use crate::faults::kind::KINDS;
use crate::faults::kind::Kind;
use crate::faults::recipes::RECIPES;
use crate::protocol::place::NAMES;

/// `docs/faults.md`.
pub fn document() -> String {
    let mut text = BEGIN.to_owned();
    for name in NAMES {
        let known = match (name.client, name.person) {
            (true, true) => "system and person",
            (true, false) => "the system",
            (false, true) => "the person",
            (false, false) => "nobody",
        };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "- `{}`: {}\n  - can be known: {known}", name.at, name.about);
    }
    text.push_str("\n## Kinds\n");
    for row in KINDS {
        kind(&mut text, row.kind);
    }
    text
}

fn kind(text: &mut String, kind: Kind) {
    let _ = write!(text, "\n### {}\n\n", title(kind));
    let _ = writeln!(text, "- acts at: {}", places(kind));
    let _ = writeln!(text, "- not together with: {}", contradicted(kind));
    for row in CATALOGUE.iter().filter(|row| row.kind == kind) {
        let _ = writeln!(text, "- `{}`\n  - {}\n  - {}", row.action, row.about, row.about_ru);
    }
    for recipe in RECIPES.iter().filter(|recipe| recipe.kind == kind) {
        let _ = write!(text, "\n{}\n\n```sh\nesia-mock faults arm '{}'\n```\n", recipe.question, recipe.fault);
    }
}

/// The name of a kind: one field has two.
fn title(kind: Kind) -> String {
    let field = kind.def().field;
    if kind == Kind::ResetInBody { format!("{field}: in_body") } else { field.to_owned() }
}

/// Where a kind can act.
pub fn places(kind: Kind) -> String {
    let places = kind.def().places;
    if places.is_empty() { "everywhere".to_owned() } else { places.join(", ") }
}

/// With what a kind cannot act together.
pub fn contradicted(kind: Kind) -> String {
    let (others, allowed): (Vec<_>, Vec<_>) =
        KINDS.iter().map(|row| row.kind).filter(|other| *other != kind).partition(|other| kind.contradicts(*other));
    let titles = |kinds: &[Kind]| kinds.iter().map(|kind| title(*kind)).collect::<Vec<_>>().join(", ");
    match (others.is_empty(), allowed.is_empty()) {
        (true, _) => "nothing".to_owned(),
        (_, true) => "anything".to_owned(),
        _ if allowed.len() < others.len() => format!("anything but {}", titles(&allowed)),
        _ => titles(&others),
    }
}

const BEGIN: &str = "\
# Faults

Made by `esia-mock faults --markdown --out docs/faults.md`; `esia-mock faults` prints the same without a server.

A fault lets something go wrong on purpose: for the requests of one system, of one person, of a place, so many times,
until a time of the stand's clock. `POST /_mock/api/v1/faults` and `esia-mock faults arm` arm one; the calls are
described in [control-api.md](control-api.md).

- Whatever a fault says must fit a request: `at`, `client`, `person`, `method`, `path` (`*` means whatever comes there).
- The first `skip` requests that fit pass, `times` meet it then. Without `times` it is one, and with `until` or `for`
  as many as fit. `null` is: until it is deleted.
- `handle` says whether the request is carried out. `before`: it is not, a code is still good. `after`: it is, and the
  answer is lost. Where it is not said, a request is carried out if what is to be done needs the answer.
- Of several faults that fit a request the first made of each kind acts, and none beside one that contradicts it. What
  has acted counts a hit, stands in the journal as `fault` and in the header `X-Esia-Mock-Fault`.
- A request that hangs is held until its fault is deleted, replaced or over, its stand is reset or ends, the server
  stops, its client closes, or ten minutes of real time are over. Then the connection is closed without an answer.
- A reset of the stand takes its faults away. No snapshot has any.
- What belongs to a person (the field `faults` of a fixture, and eight people of the demo) is armed as long as they have
  it: it is neither listed nor taken away here, and acts behind what a test has armed.

A test arms, lets its system do something, and asks whether the fault was met:

```sh
esia-mock faults arm --name down '{\"at\": \"token\", \"client\": \"EPOS_DEMO\", \"do\": {\"status\": 502}}'
esia-mock faults wait down
esia-mock faults clear
```

A fault of `keys` with no hits says that the system never fetched them: arm it before the system starts.

## Places

`at` is one of these, or `*` for all requests but those to `/_mock/` and to the pages that show letters. A system or a
person that cannot be known at a place before the request is handled is refused there (422). Codes, tokens and cookies
are looked at, and never used up. At `mail` the mail server refuses the letter (`status`), breaks off (`reset`), takes
its time (`delay`) or says nothing for ten seconds (`hang`); with `handle: after` the letter arrives all the same.

";
