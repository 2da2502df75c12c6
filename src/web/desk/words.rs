//! Words of the desk for places, stations and codes of refusals: tables of keys, held against the tables of the protocol
//! by a test.

use crate::journal::exchange::Exchange;
use crate::journal::exchange::Refused;
use crate::texts::Language;
use crate::texts::Text;

/// What a place is called: what somebody asked for.
pub fn place(name: &str) -> Text {
    key(&PLACES, name).map_or_else(|| Text::plain(name), Text::new)
}

/// What a station is called.
pub fn station(name: &str) -> Text {
    key(&STATIONS, name).map_or_else(|| Text::plain(name), Text::new)
}

/// What a request is: a step of a login by its station, anything else by its place.
pub fn what(exchange: &Exchange) -> Text {
    let step = (exchange.at == "login").then(|| key(&STATIONS, exchange.station)).flatten();
    step.map_or_else(|| place(exchange.at), Text::new)
}

/// Why something was refused, in a sentence: in the language of the page where the reason has such words, and what its
/// code means where it has none.
pub fn why(refused: &Refused, language: Language) -> Text {
    if let Some((reason, _)) = refused.russian.as_deref().filter(|_| language == Language::Russian) {
        return Text::plain(reason.as_str());
    }
    let code = refused.code.split(' ').next().unwrap_or_default();
    match key(&CODES, code) {
        Some(meaning) if refused.reason.is_empty() => Text::new(meaning),
        Some(meaning) if language == Language::Russian => {
            Text::new("desk-why").with("meaning", Text::new(meaning)).with("reason", refused.reason.as_str())
        }
        Some(_) | None => Text::plain(refused.reason.as_str()),
    }
}

/// What to do about it.
pub fn cure(refused: &Refused, language: Language) -> Text {
    let russian = refused.russian.as_deref().filter(|_| language == Language::Russian);
    Text::plain(russian.map_or(refused.cure.as_str(), |(_, cure)| cure))
}

/// Places of `protocol::place`.
const PLACES: [(&str, &str); 27] = [
    ("authorize", "desk-at-authorize"),
    ("par", "desk-at-par"),
    ("login", "desk-at-login"),
    ("registration", "desk-at-registration"),
    ("callback", "desk-at-callback"),
    ("token", "desk-at-token"),
    ("refresh", "desk-at-refresh"),
    ("userinfo", "desk-at-userinfo"),
    ("rest", "desk-at-rest"),
    ("rest.ctts", "desk-at-rest-ctts"),
    ("rest.addrs", "desk-at-rest-addrs"),
    ("rest.docs", "desk-at-rest-docs"),
    ("rest.vhls", "desk-at-rest-vhls"),
    ("rest.kids", "desk-at-rest-kids"),
    ("rest.roles", "desk-at-rest-roles"),
    ("rest.orgs", "desk-at-rest-orgs"),
    ("rest.emps", "desk-at-rest-emps"),
    ("rest.grps", "desk-at-rest-grps"),
    ("rest.brhs", "desk-at-rest-brhs"),
    ("keys", "desk-at-keys"),
    ("discovery", "desk-at-discovery"),
    ("introspect", "desk-at-introspect"),
    ("revoke", "desk-at-revoke"),
    ("logout", "desk-at-logout"),
    ("profile", "desk-at-profile"),
    ("mail", "desk-at-mail"),
    ("other", "desk-at-other"),
];

/// The nine stations.
const STATIONS: [(&str, &str); 9] = [
    ("request", "desk-station-request"),
    ("client_check", "desk-station-client-check"),
    ("sign_in", "desk-station-sign-in"),
    ("second_factor", "desk-station-second-factor"),
    ("role", "desk-station-role"),
    ("consent", "desk-station-consent"),
    ("code", "desk-station-code"),
    ("token", "desk-station-token"),
    ("access", "desk-station-access"),
];

