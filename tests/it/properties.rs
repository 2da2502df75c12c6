//! The login as a machine: whatever is pressed, opened and posted in whatever order, nothing breaks, and a code is
//! given only to somebody who has signed in and allowed what was asked.

use std::cell::Cell;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use crate::support::Browser;
use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::html;
use crate::support::html::Form;

/// One thing that somebody does.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// A relying party sends the browser, asking for these scopes.
    Begins(&'static str),
    /// Does what the page asks for.
    GoesOn,
    OpensLogin,
    SignsIn(&'static str, &'static str),
    ChoosesHimself,
    Grants,
    Refuses,
    /// Sends the last form that was seen, once more.
    PostsTheLastFormAgain,
    /// Posts to a step without having its form.
    PostsBlindly(&'static str, &'static str),
    LogsOut,
    RestartsTheBrowser,
    Waits(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let scopes = prop_oneof![Just("openid"), Just("openid fullname"), Just("openid fullname snils")];
    let people = prop_oneof![
        Just(("EsiaTest006@yandex.ru", "11111111")),
        Just(("EsiaTest003@yandex.ru", "11111111")),
        Just(("EsiaTest006@yandex.ru", "wrong")),
        Just(("blocked.adult@example.test", "11111111")),
        Just(("", "")),
    ];
    let blind = prop_oneof![
        Just(("/login/sign_in", "login=EsiaTest006%40yandex.ru&password=11111111")),
        Just(("/login/role", "role=person")),
        Just(("/login/consent", "decision=allow")),
    ];
    prop_oneof![
        3 => scopes.prop_map(Act::Begins),
        12 => Just(Act::GoesOn),
        2 => Just(Act::OpensLogin),
        4 => people.prop_map(|(login, password)| Act::SignsIn(login, password)),
        2 => Just(Act::ChoosesHimself),
        4 => Just(Act::Grants),
        1 => Just(Act::Refuses),
        2 => Just(Act::PostsTheLastFormAgain),
        1 => blind.prop_map(|(path, body)| Act::PostsBlindly(path, body)),
        1 => Just(Act::LogsOut),
        1 => Just(Act::RestartsTheBrowser),
        1 => prop_oneof![Just(60), Just(3_600), Just(10_800)].prop_map(Act::Waits),
    ]
}

/// What has really happened.
#[derive(Default)]
struct Truth {
    /// Who has signed in, by oid, and when, in seconds.
    signed_in: Option<(u64, i64)>,
    /// Who has allowed which scope.
    allowed: Vec<(u64, String)>,
    now: i64,
}

struct World {
    app: TestApp,
    browser: Browser,
    rp: RelyingParty,
    last_form: Option<(Form, String)>,
    truth: Truth,
    /// The codes that came back so far.
    codes: Vec<String>,
}

impl World {
    fn new() -> Self {
        let app = TestApp::start();
        let (browser, rp) = (app.browser(), app.client("EPOS_DEMO"));
        Self { app, browser, rp, last_form: None, truth: Truth::default(), codes: Vec::new() }
    }

    fn heading(&self) -> String {
        if self.browser.is_at_stand() { self.browser.heading() } else { String::new() }
    }

    /// Presses a button and remembers what was sent.
    fn presses(&mut self, button: &str) {
        let (body, form) = self.browser.filled(button);
        self.posts(&form, &body);
        self.last_form = Some((form, body));
    }

    /// Sends a form; a new session means that the login in it has signed in.
    fn posts(&mut self, form: &Form, body: &str) {
        let session = |browser: &Browser| browser.cookie("ESIA_SESSION").map(|cookie| cookie.value);
        let before = session(&self.browser);
        self.browser.posts(form, body);
        if session(&self.browser) != before {
            let fields = url::form_urlencoded::parse(body.as_bytes()).collect::<Vec<_>>();
            let typed = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.to_string());
            let login = typed("login").unwrap_or_default();
            let citizen = self.app.world.citizens.iter().find(|citizen| citizen.logins().contains(&login));
            assert_eq!(
                typed("password"),
                citizen.and_then(|citizen| citizen.password.clone()),
                "signed in without a password"
            );
            self.truth.signed_in = citizen.map(|citizen| (citizen.account.oid.0, self.truth.now));
        }
    }

    fn does(&mut self, act: Act) {
        let heading = self.heading();
        let act = match (act, heading.as_str()) {
            (Act::GoesOn, "Вход") => Act::SignsIn("EsiaTest006@yandex.ru", "11111111"),
            (Act::GoesOn, "Войти как") => Act::ChoosesHimself,
            (Act::GoesOn, "Предоставление прав доступа") => Act::Grants,
            (Act::GoesOn, _) => Act::Begins("openid fullname"),
            (act, _) => act,
        };
        match (act, heading.as_str()) {
            (Act::Begins(scope), _) => {
                scope.clone_into(&mut self.rp.scope);
                self.browser.opens(&self.rp.authorize_url());
            }
            (Act::OpensLogin, _) => {
                self.browser.opens("/login");
            }
            (Act::SignsIn(login, password), "Вход") => {
                self.browser.fills("login", login).fills("password", password);
                self.presses("Войти");
            }
            (Act::ChoosesHimself, "Войти как") => {
                self.browser.chooses("Частное лицо");
                self.presses("Подтвердить");
            }
            (Act::Grants, "Предоставление прав доступа") => {
                let shown = html::values_of(&self.browser.page().html, "data-scope");
                let (oid, _) = self.truth.signed_in.expect("somebody is asked");
                self.truth.allowed.extend(shown.into_iter().map(|scope| (oid, scope)));
                self.presses("Предоставить");
            }
            (Act::Refuses, "Предоставление прав доступа") => self.presses("Отказать"),
            (Act::PostsTheLastFormAgain, _) => {
                if let Some((form, body)) = self.last_form.clone() {
                    self.posts(&form, &body);
                }
            }
            (Act::PostsBlindly(path, body), _) => {
                let form = Form { action: path.to_owned(), method: "post".to_owned(), ..Form::default() };
                self.browser.posts(&form, body);
            }
            (Act::LogsOut, _) => {
                self.browser.opens("/idp/ext/Logout");
                self.truth.signed_in = None;
            }
            (Act::RestartsTheBrowser, _) => {
                self.browser.restarts();
            }
            (Act::Waits(seconds), _) => {
                self.app.advance(TimeDelta::seconds(seconds));
                self.truth.now += seconds;
            }
            _ => {}
        }
    }

    /// Nothing has broken, and a code that has just come back was deserved.
    fn holds(&mut self) -> Result<(), TestCaseError> {
        for answer in &self.browser.trail {
            prop_assert!(answer.status < 500, "{}", answer.text());
        }
        let code = if self.browser.has_returned() { self.browser.returned().get("code") } else { String::new() };
        if code.is_empty() || self.codes.contains(&code) {
            return Ok(());
        }
        let token = Token::verified(&self.app.http, &self.app.base, &code);
        self.codes.push(code);
        let oid = token.claim("urn:esia:sbj")["urn:esia:sbj:oid"].as_u64();
        let (signed_in, at) = self.truth.signed_in.unwrap_or_default();
        prop_assert_eq!(oid, Some(signed_in), "a code for somebody who has not signed in");
        prop_assert!(self.truth.now - at < 10_800, "a code by a session that is over");
        for scope in token.claim("scope").as_str().unwrap_or_default().split(' ') {
            let name = scope.split('?').next().unwrap_or_default().to_owned();
            prop_assert!(
                name == "openid" || self.truth.allowed.contains(&(signed_in, name)),
                "{} was not allowed",
                scope
            );
        }
        Ok(())
    }
}

#[test]
fn no_order_of_steps_gives_a_code_that_is_not_deserved() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let codes = Cell::new(0);
    let run = TestRunner::new_with_rng(config, rng).run(&proptest::collection::vec(act(), 10..40), |acts| {
        let mut world = World::new();
        for act in acts {
            world.does(act);
            world.holds()?;
        }
        codes.set(codes.get() + world.codes.len());
        Ok(())
    });
    assert!(run.is_ok(), "{run:?}");
    assert!(codes.get() > 50, "too few logins were finished to prove anything: {}", codes.get());
}
