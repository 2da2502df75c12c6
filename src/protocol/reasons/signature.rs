//! Reasons for which the signature of an ЕСИА client is not accepted: ESIA-007005 in generation v1, ESIA-007053 after it.

use std::fmt::Display;

use crate::protocol::reasons::row::reasons;

reasons! {
    "certificate-absent" certificate_absent(client: impl Display), [CertificateUnknown] [] ""
        "client {client} has no certificate" + "add one to its fixture"
        | "у системы {client} нет сертификата"
        => "добавьте его в фикстуру";
    "client-secret-unreadable" client_secret_unreadable(why: impl Display, wanted: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_secret: {why}" => "send {wanted}"
        | "client_secret не читается: «{why}»"
        => "нужно: {wanted:#}";
    "client-secret-cut" client_secret_cut(says: usize, came: usize, wanted: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_secret is cut: it begins a message of {says} bytes, {came} came" => "send {wanted}, whole: look for a limit of the length or an unescaped + or & on its way"
        | "client_secret обрезан: сообщение в нём — {says} байт, пришло {came}"
        => "передайте целиком ({wanted:#}): ищите предел длины либо + или &, не закодированные по пути";
    "client-secret-other-kind" client_secret_other_kind(kind: impl Display, wanted: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_secret is {kind}" => "send {wanted}"
        | "client_secret — это не подпись: {kind:#}"
        => "нужно: {wanted:#}";
    "client-secret-bare" client_secret_bare(bytes: usize, generation: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_secret is a bare signature of {bytes} bytes, {generation} takes a PKCS#7 message with the certificate" => "send the detached PKCS#7 message (openssl cms -sign -binary -outform DER), or ask at /aas/oauth2/v2/ac and /aas/oauth2/v3/te, which take bare signatures"
        | "client_secret — голая подпись ({bytes} байт), а {generation:#} ждёт сообщение PKCS#7 с сертификатом"
        => "передайте открепленное PKCS#7 (openssl cms -sign -binary -outform DER) или обращайтесь к /aas/oauth2/v2/ac и /aas/oauth2/v3/te";
    "rsa-refused" rsa_refused(), [UnauthorizedClient SecretWrong] [] ""
        "RSA signatures are refused for this client by its quirk reject_rsa, and it has no other certificate"
        => "give it a certificate with a ГОСТ key, or take the quirk off"
        | "подписи RSA для этой системы отклоняются (уступка reject_rsa), другого сертификата у неё нет"
        => "дайте ей сертификат с ключом ГОСТ или снимите уступку";
    "container-not-accepted" container_not_accepted(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "the PKCS#7 message is not accepted: {why}" => "make the message as openssl cms -sign -binary does: one signer, contentType and messageDigest among the signed attributes, the digest of the signature algorithm"
        | "сообщение PKCS#7 не принято: «{why}»"
        => "собирайте его, как openssl cms -sign -binary: один подписавший, contentType и messageDigest среди подписанных атрибутов";
    "container-digest" container_digest(digest: impl Display, wanted: impl Display, quirk: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "the PKCS#7 message is signed with digest {digest}" => "sign with {wanted}{quirk}"
        | "сообщение PKCS#7 подписано со свёрткой {digest}"
        => "подписывайте с {wanted:#}{quirk:#}";
    "container-certificate" container_certificate(why: impl Display, owner: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}{owner}" => "sign with a registered key and put its certificate into the message, or add the certificate to the client's fixture"
        | "сертификат не подходит: «{why}»{owner:#}"
        => "подписывайте зарегистрированным ключом, его сертификат кладите в сообщение, либо добавьте сертификат в фикстуру системы";
    "signature-byte-order" signature_byte_order(order: impl Display, wanted: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "the signature is that of the text due, but its bytes are {order}; wanted is {wanted}" => "turn the bytes round, or give the client quirk signature_byte_order"
        | "подпись верна, но порядок её байтов — {order:#}; нужен {wanted:#}"
        => "переставьте байты или дайте системе уступку signature_byte_order";
    "signature-length" signature_length(why: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "{why}" => "send base64url of the bare signature, as openssl dgst -sign writes it, whole and encoded once"
        | "длина подписи не подходит: «{why}»"
        => "передайте base64url голой подписи, как её пишет openssl dgst -sign, целиком и закодировав один раз";
    "signature-in-container" signature_in_container(bytes: usize), [UnauthorizedClient SecretWrong] [] ""
        "client_secret is a PKCS#7 container of {bytes} bytes, v2 and v3 take the bare signature (64 bytes for a ГОСТ 256 key, 256 for RSA 2048)"
        => "send the bare signature, or give the client quirk v1_signature"
        | "client_secret — контейнер PKCS#7 ({bytes} байт), а v2 и v3 ждут голую подпись (64 байта для ГОСТ 256, 256 для RSA 2048)"
        => "передайте голую подпись или дайте системе уступку v1_signature";
    "certificate-out-of-date" certificate_out_of_date(certificate: impl Display, from: impl Display, to: impl Display, clock: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "certificate {certificate} is valid from {from} to {to}, the stand's clock shows {clock}" => "renew the certificate, or move the stand's clock"
        | "сертификат {certificate} действует с {from} по {to}, часы стенда показывают {clock}"
        => "обновите сертификат или переведите часы стенда";
    "certificate-hash-unknown" certificate_hash_unknown(hash: &str, client: impl Display, looks: impl Display, right: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_certificate_hash {hash:?} belongs to no certificate of client {client}{looks}" => "send Streebog-256 of the DER of a certificate of the client in upper-case hex, {right}, as esia-mock keys show prints it, or add the certificate to the client's fixture"
        | "client_certificate_hash {hash:?} не принадлежит ни одному сертификату системы {client}{looks:#}"
        => "передайте Стрибог-256 от DER сертификата, заглавными буквами: {right} (его печатает esia-mock keys show), или добавьте сертификат в фикстуру";
    "certificate-hash-of-other-client" certificate_hash_of_other_client(hash: &str, what: impl Display, owner: impl Display, client: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_certificate_hash {hash:?} is {what} of client {owner}, not of {client}" => "send the hash of a certificate of {client}, or ask as client {owner}"
        | "client_certificate_hash {hash:?} — {what:#}; это сертификат системы {owner:#}, не {client}"
        => "передайте хэш сертификата системы {client} или обращайтесь как {owner:#}";
    "certificate-hash-spelt-otherwise" certificate_hash_spelt_otherwise(hash: &str, what: impl Display, right: impl Display, quirk: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "client_certificate_hash {hash:?} is {what}" => "send Streebog-256 of the certificate's DER in upper-case hex without colons, {right}{quirk}"
        | "client_certificate_hash {hash:?} — {what:#}"
        => "передайте Стрибог-256 от DER сертификата, заглавными буквами без двоеточий: {right}{quirk:#}";
    "signed-other-order" signed_other_order(was: impl Display, due: &str, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "the signed text has the order {was}, due is {due}" => "sign the values of {due} one after another: {text}"
        | "подписан порядок {was:#}, нужен {due}"
        => "подписывайте значения {due} подряд: {text}";
    "signed-part-missing" signed_part_missing(part: &str, place: impl Display, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "{part} is missing in the signed text, {place}" => "sign {part} as well: {text}"
        | "в подписанном тексте нет {part} ({place:#})"
        => "подписывайте и {part}: {text}";
    "signed-other-value" signed_other_value(part: &str, about: impl Display, position: usize, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "the signed text has {part} {about}, and differs from the text due at byte {position}" => "sign {part} exactly as it is sent, decoded: {text}"
        | "в подписанном тексте {part} {about:#}; от нужного он отличается с байта {position}"
        => "подписывайте {part} таким, каким его передаёте, раскодированным: {text}";
    "signed-with-separators" signed_with_separators(between: impl Display, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "the values were signed {between}" => "sign the values one after another, with nothing between them: {text}"
        | "значения подписаны {between:#}"
        => "подписывайте значения подряд, ничего не вставляя: {text}";
    "signed-otherwise" signed_otherwise(about: impl Display, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "what was signed is {about}" => "sign the text itself in UTF-8 and nothing else, hashed once: {text}"
        | "подписано вот что: {about:#}"
        => "подписывайте сам текст в UTF-8 и больше ничего, свёртку считайте один раз: {text}";
    "signed-other-digest" signed_other_digest(found: impl Display, wanted: impl Display, quirk: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "key and text are right, but the digest is {found}, not {wanted}" => "sign with {wanted}{quirk}"
        | "ключ и текст верны, но свёртка — {found}, а не {wanted:#}"
        => "подписывайте с {wanted:#}{quirk:#}";
    "signed-with-pss" signed_with_pss(digest: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "the key is right, but the signature has the padding RSASSA-PSS ({digest})" => "sign by RSASSA-PKCS1-v1_5 with SHA-256 (RS256), as openssl dgst -sha256 -sign does"
        | "ключ верен, но подпись дополнена по RSASSA-PSS ({digest})"
        => "подписывайте по RSASSA-PKCS1-v1_5 с SHA-256 (RS256), как openssl dgst -sha256 -sign";
    "signed-by-other-key" signed_by_other_key(certificate: impl Display, owner: impl Display), [UnauthorizedClient SecretWrong] [] ""
        "another key than that of certificate {certificate} made this signature{owner}" => "sign with the private key of the certificate, or register the certificate of the key in the client's fixture"
        | "подпись сделана не ключом сертификата {certificate}{owner:#}"
        => "подписывайте закрытым ключом этого сертификата или зарегистрируйте сертификат своего ключа";
    "signed-other-text" signed_other_text(known: impl Display, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "the key is right, but another text was signed: {known}" => "compare what the client signs with the text due, value by value: {text}"
        | "ключ верен, но подписан другой текст: {known:#}"
        => "сравните то, что подписываете, с нужным текстом, значение за значением: {text}";
    "signature-unexplained" signature_unexplained(certificate: impl Display, tried: u32, text: &str), [UnauthorizedClient SecretWrong] [] ""
        "the signature is not that of the text due by the key of {certificate}; {tried} usual mistakes were tried, none explains it: another key signed, or another text" => "compare the key with the certificate, and what the client signs with the text due: {text}"
        | "это не подпись нужного текста ключом {certificate}; испробовано ошибок: {tried}, ни одна не объясняет: другой ключ или другой текст"
        => "сравните ключ с сертификатом, а подписываемое — с нужным текстом: {text}";
}
