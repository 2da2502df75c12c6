//! `serve --data FILE`: every answered write outlives kill -9.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::sync::mpsc::Sender;

use crate::support::Browser;
use crate::support::Http;
use crate::support::RelyingParty;
use crate::support::Returned;
use crate::support::app;
use crate::support::program;
use crate::support::program::Serving;
use crate::support::relying_party;

/// EPOS_DEMO against a process.
fn epos(http: Arc<Http>, base: &str) -> RelyingParty {
    RelyingParty::new(http, base, Arc::new(app::start), relying_party::epos())
}

fn serve(file: &str) -> Serving {
    program::serve(&["--listen", "127.0.0.1:0", "--data", file, "--clock", app::START])
}

/// Who logs in, in a thread of their own.
const CITIZENS: [&str; 4] =
    ["EsiaTest004@yandex.ru", "EsiaTest005@yandex.ru", "EsiaTest006@yandex.ru", "EsiaTest007@yandex.ru"];

/// What the stand has promised: refresh tokens that must work, and those that must not.
#[derive(Default)]
struct Promises {
    living: Vec<String>,
    used: Vec<String>,
}

impl Promises {
    /// Tries all of it at the next life of the server. Each life is tried by itself, for the stand keeps the newest
    /// fifty refresh tokens of a citizen.
    fn hold(&self, rp: &RelyingParty) {
        for token in &self.used {
            assert_eq!(rp.posts(&rp.refresh_request(token)).esia_code(), "ESIA-007011", "a used token lives again");
        }
        for token in &self.living {
            assert_eq!(rp.posts(&rp.refresh_request(token)).status, 200, "a promised token is lost");
        }
    }
}

/// What one citizen and one relying party do while the server lives.
struct Traffic {
    http: Arc<Http>,
    rp: RelyingParty,
    cookies: String,
}

impl Traffic {
    /// Signs somebody in, who allows what is asked for.
    fn of(base: &str, login: &str) -> Self {
        let http = Arc::new(Http::new());
        let rp = epos(Arc::clone(&http), base);
        let mut browser = Browser::new(Arc::clone(&http), base);
        if !browser.opens(&rp.authorize_url()).signs_in(login, "11111111").has_returned() {
            browser.grants().returned();
        }
        Self { http, rp, cookies: browser.cookie_header() }
    }

    /// Two logins, the second one refreshed, again and again until the server is gone; writes down every answer
    /// that arrived whole, and tells of each round.
    fn goes_on(&self, promises: &Mutex<Promises>, rounds: &Sender<()>) {
        while self.goes_round(promises).is_some() {
            rounds.send(()).expect("somebody counts");
        }
    }

    fn goes_round(&self, promises: &Mutex<Promises>) -> Option<()> {
        let kept = self.logs_in()?;
        promises.lock().expect("a lock").living.push(kept);
        let first = self.logs_in()?;
        let answer = self.rp.tries(&self.rp.refresh_request(&first))?;
        let mut promises = promises.lock().expect("a lock");
        promises.used.push(first);
        promises.living.push(self.rp.tokens(&answer).refresh_token());
        Some(())
    }

    /// A login by the session that is there, as far as its refresh token.
    fn logs_in(&self) -> Option<String> {
        let get = |url: &str| self.http.try_send(self.http.get(url).header("cookie", &self.cookies));
        get(&self.rp.authorize_url())?;
        let answer = get(&format!("{}/login", self.rp.base))?;
        let returned = Returned(url::Url::parse(answer.header("location")).expect("an address"));
        let answer = self.rp.tries(&self.rp.code_request(&returned.code()))?;
        Some(self.rp.tokens(&answer).refresh_token())
    }
}

/// How often the server is killed, and after how many rounds of the traffic.
const LIVES: usize = 30;
const ROUNDS: usize = 3;

#[test]
fn every_answered_write_is_there_after_kill_9() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite").to_string_lossy().into_owned();
    let http = Arc::new(Http::new());
    let mut earlier = Promises::default();
    for _ in 0..LIVES {
        let mut server = serve(&file);
        earlier.hold(&epos(Arc::clone(&http), &server.base));
        let promises = Mutex::new(Promises::default());
        let traffic = CITIZENS.map(|login| Traffic::of(&server.base, login));
        let (rounds, count) = mpsc::channel();
        std::thread::scope(|scope| {
            for one in &traffic {
                let (promises, rounds) = (&promises, rounds.clone());
                scope.spawn(move || one.goes_on(promises, &rounds));
            }
            drop(rounds);
            assert_eq!(count.iter().take(ROUNDS).count(), ROUNDS, "the traffic has stopped by itself");
            server.kill();
        });
        earlier = promises.into_inner().expect("a lock");
        assert!(earlier.used.len() >= ROUNDS, "there was traffic: {}", earlier.used.len());
    }
    let server = serve(&file);
    let rp = epos(Arc::clone(&http), &server.base);
    earlier.hold(&rp);
    for login in CITIZENS {
        let mut browser = Browser::new(Arc::clone(&http), &server.base);
        browser.opens(&rp.authorize_url()).signs_in(login, "11111111");
        assert!(browser.has_returned(), "{login}: a consent is lost");
    }
}

