//! What is asked of ЕСИА.

use crate::rules::settings::Protocol;
use crate::rules::settings::Settings;

/// As the page of consent shows it: СНИЛС, e-mail, ФИО.
const MISSION: &str = "openid fullname snils email";

/// And the date of birth.
const BIRTHDATE: &str = "openid fullname snils email birthdate";

/// As a school system of the same family asks for: also children and birth certificates.
const EXTENDED: &str = "openid fullname snils email birthdate gender birth_cert_doc kid_fullname kid_birthdate \
                        kid_snils kid_birth_cert_doc";

/// The scopes of a request.
pub fn scope(settings: &Settings) -> &'static str {
    match (settings.get("epos.scopes"), settings.protocol()) {
        // The standard endpoints tell of nobody's children.
        ("extended", Protocol::Standard) | ("birthdate", _) => BIRTHDATE,
        ("extended", _) => EXTENDED,
        _ => MISSION,
    }
}
