//! Station 3, `sign_in`: who is it?
//!
//! Phone, e-mail or СНИЛС in any usual spelling, and the password. An unknown login and a wrong
//! password look alike and take the same time; that an account is barred is told only to somebody
//! who knows its password.

use crate::crypto::digest;
use crate::crypto::password;
use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::challenge::SecondProof;
use crate::domain::contact::ContactKind;
use crate::domain::email::Email;
use crate::domain::interaction::Door;
use crate::domain::phone::Phone;
use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login;
use crate::flow::login::Progress;
use crate::flow::login::Step;
use crate::flow::login::Visitor;
use crate::flow::login::second_factor;
use crate::flow::outbox;
use crate::storage::accounts;
use crate::storage::interactions;
use crate::storage::oidc_grants;
use crate::storage::sessions;

/// Nobody has signed in yet.
pub const STEP: Step = Step { name: "sign_in", pending: |progress: &Progress| progress.citizen.is_none() };

/// Longest password that is looked at.
const LONGEST_PASSWORD: usize = 1024;

/// What was typed.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Phone, e-mail or СНИЛС, as typed.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Why nobody was signed in; told beside the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No login.
    LoginEmpty,
    /// Neither phone nor e-mail nor СНИЛС.
    LoginUnreadable,
    /// No password.
    PasswordEmpty,
    /// No such login, or another password.
    WrongPair,
    /// Blocked by an operator.
    Blocked,
    /// Locked after wrong passwords.
    Locked,
    /// Cannot enter third-party sites for a while.
    Limited,
}

/// A login that was typed, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// A phone.
    Phone(Phone),
    /// An e-mail.
    Email(Email),
    /// A СНИЛС.
    Snils(Snils),
}

impl Login {
    /// Tells the kind by the content.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('@') {
            return Email::parse(text).ok().map(Self::Email);
        }
        if Snils::looks_like(text) {
            return Snils::parse(text).ok().map(Self::Snils);
        }
        Phone::parse(text).ok().map(Self::Phone)
    }

    /// Its comparable spelling.
    pub fn key(&self) -> String {
        match self {
            Self::Phone(phone) => phone.to_string(),
            Self::Email(email) => email.key(),
            Self::Snils(snils) => snils.digits().to_owned(),
        }
    }
}

/// Finds the account of a login; СНИЛС serves only from the level that has it.
pub fn find(cx: &Cx<'_>, login: &Login) -> Result<Option<Account>, Stop> {
    let account = match login {
        Login::Phone(phone) => accounts::find_by_login(cx.sql, ContactKind::Mobile, &phone.to_string())?,
        Login::Email(email) => accounts::find_by_login(cx.sql, ContactKind::Email, &email.key())?,
        Login::Snils(snils) => accounts::list_by_snils(cx.sql, snils)?
            .into_iter()
            .find(|account| account.level.signs_in_by_snils() && account.status != AccountStatus::Deleted),
    };
    Ok(account)
}

/// Reads the login field.
pub fn read(credentials: &Credentials) -> Result<Login, Mistake> {
    if credentials.login.trim().is_empty() {
        return Err(Mistake::LoginEmpty);
    }
    if credentials.password.is_empty() {
        return Err(Mistake::PasswordEmpty);
    }
    Login::parse(&credentials.login).ok_or(Mistake::LoginUnreadable)
}

/// Is it the password of this account? Slow on purpose, so outside the transaction, and as slow where there is none.
pub fn matches(account: Option<&Account>, password: &str) -> bool {
    let too_long = password.len() > LONGEST_PASSWORD;
    match account.and_then(|account| account.password_hash.as_deref()) {
        Some(hash) if !too_long => password::verify(hash, password),
        _ => password::verify_nobody(if too_long { "" } else { password }),
    }
}

/// Is the account kept from signing in?
pub fn barred(account: &Account) -> Option<Mistake> {
    match account.status {
        AccountStatus::Registered => None,
        AccountStatus::Deleted => Some(Mistake::WrongPair),
        AccountStatus::Blocked => Some(Mistake::Blocked),
        AccountStatus::Locked => Some(Mistake::Locked),
        AccountStatus::Limited => Some(Mistake::Limited),
    }
}

/// Is it kept from signing in at this door? Who may not enter the sites of others may still enter his own pages.
pub fn barred_at(account: &Account, door: Door) -> Option<Mistake> {
    barred(account).filter(|mistake| *mistake != Mistake::Limited || door != Door::Own)
}

