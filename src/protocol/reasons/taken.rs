//! What is taken although the real ЕСИА may refuse it: no refusals but warnings, told to log, journal and a header.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "taken-timestamp-old" taken_timestamp_old(sent: impl Display, distance: impl Display), [] [] ""
        "timestamp {sent} is {distance} from the clock; ЕСИА refuses such a request with ESIA-007015" => "take the time when the request is made; --timestamp-tolerance makes the stand strict"
        | "timestamp {sent} далеко от часов (на {distance:#}); ЕСИА отклоняет такой запрос с ESIA-007015"
        => "берите время, когда делаете запрос; строгим стенд делает --timestamp-tolerance";
    "taken-secret-as-pem" taken_secret_as_pem(), [] [] ""
        "client_secret is PEM" => "send base64url of the DER: ЕСИА's manual knows nothing else"
        | "client_secret — это PEM"
        => "передайте base64url от DER: другого руководство ЕСИА не знает";
    "taken-secret-encoded-twice" taken_secret_encoded_twice(), [] [] ""
        "client_secret is base64 of base64" => "encode once, as base64url"
        | "client_secret — base64 от base64"
        => "кодируйте один раз, в base64url";
    "taken-without-certificate" taken_without_certificate(), [] [] ""
        "the PKCS#7 message carries no certificate (-nocerts)" => "leave the certificate in the message: ЕСИА's manual demands it"
        | "в сообщении PKCS#7 нет сертификата (-nocerts)"
        => "оставьте сертификат в сообщении: его требует руководство ЕСИА";
    "taken-digest" taken_digest(digest: impl Display, wanted: impl Display), [] [] ""
        "the PKCS#7 message is signed with digest {digest}" => "sign with {wanted}: nothing says that ЕСИА takes another digest of an RSA key"
        | "сообщение PKCS#7 подписано со свёрткой {digest}"
        => "подписывайте с {wanted}: ничто не говорит, что ЕСИА принимает у ключа RSA другую";
    "taken-second-signer" taken_second_signer(signers: usize), [] [] ""
        "the PKCS#7 message has {signers} signers, and one of them is right" => "sign once, by the registered key: nothing says that ЕСИА takes more than one signer"
        | "у сообщения PKCS#7 подписавших {signers}, и один из них верный"
        => "подписывайте один раз, зарегистрированным ключом: ничто не говорит, что ЕСИА принимает больше одной подписи";
    "taken-loopback-address" taken_loopback_address(sent: impl Display), [] [] ""
        "redirect_uri {sent} is not a registered one; on a loopback host the stand takes any port and path" => "register the address that is really used: ЕСИА compares it"
        | "redirect_uri {sent} не зарегистрирован; на адресах своей машины стенд принимает любой порт и путь"
        => "зарегистрируйте тот адрес, которым пользуетесь: ЕСИА его сверяет";
    "taken-value-odd" taken_value_odd(name: impl Display, flaw: impl Display), [] [] ""
        "{name} came {flaw}" => "send the value itself, percent-encoded once; what is signed and echoed is what came"
        | "{name} пришёл не таким: {flaw:#}"
        => "передавайте само значение, закодировав один раз; подписано и возвращается то, что пришло";
    "taken-request-again" taken_request_again(), [] [] ""
        "this client_secret was sent before: the request is a repetition" => "sign every request anew, with a state and a timestamp of its own"
        | "этот client_secret уже приходил: запрос повторён"
        => "подписывайте каждый запрос заново, со своими state и timestamp";
    "taken-nonce" taken_nonce(), [] [] ""
        "nonce is no parameter of ЕСИА's own endpoints" => "switch nonce off in the library, or ask at the standard endpoints, /oidc/authorize; quirk echo_nonce returns it"
        | "у собственных адресов ЕСИА нет параметра nonce"
        => "выключите nonce в библиотеке или входите через /oidc/authorize; уступка echo_nonce его возвращает";
    "taken-pkce-ignored" taken_pkce_ignored(), [] [] ""
        "PKCE is ignored in generation v1" => "switch PKCE off in the library, or ask at /aas/oauth2/v2/ac, which checks it"
        | "в поколении v1 PKCE не действует"
        => "выключите PKCE в библиотеке или обращайтесь к /aas/oauth2/v2/ac, где он проверяется";
    "taken-content-type" taken_content_type(sent: impl Display), [] [] ""
        "Content-Type is {sent}, the body was read as a form" => "send Content-Type: application/x-www-form-urlencoded"
        | "Content-Type — {sent:#}, тело прочитано как форма"
        => "передайте Content-Type: application/x-www-form-urlencoded";
    "taken-parameter-misspelt" taken_parameter_misspelt(sent: &str, name: &str), [] [] ""
        "there is no parameter {sent:?} here, so it was not read: did you mean {name}?" => "write its name {name}"
        | "параметра {sent:?} здесь нет, он не прочитан; не имелся ли в виду {name}?"
        => "назовите его {name}";
    "taken-parameter-twice" taken_parameter_twice(name: &str), [] [] ""
        "{name} stands in the query and in the body with different values; that of the body was taken" => "send {name} once, in the body of a POST"
        | "{name} есть и в строке запроса, и в теле, с разными значениями; взято то, что в теле"
        => "передавайте {name} один раз, в теле запроса POST";
    "taken-state-no-uuid" taken_state_no_uuid(state: &str), [] [] ""
        "state {state:?} is not a UUID, as ЕСИА's manual demands" => "send a new UUID with every request; quirk strict_state makes the stand strict"
        | "state {state:?} — не UUID, а его требует руководство ЕСИА"
        => "передавайте новый UUID в каждом запросе; строгим стенд делает уступка strict_state";
    "taken-challenge-plain" taken_challenge_plain(), [] [] ""
        "code_challenge came without code_challenge_method, so it counts as the code_verifier itself (plain)" => "send code_challenge_method=S256 where code_challenge is a digest"
        | "code_challenge пришёл без code_challenge_method и считается самим code_verifier (plain)"
        => "передайте code_challenge_method=S256, если code_challenge — свёртка";
    "taken-scope-ignored" taken_scope_ignored(scopes: impl Display, hint: impl Display, client: impl Display), [] [] ""
        "scope {scopes}{hint} is not known, or not in the fixture of client {client}: it was left out" => "ask for scopes that `esia-mock scopes` lists, and add them to scopes of the client's fixture"
        | "область {scopes}{hint:#} неизвестна или не записана у системы {client}: она пропущена"
        => "запрашивайте области из списка esia-mock scopes и добавьте их в scopes фикстуры системы";
    "taken-scope-list" taken_scope_list(name: &str, flaw: impl Display, read: impl Display), [] [] ""
        "{name} {flaw}; it was read as {read}" => "write each scope once, with one space between two; what is signed is what came"
        | "{name} {flaw:#}; прочитано как {read}"
        => "пишите каждую область один раз, через один пробел; подписано то, что пришло";
    "taken-parameter-unread" taken_parameter_unread(names: impl Display), [] [] ""
        "ЕСИА's own endpoints do not read {names}" => "leave out what has no effect, or ask at the standard endpoints, /oidc/authorize"
        | "собственные адреса ЕСИА не читают {names}"
        => "не передавайте то, что не действует, или входите через /oidc/authorize";
    "taken-parameter-of-esia" taken_parameter_of_esia(names: impl Display), [] [] ""
        "the standard endpoints do not read {names}, which ЕСИА's own endpoints have" => "leave out what has no effect; a refresh token is asked for by the scope offline_access"
        | "стандартные адреса не читают {names}: это параметры собственных адресов ЕСИА"
        => "не передавайте то, что не действует; маркер обновления запрашивают областью offline_access";
    "taken-claim-unknown" taken_claim_unknown(names: impl Display, hint: impl Display), [] [] ""
        "claims: nothing here tells {names}{hint}" => "ask for claims that claims_supported of /.well-known/openid-configuration lists"
        | "claims: здесь ничто не сообщает {names}{hint:#}"
        => "запрашивайте то, что есть в claims_supported адреса /.well-known/openid-configuration";
    "taken-language-unknown" taken_language_unknown(sent: &str, spoken: impl Display), [] [] ""
        "ui_locales is {sent:?}, the pages speak {spoken}" => "ask for one of these, or leave ui_locales out"
        | "ui_locales — {sent:?}, страницы есть на языках: {spoken}"
        => "передайте один из них или не передавайте ui_locales";
    "taken-acr-unknown" taken_acr_unknown(sent: impl Display, hint: impl Display, known: impl Display), [] [] ""
        "acr_values: a class that is not known changes nothing, here {sent}{hint}" => "ask for a class that is known: {known}"
        | "acr_values: неизвестный класс ничего не меняет, здесь это {sent}{hint:#}"
        => "запрашивайте известный: {known}";
    "taken-display-ignored" taken_display_ignored(sent: &str), [] [] ""
        "display is {sent:?}, but the pages are of one kind" => "leave display out, or send page"
        | "display — {sent:?}, но страницы бывают только одни"
        => "не передавайте display или передайте page";
    "taken-embed-unknown" taken_embed_unknown(path: &str, sent: &str, hint: impl Display), [] [] ""
        "embed: {path} has no collection {sent:?}{hint}: nothing was embedded for it" => "name collections of this path, as in embed=(contacts.elements,documents.elements); `esia-mock routes` lists them"
        | "embed: у {path} нет коллекции {sent:?}{hint:#}: ничего не вложено"
        => "называйте коллекции этого адреса, например embed=(contacts.elements,documents.elements); их список — esia-mock routes";
    "taken-embed-closed" taken_embed_closed(name: &str, scopes: &str, opens: impl Display), [] [] ""
        "embed: scopes {scopes:?} do not open {name}: it was left out" => "ask in the login for a scope that opens it: {opens}"
        | "embed: области {scopes:?} не открывают {name}: он пропущен"
        => "запросите при входе область, которая его открывает: {opens}";
    "taken-without-openid" taken_without_openid(), [] [] ""
        "scope has no openid, so there will be no ID token" => "put openid into scope where you need one"
        | "в scope нет openid, поэтому id_token не будет"
        => "добавьте openid в scope, если он нужен";
    "taken-secret-in-browser" taken_secret_in_browser(), [] [] ""
        "client_secret travels through the browser, where everybody can read it; nobody reads it here" => "send client_secret to /oidc/token only, from your server"
        | "client_secret идёт через браузер, где его видно всем; здесь его никто не читает"
        => "передавайте client_secret только в /oidc/token, со своего сервера";
    "taken-redirect-uri-differs" taken_redirect_uri_differs(sent: &str, was: &str), [] [] ""
        "redirect_uri is {sent:?}, in the code request it was {was:?}: they were compared without query, double encoding and slash at the end" => "send the same redirect_uri, character by character, in both requests"
        | "redirect_uri — {sent:?}, а в запросе кода был {was:?}: сравнивали без строки запроса, второго кодирования и косой черты на конце"
        => "передавайте в обоих запросах один и тот же redirect_uri, знак в знак";
    "taken-scope-wider" taken_scope_wider(scopes: impl Display), [] [] ""
        "the token request asks for {scopes}, which was not granted in the login: it is not in the tokens" => "ask for it by scope of the code request"
        | "в запросе маркера есть {scopes}, чего при входе не дали: в маркерах этого нет"
        => "запросите это в scope запроса кода";
    "taken-without-login" taken_without_login(), [] [] ""
        "/login was opened without a login on its way, so the citizen's own pages are shown" => "begin at /aas/oauth2/ac or /oidc/authorize, and let the browser keep its cookies"
        | "/login открыт без начатого входа, поэтому показан личный кабинет"
        => "начинайте с /aas/oauth2/ac или /oidc/authorize и сохраняйте cookie браузера";
    "taken-logout-address" taken_logout_address(sent: &str, quirk: impl Display), [] [] ""
        "{sent} is no parameter of /idp/ext/Logout: it is not followed" => "name it redirect_url{quirk}"
        | "у /idp/ext/Logout нет параметра {sent}: по нему не переходят"
        => "назовите его redirect_url{quirk:#}";
    "taken-revocation-of-nothing" taken_revocation_of_nothing(flaw: impl Display), [] [] ""
        "the token is none that /oidc/token gave out here{flaw}: nothing was revoked" => "send a token of /oidc/token, whole; those of ЕСИА's own endpoints end with the consent"
        | "этот маркер здесь не выдавал /oidc/token{flaw:#}: ничего не отозвано"
        => "передайте маркер от /oidc/token целиком; маркеры ЕСИА кончаются вместе с согласием";
    "taken-logout-alone" taken_logout_alone(name: &str), [] [] ""
        "the logout came without {name}, so the browser stays on a page of the stand" => "send client_id and {name}, where the citizen is to come back to you"
        | "выход запрошен без {name}, поэтому браузер остаётся на странице стенда"
        => "передайте client_id и {name}, если человек должен вернуться к вам";
    "taken-end-session-address" taken_end_session_address(sent: &str), [] [] ""
        "{sent} is no parameter of this endpoint: it is not followed" => "name it post_logout_redirect_uri, and send id_token_hint or client_id with it"
        | "у этого адреса нет параметра {sent}: по нему не переходят"
        => "назовите его post_logout_redirect_uri и передайте с ним id_token_hint или client_id";
}
