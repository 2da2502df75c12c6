//! Reasons for which digital-profile consents (`permissions`, DP-МР) are not asked for.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "permissions-unreadable" permissions_unreadable(why: impl Display), [InvalidRequest] [] "request"
        "permissions must be base64url of a JSON array: {why}" => "write the array as JSON in UTF-8, then as base64url"
        | "permissions — это base64url от массива JSON, а пришло другое: {why:#}"
        => "запишите массив как JSON в UTF-8, затем в base64url";
    "permission-malformed" permission_malformed(number: usize, field: impl Display, why: impl Display), [InvalidRequest] [] "request"
        "permissions[{number}]: {field} {why}" => "write {field} as an array of objects, each with its sysname"
        | "permissions[{number}]: {field} {why:#}"
        => "запишите {field} массивом объектов, в каждом — sysname";
    "permission-without-type" permission_without_type(number: usize), [ConsentTypeMissing] [] "request"
        "permissions[{number}]: sysname, the type of consent, is absent" => "name the type of consent in sysname"
        | "permissions[{number}]: нет sysname, типа согласия"
        => "назовите тип согласия в sysname";
    "permission-without-action" permission_without_action(number: usize), [ConsentActionMissing] [] "request"
        "permissions[{number}]: at least one action is needed" => "name an action in actions"
        | "permissions[{number}]: нужно хотя бы одно действие"
        => "назовите действие в actions";
    "permission-without-purpose" permission_without_purpose(number: usize), [ConsentPurposeMissing] [] "request"
        "permissions[{number}]: a purpose is needed" => "name the purpose in purposes"
        | "permissions[{number}]: нужна цель"
        => "назовите цель в purposes";
    "permission-with-purposes" permission_with_purposes(number: usize, several: usize), [ConsentPurposeNotOne] [] "request"
        "permissions[{number}]: {several} purposes, exactly one is allowed" => "ask for each purpose in an element of its own"
        | "permissions[{number}]: целей {several}, а можно ровно одну"
        => "запрашивайте каждую цель отдельным элементом";
    "permission-expiry-malformed" permission_expiry_malformed(number: usize, why: impl Display), [ConsentExpiryWrong] [] "request"
        "permissions[{number}]: {why}" => "write expire as a whole number of minutes"
        | "permissions[{number}]: срок написан не так: {why:#}"
        => "запишите expire целым числом минут";
    "consent-type-unknown" consent_type_unknown(sysname: &str, client: impl Display, known: impl Display), [ConsentTypeUnknown] [] "client_check"
        "permissions: type {sysname:?} is not registered for client {client} (consent_types of its fixture: {known})" => "add the type to consent_types of the client's fixture"
        | "permissions: тип {sysname:?} не зарегистрирован у системы {client} (в consent_types её фикстуры: {known:#})"
        => "добавьте тип в consent_types фикстуры системы";
    "consent-scopes-fixed" consent_scopes_fixed(sysname: impl Display), [ConsentScopesForbidden] [] "client_check"
        "permissions {sysname}: scopes must not be given for this type" => "leave scopes out"
        | "permissions {sysname}: у этого типа scopes не передают"
        => "уберите scopes";
    "consent-scope-excess" consent_scope_excess(sysname: impl Display, scope: &str, known: impl Display), [ConsentScopeExcess] [] "client_check"
        "permissions {sysname}: scope {scope:?} is not of this type; known are {known}" => "ask for known ones only, or add it to the type in the client's fixture"
        | "permissions {sysname}: области {scope:?} у этого типа нет; есть {known}"
        => "запрашивайте только эти или добавьте её к типу в фикстуре системы";
    "consent-scope-mandatory" consent_scope_mandatory(sysname: impl Display, scope: &str), [ConsentScopeMissing] [] "client_check"
        "permissions {sysname}: scope {scope:?} is mandatory" => "name it in scopes"
        | "permissions {sysname}: область {scope:?} обязательна"
        => "назовите её в scopes";
    "consent-action-unknown" consent_action_unknown(sysname: impl Display, action: &str, known: impl Display), [ConsentActionUnknown] [] "client_check"
        "permissions {sysname}: action {action:?} does not exist; known are {known}" => "name a known one, or add it to the type in the client's fixture"
        | "permissions {sysname}: действия {action:?} нет; есть {known}"
        => "назовите одно из них или добавьте его к типу в фикстуре системы";
    "consent-purpose-unknown" consent_purpose_unknown(sysname: impl Display, purpose: &str, known: impl Display), [ConsentPurposeUnknown] [] "client_check"
        "permissions {sysname}: purpose {purpose:?} does not exist; known are {known}" => "name a known one, or add it to the type in the client's fixture"
        | "permissions {sysname}: цели {purpose:?} нет; есть {known}"
        => "назовите одну из них или добавьте её к типу в фикстуре системы";
    "consent-expiry-too-long" consent_expiry_too_long(sysname: impl Display, limit: u32), [ConsentExpiryWrong] [] "client_check"
        "permissions {sysname}: at most {limit} minutes are allowed" => "ask for less, or raise expire of the type in the client's fixture"
        | "permissions {sysname}: можно не больше {limit} минут"
        => "запросите меньше или увеличьте expire типа в фикстуре системы";
}