/// By which door a login of this browser came: the one with this id, or the newest.
pub fn door(cx: &Cx<'_>, visitor: &Visitor, id: Option<&str>) -> Result<Option<Door>, Stop> {
    Ok(interactions::find(cx.sql, &visitor.browser, id, cx.now)?.map(|stored| stored.interaction.door))
}

/// A fresh session and the value of its cookie.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie; only its SHA-256 is stored.
    pub cookie: String,
    /// Id of the session.
    pub session: String,
    /// Does the session end with the browser («Чужой компьютер»)?
    pub foreign_computer: bool,
}

/// Opens a session; one that the browser had before ends (session fixation).
pub fn open(
    cx: &Cx<'_>,
    account: &Account,
    before: Option<&str>,
    (method, foreign_computer): (SignInMethod, bool),
) -> Result<Opened, Stop> {
    let lifetime =
        if foreign_computer { cx.stand.config.foreign_session_lifetime } else { cx.stand.config.session_lifetime };
    let session = Session {
        id: cx.stand.random.uuid().to_string(),
        oid: account.oid,
        method,
        role: None,
        auth_time: cx.now,
        expires_at: cx.now + lifetime,
        second_factor: SecondProof::NotAsked,
        declined: Vec::new(),
        foreign_computer,
    };
    let cookie = cx.stand.random.token();
    sessions::insert(cx.sql, &session, &fingerprint(&cookie))?;
    replace(cx, before, &session.id)?;
    Ok(Opened { cookie, session: session.id, foreign_computer })
}

/// Ends the session that the browser had before this one.
pub fn replace(cx: &Cx<'_>, before: Option<&str>, by: &str) -> Result<(), Stop> {
    let Some(cookie) = before else { return Ok(()) };
    let replaced = sessions::find(cx.sql, cookie, cx.now)?;
    sessions::delete(cx.sql, cookie)?;
    if let Some(replaced) = replaced {
        // Whoever was told of the old session is to hear of the end of the new one (Back-Channel Logout).
        oidc_grants::update_session(cx.sql, &replaced.id, by)?;
    }
    Ok(())
}

/// Gives a session that can do more from now on another cookie, so that whoever knew the old one is left behind.
pub fn renew(cx: &Cx<'_>, session: &Session) -> Result<Opened, Stop> {
    let cookie = cx.stand.random.token();
    sessions::update_cookie(cx.sql, &session.id, &fingerprint(&cookie))?;
    Ok(Opened { cookie, session: session.id.clone(), foreign_computer: session.foreign_computer })
}

/// Somebody whose password or signature was right, and the login that he goes on with.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The browser before.
    pub visitor: &'a Visitor,
    /// Which login; the newest of the browser if it is not said.
    pub interaction: Option<&'a str>,
    /// Whose password or signature it was.
    pub account: &'a Account,
    /// Which of both.
    pub method: SignInMethod,
    /// Was «Чужой компьютер» ticked?
    pub foreign_computer: bool,
}

/// Opens a session and finds the login that goes on with it.
pub fn enter(cx: &Cx<'_>, entry: &Entry<'_>) -> Result<(Opened, Option<Progress>), Stop> {
    let before = entry.visitor.session.as_deref();
    let opened = open(cx, entry.account, before, (entry.method, entry.foreign_computer))?;
    login::sign_in_happened(cx, &entry.visitor.browser, entry.interaction, &opened.session)?;
    let visitor = Visitor { session: Some(fingerprint(&opened.cookie)), ..entry.visitor.clone() };
    let progress = login::load(cx, &visitor, entry.interaction)?;
    // Whoever has a second factor has signed in once he has given it.
    let is_in = |progress: &&Progress| !(second_factor::STEP.pending)(progress);
    if let Some(progress) = progress.as_ref().filter(is_in) {
        outbox::signed_in(cx, entry.account.oid, &progress.browser, &progress.party.client.name)?;
    }
    Ok((opened, progress))
}

/// What is stored of a cookie.
pub fn fingerprint(cookie: &str) -> String {
    digest::hex_upper(&digest::sha256(cookie.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_02_the_kind_of_login_is_told_by_its_content() {
        let kind = |text| Login::parse(text);
        assert!(matches!(kind("8 907 764-79-81"), Some(Login::Phone(_))));
        assert!(matches!(kind("+7(907)7647981"), Some(Login::Phone(_))));
        assert!(matches!(kind(" Sidorova@Example.Test "), Some(Login::Email(_))));
        assert!(matches!(kind("000-000-702 23"), Some(Login::Snils(_))));
        assert!(matches!(kind("00000070223"), Some(Login::Snils(_))));
        assert_eq!(kind("Сидорова"), None);
        assert_eq!(kind("' OR 1=1 --"), None);
    }
}
