//! Reasons for which a client of the standard endpoints has not proved itself (RFC 6749, 2.3; RFC 7523).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "client-without-proof" client_without_proof(client: impl Display), [] [UnauthorizedClient] "client_check"
        "client {client} has neither client_secret nor jwks nor jwks_uri nor public: true" => "add one of these to its fixture"
        | "у системы {client} нет ни client_secret, ни jwks, ни jwks_uri, ни public: true"
        => "добавьте одно из них в фикстуру";
    "two-proofs" two_proofs(ways: impl Display), [] [InvalidRequest] ""
        "more than one way of client authentication (RFC 6749, 2.3): {ways}" => "prove the client in one way only"
        | "система доказывает себя не одним способом (RFC 6749, 2.3): {ways}"
        => "доказывайте систему одним способом";
    "client-id-differs" client_id_differs(), [] [InvalidRequest] ""
        "client_id differs from that of the Authorization header" => "send the same client_id in both, or leave it out of the form"
        | "client_id не тот, что в заголовке Authorization"
        => "передайте один и тот же client_id или уберите его из формы";
    "client-public" client_public(client: impl Display), [] [InvalidClient] ""
        "client {client} is public and cannot prove itself" => "call as a client that has a client_secret or jwks"
        | "система {client} публичная, доказать себя она не может"
        => "вызывайте от имени системы с client_secret или jwks";
    "proof-absent" proof_absent(), [] [InvalidClient] ""
        "there is neither an Authorization header nor client_id" => "send one of the two"
        | "нет ни заголовка Authorization, ни client_id"
        => "передайте одно из двух";
    "proof-needed" proof_needed(client: impl Display), [] [InvalidClient] ""
        "client {client} has to prove itself: it is not public" => "send client_secret or client_assertion, or write public: true into its fixture"
        | "система {client} должна доказать себя: она не публичная"
        => "передайте client_secret или client_assertion либо запишите public: true в её фикстуру";
    "client-secret-unset" client_secret_unset(client: impl Display), [] [InvalidClient] ""
        "client {client} has no client_secret in its fixture" => "add it there, or prove the client by client_assertion"
        | "у системы {client} нет client_secret в фикстуре"
        => "добавьте его туда или доказывайте систему через client_assertion";
    "client-secret-of-public" client_secret_of_public(client: impl Display), [] [InvalidClient] ""
        "client {client} is public: it has no client_secret, but one came" => "leave client_secret out, or write client_secret in place of public: true into its fixture"
        | "система {client} публичная: client_secret у неё нет, а он передан"
        => "не передавайте client_secret или запишите его в фикстуру вместо public: true";
    "client-secret-wrong" client_secret_wrong(client: impl Display, looks: impl Display), [] [InvalidClient] ""
        "client_secret of client {client} is another one{looks}" => "send the client_secret of its fixture"
        | "client_secret системы {client} — другой{looks:#}"
        => "передайте client_secret из её фикстуры";
    "authorization-not-basic" authorization_not_basic(), [] [InvalidClient] ""
        "the Authorization header is not of scheme Basic" => "send Authorization: Basic, or the client's proof in the form"
        | "схема заголовка Authorization — не Basic"
        => "передайте Authorization: Basic или доказательство в форме";
    "authorization-malformed" authorization_malformed(why: impl Display), [] [InvalidClient] ""
        "the Authorization header is not base64 of client_id:client_secret: {why}" => "encode client_id:client_secret in base64"
        | "в заголовке Authorization — не base64 от client_id:client_secret: {why:#}"
        => "закодируйте client_id:client_secret в base64";
    "assertion-type-unknown" assertion_type_unknown(wanted: impl Display), [] [InvalidRequest] ""
        "client_assertion_type must be {wanted}" => "send this client_assertion_type"
        | "client_assertion_type бывает только {wanted:#}"
        => "передайте этот client_assertion_type";
    "assertion-unreadable" assertion_unreadable(why: impl Display), [] [InvalidClient] ""
        "client_assertion: {why}" => "send a JWT in compact form"
        | "client_assertion не читается: «{why}»"
        => "передайте JWT в компактном виде";
    "assertion-algorithm" assertion_algorithm(alg: &str, supported: impl Display), [] [InvalidClient] ""
        "client_assertion: alg is {alg:?}, supported are {supported}; client_secret_jwt (HS256) is not" => "sign it by private_key_jwt with one of these, or prove the client by client_secret"
        | "client_assertion: alg — {alg:?}, поддерживаются {supported}; client_secret_jwt (HS256) — нет"
        => "подписывайте по private_key_jwt одним из них или передайте client_secret";
    "assertion-claim-absent" assertion_claim_absent(name: impl Display), [] [InvalidClient] ""
        "client_assertion: it has no {name}" => "write iss, sub, aud, exp and jti into it (RFC 7523, 3)"
        | "client_assertion: в нём нет {name}"
        => "запишите в него iss, sub, aud, exp и jti (RFC 7523, 3)";
    "assertion-subject" assertion_subject(), [] [InvalidClient] ""
        "client_assertion: iss, sub and client_id must be one and the same" => "write the client_id into iss and sub"
        | "client_assertion: iss, sub и client_id должны совпадать"
        => "запишите client_id в iss и sub";
    "jwks-absent" jwks_absent(client: impl Display), [] [InvalidClient] ""
        "client_assertion: client {client} has neither jwks nor jwks_uri in its fixture" => "add the public keys of the client there as jwks, or their address as jwks_uri"
        | "client_assertion: у системы {client} нет в фикстуре ни jwks, ни jwks_uri"
        => "добавьте туда открытые ключи системы как jwks или их адрес как jwks_uri";
    "assertion-signature" assertion_signature(why: impl Display), [] [InvalidClient] ""
        "client_assertion: {why}" => "sign it by a key of jwks in the client's fixture"
        | "client_assertion: подпись не подходит: «{why}»"
        => "подписывайте ключом из jwks фикстуры системы";
    "assertion-audience" assertion_audience(issuer: impl Display), [] [InvalidClient] ""
        "client_assertion: aud must name {issuer} or the token endpoint" => "write {issuer} into aud"
        | "client_assertion: в aud нужен {issuer} или адрес выдачи маркеров"
        => "запишите {issuer} в aud";
    "assertion-expiry" assertion_expiry(how: impl Display, clock: impl Display), [] [InvalidClient] ""
        "client_assertion: exp lies {how} the stand's clock, which shows {clock}; it must lie ahead, at most by a day" => "take the time from the stand's clock"
        | "client_assertion: срок exp не подходит: он {how:#}, часы стенда показывают {clock}; он должен быть впереди, но не дальше суток"
        => "берите время по часам стенда";
    "assertion-too-early" assertion_too_early(clock: impl Display), [] [InvalidClient] ""
        "client_assertion: nbf lies ahead of the stand's clock, which shows {clock}" => "take the time from the stand's clock"
        | "client_assertion: nbf впереди часов стенда, они показывают {clock}"
        => "берите время по часам стенда";
    "assertion-time-malformed" assertion_time_malformed(name: impl Display), [] [InvalidClient] ""
        "client_assertion: {name} is no time" => "write {name} in whole seconds since 1970"
        | "client_assertion: {name} — не время"
        => "запишите {name} целым числом секунд с 1970 года";
    "assertion-used" assertion_used(), [] [InvalidClient] ""
        "client_assertion: its jti was used before" => "make a new assertion with a jti of its own for every request"
        | "client_assertion: его jti уже был"
        => "делайте для каждого запроса новый, со своим jti";
}
