//! Pages that say something in plain words: what is not built yet, what is over, who is here.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::web::pages;
use crate::web::pages::views::Link;
use crate::web::pages::views::NoticePage;
use crate::web::state::OfStand;

fn notice(stand: &Stand, heading: &str, paragraphs: &[&str]) -> NoticePage {
    NoticePage {
        frame: pages::frame(stand),
        heading: heading.to_owned(),
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        items: Vec::new(),
        links: vec![Link::new(format!("{}/", stand.base_path), "Страница стенда")],
    }
}

/// Leads back to the login that the page was opened from, if it was.
fn back_to_login(stand: &Stand, http: &HttpRequest, mut page: NoticePage) -> NoticePage {
    let asked = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    let ours = |id: &&str| id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let query = asked.get("interaction").filter(ours).map(|id| format!("?interaction={id}")).unwrap_or_default();
    page.links.insert(0, login_link(stand, &query));
    page
}

fn login_link(stand: &Stand, query: &str) -> Link {
    Link::new(format!("{}/login{query}", stand.base_path), "Вернуться ко входу")
}

/// `GET /login/registration`.
pub async fn registration(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let page = notice(
        &stand,
        "Регистрация",
        &[
            "Регистрации на этом стенде пока нет: она появится в одной из следующих версий.",
            "Войти можно под готовыми учётными записями. Их список — на странице стенда; свои можно описать в папке fixtures.",
        ],
    );
    pages::html(StatusCode::OK, &back_to_login(&stand, &http, page), None)
}

/// `GET /login/recovery`.
pub async fn recovery(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let page = notice(
        &stand,
        "Восстановление доступа",
        &[
            "Восстановления пароля на этом стенде пока нет: оно появится в одной из следующих версий.",
            "Пароли готовых учётных записей перечислены на странице стенда.",
        ],
    );
    pages::html(StatusCode::OK, &back_to_login(&stand, &http, page), None)
}

/// `GET /login/eds`.
pub async fn eds(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let page = notice(
        &stand,
        "Вход с помощью электронной подписи",
        &[
            "Входа по электронной подписи на этом стенде пока нет: он появится в одной из следующих версий.",
            "Сейчас можно войти по паролю.",
        ],
    );
    pages::html(StatusCode::OK, &back_to_login(&stand, &http, page), None)
}

/// `GET /login/where`.
pub async fn where_else(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let mut page =
        notice(&stand, "Куда ещё можно войти", &["Информационные системы, зарегистрированные на этом стенде:"]);
    page.items = stand.clients.iter().map(|party| party.client.name.clone()).collect();
    pages::html(StatusCode::OK, &back_to_login(&stand, &http, page), None)
}

/// There is no login on its way in this browser.
pub fn nothing_to_continue(stand: &Stand) -> HttpResponse {
    let page = notice(
        stand,
        "Вход начинается в информационной системе",
        &[
            "В этом браузере нет начатого входа. Откройте сайт, в который хотите войти, и нажмите там кнопку входа через Госуслуги: он пришлёт вас сюда.",
            "Если вы разработчик: адрес запроса кода авторизации — /aas/oauth2/ac, готовый пример с curl лежит в папке examples.",
        ],
    );
    pages::html(StatusCode::OK, &page, None)
}

/// A form that is out of date, or not ours.
pub fn stale(stand: &Stand) -> HttpResponse {
    let mut page = notice(
        stand,
        "Страница устарела",
        &[
            "Этот вход уже завершён, начат слишком давно или продолжен в другом окне.",
            "Вернитесь ко входу, а если он не найдётся — начните заново на сайте, с которого пришли. В браузере должны быть разрешены cookie.",
        ],
    );
    page.links.insert(0, login_link(stand, ""));
    pages::html(StatusCode::FORBIDDEN, &page, None)
}

/// The citizen was asked, and did not want to leave.
pub fn stayed(stand: &Stand) -> HttpResponse {
    let page = notice(stand, "Вы остались", &["Сеанс на этом стенде продолжается."]);
    pages::html(StatusCode::OK, &page, None)
}

/// After a logout that leads nowhere else.
pub fn logged_out(stand: &Stand) -> HttpResponse {
    let page = notice(
        stand,
        "Вы вышли",
        &["Сеанс на этом стенде завершён. Системы, в которые вы входили, могли оставить свой сеанс открытым."],
    );
    pages::html(StatusCode::OK, &page, None)
}
