//! THE TABLE OF CALLS: every call of the tester's API, with an example that can be sent to a stand of the demo people.
//!
//! What a call reads and answers follows from the types of its handler (`openapi`).

use actix_web::Route;
use actix_web::web;

use crate::web::control;
use crate::web::control::again;
use crate::web::control::clients;
use crate::web::control::clock;
use crate::web::control::export;
use crate::web::control::faults;
use crate::web::control::feed;
use crate::web::control::import;
use crate::web::control::metrics;
use crate::web::control::mfc;
use crate::web::control::openapi::call::Call;
use crate::web::control::openapi::document;
use crate::web::control::openapi::draft::describe;
use crate::web::control::organizations;
use crate::web::control::outbox;
use crate::web::control::people;
use crate::web::control::qr;
use crate::web::control::registries;
use crate::web::control::requests;
use crate::web::control::settings;
use crate::web::control::signing::consents;
use crate::web::control::signing::sessions;
use crate::web::control::signing::sign_ins;
use crate::web::control::signing::tokens;
use crate::web::control::stands;
use crate::web::control::version;
use crate::web::route::Caller;
use crate::web::route::RouteDef;
use crate::web::route::Surface;
use crate::web::route::get;
use crate::web::route::post;

fn put() -> Route {
    web::put()
}

fn patch() -> Route {
    web::patch()
}

fn delete() -> Route {
    web::delete()
}

macro_rules! caller {
    () => {
        Surface::Control.caller()
    };
    ($caller:ident) => {
        Caller::$caller
    };
}

macro_rules! calls {
    ($($method:ident $path:literal $(for $caller:ident)? $about:literal $handler:path => [$($example:literal),*];)*) => {
        /// Every call.
        pub const CALLS: &[Call] = &[$(Call {
            row: RouteDef {
                method: stringify!($method), path: $path, surface: Surface::Control,
                caller: caller!($($caller)?), look: Surface::Control.look(), station: "control",
                about: $about, route: || $method().to($handler),
            },
            name: stringify!($handler),
            describe: |draft| describe(&$handler, draft),
            example: &[$($example),*],
        }),*];
    };
}

