//! Who calls the token, PAR, introspection or revocation endpoint: `client_secret_basic`, `client_secret_post`,
//! `private_key_jwt` or `none` (RFC 6749, 2.3; OpenID Connect Core 1.0, 9). Never two methods at once.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use crate::crypto::cms::SignedMessage;
use crate::crypto::digest;
use crate::crypto::secret;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::oidc::assertion;
use crate::flow::oidc::assertion::Assertion;
use crate::flow::stand::Stand;
use crate::protocol::authorize::require;
use crate::protocol::meant;
use crate::protocol::oidc::token::SINGLE;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// A client that has proved itself, as far as that needs no database.
#[derive(Debug)]
pub struct Authenticated {
    /// Who.
    pub party: Arc<RelyingParty>,
    assertion: Option<Assertion>,
}

/// What an `Authorization` header of scheme Basic says.
struct Basic {
    client_id: String,
    /// As it came, and form-decoded (RFC 6749, 2.3.1); clients do either.
    secrets: [String; 2],
}

/// Proves the client; [`Authenticated::settle`] belongs to it.
pub fn authenticate(stand: &Stand, authorization: Option<&str>, sent: &Parameters) -> Result<Authenticated, Refusal> {
    if let Some(name) = sent.repeated(&SINGLE) {
        return Err(reasons::request::parameter_repeated(name));
    }
    let basic = authorization.map(basic).transpose()?;
    let assertion = sent.get("client_assertion").or_else(|| sent.get("client_assertion_type"));
    let methods = [
        basic.is_some().then_some("an Authorization header"),
        sent.get("client_secret").map(|_| "client_secret"),
        assertion.map(|_| "client_assertion"),
    ];
    let ways: Vec<_> = methods.into_iter().flatten().collect();
    if ways.len() > 1 {
        return Err(reasons::proof::two_proofs(ways.join(" and ")));
    }
    if assertion.is_some() {
        let (party, assertion) = assertion::verify(stand, sent)?;
        return Ok(Authenticated { party, assertion: Some(assertion) });
    }
    let party = match basic {
        Some(basic) => {
            if sent.get("client_id").is_some_and(|client_id| client_id != basic.client_id) {
                return Err(reasons::proof::client_id_differs());
            }
            let party = oidc::find(stand, &basic.client_id)?;
            secret(stand, &party, &basic.secrets)?;
            party
        }
        None => without_header(stand, sent)?,
    };
    Ok(Authenticated { party, assertion: None })
}

impl Authenticated {
    /// What is to be noted in the database: an assertion serves once (RFC 7523, 3).
    pub fn settle(&self, cx: &WriteCx<'_>) -> Result<(), Stop> {
        self.assertion.as_ref().map_or(Ok(()), |assertion| assertion.spend(cx))
    }

    /// Refuses public clients, who cannot prove anything.
    pub fn confidential(self) -> Result<Self, Refusal> {
        if self.party.client.public {
            return Err(reasons::proof::client_public(&self.party.client.mnemonic));
        }
        Ok(self)
    }
}

fn without_header(stand: &Stand, sent: &Parameters) -> Result<Arc<RelyingParty>, Refusal> {
    let Some(client_id) = sent.get("client_id") else {
        return Err(reasons::proof::proof_absent());
    };
    let party = oidc::find(stand, client_id)?;
    if sent.get("client_secret").is_some() {
        secret(stand, &party, &[require(sent, "client_secret")?.to_owned()])?;
    } else if !party.client.public {
        return Err(reasons::proof::proof_needed(client_id));
    }
    Ok(party)
}

fn secret(stand: &Stand, party: &RelyingParty, given: &[String]) -> Result<(), Refusal> {
    let mnemonic = &party.client.mnemonic;
    let Some(registered) = &party.client.client_secret else {
        if party.client.public {
            return Err(reasons::proof::client_secret_of_public(mnemonic));
        }
        return Err(reasons::proof::client_secret_unset(mnemonic));
    };
    // Digests are compared, so that not even the length can be told by the time it takes.
    let hashed = digest::sha256(registered.as_bytes());
    if given.iter().any(|secret| digest::same(&digest::sha256(secret.as_bytes()), &hashed)) {
        return Ok(());
    }
    let looks = given.first().map(|given| looks(stand, registered, given)).unwrap_or_default();
    Err(reasons::proof::client_secret_wrong(mnemonic, looks))
}

/// What came in place of a secret.
fn looks(stand: &Stand, registered: &str, given: &str) -> Words {
    if let Some(about) = meant::slip(given, registered) {
        return words!(": it is the right one {about}", ": это он, но {about:#}");
    }
    let owner = stand.clients.iter().find(|other| other.client.client_secret.as_deref() == Some(given));
    match owner {
        Some(other) => {
            let client = &other.client.mnemonic;
            words!(": it is that of client {client}", ": это секрет системы {client}")
        }
        None if secret::decode(given).is_ok_and(|decoded| SignedMessage::parse(&decoded.bytes).is_ok()) => Words::new(
            ": it is a PKCS#7 signature, as ЕСИА's own endpoints take it",
            ": это подпись PKCS#7, какую принимают собственные адреса ЕСИА",
        ),
        None => Words::default(),
    }
}

fn basic(header: &str) -> Result<Basic, Refusal> {
    let encoded = match header.split_once(' ') {
        Some((scheme, encoded)) if scheme.eq_ignore_ascii_case("basic") => encoded.trim(),
        _ => return Err(reasons::proof::authorization_not_basic()),
    };
    let malformed = |english: &'static str, russian: &'static str| {
        reasons::proof::authorization_malformed(Words::new(english, russian))
    };
    let pair = STANDARD.decode(encoded).map_err(|_| malformed("it is not base64", "это не base64"))?;
    let pair = String::from_utf8(pair).map_err(|_| malformed("it is not UTF-8 in base64", "в base64 не UTF-8"))?;
    let pair = pair.split_once(':').ok_or_else(|| malformed("there is no colon in it", "в нём нет двоеточия"))?;
    let (client_id, secret) = pair;
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    Ok(Basic { client_id: decoded(client_id), secrets: [secret.to_owned(), decoded(secret)] })
}
