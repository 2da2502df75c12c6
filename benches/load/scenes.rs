//! What is measured: kinds of traffic, and the memory that it leaves behind.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use crate::accounts::Cast;
use crate::crowd::Crowd;
use crate::crowd::Effort;
use crate::crowd::Measured;
use crate::crowd::Numbers;
use crate::login::Account;
use crate::login::Party;
use crate::login::Visitor;
use crate::openssl::Speed;
use crate::process::Server;

/// A kind of traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scene {
    /// Codes that are there already become tokens.
    Exchange,
    /// Whole logins with the consent page.
    FirstLogin,
    /// Whole logins of people who gave their consent before.
    Login,
    /// Logins by a session that is open.
    SingleSignOn,
    /// Whole logins of v2 and v3 by RSA.
    V3Login,
    /// Whole logins by ГОСТ: v2 and v3, and tokens signed by ГОСТ too.
    GostLogin,
    /// Whole logins at the standard endpoints, page and password, to the answer of userinfo.
    StandardLogin,
    /// Code flows of the standard endpoints by a session that is open.
    CodeFlow,
    /// Sign-ins by one call of the tester's API, to the answer of userinfo.
    Call,
}

impl Scene {
    /// All of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Exchange,
        Self::FirstLogin,
        Self::Login,
        Self::SingleSignOn,
        Self::V3Login,
        Self::GostLogin,
        Self::StandardLogin,
        Self::CodeFlow,
        Self::Call,
    ];

    /// What the table calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exchange => "token exchange",
            Self::FirstLogin => "whole login, consent page",
            Self::Login => "whole login, consent remembered",
            Self::SingleSignOn => "single sign-on login",
            Self::V3Login => "whole login by v2 and v3, RSA",
            Self::GostLogin => "whole login by ГОСТ, consent remembered",
            Self::StandardLogin => "whole login, standard endpoints, userinfo",
            Self::CodeFlow => "standard code flow, PKCE",
            Self::Call => "sign-in by call, token, userinfo",
        }
    }

    /// How often a second the machine could do what cannot be avoided: signatures of tokens and, in logins, the
    /// verification of the client's signature in both requests.
    pub(crate) fn limit(self, speed: Speed) -> f64 {
        match self {
            Self::Exchange | Self::StandardLogin | Self::CodeFlow | Self::Call => speed.limit(2.0, 0.0),
            Self::FirstLogin | Self::Login | Self::SingleSignOn | Self::V3Login | Self::GostLogin => {
                speed.limit(3.0, 2.0)
            }
        }
    }

    /// Is it measured with every number of accounts?
    pub(crate) fn depends_on_size(self) -> bool {
        matches!(self, Self::Exchange | Self::Login | Self::SingleSignOn)
    }

    /// The share of the limit that is aimed at.
    pub(crate) fn aim(self) -> &'static str {
        match self {
            Self::Exchange => "≥ 90 %",
            Self::FirstLogin => "",
            Self::Login | Self::V3Login | Self::StandardLogin => "≥ 70 %",
            Self::SingleSignOn | Self::CodeFlow | Self::Call => "≥ 80 %",
            Self::GostLogin => "no slower than RSA",
        }
    }

    /// The relying party that it goes through.
    fn party(self, cast: &Cast) -> &Party {
        match self {
            Self::V3Login => &cast.parties.v3,
            Self::GostLogin => &cast.parties.gost,
            Self::StandardLogin | Self::CodeFlow | Self::Call => &cast.parties.standard,
            Self::Exchange | Self::FirstLogin | Self::Login | Self::SingleSignOn => cast.usual(),
        }
    }

    /// One client's part of it, with everything beforehand that so many operations need.
    pub(crate) fn alone<'a>(self, server: &Server, cast: &'a Cast, most: usize) -> anyhow::Result<Alone<'a>> {
        let party = self.party(cast);
        // Under valgrind the first signature takes seconds (AWS-LC collects entropy), and a server may lose patience with
        // the connection that waits for it: somebody else goes first, whatever comes of it.
        let _may_be_cut_off = Visitor::new(server.address)?.login(party, &cast.accounts[1], true);
        let (mut visitor, account) = (Visitor::new(server.address)?, &cast.accounts[0]);
        if self != Self::FirstLogin {
            visitor.login(party, account, true)?;
        }
        let codes = if self == Self::Exchange { most } else { 0 };
        let codes = (0..codes).map(|_| visitor.code_by_session(party)).collect::<Result<_, _>>()?;
        Ok(Alone { scene: self, visitor, cast, party, codes })
    }

    /// Measures it; the server must not have seen these people before.
    pub(crate) fn measure(self, server: &Server, cast: &Cast, effort: Effort) -> anyhow::Result<Measured> {
        let mut crowd = Crowd::gather(server)?;
        match self {
            Self::Exchange => exchange(&mut crowd, cast, effort),
            Self::FirstLogin => crowd.measure(&Numbers::up_to(cast.newcomers()), effort, |number, visitor| {
                let (account, party) = cast.newcomer(number);
                visitor.login(party, account, true)
            }),
            Self::Login | Self::V3Login | Self::GostLogin | Self::StandardLogin => {
                self.by_people(&mut crowd, cast, effort, |visitor, party, who| visitor.login(party, who, false))
            }
            Self::SingleSignOn | Self::CodeFlow => {
                open_sessions(&mut crowd, cast)?;
                crowd.measure(&Numbers::endless(), effort, |_, visitor| visitor.single_sign_on(self.party(cast)))
            }
            Self::Call => self.by_people(&mut crowd, cast, effort, Visitor::login_by_call),
        }
    }

    /// Lets people take turns who gave their consent before.
    fn by_people(
        self,
        crowd: &mut Crowd<'_>,
        cast: &Cast,
        effort: Effort,
        act: impl Fn(&mut Visitor, &Party, &Account) -> anyhow::Result<()> + Sync,
    ) -> anyhow::Result<Measured> {
        let (regulars, party) = (cast.regulars(), self.party(cast));
        crowd.measure(&Numbers::endless(), effort, |number, visitor| {
            act(visitor, party, regulars[number % regulars.len()])
        })
    }
}

