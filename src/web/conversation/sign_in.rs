//! The step `sign_in`: login and password.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::session;
use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::login::sign_in;
use crate::flow::login::sign_in::Credentials;
use crate::flow::login::sign_in::Entry;
use crate::flow::login::sign_in::Login;
use crate::flow::login::sign_in::Mistake;
use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::web::conversation::turn;
use crate::web::conversation::turn::STATION;
use crate::web::conversation::turn::Turn;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::json;
use crate::web::state::OfStand;

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
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    sign_in(&stand, &http, body).await.unwrap_or_else(|stop| Door::Conversation.stop(&stand, STATION, &stop))
}

async fn sign_in(
    stand: &OfStand,
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Result<HttpResponse, Stop> {
    json::own(stand, http)?;
    let sent: Sent = json::read(http, body)?;
    let visitor = cookies::visitor(http);
    // Without a login on its way nobody learns whether a password is right.
    let door = stand.read(|cx| Ok(turn::load(cx, stand, &visitor)?.interaction.door))?;
    let account = match verify(stand, sent, door)? {
        Ok(account) => account,
        Err(word) => return Ok(Turn::failed(word).answer(stand)),
    };
    let owner = stand.0.clone();
    let done = stand.write(move |cx| {
        turn::load(cx, &owner, &visitor)?;
        let entry = Entry {
            visitor: &visitor,
            interaction: None,
            account: &account,
            method: SignInMethod::Password,
            foreign_computer: false,
        };
        let (opened, progress) = sign_in::enter(cx, &owner, &entry)?;
        let gone = || Refusal::new(EsiaCode::InvalidRequest, "the login has ended meanwhile");
        let turn = Turn::due(cx, &owner, progress.ok_or_else(gone)?)?;
        Ok(Turn { opened: Some(opened), ..turn })
    });
    Ok(done.await?.answer(stand))
}

/// Whose login and password it is, or the word of what is wrong.
fn verify(stand: &Stand, sent: Sent, door: session::Door) -> Result<Result<Account, &'static str>, Stop> {
    let credentials = Credentials { login: sent.login, password: sent.password };
    let login = match sign_in::read(&credentials) {
        Ok(login) if sent.kind.is_none_or(|kind| kind == kind_of(&login)) => login,
        Ok(_) => return Ok(Err(word(Mistake::LoginUnreadable))),
        Err(mistake) => return Ok(Err(word(mistake))),
    };
    let account = stand.read(|cx| sign_in::find(cx, &login))?;
    let is_unknown = account.is_none();
    Ok(sign_in::verify(account, &credentials.password, door).map_err(|mistake| match mistake {
        Mistake::WrongPair if is_unknown && stand.config.tell_unknown_logins => "ACCOUNT_NOT_FOUND",
        mistake => word(mistake),
    }))
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
