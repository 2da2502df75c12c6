//! Reasons for which a code or a refresh token is not exchanged (station `token`).

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "code-unreadable" code_unreadable(why: impl Display), [InvalidGrant] [] "token"
        "code: {why}" => "send the code exactly as it came in the redirect, whole and form-encoded once"
        | "код не читается: {why:#}"
        => "передайте код таким, каким он пришёл в адресе возврата, целиком";
    "code-foreign" code_foreign(why: impl Display), [InvalidGrant] [] "token"
        "code: {why}" => "send the code to the stand that gave it out, whole and unchanged"
        | "код не этого стенда или изменён: {why:#}"
        => "передайте код тому стенду, который его выдал";
    "code-of-other-stand" code_of_other_stand(), [InvalidGrant] [] "token"
        "code: this token is of another stand, or of this one before it was restarted or reset" => "exchange the code at the stand that gave it out, before it is reset"
        | "код другого стенда или этого же, но до перезапуска или сброса"
        => "обменивайте код на том стенде, который его выдал";
    "code-other-token" code_other_token(what: impl Display, belongs: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: this is {what}, not an authorization code of this endpoint" => "send what came as code in the redirect; this belongs {belongs}"
        | "вместо кода передано другое: {what:#}"
        => "передайте code из адреса возврата; это место — {belongs:#}";
    "code-unknown" code_unknown(flaw: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: unknown, or used long ago{flaw}" => "start a new login; in memory a stand forgets its codes when it stops"
        | "код неизвестен или давно использован{flaw:#}"
        => "начните вход заново; стенд в памяти забывает коды, когда останавливается";
    "code-of-other-client" code_of_other_client(owner: impl Display, client: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: issued to client {owner}, not to {client}" => "exchange it as client {owner}"
        | "код выдан системе {owner:#}, а не {client}"
        => "обменивайте его от имени {owner:#}";
    "code-of-other-endpoint" code_of_other_endpoint(), [InvalidGrant] [] "token"
        "code: issued by another generation; a code of ac goes to te, one of v2/ac to v3/te" => "exchange the code in the generation that gave it out"
        | "код выдан другим поколением: код ac обменивают в te, код v2/ac — в v3/te"
        => "обменивайте код в том же поколении";
    "code-used" code_used(used_at: impl Display), [InvalidGrant] [] "token"
        "code: already exchanged at {used_at}" => "exchange a code once, or give the client quirk reuse_code"
        | "код уже обменян {used_at}"
        => "обменивайте код один раз или дайте системе уступку reuse_code";
    "code-spent" code_spent(used_at: impl Display, reason: impl Display, quirk: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: used up at {used_at} by a request that was refused ({reason}): a code serves once, whatever became of it" => "mend that first, and start a new login for a new code{quirk}"
        | "код израсходован {used_at} запросом, который отклонён ({reason}): код служит один раз"
        => "исправьте ту ошибку и начните новый вход{quirk:#}";
    "code-replayed" code_replayed(used_at: impl Display), [] [InvalidGrant] "token"
        "code: already exchanged at {used_at}; what it brought is revoked" => "exchange a code once"
        | "код уже обменян {used_at}; всё, что он дал, отозвано"
        => "обменивайте код один раз";
    "code-expired" code_expired(expired_at: impl Display, clock: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "code: expired at {expired_at}, the stand's clock shows {clock}" => "exchange the code at once; lifetimes of the client's fixture says how long it lives"
        | "срок кода истёк {expired_at}, часы стенда показывают {clock}"
        => "обменивайте код сразу; срок задан в lifetimes системы";
    "redirect-uri-differs" redirect_uri_differs(sent: &str, was: &str), [InvalidGrant] [InvalidGrant] "token"
        "redirect_uri is {sent:?}, in the code request it was {was:?}" => "send the same redirect_uri in both requests"
        | "redirect_uri — {sent:?}, а в запросе кода был {was:?}"
        => "передавайте один и тот же redirect_uri в обоих запросах";
    "code-challenge-absent" code_challenge_absent(why: impl Display), [NoCodeChallenge] [InvalidGrant] "token"
        "{why}" => "send code_challenge in the code request, or no code_verifier"
        | "code_verifier передан, а в запросе кода не было code_challenge"
        => "передайте code_challenge в запросе кода или не передавайте code_verifier";
    "code-verifier-absent" code_verifier_absent(why: impl Display), [MissingParameter] [InvalidGrant] "token"
        "{why}" => "send the code_verifier of which code_challenge was made"
        | "в запросе кода был code_challenge, поэтому нужен code_verifier"
        => "передайте code_verifier, из которого сделан code_challenge";
    "code-verifier-malformed" code_verifier_malformed(why: impl Display), [CodeVerifierWrong] [InvalidGrant] "token"
        "{why}" => "make code_verifier of 43 to 128 unreserved characters"
        | "code_verifier написан не так: {why:#}"
        => "сделайте code_verifier из 43–128 букв, цифр и знаков - . _ ~";
    "code-verifier-wrong" code_verifier_wrong(why: impl Display), [CodeVerifierWrong] [InvalidGrant] "token"
        "{why}" => "send the code_verifier of this login, and name the right code_challenge_method"
        | "code_verifier не подходит: {why:#}"
        => "передайте code_verifier этого входа и назовите верный code_challenge_method";
    "refresh-token-other-token" refresh_token_other_token(what: impl Display, belongs: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: this is {what}" => "send the refresh_token of the last answer; this belongs {belongs}"
        | "вместо маркера обновления передано другое: {what:#}"
        => "передайте refresh_token последнего ответа; это место — {belongs:#}";
    "refresh-token-unknown" refresh_token_unknown(flaw: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: unknown{flaw}; a stand in memory forgets what it gave out when it stops" => "send the newest refresh token of this stand, or start a new login"
        | "маркер обновления неизвестен{flaw:#}; стенд в памяти забывает выданное, когда останавливается"
        => "передайте новейший маркер этого стенда или начните вход заново";
    "refresh-token-of-other-client" refresh_token_of_other_client(owner: impl Display, client: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: issued to client {owner}, not to {client}" => "refresh as client {owner}"
        | "маркер обновления выдан системе {owner:#}, а не {client}"
        => "обновляйте от имени {owner:#}";
    "refresh-token-expired" refresh_token_expired(expired_at: impl Display, clock: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: expired at {expired_at}, the stand's clock shows {clock}" => "start a new login"
        | "срок маркера обновления истёк {expired_at}, часы стенда показывают {clock}"
        => "начните вход заново";
    "refresh-token-used" refresh_token_used(used_at: impl Display), [InvalidGrant] [] "token"
        "refresh_token: already exchanged at {used_at}" => "keep the refresh token of each answer, or give the client quirk keep_old_refresh_token"
        | "маркер обновления уже обменян {used_at}"
        => "храните маркер каждого ответа или дайте системе уступку keep_old_refresh_token";
    "refresh-token-replayed" refresh_token_replayed(used_at: impl Display), [] [InvalidGrant] "token"
        "refresh_token: already exchanged at {used_at}; its whole family is revoked" => "keep the refresh token of each answer, or give the client quirk keep_old_refresh_token"
        | "маркер обновления уже обменян {used_at}; все маркеры этого входа отозваны"
        => "храните маркер обновления из каждого ответа или дайте системе уступку keep_old_refresh_token";
    "refresh-token-revoked" refresh_token_revoked(revoked_at: impl Display), [] [InvalidGrant] "token"
        "refresh_token: revoked at {revoked_at}" => "start a new login"
        | "маркер обновления отозван {revoked_at}"
        => "начните вход заново";
    "refresh-consent-withdrawn" refresh_consent_withdrawn(scopes: impl Display), [InvalidGrant] [InvalidGrant] "token"
        "refresh_token: the citizen no longer allows {scopes}" => "start a new login, so that the citizen is asked again"
        | "человек больше не разрешает {scopes}"
        => "начните вход заново, тогда его спросят снова";
    "refresh-permission-ended" refresh_permission_ended(sysname: impl Display), [InvalidGrant] [] "token"
        "refresh_token: the digital-profile consent {sysname} has expired or was withdrawn" => "ask for it again in a login with permissions"
        | "согласие цифрового профиля {sysname} истекло или отозвано"
        => "запросите его снова при входе с permissions";
}
