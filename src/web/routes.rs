//! THE ROUTE TABLE: every path, its shape, who may call it and what it is for; `esia-mock routes` prints it.

use actix_web::Route;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::middleware::from_fn;
use actix_web::web;
use actix_web::web::Data;
use actix_web::web::ServiceConfig;

use crate::domain::public_url::PublicUrl;
use crate::web::control;
use crate::web::control::calls::CALLS;
use crate::web::control::openapi::call::Calls;
use crate::web::conversation;
use crate::web::cors;
use crate::web::desk;
use crate::web::entrance::caller;
use crate::web::esia;
use crate::web::oidc;
use crate::web::pages;
use crate::web::rest;
use crate::web::route::Caller;
pub use crate::web::route::Listed;
use crate::web::route::Look;
use crate::web::route::Places;
use crate::web::route::RouteDef;
use crate::web::route::Routes;
use crate::web::route::Surface;
use crate::web::route::could_begin;
use crate::web::route::get;
use crate::web::state::OfStand;

fn post() -> Route {
    web::post()
}

macro_rules! caller {
    ($surface:ident) => {
        Surface::$surface.caller()
    };
    ($surface:ident $caller:ident) => {
        Caller::$caller
    };
}

macro_rules! look {
    ($surface:ident) => {
        Surface::$surface.look()
    };
    ($surface:ident $look:ident) => {
        Look::$look
    };
}

macro_rules! routes {
    ($($method:ident $path:literal $surface:ident $(for $caller:ident)? $(as $look:ident)? $station:literal $about:literal $handler:path;)*) => {
        const ROUTES: &[RouteDef] = &[$(RouteDef {
            method: stringify!($method), path: $path, surface: Surface::$surface,
            caller: caller!($surface $($caller)?), look: look!($surface $($look)?), station: $station,
            about: $about, route: || $method().to($handler),
        }),*];
    };
}

