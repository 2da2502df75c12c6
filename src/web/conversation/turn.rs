//! One turn of the conversation: a call comes in, a step is settled, the answer says what is due.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde_json::Value;
use serde_json::json;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::holder::Holder;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::outcome;
use crate::flow::login::own_pages;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::web::answer::json_answer;
use crate::web::conversation::action;
use crate::web::cookies;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::state::OfStand;

/// What a call comes to.
#[derive(Debug)]
pub struct Turn {
    /// 200, or 202 where a code was right and more is to be done.
    pub status: StatusCode,
    /// `action` or `failed` with what belongs to it.
    pub body: Value,
    /// The session's new cookie, where it got one.
    pub opened: Option<Opened>,
    /// Why nothing was done, where that has a row of its own.
    pub why: Option<Box<Refusal>>,
}

impl Turn {
    /// The login goes on, or waits to be ended: what is due now.
    pub fn due(cx: &WriteCx<'_>, mut progress: Progress) -> Result<Self, Stop> {
        outcome::arrive(cx, &mut progress)?;
        Ok(Self { status: StatusCode::OK, body: action::due(cx, &progress)?, opened: None, why: None })
    }

    /// Somebody has entered in this very turn, and the login goes on, if it has not ended meanwhile.
    pub fn entered(cx: &WriteCx<'_>, opened: Opened, progress: Option<Progress>) -> Result<Self, Stop> {
        let turn = Self::due(cx, progress.ok_or_else(login::gone)?)?;
        Ok(Self { opened: Some(opened), ..turn })
    }

    /// Nothing was done.
    pub fn failed(word: &str) -> Self {
        Self { status: StatusCode::OK, body: json!({ "failed": word }), opened: None, why: None }
    }

    /// Nothing was done, and why.
    #[must_use]
    pub fn because(self, why: Option<Refusal>) -> Self {
        Self { why: why.map(Box::new), ..self }
    }

    /// The answer.
    pub fn answer(self, stand: &Stand) -> HttpResponse {
        let cookie = self.opened.map(|opened| cookies::session(stand, &opened));
        let mut answer = json_answer(self.status, &self.body);
        if let Some(why) = self.why.map(|why| *why).or_else(|| refusal(&self.body)) {
            errors::beside(&mut answer, &why);
        }
        cookies::with(answer, cookie)
    }
}

/// The reason of an answer that says nothing was done.
pub fn refusal(body: &Value) -> Option<Refusal> {
    let word = body["failed"].as_str()?;
    let about = body["message"].as_str().map(Words::quoted);
    let (english, russian) = match word {
        "INVALID_LOGIN" => (
            "the login is empty, or neither a phone, an e-mail nor a СНИЛС",
            "логин пуст или это не телефон, не почта и не СНИЛС",
        ),
        "INVALID_PASSWORD" => ("the password is empty or another one", "пароль пуст или другой"),
        "INVALID_CAPTCHA" => ("the picture says something else", "на картинке другое"),
        "INVALID_ANSWER" => {
            ("the answer to the security question is another one", "ответ на контрольный вопрос другой")
        }
        "INVALID_ROLE" => ("the citizen has no such role", "такой роли у гражданина нет"),
        "ACCOUNT_NOT_FOUND" => ("no account has this login", "записи с таким логином нет"),
        _ => ("what was sent is not what is due", "передано не то, чего ждёт шаг"),
    };
    let about = about.unwrap_or_else(|| Words::new(english, russian));
    Some(reasons::person::step_refused(word, about))
}

/// Takes a call that settles a step of the browser's newest login.
pub async fn take(
    stand: &OfStand,
    visitor: Visitor,
    job: impl FnOnce(&WriteCx<'_>, Progress) -> Result<Turn, Stop> + Send + 'static,
) -> Answered {
    let (visitor, taken_up) = cookies::take_up(stand, visitor).await?;
    let turn = stand.write(move |cx| {
        let progress = load(cx, &visitor)?;
        job(cx, progress)
    });
    let response = turn.await?.answer(stand);
    // A cookie of this very turn is newer than the one of a QR code.
    let taken_up = taken_up.filter(|cookie| response.cookies().all(|known| known.name() != cookie.name()));
    Ok(cookies::with(response, taken_up))
}

/// The newest login of a browser, or words that say what is missing.
pub fn load(cx: &Cx<'_>, visitor: &Visitor) -> Result<Progress, Stop> {
    login::load(cx, visitor, None)?.ok_or_else(|| reasons::calls::login_absent().into())
}

/// Who has signed in, for calls that belong to a session and to no login. What was sent is judged before.
pub fn holder(stand: &Stand, visitor: &Visitor) -> Result<Holder, Stop> {
    let holder = stand.read(|cx| own_pages::holder(cx, visitor.session.as_deref()))?;
    holder.ok_or_else(|| reasons::calls::session_absent().into())
}
