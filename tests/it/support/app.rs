//! A stand of its own behind a real socket: fixtures, clock, randomness and settings belong to one test.

use std::net::SocketAddr;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::DateTime;
use chrono::TimeDelta;
use chrono::Utc;
use serde_json::Value;

use esia_mock::cli::issuer_keys;
use esia_mock::clock::Clock;
use esia_mock::config::Config;
use esia_mock::config::Settings;
use esia_mock::domain::account::SecondFactor;
use esia_mock::domain::client::Client;
use esia_mock::domain::public_url::PublicUrl;
use esia_mock::domain::quirk::Quirk;
use esia_mock::domain::scope::find_esia;
use esia_mock::fixtures::Citizen as Person;
use esia_mock::fixtures::World;
use esia_mock::flow::opening::StandParts;
use esia_mock::flow::platform::DEFAULT;
use esia_mock::flow::platform::Platform;
use esia_mock::flow::stand::Stand;
use esia_mock::flow::stands::Stands;

use super::browser::Browser;
use super::citizen::Citizen;
use super::citizen::Login;
use super::cms::Signer;
use super::http;
use super::http::Http;
use super::proxy::Proxy;
use super::proxy::Seen;
use super::proxy::Way;
use super::relying_party::DEMO;
use super::relying_party::DEMO_GOST;
use super::relying_party::EPOS;
use super::relying_party::Now;
use super::relying_party::Registration;
use super::relying_party::RelyingParty;
use super::running::Running;
use super::tls;
use super::usual;
use super::usual::SEED;
pub(crate) use super::usual::START;
use super::usual::demo_world;
pub(crate) use super::usual::start;
use super::usual::zone;

/// A running stand.
pub(crate) struct TestApp {
    /// Its address.
    pub(crate) base: String,
    /// What its fixtures say.
    pub(crate) world: World,
    /// Sends requests.
    pub(crate) http: Arc<Http>,
    /// The certificate (PEM) of the authority that clients have to trust, where it speaks TLS.
    pub(crate) authority: Option<String>,
    /// What has passed the proxy in front of it, where there is one.
    seen: Option<Arc<Seen>>,
    stands: Arc<Stands>,
    /// The stand that is meant, of those that the server has.
    name: String,
    /// Ends with this value; absent where the server is another one's.
    _server: Option<Running>,
}

/// A stand to be.
pub(crate) struct Builder {
    world: World,
    process: Config,
    config: Settings,
    public_url: Option<PublicUrl>,
    proxy: Option<Proxy>,
    real_time: Clock,
    seed: u64,
    clock: DateTime<Utc>,
    file: Option<PathBuf>,
    is_rotated: bool,
    /// Are its people, clients and organisations those of the demo?
    is_demo: bool,
    /// The authority of its certificate, where it speaks TLS.
    authority: Option<String>,
}

impl TestApp {
    /// The demo fixtures in memory, the clock held at [`START`], seed 42.
    pub(crate) fn start() -> Self {
        Self::build().start()
    }

    /// A stand that differs from the usual one.
    pub(crate) fn build() -> Builder {
        Builder {
            world: demo_world(),
            process: Config::listening_at(SocketAddr::from(([127, 0, 0, 1], 0))),
            config: Settings::default(),
            public_url: None,
            proxy: None,
            real_time: Clock::system(),
            seed: SEED,
            clock: start(),
            file: None,
            is_rotated: false,
            is_demo: true,
            authority: None,
        }
    }

