//! A login that goes by itself: every step that is due is settled as the citizen would settle it, by the functions of
//! the pages, so the same refusals come.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::domain::account::Account;
use crate::domain::session::ActingAs;
use crate::domain::session::SignInMethod;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::sessions::Opened;
use crate::flow::ending;
use crate::flow::ending::Ending;
use crate::flow::login;
use crate::flow::login::code;
use crate::flow::login::consent;
use crate::flow::login::due::Due;
use crate::flow::login::entry;
use crate::flow::login::entry::Entry;
use crate::flow::login::offers;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::login::role;
use crate::flow::login::second_factor;
use crate::flow::login::sign_in;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;

/// What is said to a consent page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// «Предоставить».
    #[default]
    Allow,
    /// «Отказать».
    Deny,
    /// Nothing: what was not allowed before stops the login.
    Silent,
}

/// What the citizen says on the way.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// To the consent page.
    pub consent: Consent,
    /// At «Войти как»: number, ОГРН or ИНН of an organisation; oneself, where it is absent.
    pub role: Option<String>,
}

/// Who goes through the login.
#[derive(Debug)]
pub struct Actor {
    /// In which browser.
    pub visitor: Visitor,
    /// Who signs in, where somebody has to, and where another one has signed in before.
    pub account: Option<Account>,
}

/// How far it went.
#[derive(Debug)]
pub struct Passage {
    /// The steps that were settled, and the one that refused.
    pub steps: Vec<&'static str>,
    /// The session that was opened on the way, or that can do more now.
    pub opened: Option<Opened>,
    /// How it ended.
    pub end: End,
}

/// How it ended.
#[derive(Debug)]
pub enum End {
    /// As a login ends.
    Ended(Ending),
    /// Nobody was signed in.
    Refused(Box<Refusal>),
    /// It waits at a page: there is something that only the citizen, or somebody else, can do.
    Waits(Box<Refusal>),
    /// What was said does not fit what is asked.
    Misfit(Misfit),
}

/// What was said does not fit what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Somebody has to sign in, and it is not known who.
    Nobody,
    /// They do not work there; where they do.
    Role(Vec<String>),
    /// It was said before in this session in whose name they act.
    RoleBefore,
    /// Nothing is asked that could be denied; is it because it was allowed before?
    NothingToDeny {
        /// Was it?
        is_remembered: bool,
    },
    /// These were not allowed before.
    ConsentMissing(Vec<Scope>),
}

/// A login on its way, and what was done so far.
struct Way<'a, 'c> {
    cx: &'a WriteCx<'c>,
    actor: Actor,
    answers: &'a Answers,
    steps: Vec<&'static str>,
    opened: Option<Opened>,
    is_role_asked: bool,
}

/// Goes through a login that was begun.
pub fn go(cx: &WriteCx<'_>, id: &str, actor: Actor, answers: &Answers) -> Result<Passage, Stop> {
    let progress = login::load(cx, &actor.visitor, Some(id))?;
    let mut progress = progress.ok_or_else(login::gone)?;
    let is_other = |citizen: &SignedIn| actor.account.as_ref().is_some_and(|own| own.oid != citizen.account.oid);
    if progress.citizen.as_ref().is_some_and(is_other) {
        progress.citizen = None;
    }
    let mut way = Way { cx, actor, answers, steps: Vec::new(), opened: None, is_role_asked: false };
    let end = loop {
        progress = match way.step(progress)? {
            Step::Settled(progress) => *progress,
            Step::Last(end) => break end,
        };
    };
    Ok(Passage { steps: way.steps, opened: way.opened, end })
}

enum Step {
    Settled(Box<Progress>),
    Last(End),
}

impl Step {
    fn misfit(misfit: Misfit) -> Self {
        Self::Last(End::Misfit(misfit))
    }
}

impl Way<'_, '_> {
    fn step(&mut self, progress: Progress) -> Result<Step, Stop> {
        match login::next(&progress) {
            Due::SignIn => self.sign_in(&progress),
            Due::SecondFactor(_) => self.second_factor(progress),
            Due::Offer { .. } => self.offer(progress),
            Due::Role(_) => self.role(progress),
            Due::Consent(_) => self.consent(progress),
            Due::Code => self.end(progress),
        }
    }

    fn at(&mut self, step: login::due::Step) {
        if self.steps.last() != Some(&step.name) {
            self.steps.push(step.name);
        }
    }

    fn sign_in(&mut self, progress: &Progress) -> Result<Step, Stop> {
        let Some(account) = self.actor.account.take() else { return Ok(Step::misfit(Misfit::Nobody)) };
        self.at(sign_in::STEP);
        let mistake = account.blocked_at(Some(&progress.interaction.destination));
        if let Some(refusal) = mistake.and_then(sign_in::refusal) {
            return Ok(Step::Last(End::Refused(Box::new(refusal))));
        }
        let entry = Entry {
            visitor: &self.actor.visitor,
            interaction: Some(&progress.id),
            account: &account,
            method: SignInMethod::Password,
            foreign_computer: false,
        };
        let (opened, progress) = entry::enter(self.cx, &entry)?;
        self.opened = Some(opened);
        Ok(Step::Settled(Box::new(progress.ok_or_else(login::gone)?)))
    }