/// One client, ready to begin.
#[derive(Debug)]
pub(crate) struct Alone<'a> {
    scene: Scene,
    visitor: Visitor,
    cast: &'a Cast,
    party: &'a Party,
    codes: Vec<String>,
}

impl Alone<'_> {
    /// Does it so many times, and leaves.
    pub(crate) fn run(mut self, operations: usize) -> anyhow::Result<()> {
        for number in 0..operations {
            match self.scene {
                Scene::Exchange => drop(self.visitor.exchange(self.party, &self.codes[number])?),
                Scene::FirstLogin => {
                    let (account, party) = self.cast.newcomer(number);
                    self.visitor.login(party, account, true)?;
                }
                Scene::Login | Scene::V3Login | Scene::GostLogin | Scene::StandardLogin => {
                    self.visitor.login(self.party, &self.cast.accounts[0], false)?;
                }
                Scene::Call => self.visitor.login_by_call(self.party, &self.cast.accounts[0])?,
                Scene::SingleSignOn | Scene::CodeFlow => self.visitor.single_sign_on(self.party)?,
            }
        }
        Ok(())
    }
}

/// Lets some people give their consent, so that it is remembered from now on.
pub(crate) fn give_consents(server: &Server, cast: &Cast, party: &Party) -> anyhow::Result<()> {
    let regulars = cast.regulars();
    let give = |number: usize, visitor: &mut Visitor| visitor.login(party, regulars[number], true);
    Crowd::gather(server)?.work(&Numbers::up_to(regulars.len()), Duration::MAX, give)?;
    Ok(())
}

fn open_sessions(crowd: &mut Crowd<'_>, cast: &Cast) -> anyhow::Result<()> {
    let regulars = cast.regulars();
    crowd.each(|number, visitor| visitor.login(cast.usual(), regulars[number % regulars.len()], false))
}

fn exchange(crowd: &mut Crowd<'_>, cast: &Cast, effort: Effort) -> anyhow::Result<Measured> {
    open_sessions(crowd, cast)?;
    let codes = Mutex::new(Vec::new());
    // A code costs one signature and its exchange two: twice the time, with some to spare, makes enough of them.
    let time = effort.round * u32::try_from(effort.rounds).unwrap_or(1) * 2;
    crowd.work(&Numbers::endless(), time, |_, visitor| {
        let code = visitor.code_by_session(cast.usual())?;
        codes.lock().unwrap_or_else(PoisonError::into_inner).push(code);
        Ok(())
    })?;
    let codes = codes.into_inner().unwrap_or_else(PoisonError::into_inner);
    crowd.measure(&Numbers::up_to(codes.len()), effort, |number, visitor| {
        visitor.exchange(cast.usual(), &codes[number]).map(|_token| ())
    })
}

/// Memory of a server after more and more logins: pairs of logins and MiB.
pub(crate) fn endurance(
    server: &Server,
    cast: &Cast,
    stations: &[usize],
    time: Duration,
) -> anyhow::Result<Vec<(usize, f64)>> {
    let regulars = cast.regulars();
    let mut crowd = Crowd::gather(server)?;
    let (mut done, mut left, mut seen) = (0, time, Vec::new());
    for station in stations {
        let (numbers, begin) = (Numbers::up_to(station - done), std::time::Instant::now());
        let took = crowd.work(&numbers, left, |number, visitor| {
            visitor.login(cast.usual(), regulars[number % regulars.len()], false)
        })?;
        done += took.len();
        left = left.saturating_sub(begin.elapsed());
        seen.push((done, server.memory()?));
        if done < *station {
            break;
        }
    }
    Ok(seen)
}
