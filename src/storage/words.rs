//! The words of JSON columns, each written out once. Files hold them: a field of a type that is renamed keeps its word
//! here, and what is new has a default, so that files of every version are read.

use crate::domain::address::AddressKind;
use crate::domain::challenge::SecondProof;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::client::Client;
use crate::domain::interaction::Interaction;
use crate::domain::message::Content;
use crate::domain::message::Relay;
use crate::domain::offer::Offer;
use crate::domain::organization::OrganizationData;
use crate::domain::session::ActingAs;
use crate::protocol::permissions::Permission;
use crate::storage::codes::CodeGrant;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::Shaped;

/// What stands in a file is understood, and written again as it stands there: nothing of it was lost on the way.
fn are<T: Shaped>(stored: &[&str]) {
    for text in stored {
        let value: T = kept::of_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(kept::text(&value).expect("JSON"), *text);
    }
}

const CLIENT: &str = r#"{"mnemonic":"PORTAL","about":"Портал","name":"Портал школы","redirect_uris":["http://127.0.0.1:9090/callback"],"post_logout_redirect_uris":["http://127.0.0.1:9090/"],"certificates":["-----BEGIN CERTIFICATE-----"],"scopes":["openid","fullname"],"token_algorithm":"GOST3410_2012_256","client_secret":"secret","public":false,"jwks":{"keys":[]},"jwks_uri":"http://127.0.0.1:9090/jwks","id_token_claims":true,"backchannel_logout_uri":"http://127.0.0.1:9090/out","backchannel_logout_session_required":true,"lifetimes":{"code":1,"access_token":2,"id_token":3,"refresh_token":4},"demands":{"level":"confirmed","second_factor_scopes":["snils"]},"consent_types":[{"sysname":"APIPGU","name":"Тип","scopes":["a","b"],"mandatory_scopes":["a"],"fixed_scopes":true,"actions":[{"sysname":"ALL","name":"Всё"}],"purposes":[{"sysname":"CREDIT","name":"Кредит"}],"expire":5}],"api_key":"key","quirks":["sha1_digest"]}"#;

#[test]
fn of_clients() {
    are::<Client>(&[CLIENT]);
}

#[test]
fn of_organizations() {
    are::<OrganizationData>(&[
        r#"{"name":"school_12","about":"Школа","kind":"legal","full_name":"Школа № 12","short_name":"Школа","ogrn":"1025900000120","inn":"5900000120","kpp":"590001001","legal_form":"75404","agency_type":"10.FED","agency_territory":"Пермь","oktmo":"57701000","is_liquidated":true,"branches":[{"oid":7,"key":"north","name":"Север","kpp":"590002001"}],"access_groups":[{"id":"TEACHERS","name":"Учителя","description":"Все","system":"PORTAL","members":["teacher"]}]}"#,
        r#"{"kind":"sole_proprietor","full_name":"ИП","short_name":"ИП","ogrn":"1","inn":"2","kpp":null,"legal_form":null,"agency_type":null,"agency_territory":null,"oktmo":null,"is_liquidated":false,"branches":[],"access_groups":[]}"#,
    ]);
}

const PERMISSION: &str = r#"{"sysname":"APIPGU","responsibleObject":"Банк","expire":5,"actions":[{"sysname":"ALL"}],"purposes":[{"sysname":"CREDIT"}],"scopes":[{"sysname":"a"}]}"#;

/// An interaction of ЕСИА's own endpoints.
fn of_esia() -> String {
    format!(
        r#"{{"destination":{{"esia":{{"generation":"v3","redirect_uri":"http://127.0.0.1:9090/"}}}},"client":"PORTAL","scopes":["openid","fullname?oid=7","http://esia.gosuslugi.ru/org_inf?org_oid=8"],"state":"s","access_type":"offline","nonce":"n","challenge":{{"method":"GOST3411","value":"v"}},"scope_org":["org_inf"],"filter":{{"person":["conf_acc"],"types":["P"],"roles":["CHIEF"]}},"permissions":[{PERMISSION}],"refused":true}}"#
    )
}

