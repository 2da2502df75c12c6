//! The stand's own page.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::storage::personas::Persona;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::pages;
use crate::web::state::OfStand;
use crate::web::views::DemoClient;
use crate::web::views::FrontPage;
use crate::web::views::StandAddress;
use crate::web::views::TestPerson;

/// Addresses worth knowing: path, the key of what is there, can it be opened as it is?
pub const ADDRESSES: [(&str, &str, bool); 17] = [
    ("/login", "stand-at-login", true),
    ("/aas/oauth2/ac", "stand-at-authorize-v1", false),
    ("/aas/oauth2/te", "stand-at-token-v1", false),
    ("/aas/oauth2/v2/ac", "stand-at-authorize-v2", false),
    ("/aas/oauth2/v3/te", "stand-at-token-v3", false),
    ("/.well-known/openid-configuration", "stand-at-discovery", true),
    ("/rs/prns/{oid}", "stand-at-rest", false),
    ("/idp/ext/Logout", "stand-at-logout", true),
    ("/public/esia.zip", "stand-at-keys", true),
    ("/login/registration", "stand-at-registration", true),
    ("/profile", "stand-at-profile", true),
    ("/_mock/mfc", "stand-at-desk", true),
    ("/login/where", "stand-at-where", true),
    ("/logs/sms/", "stand-at-sms", true),
    ("/logs/emails/", "stand-at-emails", true),
    ("/logs/postcodes/", "stand-at-post-codes", true),
    ("/_mock/health", "stand-at-health", true),
];

/// `GET /`.
pub async fn front(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let addresses =
        ADDRESSES.map(|(path, about, opens)| StandAddress { path: path.to_owned(), about: Text::new(about), opens });
    let page = FrontPage {
        frame: pages::frame(&stand, cookies::language(&http)),
        url: stand.url(""),
        addresses: addresses.to_vec(),
        clients: clients(&stand),
        people: stand.personas.iter().map(person).collect(),
    };
    pages::html(StatusCode::OK, &page)
}

fn clients(stand: &Stand) -> Vec<DemoClient> {
    let row = |client: &crate::domain::client::Client| DemoClient {
        name: client.name.clone(),
        mnemonic: client.mnemonic.to_string(),
        scopes: client.scopes.clone(),
        redirect_uris: client.redirect_uris.iter().map(ToString::to_string).collect(),
    };
    stand.clients.iter().map(|party| row(&party.client)).collect()
}

fn person(persona: &Persona) -> TestPerson {
    TestPerson {
        name: persona.name.clone(),
        login: persona.login.clone(),
        password: persona.password.clone(),
        level: Text::new(persona.level.title_key()),
        purpose: persona.about.clone(),
    }
}
