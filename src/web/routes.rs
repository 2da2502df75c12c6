//! THE ROUTE TABLE: every path, its door and what it is for; `esia-mock routes` prints it.

use actix_web::Route;
use actix_web::guard;
use actix_web::http::Method;
use actix_web::web;
use actix_web::web::ServiceConfig;

use crate::web::control;
use crate::web::conversation;
use crate::web::esia;
use crate::web::oidc;
use crate::web::pages;
use crate::web::rest;

/// Whose door a path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// ЕСИА's own paths, for relying parties.
    Esia,
    /// The standard OpenID Connect door, for relying parties.
    Oidc,
    /// Data of people and organisations, for relying parties.
    Rest,
    /// Pages of the citizen.
    Pages,
    /// The same steps as JSON, for the login page's script and for robots.
    Conversation,
    /// The tester's door.
    Control,
}

impl Surface {
    /// The name of its module.
    pub fn name(self) -> &'static str {
        match self {
            Self::Esia => "esia",
            Self::Oidc => "oidc",
            Self::Rest => "rest",
            Self::Pages => "pages",
            Self::Conversation => "conversation",
            Self::Control => "control",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct RouteDef {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path, its variable parts in braces.
    pub path: &'static str,
    /// Whose door.
    pub surface: Surface,
    /// The station of the login, where it is one.
    pub station: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The handler.
    pub route: fn() -> Route,
}

/// `GET`, and `HEAD` for whoever wants the headers alone (RFC 9110 section 9.3.2).
pub fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn post() -> Route {
    web::post()
}

fn put() -> Route {
    web::put()
}

fn delete() -> Route {
    web::delete()
}

macro_rules! routes {
    ($($method:ident $path:literal $surface:ident $station:literal $about:literal $handler:path;)*) => {
        /// Every route but those of REST, which `web::rest` lists by resource.
        pub const ROUTES: &[RouteDef] = &[$(RouteDef {
            method: stringify!($method), path: $path, surface: Surface::$surface, station: $station,
            about: $about, route: || $method().to($handler),
        }),*];
    };
}

routes! {
    get  "/aas/oauth2/ac"        Esia    "request"       "request of an authorization code, v1" esia::authorize::v1;
    post "/aas/oauth2/ac"        Esia    "request"       "the same with parameters in the body" esia::authorize::v1;
    get  "/aas/oauth2/v2/ac"     Esia    "request"       "request of an authorization code, v2" esia::authorize::v2;
    post "/aas/oauth2/v2/ac"     Esia    "request"       "the same with parameters in the body" esia::authorize::v2;
    post "/aas/oauth2/te"        Esia    "token"         "tokens for a code, a refresh token or the client itself, v1" esia::token::v1;
    post "/aas/oauth2/v3/te"     Esia    "token"         "the same, v3" esia::token::v3;
    post "/aas/oauth2/v2/te"     Esia    "token"         "another name of v3/te" esia::token::v3;
    get  "/esia-rs/api/public/v1/orgs/ext-app/{key}/tkn" Esia "token" "an organisation's token for its API-Key" esia::api_key::token;
    get  "/idp/ext/Logout"       Esia    ""              "end of the single sign-on session" pages::logout::logout;
    get  "/public/{file}"        Esia    ""              "esia.zip: certificate, public key and JWK of the issuer" esia::public_keys::public_file;
    get  "/.well-known/openid-configuration" Oidc "" "metadata of the standard door" oidc::discovery::metadata;
    get  "/.well-known/oauth-authorization-server" Oidc "" "the same where OAuth clients look for it" oidc::discovery::metadata;
    get  "/oidc/authorize"       Oidc    "request"       "authentication request" oidc::authorize::authorize;
    post "/oidc/authorize"       Oidc    "request"       "the same with parameters in the body" oidc::authorize::authorize;
    post "/oidc/par"             Oidc    ""              "pushed authorization request" oidc::pushed_request::push;
    post "/oidc/token"           Oidc    "token"         "tokens for a code, a refresh token or the client itself" oidc::token::token;
    get  "/oidc/jwks"            Oidc    ""              "keys that verify tokens" oidc::discovery::jwks;
    get  "/oidc/userinfo"        Oidc    "access"        "claims about the citizen" oidc::userinfo::userinfo;
    post "/oidc/userinfo"        Oidc    "access"        "the same with the token in the body" oidc::userinfo::userinfo;
    post "/oidc/introspect"      Oidc    ""              "is a token good?" oidc::introspection::introspect;
    post "/oidc/revoke"          Oidc    ""              "a token is given back" oidc::revocation::revoke;
    get  "/oidc/end_session"     Oidc    ""              "logout begun by the relying party" pages::end_session::end_session;
    post "/oidc/end_session"     Oidc    ""              "the same with parameters in the body" pages::end_session::end_session;
    get  "/login"                Pages   ""              "the step of the login that is due" pages::login::login;
    post "/login/sign_in"        Pages   "sign_in"       "login and password" pages::sign_in::post;
    post "/login/role"           Pages   "role"          "«Войти как»" pages::role::post;
    post "/login/consent"        Pages   "consent"       "«Предоставить» or «Отказать»" pages::consent::post;
    get  "/login/second_factor"  Pages   "second_factor" "the second factor" pages::login::login;
    post "/login/second_factor"  Pages   "second_factor" "its code, or the wish for another one" pages::second_factor::post;
    get  "/login/registration"   Pages   ""              "registration: the step that is due" pages::registration::get;
    post "/login/registration"   Pages   ""              "name and contact of somebody who registers" pages::registration::form::post;
    post "/login/registration/contact" Pages ""          "the code by SMS, the wish for another one, or for other data" pages::registration::contact::post;
    get  "/login/registration/email" Pages ""            "what the link of a letter leads to: a password" pages::registration::password::link;
    post "/login/registration/password" Pages ""         "the password, and with it the account" pages::registration::password::post;
    get  "/login/registration/terms" Pages ""            "«Условия использования»" pages::registration::terms::conditions;
    get  "/login/registration/privacy" Pages ""          "«Политика конфиденциальности»" pages::registration::terms::privacy;
    get  "/login/reaction"       Pages   "sign_in"       "a check after wrong passwords: a picture, the security question" pages::reaction::get;
    post "/login/reaction"       Pages   "sign_in"       "what was read or answered" pages::reaction::post;
    post "/login/offer"          Pages   "offer"         "a second factor, MAX or another password, taken or declined" pages::offer::post;
    get  "/login/recovery"       Pages   ""              "recovery of a password: whose" pages::recovery::start;
    post "/login/recovery"       Pages   ""              "the same, sent" pages::recovery::begin;
    get  "/login/recovery/letter" Pages  ""              "the link of a letter" pages::recovery::letter;
    post "/login/recovery/letter" Pages  ""              "the link is used" pages::recovery::follow;
    get  "/login/recovery/{recovery}" Pages ""           "the step of a recovery that is due" pages::recovery::step;
    post "/login/recovery/{recovery}" Pages ""           "its answer" pages::recovery::take;
    get  "/login/eds"            Pages   ""              "sign-in by electronic signature (not built yet)" pages::notices::eds;
    get  "/login/language"       Pages   ""              "the language of the pages, then back where one came from" pages::language::choose;
    get  "/login/where"          Pages   ""              "the relying parties of this stand" pages::notices::where_else;
    get  "/profile"              Pages   ""              "the citizen's own pages: what is there, what to do next" pages::profile::overview::get;
    get  "/profile/consents"     Pages   ""              "who may see what" pages::profile::consents::get;
    post "/profile/consents/revoke" Pages ""             "a consent is taken back" pages::profile::consents::post;
    get  "/profile/consents/children" Pages ""           "a parent's consent for a child" pages::profile::consents::ask;
    post "/profile/consents/children" Pages ""           "the same, given" pages::profile::consents::allow;
    post "/profile/consents/children/refuse" Pages ""    "the same, taken back" pages::profile::consents::refuse;
    get  "/profile/security/protection" Pages ""         "second factor, security question, trusted contact" pages::profile::protection::get;
    get  "/profile/security/second-factor" Pages ""      "which second factor" pages::profile::protection::second_factor::get;
    post "/profile/security/second-factor" Pages ""      "the same, chosen" pages::profile::protection::second_factor::post;
    get  "/profile/security/second-factor/application" Pages "" "an application that makes codes" pages::profile::protection::application::get;
    post "/profile/security/second-factor/application" Pages "" "its first code" pages::profile::protection::application::post;
    get  "/profile/security/question" Pages ""           "the security question" pages::profile::protection::question::get;
    post "/profile/security/question" Pages ""           "the same, set or taken away" pages::profile::protection::question::post;
    get  "/profile/security/trusted-contact" Pages ""    "where letters about trusted contacts lead to" pages::profile::protection::trusted_contact::list;
    get  "/profile/security/trusted-contact/invite" Pages "" "a trusted contact" pages::profile::protection::trusted_contact::get;
    post "/profile/security/trusted-contact/invite" Pages "" "the same, invited" pages::profile::protection::trusted_contact::invite;
    post "/profile/security/trusted-contact/accept" Pages "" "somebody agrees to be one" pages::profile::protection::trusted_contact::accept;
    post "/profile/security/trusted-contact/leave" Pages "" "somebody does not want to be one" pages::profile::protection::trusted_contact::leave;
    post "/profile/security/trusted-contact/dismiss" Pages "" "the owner wants none" pages::profile::protection::trusted_contact::dismiss;
    get  "/logs/sms"             Pages   ""              "messages that would have been sent: a page, or JSON if asked" pages::logs::sms;
    get  "/logs/emails"          Pages   ""              "letters, likewise" pages::logs::emails;
    get  "/logs/emails/{number}" Pages   ""              "a letter" pages::logs::email;
    get  "/logs/emails/{number}/html" Pages ""           "the letter as a mail program shows it" pages::logs::email_html;
    get  "/logs/postcodes"       Pages   ""              "letters on paper, likewise" pages::logs::postcodes;
    get  "/"                     Pages   ""              "the stand: addresses, clients, test persons" pages::front::front;
    get  "/_assets/{file}"       Pages   ""              "style and script of the pages" pages::assets::asset;
    get  "/favicon.ico"          Pages   ""              "no icon, said quietly" pages::assets::icon;
    get  "/aas/oauth2/config"    Conversation ""         "what the login page is told about its server" conversation::config::get;
    post "/aas/oauth2/api/login" Conversation "sign_in"  "login and password" conversation::sign_in::post;
    post "/aas/oauth2/api/login/otp/verify" Conversation "second_factor" "a code by SMS" conversation::second_factor::sms;
    post "/aas/oauth2/api/login/otp/resend" Conversation "second_factor" "another code" conversation::second_factor::resend;
    post "/aas/oauth2/api/login/otp-max/verify" Conversation "second_factor" "a code by MAX" conversation::second_factor::max;
    post "/aas/oauth2/api/login/totp/verify" Conversation "second_factor" "a code of an application" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/mfa/verify" Conversation "second_factor" "another name of totp/verify" conversation::second_factor::totp;
    post "/aas/oauth2/api/login/role" Conversation "role" "«Войти как»" conversation::role::post;
    post "/aas/oauth2/api/scope/allow" Conversation "consent" "«Предоставить»" conversation::consent::allow;
    post "/aas/oauth2/api/scope/deny" Conversation "consent" "«Отказать»" conversation::consent::deny;
    get  "/aas/oauth2/api/login/next-step" Conversation "" "what is due" conversation::waypoints::next_step;
    post "/aas/oauth2/api/login/poll" Conversation ""    "what is due, asked again and again" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/promo-mfa/fill-mfa" Conversation "" "no second factor is wanted" conversation::waypoints::no_mfa;
    post "/aas/oauth2/api/login/quiz-max/skip" Conversation "" "MAX is not wanted" conversation::waypoints::no_max;
    post "/aas/oauth2/api/login/change-password/skip" Conversation "" "no other password is wanted" conversation::waypoints::same_password;
    post "/registration_api/registration/v1/user-data" Conversation "" "registration: name and contact" conversation::registration::user_data;
    post "/registration_api/activation/phone/verify-code" Conversation "" "its code by SMS" conversation::registration::phone_code;
    post "/registration_api/activation/phone/resend-code" Conversation "" "another one" conversation::registration::resend_phone;
    post "/registration_api/activation/email/verify-code" Conversation "" "the token of its letter's link" conversation::registration::email_code;
    post "/registration_api/activation/email/resend-code" Conversation "" "another letter" conversation::registration::resend_email;
    post "/registration_api/complete" Conversation ""   "its password, and with it the account" conversation::registration::complete;
    post "/aas/oauth2/api/login/anomaly-reaction/start" Conversation "" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    post "/aas/oauth2/api/login/anomaly-reaction/verify" Conversation "" "what is due; the checks themselves are at /captcha and /anomaly-resolver" conversation::waypoints::pass;
    get  "/captcha/api/public/v2/type" Conversation ""   "a picture to be read" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/renew" Conversation ""  "another picture" conversation::anomaly::captcha_type;
    get  "/captcha/api/public/v2/image" Conversation ""  "the picture itself" conversation::anomaly::captcha_image;
    post "/captcha/api/public/v2/verify" Conversation "" "what was read" conversation::anomaly::captcha_verify;
    post "/aas/oauth2/api/anomaly/captcha/verify" Conversation "sign_in" "the picture was read: the password gets its verdict" conversation::anomaly::reaction_verify;
    get  "/anomaly-resolver/api/reaction/question" Conversation "" "the security question" conversation::anomaly::question;
    post "/anomaly-resolver/api/reaction/question/answer" Conversation "sign_in" "its answer" conversation::anomaly::answer;
    post "/aas/oauth2/api/anomaly/question/answer" Conversation "sign_in" "another name of that" conversation::anomaly::answer;
    post "/qr-delegate/qr/generate" Conversation "sign_in" "a QR code to sign in with" conversation::qr::generate;
    get  "/qr-delegate/qr/subscribe/{qr_id}" Conversation "sign_in" "what becomes of it, as server-sent events" conversation::qr::subscribe;
    get  "/_mock/health"         Control ""              "is the server there?" control::health;
    get  "/_mock/api/v1/outbox"  Control ""              "messages, from the oldest on; waits for one if asked" control::outbox::list;
    delete "/_mock/api/v1/outbox" Control ""             "takes messages away" control::outbox::delete;
    get  "/_mock/api/v1/outbox/{number}" Control ""      "a message" control::outbox::show;
    post "/_mock/api/v1/qr/{qr_id}/approve" Control ""   "a citizen approves a QR code" control::qr::approve;
    get  "/_mock/api/v1/clock"   Control ""              "what the clock shows" control::clock::show;
    put  "/_mock/api/v1/clock"   Control ""              "set, advance, freeze or release the clock" control::clock::change;
    post "/_mock/api/v1/clock"   Control ""              "the same" control::clock::change;
    get  "/_mock/api/v1/jobs"    Control ""              "what waits for its time, and what was done" control::feed::jobs;
    get  "/_mock/api/v1/events"  Control ""              "what happened to citizens" control::feed::events;
}

/// One line of `esia-mock routes`.
#[derive(Debug)]
pub struct Listed {
    /// `get`, `post`, `put` or `delete`.
    pub method: &'static str,
    /// The path.
    pub path: String,
    /// The name of the door's module.
    pub surface: &'static str,
    /// What it is for.
    pub about: String,
}

/// Every route of the server, those of REST included.
pub fn listing() -> Vec<Listed> {
    let own = ROUTES.iter().map(|row| Listed {
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

/// Is there something of the table to get at this path?
pub fn is_got(path: &str) -> bool {
    let matches = |pattern: &str| {
        let (known, given) = (pattern.split('/'), path.split('/'));
        known.clone().count() == given.clone().count()
            && known.zip(given).all(|(known, given)| known == given || (known.starts_with('{') && !given.is_empty()))
    };
    ROUTES.iter().any(|row| row.method == "get" && matches(row.path))
}

/// Mounts every route; whatever is left over gets a page or JSON saying so.
pub fn configure(config: &mut ServiceConfig) {
    let mut paths: Vec<&str> = Vec::new();
    for row in ROUTES {
        if !paths.contains(&row.path) {
            paths.push(row.path);
        }
    }
    for path in paths {
        let rows = ROUTES.iter().filter(|row| row.path == path);
        let resource = rows.fold(web::resource(path), |resource, row| resource.route((row.route)()));
        let resource = resource.default_service(web::to(pages::error::wrong_method));
        if oidc::cors::is_shared(path) {
            let preflight = web::method(Method::OPTIONS).to(oidc::cors::preflight);
            config.service(resource.route(preflight).wrap(oidc::cors::headers()));
        } else {
            config.service(resource);
        }
    }
    rest::configure(config);
    config.default_service(web::to(pages::error::not_found));
}