    fn second_factor(&mut self, mut progress: Progress) -> Result<Step, Stop> {
        self.at(second_factor::STEP);
        let opened = second_factor::enter_right(self.cx, &mut progress)?;
        let wrong = |mistake| Broken::Page(format!("the code of a second factor that was made just now: {mistake:?}"));
        self.opened = Some(opened.map_err(wrong)?);
        Ok(Step::Settled(Box::new(progress)))
    }

    fn offer(&mut self, mut progress: Progress) -> Result<Step, Stop> {
        self.at(offers::STEP);
        if offers::pass_over(self.cx, &mut progress)? {
            return Ok(Step::Settled(Box::new(progress)));
        }
        let citizen = progress.citizen.as_ref().and_then(|citizen| Some((citizen.account.oid, citizen.offer?.0)));
        let (oid, offer) = citizen.ok_or_else(|| Broken::Page("an offer was made to nobody".to_owned()))?;
        Ok(Step::Last(End::Waits(Box::new(reasons::person::offer_required(oid, offer.name())))))
    }

    fn role(&mut self, mut progress: Progress) -> Result<Step, Stop> {
        self.at(role::STEP);
        self.is_role_asked = true;
        let roles = progress.citizen.as_ref().map(|citizen| citizen.roles.as_slice()).unwrap_or_default();
        let choice = match &self.answers.role {
            None => "person".to_owned(),
            Some(wanted) => {
                let own = roles.iter().find(|(role, organization)| {
                    [&role.organization.to_string(), &organization.ogrn, &organization.inn].contains(&wanted)
                });
                let Some((own, _)) = own else { return Ok(Step::misfit(Misfit::Role(named(&progress)))) };
                own.organization.to_string()
            }
        };
        if role::choose(self.cx, &mut progress, &choice)? {
            return Ok(Step::Settled(Box::new(progress)));
        }
        Ok(Step::misfit(Misfit::Role(named(&progress))))
    }

    fn consent(&mut self, mut progress: Progress) -> Result<Step, Stop> {
        self.at(consent::STEP);
        let Some(citizen) = progress.citizen.as_ref() else { return Ok(Step::misfit(Misfit::Nobody)) };
        if citizen.asks_parent {
            let (oid, client) = (citizen.account.oid, &progress.interaction.client);
            return Ok(Step::Last(End::Waits(Box::new(reasons::person::parent_consent_absent(oid, client)))));
        }
        match self.answers.consent {
            Consent::Allow => {
                consent::allow(self.cx, &mut progress)?;
                Ok(Step::Settled(Box::new(progress)))
            }
            Consent::Deny => ending::refuse(self.cx, &progress).map(|ending| Step::Last(End::Ended(ending))),
            Consent::Silent => Ok(Step::misfit(Misfit::ConsentMissing(citizen.missing.clone()))),
        }
    }

    fn end(&mut self, progress: Progress) -> Result<Step, Stop> {
        self.at(code::STEP);
        let citizen = progress.citizen.as_ref();
        if let Some(wanted) = self.answers.role.as_ref().filter(|_| !self.is_role_asked) {
            let acting = citizen.and_then(|citizen| citizen.session.role);
            if acting.is_none() {
                return Ok(Step::misfit(Misfit::Role(named(&progress))));
            }
            if !acts_for(citizen, wanted) {
                return Ok(Step::misfit(Misfit::RoleBefore));
            }
        }
        let is_remembered = login::asks(&progress.interaction);
        let ending = ending::end(self.cx, progress)?;
        if self.answers.consent == Consent::Deny && ending.is_success() {
            return Ok(Step::misfit(Misfit::NothingToDeny { is_remembered }));
        }
        Ok(Step::Last(End::Ended(ending)))
    }
}

/// Where somebody works: number and name.
fn named(progress: &Progress) -> Vec<String> {
    let roles = progress.citizen.as_ref().map(|citizen| citizen.roles.as_slice()).unwrap_or_default();
    roles.iter().map(|(role, organization)| format!("{} ({})", role.organization, organization.short_name)).collect()
}

/// Was this organisation chosen in the session before?
fn acts_for(citizen: Option<&SignedIn>, wanted: &str) -> bool {
    citizen.is_some_and(|citizen| {
        citizen.roles.iter().any(|(role, organization)| {
            let is_chosen = citizen.session.role == Some(ActingAs::Organization(role.organization));
            is_chosen
                && [role.organization.to_string().as_str(), &organization.ogrn, &organization.inn].contains(&wanted)
        })
    })
}
