//! Between a password and its verdict: after wrong passwords a picture is to be read before anybody learns whether the
//! password was right, and after more of them the security question is to be answered by whoever has the right one.
//!
//! The password itself was compared when it came; what is kept is whose it was. ЕСИА calls these checks reactions to an
//! anomaly and names them `О.ЗД1` and `О.ЗИ1`.

use chrono::TimeDelta;
use serde::Deserialize;
use serde::Serialize;

use crate::crypto::password;
use crate::domain::account::Account;
use crate::domain::login::Login;
use crate::domain::session::SignInMethod;
use crate::domain::sign_in::Mistake;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts;
use crate::flow::account::finding;
use crate::flow::account::protection;
use crate::flow::account::sessions::Opened;
use crate::flow::captcha;
use crate::flow::captcha::Captcha;
use crate::flow::login::entry;
use crate::flow::login::entry::Entry;
use crate::flow::login::lockout;
use crate::flow::login::lockout::Gate;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::sign_in;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::drafts;
use crate::storage::drafts::Place;

const KIND: &str = "reaction";
const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A picture is to be read.
    Captcha,
    /// The security question is to be answered.
    Question,
}

impl Check {
    /// `type` of `reaction_details`.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Captcha => "О.ЗД1",
            Self::Question => "О.ЗИ1",
        }
    }
}

/// A password that was compared, before anybody is told.
#[derive(Clone, Debug)]
pub struct Tried {
    login: Login,
    /// Whose password it was, and its hash at that time.
    right: Option<(Oid, Option<String>)>,
    /// In which login; the newest of the browser if it is not said.
    pub interaction: Option<String>,
    /// Was «Чужой компьютер» ticked?
    pub foreign_computer: bool,
}

/// A check on its way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reaction {
    /// What is to be done.
    pub check: Check,
    /// The picture, as pages draw it.
    pub captcha: String,
    /// In which login.
    pub interaction: Option<String>,
    key: String,
    about: Option<Oid>,
    right: bool,
    foreign_computer: bool,
}

/// What came of a password.
#[derive(Debug)]
pub enum Verdict {
    /// Somebody has signed in; the login that goes on, if there is one.
    Entered(Opened, Box<Option<Progress>>),
    /// Nobody was signed in; `is_unknown` is for stands that tell so.
    Wrong {
        /// Why.
        mistake: Mistake,
        /// Has nobody this login?
        is_unknown: bool,
    },
    /// A check is to be done first; its id.
    Checked(String, Check),
}

/// Compares a password: slow on purpose, so outside the transaction.
pub fn compare(stand: &Stand, login: Login, typed: &str) -> Result<Tried, Stop> {
    let account = stand.read(|cx| finding::by_login(cx, &login))?;
    let is_right = sign_in::matches(account.as_ref(), typed);
    let right = account.filter(|_| is_right).map(|account| (account.oid, account.password_hash));
    Ok(Tried { login, right, interaction: None, foreign_computer: false })
}

/// Settles what comes of it, in one transaction: two passwords at once are counted one after the other.
pub fn judge(cx: &WriteCx<'_>, visitor: &Visitor, tried: &Tried) -> Result<Verdict, Stop> {
    let account = finding::by_login(cx, &tried.login)?;
    let key = attempts::key(&tried.login, account.as_ref());
    // The password may have been changed since it was compared.
    let held = account.as_ref().map(|account| (account.oid, account.password_hash.clone()));
    let reaction = Reaction {
        check: Check::Captcha,
        captcha: String::new(),
        interaction: tried.interaction.clone(),
        about: account.as_ref().map(|account| account.oid),
        right: tried.right.is_some() && tried.right == held,
        foreign_computer: tried.foreign_computer,
        key,
    };
    match lockout::gate(cx, &reaction.key, account.as_ref())? {
        Gate::Locked => Ok(wrong(Mistake::Locked, &reaction)),
        Gate::Captcha => ask(cx, visitor, reaction, Check::Captcha),
        Gate::Open => conclude(cx, visitor, reaction),
    }
}

fn place(browser: &str) -> Place<'_> {
    Place { kind: KIND, browser }
}

fn wrong(mistake: Mistake, reaction: &Reaction) -> Verdict {
    Verdict::Wrong { mistake, is_unknown: reaction.about.is_none() }
}

fn ask(cx: &WriteCx<'_>, visitor: &Visitor, mut reaction: Reaction, check: Check) -> Result<Verdict, Stop> {
    let id = cx.stand.random.uuid().to_string();
    reaction.check = check;
    if check == Check::Captcha {
        reaction.captcha = captcha::make(cx, &visitor.browser)?.id;
    }
    drafts::insert(cx.sql, place(&visitor.browser), &id, &reaction, (cx.now, cx.now + LIFETIME))?;
    Ok(Verdict::Checked(id, check))
}

/// The verdict, once nothing stands before it.
fn conclude(cx: &WriteCx<'_>, visitor: &Visitor, reaction: Reaction) -> Result<Verdict, Stop> {
    let account = about(cx, &reaction)?;
    let Some(account) = account.filter(|_| reaction.right) else { return miss(cx, &reaction) };
    // A login that is over ends in a page that says so, whatever the password is.
    let destination = sign_in::destination(cx, visitor, reaction.interaction.as_deref())?;
    if let Some(mistake) = account.blocked_at(destination.as_ref()) {
        return Ok(wrong(mistake, &reaction));
    }
    let is_asked = reaction.check == Check::Captcha && lockout::wants_question(cx, &reaction.key, &account)?;
    if is_asked && protection::question(cx, account.oid)?.is_some() {
        return ask(cx, visitor, reaction, Check::Question);
    }
    attempts::forget(cx, &reaction.key)?;
    let interaction = reaction.interaction.as_deref();
    let entry = Entry {
        visitor,
        interaction,
        account: &account,
        method: SignInMethod::Password,
        foreign_computer: reaction.foreign_computer,
    };
    let (opened, progress) = entry::enter(cx, &entry)?;
    Ok(Verdict::Entered(opened, Box::new(progress)))
}

