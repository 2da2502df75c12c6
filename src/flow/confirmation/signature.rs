//! A qualified electronic signature (КЭП): the citizen signs a text of the stand, and the certificate says who they
//! are.
//!
//! The text is made out of nothing that is stored: it carries its own deadline and the stand's mark for one browser.
//! That it was used is stored. [`verify`] needs no database and comes first, [`spend`] and what follows belong to one
//! transaction.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use chrono::Utc;
use serde_json::json;

use crate::crypto::certificate::Certificate;
use crate::crypto::cms::Policy;
use crate::crypto::cms::SignedMessage;
use crate::crypto::digest;
use crate::crypto::evidence::Budget;
use crate::crypto::oids;
use crate::crypto::secret;
use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::event::EventKind;
use crate::domain::interaction::Destination;
use crate::domain::person::Person;
use crate::domain::rule::Rule;
use crate::domain::sign_in;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::account::levels::Proof;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::oidc_spent_tokens;
use crate::storage::people;

/// A text to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The text, ASCII on one line.
    pub text: String,
    /// Until when its signature is taken.
    pub expires_at: DateTime<Utc>,
}

/// Who has signed, as the certificate says; its chain, dates and the signature are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// СНИЛС.
    pub snils: Snils,
    /// Фамилия.
    pub last_name: String,
    /// Имя and отчество.
    pub given_names: String,
    /// Serial number of the certificate.
    pub certificate: String,
}

/// Why a signature proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The text is not one of this stand for this browser, or too old.
    StaleChallenge,
    /// It was used already.
    UsedChallenge,
    /// Nothing was sent.
    Empty,
    /// The message cannot be read.
    Unreadable(String),
    /// The signature does not belong to the text, or to the certificate.
    WrongSignature(String),
    /// The certificate was issued by somebody else.
    ForeignAuthority(String),
    /// The certificate is not valid yet, or not any more.
    NotValidNow(String),
    /// The certificate names no СНИЛС, or no person.
    NoPerson,
    /// Nobody with this СНИЛС can sign in so.
    NoAccount,
    /// The account with this СНИЛС is of somebody with another name.
    OtherName,
    /// The certificate is of somebody else than who has signed in.
    OtherPerson,
    /// The account is not standard yet, or a child's.
    LevelTooLow,
    /// The account may not be entered.
    Blocked(sign_in::Mistake),
}

impl Rejected {
    /// The word for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::StaleChallenge => "STALE_CHALLENGE",
            Self::UsedChallenge => "USED_CHALLENGE",
            Self::Empty | Self::Unreadable(_) => "UNREADABLE_SIGNATURE",
            Self::WrongSignature(_) => "INVALID_SIGNATURE",
            Self::ForeignAuthority(_) => "UNTRUSTED_CERTIFICATE",
            Self::NotValidNow(_) => "EXPIRED_CERTIFICATE",
            Self::NoPerson => "UNSUITABLE_CERTIFICATE",
            Self::NoAccount => "ACCOUNT_NOT_FOUND",
            Self::OtherName | Self::OtherPerson => "OTHER_PERSON",
            Self::LevelTooLow => "LEVEL_TOO_LOW",
            Self::Blocked(_) => "ACCOUNT_LOCKED",
        }
    }

    /// What is wrong in detail, for whoever made the signature.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Unreadable(why)
            | Self::WrongSignature(why)
            | Self::ForeignAuthority(why)
            | Self::NotValidNow(why) => Some(why),
            _ => None,
        }
    }
}

const PREFIX: &str = "esia-mock-signature";

/// Makes a text for a browser to sign.
pub fn challenge(cx: &Cx<'_>, browser: &str) -> Challenge {
    let expires_at = cx.ends(Rule::SignatureLifetime);
    let facts = format!("{}.{}", cx.stand.random.uuid().simple(), expires_at.timestamp());
    Challenge { text: format!("{PREFIX}.{facts}.{}", mark(cx.stand, browser, &facts)), expires_at }
}

fn mark(stand: &Stand, browser: &str, facts: &str) -> String {
    let bound = format!("{PREFIX}\n{browser}\n{facts}");
    URL_SAFE_NO_PAD.encode(digest::hmac_sha256(&stand.form_key, bound.as_bytes()))
}

/// Is it a text of this stand for this browser, in time? Gives its deadline.
fn deadline(cx: &Cx<'_>, browser: &str, text: &str) -> Option<DateTime<Utc>> {
    let (facts, sent) = text.strip_prefix(PREFIX)?.strip_prefix('.')?.rsplit_once('.')?;
    let is_ours = digest::same(mark(cx.stand, browser, facts).as_bytes(), sent.as_bytes());
    let seconds = facts.rsplit_once('.')?.1.parse().ok()?;
    DateTime::from_timestamp(seconds, 0).filter(|end| is_ours && cx.now < *end)
}

/// Uses a text up: its signature is taken once.
pub fn spend(cx: &WriteCx<'_>, browser: &str, text: &str) -> Result<Result<(), Rejected>, Stop> {
    let Some(end) = deadline(cx, browser, text) else { return Ok(Err(Rejected::StaleChallenge)) };
    let is_first = oidc_spent_tokens::insert(cx.sql, text, end, cx.now)?;
    Ok(if is_first { Ok(()) } else { Err(Rejected::UsedChallenge) })
}

