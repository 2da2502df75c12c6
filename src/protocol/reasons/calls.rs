//! Reasons of the pages and of the calls that they and robots make: addresses, bodies, steps that are not on their way.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "path-unknown" path_unknown(path: impl Display, hint: impl Display), [ObjectNotFound] [InvalidRequest] ""
        "there is nothing at {path}{hint}" => "`esia-mock routes` lists what there is"
        | "по адресу {path} ничего нет{hint:#}"
        => "какие адреса есть, печатает esia-mock routes";
    "method-not-possible" method_not_possible(method: impl Display, path: impl Display, allowed: impl Display), [InvalidRequest] [InvalidRequest] ""
        "{method} {path} is not possible, only {allowed}" => "use {allowed}"
        | "{method} {path} невозможен, только {allowed}"
        => "используйте {allowed}";
    "asset-unknown" asset_unknown(name: &str), [ObjectNotFound] [] "assets"
        "no asset {name:?}" => "take the addresses of assets from a page of this version"
        | "файла {name:?} нет"
        => "берите адреса файлов со страницы этой версии";
    "public-file-unknown" public_file_unknown(name: impl Display), [ObjectNotFound] [] "public"
        "/public/{name} does not exist" => "fetch /public/esia.zip, or one of the files in it"
        | "/public/{name} нет"
        => "загрузите /public/esia.zip или файл из него";
    "foreign-site" foreign_site(what: impl Display), [AccessDenied] [] ""
        "{what}: calls are taken from the stand's own pages only" => "call without Origin and Sec-Fetch-Site, or from a page of the stand"
        | "{what:#}: вызовы принимаются только со страниц самого стенда"
        => "вызывайте без Origin и Sec-Fetch-Site или со страницы стенда";
    "host-foreign" host_foreign(host: &str, own: impl Display), [InvalidRequest] [] "entrance"
        "Host is {host:?}: this stand is {own}, localhost and the addresses of its machine" + "a name more is --allow-host NAME"
        | "Host — {host:?}: этот стенд — {own}, localhost и адреса его машины"
        => "ещё одно имя даёт --allow-host ИМЯ";
    "tls-at-plain-port" tls_at_plain_port(), [InvalidRequest] [] "line"
        "TLS came to a port that speaks plain HTTP" => "ask with http:// in place of https://"
        | "на порт обычного HTTP пришло соединение TLS"
        => "обращайтесь по http://, а не по https://";
    "plain-at-tls-port" plain_at_tls_port(), [InvalidRequest] [] "line"
        "plain HTTP came to a port that speaks TLS" => "ask with https:// in place of http://"
        | "на порт TLS пришёл обычный HTTP"
        => "обращайтесь по https://, а не по http://";
    "stand-unknown" stand_unknown(name: &str, default: impl Display), [ObjectNotFound] [InvalidRequest] "entrance"
        "there is no stand {name:?}: it was never made, was deleted, or has expired" + "PUT {default}/_mock/api/v1/stands/{name} makes one"
        | "стенда {name:?} нет: его не создавали, удалили, или он истёк"
        => "PUT {default}/_mock/api/v1/stands/{name} создаст его";
    "content-type-not-json" content_type_not_json(sent: &str), [UnreadableRequest] [] ""
        "Content-Type is {sent:?}, expected application/json" => "send Content-Type: application/json"
        | "Content-Type — {sent:?}, нужен application/json"
        => "передайте Content-Type: application/json";
    "body-not-object" body_not_object(), [UnreadableRequest] [] ""
        "the body is no JSON object" => "send a JSON object"
        | "тело запроса — не объект JSON"
        => "передайте объект JSON";
    "body-malformed" body_malformed(why: impl Display), [UnreadableRequest] [] ""
        "the body is not what it should be: {why}" => "send the fields that the call knows, each of its type"
        | "тело запроса не такое, как нужно: «{why}»"
        => "передайте поля, которые знает вызов, каждое своего типа";
    "body-empty" body_empty(), [UnreadableRequest] [] ""
        "the body is empty" => "send the fields as a JSON object"
        | "тело запроса пусто"
        => "передайте поля объектом JSON";
    "login-absent" login_absent(), [InvalidRequest] [] ""
        "no login is on its way in this browser" + "open /aas/oauth2/ac, /aas/oauth2/v2/ac or /oidc/authorize first and send its cookie ctx_id"
        | "в этом браузере никто не входит"
        => "сначала откройте /aas/oauth2/ac, /aas/oauth2/v2/ac или /oidc/authorize и передавайте её cookie ctx_id";
    "session-absent" session_absent(), [InvalidToken] [] ""
        "nobody has signed in" + "send the cookie of a session"
        | "никто не вошёл"
        => "передайте cookie сеанса";
    "registration-absent" registration_absent(), [InvalidRequest] [] ""
        "no registration is on its way in this browser" + "post to /registration_api/registration/v1/user-data first and send its cookie ctx_id"
        | "в этом браузере никто не регистрируется"
        => "сначала отправьте /registration_api/registration/v1/user-data и передавайте cookie ctx_id";
    "picture-absent" picture_absent(), [InvalidRequest] [] ""
        "there is no such picture: ask for its type" => "ask for its type first, and send its captchaSession"
        | "такой картинки нет"
        => "сначала спросите её вид и передайте captchaSession";
    "check-absent" check_absent(), [InvalidRequest] [] ""
        "guid: there is no such check in this browser" => "take guid from the answer that asked for the check"
        | "guid: такой проверки в этом браузере нет"
        => "возьмите guid из ответа, который её потребовал";
    "question-absent" question_absent(), [InvalidRequest] [] ""
        "guid: there is no question of this check in this browser" => "take guid from the answer that asked for the check"
        | "guid: вопроса этой проверки в этом браузере нет"
        => "возьмите guid из ответа, который её потребовал";
    "address-wrong" address_wrong(part: impl Display, why: impl Display), [InvalidRequest] [] ""
        "{part} {why}" => "send the address in its parts, each as text"
        | "{part} {why:#}"
        => "передайте адрес по частям, каждую текстом";
    "holder-lacks" holder_lacks(what: impl Display), [ObjectNotFound] [] "profile"
        "the holder has no {what}" => "open it from the page that lists what there is"
        | "у владельца записи нет {what:#}"
        => "откройте со страницы, где есть список";
    "card-absent" card_absent(), [ObjectNotFound] [] "profile"
        "the person has no such card of a child" => "open it from «Семья и дети»"
        | "у человека нет такой карточки ребёнка"
        => "откройте её из «Семья и дети»";
    "child-has-no-organizations" child_has_no_organizations(), [ObjectNotFound] [] "profile"
        "a child's account has no organisations" => "sign in as an adult"
        | "у детской записи нет организаций"
        => "войдите взрослым";
    "organization-not-of-citizen" organization_not_of_citizen(oid: &str), [ObjectNotFound] [] "profile"
        "no organisation {oid:?} of this citizen" => "open it from the page that lists them"
        | "у этого гражданина нет организации {oid:?}"
        => "откройте её со страницы со списком";
    "account-unknown" account_unknown(oid: &str), [ObjectNotFound] [] "desk"
        "there is no account {oid:?}" => "open it from the search of the desk"
        | "записи {oid:?} нет"
        => "откройте её поиском на столе оператора";
    "letter-absent" letter_absent(number: &str), [ObjectNotFound] [] "logs"
        "no letter {number:?}" => "/logs/emails/ lists the letters"
        | "письма {number:?} нет"
        => "список писем — /logs/emails/";
    "temporarily-unavailable" temporarily_unavailable(), [Unavailable] [] ""
        "a fault that is armed says so" => "wait until it ends, or take it away"
        | "так велит включённый сбой"
        => "подождите, пока он кончится, или уберите его";
    "fault-armed" fault_armed(name: &str), [Unavailable] [TemporarilyUnavailable] ""
        "the fault {name:?} is armed and says so" => "wait until it is over, or take it away: DELETE /_mock/api/v1/faults/{name}"
        | "так велит включённый сбой {name:?}"
        => "подождите, пока он кончится, или уберите: DELETE /_mock/api/v1/faults/{name}";
    "stand-busy" stand_busy(why: &str), [Unavailable] [TemporarilyUnavailable] ""
        "the stand cannot store anything for the moment: {why}" => "send the same again, after Retry-After; nothing of it was done"
        | "стенд сейчас не может ничего записать: «{why}»"
        => "повторите запрос после Retry-After; ничего не сделано";
    "stand-full" stand_full(room: u64), [Unavailable] [TemporarilyUnavailable] ""
        "the stand is full: in memory it has at most {room} MiB" => "reset it (POST /_mock/api/v1/reset), or keep it in a file: serve --data FILE; nothing of the request was done, and what is there can be read"
        | "стенд полон: в памяти у него не больше {room} МиБ"
        => "сбросьте его (POST /_mock/api/v1/reset) или держите в файле: serve --data ФАЙЛ; из запроса ничего не сделано, прочитать можно всё, что есть";
    "stand-broken" stand_broken(), [ServerError] [ServerError] ""
        "" => "see the log of the stand"
        | ""
        => "смотрите журнал стенда";
}