    /// An address of the stand.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A browser without history.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(Arc::clone(&self.http), &self.base)
    }

    /// Somebody of the fixtures.
    pub(crate) fn citizen(&self, persona: &str) -> Citizen<'_> {
        Citizen::new(self, persona)
    }

    /// A relying party of the fixtures, asking for everything that it may (of the demo: for what the mission names).
    pub(crate) fn client(&self, mnemonic: &str) -> RelyingParty {
        let client = self.world.client(mnemonic).unwrap_or_else(|| panic!("no client {mnemonic}"));
        let (key, certificate) = match mnemonic {
            "DEMO_RSA" => DEMO,
            "DEMO_GOST" => DEMO_GOST,
            _ => EPOS,
        };
        let is_demo = mnemonic.starts_with("DEMO_");
        let own = client.scopes.iter().filter(|name| find_esia(name).is_some()).cloned().collect::<Vec<_>>();
        let scope = if is_demo { "openid snils email fullname".to_owned() } else { own.join(" ") };
        let registration = Registration {
            client_id: mnemonic.to_owned(),
            redirect_uri: client.redirect_uris.first().map(ToString::to_string).unwrap_or_default(),
            scope,
            signer: Signer::from_pem(key, certificate),
        };
        RelyingParty::new(Arc::clone(&self.http), &self.base, self.now(), registration)
    }

    /// A login to EPOS_DEMO that stands at this station (`sign_in`, `role`, `consent`).
    pub(crate) fn at_step(&self, step: &str) -> Login<'_> {
        let persona = if step == "role" { "esia_test_003" } else { "confirmed_mother_of_two" };
        let login = self.at_sign_in(persona);
        match step {
            "sign_in" => login,
            "role" | "consent" => login.signed_in(),
            other => panic!("no way to put a login at {other}"),
        }
    }

    /// A login of somebody who is asked for the password.
    pub(crate) fn at_sign_in(&self, persona: &str) -> Login<'_> {
        let (rp, mut browser) = (self.client("EPOS_DEMO"), self.browser());
        browser.opens(&rp.authorize_url());
        assert_eq!(browser.heading(), "Вход");
        Login { citizen: self.citizen(persona), browser, rp }
    }

    /// Moves the clock.
    pub(crate) fn advance(&self, by: TimeDelta) {
        self.stand().clock.advance(by).expect("a time that a stand can live in");
    }

    /// What the clock shows.
    pub(crate) fn now(&self) -> Now {
        let (stands, name) = (Arc::clone(&self.stands), self.name.clone());
        Arc::new(move || stands.find(&name).expect("the stand").clock.now())
    }

    /// The stand itself, for tests of what needs no server.
    pub(crate) fn stand(&self) -> Arc<Stand> {
        self.stands.find(&self.name).expect("the stand")
    }

    /// The stands of the server.
    pub(crate) fn stands(&self) -> &Arc<Stands> {
        &self.stands
    }

    /// Another stand of this server.
    pub(crate) fn at(&self, name: &str) -> TestApp {
        TestApp {
            base: self.stands.find(name).expect("the stand").url(""),
            world: self.world.clone(),
            http: Arc::new(Http::trusting(self.authority.as_deref())),
            authority: self.authority.clone(),
            seen: None,
            stands: Arc::clone(&self.stands),
            name: name.to_owned(),
            _server: None,
        }
    }

    /// The same stand, asked by somebody else.
    pub(crate) fn at_same(&self) -> TestApp {
        self.at(&self.name)
    }

    /// Makes another stand of this server, as a tester does.
    pub(crate) fn makes(&self, name: &str, wish: &Value) -> TestApp {
        let answer = self.controls("PUT", &format!("/_mock/api/v1/stands/{name}"), &wish.to_string());
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
        let made = self.at(name);
        assert_eq!(answer.json()["url"], made.base);
        made
    }

    /// Waits for what the stand does by itself, without a request.
    pub(crate) fn waits<T>(&self, work: impl Future<Output = T>) -> T {
        self.http.waits(work)
    }

    /// Everything that has passed the proxy in front of the stand leads below its path.
    pub(crate) fn stays_below_its_path(&self) {
        self.seen.as_ref().expect("a proxy").stays_below();
    }

    /// Writes bytes to the server as they are.
    pub(crate) fn raw(&self, bytes: &[u8]) -> String {
        http::raw(self.base.trim_start_matches("http://"), bytes)
    }
}

impl<'a> Login<'a> {
    /// The citizen types login and password.
    #[must_use]
    pub(crate) fn signed_in(mut self) -> Login<'a> {
        self.citizen.signs_in(&mut self.browser);
        self
    }
}