/// Codes of ЕСИА and errors of the standard endpoints.
const CODES: [(&str, &str); 62] = [
    ("ESIA-005011", "desk-code-esia-005011"),
    ("ESIA-005013", "desk-code-esia-005013"),
    ("ESIA-005029", "desk-code-esia-005029"),
    ("ESIA-005050", "desk-code-esia-005050"),
    ("ESIA-007002", "desk-code-esia-007002"),
    ("ESIA-007003", "desk-code-esia-007003"),
    ("ESIA-007004", "desk-code-esia-007004"),
    ("ESIA-007005", "desk-code-esia-007005"),
    ("ESIA-007006", "desk-code-esia-007006"),
    ("ESIA-007007", "desk-code-esia-007007"),
    ("ESIA-007008", "desk-code-esia-007008"),
    ("ESIA-007009", "desk-code-esia-007009"),
    ("ESIA-007011", "desk-code-esia-007011"),
    ("ESIA-007012", "desk-code-esia-007012"),
    ("ESIA-007013", "desk-code-esia-007013"),
    ("ESIA-007014", "desk-code-esia-007014"),
    ("ESIA-007015", "desk-code-esia-007015"),
    ("ESIA-007019", "desk-code-esia-007019"),
    ("ESIA-007023", "desk-code-esia-007023"),
    ("ESIA-007038", "desk-code-esia-007038"),
    ("ESIA-007039", "desk-code-esia-007039"),
    ("ESIA-007040", "desk-code-esia-007040"),
    ("ESIA-007046", "desk-code-esia-007046"),
    ("ESIA-007053", "desk-code-esia-007053"),
    ("ESIA-007055", "desk-code-esia-007055"),
    ("ESIA-007060", "desk-code-esia-007060"),
    ("ESIA-007061", "desk-code-esia-007061"),
    ("ESIA-007062", "desk-code-esia-007062"),
    ("ESIA-007194", "desk-code-esia-007194"),
    ("ESIA-008010", "desk-code-esia-008010"),
    ("ESIA-036700", "desk-code-esia-036700"),
    ("ESIA-036701", "desk-code-esia-036701"),
    ("ESIA-036702", "desk-code-esia-036702"),
    ("ESIA-036703", "desk-code-esia-036703"),
    ("ESIA-036704", "desk-code-esia-036704"),
    ("ESIA-036705", "desk-code-esia-036705"),
    ("ESIA-036706", "desk-code-esia-036706"),
    ("ESIA-036707", "desk-code-esia-036707"),
    ("ESIA-036716", "desk-code-esia-036716"),
    ("ESIA-036726", "desk-code-esia-036726"),
    ("ESIA-036727", "desk-code-esia-036727"),
    ("invalid_request", "desk-code-invalid-request"),
    ("invalid_client", "desk-code-invalid-client"),
    ("invalid_grant", "desk-code-invalid-grant"),
    ("unauthorized_client", "desk-code-unauthorized-client"),
    ("unsupported_grant_type", "desk-code-unsupported-grant-type"),
    ("unsupported_response_type", "desk-code-unsupported-response-type"),
    ("invalid_scope", "desk-code-invalid-scope"),
    ("access_denied", "desk-code-access-denied"),
    ("server_error", "desk-code-server-error"),
    ("temporarily_unavailable", "desk-code-temporarily-unavailable"),
    ("interaction_required", "desk-code-interaction-required"),
    ("login_required", "desk-code-login-required"),
    ("account_selection_required", "desk-code-account-selection-required"),
    ("consent_required", "desk-code-consent-required"),
    ("invalid_request_uri", "desk-code-invalid-request-uri"),
    ("invalid_request_object", "desk-code-invalid-request-object"),
    ("request_uri_not_supported", "desk-code-request-uri-not-supported"),
    ("registration_not_supported", "desk-code-registration-not-supported"),
    ("unmet_authentication_requirements", "desk-code-unmet-authentication-requirements"),
    ("invalid_token", "desk-code-invalid-token"),
    ("insufficient_scope", "desk-code-insufficient-scope"),
];

fn key(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::way;
    use crate::protocol::error::ERRORS;
    use crate::protocol::oidc::error::STANDARD_ERRORS;
    use crate::protocol::place;

    #[test]
    fn every_place_station_and_code_has_words() {
        let said = |key: Option<&'static str>| key.is_some_and(|key| Language::English.t(key) != key);
        for name in place::names() {
            assert!(said(key(&PLACES, name)), "{name}");
        }
        for name in way::STATIONS {
            assert!(said(key(&STATIONS, name)), "{name}");
        }
        for row in ERRORS {
            assert!(said(key(&CODES, &row.code.to_string())), "{}", row.code);
        }
        for row in STANDARD_ERRORS {
            assert!(said(key(&CODES, row.word)), "{}", row.word);
        }
    }
}
