//! `esia-mock demo`: ЭПОС, the demo relying party of `examples/epos`, served beside the stand.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use epos::Config;
use epos::Epos;
use url::Url;

use crate::cli::print;
use crate::flow::stand::Stand;

/// Options of `demo` beside those of `serve`.
#[expect(clippy::struct_field_names, reason = "options are called as their fields, beside those of serve")]
#[derive(Clone, Debug, Args)]
pub struct EposArgs {
    /// Where ЭПОС listens; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", env = "ESIA_MOCK_EPOS_LISTEN", default_value = "127.0.0.1:9090")]
    epos_listen: SocketAddr,
    /// The address under which browsers reach ЭПОС. [default: `http://ADDRESS`]
    #[arg(long, value_name = "URL", env = "ESIA_MOCK_EPOS_PUBLIC_URL")]
    epos_public_url: Option<Url>,
    /// Keep the data of ЭПОС in this SQLite file.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_EPOS_DATA")]
    epos_data: Option<PathBuf>,
}

/// Whom to sign in as, and what is seen then.
const TRIES: [(&str, &str); 6] = [
    ("sidorova@example.test", "a parent enters and sees two children"),
    ("sidorov.ivan@example.test", "a pupil of 10 enters with the account that a parent has made"),
    ("+7(900)0000709", "«Пользователь не найден»: the e-mail is not verified, so it is no login either"),
    ("fedorova@example.test", "«Нашлось больше одного пользователя»; the code comes to the outbox"),
    ("vasilyeva@example.test", "of two children one is seen"),
    ("belova@example.test", "has «Контингент», where cards are corrected"),
];

impl EposArgs {
    /// Starts ЭПОС as a client of this stand. It ends with the value.
    pub async fn start(&self, stand: &Stand) -> anyhow::Result<Epos> {
        let address = Url::parse(&stand.url("/")).context("--public-url")?;
        anyhow::ensure!(address.scheme() == "http", "{address}: the demo ЭПОС speaks plain HTTP with the stand");
        let config = Config {
            issuer: stand.config.issuer.clone(),
            control_token: stand.platform.config.control_token.clone(),
            listen: self.epos_listen,
            public_url: self.epos_public_url.clone(),
            data: self.epos_data.clone(),
            ..Config::at(address)
        };
        let told = || format!("--epos-listen {}: --epos-listen 127.0.0.1:0 takes a free port", self.epos_listen);
        epos::start(config).await.with_context(told)
    }
}

/// What to try first.
pub fn greeting(stand: &Stand, epos: &Epos) -> String {
    let rows: Vec<_> = TRIES.iter().map(|(login, about)| vec![(*login).to_owned(), (*about).to_owned()]).collect();
    let addresses = [
        (epos.url().to_owned(), "ЭПОС, a school that signs people in: open this one"),
        (format!("{}/debug", epos.url()), "why ЭПОС let somebody in, or did not"),
        (stand.url("/"), "the stand of ЕСИА: its people, letters, clock, faults"),
    ];
    let addresses: Vec<_> = addresses.into_iter().map(|(address, about)| vec![address, about.to_owned()]).collect();
    format!(
        "\n{}\n\nSign in at {}/login, password 11111111\n{}\n\nThis is a test stand, neither Госуслуги nor ЭПОС: no \
         real data. Ctrl+C ends both.\n",
        print::table(&["address", "what is there"], &addresses),
        epos.url(),
        print::table(&["login", "what happens"], &rows),
    )
}
