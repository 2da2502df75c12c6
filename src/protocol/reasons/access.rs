//! Reasons for which data are not given: the access token, what it does not open, what is not there (station `access`).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "authorization-absent" authorization_absent(), [InvalidToken] [InvalidToken] "access"
        "there is no Authorization header" => "send Authorization: Bearer with the access token"
        | "нет заголовка Authorization"
        => "передайте Authorization: Bearer и маркер доступа";
    "access-token-in-query" access_token_in_query(), [InvalidToken] [] "access"
        "the access token came as a parameter, not in the Authorization header" => "send Authorization: Bearer with the access token"
        | "маркер доступа пришёл параметром, а не в заголовке Authorization"
        => "передайте Authorization: Bearer и маркер доступа";
    "authorization-not-bearer" authorization_not_bearer(what: impl Display), [InvalidToken] [InvalidToken] "access"
        "Authorization is not \"Bearer <access token>\": {what}" => "send Authorization: Bearer, a blank and the access token"
        | "Authorization — не «Bearer и маркер доступа»: {what}"
        => "передайте Authorization: Bearer, пробел и маркер доступа";
    "access-token-unreadable" access_token_unreadable(why: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: {why}" => "send the access token exactly as it came"
        | "маркер доступа не читается: {why}"
        => "передайте его таким, каким он пришёл";
    "access-token-foreign" access_token_foreign(why: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: {why}" => "send a token of this stand, unchanged"
        | "маркер доступа не этого стенда: {why}"
        => "передайте маркер этого стенда без изменений";
    "access-token-of-other-stand" access_token_of_other_stand(), [InvalidToken] [InvalidToken] "access"
        "access token: this stand does not know its session: it is of another stand, or of this one before it was restarted or reset" => "begin a login at this stand: what another one, or this one before it was reset, gave out does not count here";
    "access-token-other-kind" access_token_other_kind(what: impl Display, belongs: impl Display), [InvalidToken] [InvalidToken] "access"
        "this is {what}, not an access token" => "send the access_token of the token answer; this belongs {belongs}"
        | "это не маркер доступа: {what}"
        => "передайте access_token; это место — {belongs}";
    "access-token-expired" access_token_expired(expired_at: impl Display, clock: impl Display), [ExpiredToken] [InvalidToken] "access"
        "access token: expired at {expired_at}, the stand's clock shows {clock}" => "refresh the token, or start a new login"
        | "срок маркера доступа истёк {expired_at}, часы стенда показывают {clock}"
        => "обновите маркер или начните вход заново";
    "access-token-other-issuer" access_token_other_issuer(sent: &str, issuer: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: iss is {sent:?}, this stand is {issuer}" => "send a token that this stand has issued, under the address by which it was asked";
    "access-token-other-audience" access_token_other_audience(sent: &str, issuer: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: aud is {sent:?}, expected {issuer}" => "send the access_token of /oidc/token, not its id_token";
    "access-token-early" access_token_early(valid_from: i64, clock: i64), [InvalidToken] [InvalidToken] "access"
        "access token: valid from {valid_from} only, the stand's clock shows {clock}" => "take the time from the stand's clock";
    "access-token-old" access_token_old(), [InvalidToken] [InvalidToken] "access"
        "access token: its claims are not those of this version" => "start a new login";
    "access-token-revoked" access_token_revoked(), [InvalidToken] [InvalidToken] "access"
        "access token: it was revoked" => "start a new login";
    "access-token-account-ended" access_token_account_ended(oid: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: account {oid} is deleted or blocked" => "unlock the account, or sign in as somebody else";
    "access-token-consent-withdrawn" access_token_consent_withdrawn(scope: impl Display), [InvalidToken] [InvalidToken] "access"
        "access token: the citizen no longer allows {scope}" => "start a new login, so that the citizen is asked again";
    "other-persons-data" other_persons_data(oid: impl Display, about: impl Display), [ScopeNotAllowed] [] "access"
        "this token is about {about}, not about person {oid}" => "ask for the person of the token: urn:esia:sbj_id says who that is"
        | "маркер выдан на {about}, а не на человека {oid}"
        => "запрашивайте данные того, чей маркер: urn:esia:sbj_id";
    "scope-lacking" scope_lacking(scopes: &str, opens: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} do not open this; it takes {opens}" => "ask for one of them in the login, and let the client's fixture have it; `esia-mock scopes` lists what opens what"
        | "области {scopes:?} этого не открывают; нужна одна из: {opens}"
        => "запросите её при входе и дайте системе в фикстуре";
    "organization-scope-lacking" organization_scope_lacking(scopes: &str, oid: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} have neither usr_org nor ?org_oid={oid}" => "ask for usr_org, or for scopes of this organisation";
    "organization-of-others" organization_of_others(person: impl Display, oid: impl Display), [ScopeNotAllowed] [] "access"
        "person {person} does not work in organisation {oid}" => "ask for an organisation of the person; /rs/prns/{person}/roles lists them";
    "element-closed" element_closed(scopes: &str, id: u64, path: impl Display), [ScopeNotAllowed] [] "access"
        "scopes {scopes:?} do not open element {id} of {path}" => "ask for a scope that opens it; `esia-mock scopes` lists what opens what";
    "element-absent" element_absent(path: impl Display, id: u64), [ObjectNotFound] [] "access"
        "{path} has no element {id}" => "ask for an element of the collection";
    "number-malformed" number_malformed(text: &str), [ObjectNotFound] [] "access"
        "{text:?} is not a number" => "write numbers of a path in digits, without leading zeros";
    "resource-unknown" resource_unknown(path: impl Display, hint: &str), [ObjectNotFound] [] "access"
        "there is no resource {path}{hint}" => "`esia-mock routes` lists what there is";
    "person-absent" person_absent(oid: impl Display), [ObjectNotFound] [] "access"
        "there is no person {oid}" => "start a new login: the account of the token is gone";
    "child-absent" child_absent(oid: impl Display, child: u64), [ObjectNotFound] [] "access"
        "person {oid} has no child {child}" => "/rs/prns/{oid}/kids lists the children";
    "organization-absent" organization_absent(oid: impl Display), [ObjectNotFound] [] "access"
        "there is no organisation {oid}" => "add a fixture for it, or ask for one that is there";
    "branch-absent" branch_absent(oid: impl Display, branch: u64), [ObjectNotFound] [] "access"
        "organisation {oid} has no branch {branch}" => "/rs/orgs/{oid}/brhs lists the branches";
    "employee-absent" employee_absent(oid: impl Display, person: impl Display), [ObjectNotFound] [] "access"
        "organisation {oid} has no employee {person}" => "/rs/orgs/{oid}/emps lists who works there";
    "query-unreadable" query_unreadable(why: impl Display), [InvalidRequest] [] "access"
        "{why}" => "write the query as application/x-www-form-urlencoded in UTF-8";
    "embed-malformed" embed_malformed(why: impl Display), [InvalidRequest] [] "access"
        "{why}" => "write it like embed=(contacts.elements,documents.elements)";
}
