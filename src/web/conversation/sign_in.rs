//! The step `sign_in`: login and password.

use actix_web::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::domain::login::Login;
use crate::domain::sign_in::Mistake;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::progress::Visitor;
use crate::flow::login::reaction;
use crate::flow::login::reaction::Tried;
use crate::flow::login::reaction::Verdict;
use crate::flow::login::sign_in;
use crate::flow::login::sign_in::Credentials;
use crate::flow::stand::Stand;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// What is sent; the real page sends more, which does not matter.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    login: String,
    password: String,
    #[serde(rename = "idType")]
    kind: Option<Kind>,
}

/// What the login is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A phone.
    Phone,
    /// An e-mail.
    Email,
    /// A СНИЛС.
    Snils,
}

/// `POST /aas/oauth2/api/login`.
pub async fn post(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Sent>) -> Answered {
    // Without a login on its way nobody learns whether a password is right.
    stand.read(|cx| turn::load(cx, &visitor).map(|_| ()))?;
    let tried = match compare(&stand, sent)? {
        Ok(tried) => tried,
        Err(word) => return Ok(Turn::failed(word).answer(&stand)),
    };
    let done = stand.write(move |cx| {
        turn::load(cx, &visitor)?;
        let verdict = reaction::judge(cx, &visitor, &tried)?;
        told(cx, verdict)
    });
    Ok(done.await?.answer(&stand))
}

/// Whose login and password it is, or the word of what is wrong.
fn compare(stand: &Stand, sent: Sent) -> Result<Result<Tried, &'static str>, Stop> {
    let credentials = Credentials { login: sent.login, password: sent.password };
    match sign_in::read(&credentials) {
        Ok(login) if sent.kind.is_none_or(|kind| kind == kind_of(&login)) => {
            reaction::compare(stand, login, &credentials.password).map(Ok)
        }
        Ok(_) => Ok(Err(word(Mistake::LoginUnreadable))),
        Err(mistake) => Ok(Err(word(mistake))),
    }
}

/// What came of a password, as an answer.
pub(super) fn told(cx: &WriteCx<'_>, verdict: Verdict) -> Result<Turn, Stop> {
    match verdict {
        Verdict::Entered(opened, progress) => Turn::entered(cx, opened, *progress),
        Verdict::Wrong { mistake: Mistake::WrongPair, is_unknown: true } if cx.stand.config.tell_unknown_logins => {
            Ok(Turn::failed("ACCOUNT_NOT_FOUND"))
        }
        Verdict::Wrong { mistake, .. } => Ok(Turn::failed(word(mistake)).because(sign_in::refusal(mistake))),
        Verdict::Checked(id, check) => {
            let details = json!({ "guid": id, "type": check.wire() });
            let body = json!({ "action": "SOLVE_ANOMALY_REACTION", "reaction_details": details });
            Ok(Turn { status: StatusCode::OK, body, opened: None, why: None })
        }
    }
}

fn kind_of(login: &Login) -> Kind {
    match login {
        Login::Phone(_) => Kind::Phone,
        Login::Email(_) => Kind::Email,
        Login::Snils(_) => Kind::Snils,
    }
}

fn word(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::LoginEmpty | Mistake::LoginUnreadable => "INVALID_LOGIN",
        // The same for an unknown login: which of the two is wrong is not told.
        Mistake::PasswordEmpty | Mistake::WrongPair => "INVALID_PASSWORD",
        Mistake::Blocked | Mistake::Locked | Mistake::Limited => "ACCOUNT_LOCKED",
    }
}
