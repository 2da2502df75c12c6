//! Reasons for which data are not given: the access token, what it does not open, what is not there (station `access`).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "authorization-absent" authorization_absent(), [InvalidToken] [InvalidToken] "access"
        "there is no Authorization header" => "send Authorization: Bearer with the access token"
        | "нет заголовка Authorization"
        => "передайте Authorization: Bearer и маркер доступа";
    "access-token-in-query" access_token_in_query(), [InvalidToken] [InvalidToken] "access"
        "the access token came as a parameter, not in the Authorization header" => "send Authorization: Bearer with the access token"
        | "маркер доступа пришёл параметром, а не в заголовке Authorization"
        => "передайте Authorization: Bearer и маркер доступа";
    "authorization-not-bearer" authorization_not_bearer(what: impl Display), [InvalidToken] [InvalidToken] "access"
        "Authorization is not \"Bearer <access token>\": {what}" => "send Authorization: Bearer, a blank and the access token"
        | "Authorization — не «Bearer и маркер доступа»: {what:#}"
        => "передайте Authorization: Bearer, пробел и маркер доступа";
    "access-token-unreadable" access_token_unreadable(why: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: {why}" => "send the access token exactly as it came"
        | "маркер доступа не читается: {why:#}"
        => "передайте его таким, каким он пришёл";
    "access-token-foreign" access_token_foreign(why: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: {why}" => "send a token of this stand, unchanged"
        | "маркер доступа не этого стенда: {why:#}"
        => "передайте маркер этого стенда без изменений";
    "access-token-of-other-stand" access_token_of_other_stand(), [InvalidToken] [InvalidToken] "access"
        "access token: this stand does not know its session: it is of another stand, or of this one before it was restarted or reset" => "begin a login at this stand: what another one, or this one before it was reset, gave out does not count here"
        | "стенд не знает сеанса этого маркера доступа: он другого стенда или этого же, но до перезапуска или сброса"
        => "начните вход на этом стенде: выданное другим стендом или до сброса здесь не действует";
    "access-token-other-kind" access_token_other_kind(what: impl Display, belongs: impl Display), [InvalidToken] [InvalidToken] "access"
        "this is {what}, not an access token" => "send the access_token of the token answer; this belongs {belongs}"
        | "это не маркер доступа: {what:#}"
        => "передайте access_token; это место — {belongs:#}";
    "access-token-expired" access_token_expired(expired_at: impl Display, clock: impl Display), [ExpiredToken] [InvalidToken] "access"
        "access token: expired at {expired_at}, the stand's clock shows {clock}" => "refresh the token, or start a new login"
        | "срок маркера доступа истёк {expired_at}, часы стенда показывают {clock}"
        => "обновите маркер или начните вход заново";
    "access-token-other-issuer" access_token_other_issuer(sent: &str, issuer: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: iss is {sent:?}, this stand is {issuer}" => "send a token that this stand has issued, under the address by which it was asked"
        | "в маркере доступа iss — {sent:?}, а этот стенд — {issuer}"
        => "передайте маркер этого стенда, обращаясь по тому адресу, по которому его получили";
    "access-token-other-audience" access_token_other_audience(sent: &str, issuer: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: aud is {sent:?}, expected {issuer}" => "send the access_token of /oidc/token, not its id_token"
        | "в маркере доступа aud — {sent:?}, нужно {issuer}"
        => "передайте access_token от /oidc/token, а не id_token";
    "access-token-early" access_token_early(valid_from: i64, clock: i64), [InvalidToken] [InvalidToken] "access"
        "access token: valid from {valid_from} only, the stand's clock shows {clock}" => "take the time from the stand's clock"
        | "маркер доступа действует только с {valid_from}, часы стенда показывают {clock}"
        => "берите время по часам стенда";
    "access-token-old" access_token_old(), [InvalidToken] [InvalidToken] "access"
        "access token: its claims are not those of this version" => "start a new login"
        | "сведения в маркере доступа — не этой версии"
        => "начните вход заново";
    "access-token-revoked" access_token_revoked(), [InvalidToken] [InvalidToken] "access"
        "access token: it was revoked" => "start a new login"
        | "маркер доступа отозван"
        => "начните вход заново";
    "access-token-account-ended" access_token_account_ended(oid: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: account {oid} is deleted or blocked" => "unlock the account, or sign in as somebody else"
        | "запись {oid}, о которой маркер доступа, удалена или заблокирована"
        => "разблокируйте запись или войдите другим человеком";
    "access-token-consent-withdrawn" access_token_consent_withdrawn(scope: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: the citizen no longer allows {scope}" => "start a new login, so that the citizen is asked again"
        | "человек больше не разрешает {scope}"
        => "начните вход заново, тогда его спросят снова";
    "other-persons-data" other_persons_data(oid: impl Display, about: impl Display), [ScopeNotAllowed] [] "access"
        "this token is about {about}, not about person {oid}" => "ask for the person of the token: urn:esia:sbj_id says who that is"
        | "маркер выдан на {about:#}, а запрошен человек {oid}"
        => "запрашивайте данные того, чей маркер: urn:esia:sbj_id";
    "scope-lacking" scope_lacking(scopes: &str, opens: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} do not open this; it takes {opens}" => "ask for one of them in the login, and let the client's fixture have it; `esia-mock scopes` lists what opens what"
        | "области {scopes:?} этого не открывают; нужна одна из: {opens}"
        => "запросите её при входе и дайте системе в фикстуре";
    "organization-scope-lacking" organization_scope_lacking(scopes: &str, oid: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} have neither usr_org nor ?org_oid={oid}" => "ask for usr_org, or for scopes of this organisation"
        | "среди областей {scopes:?} нет ни usr_org, ни ?org_oid={oid}"
        => "запросите usr_org или области этой организации";
    "organization-of-others" organization_of_others(person: impl Display, oid: impl Display), [ScopeNotAllowed] [] "access"
        "person {person} does not work in organisation {oid}" => "ask for an organisation of the person; /rs/prns/{person}/roles lists them"
        | "человек {person} не работает в организации {oid}"
        => "запрашивайте организацию этого человека: их список — /rs/prns/{person}/roles";
    "element-closed" element_closed(scopes: &str, id: u64, path: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} do not open element {id} of {path}" => "ask for a scope that opens it; `esia-mock scopes` lists what opens what"
        | "области {scopes:?} не открывают элемент {id} по адресу {path}"
        => "запросите область, которая его открывает; что чем открывается, печатает esia-mock scopes";
    "element-absent" element_absent(path: impl Display, id: u64), [ObjectNotFound] [] "access"
        "{path} has no element {id}" => "ask for an element of the collection"
        | "по адресу {path} нет элемента {id}"
        => "запросите элемент, который есть в списке";
    "number-malformed" number_malformed(text: &str), [ObjectNotFound] [] "access"
        "{text:?} is not a number" => "write numbers of a path in digits, without leading zeros"
        | "{text:?} — не число"
        => "пишите числа в пути цифрами, без нулей впереди";
    "resource-unknown" resource_unknown(path: impl Display, hint: impl Display), [ObjectNotFound] [] "access"
        "there is no resource {path}{hint}" => "`esia-mock routes` lists what there is"
        | "ресурса {path} нет{hint:#}"
        => "какие есть, печатает esia-mock routes";
    "child-absent" child_absent(oid: impl Display, child: u64), [ObjectNotFound] [] "access"
        "person {oid} has no child {child}" => "/rs/prns/{oid}/kids lists the children"
        | "у человека {oid} нет ребёнка {child}"
        => "список детей — /rs/prns/{oid}/kids";
    "organization-absent" organization_absent(oid: impl Display), [ObjectNotFound] [] "access"
        "there is no organisation {oid}" => "add a fixture for it, or ask for one that is there"
        | "организации {oid} нет"
        => "добавьте её в фикстуры или запросите ту, что есть";
    "branch-absent" branch_absent(oid: impl Display, branch: u64), [ObjectNotFound] [] "access"
        "organisation {oid} has no branch {branch}" => "/rs/orgs/{oid}/brhs lists the branches"
        | "у организации {oid} нет филиала {branch}"
        => "список филиалов — /rs/orgs/{oid}/brhs";
    "employee-absent" employee_absent(oid: impl Display, person: impl Display), [ObjectNotFound] [] "access"
        "organisation {oid} has no employee {person}" => "/rs/orgs/{oid}/emps lists who works there"
        | "в организации {oid} нет сотрудника {person}"
        => "список сотрудников — /rs/orgs/{oid}/emps";
    "query-unreadable" query_unreadable(why: impl Display), [InvalidRequest] [] "access"
        "{why}" => "write the query as application/x-www-form-urlencoded in UTF-8"
        | "строка запроса не читается: {why:#}"
        => "пишите её как application/x-www-form-urlencoded в UTF-8";
    "embed-malformed" embed_malformed(why: impl Display), [InvalidRequest] [] "access"
        "{why}" => "write it like embed=(contacts.elements,documents.elements)"
        | "embed написан не так: {why:#}"
        => "пишите embed=(contacts.elements,documents.elements)";
}