calls! {
    get "/_mock/api/v1/people" "who is there" people::list => ["GET /people?q=%D1%81%D0%B8%D0%B4%D0%BE%D1%80&level=confirmed"];
    post "/_mock/api/v1/people" "makes somebody under a persona that nobody has" people::make => [
        "POST /people", r#"POST /people {"level": "confirmed", "email_verified": false}"#
    ];
    get "/_mock/api/v1/people/{person}" "somebody as they are now" people::show => ["GET /people/child_10"];
    put "/_mock/api/v1/people/{person}" "makes somebody, in place of the one of this persona" people::put => [
        r#"PUT /people/anna {"level": "confirmed"}"#
    ];
    patch "/_mock/api/v1/people/{person}" "changes somebody by force" people::change => [
        r#"PATCH /people/standard_adult {"level": "confirmed"}"#
    ];
    delete "/_mock/api/v1/people/{person}" "deletes somebody" people::delete => ["DELETE /people/standard_adult"];
    post "/_mock/api/v1/people/{person}/children" "makes a child with an account" people::make_child => [
        r#"POST /people/confirmed_mother_of_two/children {"age": 10, "email_verified": false}"#
    ];
    post "/_mock/api/v1/people/{person}/contacts/{value}/verify" "a contact is verified" people::verify_contact => [
        "POST /people/child_email_not_verified/contacts/smirnov.lev%40example.test/verify"
    ];
    post "/_mock/api/v1/people/{person}/contacts/{value}/unverify" "a contact is not verified" people::unverify_contact => [
        "POST /people/confirmed_mother_of_two/contacts/sidorova%40example.test/unverify"
    ];
    get "/_mock/api/v1/people/{person}/sessions" "sessions that are open" sessions::list => [
        "GET /people/confirmed_mother_of_two/sessions"
    ];
    post "/_mock/api/v1/people/{person}/sessions" "opens a session for a browser" sessions::open => [
        "POST /people/confirmed_mother_of_two/sessions"
    ];
    delete "/_mock/api/v1/people/{person}/sessions" "lets sessions be over; nobody is told" sessions::forget => [
        "DELETE /people/confirmed_mother_of_two/sessions"
    ];
    post "/_mock/api/v1/people/{person}/logout" "ends sessions; systems are told" sessions::log_out => [
        "POST /people/confirmed_mother_of_two/logout"
    ];
    get "/_mock/api/v1/people/{person}/consents" "what somebody allows systems" consents::list => [
        "GET /people/confirmed_mother_of_two/consents"
    ];
    put "/_mock/api/v1/people/{person}/consents/{client}" "gives a consent, in place of the one before" consents::put => [
        r#"PUT /people/confirmed_mother_of_two/consents/EPOS_DEMO {"scopes": ["fullname", "snils"]}"#
    ];
    delete "/_mock/api/v1/people/{person}/consents/{client}" "takes a consent back" consents::revoke => [
        "DELETE /people/confirmed_mother_of_two/consents/EPOS_DEMO"
    ];
    get "/_mock/api/v1/clients" "the systems that are registered" clients::list => ["GET /clients"];
    get "/_mock/api/v1/clients/{mnemonic}" "a system, without its secret" clients::show => ["GET /clients/EPOS_DEMO"];
    put "/_mock/api/v1/clients/{mnemonic}" "registers a system, in place of one of this мнемоника" clients::put => [
        r#"PUT /clients/PORTAL {"name": "Портал", "redirect_uris": ["http://127.0.0.1:9090/callback"]}"#
    ];
    delete "/_mock/api/v1/clients/{mnemonic}" "takes a system away, and whatever it was given" clients::delete => [
        "DELETE /clients/EPOS_DEMO"
    ];
    post "/_mock/api/v1/clients/{mnemonic}/keys" "makes a key, and registers its certificate" clients::make_key => [
        r#"POST /clients/EPOS_DEMO/keys {"algorithm": "rsa"}"#
    ];
    get "/_mock/api/v1/organizations" "organisations" organizations::list => ["GET /organizations?limit=10"];
    get "/_mock/api/v1/organizations/{id}" "an organisation" organizations::show => ["GET /organizations/school_12"];
    put "/_mock/api/v1/organizations/{id}" "makes an organisation, in place of one of this name" organizations::put => [
        r#"PUT /organizations/lyceum {"full_name": "Лицей № 1", "short_name": "Лицей"}"#
    ];
    delete "/_mock/api/v1/organizations/{id}" "takes an organisation away, and the roles in it" organizations::delete => [
        "DELETE /organizations/school_12"
    ];
    post "/_mock/api/v1/import" "takes a packed folder of fixtures in: all of it, or nothing" import::import => [
        "POST /import {export}"
    ];
    get "/_mock/api/v1/export" "the stand as a packed folder of fixtures" export::export => ["GET /export"];
    post "/_mock/api/v1/sign-ins" "signs somebody in for a request of a tested system" sign_ins::sign_in => [
        r#"POST /sign-ins {"authorize_url": "/oidc/authorize?response_type=code&client_id=SPA_DEMO&redirect_uri=http%3A%2F%2F127.0.0.1%3A9090%2Fcallback&scope=openid%20profile&state=xyz&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256", "person": "confirmed_mother_of_two"}"#
    ];
    post "/_mock/api/v1/tokens" "tokens without a request" tokens::make => [
        r#"POST /tokens {"client": "EPOS_DEMO", "person": "confirmed_mother_of_two", "scopes": ["openid", "fullname"], "endpoint": "v1", "lifetime": 3600}"#
    ];
    post "/_mock/api/v1/tokens/revoke" "revokes an access token or a refresh token" tokens::revoke => [
        r#"POST /tokens/revoke {"token": "{token}"}"#
    ];
    get "/_mock/api/v1/faults" "what goes wrong on purpose, and how often it did" faults::list => [
        r#"PUT /faults/token-down {"at": "token", "times": null, "do": {"status": 502}}"#, "GET /faults"
    ];
    post "/_mock/api/v1/faults" "lets something go wrong" faults::make => [
        r#"POST /faults {"at": "token", "client": "EPOS_DEMO", "do": {"esia": "ESIA-007053"}}"#
    ];
    put "/_mock/api/v1/faults/{name}" "lets something go wrong, in place of the fault of this name" faults::put => [
        r#"PUT /faults/tired {"at": "rest", "person": "confirmed_mother_of_two", "path": "/rs/prns/*", "for": "PT2H", "do": {"delay": {"min": "PT0.5S", "max": "PT2S"}}}"#
    ];
    get "/_mock/api/v1/faults/{name}" "a fault; waits until it has met a request, if asked" faults::show => [
        r#"PUT /faults/works {"at": "*", "do": {"maintenance": true}}"#, "GET /faults/works"
    ];
    delete "/_mock/api/v1/faults/{name}" "lets it be as usual again" faults::delete => ["DELETE /faults/works"];
    delete "/_mock/api/v1/faults" "takes all faults away" faults::clear => ["DELETE /faults"];
    get "/_mock/api/v1/requests" "the journal: what was sent to the stand" requests::list => [
        "GET /requests?at=token&refused=true"
    ];
    post "/_mock/api/v1/requests/expect" "are the requests as expected?" requests::expect::expect => [
        r#"POST /requests/expect {"at": "token", "client": "EPOS_DEMO", "count": 0}"#
    ];
    get "/_mock/api/v1/requests/{number}" "one request with its answer, decoded" requests::show => [
        "GET /.well-known/openid-configuration", "GET /requests/last"
    ];
    get "/_mock/api/v1/requests/{number}/raw" "the same as text" requests::raw => [
        "GET /.well-known/openid-configuration", "GET /requests/last/raw"
    ];
    delete "/_mock/api/v1/requests" "forgets them; numbers go on" requests::clear => ["DELETE /requests"];
    get "/_mock/api/v1/outbox" "messages, from the oldest on; waits for one if asked" outbox::list => ["GET /outbox"];
    delete "/_mock/api/v1/outbox" "takes messages away" outbox::delete => ["DELETE /outbox"];
    get "/_mock/api/v1/outbox/{number}" "a message; waits for it if asked" outbox::show => [
        r#"POST /mfc/refuse {"person": "standard_adult"}"#, "GET /outbox/1"
    ];
    get "/_mock/api/v1/events" "what happened to citizens" feed::events => ["GET /events"];
    get "/_mock/api/v1/jobs" "what waits for its time, and what was done" feed::jobs => ["GET /jobs"];
    get "/_mock/api/v1/clock" "what the clock shows" clock::show => ["GET /clock"];
    put "/_mock/api/v1/clock" "set, advance, freeze or release the clock" clock::change => [
        r#"PUT /clock {"advance_working": "P1D", "at": "14:00"}"#
    ];
    post "/_mock/api/v1/clock" "the same" clock::change => [r#"POST /clock {"advance": "PT15M"}"#];
    get "/_mock/api/v1/registries" "what registries were told to answer" registries::list => ["GET /registries"];
    get "/_mock/api/v1/registries/{registry}/{number}" "the same about one number, or oid:… of a person"
        registries::show => [
            r#"PUT /registries/sfr/000-000-702%2023 {"outcome": "not_found"}"#, "GET /registries/sfr/000-000-702%2023"
        ];
    put "/_mock/api/v1/registries/{registry}/{number}" "arranges what МВД, СФР or ЗАГС answers about it"
        registries::put => [r#"PUT /registries/sfr/000-000-702%2023 {"outcome": "not_found"}"#];
    delete "/_mock/api/v1/registries/{registry}/{number}" "lets it be answered as usual again"
        registries::delete => [
            r#"PUT /registries/sfr/000-000-702%2023 {"outcome": "not_found"}"#, "DELETE /registries/sfr/000-000-702%2023"
        ];
    post "/_mock/api/v1/mfc/confirm" "an operator confirms identity" mfc::confirm => [
        r#"POST /mfc/confirm {"person": "standard_adult"}"#
    ];
    post "/_mock/api/v1/mfc/refuse" "or refuses to" mfc::refuse => [
        r#"POST /mfc/refuse {"person": "standard_adult", "reason": "the photograph shows somebody else"}"#
    ];
    post "/_mock/api/v1/mfc/register" "makes an account for a visitor" mfc::register => [
        r#"POST /mfc/register {"documents": {"last_name": "Новикова", "first_name": "Ирина", "birth_date": "1995-04-03", "snils": "112-233-445 95", "passport": "5715 123456"}, "gender": "female", "phone": "+79001234567"}"#
    ];
    post "/_mock/api/v1/mfc/restore" "gives access back" mfc::restore => [
        r#"POST /mfc/restore {"person": "locked_adult"}"#
    ];
    post "/_mock/api/v1/mfc/block" "blocks an account" mfc::block => [
        r#"POST /mfc/block {"person": "standard_adult"}"#
    ];
    post "/_mock/api/v1/qr/{qr_id}/approve" "a citizen approves a QR code" qr::approve => [
        r#"POST /qr/{qr_id}/approve {"person": "standard_adult"}"#
    ];
    get "/_mock/api/v1/settings" "settings of the stand" settings::show => ["GET /settings"];
    patch "/_mock/api/v1/settings" "changes settings (JSON merge patch)" settings::patch => [
        r#"PATCH /settings {"auto_sign_in": {"EPOS_DEMO": "confirmed_mother_of_two"}, "rules": {"login.lock_after": 5}}"#
    ];
    post "/_mock/api/v1/keys/rotate" "lets the next keys of the issuer sign" settings::rotate => ["POST /keys/rotate"];
    get "/_mock/api/v1/stands" "the stands of the server" stands::list => ["GET /stands"];
    post "/_mock/api/v1/stands" "makes a stand under a name that nobody has" stands::make => ["POST /stands"];
    get "/_mock/api/v1/stands/{name}" "a stand" stands::show => ["GET /stands/default"];
    put "/_mock/api/v1/stands/{name}" "makes a stand, in place of one of this name" stands::put => [
        r#"PUT /stands/one {"clock": "2026-09-01T09:00:00+05:00"}"#
    ];
    delete "/_mock/api/v1/stands/{name}" "ends a stand" stands::delete => ["DELETE /stands/one"];
    post "/_mock/api/v1/reset" "makes the stand as it was made" again::reset => ["POST /reset"];
    get "/_mock/api/v1/snapshots" "snapshots of the stand" again::list => ["GET /snapshots"];
    get "/_mock/api/v1/snapshots/{name}" "a snapshot" again::show => ["PUT /snapshots/evening", "GET /snapshots/evening"];
    put "/_mock/api/v1/snapshots/{name}" "keeps the stand as it is now" again::keep => ["PUT /snapshots/evening"];
    delete "/_mock/api/v1/snapshots/{name}" "forgets a snapshot" again::forget => ["DELETE /snapshots/evening"];
    post "/_mock/api/v1/snapshots/{name}/restore" "puts the stand back to a snapshot" again::restore => [
        "PUT /snapshots/evening", "POST /snapshots/evening/restore"
    ];
    get "/_mock/health" for Anyone "is the server there?" control::health => ["GET /_mock/health"];
    get "/_mock/metrics" "what the process counts, as Prometheus reads it" metrics::show => ["GET /_mock/metrics"];
    get "/_mock/openapi.json" "this description" document::show => ["GET /_mock/openapi.json"];
    get "/_mock/api/v1/version" "what the program is and can do" version::show => ["GET /version"];
}