/// Verifies a CMS message (PKCS#7, base64 or PEM) over a text, with the certificate inside.
pub fn verify(stand: &Stand, text: &str, message: &str) -> Result<Bearer, Rejected> {
    if message.trim().is_empty() {
        return Err(Rejected::Empty);
    }
    let decoded = secret::decode(message).map_err(|error| Rejected::Unreadable(error.to_string()))?;
    let message = SignedMessage::parse(&decoded.bytes).map_err(|error| Rejected::Unreadable(error.to_string()))?;
    let certificates: Vec<Certificate> =
        message.certificates().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let own: Vec<Certificate> =
        certificates.iter().filter(|known| stand.platform.authority.has_issued(known)).cloned().collect();
    if own.is_empty() {
        let issuer = certificates.first().map_or_else(|| "no certificate inside".to_owned(), |c| c.issuer().to_owned());
        return Err(Rejected::ForeignAuthority(issuer));
    }
    let now = stand.clock.now().timestamp();
    in_time(&own, now)?;
    let policy = Policy { allow_sha1: false, at: now };
    // A text that went through a file has often got an end of line.
    let spellings = [text.to_owned(), format!("{text}\n"), format!("{text}\r\n")];
    let budget = Budget::default();
    let verified = spellings.iter().map(|text| message.verify(text.as_bytes(), &own, policy, &budget));
    match verified.reduce(Result::or) {
        Some(Ok(certificate)) => bearer(certificate),
        Some(Err(failure)) => Err(Rejected::WrongSignature(failure.to_string())),
        None => Err(Rejected::Empty),
    }
}

fn in_time(certificates: &[Certificate], now: i64) -> Result<(), Rejected> {
    if certificates.iter().any(|certificate| certificate.valid_at(now)) {
        return Ok(());
    }
    let span = |c: &Certificate| {
        let [from, to] = [c.not_before(), c.not_after()].map(crate::crypto::certificate::date_time);
        format!("{from} – {to}")
    };
    Err(Rejected::NotValidNow(certificates.iter().map(span).collect::<Vec<_>>().join("; ")))
}

/// Who is named by a certificate that was verified.
fn bearer(certificate: &Certificate) -> Result<Bearer, Rejected> {
    let read = |oid| certificate.attribute(oid).map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned);
    let snils = read(oids::SNILS).and_then(|digits| Snils::parse(&digits).ok());
    let (Some(snils), Some(last_name), Some(given_names)) = (snils, read(oids::SURNAME), read(oids::GIVEN_NAME)) else {
        return Err(Rejected::NoPerson);
    };
    Ok(Bearer { snils, last_name, given_names, certificate: certificate.serial() })
}

impl Bearer {
    /// Does the certificate name this person?
    fn is_named_as(&self, person: &Person) -> bool {
        let given = person.name.middle_name().map(|name| format!(" {name}")).unwrap_or_default();
        let given = format!("{}{given}", person.name.first_name());
        let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
        same(&self.last_name, person.name.last_name().as_str()) && same(&self.given_names, &given)
    }
}

/// The account that a signature opens; a standard one is confirmed by it.
pub fn enter(
    cx: &WriteCx<'_>,
    bearer: &Bearer,
    destination: Option<&Destination>,
) -> Result<Result<Account, Rejected>, Stop> {
    let all = accounts::list_by_snils(cx.sql, &bearer.snils)?;
    let all: Vec<Account> = all.into_iter().filter(|account| account.status != AccountStatus::Deleted).collect();
    let suited = all.iter().find(|account| account.level.signs_in_by_snils());
    let Some(account) = suited else {
        return Ok(Err(if all.is_empty() { Rejected::NoAccount } else { Rejected::LevelTooLow }));
    };
    if let Some(mistake) = account.blocked_at(destination) {
        return Ok(Err(Rejected::Blocked(mistake)));
    }
    prove(cx, account.oid, bearer, Rejected::OtherName)
}

/// Confirms the account of whoever has signed in, by a signature of their own.
pub fn confirm(cx: &WriteCx<'_>, oid: Oid, bearer: &Bearer) -> Result<Result<Account, Rejected>, Stop> {
    let is_own = people::find(cx.sql, oid)?.is_some_and(|person| person.snils.as_ref() == Some(&bearer.snils));
    if !is_own {
        return Ok(Err(Rejected::OtherPerson));
    }
    if accounts::find(cx.sql, oid)?.is_none_or(|account| !account.level.reaches(AccountLevel::Standard)) {
        return Ok(Err(Rejected::LevelTooLow));
    }
    prove(cx, oid, bearer, Rejected::OtherPerson)
}

fn prove(cx: &WriteCx<'_>, oid: Oid, bearer: &Bearer, otherwise: Rejected) -> Result<Result<Account, Rejected>, Stop> {
    if !people::find(cx.sql, oid)?.is_some_and(|person| bearer.is_named_as(&person)) {
        return Ok(Err(otherwise));
    }
    levels::raise(cx, oid, Proof::Signature)?;
    account::happened(cx, oid, EventKind::SignatureUsed, json!({ "certificate": bearer.certificate }))?;
    Ok(accounts::find(cx.sql, oid)?.ok_or(Rejected::NoAccount))
}
