//! THE CATALOGUE OF FAULTS: everything that a fault can do, with an example and a sentence in English and in Russian;
//! `esia-mock faults` prints it, and `docs/faults.md` is made of it.

use crate::faults::kind::Kind;

/// A row of the catalogue.
#[derive(Debug)]
pub struct Row {
    /// Of which kind it is.
    pub kind: Kind,
    /// `do`, as it is written.
    pub action: &'static str,
    /// What happens, in English.
    pub about: &'static str,
    /// The same in Russian.
    pub about_ru: &'static str,
}

macro_rules! catalogue {
    ($($kind:ident $action:literal $about:literal $about_ru:literal;)*) => {
        /// Every row, in the order in which a request would meet them.
        pub const CATALOGUE: &[Row] = &[$(Row {
            kind: Kind::$kind, action: $action, about: $about, about_ru: $about_ru,
        }),*];
    };
}

catalogue! {
    Delay r#"{"delay":"PT2S"}"#
        "the answer comes two seconds later, by real time" "ответ приходит на две секунды позже";
    Delay r#"{"delay":{"min":"PT0.1S","max":"PT3S"}}"#
        "the same, of a length that is drawn for each request" "то же, но задержка у каждого запроса своя";
    Hang r#"{"hang":true}"#
        "no answer comes at all; the connection is held" "ответа нет, соединение висит";
    Reset r#"{"reset":true}"#
        "the connection is reset in place of an answer" "вместо ответа соединение сбрасывается (RST)";
    ResetInBody r#"{"reset":"in_body"}"#
        "the connection is reset in the middle of the body" "соединение сбрасывается посреди тела ответа";
    Truncate r#"{"truncate":20}"#
        "20 bytes of the body come, and then the end" "приходят 20 байт тела, потом соединение закрывается";
    Status r#"{"status":502,"body":"Bad Gateway","headers":{"Retry-After":"30"}}"#
        "an answer of that status, with that body and those headers" "ответ с этим статусом, телом и заголовками";
    Maintenance r#"{"maintenance":true}"#
        "the page of planned works, 503" "страница технических работ, 503";
    Esia r#"{"esia":"ESIA-007053"}"#
        "a refusal by a code of ЕСИА, as the endpoint writes it" "отказ с кодом ЕСИА в том виде, в каком его даёт эта точка";
    Oauth r#"{"oauth":"temporarily_unavailable"}"#
        "a refusal by an OAuth error, as the endpoint writes it" "отказ с ошибкой OAuth в том виде, в каком её даёт эта точка";
    Callback r#"{"callback":{"state":"missing"}}"#
        "the browser comes back without state" "браузер возвращается без state";
    Callback r#"{"callback":{"state":"other"}}"#
        "with the state of nobody" "с чужим state";
    Callback r#"{"callback":{"state":"empty"}}"#
        "with an empty state" "с пустым state";
    Callback r#"{"callback":{"code":"missing"}}"#
        "without a code" "без кода";
    Callback r#"{"callback":{"code":"other"}}"#
        "with a code that the stand has never given out" "с кодом, которого стенд не выдавал";
    Callback r#"{"callback":{"code":"used"}}"#
        "with a code that is used up" "с уже использованным кодом";
    Callback r#"{"callback":{"error":"access_denied"}}"#
        "with an error in place of the code" "с ошибкой вместо кода";
    Callback r#"{"callback":{"iss":"other"}}"#
        "with the iss of another provider (RFC 9207)" "с iss другого провайдера (RFC 9207)";
    Callback r#"{"callback":{"twice":true}}"#
        "twice with the same code" "дважды с одним и тем же кодом";
    Token r#"{"token":"expired"}"#
        "exp has passed" "срок exp истёк";
    Token r#"{"token":"not_yet_valid"}"#
        "nbf and iat are still to come" "nbf и iat ещё не наступили";
    Token r#"{"token":"wrong_iss"}"#
        "iss is another issuer" "iss — другой издатель";
    Token r#"{"token":"wrong_aud"}"#
        "aud is another system" "aud — другая система";
    Token r#"{"token":"wrong_sub"}"#
        "sub is another person" "sub — другой человек";
    Token r#"{"token":"wrong_nonce"}"#
        "nonce is another one" "nonce — чужой";
    Token r#"{"token":"alg_none"}"#
        "alg is none, and there is no signature" "alg — none, подписи нет";
    Token r#"{"token":"alg_hs256"}"#
        "signed by HMAC with the bytes of the published PEM" "подписан HMAC байтами опубликованного PEM";
    Token r#"{"token":"bad_signature"}"#
        "the signature does not fit" "подпись не сходится";
    Token r#"{"token":"other_key"}"#
        "signed by a key that is published nowhere" "подписан ключом, который нигде не опубликован";
    Token r#"{"token":"next_key"}"#
        "signed by the next key of the issuer" "подписан следующим ключом издателя";
    Token r#"{"token":"unknown_kid"}"#
        "kid names no published key" "kid не указывает ни на один опубликованный ключ";
    Token r#"{"token":"no_kid"}"#
        "there is no kid" "kid нет";
    Token r#"{"token":"not_a_jwt","which":"access_token"}"#
        "the access token is no JWT" "маркер доступа — не JWT";
    Claims r#"{"claims":{"set":{"amr":"DS"},"remove":["auth_time"]}}"#
        "the ID token has such claims, and lacks others" "у маркера идентификации одни утверждения заменены, других нет";
    Response r#"{"response":{"remove":["id_token"]}}"#
        "the answer of the token endpoint has such fields, and lacks others" "в ответе точки маркеров одни поля заменены, других нет";
    Data r#"{"data":{"set":{"middleName":null},"remove":["snils"]}}"#
        "the data have such fields, and lack others" "в данных одни поля заменены, других нет";
    Data r#"{"data":{"set":{"elements":[]}}}"#
        "a list has no elements" "список пуст";
    DataOf r#"{"data_of":"other"}"#
        "the data are those of somebody else" "данные другого человека";
    Keys r#"{"keys":"missing"}"#
        "there is nothing where the keys are" "там, где ключи, ничего нет";
    Keys r#"{"keys":"empty"}"#
        "there is not one key" "нет ни одного ключа";
    Keys r#"{"keys":"rotated"}"#
        "only the next keys of the issuer are there" "опубликованы только следующие ключи издателя";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::action::Do;
    use crate::faults::kind::KINDS;

    #[test]
    fn every_kind_has_a_row_and_every_row_can_be_armed() {
        for row in CATALOGUE {
            let action: Do = serde_json::from_str(row.action).unwrap_or_else(|error| panic!("{}: {error}", row.action));
            assert_eq!(action.check(), [], "{}", row.action);
            assert_eq!(action.kinds().iter().collect::<Vec<_>>(), [row.kind], "{}", row.action);
        }
        for kind in KINDS {
            assert!(CATALOGUE.iter().any(|row| row.kind == kind.kind), "{}", kind.field);
        }
    }

    #[test]
    fn no_row_stands_twice() {
        for row in CATALOGUE {
            assert_eq!(CATALOGUE.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.action);
        }
    }
}
