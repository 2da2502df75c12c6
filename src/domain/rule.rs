//! THE RULE TABLE: values of ЕСИА that no source states for certain, each a setting with a default.
//!
//! `--rule NAME=VALUE` changes one, `esia-mock rules` prints them all. A quirk belongs to a client, a rule to the stand.

use std::collections::BTreeMap;

use crate::domain::span::Span;

/// One row of the table.
#[derive(Debug)]
pub struct RuleDef {
    /// Which.
    pub rule: Rule,
    /// The name in settings.
    pub name: &'static str,
    /// What values it takes.
    pub kind: RuleKind,
    /// Its value unless another one is set, as it would be written.
    pub default: &'static str,
    /// What it decides.
    pub doc: &'static str,
}

/// What values a rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A whole number, not negative.
    Count,
    /// `on` or `off`.
    Switch,
    /// An ISO 8601 duration such as PT15M or P3D, `5 working days`, or `never`.
    Delay,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Count(u32),
    Switch(bool),
    Delay(Delay),
    Choice(&'static str),
}

/// How long something takes, or lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// So long, whatever the days are.
    Span(Span),
    /// So many working days, at the same time of day.
    WorkingDays(u16),
    /// It does not end.
    Never,
}

/// Why a rule cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// No equals sign.
    #[error("rule {0:?}: expected NAME=VALUE, such as child.max_age=14")]
    Shape(String),
    /// No such rule.
    #[error("there is no rule {0:?}; `esia-mock rules` lists them")]
    Unknown(String),
    /// Not a value of this rule.
    #[error("rule {name}={value:?}: expected {expected}")]
    Value {
        /// Which rule.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it takes.
        expected: String,
    },
}

macro_rules! rules {
    ($($name:ident $word:literal $kind:expr, $default:literal $doc:literal;)*) => {
        /// A value that is a setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule { $(#[doc = $doc] $name),* }

        /// Every rule, in the order of documentation.
        pub const RULES: &[RuleDef] =
            &[$(RuleDef { rule: Rule::$name, name: $word, kind: $kind, default: $default, doc: $doc }),*];
    };
}

use RuleKind::Choice;
use RuleKind::Count;
use RuleKind::Delay as Time;
use RuleKind::Switch;

