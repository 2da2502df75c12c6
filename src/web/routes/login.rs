//! Pages of a login and of what is around it: registration, recovery, messages, the front page.

use crate::web::pages;
use crate::web::routes::row::routes;

routes! {
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
    get  "/login/another"             Pages "sign_in" "«Другой пользователь»: the session ends, the login asks who comes" pages::logout::another;
    get  "/login/where"               Pages "login" "the relying parties of this stand" pages::notices::where_else;
    get  "/login/reaction"            Pages "sign_in" "a check after wrong passwords: a picture, the security question" pages::reaction::get;
    post "/login/reaction"            Pages "sign_in" "what was read or answered" pages::reaction::post;
    post "/login/offer"               Pages "offer" "a second factor, MAX or another password, taken or declined" pages::offer::post;
    get  "/login/recovery"            Pages "recovery" "recovery of a password: whose" pages::recovery::start;
    post "/login/recovery"            Pages "recovery" "the same, sent" pages::recovery::begin;
    get  "/login/recovery/letter"     Pages "recovery" "the link of a letter" pages::recovery::letter;
    post "/login/recovery/letter"     Pages "recovery" "the link is used" pages::recovery::follow;
    get  "/login/recovery/{recovery}" Pages "recovery" "the step of a recovery that is due" pages::recovery::step;
    post "/login/recovery/{recovery}" Pages "recovery" "its answer" pages::recovery::take;
    get  "/logs/sms"                  Pages for Operator "logs" "messages that would have been sent: a page, or JSON if asked" pages::logs::sms;
    get  "/logs/emails"               Pages for Operator "logs" "letters, likewise" pages::logs::emails;
    get  "/logs/emails/{number}"      Pages for Operator "logs" "a letter" pages::logs::email;
    get  "/logs/emails/{number}/html" Pages for Operator "logs" "the letter as a mail program shows it" pages::logs::email_html;
    get  "/logs/postcodes"            Pages for Operator "logs" "letters on paper, likewise" pages::logs::postcodes;
    get  "/"                          Pages "front" "the stand: addresses, clients, test persons" pages::front::front;
    get  "/_assets/{file}"            Pages "assets" "style and script of the pages" pages::assets::asset;
    get  "/favicon.ico"               Pages "assets" "no icon, said quietly" pages::assets::icon;
}
