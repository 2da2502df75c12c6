//! A sign-in without a browser: the request of a tested system goes through the whole login in one transaction.

use crate::domain::account::Account;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::client_check;
use crate::flow::login::progress::Visitor;
use crate::flow::login::request;
use crate::flow::oidc;
use crate::flow::oidc::begin::Begun;
use crate::flow::outbox;
use crate::flow::tester::passage;
use crate::flow::tester::passage::Actor;
use crate::flow::tester::passage::Answers;
use crate::flow::tester::passage::End;
use crate::flow::tester::passage::Misfit;
use crate::flow::tester::request::Asked;
use crate::flow::tester::request::Denied;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::sessions;
use crate::texts::Language;

/// The browser of all such sign-ins: each account knows it, so nobody gets a letter about a new one.
pub const BROWSER: &str = "sign-ins";

/// Who signs in.
#[derive(Clone, Debug)]
pub enum Who {
    /// A persona, an oid or a login.
    Person(String),
    /// Whoever has this session (the SHA-256 of its cookie), if there is one.
    Session(Option<String>),
}

/// Why nobody was signed in although the request is right: the call does not fit.
#[derive(Debug)]
pub enum Mistaken {
    /// The name does not mean one account.
    Person(Meant),
    /// There is no such session.
    Session,
    /// What was said does not fit what is asked.
    Misfit {
        /// What of it.
        misfit: Misfit,
        /// Who asks.
        client: String,
    },
}

/// What came of a sign-in, before anything is signed.
#[derive(Debug)]
pub struct SignedIn {
    /// The stations on the way.
    pub steps: Vec<&'static str>,
    /// The number of the login, if it began.
    pub login: Option<String>,
    /// Who was to sign in; absent where the request was denied before.
    pub person: Option<Oid>,
    /// The session that was opened.
    pub opened: Option<Opened>,
    /// How it ended.
    pub end: Came,
}

/// How a sign-in ended.
#[derive(Debug)]
pub enum Came {
    /// The request was denied before the login.
    Denied(Denied),
    /// The login ended so.
    Passed(End),
}

impl SignedIn {
    /// The request was denied.
    pub fn denied(denied: Denied) -> Self {
        let mut steps = vec![request::STATION];
        if denied.at != request::STATION {
            steps.push(denied.at);
        }
        Self { steps, login: None, person: None, opened: None, end: Came::Denied(denied) }
    }
}

/// Signs somebody in for a request, and answers what is asked on the way.
pub fn sign_in(
    cx: &WriteCx<'_>,
    asked: Asked,
    who: &Who,
    answers: &Answers,
) -> Result<Result<SignedIn, Mistaken>, Stop> {
    let account = match who {
        Who::Person(name) => match finding::meant(cx, name)? {
            Meant::One(account) => Some(*account),
            meant @ (Meant::Nobody | Meant::Several(_)) => return Ok(Err(Mistaken::Person(meant))),
        },
        Who::Session(cookie) => holder(cx, cookie.as_deref())?,
    };
    let session = match who {
        Who::Person(_) => None,
        Who::Session(cookie) => cookie.clone(),
    };
    let visitor = Visitor { browser: BROWSER.to_owned(), session, language: Language::default() };
    let person = account.as_ref().map(|account| account.oid);
    let (id, client) = match begin(cx, asked, &visitor)? {
        Ok(Started::Login(id, client)) => (id, client),
        Ok(Started::Answered(end)) => return Ok(Ok(SignedIn { person, ..passed(cx, Vec::new(), None, *end) })),
        Err(denied) => return Ok(Ok(SignedIn::denied(denied))),
    };
    let Some(account) = account else { return Ok(Err(Mistaken::Session)) };
    outbox::knows_browser(cx, account.oid, BROWSER)?;
    let passage = passage::go(cx, &id, Actor { visitor, account: Some(account) }, answers)?;
    match passage.end {
        End::Misfit(misfit) => Ok(Err(Mistaken::Misfit { misfit, client })),
        end => Ok(Ok(SignedIn { person, ..passed(cx, passage.steps, passage.opened, end) })),
    }
}

fn holder(cx: &WriteCx<'_>, cookie: Option<&str>) -> Result<Option<Account>, Stop> {
    let Some(cookie) = cookie else { return Ok(None) };
    let session = sessions::find(cx.sql, cookie, cx.now)?;
    Ok(session.map(|session| accounts::find(cx.sql, session.oid)).transpose()?.flatten())
}

enum Started {
    Login(String, String),
    Answered(Box<End>),
}

fn begin(cx: &WriteCx<'_>, asked: Asked, visitor: &Visitor) -> Result<Result<Started, Denied>, Stop> {
    let standard = match asked {
        Asked::Esia(checked) => {
            let client = checked.party.client.mnemonic.to_string();
            return Ok(Ok(Started::Login(login::begin(cx, &checked, &visitor.browser)?, client)));
        }
        Asked::Standard(checked) => checked,
        Asked::Pushed(sent) => match super::request::take(cx, &sent)? {
            Ok(checked) => checked,
            Err(denied) => return Ok(Err(denied)),
        },
    };
    let client = standard.party.client.mnemonic.to_string();
    Ok(Ok(match oidc::begin::begin(cx, standard, visitor)? {
        Begun::Login(id) => Started::Login(id, client),
        Begun::Answered(answer) => {
            Started::Answered(Box::new(End::Ended(crate::flow::ending::Ending::Standard(answer))))
        }
    }))
}

fn passed(cx: &WriteCx<'_>, on_way: Vec<&'static str>, opened: Option<Opened>, end: End) -> SignedIn {
    let mut steps = vec![request::STATION, client_check::STATION];
    if on_way.is_empty() {
        steps.extend(matches!(&end, End::Ended(ending) if ending.is_success()).then_some(login::code::STEP.name));
    }
    steps.extend(on_way);
    let login = Some(format!("L{}", cx.stand.journal.next_login()));
    SignedIn { steps, login, person: None, opened, end: Came::Passed(end) }
}
