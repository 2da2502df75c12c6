//! Switches, faults, letters, tickets, explanations, and everything anew.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::web::Json;
use actix_web::web::Path;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::problem::Called;
use super::problem::Problem;
use super::problem::ok;
use crate::app::App;
use crate::store::Document;
use crate::store::documents::Letter;
use crate::store::documents::Setting;
use crate::store::documents::Ticket;
use crate::store::fault::Fault;
use crate::store::fault::FaultKind;
use crate::store::trace::Trace;

#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    value: &'a str,
    default: &'a str,
    choice: String,
    about: &'a str,
}

/// Every switch.
pub(super) async fn settings(app: Data<App>) -> Called {
    let settings = app.settings()?;
    let all = settings.all().map(|(switch, value)| Shown {
        name: switch.name,
        value,
        default: switch.default,
        choice: switch.choice(),
        about: switch.about,
    });
    ok(&json!({ "settings": all.collect::<Vec<_>>() }))
}

/// Changes switches: all of the body, or nothing.
pub(super) async fn set(app: Data<App>, wish: Json<BTreeMap<String, Value>>) -> Called {
    let mut settings = app.settings()?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for (name, value) in wish.iter() {
        settings.set(name, &text(value))?;
    }
    for (name, value) in wish.iter() {
        app.store.put(name, &Setting(text(value)))?;
    }
    self::settings(app).await
}

/// Letters, the oldest first.
pub(super) async fn letters(app: Data<App>) -> Called {
    all::<Letter>(&app, "letters")
}

/// Tickets, the oldest first.
pub(super) async fn tickets(app: Data<App>) -> Called {
    all::<Ticket>(&app, "tickets")
}

/// Sign-ins explained, the oldest first.
pub(super) async fn traces(app: Data<App>) -> Called {
    all::<Trace>(&app, "traces")
}

/// One sign-in explained; `last` is the newest.
pub(super) async fn trace(app: Data<App>, number: Path<String>) -> Called {
    let trace = match number.as_str() {
        "last" => app.store.all::<Trace>()?.pop().map(|(_, trace)| trace),
        number => app.store.get::<Trace>(number)?,
    };
    ok(&trace.ok_or_else(|| Problem::absent("such sign-in"))?)
}

fn all<D: Document>(app: &App, name: &str) -> Called {
    let numbered = |(key, document): (String, D)| json!({ "number": key, "value": document });
    let all: Vec<Value> = app.store.all::<D>()?.into_iter().map(numbered).collect();
    ok(&json!({ name: all }))
}

/// What is broken.
pub(super) async fn faults(app: Data<App>) -> Called {
    all::<Fault>(&app, "faults")
}

/// Breaks something.
pub(super) async fn fault(app: Data<App>, wish: Json<Fault>) -> Called {
    let fault = wish.into_inner();
    if !fault.path.starts_with('/') {
        return Err(Problem::value("path begins with /"));
    }
    if fault.device.as_deref().is_some_and(|device| device != "web" && device != "mobile") {
        return Err(Problem::value("device is web or mobile"));
    }
    if (fault.kind == FaultKind::Slow) != (fault.seconds > 0) {
        return Err(Problem::value("slow needs seconds, and nothing else has any"));
    }
    let number = app.store.push(&fault)?;
    ok(&json!({ "number": number }))
}

/// Mends one thing.
pub(super) async fn mend_one(app: Data<App>, number: Path<String>) -> Called {
    app.store.take::<Fault>(&number)?.ok_or_else(|| Problem::absent("such fault"))?;
    ok(&json!({}))
}

/// Mends everything.
pub(super) async fn mend(app: Data<App>) -> Called {
    app.store.clear::<Fault>()?;
    ok(&json!({}))
}

/// With the demo cards, or without any.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Anew {
    #[serde(default)]
    demo: bool,
}

/// Everything anew.
pub(super) async fn reset(app: Data<App>, wish: Json<Anew>) -> Called {
    app.store.reset()?;
    if wish.demo {
        app.fill().map_err(|error| Problem::value(error.to_string()))?;
    }
    ok(&json!({}))
}
