//! Reasons that lie in whoever signed in, or did not, or said no.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "citizen-refused" citizen_refused(), [AccessDenied] [] "consent"
        "the citizen pressed «Отказать»" => "press «Предоставить», or treat the refusal as an answer"
        | "гражданин нажал «Отказать»"
        => "нажмите «Предоставить» или обработайте отказ как ответ";
    "citizen-denied" citizen_denied(), [] [AccessDenied] "consent"
        "the citizen pressed the button that denies" => "press the button that allows, or treat the refusal as an answer"
        | "гражданин нажал кнопку отказа"
        => "нажмите кнопку согласия или обработайте отказ как ответ";
    "sign-in-pair-wrong" sign_in_pair_wrong(), [AccessDenied] [AccessDenied] "sign_in"
        "no account in use has this login, or the password is another one" => "GET /_mock/api/v1/people and the page of the stand say who can sign in; a deleted account frees its logins"
        | "нет действующей записи с таким логином, или пароль другой"
        => "кто может войти, говорят GET /_mock/api/v1/people и страница стенда; удалённая запись освобождает логины";
    "sign-in-blocked" sign_in_blocked(), [AccessDenied] [AccessDenied] "sign_in"
        "an operator has blocked the account" => "restore it at the desk, /_mock/mfc, or sign in as somebody else"
        | "запись заблокирована оператором"
        => "восстановите её за столом оператора, /_mock/mfc, или войдите другим человеком";
    "sign-in-locked" sign_in_locked(), [AccessDenied] [AccessDenied] "sign_in"
        "the account is locked after too many wrong passwords" => "move the clock by the rule login.lock_time, or sign in as somebody else"
        | "запись заперта после неверных паролей"
        => "передвиньте часы на срок правила login.lock_time или войдите другим человеком";
    "sign-in-limited" sign_in_limited(), [AccessDenied] [AccessDenied] "sign_in"
        "the account cannot enter sites of others for 72 hours; its owner still enters the own pages" => "move the clock, or sign in as somebody else"
        | "с этой записью 72 часа нельзя входить на чужие сайты; в свой профиль можно"
        => "передвиньте часы или войдите другим человеком";
    "step-refused" step_refused(word: &str, about: impl Display), [AccessDenied] [AccessDenied] ""
        "the step of the login is answered {word}: {about}" => "send what the step asks for; GET /aas/oauth2/api/login/next-step says which is due"
        | "шаг входа ответил {word}: {about:#}"
        => "передайте то, что просит шаг; какой шаг сейчас, говорит GET /aas/oauth2/api/login/next-step";
    "offer-required" offer_required(oid: impl Display, offer: impl Display), [AccessDenied] [AccessDenied] "offer"
        "account {oid} cannot get by without {offer}: the offer cannot be declined" => "take it in a browser, or take it out of `offers` of the account"
        | "запись {oid} не пройдёт без {offer}: от этого предложения нельзя отказаться"
        => "примите его в браузере или уберите из `offers` записи";
    "parent-consent-absent" parent_consent_absent(oid: impl Display, client: impl Display), [AccessDenied] [AccessDenied] "consent"
        "no parent of {oid} has allowed {client}, and rule child.parent_consent is on" => "let a parent allow it at /profile/consents/children"
        | "никто из родителей {oid} не разрешил систему {client}, а правило child.parent_consent включено"
        => "пусть родитель разрешит её на /profile/consents/children";
    "hinted-person-unknown" hinted_person_unknown(name: &str), [InvalidRequest] [InvalidRequest] "request"
        "login_hint=mock:{name} names nobody: no account has this persona, oid or login" => "GET /_mock/api/v1/people lists who there is"
        | "login_hint=mock:{name} не называет никого: нет записи с такой персоной, номером или логином"
        => "кто есть, говорит GET /_mock/api/v1/people";
    "hinted-person-ambiguous" hinted_person_ambiguous(name: &str, oids: impl Display), [InvalidRequest] [InvalidRequest] "request"
        "login_hint=mock:{name} is the login of several accounts: {oids}" => "name one of them by its oid"
        | "login_hint=mock:{name} — логин нескольких записей: {oids}"
        => "назовите одну из них по номеру (oid)";
    "level-too-low" level_too_low(oid: impl Display, level: impl Display, wanted: impl Display), [LevelTooLow] [] "code"
        "account {oid} is {level}, {wanted} is demanded" => "sign in as somebody whose account is {wanted}, or lower the demand in the client's fixture"
        | "уровень записи {oid} — {level}, нужен {wanted:#}"
        => "войдите тем, у кого запись {wanted:#}, или снизьте требование в записи системы";
    "child-grace-over" child_grace_over(oid: impl Display), [LevelTooLow] [] "code"
        "account {oid} is a child's, and its grace after the 14th birthday is over: it is to be confirmed with a passport" => "confirm the account, or lengthen rule child.grace"
        | "запись {oid} детская, и срок после 14-летия прошёл: её нужно подтвердить с паспортом"
        => "подтвердите запись или увеличьте правило child.grace";
    "person-filter-unmet" person_filter_unmet(oid: impl Display, level: impl Display, filter: impl Display), [SubjectMismatch] [] "code"
        "account {oid} is {level}, person_filter demands {filter}" => "sign in as somebody who fits, or leave person_filter out"
        | "уровень записи {oid} — {level}, person_filter требует {filter}"
        => "войдите подходящим человеком или не передавайте person_filter";
    "second-factor-absent" second_factor_absent(scope: impl Display, oid: impl Display), [NoSecondFactor] [] "code"
        "scope {scope} demands two factors, account {oid} has one" => "switch a second factor on for the account, or leave the scope out"
        | "право {scope} требует двух факторов, у записи {oid} один"
        => "включите второй фактор или не просите этого права";
    "obj-type-unmet" obj_type_unmet(kind: impl Display, wanted: impl Display), [SubjectMismatch] [] "code"
        "the citizen acts as {kind}, obj_type demands {wanted}" => "choose another role at «Войти как», or leave obj_type out"
        | "гражданин действует как {kind:#}, obj_type требует {wanted:#}"
        => "выберите другую роль на «Войти как» или не передавайте obj_type";
    "roles-unmet" roles_unmet(wanted: impl Display), [SubjectMismatch] [] "code"
        "the citizen has none of the roles {wanted} in the organisation of this login" => "choose another role at «Войти как», or leave roles out"
        | "у гражданина нет ни одной из ролей {wanted:#} в организации этого входа"
        => "выберите другую роль на «Войти как» или не передавайте roles";
    "acts-for-nobody" acts_for_nobody(oid: impl Display), [NotAnEmployee] [] "code"
        "scope_org is asked for, but person {oid} acts for no organisation («Войти как»)" => "choose an organisation at «Войти как», or leave scope_org out"
        | "запрошен scope_org, но {oid} не действует ни за какую организацию («Войти как»)"
        => "выберите организацию на «Войти как» или не передавайте scope_org";
    "role-absent" role_absent(scope: impl Display, oid: impl Display), [NotAnEmployee] [AccessDenied] "code"
        "{scope} is asked for, but person {oid} has no active role there" => "sign in as somebody who works there, or give the person the role"
        | "запрошено {scope}, но у {oid} нет там действующей роли"
        => "войдите тем, кто там работает, или дайте человеку роль";
    "other-person-signed-in" other_person_signed_in(oid: impl Display, wanted: impl Display), [] [LoginRequired] "code"
        "person {oid} signed in, the request demands {wanted}" => "sign in as the person of id_token_hint or of the claim sub"
        | "вошёл {oid}, а запрос требует {wanted:#}"
        => "войдите человеком из id_token_hint или из утверждения sub";
    "acr-unmet" acr_unmet(oid: impl Display, acr: impl Display, wanted: impl Display), [] [UnmetAuthenticationRequirements] "code"
        "acr of person {oid} is {acr}, essential is one of {wanted}" => "sign in as somebody whose account reaches it, or ask for acr without essential"
        | "acr человека {oid} — {acr}, обязательно одно из {wanted:#}"
        => "войдите тем, чья запись достаточна, или просите acr без essential";
    "prompt-none-nobody" prompt_none_nobody(), [] [LoginRequired] "request"
        "prompt=none, but nobody has signed in who would do for this request" => "send the browser without prompt=none"
        | "prompt=none, но никто подходящий не вошёл"
        => "отправьте браузер без prompt=none";
    "prompt-none-other-account" prompt_none_other_account(), [] [AccountSelectionRequired] "request"
        "prompt=none, but login_hint names another account than the one that has signed in" => "send the browser without prompt=none, or leave login_hint out"
        | "prompt=none, но login_hint называет другую запись, не ту, с которой вошли"
        => "отправьте браузер без prompt=none или не передавайте login_hint";
    "prompt-none-consent" prompt_none_consent(step: impl Display), [] [ConsentRequired] "request"
        "prompt=none, but the step {step} is pending" => "send the browser without prompt=none, so that the citizen can allow the scopes"
        | "prompt=none, но не пройден шаг {step}"
        => "отправьте браузер без prompt=none, чтобы гражданин дал согласие";
    "prompt-none-interaction" prompt_none_interaction(step: impl Display), [] [InteractionRequired] "request"
        "prompt=none, but the step {step} is pending" => "send the browser without prompt=none"
        | "prompt=none, но не пройден шаг {step}"
        => "отправьте браузер без prompt=none";
    "account-unusable" account_unusable(oid: impl Display, status: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "account {oid} is {status}" => "unlock the account, and let the citizen sign in again"
        | "состояние записи {oid} — {status}"
        => "отоприте запись, и пусть гражданин войдёт снова";
    "scope-not-allowed-by-person" scope_not_allowed_by_person(oid: impl Display, scope: impl Display, client: impl Display), [NoGrants] [ConsentRequired] "token"
        "person {oid} has not allowed {scope} to client {client}" => "let the person allow it in a login first"
        | "{oid} не разрешил {scope} системе {client}"
        => "пусть человек сначала разрешит это при входе";
    "permission-not-given" permission_not_given(oid: impl Display, client: impl Display), [NoGrants] [] "token"
        "person {oid} has no digital-profile consent for client {client}, or it has expired" => "ask for it in a login with permissions"
        | "у {oid} нет согласия цифрового профиля для системы {client}, или оно истекло"
        => "запросите его при входе параметром permissions";
}
