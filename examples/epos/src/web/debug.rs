//! `/debug`: every sign-in explained: what came, which card was tried, which rule decided, what would mend it.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::visit::Visit;
use crate::rules::decision::Outcome;
use crate::store::trace::Trace;

#[derive(Template)]
#[template(path = "debug.html")]
struct List {
    frame: Frame,
    traces: Vec<(String, Trace)>,
}

#[derive(Template)]
#[template(path = "trace.html")]
struct One {
    frame: Frame,
    number: String,
    trace: Trace,
    came: String,
    stand: String,
}

impl Trace {
    /// How it ended, in a few words.
    pub(super) fn end(&self) -> &'static str {
        match (&self.decision, &self.error) {
            (_, Some(_)) => "вход не выполнен",
            (None, None) => "профиль получен",
            (Some(decision), None) => match decision.outcome {
                Outcome::Entered { .. } => "вошёл",
                Outcome::NotFound => "Пользователь не найден",
                Outcome::SeveralFound => "Нашлось больше одного пользователя",
                Outcome::Refused { .. } => "вход не разрешён",
                Outcome::NoSnils => "нет СНИЛС",
            },
        }
    }

    /// Who came, if anybody did.
    pub(super) fn who(&self) -> String {
        self.came.as_ref().map(|came| came.name.line()).unwrap_or_default()
    }
}

/// All sign-ins, the newest first.
pub(super) async fn list(visit: Visit) -> Shown {
    let traces = visit.app.store.all::<Trace>()?.into_iter().rev().collect();
    visit.shows(StatusCode::OK, &List { frame: visit.frame("Разбор входов")?, traces })
}

/// One sign-in.
pub(super) async fn show(visit: Visit, number: Path<String>) -> Shown {
    let trace = visit.app.store.get::<Trace>(&number)?.ok_or(Trouble::NoPage)?;
    let came = trace.came.as_ref().map(serde_json::to_string_pretty).transpose().unwrap_or_default();
    let page = One {
        frame: visit.frame(&format!("Разбор входа № {number}"))?,
        number: number.into_inner(),
        came: came.unwrap_or_default(),
        stand: visit.app.esia.base.clone(),
        trace,
    };
    visit.shows(StatusCode::OK, &page)
}
