//! Reasons that can be told of the parameters alone, before anything is known of who sent them.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "parameter-repeated" parameter_repeated(name: impl Display), [InvalidRequest] [InvalidRequest] ""
        "{name} is given more than once" => "send {name} once"
        | "{name} передан больше одного раза"
        => "передайте {name} один раз";
    "parameter-too-long" parameter_too_long(name: impl Display, bytes: usize, limit: usize), [InvalidRequest UnreadableRequest] [InvalidRequest] "request"
        "{name} has {bytes} bytes, at most {limit} are taken" => "send a shorter {name}"
        | "в {name} {bytes} байт, принимается не больше {limit}"
        => "передайте {name} короче";
    "parameter-absent" parameter_absent(name: impl Display, quirk: impl Display), [MissingParameter] [InvalidRequest] ""
        "{name} is absent or empty" => "send {name}{quirk}"
        | "нет параметра {name}, или он пуст"
        => "передайте {name}{quirk:#}";
    "parameter-misspelt" parameter_misspelt(name: impl Display, sent: &str), [MissingParameter] [InvalidRequest] ""
        "{name} is absent, but there is a parameter {sent:?}: did you mean {name}?" => "write its name {name}"
        | "нет параметра {name}, зато есть {sent:?}: возможно, имелся в виду {name}"
        => "пишите имя так: {name}";
    "proof-in-header" proof_in_header(name: impl Display), [MissingParameter] [] "token"
        "{name} is absent: the client is proved by an Authorization header, which ЕСИА does not read" => "send client_id and client_secret in the form, or give the client quirk basic_auth"
        | "нет параметра {name}: система доказывает себя заголовком Authorization, которого ЕСИА не читает"
        => "передайте client_id и client_secret в форме или дайте системе уступку basic_auth";
    "parameters-encoded-twice" parameters_encoded_twice(name: impl Display), [MissingParameter] [InvalidRequest] ""
        "{name} is absent: the whole query or form is percent-encoded once too often (encoded twice), = and & as well" => "encode names and values, not the = and & between them"
        | "нет параметра {name}: весь запрос закодирован процентами лишний раз, вместе с = и &"
        => "кодируйте имена и значения, но не = и & между ними";
    "parameters-with-entities" parameters_with_entities(name: impl Display), [MissingParameter] [InvalidRequest] ""
        "{name} is absent: the parameters are parted by &amp;, as HTML writes &" => "write & between the parameters; &amp; is for the source of a page"
        | "нет параметра {name}: параметры разделены &amp;, как в HTML"
        => "разделяйте параметры знаком &; &amp; пишут только в исходном тексте страницы";
    "content-type-not-form" content_type_not_form(name: impl Display, sent: &str), [MissingParameter] [InvalidRequest] ""
        "Content-Type is {sent:?}, a form is due, so {name} was not found" => "send the parameters as a body of Content-Type: application/x-www-form-urlencoded"
        | "Content-Type — {sent:?}, а нужна форма, поэтому {name} не найден"
        => "передайте параметры телом с Content-Type: application/x-www-form-urlencoded";
    "parameters-unreadable" parameters_unreadable(why: impl Display), [UnreadableRequest] [InvalidRequest] ""
        "{why}" => "write parameters as application/x-www-form-urlencoded in UTF-8"
        | "параметры не читаются: {why:#}"
        => "пишите параметры как application/x-www-form-urlencoded в UTF-8";
    "body-unreadable" body_unreadable(why: impl Display), [UnreadableRequest] [InvalidRequest] ""
        "{why}" => "send the whole body, and no more than is taken"
        | "тело не читается: {why:#}"
        => "передайте тело целиком и не больше, чем принимается";
    "response-type-unknown" response_type_unknown(sent: &str, hint: impl Display), [UnsupportedResponseType] [] "request"
        "response_type is {sent:?}{hint}; only \"code\" is known" => "send response_type=code"
        | "response_type — {sent:?}{hint:#}; известен только \"code\""
        => "передайте response_type=code";
    "state-too-long" state_too_long(bytes: usize, limit: usize), [InvalidRequest] [InvalidRequest] ""
        "state has {bytes} bytes, at most {limit} are echoed" => "send a shorter state, and keep the rest in your session"
        | "в state {bytes} байт, возвращается не больше {limit}"
        => "передайте state короче, остальное храните в своём сеансе";
    "state-no-uuid" state_no_uuid(state: &str), [InvalidRequest] [] "client_check"
        "state {state:?} is not a UUID" => "send a UUID, or take quirk strict_state off the client"
        | "state {state:?} — не UUID"
        => "передайте UUID или снимите с системы уступку strict_state";
    "access-type-unknown" access_type_unknown(sent: &str, hint: impl Display), [InvalidRequest] [] "request"
        "access_type is {sent:?}{hint}; expected \"online\" or \"offline\"" => "send online, or offline where a refresh token is wanted"
        | "access_type — {sent:?}{hint:#}; бывает \"online\" или \"offline\""
        => "передайте online, а если нужен маркер обновления — offline";
    "parameters-in-query" parameters_in_query(name: &str), [MissingParameter] [InvalidRequest] ""
        "{name} stands in the query, which is not read here: secrets do not travel in addresses" => "send the parameters in the body, as Content-Type: application/x-www-form-urlencoded"
        | "{name} передан в строке запроса, а она здесь не читается: секретам не место в адресе"
        => "передайте параметры в теле, Content-Type: application/x-www-form-urlencoded";
    "code-challenge-method-unknown" code_challenge_method_unknown(sent: &str, hint: impl Display), [InvalidRequest] [InvalidRequest] "request"
        "code_challenge_method is {sent:?}{hint}; known are GOST3411, St256, S256 and plain" => "send one of these, S256 where nothing else is needed"
        | "code_challenge_method — {sent:?}{hint:#}; известны GOST3411, St256, S256 и plain"
        => "передайте один из них, обычно S256";
    "code-challenge-method-alone" code_challenge_method_alone(), [InvalidRequest] [InvalidRequest] "request"
        "code_challenge_method is given without code_challenge" => "send code_challenge as well, or leave both out"
        | "code_challenge_method передан без code_challenge"
        => "передайте и code_challenge или не передавайте ни того, ни другого";
    "code-challenge-malformed" code_challenge_malformed(why: impl Display), [InvalidRequest] [InvalidRequest] "request"
        "{why}" => "send base64url of the digest of code_verifier, without padding"
        | "code_challenge: {why:#}"
        => "передайте base64url свёртки code_verifier, без дополнения";
    "timestamp-unreadable" timestamp_unreadable(sent: &str, hint: impl Display), [MissingParameter] [] ""
        "timestamp {sent:?} is not of the form \"2026.01.25 14:36:11 +0300\"{hint}" => "write it as yyyy.MM.dd HH:mm:ss Z, and escape its + as %2B"
        | "timestamp {sent:?} написан не так, как \"2026.01.25 14:36:11 +0300\"{hint:#}"
        => "пишите yyyy.MM.dd HH:mm:ss Z, а + в запросе — как %2B";
    "timestamp-too-far" timestamp_too_far(sent: &str, seconds: i64, clock: impl Display, tolerance: i64), [WrongTime] [] ""
        "timestamp {sent} is {seconds} s from the stand's clock {clock}, allowed are {tolerance} s" => "take the time from the stand's clock, or move that"
        | "timestamp {sent} отстоит на {seconds} с от часов стенда ({clock}), допускается {tolerance} с"
        => "берите время по часам стенда или переведите их";
    "person-filter-malformed" person_filter_malformed(sent: &str, known: impl Display, hint: impl Display), [InvalidRequest] [] "request"
        "person_filter {sent:?} is not base64 of {known}{hint}" => "send base64 of one of {known}"
        | "person_filter {sent:?} — не base64 от {known}{hint:#}"
        => "передайте base64 от одного из {known}";
    "obj-type-unknown" obj_type_unknown(word: &str, known: impl Display), [ObjectTypeWrong] [] "request"
        "obj_type: {word:?} is not known; known are {known}" => "send one of {known}"
        | "obj_type: {word:?} неизвестен; известны {known}"
        => "передайте одно из {known}";
    "roles-unknown" roles_unknown(word: &str, known: impl Display), [RolesWrong] [] "request"
        "roles: {word:?} is not known; known are {known}" => "send one of {known}"
        | "roles: {word:?} неизвестна; известны {known}"
        => "передайте одно из {known}";
    "grant-type-unknown" grant_type_unknown(sent: &str, hint: impl Display), [UnsupportedGrantType] [] "token"
        "grant_type is {sent:?}{hint}; expected authorization_code, refresh_token or client_credentials" => "send one of these"
        | "grant_type — {sent:?}{hint:#}; бывает authorization_code, refresh_token или client_credentials"
        => "передайте одно из этих значений";
    "token-type-unknown" token_type_unknown(sent: &str, hint: impl Display), [InvalidRequest] [] "token"
        "token_type is {sent:?}{hint}; only \"Bearer\" is known" => "send token_type=Bearer"
        | "token_type — {sent:?}{hint:#}; известен только \"Bearer\""
        => "передайте token_type=Bearer";
    "scope-absent" scope_absent(), [NoScope] [InvalidScope] ""
        "scope is absent or empty" => "send scope, for a login with openid in it"
        | "нет scope, или он пуст"
        => "передайте scope, для входа — с openid";
    "scope-malformed" scope_malformed(why: impl Display, hint: impl Display), [InvalidScope] [InvalidScope] ""
        "{why}{hint}" => "write names of scopes with a space between them; `esia-mock scopes` lists them"
        | "scope написан не так: {why:#}{hint:#}"
        => "пишите имена областей через пробел; их список — esia-mock scopes";
    "scope-org-malformed" scope_org_malformed(why: impl Display, hint: impl Display), [InvalidScope] [] "client_check"
        "scope_org: {why}{hint}" => "write names of scopes with a space between them; `esia-mock scopes` lists them"
        | "scope_org: {why:#}{hint:#}"
        => "пишите имена областей через пробел; их список — esia-mock scopes";
    "scope-org-foreign" scope_org_foreign(scope: &str), [InvalidScope] [] "client_check"
        "scope_org: {scope:?} is no scope of an organisation" => "ask for it by scope; `esia-mock scopes` says which are of organisations"
        | "scope_org: {scope:?} — не область организации"
        => "запросите её в scope; какие области у организаций, говорит esia-mock scopes";
    "scope-beside-permissions" scope_beside_permissions(scope: &str), [InvalidScope] [] "client_check"
        "with permissions the scope must be openid alone, this one is {scope:?}" => "send scope=openid, and name the rest in permissions"
        | "вместе с permissions в scope бывает только openid, а передано {scope:?}"
        => "передайте scope=openid, остальное назовите в permissions";
    "scopes-of-two-people" scopes_of_two_people(scope: impl Display), [InvalidScope] [] "token"
        "scopes of one request name two people: {scope}" => "send a request for each person"
        | "области одного запроса называют двух людей: {scope}"
        => "отправляйте по запросу на каждого человека";
    "scope-of-nobody" scope_of_nobody(oid: impl Display, scope: impl Display), [InvalidGrant] [] "token"
        "scope {scope} is about person {oid}, who does not exist here" => "name the number of a person of this stand: GET /_mock/api/v1/people lists them"
        | "область {scope} — о человеке {oid}, а такого здесь нет"
        => "назовите номер человека этого стенда: их список — GET /_mock/api/v1/people";
    "scope-without-person" scope_without_person(scope: impl Display, name: impl Display), [InvalidScope] [] "token"
        "scope {scope} needs its person: {name}?oid=<number>" => "write {name}?oid= and the number of the person"
        | "области {scope} нужен человек: {name}?oid=<номер>"
        => "напишите {name}?oid= и номер человека";
}