rules! {
    ContactLinkLifetime "contact.link_lifetime" Time, "P3D"
        "how long the link in a letter that verifies an e-mail can be opened";
    ContactCodeLifetime "contact.code_lifetime" Time, "PT5M"
        "how long a code by SMS that verifies a phone is taken";
    ContactCodeAttempts "contact.code_attempts" Count, "3"
        "how many wrong codes burn a code";
    ContactPause "contact.pause" Time, "PT1M"
        "how long one waits before another code or letter can be had";
    ContactPerHour "contact.per_hour" Count, "5"
        "how many codes or letters for one purpose are sent within an hour";
    PasswordPolicy "password.policy" Choice(&["strict", "length"]), "strict"
        "what a new password must be: letters of both cases, a digit and a sign, or just 8 to 64 characters";
    MvdDelay "registry.mvd_delay" Time, "PT15M"
        "how long МВД takes to answer about an identity document";
    SfrDelay "registry.sfr_delay" Time, "PT15M"
        "how long СФР takes to answer about СНИЛС";
    ZagsDelay "registry.zags_delay" Time, "PT15M"
        "how long ЗАГС takes to answer about a birth certificate";
    RegistryRetry "registry.retry" Time, "PT1H"
        "after which time a registry that did not answer is asked again";
    RegistryTries "registry.tries" Count, "5"
        "how often a registry that does not answer is asked";
    RegistrationLifetime "registration.lifetime" Time, "P3D"
        "how long a registration that nobody finishes holds its phone or e-mail";
    NameLetters "name.letters" Switch, "off"
        "must each part of a name have a letter (`-` and `2` have none)";
    NameOneAlphabet "name.one_alphabet" Switch, "off"
        "must a surname and a first name be of one alphabet";
    AgeBoundary "age.boundary" Choice(&["birthday", "next_day"]), "birthday"
        "when somebody grows a year older: on the birthday, or on the day after it, as courts count";
    ChildCheckEarliest "child.check_earliest" Time, "PT15M"
        "how long the check of a child's certificate and the search of СНИЛС take at least";
    ChildCheckLatest "child.check_latest" Time, "5 working days"
        "how long they take at most; after that the card advises to ask the support";
    ChildMaxAge "child.max_age" Count, "13"
        "up to which age, inclusive, a parent may make an account for a child: 13, 14 or 17";
    ChildAllowUnconfirmedEmail "child.allow_unconfirmed_email" Switch, "on"
        "may a child's account be made while the letter waits to be opened, if its phone is verified?";
    ChildGrace "child.grace" Time, "P90D"
        "how long a child's account still enters systems after the 14th birthday; then they get ESIA-007055";
    ChildIdIsOid "child.kid_id_is_oid" Switch, "off"
        "is the id of a card in `kids` the OID of the child's account, where there is one?";
    ChildKeepOid "child.keep_oid" RuleKind::Switch, "on"
        "does a child's account that is confirmed with a passport keep its number (OID), or is it made again";
    ServiceCentreDuplicates "service_centre.duplicates" Choice(&["name_or_email", "name", "ignored"]), "name_or_email"
        "by what a simplified account of the same person is known that must be deleted before the other one is confirmed";
    PostCodeLifetime "post_code.lifetime" Time, "P30D"
        "how long the code of a letter on paper is taken";
    PostCodeDelay "post_code.delay" Time, "PT0S"
        "how long a letter on paper is on its way; on the real one it is about two weeks";
    PostCodeAttempts "post_code.attempts" Count, "3"
        "how many wrong codes burn the code of a letter on paper";
    SignatureLifetime "signature.lifetime" Time, "PT10M"
        "how long a text that is to be signed with an electronic signature is taken";
    InvitationLifetime "organization.invitation_lifetime" Time, "P7D"
        "how long an employee can accept an invitation";
    DocumentDowngrade "document.downgrade_on_expiry" Switch, "off"
        "does a confirmed account become standard when its passport was not renewed at 20 or 45 in time";
    PasswordEndsSessions "password.change_ends_sessions" Switch, "on"
        "does a new password end all other sessions, and tokens with them";
    CaptchaAfter "login.captcha_after" Count, "3"
        "after how many wrong passwords a picture has to be read before the next one is looked at";
    QuestionAfter "login.question_after" Count, "5"
        "after how many wrong passwords the right one needs the answer to the security question, if there is one";
    LockAfter "login.lock_after" Count, "10"
        "how many wrong passwords lock an account";
    LockTime "login.lock_time" Time, "PT1H"
        "how long it is locked then";
    AttemptsForgotten "login.attempts_forgotten" Time, "P1D"
        "after which time without another one wrong passwords are forgotten";
    MfaSkips "login.mfa_skips" Count, "1"
        "how often the offer of a second factor can be skipped";
    DocumentAttempts "recovery.document_attempts" Count, "3"
        "how many wrong documents or answers stop recoveries of an account for a while";
    DocumentPause "recovery.pause" Time, "PT1H"
        "how long they are stopped then";
    RecoveryLimit "recovery.limit" Switch, "off"
        "is an account limited for 72 hours after its password was recovered?";
    TrustedInvitation "trusted_contact.invitation" Time, "P3D"
        "how long somebody can accept to be a trusted contact";
    ConsentLifetime "consent.lifetime" Time, "never"
        "how long a consent holds that names no time of its own";
    ParentConsent "child.parent_consent" Switch, "off"
        "does a child under 14 need a parent's consent before it gives its data to a system?";
    RoleClaim "login.role_claim" Switch, "on"
        "does the ID token of somebody who acts for an organisation name it in `urn:esia_mock:org_oid`, a claim of ours?";
    SessionExpiryLogout "session.expiry_logout" Switch, "off"
        "are systems told by a logout token that a session has ended by its age?";
    SnilsByIdDoc "rest.snils_by_id_doc" Switch, "on"
        "does the scope `id_doc` open СНИЛС of `/rs/prns/{oid}` too, as in 2025, or does only `snils`, as in 2022?";
}

/// The rules of a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    values: Vec<Value>,
    /// As they were written, those that were set.
    written: BTreeMap<&'static str, String>,
}

impl Default for Rules {
    fn default() -> Self {
        // A test reads every default; one that could not be read would count as nothing at all.
        let values = RULES.iter().map(|row| row.kind.read(row.default).unwrap_or(Value::Count(0))).collect();
        Self { values, written: BTreeMap::new() }
    }
}

