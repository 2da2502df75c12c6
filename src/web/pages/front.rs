//! The stand's own page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::storage::personas::Persona;
use crate::web::pages;
use crate::web::pages::views::DemoClient;
use crate::web::pages::views::FrontPage;
use crate::web::pages::views::StandAddress;
use crate::web::pages::views::TestPerson;
use crate::web::state::OfStand;

/// Addresses worth knowing: path, what is there, can it be opened as it is?
pub const ADDRESSES: [(&str, &str, bool); 13] = [
    ("/login", "Страница входа: здесь продолжается вход, начатый информационной системой", true),
    ("/aas/oauth2/ac", "Запрос кода авторизации, поколение v1", false),
    ("/aas/oauth2/te", "Обмен кода на маркеры, поколение v1", false),
    ("/aas/oauth2/v2/ac", "Запрос кода авторизации, поколение v2", false),
    ("/aas/oauth2/v3/te", "Обмен кода на маркеры, поколение v3", false),
    ("/.well-known/openid-configuration", "Стандартный OpenID Connect: отсюда клиент узнаёт остальное", true),
    ("/rs/prns/{oid}", "Данные пользователя (REST)", false),
    ("/idp/ext/Logout", "Выход", true),
    ("/public/esia.zip", "Сертификат и открытый ключ, которыми подписаны маркеры", true),
    ("/login/where", "Зарегистрированные информационные системы", true),
    ("/logs/sms/", "Сообщения с кодами, которые были бы отправлены", true),
    ("/logs/emails/", "Электронные письма стенда", true),
    ("/_mock/health", "Работает ли стенд", true),
];

/// `GET /`.
pub async fn front(stand: OfStand) -> HttpResponse {
    let addresses =
        ADDRESSES.map(|(path, about, opens)| StandAddress { path: path.to_owned(), about: about.to_owned(), opens });
    let page = FrontPage {
        frame: pages::frame(&stand),
        addresses: addresses.to_vec(),
        clients: clients(&stand),
        people: stand.personas.iter().map(person).collect(),
    };
    pages::html(StatusCode::OK, &page, None)
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
        level: persona.level.title().to_owned(),
        purpose: persona.about.clone(),
    }
}