routes! {
    get  "/aas/oauth2/ac"             Esia "request" "request of an authorization code, v1" esia::authorize::v1;
    post "/aas/oauth2/ac"             Esia "request" "the same with parameters in the body" esia::authorize::v1;
    get  "/aas/oauth2/v2/ac"          Esia "request" "request of an authorization code, v2" esia::authorize::v2;
    post "/aas/oauth2/v2/ac"          Esia "request" "the same with parameters in the body" esia::authorize::v2;
    post "/aas/oauth2/te"             Esia as OauthJson "token" "tokens for a code, a refresh token or the client itself, v1" esia::token::v1;
    post "/aas/oauth2/v3/te"          Esia as OauthJson "token" "the same, v3" esia::token::v3;
    post "/aas/oauth2/v2/te"          Esia as OauthJson "token" "another name of v3/te" esia::token::v3;
    get  "/esia-rs/api/public/v1/orgs/ext-app/{key}/tkn" Esia as RestJson "token" "an organisation's token for its API-Key" esia::api_key::token;
    get  "/idp/ext/Logout"            Esia "logout" "end of the single sign-on session" pages::logout::logout;
    get  "/public/{file}"             Esia "public" "esia.zip: certificate, public key and JWK of the issuer" esia::public_keys::public_file;
    get  "/.well-known/openid-configuration" Oidc "metadata" "metadata of the standard endpoints" oidc::discovery::metadata;
    get  "/.well-known/oauth-authorization-server" Oidc "metadata" "the same where OAuth clients look for it" oidc::discovery::metadata;
    get  "/oidc/authorize"            Oidc as StandardPage "request" "authentication request" oidc::authorize::authorize;
    post "/oidc/authorize"            Oidc as StandardPage "request" "the same with parameters in the body" oidc::authorize::authorize;
    post "/oidc/par"                  Oidc "request" "pushed authorization request" oidc::pushed_request::push;
    post "/oidc/token"                Oidc "token" "tokens for a code, a refresh token or the client itself" oidc::token::token;
    get  "/oidc/jwks"                 Oidc "metadata" "keys that verify tokens" oidc::discovery::jwks;
    get  "/oidc/userinfo"             Oidc as Bearer "userinfo" "claims about the citizen" oidc::userinfo::userinfo;
    post "/oidc/userinfo"             Oidc as Bearer "userinfo" "the same with the token in the body" oidc::userinfo::userinfo;
    post "/oidc/introspect"           Oidc "introspect" "is a token good?" oidc::introspection::introspect;
    post "/oidc/revoke"               Oidc "revoke" "a token is given back" oidc::revocation::revoke;
    get  "/oidc/end_session"          Oidc as StandardPage "logout" "logout begun by the relying party" pages::end_session::end_session;
    post "/oidc/end_session"          Oidc as StandardPage "logout" "the same with parameters in the body" pages::end_session::end_session;
    get  "/login"                     Pages "login" "the step of the login that is due" pages::login::login;
    post "/login/sign_in"             Pages "sign_in" "login and password" pages::sign_in::post;
    post "/login/role"                Pages "role" "«Войти как»" pages::role::post;
    post "/login/consent"             Pages "consent" "«Предоставить» or «Отказать»" pages::consent::post;
    get  "/login/second_factor"       Pages "second_factor" "the second factor" pages::login::login;
    post "/login/second_factor"       Pages "second_factor" "its code, or the wish for another one" pages::second_factor::post;
    get  "/login/registration"        Pages "registration" "registration: the step that is due" pages::registration::get;
    post "/login/registration"        Pages "registration" "name and contact of somebody who registers" pages::registration::form::post;
    post "/login/registration/contact" Pages "registration" "the code by SMS, the wish for another one, or for other data" pages::registration::contact::post;
    get  "/login/registration/email"  Pages "registration" "what the link of a letter leads to: a password" pages::registration::password::link;
    post "/login/registration/password" Pages "registration" "the password, and with it the account" pages::registration::password::post;
    get  "/login/registration/terms"  Pages "registration" "«Условия использования»" pages::registration::terms::conditions;
    get  "/login/registration/privacy" Pages "registration" "«Политика конфиденциальности»" pages::registration::terms::privacy;
    get  "/login/eds"                 Pages "sign_in" "sign-in by electronic signature" pages::eds::get;
    post "/login/eds"                 Pages "sign_in" "the signature" pages::eds::post;
    get  "/login/recovery/first_password" Pages "first_password" "the password of an account that an operator has opened" pages::first_password::get;
    post "/login/recovery/first_password" Pages "first_password" "it is made up" pages::first_password::post;
    get  "/login/language"            Pages "login" "the language of the pages, then back where one came from" pages::language::choose;
    get  "/login/where"               Pages "login" "the relying parties of this stand" pages::notices::where_else;
    get  "/profile"                   Pages "own_pages" "the citizen's own pages: what is there, what to do next" pages::profile::overview::get;
    get  "/profile/family"            Pages "own_pages" "«Семья и дети»: cards of children" pages::profile::family::list::get;
    get  "/profile/family/new"        Pages "own_pages" "the form of a new card" pages::profile::family::card_form::new;
    post "/profile/family/new"        Pages "own_pages" "a new card" pages::profile::family::card_form::add;
    post "/profile/family/submission" Pages "own_pages" "«Отправить»: marked cards go to ЗАГС and СФР" pages::profile::family::list::submit;
    get  "/profile/family/{id}"       Pages "own_pages" "a card: its check, «Создать», «Привязать», the child's account" pages::profile::family::card::get;
    get  "/profile/family/{id}/edit"  Pages "own_pages" "the form of a card that is not verified" pages::profile::family::card_form::edit;
    post "/profile/family/{id}/edit"  Pages "own_pages" "a changed card" pages::profile::family::card_form::change;
    post "/profile/family/{id}/deletion" Pages "own_pages" "a card is taken away" pages::profile::family::card::delete;
    get  "/profile/family/{id}/account" Pages "own_pages" "«Создать»: e-mail and phone of the child" pages::profile::family::creation::get;
    post "/profile/family/{id}/account" Pages "own_pages" "they are chosen; a letter and a code are sent" pages::profile::family::creation::begin;
    get  "/profile/family/{id}/account/password" Pages "own_pages" "the code and a password" pages::profile::family::creation::password;
    post "/profile/family/{id}/account/password" Pages "own_pages" "the child's account is made" pages::profile::family::creation::finish;
    get  "/profile/family/{id}/account/deletion" Pages "own_pages" "is the child's account to be deleted?" pages::profile::family::managing::deletion;
    post "/profile/family/{id}/account/deletion" Pages "own_pages" "it is" pages::profile::family::managing::delete;
    get  "/profile/family/{id}/link"  Pages "own_pages" "«Привязать»: the e-mail of the child's account" pages::profile::family::linking::get;
    post "/profile/family/{id}/link"  Pages "own_pages" "a letter asks the child" pages::profile::family::linking::request;
    post "/profile/family/{id}/unlink" Pages "own_pages" "«Отвязать»" pages::profile::family::linking::unlink;
    get  "/profile/family/{id}/password" Pages "own_pages" "a new password for the child" pages::profile::family::managing::password;
    post "/profile/family/{id}/password" Pages "own_pages" "it is set" pages::profile::family::managing::set_password;
    get  "/profile/family/{id}/contacts" Pages "own_pages" "e-mail and phone of the child's account" pages::profile::family::contacts::get;
    post "/profile/family/{id}/contacts" Pages "own_pages" "others are given; a letter and a code are sent" pages::profile::family::contacts::change;
    get  "/profile/family/{id}/contacts/code" Pages "own_pages" "the code for the child's new phone" pages::profile::family::contacts::code;
    post "/profile/family/{id}/contacts/code" Pages "own_pages" "the code is given" pages::profile::family::contacts::verify;
    post "/profile/family/{id}/letter" Pages "own_pages" "another letter to the child's e-mail that waits" pages::profile::family::contacts::letter;
    get  "/login/child/email"         Pages "child_letters" "the link in a letter: is the child's e-mail to be verified?" pages::child_letters::ask;
    post "/login/child/email"         Pages "child_letters" "it is" pages::child_letters::email;
    get  "/login/child/link"          Pages "child_letters" "the link in a letter: does the child agree to be linked?" pages::child_letters::link;
    post "/login/child/link"          Pages "child_letters" "the child agrees, or does not" pages::child_letters::decide;
    get  "/profile/confirm"           Pages "own_pages" "the ways to confirm identity" pages::profile::confirm::get;
    get  "/profile/confirm/mfc"       Pages "own_pages" "what to bring to a service centre" pages::profile::confirm::service_centre;
    get  "/profile/confirm/uek"       Pages "own_pages" "the universal card, which is not taken any more" pages::profile::confirm::universal_card;
    get  "/profile/confirm/post"      Pages "own_pages" "a code by letter on paper" pages::profile::confirm::post::get;
    post "/profile/confirm/post"      Pages "own_pages" "the address it goes to" pages::profile::confirm::post::order;
    post "/profile/confirm/post/code" Pages "own_pages" "the code of the letter" pages::profile::confirm::post::code;
    get  "/profile/confirm/signature" Pages "own_pages" "an electronic signature of one's own" pages::profile::confirm::signature::get;
    post "/profile/confirm/signature" Pages "own_pages" "the signature" pages::profile::confirm::signature::post;
    get  "/profile/confirm/bank"      Pages "own_pages" "a page in the place of a bank" pages::profile::confirm::bank::get;
    post "/profile/confirm/bank"      Pages "own_pages" "what the bank sends" pages::profile::confirm::bank::post;
    get  "/profile/organizations"     Pages "own_pages" "organisations and one's roles in them" pages::profile::organizations::get;
    get  "/profile/organizations/add" Pages "own_pages" "a head registers the organisation" pages::profile::organizations::add::get;
    post "/profile/organizations/add" Pages "own_pages" "it is registered" pages::profile::organizations::add::post;
    get  "/profile/organizations/invitation/{key}" Pages "own_pages" "an invitation to work somewhere" pages::profile::organizations::invitation::get;
    post "/profile/organizations/invitation/{key}" Pages "own_pages" "it is accepted" pages::profile::organizations::invitation::post;
    get  "/profile/organizations/{oid}" Pages "own_pages" "an organisation and its employees" pages::profile::organizations::card::get;
    post "/profile/organizations/{oid}/staff" Pages "own_pages" "an employee gets rights or is excluded" pages::profile::organizations::card::post;
    get  "/profile/organizations/{oid}/invite" Pages "own_pages" "an employee is invited" pages::profile::organizations::invite::get;
    post "/profile/organizations/{oid}/invite" Pages "own_pages" "the letter is sent" pages::profile::organizations::invite::post;
    get  "/_mock"                     Desk "desk" "the tester's desk: it begins with people" desk::home;
    get  "/_mock/people"              Desk "desk" "people" desk::people::get;
    get  "/_mock/people/new"          Desk "desk" "families by one press, or one person by a form" desk::people::creation::get;
    post "/_mock/people/new"          Desk "desk" "makes them" desk::people::creation::post;
    post "/_mock/people/enter"        Desk "desk" "somebody signs in in this browser, without a password" desk::people::entering::post;
    get  "/_mock/people/{oid}"        Desk "desk" "somebody on one screen" desk::people::card::get;
    post "/_mock/people/{oid}"        Desk "desk" "what is done with them" desk::people::acts::post;
    get  "/_mock/people/{oid}/fixture" Desk "desk" "somebody as they are now, as a fixture" desk::people::card::fixture;
    get  "/_mock/people/{oid}/deletion" Desk "desk" "are they to be deleted?" desk::people::card::deletion;
    post "/_mock/faults/clear"        Desk "desk" "takes all faults away" desk::faults::clear;
    get  "/_mock/stands"              Desk "desk" "stands and snapshots" desk::stands::get;
    post "/_mock/stands"              Desk "desk" "makes, restores and ends them" desk::stands::post;
    get  "/_mock/stands/question"     Desk "desk" "what cannot be taken back is asked once" desk::stands::question;
    get  "/_mock/clock"               Desk "desk" "what waits for its time" desk::clock::get;
    post "/_mock/clock"               Desk "desk" "moves the clock" desk::clock::post;
    get  "/_mock/mfc"                 Desk "mfc" "the desk of a service centre: the tester is its operator" desk::mfc::get;
    post "/_mock/mfc"                 Desk "mfc" "looks for an account" desk::mfc::post;
    post "/_mock/enter"               Desk for Anyone "control" "the control token, typed once" desk::admission::enter;
    get  "/_mock/api"                 Control for Operator as Page "control" "the tester's API: every call, to be tried" control::page::show;
    get  "/_mock/mfc/accounts/{oid}"  Desk "mfc" "an account at the desk" desk::mfc::account::get;
    post "/_mock/mfc/accounts/{oid}"  Desk "mfc" "compares, confirms, refuses, restores, blocks" desk::mfc::account::post;
    get  "/_mock/mfc/newcomer"        Desk "mfc" "a visitor without an account" desk::mfc::newcomer::get;
    post "/_mock/mfc/newcomer"        Desk "mfc" "gets one, confirmed at once" desk::mfc::newcomer::post;
    get  "/_mock/systems"             Desk "desk" "the relying parties of the stand" desk::systems::get;
    get  "/_mock/systems/new"         Desk "desk" "the form of a new one" desk::systems::form::new;
    post "/_mock/systems/new"         Desk "desk" "it is registered" desk::systems::form::register;
    get  "/_mock/systems/{mnemonic}"  Desk "desk" "a relying party: what it sent lately, its first request" desk::systems::show;
    post "/_mock/systems/{mnemonic}"  Desk "desk" "gets a key, or is taken away" desk::systems::change;
    get  "/_mock/systems/{mnemonic}/edit" Desk "desk" "the form of a relying party" desk::systems::form::edit;
    post "/_mock/systems/{mnemonic}/edit" Desk "desk" "it is changed" desk::systems::form::change;
    get  "/_mock/journal"             Desk "desk" "what systems and browsers sent" desk::journal::get;
    post "/_mock/journal"             Desk "desk" "all entries are taken away" desk::journal::clear;
    get  "/_mock/journal/{number}"    Desk "desk" "one request, with what it means" desk::journal::request::get;
    get  "/_mock/journal/{number}/text" Desk "desk" "the same as it passed the line, secrets cut" desk::journal::request::text;
    get  "/_mock/letters"             Desk "desk" "what the stand has written to people" desk::letters::get;
    post "/_mock/letters"             Desk "desk" "all of it is taken away" desk::letters::clear;
    get  "/_mock/letters/{number}"    Desk "desk" "one letter or message" desk::letters::letter;
    get  "/_mock/faults"              Desk "desk" "what goes wrong on purpose" desk::faults::get;
    post "/_mock/faults"              Desk "desk" "arms a ready fault, mends one or all, outlasts one" desk::faults::post;
    get  "/_mock/faults/{row}"        Desk "desk" "the form for a row of the catalogue" desk::faults::form::ask;
    post "/_mock/faults/{row}"        Desk "desk" "it is armed" desk::faults::form::make;
    get  "/_mock/offices"             Desk "desk" "desks of others: service centre, post, registries, a telephone" desk::offices::get;
    post "/_mock/offices"             Desk "desk" "a citizen's telephone approves a QR code" desk::offices::approve;
    get  "/_mock/offices/registries"  Desk "desk" "what registries answer about a person" desk::offices::registries::get;
    post "/_mock/offices/registries"  Desk "desk" "answers are arranged, or as usual again" desk::offices::registries::post;
    get  "/profile/login"             Pages "own_pages" "a sign-in to the citizen's own pages" pages::own_pages::login;
    get  "/profile/data"              Pages "own_pages" "«Мои данные»" pages::profile::data::get;
    get  "/profile/data/edit"         Pages "own_pages" "name, birth, СНИЛС and identity document, to be checked" pages::profile::edit::get;
    post "/profile/data/edit"         Pages "own_pages" "saves them and asks МВД and СФР" pages::profile::edit::post;
    get  "/profile/addresses/edit"    Pages "own_pages" "an address (?kind=PRG or PLV)" pages::profile::address::get;
    post "/profile/addresses/edit"    Pages "own_pages" "saves it" pages::profile::address::post;
    post "/profile/addresses/remove"  Pages "own_pages" "removes it" pages::profile::address::remove;
    get  "/profile/contacts/change"   Pages "own_pages" "another phone or e-mail (?kind=MBT or EML)" pages::profile::contact::get;
    post "/profile/contacts/change"   Pages "own_pages" "sends a code or a letter to it" pages::profile::contact::change;
    get  "/profile/contacts/code"     Pages "own_pages" "the code that was sent to a phone" pages::profile::contact::code;
    post "/profile/contacts/code"     Pages "own_pages" "verifies the phone" pages::profile::contact::confirm;
    post "/profile/contacts/resend"   Pages "own_pages" "sends the code or the letter again" pages::profile::contact::resend;
    post "/profile/contacts/cancel"   Pages "own_pages" "gives up a change" pages::profile::contact::cancel;
    post "/profile/contacts/remove"   Pages "own_pages" "removes a phone or an e-mail" pages::profile::contact::remove;
    get  "/login/contact"             Pages "own_pages" "the link of a letter that verifies an e-mail" pages::contact_link::get;
    post "/login/contact"             Pages "own_pages" "verifies it" pages::contact_link::post;
    get  "/profile/documents"         Pages "own_pages" "«Документы»" pages::profile::documents::get;
    get  "/profile/documents/add"     Pages "own_pages" "another document (?kind=)" pages::profile::document_form::get;
    post "/profile/documents/add"     Pages "own_pages" "adds it" pages::profile::document_form::post;
    post "/profile/documents/remove"  Pages "own_pages" "removes it, or withdraws a replacement of the passport" pages::profile::documents::remove;
    get  "/profile/security"          Pages "own_pages" "«Безопасность»: password, sessions, deletion" pages::profile::security::get;
    get  "/profile/security/password" Pages "own_pages" "another password" pages::profile::password::get;
    post "/profile/security/password" Pages "own_pages" "sets it" pages::profile::password::post;
    post "/profile/security/end-session" Pages "own_pages" "ends a session" pages::profile::security::end;
    post "/profile/security/end-others" Pages "own_pages" "ends all sessions but this one" pages::profile::security::end_others;
    get  "/profile/delete"            Pages "own_pages" "deletion of the account" pages::profile::delete::get;
    post "/profile/delete"            Pages "own_pages" "deletes it" pages::profile::delete::post;
    get  "/profile/notifications"     Pages "own_pages" "«Лента уведомлений»" pages::profile::notifications::get;
    post "/profile/rs/prns/up"        Conversation "conversation" "name, birth, СНИЛС and document as JSON, as on the test contour" conversation::personal_data::post;
    get  "/login/reaction"            Pages "sign_in" "a check after wrong passwords: a picture, the security question" pages::reaction::get;
    post "/login/reaction"            Pages "sign_in" "what was read or answered" pages::reaction::post;
    post "/login/offer"               Pages "offer" "a second factor, MAX or another password, taken or declined" pages::offer::post;
    get  "/login/recovery"            Pages "recovery" "recovery of a password: whose" pages::recovery::start;
    post "/login/recovery"            Pages "recovery" "the same, sent" pages::recovery::begin;
    get  "/login/recovery/letter"     Pages "recovery" "the link of a letter" pages::recovery::letter;
    post "/login/recovery/letter"     Pages "recovery" "the link is used" pages::recovery::follow;
    get  "/login/recovery/{recovery}" Pages "recovery" "the step of a recovery that is due" pages::recovery::step;
    post "/login/recovery/{recovery}" Pages "recovery" "its answer" pages::recovery::take;
    get  "/profile/consents"          Pages "own_pages" "who may see what" pages::profile::consents::get;
    post "/profile/consents/revoke"   Pages "own_pages" "a consent is taken back" pages::profile::consents::post;
    get  "/profile/consents/children" Pages "own_pages" "a parent's consent for a child" pages::profile::consents::ask;
    post "/profile/consents/children" Pages "own_pages" "the same, given" pages::profile::consents::allow;
    post "/profile/consents/children/refuse" Pages "own_pages" "the same, taken back" pages::profile::consents::refuse;
    get  "/profile/security/second-factor" Pages "own_pages" "which second factor" pages::profile::protection::second_factor::get;
    post "/profile/security/second-factor" Pages "own_pages" "the same, chosen" pages::profile::protection::second_factor::post;
    get  "/profile/security/second-factor/application" Pages "own_pages" "an application that makes codes" pages::profile::protection::application::get;
    post "/profile/security/second-factor/application" Pages "own_pages" "its first code" pages::profile::protection::application::post;
    get  "/profile/security/question" Pages "own_pages" "the security question" pages::profile::protection::question::get;
    post "/profile/security/question" Pages "own_pages" "the same, set or taken away" pages::profile::protection::question::post;
    get  "/profile/security/trusted-contact" Pages "own_pages" "where letters about trusted contacts lead to" pages::profile::protection::trusted_contact::list;
    get  "/profile/security/trusted-contact/invite" Pages "own_pages" "a trusted contact" pages::profile::protection::trusted_contact::get;
    post "/profile/security/trusted-contact/invite" Pages "own_pages" "the same, invited" pages::profile::protection::trusted_contact::invite;
    post "/profile/security/trusted-contact/accept" Pages "own_pages" "somebody agrees to be one" pages::profile::protection::trusted_contact::accept;
    post "/profile/security/trusted-contact/leave" Pages "own_pages" "somebody does not want to be one" pages::profile::protection::trusted_contact::leave;
    post "/profile/security/trusted-contact/dismiss" Pages "own_pages" "the owner wants none" pages::profile::protection::trusted_contact::dismiss;
    get  "/logs/sms"                  Pages for Operator "logs" "messages that would have been sent: a page, or JSON if asked" pages::logs::sms;
    get  "/logs/emails"               Pages for Operator "logs" "letters, likewise" pages::logs::emails;
    get  "/logs/emails/{number}"      Pages for Operator "logs" "a letter" pages::logs::email;
    get  "/logs/emails/{number}/html" Pages for Operator "logs" "the letter as a mail program shows it" pages::logs::email_html;
    get  "/logs/postcodes"            Pages for Operator "logs" "letters on paper, likewise" pages::logs::postcodes;
    get  "/"                          Pages "front" "the stand: addresses, clients, test persons" pages::front::front;
    get  "/_assets/{file}"            Pages "assets" "style and script of the pages" pages::assets::asset;
    get  "/favicon.ico"               Pages "assets" "no icon, said quietly" pages::assets::icon;
    get  "/aas/oauth2/config"         Conversation "conversation" "what the login page is told about its server" conversation::config::get;
    post "/aas/oauth2/api/login"      Conversation "conversation" "login and password" conversation::sign_in::post;
    get  "/aas/oauth2/api/login/eds/challenge" Conversation "conversation" "a text to be signed" conversation::eds::challenge;
    post "/aas/oauth2/api/login/eds"  Conversation "conversation" "its signature" conversation::eds::post;
    post "/profile/rs/prns/usrcfm/addr" Conversation "conversation" "orders a code by letter on paper" conversation::post_code::order;
    post "/profile/rs/prns/usrcfm/by-post" Conversation "conversation" "the code of the letter" conversation::post_code::enter;
    post "/aas/oauth2/api/login/otp/verify" Conversation "conversation" "a code by SMS" conversation::second_factor::sms;
    post "/aas/oauth2/api/login/otp/resend" Conversation "conversation" "another code" conversation::second_factor::resend;
    post "/aas/oauth2/api/login/otp-max/verify" Conversation "conversation" "a code by MAX" conversation::second_factor::max;
    post "/aas/oauth2/api/login/totp/verify" Conversation "conversation" "a code of an application" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/mfa/verify" Conversation "conversation" "another name of totp/verify" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/role" Conversation "conversation" "«Войти как»" conversation::role::post;
    post "/aas/oauth2/api/scope/allow" Conversation "conversation" "«Предоставить»" conversation::consent::allow;
    post "/aas/oauth2/api/scope/deny" Conversation "conversation" "«Отказать»" conversation::consent::deny;
    get  "/aas/oauth2/api/login/next-step" Conversation "conversation" "what is due" conversation::waypoints::next_step;
    post "/aas/oauth2/api/login/poll" Conversation "conversation" "what is due, asked again and again" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/promo-mfa/fill-mfa" Conversation "conversation" "no second factor is wanted" conversation::waypoints::no_mfa;
    post "/aas/oauth2/api/login/quiz-max/skip" Conversation "conversation" "MAX is not wanted" conversation::waypoints::no_max;
    post "/aas/oauth2/api/login/change-password/skip" Conversation "conversation" "no other password is wanted" conversation::waypoints::same_password;
    post "/registration_api/registration/v1/user-data" Conversation "conversation" "registration: name and contact" conversation::registration::user_data;
    post "/registration_api/activation/phone/verify-code" Conversation "conversation" "its code by SMS" conversation::registration::phone_code;
    post "/registration_api/activation/phone/resend-code" Conversation "conversation" "another one" conversation::registration::resend_phone;
    post "/registration_api/activation/email/verify-code" Conversation "conversation" "the token of its letter's link" conversation::registration::email_code;
    post "/registration_api/activation/email/resend-code" Conversation "conversation" "another letter" conversation::registration::resend_email;
    post "/registration_api/complete" Conversation "conversation" "its password, and with it the account" conversation::registration::complete;
    post "/aas/oauth2/api/login/anomaly-reaction/start" Conversation "conversation" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/anomaly-reaction/verify" Conversation "conversation" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    get  "/captcha/api/public/v2/type" Conversation "conversation" "a picture to be read" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/renew" Conversation "conversation" "another picture" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/image" Conversation "conversation" "the picture itself" conversation::anomaly::captcha_image;
    post "/captcha/api/public/v2/verify" Conversation "conversation" "what was read" conversation::anomaly::captcha_verify;
    post "/aas/oauth2/api/anomaly/captcha/verify" Conversation "conversation" "the picture was read: the password gets its verdict" conversation::anomaly::reaction_verify;
    get  "/anomaly-resolver/api/reaction/question" Conversation "conversation" "the security question" conversation::anomaly::question;
    post "/anomaly-resolver/api/reaction/question/answer" Conversation "conversation" "its answer" conversation::anomaly::answer;
    post "/aas/oauth2/api/anomaly/question/answer" Conversation "conversation" "another name of that" conversation::anomaly::answer;
    post "/qr-delegate/qr/generate"   Conversation "conversation" "a QR code to sign in with" conversation::qr::generate;
    get  "/qr-delegate/qr/subscribe/{qr_id}" Conversation "conversation" "what becomes of it, as server-sent events" conversation::qr::subscribe;
}

