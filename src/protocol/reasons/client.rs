//! Reasons that lie in the client as it is registered: who it is, where it may be answered, what it may ask for.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "client-unknown" client_unknown(client_id: &str, hint: impl Display, known: impl Display), [ClientUnknown] [InvalidClient] ""
        "client_id {client_id:?} is not registered here{hint}; known are {known}" => "send a client_id that is known, or add a fixture for this one; --fixtures demo keeps the demo beside it"
        | "client_id {client_id:?} здесь не зарегистрирован{hint:#}; известны {known}"
        => "передайте известный client_id или добавьте систему в фикстуры";
    "redirect-uri-unknown" redirect_uri_unknown(why: impl Display, hint: impl Display, client: impl Display), [RedirectNotAllowed] [InvalidRequest] "client_check"
        "{why}{hint}" + "add it to redirect_uris of client {client}"
        | "адрес возврата не зарегистрирован: {why:#}{hint:#}"
        => "добавьте его в redirect_uris системы {client}";
    "redirect-uri-malformed" redirect_uri_malformed(why: impl Display, hint: impl Display), [RedirectNotAllowed] [InvalidRequest] "client_check"
        "{why}{hint}" => "send an absolute http or https address that is registered, with nothing before its host and nothing after #"
        | "это не адрес возврата: {why:#}{hint:#}"
        => "передайте зарегистрированный абсолютный адрес http или https, без имени пользователя и без #";
    "redirect-uri-misspelt" redirect_uri_misspelt(why: impl Display, hint: impl Display), [RedirectNotAllowed] [InvalidRequest] "client_check"
        "{why}{hint}" => "send redirect_uri as it is registered, percent-encoded once in the query or form"
        | "адрес возврата написан не так: {why:#}{hint:#}"
        => "передайте redirect_uri так, как он зарегистрирован, закодировав один раз";
    "redirect-uri-withdrawn" redirect_uri_withdrawn(why: impl Display), [RedirectNotAllowed] [] "code"
        "{why}" => "the client changed while the login was on its way: start the login again"
        | "адрес возврата больше не зарегистрирован: {why:#}"
        => "систему изменили, пока шёл вход: начните вход заново";
    "post-logout-uri-unknown" post_logout_uri_unknown(why: impl Display, hint: impl Display, client: impl Display), [RedirectNotAllowed] [InvalidRequest] "logout"
        "{why}{hint}" + "add it to post_logout_redirect_uris of client {client}"
        | "адрес после выхода не зарегистрирован: {why:#}{hint:#}"
        => "добавьте его в post_logout_redirect_uris системы {client}";
    "logout-without-client" logout_without_client(), [MissingParameter] [] "logout"
        "redirect_url is followed only together with client_id" => "send client_id as well"
        | "по redirect_url переходят только вместе с client_id"
        => "передайте и client_id";
    "scope-unknown" scope_unknown(scope: &str, hint: impl Display), [InvalidScope] [] ""
        "scope {scope:?} is not known{hint}" + "ask for a scope that is known: `esia-mock scopes` lists them"
        | "область доступа {scope:?} неизвестна{hint:#}"
        => "запросите известную область; их список — esia-mock scopes";
    "scope-not-registered" scope_not_registered(client: impl Display, scope: &str), [NoGrants] [] ""
        "client {client} may not ask for scope {scope:?}" + "add it to scopes of its fixture"
        | "системе {client} нельзя запрашивать область {scope:?}"
        => "добавьте её в scopes фикстуры системы";
    "api-key-unknown" api_key_unknown(key: &str), [ObjectNotFound] [] "token"
        "API-Key {key:?} is not registered here" + "add it as api_key to a client's fixture"
        | "API-Key {key:?} здесь не зарегистрирован"
        => "добавьте его как api_key в фикстуру системы";
    "api-key-without-scope" api_key_without_scope(), [NoGrants] [] "token"
        "the client has no scope of its own, such as http://lk.gosuslugi.ru/api-order" + "add one to its fixture"
        | "у системы нет собственной области, например http://lk.gosuslugi.ru/api-order"
        => "добавьте её в фикстуру";
}
