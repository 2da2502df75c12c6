//! The tester's desk; what the tester calls is a table of its own (`web::control::calls`).

use crate::web::control;
use crate::web::desk;
use crate::web::routes::row::routes;

routes! {
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
    get  "/_mock/stands/compare"      Desk "desk" "this stand beside another one" desk::stands::compare::get;
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
}