/// Every route but those of REST, which `web::rest` lists by resource; those of the tester's API are a table of its own.
pub fn rows() -> impl Iterator<Item = &'static RouteDef> {
    ROUTES.iter().chain(CALLS.iter().map(|call| &call.row))
}

/// Every route of the server, those of REST included.
pub fn listing() -> Vec<Listed> {
    let own = rows().map(|row| Listed {
        method: row.method,
        path: row.path.to_owned(),
        surface: row.surface.name(),
        about: row.about.to_owned(),
    });
    let resources = rest::RESOURCES.iter().map(|row| Listed {
        method: row.method,
        path: row.path.to_owned(),
        surface: Surface::Rest.name(),
        about: row.about.to_owned(),
    });
    own.chain(resources).collect()
}

/// Paths that are taken as a whole: what is not there is refused in their own way, and named stands live in the last.
const WHOLE: [&str; 3] = ["/rs/{rest:.*}", "/_stand/{rest:.*}", "/_mock/{rest:.*}"];

/// A public address whose path begins a path of the stand.
#[derive(Debug, thiserror::Error)]
#[error(
    "the path {path} is refused, because {taken} of the stand begins with it: behind a proxy that takes it away the two \
     could not be told apart; another path, such as /idp/esia, can"
)]
pub struct PrefixTaken {
    path: String,
    taken: &'static str,
}

