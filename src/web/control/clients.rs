//! Relying parties while the stand serves: `/_mock/api/v1/clients`. They are what fixtures call clients, in their words.

use actix_web::web::Data;
use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::crypto::pair::Family;
use crate::crypto::pair::KeyKind;
use crate::crypto::pair::NoSuchKind;
use crate::domain::client::Client;
use crate::fixtures::ClientFixture;
use crate::fixtures::given::ClientGiven;
use crate::flow::stands::Stands;
use crate::web::control::lists;
use crate::web::control::lists::Page;
use crate::web::control::openapi::parts::Asked;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Gone;
use crate::web::control::openapi::parts::Made;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// A part of the list of clients.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Clients")]
pub struct Listed {
    /// By мнемоника, without their secrets.
    clients: Vec<ClientFixture>,
    /// `after` for the next part; null in the last one.
    next: Option<String>,
}

/// A client that is registered now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClientPut {
    /// All of it, what was made up included, but for its secret.
    client: ClientFixture,
    /// What is odd about it.
    warnings: Vec<String>,
}

/// A key to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyAsked {
    /// Of which kind; RSA if absent.
    #[serde(default)]
    algorithm: Algorithm,
    /// The curve of a ГОСТ key, by name or identifier; `CryptoPro-XchA` or `tc26-512-A` if absent.
    #[serde(default)]
    parameter_set: Option<String>,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(title = "algorithm")]
pub enum Algorithm {
    /// RSA with 2048 bits.
    #[default]
    Rsa,
    /// ГОСТ Р 34.10-2012 with 256 bits.
    Gost256,
    /// ГОСТ Р 34.10-2012 with 512 bits.
    Gost512,
}

/// A key that was made. It is shown here and nowhere else.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KeyMade {
    /// Of which kind.
    algorithm: Algorithm,
    /// The private key: PKCS#8, PEM.
    private_key: String,
    /// Its certificate, PEM; the client has it from now on, beside those that it had.
    certificate: String,
    /// SHA-1 of the certificate.
    sha1: String,
    /// SHA-256 of the certificate.
    sha256: String,
    /// Streebog-256 of the certificate: `client_certificate_hash`.
    streebog256: String,
}

/// `GET /_mock/api/v1/clients`.
pub async fn list(stand: OfStand, Asked(page): Asked<Page>) -> Result<Shown<Listed>, Problem> {
    let is_after = |client: &Client| page.after.as_ref().is_none_or(|after| client.mnemonic.as_str() > after.as_str());
    let most = usize::try_from(lists::one_more(page.limit)).unwrap_or(usize::MAX);
    let clients = stand.clients.iter().map(|party| &party.client).filter(|client| is_after(client));
    let (clients, next) =
        lists::cut(clients.take(most).map(shown).collect(), page.limit, |last: &ClientFixture| last.mnemonic.clone());
    Ok(Shown(Listed { clients, next }))
}

/// `GET /_mock/api/v1/clients/{mnemonic}`.
pub async fn show(stand: OfStand, mnemonic: Path<String>) -> Result<Shown<ClientFixture>, Problem> {
    let party = stand.clients.find(&mnemonic);
    let party = party.ok_or_else(|| Problem::NotFound(format!("there is no client {:?}", *mnemonic)))?;
    Ok(Shown(shown(&party.client)))
}

/// `PUT /_mock/api/v1/clients/{mnemonic}`: the client as it is from now on; nothing of an earlier one stays but what
/// was given to it.
pub async fn put(
    stands: Data<Stands>,
    stand: OfStand,
    mnemonic: Path<String>,
    Body(given): Body<ClientGiven>,
) -> Result<Made<ClientPut>, Problem> {
    let (client, warnings) = given.understand(&mnemonic)?;
    let mut warnings: Vec<_> = warnings.into_iter().map(|odd| format!("{}: {}", odd.field, odd.message)).collect();
    let before = stands.put_client(&stand.name, client.clone()).await.map_err(Problem::from)?;
    let had_secret = before.as_ref().is_some_and(|before| before.client_secret.is_some());
    if had_secret && client.client_secret.is_none() {
        warnings
            .push("client_secret: the client had one and has none now: calls do not show it, so give it".to_owned());
    }
    Ok(Made { is_new: before.is_none(), body: ClientPut { client: shown(&client), warnings } })
}

/// `DELETE /_mock/api/v1/clients/{mnemonic}`: logins on their way to it, its codes, tokens and consents end. One that
/// is not there is deleted already.
pub async fn delete(stands: Data<Stands>, stand: OfStand, mnemonic: Path<String>) -> Result<Gone, Problem> {
    stands.delete_client(&stand.name, &mnemonic).await?;
    Ok(Gone)
}

/// `POST /_mock/api/v1/clients/{mnemonic}/keys`.
pub async fn make_key(
    stands: Data<Stands>,
    stand: OfStand,
    mnemonic: Path<String>,
    OptionalBody(asked): OptionalBody<KeyAsked>,
) -> Result<Made<KeyMade>, Problem> {
    let family = match asked.algorithm {
        Algorithm::Rsa => Family::Rsa,
        Algorithm::Gost256 => Family::Gost256,
        Algorithm::Gost512 => Family::Gost512,
    };
    let wrong = |error: NoSuchKind| Problem::WrongValue("parameter_set", error.to_string());
    let kind = KeyKind::of(family, asked.parameter_set.as_deref()).map_err(wrong)?;
    let made = stands.make_key(&stand.name, &mnemonic, kind).await?;
    let body = KeyMade {
        algorithm: asked.algorithm,
        private_key: made.key,
        certificate: made.certificate.pem(),
        sha1: made.certificate.sha1_thumbprint(),
        sha256: made.certificate.sha256_thumbprint(),
        streebog256: made.certificate.streebog256_thumbprint(),
    };
    Ok(Made { is_new: true, body })
}

/// A client as calls show it.
fn shown(client: &Client) -> ClientFixture {
    ClientFixture::without_secret(client)
}
