//! The same for `docs/control-api.md`.

use std::fmt::Write as _;

use crate::web::control::openapi::call::Call;
use crate::web::control::openapi::manual;
use crate::web::views::api::ApiCall;
use crate::web::views::api::ApiField;
use crate::web::views::api::ApiShape;

/// So long is a line at most.
const COLUMNS: usize = 120;

const BEGINNING: &str = "# The tester's API

Written by `esia-mock openapi --markdown`; do not change it by hand. The same as OpenAPI 3.1 is at
`/_mock/openapi.json` of a stand, and without a server `esia-mock openapi` prints it; the page `/_mock/api/` shows it
and sends calls.

Everything is below `/_mock/api/v1` of a stand, and below `/_stand/NAME/_mock/api/v1` of a named one. In examples
`$ESIA` is the base URL of the stand, such as `http://127.0.0.1:8585`.

## Rules for all of it

- Bodies and answers are JSON (`Content-Type: application/json`). A field that is not known is a mistake. A field of a
  body that says `null` says nothing.
- 200 for whatever ЕСИА decides; 4xx only for a wrong call, as `application/problem+json` ([Problem](#problem)):
  `detail` says what is wrong and what would be right, `errors` the place of each value (a JSON pointer into the body,
  or the name of a parameter of the query) and the word that was probably meant. 400: the body cannot be read; 401: the
  control token is needed; 403: a page of another site asks; 404: no such thing; 405: not by this method; 409: not
  possible as things are; 415: the body is not said to be JSON; 421: the stand has another name; 422: a value is wrong;
  429: there are as many as there may be. 5xx: the stand broke, and its log says why.
- With `--control-token TOKEN` every call needs `Authorization: Bearer TOKEN`, but for `/_mock/health`. Pages below
  `/_mock/` show a form that takes the token once; its cookie holds for all stands of the server. Calls that come with
  this cookie alone need the header `X-Esia-Mock-Guard` as well, whose value only the page `/_mock/api/` knows.
- `{person}` and `person` are a persona, an oid or a login; a login that several people have is answered with 409 and
  their oids.
- Times are RFC 3339 by the stand's clock, unless it is said otherwise; durations are ISO 8601 (`PT15M`, `P1D`).
- Lists: `limit` says how many at most (100, at most 1 000), `after` where to go on: `next` of the part before. `next`
  is null in the last part.
- Waiting: `wait` says how many seconds (at most 60) a call waits for something where there is nothing yet.
- `PUT` and `DELETE` may be repeated. A change of the clock may be repeated with `expect_now`.
";

/// The whole file.
pub fn of(calls: &[Call]) -> String {
    let manual = manual::of(calls);
    let mut text = BEGINNING.to_owned();
    text.push_str("\n## Calls\n");
    for group in &manual.groups {
        let _ = write!(text, "\n### {}\n", group.name);
        for call in &group.calls {
            write_call(&mut text, call);
        }
    }
    text.push_str("\n## Shapes\n");
    for shape in &manual.shapes {
        write_shape(&mut text, shape);
    }
    text
}

fn write_call(text: &mut String, call: &ApiCall) {
    let _ = write!(text, "\n#### `{} {}`\n\n", call.method, call.path);
    wrapped(text, "", &manual::sentence(&call.about));
    text.push('\n');
    for field in &call.parameters {
        wrapped(text, "- ", &format!("`{}` ({}): {}", field.name, field.place, told(field)));
    }
    if let Some(body) = &call.body {
        let shape = body.shape.as_deref().map_or_else(|| format!("`{}`", body.media), link);
        let needed = if body.needed { "" } else { "; may be left out" };
        wrapped(text, "- ", &format!("body: {shape}{needed}"));
    }
    let answers = call.answers.iter().filter(|answer| answer.status != "4XX").map(|answer| {
        let shape = answer.shape.as_deref().map(|shape| format!(", {}", link(shape))).unwrap_or_default();
        format!("{} {}{shape}", answer.status, answer.about)
    });
    wrapped(text, "- ", &format!("answers: {}", answers.collect::<Vec<_>>().join("; ")));
    let _ = write!(text, "\n```sh\n{}\n```\n", call.curl);
}

fn write_shape(text: &mut String, shape: &ApiShape) {
    let _ = write!(text, "\n### {}\n\n", shape.name);
    if !shape.about.is_empty() {
        wrapped(text, "", &shape.about);
    }
    if !shape.kind.is_empty() {
        wrapped(text, "", &manual::sentence(&shape.kind));
    }
    let has_words = !(shape.about.is_empty() && shape.kind.is_empty());
    if has_words && !shape.fields.is_empty() {
        text.push('\n');
    }
    for field in &shape.fields {
        wrapped(text, "- ", &format!("`{}`: {}", field.name, told(field)));
    }
}

/// The kind of a field, with a link to its shape, and what it says.
fn told(field: &ApiField) -> String {
    let kind = match &field.shape {
        Some(shape) => field.kind.replacen(shape.as_str(), &link(shape), 1),
        None => field.kind.clone(),
    };
    let needed = if field.needed { ", needed" } else { "" };
    format!("{kind}{needed}. {}", field.about)
}

fn link(shape: &str) -> String {
    format!("[{shape}](#{})", shape.to_lowercase())
}

/// Lines that fit: the first begins with this, the others below its words.
fn wrapped(text: &mut String, begin: &str, words: &str) {
    let (mut line, mut is_empty) = (begin.to_owned(), true);
    for word in words.split_whitespace() {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > COLUMNS {
            text.push_str(&line);
            text.push('\n');
            (line, is_empty) = (" ".repeat(begin.len()), true);
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    text.push_str(&line);
    text.push('\n');
}
