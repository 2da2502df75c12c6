//! `/support`: letters to support, by the exact topics.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::upload::Upload;
use super::visit::Visit;
use crate::rules::card::Category;
use crate::rules::subsystems::CONTINGENT;
use crate::rules::tickets;
use crate::rules::tickets::Draft;
use crate::rules::tickets::TOPICS;
use crate::rules::tickets::Topic;
use crate::store::documents::Change;
use crate::store::documents::FileMark;
use crate::store::documents::Ticket;

#[derive(Template)]
#[template(path = "support.html")]
struct Form {
    frame: Frame,
    draft: Draft,
    topics: &'static [Topic],
    categories: [Category; 3],
    mistakes: Vec<(&'static str, String)>,
}

impl Form {
    /// What is wrong with a field.
    fn mistake(&self, name: &str) -> Option<&str> {
        self.mistakes.iter().find(|(field, _)| *field == name).map(|(_, words)| words.as_str())
    }
}

/// The topic that a page of trouble proposes.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    topic: String,
}

/// The form.
pub(super) async fn show(visit: Visit, wish: Query<Wish>) -> Shown {
    let draft = Draft { topic: wish.into_inner().topic, device: "web".to_owned(), ..Draft::default() };
    shows(&visit, draft, Vec::new(), StatusCode::OK)
}

fn shows(visit: &Visit, draft: Draft, mistakes: Vec<(&'static str, String)>, status: StatusCode) -> Shown {
    let frame = visit.frame("Написать в техподдержку")?;
    visit.shows(status, &Form { frame, draft, topics: &TOPICS, categories: Category::ALL, mistakes })
}

/// A letter was written.
pub(super) async fn send(visit: Visit, form: Multipart) -> Shown {
    let upload = Upload::read(form).await?;
    if !visit.fits(&upload.field("csrf")) {
        return Err(Trouble::Form);
    }
    let draft = draft(&upload);
    let mut mistakes: Vec<(&'static str, String)> =
        tickets::mistakes(&draft).into_iter().map(|(field, words)| (field, words.to_owned())).collect();
    if let Some(Err(words)) = upload.file {
        mistakes.push(("file", words.to_owned()));
    }
    if let Some(words) = Topic::named(&draft.topic).map(|topic| refuses(&visit, topic, &draft)).transpose()?.flatten() {
        mistakes.insert(0, ("topic", words));
    }
    match upload.file {
        Some(Ok(file)) if mistakes.is_empty() => accept(&visit, &draft, file),
        _ => shows(&visit, draft, mistakes, StatusCode::UNPROCESSABLE_ENTITY),
    }
}

fn draft(upload: &Upload) -> Draft {
    Draft {
        topic: upload.field("topic"),
        person: upload.field("person"),
        role: upload.field("role"),
        territory: upload.field("territory"),
        school: upload.field("school"),
        device: upload.field("device"),
        action: upload.field("action"),
        os: upload.field("os"),
        app_version: upload.field("app_version"),
        os_version: upload.field("os_version"),
        has_file: upload.file.is_some(),
    }
}

/// Why this topic is not for whoever writes, or not yet.
fn refuses(visit: &Visit, topic: &Topic, draft: &Draft) -> Result<Option<String>, Trouble> {
    if !topic.of_administrators {
        return Ok(None);
    }
    let is_administrator = match &visit.session {
        Some(_) => visit.own_cards()?.iter().any(|card| card.subsystems.iter().any(|name| name == CONTINGENT)),
        None => false,
    };
    if !is_administrator {
        let words = "Заявку с этой темой оформляет администратор школы. Обратитесь к классному руководителю.";
        return Ok(Some(words.to_owned()));
    }
    if visit.settings()?.is("epos.tickets", "any_time") { Ok(None) } else { too_early(visit, &draft.person) }
}

/// A correction comes first, and has to have come into force.
fn too_early(visit: &Visit, person: &str) -> Result<Option<String>, Trouble> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let cards = visit.app.cards(visit.now)?;
    let found: Vec<_> = cards.into_iter().filter(|card| fold(&card.name().line()) == fold(person)).collect();
    if found.is_empty() {
        return Ok(None);
    }
    let changes: Vec<Change> = visit.app.store.all::<Change>()?.into_iter().map(|(_, change)| change).collect();
    let mut of_person = changes.iter().filter(|change| found.iter().any(|card| card.id == change.card)).peekable();
    if of_person.peek().is_none() {
        let words = "Сначала сверьте данные в «Контингенте» и внесите исправление: по этому человеку их не было.";
        return Ok(Some(words.to_owned()));
    }
    let waiting = of_person.find(|change| change.effective_at > visit.now);
    Ok(waiting.map(|change| {
        let at = change.effective_at.format("%d.%m.%Y %H:%M");
        format!("Исправление вступит в силу {at}. Если после этого войти не удастся, оформите заявку.")
    }))
}

fn accept(visit: &Visit, draft: &Draft, file: FileMark) -> Shown {
    let topic = Topic::named(&draft.topic).ok_or(Trouble::NoPage)?;
    let fields = [
        ("person", &draft.person),
        ("role", &draft.role),
        ("territory", &draft.territory),
        ("school", &draft.school),
        ("device", &draft.device),
        ("action", &draft.action),
        ("os", &draft.os),
        ("app_version", &draft.app_version),
        ("os_version", &draft.os_version),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let ticket = Ticket {
        topic: topic.title.to_owned(),
        by: visit.session.as_ref().map_or_else(|| "без входа".to_owned(), |session| session.name.clone()),
        fields: fields.map(|(name, text)| (name.to_owned(), text.clone())).collect(),
        file,
        at: visit.now,
    };
    let number = visit.app.store.push(&ticket)?;
    let text = vec![
        format!("Обращение № {number} принято. Тема: «{}».", ticket.topic),
        format!("Приложен файл «{}», {} байт.", ticket.file.name, ticket.file.size),
    ];
    let link = Some(("/".to_owned(), "Портал ЭПОС".to_owned()));
    visit.shows(StatusCode::CREATED, &Message { frame: visit.frame("Обращение принято")?, text, link })
}
