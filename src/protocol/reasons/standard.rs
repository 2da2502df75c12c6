//! Reasons of the standard OpenID Connect endpoints alone: what their requests, tokens and logouts have and ЕСИА's have not.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "response-type-absent" response_type_absent(), [] [InvalidRequest] "request"
        "response_type is absent; this server knows \"code\"" => "send response_type=code"
        | "нет response_type; сервер знает code"
        => "передайте response_type=code";
    "response-type-unsupported" response_type_unsupported(sent: &str, hint: impl Display), [] [UnsupportedResponseType] "request"
        "response_type is {sent:?}{hint}; only \"code\" is supported" => "send response_type=code"
        | "response_type — {sent:?}{hint:#}; поддерживается только code"
        => "передайте response_type=code";
    "response-mode-unknown" response_mode_unknown(sent: &str), [] [InvalidRequest] "request"
        "response_mode is {sent:?}, known are query, fragment and form_post" => "send one of these, or none"
        | "response_mode — {sent:?}, известны query, fragment и form_post"
        => "передайте одно из них или ничего";
    "registration-unsupported" registration_unsupported(), [] [RegistrationNotSupported] "request"
        "clients are registered by fixtures, not by the parameter registration" => "leave registration out, and add a fixture"
        | "системы заводят фикстурами, а не параметром registration"
        => "уберите registration и добавьте фикстуру";
    "nonce-too-long" nonce_too_long(limit: usize), [] [InvalidRequest] "request"
        "nonce is longer than {limit} bytes" => "send a shorter nonce"
        | "nonce длиннее {limit} байт"
        => "передайте nonce короче";
    "prompt-unknown" prompt_unknown(word: &str, hint: impl Display), [] [InvalidRequest] "request"
        "prompt {word:?} is not known{hint}; known are none, login, consent, select_account" => "send one of these, or none"
        | "prompt {word:?} неизвестен{hint:#}; известны none, login, consent, select_account"
        => "передайте одно из них или ничего";
    "prompt-none-not-alone" prompt_none_not_alone(), [] [InvalidRequest] "request"
        "prompt=none cannot stand together with another value" => "send none alone, or leave it out"
        | "prompt=none не может стоять вместе с другим значением"
        => "передайте none отдельно или не передавайте";
    "max-age-malformed" max_age_malformed(sent: &str), [] [InvalidRequest] "request"
        "max_age is {sent:?}, expected a number of seconds" => "write it in digits"
        | "max_age — {sent:?}, нужно число секунд"
        => "запишите цифрами";
    "code-challenge-method-unsupported" code_challenge_method_unsupported(sent: &str, hint: impl Display), [] [InvalidRequest] "request"
        "code_challenge_method is {sent:?}{hint}: transform algorithm not supported, use S256" => "send code_challenge_method=S256"
        | "code_challenge_method — {sent:?}{hint:#}: поддерживается только S256"
        => "передайте code_challenge_method=S256";
    "code-challenge-length" code_challenge_length(length: usize), [] [InvalidRequest] "request"
        "code_challenge has {length} characters, by S256 it has 43" => "send base64url of the SHA-256 of code_verifier, without padding"
        | "в code_challenge {length} знаков, у S256 их 43"
        => "передайте base64url от SHA-256 значения code_verifier, без знаков =";
    "code-challenge-required" code_challenge_required(), [] [InvalidRequest] "client_check"
        "code challenge required: a public client needs PKCE" => "send code_challenge, or give the client a client_secret or jwks"
        | "нужен code_challenge: публичной системе обязателен PKCE"
        => "передайте code_challenge или дайте системе client_secret или jwks";
    "claims-malformed" claims_malformed(why: impl Display), [] [InvalidRequest] "request"
        "claims: {why}" => "write claims as the JSON object of OpenID Connect Core 1.0, 5.5"
        | "claims: {why:#}"
        => "запишите claims объектом JSON по OpenID Connect Core 1.0, 5.5";
    "two-people-named" two_people_named(), [] [InvalidRequest] "client_check"
        "id_token_hint and the claim sub name two people" => "send one of the two"
        | "id_token_hint и утверждение sub называют двух людей"
        => "передайте что-то одно";
    "request-uri-not-fetched" request_uri_not_fetched(), [] [RequestUriNotSupported] "client_check"
        "request objects are not fetched from request_uri; push them to /oidc/par" => "push the request to /oidc/par, and send the request_uri that it answers"
        | "объекты запроса не загружаются по request_uri; их отправляют на /oidc/par"
        => "отправьте запрос на /oidc/par и передайте полученный request_uri";
    "request-and-request-uri" request_and_request_uri(), [] [InvalidRequest] "client_check"
        "request and request_uri are given together" => "send one of the two"
        | "request и request_uri переданы вместе"
        => "передайте что-то одно";
    "request-object-unreadable" request_object_unreadable(why: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: {why}" => "send a JWT in compact form"
        | "объект запроса не читается: «{why}»"
        => "передайте JWT в компактной записи";
    "request-object-signature" request_object_signature(why: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: {why}" => "sign it by a key of jwks in the client's fixture, or with alg none"
        | "объект запроса: подпись не подходит: «{why}»"
        => "подпишите его ключом из jwks системы или с alg none";
    "request-object-differs" request_object_differs(name: impl Display, inside: impl Display, beside: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: {name} is {inside} inside and {beside} beside it (Core, 6.1)" => "send the same {name} in both places"
        | "объект запроса: {name} внутри {inside}, рядом {beside} (Core, 6.1)"
        => "передайте одинаковый {name} в обоих местах";
    "request-object-nested" request_object_nested(name: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: {name} cannot stand inside a request object" => "leave {name} out of it"
        | "объект запроса: {name} не может стоять внутри него"
        => "уберите {name} из него";
    "request-object-issuer" request_object_issuer(issuer: impl Display, client: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: iss is {issuer}, expected {client}" => "write client_id into iss"
        | "объект запроса: iss — {issuer}, ожидается {client}"
        => "запишите client_id в iss";
    "request-object-audience" request_object_audience(audience: impl Display, issuer: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: aud is {audience}, expected {issuer}" => "write the issuer {issuer} into aud"
        | "объект запроса: aud — {audience}, ожидается {issuer}"
        => "запишите издателя {issuer} в aud";
    "request-object-time-malformed" request_object_time_malformed(name: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: {name} is no whole number" => "write {name} in whole seconds since 1970"
        | "объект запроса: {name} — не целое число"
        => "запишите {name} в секундах с 1970 года";
    "request-object-expired" request_object_expired(expired_at: impl Display, clock: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: expired at {expired_at}, the stand's clock shows {clock}" => "make a new one, by the stand's clock"
        | "объект запроса истёк {expired_at}, часы стенда показывают {clock}"
        => "сделайте новый по часам стенда";
    "request-object-too-early" request_object_too_early(from: impl Display, clock: impl Display), [] [InvalidRequestObject] "client_check"
        "request object: valid from {from} only, the stand's clock shows {clock}" => "take the time from the stand's clock"
        | "объект запроса действует только с {from}, часы стенда показывают {clock}"
        => "берите время с часов стенда";
    "request-uri-pushed" request_uri_pushed(), [] [InvalidRequest] "request"
        "request_uri cannot be pushed" => "push the parameters themselves"
        | "request_uri в /oidc/par не передают"
        => "передайте сами параметры";
    "pushed-request-unknown" pushed_request_unknown(), [] [InvalidRequestUri] "request"
        "request_uri is unknown or was used: each serves once" => "push a new request for every login"
        | "request_uri неизвестен или уже использован: каждый служит один раз"
        => "отправляйте новый запрос для каждого входа";
    "pushed-request-of-other-client" pushed_request_of_other_client(), [] [InvalidRequestUri] "request"
        "request_uri was pushed by another client" => "send the client_id that pushed it"
        | "request_uri отправила другая система"
        => "передайте client_id той, что отправила";
    "pushed-request-expired" pushed_request_expired(), [] [InvalidRequestUri] "request"
        "request_uri is out of date: it lives for 90 seconds of the stand's clock" => "push a new request, and use it at once"
        | "request_uri просрочен: он живёт 90 секунд по часам стенда"
        => "отправьте новый запрос и используйте сразу";
    "scope-nothing-left" scope_nothing_left(scope: &str, hint: impl Display, client: impl Display), [] [InvalidScope] ""
        "scope {scope:?} has nothing that client {client} may ask for{hint}" => "ask for a scope of the client's fixture, openid among them, or add one there"
        | "в scope {scope:?} нет ничего, что может просить система {client}{hint:#}"
        => "просите права из записи системы, среди них openid, или добавьте их туда";
    "scope-character" scope_character(word: &str), [] [InvalidScope] ""
        "scope {word:?} has a character that RFC 6749, 3.3 does not allow" => "write names of scopes with a space between them"
        | "в scope {word:?} есть знак, которого не допускает RFC 6749, 3.3"
        => "пишите имена прав через пробел";
    "scope-empty" scope_empty(), [] [InvalidScope] "token"
        "scope is empty" => "leave scope out to keep all of them"
        | "scope пуст"
        => "не передавайте scope, тогда останутся все";
    "scope-not-granted" scope_not_granted(scope: impl Display, granted: impl Display), [] [InvalidScope] "token"
        "scope {scope} was not granted: {granted}" => "ask for granted ones only, or start a new login"
        | "область {scope} не была дана; даны {granted}"
        => "запрашивайте только данные или начните вход заново";
    "scope-needs-citizen" scope_needs_citizen(scope: impl Display), [] [InvalidScope] "token"
        "scope {scope} needs a citizen: use the authorization code" => "leave it out, or begin a login"
        | "области {scope} нужен человек, она даётся по коду"
        => "уберите её или начните вход";
    "grant-type-unsupported" grant_type_unsupported(sent: &str, hint: impl Display), [] [UnsupportedGrantType] "token"
        "grant_type is {sent:?}{hint}; supported are authorization_code, refresh_token and client_credentials" => "send one of these"
        | "grant_type — {sent:?}{hint:#}; поддерживаются authorization_code, refresh_token и client_credentials"
        => "передайте одно из этих значений";
    "client-credentials-public" client_credentials_public(), [] [UnauthorizedClient] "token"
        "client_credentials is for clients that prove themselves (RFC 6749, 4.4)" => "give the client a client_secret or jwks in its fixture"
        | "client_credentials — для систем, которые доказывают себя (RFC 6749, 4.4)"
        => "дайте системе client_secret или jwks в фикстуре";
    "token-of-other-client" token_of_other_client(owner: impl Display, client: impl Display), [] [InvalidGrant] "revoke"
        "the token was issued to client {owner}, not to {client}" => "revoke it as client {owner}"
        | "маркер выдан системе {owner:#}, а не {client}"
        => "отзывайте его от имени {owner:#}";
    "access-token-absent" access_token_absent(), [] [InvalidToken] "userinfo"
        "there is no access token" => "send Authorization: Bearer with the access token"
        | "нет маркера доступа"
        => "передайте Authorization: Bearer и маркер доступа";
    "access-token-twice" access_token_twice(), [] [InvalidRequest] "userinfo"
        "the access token is given in two ways" => "send it in the header alone"
        | "маркер доступа передан двумя способами"
        => "передайте его только в заголовке";
    "access-token-of-other-endpoint" access_token_of_other_endpoint(), [] [InvalidToken] "userinfo"
        "the token is of another surface of the stand" => "send a token of /oidc/token; those of ЕСИА's own endpoints open /rs"
        | "маркер доступа — других адресов этого стенда"
        => "передайте маркер от /oidc/token; маркеры ЕСИА открывают /rs";
    "access-token-without-openid" access_token_without_openid(), [] [InsufficientScope] "userinfo"
        "the access token was granted without the scope openid" => "ask for openid in the login"
        | "маркер доступа выдан без области openid"
        => "запросите openid при входе";
    "access-token-about-nobody" access_token_about_nobody(), [] [InvalidToken] "userinfo"
        "the access token is about nobody" => "send a token of a login, not of client_credentials"
        | "маркер доступа ни о ком"
        => "передайте маркер, полученный при входе, а не по client_credentials";
    "id-token-hint-unreadable" id_token_hint_unreadable(why: impl Display), [] [InvalidRequest] ""
        "id_token_hint: {why}" => "send the ID token exactly as it came"
        | "id_token_hint не читается: «{why}»"
        => "передайте маркер идентификации таким, каким он пришёл";
    "id-token-hint-foreign" id_token_hint_foreign(why: impl Display), [] [InvalidRequest] ""
        "id_token_hint: {why}; it was not issued by this stand" => "send an ID token of this stand, or leave the hint out"
        | "id_token_hint: «{why}»; он выдан не этим стендом"
        => "передайте маркер идентификации этого стенда или не передавайте";
    "id-token-hint-of-other-stand" id_token_hint_of_other_stand(), [] [InvalidRequest] ""
        "id_token_hint: this token is of another stand" => "send an ID token of this stand, or leave the hint out"
        | "id_token_hint — маркер другого стенда"
        => "передайте маркер этого стенда или не передавайте";
    "id-token-hint-other-token" id_token_hint_other_token(), [] [InvalidRequest] ""
        "id_token_hint: it is no ID token of this issuer" => "send the id_token of /oidc/token"
        | "id_token_hint — не маркер идентификации этого издателя"
        => "передайте id_token из ответа /oidc/token";
    "id-token-hint-of-other-client" id_token_hint_of_other_client(), [] [InvalidRequest] "logout"
        "id_token_hint was issued to another client than client_id" => "send the client_id that got the ID token, or none"
        | "id_token_hint выдан не той системе, что в client_id"
        => "передайте client_id системы, получившей маркер, или ничего";
    "logout-without-hint" logout_without_hint(), [] [InvalidRequest] "logout"
        "post_logout_redirect_uri is followed only together with id_token_hint or client_id" => "send one of the two as well"
        | "post_logout_redirect_uri действует только вместе с id_token_hint или client_id"
        => "передайте и что-то из этого";
}
