//! Somebody of the fixtures, and a login put at one of its stations.

use super::app::TestApp;
use super::browser::Browser;
use super::browser::Returned;
use super::relying_party::RelyingParty;
use super::relying_party::Tokens;

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub(crate) struct Citizen<'a> {
    app: &'a TestApp,
    /// ОИД.
    pub(crate) oid: u64,
    /// One of the logins; the others are in `logins`.
    pub(crate) login: String,
    /// Everything that can be typed to sign in.
    pub(crate) logins: Vec<String>,
    /// The password.
    pub(crate) password: String,
    /// Full name.
    pub(crate) name: String,
}

/// A login that stands at a station.
pub(crate) struct Login<'a> {
    /// Who logs in.
    pub(crate) citizen: Citizen<'a>,
    /// Where.
    pub(crate) browser: Browser,
    /// To what.
    pub(crate) rp: RelyingParty,
}

impl<'a> Citizen<'a> {
    pub(crate) fn new(app: &'a TestApp, persona: &str) -> Self {
        let citizen = app.world.citizen(persona).unwrap_or_else(|| panic!("nobody called {persona}"));
        let logins = citizen.logins();
        Self {
            app,
            oid: citizen.account.oid.0,
            login: logins.first().cloned().unwrap_or_default(),
            logins,
            password: citizen.password.clone().unwrap_or_default(),
            name: citizen.person.name.to_string(),
        }
    }

    /// Goes through the whole login in a browser of their own: signs in, as a person, and allows everything.
    pub(crate) fn logs_in_to(&self, rp: &RelyingParty) -> Returned {
        let mut browser = self.app.browser();
        self.logs_in_with(&mut browser, rp)
    }

    /// The same in a browser that is there already, whatever steps it is asked for.
    pub(crate) fn logs_in_with(&self, browser: &mut Browser, rp: &RelyingParty) -> Returned {
        self.goes_through(browser, &rp.authorize_url())
    }

    /// Follows an address that starts a login, to its end.
    pub(crate) fn goes_through(&self, browser: &mut Browser, address: &str) -> Returned {
        browser.opens(address);
        for _ in 0..4 {
            if browser.has_returned() {
                break;
            }
            match browser.heading().as_str() {
                "Вход" => self.signs_in(browser),
                "Войти как" => browser.chooses("Частное лицо").presses("Подтвердить"),
                "Предоставление прав доступа" => browser.grants(),
                other => panic!("no way on from {other:?}: {}", browser.page().text()),
            };
        }
        browser.returned()
    }

    /// Logs in and lets the relying party exchange the code.
    pub(crate) fn gives_tokens_to(&self, rp: &RelyingParty) -> Tokens {
        rp.exchanges(&self.logs_in_to(rp).code())
    }

    /// Types login and password and presses the button.
    pub(crate) fn signs_in<'b>(&self, browser: &'b mut Browser) -> &'b mut Browser {
        browser.signs_in(&self.login, &self.password)
    }
}
