//! A request by a browser: its cookie, who is signed in there, and what time it is.

use std::future::Future;
use std::pin::Pin;

use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::TimeDelta;

use super::answer;
use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::frame::school_year;
use crate::app::App;
use crate::rules::card::Card;
use crate::rules::card::Category;
use crate::rules::settings::Generation;
use crate::rules::settings::Settings;
use crate::secrets;
use crate::store::documents::Session;
use crate::store::documents::Time;

/// The cookie; other programs on this machine have other names.
pub(super) const COOKIE: &str = "epos_session";

/// A session ends after so many hours.
const HOURS: i64 = 3;

/// Who comes, and when.
#[derive(Debug)]
pub(super) struct Visit {
    /// ЭПОС.
    pub(super) app: Data<App>,
    /// The secret of the browser's cookie.
    browser: String,
    /// Did the browser come without one?
    is_new: bool,
    /// Who is signed in there.
    pub(super) session: Option<Session>,
    /// The time of this request.
    pub(super) now: Time,
}

impl FromRequest for Visit {
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Trouble>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<Data<App>>().cloned();
        let cookie = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
        let path = request.path().to_owned();
        Box::pin(async move {
            let app = app.ok_or(Trouble::NoPage)?;
            let now = app.clock.now().await;
            let cookie = cookie.filter(|cookie| (40..=64).contains(&cookie.len()));
            let (browser, is_new) = match cookie {
                Some(cookie) => (cookie, false),
                None => (secrets::token()?, true),
            };
            let mut visit = Self { app, browser, is_new, session: None, now };
            visit.session = visit.alive()?;
            visit.forget_unsaved(&path)?;
            Ok(visit)
        })
    }
}

impl Visit {
    /// The session of this browser, if it has not ended.
    fn alive(&self) -> Result<Option<Session>, Trouble> {
        let session = self.app.store.get::<Session>(&self.key())?;
        let lasts = |session: &Session| {
            let age = self.now.signed_duration_since(session.began_at);
            age < TimeDelta::hours(HOURS) && age > -TimeDelta::hours(HOURS)
        };
        Ok(session.filter(lasts))
    }

    /// A link that was not saved is lost when somebody leaves the page.
    fn forget_unsaved(&mut self, path: &str) -> Result<(), Trouble> {
        let unsaved = self.session.as_ref().is_some_and(|session| session.pending.is_some());
        if unsaved && !path.starts_with("/cabinet") && path != "/callback" {
            self.session = self.app.store.change(&self.key(), |session: &mut Session| session.pending = None)?;
        }
        Ok(())
    }

    /// The key of this browser's session: what is stored of its cookie.
    pub(super) fn key(&self) -> String {
        secrets::hash(&self.browser)
    }

    /// The token that forms of this browser carry.
    pub(super) fn csrf(&self) -> String {
        self.app.guard.token(&self.browser)
    }

    /// Is it that token?
    pub(super) fn fits(&self, csrf: &str) -> bool {
        !self.is_new && self.app.guard.fits(&self.browser, csrf)
    }

    /// How the switches stand.
    pub(super) fn settings(&self) -> Result<Settings, Trouble> {
        Ok(self.app.settings()?)
    }

    /// The frame of a page for this visitor.
    pub(super) fn frame(&self, title: &str) -> Result<Frame, Trouble> {
        let session = self.session.as_ref();
        Ok(Frame {
            title: title.to_owned(),
            name: session.map(|session| session.name.clone()),
            role: session.and_then(|session| session.role).map(Category::title).unwrap_or_default(),
            csrf: self.csrf(),
            now: self.now.format("%d.%m.%Y %H:%M").to_string(),
            year: school_year(self.now.date_naive()),
            is_2020: self.settings()?.generation() == Generation::Of2020,
        })
    }

    /// Who is signed in; else the page that says so.
    pub(super) fn signed_in(&self) -> Result<&Session, Trouble> {
        self.session.as_ref().ok_or(Trouble::SignIn)
    }

    /// Cards of whoever is signed in, as they are now.
    pub(super) fn own_cards(&self) -> Result<Vec<Card>, Trouble> {
        let session = self.signed_in()?;
        let cards = self.app.cards(self.now)?;
        Ok(cards.into_iter().filter(|card| session.cards.contains(&card.id) && !card.archived).collect())
    }

    /// The category that was chosen.
    pub(super) fn role(&self) -> Result<Category, Trouble> {
        self.signed_in()?.role.ok_or(Trouble::NotAllowed)
    }

    /// A page; a browser without cookie gets one.
    pub(super) fn shows(&self, status: StatusCode, template: &impl Template) -> Shown {
        let mut shown = answer::page(status, template)?;
        if self.is_new {
            self.give(&mut shown, &self.browser);
        }
        Ok(shown)
    }

    /// Signs somebody in: with a new cookie, so that nobody knows it who knew the old one.
    pub(super) fn begin(&self, session: &Session, mut shown: HttpResponse) -> Shown {
        let browser = secrets::token()?;
        self.app.store.take::<Session>(&self.key())?;
        self.app.store.put(&secrets::hash(&browser), session)?;
        self.give(&mut shown, &browser);
        Ok(shown)
    }

    /// Changes the session.
    pub(super) fn change(&self, change: impl FnOnce(&mut Session)) -> Result<(), Trouble> {
        self.app.store.change(&self.key(), change)?;
        Ok(())
    }

    /// Signs out; the cookie is worth nothing from now on.
    pub(super) fn end(&self, mut shown: HttpResponse) -> Shown {
        self.app.store.take::<Session>(&self.key())?;
        self.give(&mut shown, &secrets::token()?);
        Ok(shown)
    }

    fn give(&self, shown: &mut HttpResponse, browser: &str) {
        let cookie = Cookie::build(COOKIE, browser.to_owned())
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.app.base.starts_with("https:"))
            .finish();
        // A cookie of letters and digits can always be written.
        let _ = shown.add_cookie(&cookie);
    }
}
