//! Reasons that lie in the client as it is registered: who it is, where it may be answered, what it may ask for.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "client-unknown" client_unknown(client_id: &str, known: impl Display), [ClientUnknown] [InvalidClient] ""
        "client_id {client_id:?} is not registered here; known are {known}" => "send a client_id that is known, or add a fixture for this one; --fixtures demo keeps the demo beside it";
    "redirect-uri-unknown" redirect_uri_unknown(why: impl Display, client: impl Display), [RedirectNotAllowed] [InvalidRequest] "client_check"
        "{why}" + "add it to redirect_uris of client {client}";
    "redirect-uri-withdrawn" redirect_uri_withdrawn(why: impl Display), [RedirectNotAllowed] [] "code"
        "{why}" => "the client changed while the login was on its way: start the login again";
    "post-logout-uri-unknown" post_logout_uri_unknown(why: impl Display, client: impl Display), [RedirectNotAllowed] [InvalidRequest] "logout"
        "{why}" + "add it to post_logout_redirect_uris of client {client}";
    "logout-without-client" logout_without_client(), [MissingParameter] [] "logout"
        "redirect_url is followed only together with client_id" => "send client_id as well";
    "scope-unknown" scope_unknown(scope: &str), [InvalidScope] [] ""
        "scope {scope:?} is not known" + "`esia-mock scopes` lists what is";
    "scope-not-registered" scope_not_registered(client: impl Display, scope: &str), [NoGrants] [] ""
        "client {client} may not ask for scope {scope:?}" + "add it to scopes of its fixture";
    "api-key-unknown" api_key_unknown(key: &str), [ObjectNotFound] [] "token"
        "API-Key {key:?} is not registered here" + "add it as api_key to a client's fixture";
    "api-key-without-scope" api_key_without_scope(), [NoGrants] [] "token"
        "the client has no scope of its own, such as http://lk.gosuslugi.ru/api-order" + "add one to its fixture";
}
