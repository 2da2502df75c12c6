//! The integration tests, one binary: a module more costs a second, a binary more costs a link.

mod architecture; // layers, foreign crates behind their fences, length of files
mod bad_input; // malformed, oversized and hostile input at every endpoint
mod catalogues; // walks the tables: errors by every surface, quirks off and on, routes, scopes
mod children; // cards of children, accounts that parents make, link and manage
mod cli; // what the program checks, refuses and prints
mod cli_calls; // commands that are calls of the API; OpenAPI, its documentation, completions
mod clients; // what known client libraries send, byte for byte, and what they check
mod confirmation; // identity confirmed: the desk, letters on paper, signatures, a bank (CNF)
mod consents; // consents in the profile: taken back, ended by time, given for children
mod control; // the tester's surface: who may, the clock
mod conversation; // the login as JSON, for robots and the page's own script; sign-in by QR code
mod desk; // the tester's desk: its pages, and what is done with them
mod documents; // every Markdown file: lines that fit; the glossary: in order, true to the code
mod durability; // --data FILE against kill -9
mod embedded; // a stand inside a Rust program
mod entrance; // before any handler: names of the stand, who may call what
mod esia; // ЕСИА's other paths: logout, public keys
mod faults; // what goes wrong on purpose: armed by calls, met by raw sockets and by clients
mod files; // --data FILE: every published version, and files that are not ours
mod from_nothing; // an empty stand filled by the tester's API, and by the command line
mod generate; // people who are made up: checked, served, signed in
mod gost; // signatures and tokens by ГОСТ, over HTTP
mod journal_file; // the journal in a file, and disks that fail
mod life; // accounts as a machine, driven at random
mod line; // connections as bytes: silence, upgrades, deadlines
mod login; // stations 1 to 7, a file each
mod oidc; // the standard OpenID Connect endpoints, by the OpenID Foundation's plans and beyond
mod organizations; // organisations and their people in the cabinet (ROL)
mod outbox; // letters and messages: lists, pages, the tester's API, the relay
mod pages; // what every page promises: headers, selectors, escaping, honesty
mod people; // people at run time: made, changed and deleted by calls
mod profile; // the citizen's own data: levels, registries, documents, contacts, security, deletion
mod properties; // the login as a machine, driven at random
mod readme; // what README promises is what the code does
mod registration; // how somebody gets an account, by pages and by JSON
mod rest; // station 9: data by access token, a file for each noun
mod scenario_runs; // files of steps, and the robot that goes through them
mod scenarios; // THE SCENARIO TABLE: each has tests, docs/scenarios.md lists them
mod security; // lockouts, recovery, second factor, trusted contact
mod signing; // signing in without a browser: by call, by hint, by setting; tokens, sessions, consents by call
mod stand; // what a stand is made of: fixtures, file, settings
mod stands; // many stands in one server, and what never crosses between them
mod started; // whoever starts the program: ready file, healthcheck, end with its parent
mod support; // the actors: a stand of its own, browser, citizen, relying party
mod time; // what time brings: jobs, limits that end, birthdays, the timer
mod tls; // TLS: the same stand over it, who is trusted, what the program makes and prints
mod token; // station 8, a file for each grant
mod v3; // generation v3: bare signatures, PKCE, permissions, demands, API-Key
mod watch; // fixtures that change while a server serves, and folders that go to it and come back
mod why; // every wrong request is told cause and cure
