//! What the browser takes along when a login has ended, and what faults of the way back make of it.

use std::sync::Arc;

use url::Url;
use url::form_urlencoded;

use crate::faults::action::Do;
use crate::faults::kind::Kind;
use crate::faults::meeting::Acting;
use crate::faults::spoiled::Callback;
use crate::faults::spoiled::WrongCode;
use crate::faults::spoiled::WrongState;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login::client_check;
use crate::flow::login::code;
use crate::flow::login::code::Issued;
use crate::flow::oidc::way_back::Answer;
use crate::flow::oidc::way_back::Delivery;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::codes;
use crate::storage::oidc_grants;

/// Who is named in the place of the right issuer.
const OTHER_ISSUER: &str = "https://another-issuer.test/";

/// A login that has ended with something for the system that asked.
#[derive(Debug)]
pub enum Home {
    /// A code of ЕСИА's endpoints, still to be signed.
    Code(Box<Issued>),
    /// An answer of the standard endpoints.
    Standard(Box<Answer>),
}

/// What is known of it, as far as faults ask.
#[derive(Debug, Default)]
pub struct About {
    /// The system.
    pub client: Option<String>,
    /// The person.
    pub person: Option<Oid>,
}

/// What the browser does.
#[derive(Debug)]
pub struct Sent {
    /// Where it goes, and with what.
    pub delivery: Delivery,
    /// Does it go there twice?
    pub twice: bool,
}

impl About {
    /// What is known of a refusal on its way back from ЕСИА's endpoints.
    pub fn of_refused(way_back: &client_check::WayBack) -> Self {
        Self { client: Some(way_back.client.to_string()), person: way_back.person }
    }

    /// The same of any answer of the standard endpoints.
    pub fn of_answer(answer: &Answer) -> Self {
        Self { client: Some(answer.way_back.client.to_string()), person: answer.way_back.person }
    }
}

/// What the browser takes along with an answer in which nothing is to be signed.
pub fn spoiled(stand: &Stand, delivery: Delivery, wrong: &[Acting]) -> Sent {
    match callback_of(wrong) {
        Some(callback) => with_callback(stand, delivery, &callback),
        None => Sent { delivery, twice: false },
    }
}

fn callback_of(wrong: &[Acting]) -> Option<Callback> {
    let callbacks = wrong.iter().filter(|acting| acting.kinds.has(Kind::Callback));
    callbacks.map(|acting| &acting.fault.action).find_map(|Do { callback, .. }| callback.clone())
}

fn with_callback(stand: &Stand, mut delivery: Delivery, callback: &Callback) -> Sent {
    let drawn = || stand.random.token();
    match &mut delivery {
        Delivery::Redirect(address) => spoil_address(address, |pairs| spoil(pairs, callback, drawn)),
        Delivery::Form { fields, .. } => spoil(fields, callback, drawn),
    }
    let twice = callback.twice == Some(true) && matches!(delivery, Delivery::Redirect(_));
    Sent { delivery, twice }
}

impl Home {
    /// What is known of it.
    pub fn about(&self) -> About {
        match self {
            Self::Code(issued) => About { client: Some(issued.client().to_string()), person: Some(issued.person()) },
            Self::Standard(answer) => About::of_answer(answer),
        }
    }

    /// Signs what is to be signed, after the commit, and sends it home as faults say.
    pub async fn send(self, stand: &Arc<Stand>, wrong: &[Acting]) -> Result<Sent, Stop> {
        let delivery = match &self {
            Self::Code(issued) => Delivery::Redirect(code::sign(stand, issued, wrong)?),
            Self::Standard(answer) => answer.delivery(stand.standard_issuer()),
        };
        let Some(callback) = callback_of(wrong) else { return Ok(Sent { delivery, twice: false }) };
        if callback.code == Some(WrongCode::Used) {
            stand.write(move |cx| self.use_up(cx)).await?;
        }
        Ok(with_callback(stand, delivery, &callback))
    }

    /// Somebody else was faster with the code.
    fn use_up(&self, cx: &WriteCx<'_>) -> Result<(), Stop> {
        match self {
            Self::Code(issued) => codes::update_used(cx.sql, issued.id(), cx.now)?,
            Self::Standard(answer) => {
                let Ok(code) = &answer.result else { return Ok(()) };
                if let Some(stored) = oidc_grants::find_by_code(cx.sql, &cx.stand.fingerprint(code))? {
                    oidc_grants::update_exchanged(cx.sql, &stored.id, cx.now)?;
                }
            }
        }
        Ok(())
    }
}

/// Spoils the parameters where they travel: in the query, or in the fragment.
fn spoil_address(address: &mut String, spoil: impl FnOnce(&mut Vec<(String, String)>)) {
    let Ok(mut url) = Url::parse(address) else { return };
    let is_ours =
        |text: &str| form_urlencoded::parse(text.as_bytes()).any(|(name, _)| name == "code" || name == "error");
    let fragment = url.fragment().filter(|text| is_ours(text)).map(ToOwned::to_owned);
    let text = fragment.clone().unwrap_or_else(|| url.query().unwrap_or_default().to_owned());
    let mut pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    spoil(&mut pairs);
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let text = (!text.is_empty()).then_some(text.as_str());
    if fragment.is_some() {
        url.set_fragment(text);
    } else {
        url.set_query(text);
    }
    *address = url.into();
}

fn spoil<Name>(pairs: &mut Vec<(Name, String)>, callback: &Callback, drawn: impl Fn() -> String)
where
    Name: AsRef<str> + From<&'static str>,
{
    match callback.state {
        Some(WrongState::Missing) => remove(pairs, "state"),
        Some(WrongState::Other) => put(pairs, "state", drawn()),
        Some(WrongState::Empty) => put(pairs, "state", String::new()),
        None => {}
    }
    match callback.code {
        Some(WrongCode::Missing) => remove(pairs, "code"),
        Some(WrongCode::Other) => put(pairs, "code", drawn()),
        Some(WrongCode::Used) | None => {}
    }
    if let Some(error) = &callback.error {
        remove(pairs, "code");
        put(pairs, "error", error.clone());
    }
    if callback.iss.is_some() {
        put(pairs, "iss", OTHER_ISSUER.to_owned());
    }
}

fn remove<Name: AsRef<str>>(pairs: &mut Vec<(Name, String)>, name: &str) {
    pairs.retain(|(known, _)| known.as_ref() != name);
}

fn put<Name: AsRef<str> + From<&'static str>>(pairs: &mut Vec<(Name, String)>, name: &'static str, value: String) {
    match pairs.iter_mut().find(|(known, _)| known.as_ref() == name) {
        Some((_, known)) => *known = value,
        None => pairs.push((name.into(), value)),
    }
}