impl Rules {
    /// Sets one: `child.max_age=14`.
    pub fn set(&mut self, text: &str) -> Result<(), RuleError> {
        let (name, value) = text.split_once('=').ok_or_else(|| RuleError::Shape(text.to_owned()))?;
        let (name, value) = (name.trim(), value.trim());
        let row = RULES.iter().find(|row| row.name == name).ok_or_else(|| RuleError::Unknown(name.to_owned()))?;
        let read = row.kind.read(value).ok_or_else(|| RuleError::Value {
            name: row.name,
            value: value.to_owned(),
            expected: row.kind.expected(),
        })?;
        self.values[row.rule as usize] = read;
        self.written.insert(row.name, value.to_owned());
        Ok(())
    }

    /// The value of a rule, as it would be written.
    pub fn written(&self, rule: Rule) -> &str {
        let row = rule.def();
        self.written.get(row.name).map_or(row.default, String::as_str)
    }

    /// The number of a rule that is one.
    pub fn count(&self, rule: Rule) -> u32 {
        match self.values[rule as usize] {
            Value::Count(count) => count,
            Value::Switch(_) | Value::Delay(_) | Value::Choice(_) => 0,
        }
    }

    /// Is a switch on?
    pub fn is_on(&self, rule: Rule) -> bool {
        self.values[rule as usize] == Value::Switch(true)
    }

    /// How long, of a rule that says so.
    pub fn delay(&self, rule: Rule) -> Delay {
        match self.values[rule as usize] {
            Value::Delay(delay) => delay,
            Value::Switch(_) | Value::Count(_) | Value::Choice(_) => Delay::Span(Span::default()),
        }
    }

    /// The word of a rule that chooses one.
    pub fn choice(&self, rule: Rule) -> &'static str {
        match self.values[rule as usize] {
            Value::Choice(word) => word,
            Value::Switch(_) | Value::Count(_) | Value::Delay(_) => "",
        }
    }
}

impl RuleKind {
    fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Count => text.parse().ok().map(Value::Count),
            Self::Switch => match text {
                "on" => Some(Value::Switch(true)),
                "off" => Some(Value::Switch(false)),
                _ => None,
            },
            Self::Delay => Delay::parse(text).map(Value::Delay),
            Self::Choice(words) => words.iter().find(|word| **word == text).map(|word| Value::Choice(word)),
        }
    }

    /// What it takes, in words.
    pub fn expected(self) -> String {
        match self {
            Self::Count => "a whole number".to_owned(),
            Self::Switch => "on or off".to_owned(),
            Self::Delay => "a time such as PT15M or P3D, \"5 working days\", or never".to_owned(),
            Self::Choice(words) => words.join(" or "),
        }
    }
}

impl Delay {
    fn parse(text: &str) -> Option<Self> {
        let days = text.strip_suffix(" working days").or_else(|| text.strip_suffix(" working day"));
        match days {
            Some(days) => days.parse().ok().map(Self::WorkingDays),
            None if text == "never" => Some(Self::Never),
            None if text.starts_with('P') => Span::parse(text).ok().map(Self::Span),
            None => None,
        }
    }
}

impl Rule {
    /// The row of the table.
    pub fn def(self) -> &'static RuleDef {
        &RULES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_rule() {
        for row in RULES {
            assert!(row.kind.read(row.default).is_some(), "{}={}", row.name, row.default);
            assert_eq!(row.rule.def().name, row.name);
            assert_eq!(RULES.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
        }
    }

    #[test]
    fn a_rule_is_set_by_name_and_value() {
        let mut rules = Rules::default();
        assert_eq!(rules.count(Rule::ContactCodeAttempts), 3);
        rules.set("contact.code_attempts = 5").expect("a number");
        rules.set("contact.link_lifetime=5 working days").expect("a delay");
        assert_eq!(rules.count(Rule::ContactCodeAttempts), 5);
        assert_eq!(rules.delay(Rule::ContactLinkLifetime), Delay::WorkingDays(5));
        assert_eq!(rules.delay(Rule::ContactPause), Delay::Span(Span::parse("PT1M").expect("a span")));
    }

    #[test]
    fn other_texts_are_refused_with_what_is_expected() {
        let mut rules = Rules::default();
        let refused = |rules: &mut Rules, text: &str| rules.set(text).expect_err(text).to_string();
        assert!(refused(&mut rules, "contact.pause").contains("expected NAME=VALUE"));
        assert!(refused(&mut rules, "contact.no_such=1").contains("esia-mock rules"));
        for text in
            ["contact.code_attempts=-1", "contact.code_attempts=three", "contact.pause=60", "contact.pause=-P1D"]
        {
            assert!(refused(&mut rules, text).contains("expected a "), "{text}");
        }
        assert_eq!(rules, Rules::default());
    }
}