/// Can the path of this address be told apart from the paths of the stand?
pub fn check_prefix(address: &PublicUrl) -> Result<(), PrefixTaken> {
    let listed = rows().map(|row| row.path).chain(rest::RESOURCES.iter().map(|row| row.path));
    let taken = listed.chain(WHOLE).find(|path| could_begin(path, address.segments()));
    match taken.filter(|_| !address.path().is_empty()) {
        Some(taken) => Err(PrefixTaken { path: address.path().to_owned(), taken }),
        None => Ok(()),
    }
}

/// Mounts every route; whatever is left over gets a page or JSON saying so.
pub fn configure(config: &mut ServiceConfig) {
    config.app_data(Data::new(Routes(rows().collect())));
    config.app_data(Data::new(Calls(CALLS)));
    let mut paths: Vec<(&str, Caller)> = Vec::new();
    for row in rows() {
        if !paths.contains(&(row.path, row.caller)) {
            paths.push((row.path, row.caller));
        }
    }
    for (path, caller) in paths {
        let here: Vec<_> = rows().filter(|row| row.path == path).collect();
        let places = Places::Each(here.clone());
        let resource =
            here.iter().fold(web::resource(path), |resource, row| resource.route((row.route)())).app_data(places);
        let resource = if here.iter().any(|row| row.surface == Surface::Control) {
            resource.default_service(web::to(control::unknown::wrong_method))
        } else {
            resource.default_service(web::to(pages::error::wrong_method))
        };
        if cors::is_shared(path) {
            let preflight = web::method(Method::OPTIONS).to(cors::preflight);
            config.service(resource.route(preflight).wrap(cors::headers()));
        } else if caller == Caller::Anyone {
            config.service(resource);
        } else {
            config.service(resource.wrap(from_fn(
                move |stand: OfStand, request: ServiceRequest, next: Next<BoxBody>| {
                    caller::check(caller, stand, request, next)
                },
            )));
        }
    }
    rest::configure(config);
    let unknown = web::resource("/_mock/{rest:.*}").default_service(web::to(control::unknown::call));
    config.service(unknown.wrap(from_fn(|stand: OfStand, request: ServiceRequest, next: Next<BoxBody>| {
        caller::check(Caller::Tester, stand, request, next)
    })));
    config.default_service(web::to(pages::error::not_found));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_no_beginning_of_a_path_of_the_stand() {
        let check = |path: &str| {
            let address = PublicUrl::parse(&format!("https://host{path}")).expect("an address");
            check_prefix(&address).map_err(|taken| taken.taken)
        };
        for free in ["", "/idp/esia", "/esia", "/login/esia", "/public/esia/x", "/idp/ext/Logout/x", "/_assets2"] {
            assert_eq!(check(free), Ok(()), "{free}");
        }
        for (prefix, taken) in [
            ("/idp", "/idp/ext/Logout"),
            ("/aas", "/aas/oauth2/ac"),
            ("/login", "/login"),
            ("/profile/", "/profile"),
            ("/profile/family/esia", "/profile/family/{id}"),
            ("/public/esia", "/public/{file}"),
            ("/rs", "/rs/prns/{oid}"),
            ("/rs/a/b/c/d", "/rs/{rest:.*}"),
            ("/_stand/x", "/_stand/{rest:.*}"),
            ("/_mock", "/_mock"),
        ] {
            assert_eq!(check(prefix), Err(taken), "{prefix}");
        }
    }
}
