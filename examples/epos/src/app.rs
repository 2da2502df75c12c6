//! ЭПОС as one value: what its pages work with.

use std::collections::BTreeMap;

use url::Url;

use crate::clock::Clock;
use crate::config::Config;
use crate::config::Registration;
use crate::esia::talk::Esia;
use crate::esia::talk::Party;
use crate::esia::wire::Wire;
use crate::rules::calendar::Calendar;
use crate::rules::card::Card;
use crate::rules::settings::Generation;
use crate::rules::settings::Settings;
use crate::secrets::Guard;
use crate::secrets::NoRandomness;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::documents::Account;
use crate::store::documents::Change;
use crate::store::documents::Client;
use crate::store::documents::Setting;
use crate::store::documents::Time;

/// Everything that outlives a request.
#[derive(Debug)]
pub(crate) struct App {
    /// What it was told.
    pub(crate) config: Config,
    /// What it keeps.
    pub(crate) store: Store,
    /// The time.
    pub(crate) clock: Clock,
    /// ЕСИА.
    pub(crate) esia: Esia,
    /// Guards forms.
    pub(crate) guard: Guard,
    /// Working days.
    pub(crate) calendar: Calendar,
    /// The address of ЭПОС in browsers, without a final slash.
    pub(crate) base: String,
    http: reqwest::Client,
    redirect_uri: String,
}

/// What the demonstration begins with: cards, and passwords of accounts.
#[derive(serde::Deserialize)]
struct Demo {
    cards: BTreeMap<String, Card>,
    accounts: BTreeMap<String, String>,
}

/// Why ЭПОС does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address to listen on, or the thread.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
    /// The HTTP client.
    #[error("the HTTP client: {0}")]
    Http(#[from] reqwest::Error),
    /// Randomness.
    #[error("no random numbers")]
    Random,
    /// A file inside the program.
    #[error("a shipped file: {0}")]
    Shipped(#[from] serde_json::Error),
    /// The server ended while it was starting.
    #[error("the server did not start")]
    Ended,
}

impl From<NoRandomness> for StartError {
    fn from(_: NoRandomness) -> Self {
        Self::Random
    }
}

impl App {
    /// ЭПОС that is reached at this address.
    pub(crate) fn new(config: Config, address: &Url) -> Result<Self, StartError> {
        let base = address.as_str().trim_end_matches('/').to_owned();
        let store = Store::open(config.data.as_deref())?;
        let http = crate::esia::wire::client(config.patience)?;
        let app = Self {
            clock: Clock::new(http.clone(), &config.stand, config.control_token.clone()),
            esia: Esia::new(&config.stand, config.issuer.clone()),
            guard: Guard::new()?,
            calendar: Calendar::russian()?,
            redirect_uri: format!("{base}/callback"),
            config,
            store,
            base,
            http,
        };
        if app.config.demo && app.store.all::<Card>()?.is_empty() {
            app.fill()?;
        }
        Ok(app)
    }

    /// Puts the cards of the stand's demo people into the store.
    pub(crate) fn fill(&self) -> Result<(), StartError> {
        let demo: Demo = serde_json::from_str(include_str!("../demo.json"))?;
        for (id, card) in demo.cards {
            self.store.put(&id, &Card { id: id.clone(), ..card })?;
        }
        for (login, password) in demo.accounts {
            let password_hash = crate::secrets::hash_password(&password)?;
            let owner = self.store.all::<Card>()?.into_iter().find(|(_, card)| card.account.as_ref() == Some(&login));
            let email = owner.and_then(|(_, card)| card.email).unwrap_or_default();
            let account = Account { password_hash, phone: String::new(), email, oid: None };
            self.store.put(&login, &account)?;
        }
        Ok(())
    }

    /// How the switches stand.
    pub(crate) fn settings(&self) -> Result<Settings, StoreError> {
        let mut settings = Settings::default();
        for (name, Setting(value)) in self.store.all::<Setting>()? {
            // A file of an earlier version may have switches that are no more.
            let _ = settings.set(&name, &value);
        }
        Ok(settings)
    }

    /// The cards, after every correction that counts by now.
    pub(crate) fn cards(&self, now: Time) -> Result<Vec<Card>, StoreError> {
        for (key, change) in self.store.all::<Change>()? {
            if !change.applied && change.effective_at <= now {
                self.store.change(&change.card, |card: &mut Card| apply(card, &change.field, change.value.clone()))?;
                self.store.change(&key, |change: &mut Change| change.applied = true)?;
            }
        }
        Ok(self.store.all::<Card>()?.into_iter().map(|(_, card)| card).collect())
    }

    /// A line to ЕСИА for one sign-in.
    pub(crate) fn wire(&self) -> Wire {
        Wire::new(self.http.clone())
    }

    /// As which system the era signs people in.
    pub(crate) fn client(settings: &Settings) -> Client {
        match settings.generation() {
            Generation::Of2020 => Client::Rsaag,
            Generation::Of2023 => Client::Epos,
        }
    }

    /// A system as ЕСИА knows it.
    pub(crate) fn party(&self, client: Client) -> Party<'_> {
        Party { registration: self.registration(client), redirect_uri: &self.redirect_uri }
    }

    fn registration(&self, client: Client) -> &Registration {
        match client {
            Client::Epos => &self.config.epos,
            Client::Rsaag => &self.config.rsaag,
        }
    }
}

/// Fields of a card that administrators correct.
pub(crate) const FIELDS: [(&str, &str); 6] = [
    ("last_name", "Фамилия"),
    ("first_name", "Имя"),
    ("middle_name", "Отчество"),
    ("email", "Электронная почта Госуслуг"),
    ("birth_date", "Дата рождения (ДД.ММ.ГГГГ)"),
    ("snils", "СНИЛС"),
];

/// What a field of a card says.
pub(crate) fn field(card: &Card, name: &str) -> String {
    match name {
        "last_name" => card.last_name.clone(),
        "first_name" => card.first_name.clone(),
        "middle_name" => card.middle_name.clone().unwrap_or_default(),
        "email" => card.email.clone().unwrap_or_default(),
        "birth_date" => card.birth_date.map(|date| date.format("%d.%m.%Y").to_string()).unwrap_or_default(),
        "snils" => card.snils.clone().unwrap_or_default(),
        "archived" => if card.archived { "да" } else { "" }.to_owned(),
        _ => String::new(),
    }
}

fn apply(card: &mut Card, field: &str, value: Option<String>) {
    match field {
        "last_name" => card.last_name = value.unwrap_or_default(),
        "first_name" => card.first_name = value.unwrap_or_default(),
        "middle_name" => card.middle_name = value,
        "email" => card.email = value,
        "birth_date" => card.birth_date = value.as_deref().and_then(crate::rules::numbers::date),
        "snils" => card.snils = value,
        "archived" => card.archived = value.is_some(),
        _ => {}
    }
}
