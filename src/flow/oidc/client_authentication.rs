//! Who calls the token, PAR, introspection or revocation endpoint: `client_secret_basic`, `client_secret_post`,
//! `private_key_jwt` or `none` (RFC 6749, 2.3; OpenID Connect Core 1.0, 9). Never two methods at once.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use crate::crypto::digest;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::oidc::assertion;
use crate::flow::oidc::assertion::Assertion;
use crate::flow::stand::Stand;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::oidc::error::StandardRefusal;
use crate::protocol::oidc::token::SINGLE;
use crate::protocol::oidc::token::require;
use crate::protocol::parameters::Parameters;

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
pub fn authenticate(
    stand: &Stand,
    authorization: Option<&str>,
    sent: &Parameters,
) -> Result<Authenticated, StandardRefusal> {
    if let Some(name) = sent.repeated(&SINGLE) {
        return Err(StandardRefusal::invalid_request(format!("{name} is given more than once")));
    }
    let basic = authorization.map(basic).transpose()?;
    let assertion = sent.get("client_assertion").or_else(|| sent.get("client_assertion_type"));
    let methods = [basic.is_some(), sent.get("client_secret").is_some(), assertion.is_some()];
    if methods.into_iter().filter(|used| *used).count() > 1 {
        return Err(StandardRefusal::invalid_request("more than one way of client authentication (RFC 6749, 2.3)"));
    }
    if assertion.is_some() {
        let (party, assertion) = assertion::verify(stand, sent)?;
        return Ok(Authenticated { party, assertion: Some(assertion) });
    }
    let party = match basic {
        Some(basic) => {
            if sent.get("client_id").is_some_and(|client_id| client_id != basic.client_id) {
                return Err(StandardRefusal::invalid_request(
                    "client_id differs from that of the Authorization header",
                ));
            }
            let party = oidc::find(stand, &basic.client_id)?;
            secret(&party, &basic.secrets)?;
            party
        }
        None => without_header(stand, sent)?,
    };
    Ok(Authenticated { party, assertion: None })
}

impl Authenticated {
    /// What is to be noted in the database: an assertion serves once (RFC 7523, 3).
    pub fn settle(&self, cx: &Cx<'_>) -> Result<(), Stop> {
        self.assertion.as_ref().map_or(Ok(()), |assertion| assertion.spend(cx))
    }

    /// Refuses public clients, who cannot prove anything.
    pub fn confidential(self) -> Result<Self, StandardRefusal> {
        if self.party.client.public {
            return Err(refuse(format!("client {} is public and cannot prove itself", self.party.client.mnemonic)));
        }
        Ok(self)
    }
}

/// A client that is not known or not proved.
pub fn refuse(detail: impl Into<String>) -> StandardRefusal {
    StandardRefusal::new(StandardError::InvalidClient, detail)
}

fn without_header(stand: &Stand, sent: &Parameters) -> Result<Arc<RelyingParty>, StandardRefusal> {
    let Some(client_id) = sent.get("client_id") else {
        return Err(refuse("there is neither an Authorization header nor client_id"));
    };
    let party = oidc::find(stand, client_id)?;
    if sent.get("client_secret").is_some() {
        secret(&party, &[require(sent, "client_secret")?.to_owned()])?;
    } else if !party.client.public {
        return Err(refuse(format!("client {client_id} has to prove itself: it is not public")));
    }
    Ok(party)
}

fn secret(party: &RelyingParty, given: &[String]) -> Result<(), StandardRefusal> {
    let mnemonic = &party.client.mnemonic;
    let Some(registered) = &party.client.client_secret else {
        return Err(refuse(format!("client {mnemonic} has no client_secret in its fixture")));
    };
    // Digests are compared, so that not even the length can be told by the time it takes.
    let registered = digest::sha256(registered.as_bytes());
    if given.iter().any(|secret| digest::same(&digest::sha256(secret.as_bytes()), &registered)) {
        return Ok(());
    }
    Err(refuse(format!("client_secret of client {mnemonic} is another one")))
}

fn basic(header: &str) -> Result<Basic, StandardRefusal> {
    let encoded = match header.split_once(' ') {
        Some((scheme, encoded)) if scheme.eq_ignore_ascii_case("basic") => encoded.trim(),
        _ => return Err(refuse("the Authorization header is not of scheme Basic")),
    };
    let pair = STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((client_id, secret)) = pair.as_deref().and_then(|pair| pair.split_once(':')) else {
        return Err(refuse("the Authorization header is not base64 of client_id:client_secret"));
    };
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    Ok(Basic { client_id: decoded(client_id), secrets: [secret.to_owned(), decoded(secret)] })
}
