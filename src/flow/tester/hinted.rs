//! A login that goes by itself in a browser: `login_hint=mock:{person}` names who signs in, or the setting
//! `auto_sign_in` does it for every request of a system.
//!
//! The hint stands outside the text that clients of ЕСИА sign, so a test can add it to any request. It opens an account
//! without its password to whoever can send a browser here; therefore it is off where a control token is set, unless
//! `--allow-login-hint`.

use crate::domain::interaction::Interaction;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::account::sessions::Opened;
use crate::flow::ending::Ending;
use crate::flow::login;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::flow::tester::passage;
use crate::flow::tester::passage::Actor;
use crate::flow::tester::passage::Answers;
use crate::flow::tester::passage::End;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::storage::interactions;

/// What makes a hint one for the stand.
const MARK: &str = "mock:";

/// Where the browser goes on.
#[derive(Debug)]
pub struct Passed {
    /// Its session, if it got one.
    pub opened: Option<Opened>,
    /// Where to.
    pub way: Way,
}

/// Where the browser goes on.
#[derive(Debug)]
pub enum Way {
    /// The login has ended.
    Ended(Ending),
    /// The login with this id goes on at its page: something is asked that goes by itself no more.
    Login(String),
}

/// Whom a hint for the stand names.
pub fn named(hint: &str) -> Option<&str> {
    hint.strip_prefix(MARK)
}

/// Who is to be signed in for a request without being asked: by what stands in it, or beside its address where it was
/// pushed, or by the settings.
pub fn wanted(stand: &Stand, sent: &Parameters, interaction: &Interaction) -> Option<String> {
    let config = &stand.platform.config;
    let is_on = config.control_token.is_none() || config.allow_login_hint;
    let standard = interaction.destination.standard();
    let inside = standard.and_then(|request| request.login_hint.as_deref());
    let hints = [sent.get("login_hint"), inside].into_iter().flatten();
    let hinted = hints.filter_map(named).find(|name| is_on && !name.is_empty());
    hinted.map(ToOwned::to_owned).or_else(|| stand.config.auto_sign_in.get(interaction.client.as_str()).cloned())
}

/// Begins a login in a browser and goes through it as this person.
pub fn begin(cx: &WriteCx<'_>, checked: &CheckedRequest, visitor: Visitor, name: &str) -> Result<Passed, Stop> {
    let account = match finding::meant(cx, name)? {
        Meant::One(account) => *account,
        Meant::Nobody => return Err(reasons::person::hinted_person_unknown(name).into()),
        Meant::Several(oids) => {
            let oids = oids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            return Err(reasons::person::hinted_person_ambiguous(name, oids).into());
        }
    };
    let id = login::begin(cx, checked, &visitor.browser)?;
    let passage = passage::go(cx, &id, Actor { visitor, account: Some(account) }, &Answers::default())?;
    let way = match passage.end {
        End::Ended(ending) => Way::Ended(ending),
        End::Waits(_) | End::Misfit(_) => Way::Login(id),
        End::Refused(refusal) => {
            interactions::delete(cx.sql, &id)?;
            return Err(Stop::Refused(refusal));
        }
    };
    Ok(Passed { opened: passage.opened, way })
}