fn about(cx: &Cx<'_>, reaction: &Reaction) -> Result<Option<Account>, Stop> {
    Ok(match reaction.about {
        Some(oid) => accounts::find(cx.sql, oid)?,
        None => None,
    })
}

fn miss(cx: &WriteCx<'_>, reaction: &Reaction) -> Result<Verdict, Stop> {
    let gate = lockout::count(cx, &reaction.key, about(cx, reaction)?.as_ref())?;
    let mistake = if gate == Gate::Locked { Mistake::Locked } else { Mistake::WrongPair };
    Ok(wrong(mistake, reaction))
}

/// Finds a check of this browser.
pub fn find(cx: &Cx<'_>, visitor: &Visitor, id: &str) -> Result<Option<Reaction>, Stop> {
    Ok(drafts::find(cx.sql, place(&visitor.browser), Some(id), cx.now)?.map(|(_, reaction)| reaction))
}

/// The picture of a check; where the last one is used up there is none.
pub fn picture(cx: &Cx<'_>, visitor: &Visitor, reaction: &Reaction) -> Result<Option<Captcha>, Stop> {
    captcha::find(cx, &visitor.browser, Some(&reaction.captcha))
}

/// The question of a check.
pub fn question(cx: &Cx<'_>, reaction: &Reaction) -> Result<Option<String>, Stop> {
    match reaction.about.filter(|_| reaction.check == Check::Question) {
        Some(oid) => Ok(protection::question(cx, oid)?.map(|(question, _)| question)),
        None => Ok(None),
    }
}

/// Draws another picture for a check.
pub fn renew(cx: &WriteCx<'_>, visitor: &Visitor, id: &str) -> Result<(), Stop> {
    let Some(mut reaction) = find(cx, visitor, id)? else { return Ok(()) };
    reaction.captcha = captcha::make(cx, &visitor.browser)?.id;
    Ok(drafts::update(cx.sql, id, &reaction)?)
}

/// What was read in the picture of a check; none if it is another one, and then there is a new picture.
pub fn read(cx: &WriteCx<'_>, visitor: &Visitor, id: &str, typed: &str) -> Result<Option<Verdict>, Stop> {
    let Some(reaction) = find(cx, visitor, id)?.filter(|reaction| reaction.check == Check::Captcha) else {
        return Ok(None);
    };
    if captcha::answer(cx, &visitor.browser, &reaction.captcha, typed)? {
        return pass(cx, visitor, id).map(Some);
    }
    renew(cx, visitor, id)?;
    Ok(None)
}

/// The picture was read: the check is done, and the password gets its verdict.
pub fn pass(cx: &WriteCx<'_>, visitor: &Visitor, id: &str) -> Result<Verdict, Stop> {
    let Some(reaction) = find(cx, visitor, id)?.filter(|reaction| reaction.check == Check::Captcha) else {
        return Ok(Verdict::Wrong { mistake: Mistake::WrongPair, is_unknown: false });
    };
    drafts::delete(cx.sql, id)?;
    // Somebody else may have tried as well meanwhile.
    if lockout::gate(cx, &reaction.key, about(cx, &reaction)?.as_ref())? == Gate::Locked {
        return Ok(wrong(Mistake::Locked, &reaction));
    }
    conclude(cx, visitor, reaction)
}

/// Compares the answer to the question of a check: slow on purpose, so outside the transaction.
pub fn compare_answer(stand: &Stand, visitor: &Visitor, id: &str, typed: &str) -> Result<bool, Stop> {
    let hash = stand.read(|cx| {
        let reaction = find(cx, visitor, id)?.filter(|reaction| reaction.check == Check::Question);
        match reaction.and_then(|reaction| reaction.about) {
            Some(oid) => Ok(protection::question(cx, oid)?.map(|(_, answer)| answer)),
            None => Ok(None),
        }
    })?;
    let typed = protection::plain_answer(typed);
    Ok(hash.is_some_and(|hash| password::verify(&hash, &typed)))
}

/// The question was answered: a wrong answer counts as a wrong password, and the check stays.
pub fn answered(cx: &WriteCx<'_>, visitor: &Visitor, (id, is_right): (&str, bool)) -> Result<Option<Verdict>, Stop> {
    let Some(reaction) = find(cx, visitor, id)?.filter(|reaction| reaction.check == Check::Question) else {
        return Ok(Some(Verdict::Wrong { mistake: Mistake::WrongPair, is_unknown: false }));
    };
    if lockout::gate(cx, &reaction.key, about(cx, &reaction)?.as_ref())? == Gate::Locked {
        return Ok(Some(wrong(Mistake::Locked, &reaction)));
    }
    if is_right {
        drafts::delete(cx.sql, id)?;
        return conclude(cx, visitor, reaction).map(Some);
    }
    let verdict = miss(cx, &reaction)?;
    Ok(matches!(verdict, Verdict::Wrong { mistake: Mistake::Locked, .. }).then_some(verdict))
}