impl Builder {
    /// Fixtures of these folders instead of the demo.
    pub(crate) fn fixtures(mut self, folders: &[&Path]) -> Self {
        let folders: Vec<_> = folders.iter().map(|folder| folder.to_path_buf()).collect();
        self.is_demo = false;
        self.world = World::load(&folders, start(), zone()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        self
    }

    /// Changes a client.
    pub(crate) fn client(mut self, mnemonic: &str, change: impl FnOnce(&mut Client)) -> Self {
        self.is_demo = false;
        let client = self.world.clients.iter_mut().find(|client| client.mnemonic.as_str() == mnemonic);
        change(client.unwrap_or_else(|| panic!("no client {mnemonic}")));
        self
    }

    /// Gives a client a quirk.
    pub(crate) fn quirk(self, mnemonic: &str, quirk: Quirk) -> Self {
        self.client(mnemonic, |client| client.quirks.push(quirk))
    }

    /// Changes somebody.
    pub(crate) fn person(mut self, persona: &str, change: impl FnOnce(&mut Person)) -> Self {
        self.is_demo = false;
        let citizen = self.world.citizens.iter_mut().find(|citizen| citizen.persona == persona);
        change(citizen.unwrap_or_else(|| panic!("nobody called {persona}")));
        self
    }

    /// Gives somebody a second factor.
    pub(crate) fn second_factor(self, persona: &str, factor: SecondFactor) -> Self {
        self.person(persona, |citizen| citizen.account.second_factor = factor)
    }

    /// Changes settings of the process.
    pub(crate) fn process(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(&mut self.process);
        self
    }

    /// Changes settings of the stand.
    pub(crate) fn config(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.config);
        self
    }

    /// The address that the stand believes to have, for snapshots that name it.
    pub(crate) fn public_url(mut self, url: &str) -> Self {
        self.public_url = Some(parse(url));
        self
    }

    /// Puts a proxy in front of it: its address is the stand's, and what everybody asks.
    pub(crate) fn behind(mut self, way: Way, path: &'static str) -> Self {
        self.proxy = Some(Proxy::bind(way, path));
        self
    }

    /// Speaks TLS.
    pub(crate) fn over_tls(mut self) -> Self {
        let (tls, authority) = tls::made();
        (self.process.tls, self.authority) = (Some(tls), Some(authority));
        self
    }

    /// A clock that stands still is the time outside, by which stands expire.
    pub(crate) fn outside_time_stands_still(mut self) -> Self {
        self.real_time = Clock::held(start());
        self
    }

    /// Other randomness.
    pub(crate) fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// What the clock shows at first; the ages of fixtures are those of [`START`].
    pub(crate) fn clock(mut self, time: &str) -> Self {
        self.clock = DateTime::parse_from_rfc3339(time).expect("a time").to_utc();
        self
    }

    /// Keeps everything in this file.
    pub(crate) fn file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// After a rotation of the issuer's keys: the next one signs.
    pub(crate) fn rotated(mut self) -> Self {
        self.is_rotated = true;
        self
    }

    /// Starts it.
    pub(crate) fn start(mut self) -> TestApp {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let here = match &self.process.tls {
            Some(_) => PublicUrl::from(address).secured(),
            None => address.into(),
        };
        let base = self.proxy.as_ref().map_or_else(|| here.to_string(), Proxy::url);
        let public_url = self.public_url.take().or_else(|| self.proxy.as_ref().map(|proxy| parse(&proxy.url())));
        // Ports of stands are found where nothing stands before the server.
        self.process.ports = self.process.ports.filter(|_| public_url.is_none());
        self.process.public_url = public_url.unwrap_or(here);
        let seen = self.proxy.take().map(|proxy| proxy.starts(address));
        let (authority, world) = (self.authority.take(), self.world.clone());
        let stands = self.opens();
        let server = Some(Running::serving(&stands, listener));
        let http = Arc::new(Http::trusting(authority.as_deref()));
        TestApp { base, world, http, authority, seen, stands, name: DEFAULT.to_owned(), _server: server }
    }

    /// Its stand, and room for others.
    fn opens(self) -> Arc<Stands> {
        let Self { world, mut process, config, real_time, seed, clock, file, is_rotated, is_demo, .. } = self;
        let mut keyring = issuer_keys::published().expect("published keys");
        assert!(!is_rotated || keyring.rotate(), "there is a next key");
        process.settings = config;
        let is_usual =
            is_demo && file.is_none() && (seed, clock) == (SEED, start()) && process.settings == Settings::default();
        let platform = Platform::in_time(process, keyring, Some(seed), real_time).expect("a platform");
        let stand = if is_usual {
            Ok(usual::usual(&platform))
        } else {
            let parts = StandParts { clock: Some(Clock::held(clock)), world: world.clone() };
            Stand::open(&platform, parts, file.as_deref())
        };
        let stand = stand.unwrap_or_else(|error| panic!("{error}"));
        Stands::around(stand, Box::new(move |_| Ok(world.clone())))
    }
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TestApp at {}", self.base)
    }
}

fn parse(url: &str) -> PublicUrl {
    PublicUrl::parse(url).expect("an address")
}
