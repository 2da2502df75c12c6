//! The actors of the tests and their tools; a test tells what they do, and never looks into the database.
//!
//! | file | who or what |
//! |---|---|
//! | [`app`] | [`TestApp`]: a stand of its own behind a real socket, with its clock |
//! | [`usual`] | the stand of most tests, filled in once |
//! | [`browser`] | [`Browser`]: cookies, redirects, forms filled in by their labels |
//! | [`citizen`] | [`Citizen`]: somebody of the fixtures, who logs in; [`Login`]: a login put at a station |
//! | [`relying_party`] | [`RelyingParty`]: signs requests, exchanges codes, reads REST |
//! | [`robot`] | [`JsonRobot`]: logs in without pages, by the calls that the real login page makes |
//! | [`standard_client`] | [`StandardClient`]: a relying party of the standard endpoints |
//! | [`client_key`], [`receiver`] | its keys, and the address where it is told of logouts |
//! | [`request`] | [`Request`]: the parameters of a request, to be spoiled |
//! | [`token`] | [`Token`]: a token, verified by what `/public/esia.zip` gives and nothing else |
//! | [`cms`], [`secret`] | PKCS#7 signatures, and the encodings in which clients send them |
//! | [`parent`] | [`Parent`](parent::Parent): cards of children and their accounts; letters and codes on the way |
//! | [`control`] | the tester's surface: clock, jobs, events |
//! | [`sent`] | what the stand has sent: codes, links, letters |
//! | [`html`] | what a browser understands of a page |
//! | [`http`] | requests and answers |
//! | [`sent`] | what the stand has sent: codes, links, letters |
//! | [`folder`] | fixture folders made for one test |
//! | [`sink`] | [`Sink`]: a server that takes letters |
//! | [`running`] | the server behind it |
//! | [`tls`] | authorities, servers and clients of TLS |
//! | [`wire`] | [`Wire`](wire::Wire): a connection as bytes |
//! | [`proxy`] | a proxy in front of the stand, which takes the path of its address away or keeps it |
//! | [`program`] | the program itself, run as a process |

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod citizen;
pub(crate) mod client_key;
pub(crate) mod cms;
pub(crate) mod control;
pub(crate) mod folder;
pub(crate) mod html;
pub(crate) mod http;
pub(crate) mod openapi;
pub(crate) mod parent;
pub(crate) mod program;
pub(crate) mod proxy;
pub(crate) mod receiver;
pub(crate) mod relying_party;
pub(crate) mod request;
pub(crate) mod robot;
pub(crate) mod running;
pub(crate) mod secret;
pub(crate) mod sent;
pub(crate) mod sink;
pub(crate) mod standard_client;
pub(crate) mod tls;
pub(crate) mod token;
pub(crate) mod usual;
pub(crate) mod wire;

pub(crate) use app::TestApp;
pub(crate) use browser::Browser;
pub(crate) use browser::Returned;
pub(crate) use citizen::Login;
pub(crate) use client_key::ClientKey;
pub(crate) use http::Answer;
pub(crate) use http::Http;
pub(crate) use receiver::Receiver;
pub(crate) use relying_party::RelyingParty;
pub(crate) use relying_party::Tokens;
pub(crate) use request::Request;
pub(crate) use robot::JsonRobot;
pub(crate) use sink::Sink;
pub(crate) use standard_client::StandardClient;
pub(crate) use token::Token;
