//! How the switches stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::names::Folding;
use super::switches::SWITCHES;
use super::switches::Switch;

/// What counts now: defaults, and what was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    changed: BTreeMap<&'static str, String>,
}

/// Why a switch cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is none of this name.
    #[error("there is no switch {name:?}{}", did_you_mean(.like.as_deref()))]
    Unknown {
        /// What was written.
        name: String,
        /// What was probably meant.
        like: Option<String>,
    },
    /// It cannot be that.
    #[error("{name} cannot be {value:?}: {choice}")]
    Value {
        /// The switch.
        name: &'static str,
        /// What was written.
        value: String,
        /// What it can be.
        choice: String,
    },
}

/// Eras of ЭПОС.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// РСАА and РСААГ.
    Of2020,
    /// ЕСИА alone.
    Of2023,
}

/// How ЭПОС talks to ЕСИА.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protocol {
    /// `/aas/oauth2/ac` and `te`, PKCS#7.
    V1,
    /// `/aas/oauth2/v2/ac` and `v3/te`, ГОСТ.
    V3,
    /// OpenID Connect as the standard has it.
    Standard,
}

impl Settings {
    /// Changes a switch.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), SettingError> {
        let switch = Switch::named(name).ok_or_else(|| unknown(name))?;
        if !switch.takes(value) {
            let (name, choice) = (switch.name, switch.choice());
            return Err(SettingError::Value { name, value: value.to_owned(), choice });
        }
        self.changed.insert(switch.name, value.to_owned());
        Ok(())
    }

    /// What a switch says; the empty text for a name that is none.
    pub fn get(&self, name: &str) -> &str {
        let default = || Switch::named(name).map_or("", |switch| switch.default);
        self.changed.get(name).map_or_else(default, String::as_str)
    }

    /// Every switch and what it says.
    pub fn all(&self) -> impl Iterator<Item = (&'static Switch, &str)> {
        SWITCHES.iter().map(|switch| (switch, self.get(switch.name)))
    }

    /// Does it say `true`, `fold`, `optional`, `accept` or `any_time`?
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == value
    }

    /// The era.
    pub fn generation(&self) -> Generation {
        if self.is("epos.generation", "2020") { Generation::Of2020 } else { Generation::Of2023 }
    }

    /// How ЭПОС talks to ЕСИА.
    pub fn protocol(&self) -> Protocol {
        match self.get("epos.protocol") {
            "standard" => Protocol::Standard,
            "v3" => Protocol::V3,
            _ => Protocol::V1,
        }
    }

    /// Keys of cards, in the order in which they are tried.
    pub fn match_keys(&self) -> Vec<&str> {
        self.get("epos.match_keys").split(',').collect()
    }

    /// Before this day one had to have entered through ЕСИА to be let in with an account that is not confirmed.
    pub fn grandfather_date(&self) -> Option<NaiveDate> {
        self.get("epos.grandfather_date").parse().ok()
    }

    /// How names are compared.
    pub fn folding(&self) -> Folding {
        Folding {
            yo: self.is("match.yo", "fold"),
            hyphen: self.is("match.hyphen", "fold"),
            middle_name_optional: self.is("match.middle_name", "optional"),
        }
    }

    /// The oldest age that enters with a child account, if there is one.
    pub fn child_max_age(&self) -> Option<u32> {
        if self.is("child.survives", "true") { None } else { self.get("child.max_age_inclusive").parse().ok() }
    }
}

fn unknown(name: &str) -> SettingError {
    let near = SWITCHES.iter().map(|switch| (strsim::damerau_levenshtein(name, switch.name), switch.name));
    let like = near.min().filter(|(distance, _)| *distance <= 6).map(|(_, name)| name.to_owned());
    SettingError::Unknown { name: name.to_owned(), like }
}

fn did_you_mean(like: Option<&str>) -> String {
    like.map(|name| format!("; did you mean {name:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C1–C10: the defaults at the head of the list of contradictions.
    #[test]
    fn defaults_are_values_and_those_that_were_agreed_on() {
        let settings = Settings::default();
        assert!(settings.all().all(|(switch, value)| switch.takes(value)));
        assert_eq!(settings.get("child.max_age_inclusive"), "13");
        assert_eq!(settings.get("epos.fix_policy"), "working_day_14");
        assert_eq!(settings.match_keys(), ["oid", "snils", "fio_email"]);
        assert_eq!(settings.generation(), Generation::Of2023);
        assert_eq!(settings.grandfather_date(), NaiveDate::from_ymd_opt(2023, 11, 1));
        assert_eq!(settings.protocol(), Protocol::V1);
    }

    #[test]
    fn a_name_that_is_none_is_told_what_was_meant() {
        let mut settings = Settings::default();
        let error = settings.set("epos.match_key", "snils").expect_err("no such switch");
        assert_eq!(error.to_string(), "there is no switch \"epos.match_key\"; did you mean \"epos.match_keys\"?");
        let error = settings.set("epos.match_keys", "snils,inn").expect_err("no such key");
        assert!(error.to_string().starts_with("epos.match_keys cannot be \"snils,inn\""), "{error}");
        settings.set("epos.match_keys", "snils").expect("a key");
        assert_eq!(settings.match_keys(), ["snils"]);
    }
}