#[test]
fn of_interactions() {
    let standard = r#"{"destination":{"oidc":{"redirect_uri":"http://127.0.0.1:9090/","grant":"g","response_mode":"form_post","begun_at":"2026-09-01T04:00:00Z","login_hint":"h","sign_in_anew":true,"max_age":5,"consent_anew":true,"subject":"7","essential_acr":["a"],"wanted_acr":["b"],"claims":{"userinfo":{"email":{"essential":true,"values":["v"]}},"id_token":{"acr":{"essential":false,"values":[]}}},"claim_scopes":["email"],"session":"x"}},"client":"PORTAL","scopes":["openid"],"state":"s","access_type":"online","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]}"#;
    let own = r#"{"destination":{"own":{"path":"/profile/"}},"client":"PORTAL","scopes":[],"state":"","access_type":"online","nonce":null,"challenge":null,"scope_org":[],"filter":{"person":[],"types":[],"roles":[]},"permissions":[]}"#;
    are::<Interaction>(&[&of_esia(), standard, own]);
}

#[test]
fn of_codes_grants_and_refresh_tokens() {
    let grant = |method: &str| {
        format!(
            r#"{{"interaction":{},"oid":1000000702,"session":"s","method":"{method}","auth_time":"2026-09-01T04:00:00Z"}}"#,
            of_esia()
        )
    };
    are::<CodeGrant>(&[&grant("PWD"), &grant("DS")]);
}

#[test]
fn of_consents_of_the_digital_profile() {
    are::<Permission>(&[PERMISSION]);
}

#[test]
fn of_sessions_and_accounts() {
    are::<ActingAs>(&[r#""person""#, r#"{"organization":8}"#]);
    are::<SecondProof>(&[
        r#""not_asked""#,
        r#""given""#,
        r#"{"asked":{"factor":"totp","code":"123456","made_at":"2026-09-01T04:00:00Z","expires_at":"2026-09-01T04:05:00Z","attempts_left":3}}"#,
        r#"{"asked":{"factor":"max","code":null,"made_at":"2026-09-01T04:00:00Z","expires_at":null,"attempts_left":0}}"#,
    ]);
    are::<Vec<Offer>>(&[r#"["fill_mfa","max_quiz","max_quiz_required","change_password"]"#, "[]"]);
}

#[test]
fn of_checks() {
    are::<CheckSubject>(&[r#"{"person":7}"#, r#"{"card":7}"#]);
    are::<CheckState>(&[
        r#""running""#,
        r#"{"answered":"found"}"#,
        r#"{"answered":"not_found"}"#,
        r#"{"answered":"mismatch_name"}"#,
        r#"{"answered":"mismatch_birth_date"}"#,
        r#"{"answered":"invalid"}"#,
        r#"{"answered":"timeout"}"#,
    ]);
}

#[test]
fn of_messages() {
    are::<Content>(&[
        r#"{"words":"Код 123456"}"#,
        r#"{"letter":{"name":"sign_in","greeting":"Анна","facts":[["Когда","сейчас"]],"link":"http://127.0.0.1/"}}"#,
    ]);
    are::<Relay>(&[
        r#"{"state":"kept","reason":"no server"}"#,
        r#"{"state":"waiting"}"#,
        r#"{"state":"relayed","at":"2026-09-01T04:00:00Z"}"#,
        r#"{"state":"failed","error":"no"}"#,
    ]);
}

#[test]
fn of_addresses() {
    let kinds = ["registration", "residence", "temporary", "legal", "postal"].map(|kind| format!("\"{kind}\""));
    are::<AddressKind>(&kinds.each_ref().map(String::as_str));
}

/// Version 6 had no `about`, `jwks` and logout of clients.
#[test]
fn of_earlier_versions() {
    let before = r#"{"mnemonic":"A","name":"А","redirect_uris":[],"post_logout_redirect_uris":[],"certificates":[],"scopes":[],"token_algorithm":"RS256","client_secret":null,"public":true,"lifetimes":{},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}"#;
    let now = r#"{"mnemonic":"A","name":"А","redirect_uris":[],"post_logout_redirect_uris":[],"certificates":[],"scopes":[],"token_algorithm":"RS256","client_secret":null,"public":true,"jwks":null,"jwks_uri":null,"id_token_claims":false,"backchannel_logout_uri":null,"backchannel_logout_session_required":false,"lifetimes":{"code":240,"access_token":3600,"id_token":10800,"refresh_token":2592000},"demands":{},"consent_types":[],"api_key":null,"quirks":[]}"#;
    let client: Client = kept::of_text(before).unwrap_or_else(|error| panic!("{before}: {error}"));
    assert_eq!(kept::text(&client).expect("JSON"), now);
}