#[test]
fn codes_sessions_and_forms_survive_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite").to_string_lossy().into_owned();
    let mut server = serve(&file);
    let http = Arc::new(Http::new());
    let rp = epos(Arc::clone(&http), &server.base);
    let mut browser = Browser::new(Arc::clone(&http), &server.base);
    browser.opens(&rp.authorize_url()).signs_in(CITIZENS[0], "11111111");
    let (body, form) = browser.filled("Предоставить");
    let mut other = Browser::new(Arc::clone(&http), &server.base);
    let code = other.opens(&rp.authorize_url()).signs_in(CITIZENS[1], "11111111").grants().returned().code();
    server.kill();

    let server = serve(&file);
    let rp = epos(Arc::clone(&http), &server.base);
    assert_eq!(rp.exchanges(&code).oid(), 1_000_000_605, "the code");
    let mut browser = browser.moved_to(&server.base);
    assert!(browser.posts(&form, &body).has_returned(), "the form, its token and its login");
    let less = rp.asking_for("openid snils");
    assert!(browser.opens(&less.authorize_url()).has_returned(), "the session and the consent");
}

#[test]
fn fixtures_fill_a_new_file_only_and_seed_makes_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("seeded.sqlite").to_string_lossy().into_owned();
    let seeded = program::run(&["seed", "--data", &file]);
    assert_eq!(seeded.code, Some(0), "{seeded:?}");
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|one| one.expect("a file").path()).collect();
    assert_eq!(left, [std::path::PathBuf::from(&file)], "nothing lies beside it");
    let again = program::run(&["seed", "--data", &file]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("is there already"), "{}", again.err);
    let server = serve(&file);
    let http = Arc::new(Http::new());
    let rp = epos(Arc::clone(&http), &server.base);
    let mut browser = Browser::new(http, &server.base);
    browser.opens(&rp.authorize_url()).signs_in(CITIZENS[0], "11111111");
    assert_eq!(browser.heading(), "Предоставление прав доступа");
}

#[test]
fn the_first_line_of_standard_output_says_where() {
    let server = program::serve(&["--listen", "127.0.0.1:0"]);
    assert_eq!(server.first_line, format!("listening on {}", server.base));
    assert!(server.base.starts_with("http://127.0.0.1:"), "{}", server.base);
    let http = Http::new();
    assert_eq!(http.send(http.get(&format!("{}/_mock/health", server.base))).status, 200);
}

#[test]
fn the_clock_is_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite").to_string_lossy().into_owned();
    let http = Http::new();
    let moves = |base: &str, body: &str| {
        let call = http.post(&format!("{base}/_mock/api/v1/clock")).header("content-type", "application/json");
        assert_eq!(http.send(call.body(body.to_owned())).status, 200, "{body}");
    };
    let looks = |base: &str| http.send(http.get(&format!("{base}/_mock/api/v1/clock"))).json();
    let goes_on = || program::serve(&["--listen", "127.0.0.1:0", "--data", &file]);

    let mut server = goes_on();
    moves(&server.base, r#"{"now":"2031-05-05T10:00:00+05:00","mode":"frozen"}"#);
    server.kill();
    let mut server = goes_on();
    let shown = looks(&server.base);
    assert_eq!((&shown["now"], &shown["mode"]), (&"2031-05-05T10:00:00+05:00".into(), &"frozen".into()), "{shown}");
    moves(&server.base, r#"{"advance":"P1D","mode":"released"}"#);
    server.kill();
    let mut server = goes_on();
    let shown = looks(&server.base);
    assert_eq!(shown["mode"], "released", "{shown}");
    assert!(shown["now"].as_str().is_some_and(|now| now.starts_with("2031-05-06T10:")), "{shown}");
    server.kill();
    assert_eq!(looks(&serve(&file).base)["now"], app::START, "--clock wins");
    let shown = looks(&goes_on().base);
    assert_eq!((&shown["now"], &shown["mode"]), (&app::START.into(), &"frozen".into()), "and is kept");
}
