//! The catalogue of switches: where sources say different things, or where a school wants to try something.

/// What may be written for a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Some of these words, in the order in which they are tried, with commas between.
    Some(&'static [&'static str]),
    /// A day, or `none`.
    Day,
}

/// A row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Switch {
    /// As testers write it.
    pub name: &'static str,
    /// What may be written.
    pub values: Values,
    /// What counts if nobody says otherwise.
    pub default: &'static str,
    /// What it decides.
    pub about: &'static str,
}

const YES: Values = Values::OneOf(&["true", "false"]);
const STRICT: Values = Values::OneOf(&["strict", "fold"]);

/// Every switch.
pub const SWITCHES: [Switch; 22] = [
    Switch {
        name: "child.max_age_inclusive",
        values: Values::OneOf(&["13", "14", "17"]),
        default: "13",
        about: "до какого возраста включительно входят с детской записью",
    },
    Switch {
        name: "child.survives",
        values: YES,
        default: "true",
        about: "детская запись служит и после этого возраста, пока её пускает ЕСИА",
    },
    Switch {
        name: "child.check_sla",
        values: Values::OneOf(&["5_working_days", "30_days"]),
        default: "5_working_days",
        about: "какой срок проверки свидетельства и СНИЛС называют инструкции",
    },
    Switch {
        name: "epos.fix_policy",
        values: Values::OneOf(&["working_day_14", "next_day", "weekday_14", "window_9_14"]),
        default: "working_day_14",
        about: "когда исправление в «Контингенте» начинает действовать",
    },
    Switch {
        name: "epos.match_keys",
        values: Values::Some(&["oid", "snils", "fio_email", "fio_email_birthdate", "email"]),
        default: "oid,snils,fio_email",
        about: "по чему и в каком порядке ищут карточку",
    },
    Switch {
        name: "epos.generation",
        values: Values::OneOf(&["2023", "2020"]),
        default: "2023",
        about: "2020: РСАА для сотрудников, РСААГ для граждан; 2023: только ЕСИА",
    },
    Switch {
        name: "epos.grandfather_date",
        values: Values::Day,
        default: "2023-11-01",
        about: "кто входил через ЕСИА раньше, входит и с неподтверждённой записью; none: никто",
    },
    Switch {
        name: "ui.skin",
        values: Values::OneOf(&["2020", "2017"]),
        default: "2020",
        about: "как инструкции называют поле для логина на странице ЕСИА",
    },
    Switch {
        name: "ui.registries",
        values: Values::OneOf(&["today", "2017"]),
        default: "today",
        about: "как инструкции называют ведомства, которые проверяют документы",
    },
    Switch {
        name: "epos.scopes",
        values: Values::OneOf(&["mission", "birthdate", "extended"]),
        default: "mission",
        about: "что спрашивают у ЕСИА: как на странице согласия; ещё и дату рождения; ещё и сведения о детях",
    },
    Switch {
        name: "epos.protocol",
        values: Values::OneOf(&["v1", "v3", "standard"]),
        default: "v1",
        about: "как говорят с ЕСИА: v1 с PKCS#7 и RSA; v2/v3 с ГОСТ; стандартные адреса OpenID Connect",
    },
    Switch {
        name: "match.yo", values: STRICT, default: "strict", about: "«ё» и «е»: разные буквы или одна"
    },
    Switch {
        name: "match.hyphen",
        values: STRICT,
        default: "strict",
        about: "дефис и пробел в фамилии: разные знаки или один",
    },
    Switch {
        name: "match.middle_name",
        values: Values::OneOf(&["strict", "optional"]),
        default: "strict",
        about: "отчество, которого нет с одной стороны: различие или нет",
    },
    Switch {
        name: "match.unverified_email",
        values: Values::OneOf(&["refuse", "accept"]),
        default: "refuse",
        about: "ищут ли карточку по почте, которая в Госуслугах не подтверждена",
    },
    Switch {
        name: "epos.one_school",
        values: YES,
        default: "true",
        about: "обучающийся с карточками в двух школах: «Нашлось больше одного пользователя»",
    },
    Switch {
        name: "epos.snils_required",
        values: YES,
        default: "false",
        about: "без СНИЛС в профиле Госуслуг не пускают никого",
    },
    Switch {
        name: "epos.remember_oid",
        values: YES,
        default: "false",
        about: "после входа запомнить ОИД в карточке и дальше узнавать по нему",
    },
    Switch {
        name: "epos.link_check",
        values: Values::OneOf(&["warn", "refuse"]),
        default: "warn",
        about: "привязка профиля с другим ФИО: предупредить или отказать",
    },
    Switch {
        name: "epos.tickets",
        values: Values::OneOf(&["after_fix", "any_time"]),
        default: "after_fix",
        about: "заявка о входе: только после того, как исправление вступило в силу, или когда угодно",
    },
    Switch {
        name: "rsaa.middle_name",
        values: Values::OneOf(&["required", "optional"]),
        default: "required",
        about: "без отчества в РСАА не зарегистрироваться (известный недостаток)",
    },
    Switch {
        name: "rsaa.kpp_letters", values: YES, default: "false", about: "буквы в пятом и шестом знаках КПП"
    },
];

impl Switch {
    /// The row of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SWITCHES.iter().find(|switch| switch.name == name)
    }

    /// Is this a value of it?
    pub fn takes(&self, value: &str) -> bool {
        match self.values {
            Values::OneOf(words) => words.contains(&value),
            Values::Some(words) => value.split(',').all(|word| words.contains(&word)),
            Values::Day => value == "none" || value.parse::<chrono::NaiveDate>().is_ok(),
        }
    }

    /// What may be written, in words.
    pub fn choice(&self) -> String {
        match self.values {
            Values::OneOf(words) => words.join(" | "),
            Values::Some(words) => format!("some of {}, with commas", words.join(", ")),
            Values::Day => "a day such as 2023-11-01, or none".to_owned(),
        }
    }
}
