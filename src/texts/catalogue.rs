//! The catalogue: every `.ftl` file in both languages, parsed once.

use std::sync::LazyLock;

use fluent_bundle::FluentArgs;
use fluent_bundle::FluentResource;
use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use super::language::Language;
use super::text::Argument;
use super::text::Said;
use super::text::Text;

type Bundle = FluentBundle<FluentResource>;

macro_rules! families {
    ($($family:literal),* $(,)?) => {
        /// Every family of pages: its name, and its words in Russian and English.
        pub(super) const FAMILIES: &[(&str, &str, &str)] =
            &[$(($family, include_str!(concat!("ru/", $family, ".ftl")), include_str!(concat!("en/", $family, ".ftl")))),*];
    };
}

families! {
    "api",
    "common",
    "confirm",
    "consent",
    "country",
    "data",
    "desk",
    "desk_clock",
    "desk_faults",
    "desk_journal",
    "desk_letters",
    "desk_offices",
    "desk_systems",
    "desk_words",
    "desk_people",
    "desk_stands",
    "documents",
    "consents",
    "error",
    "family",
    "hints",
    "kit",
    "logout",
    "logs",
    "mfc",
    "mistake",
    "notices",
    "organizations",
    "notifications",
    "profile",
    "registration",
    "registry",
    "offer",
    "protection",
    "reaction",
    "recovery",
    "role",
    "scopes",
    "second_factor",
    "security",
    "sign_in",
    "signature",
    "stand",
}

static BUNDLES: LazyLock<[Bundle; 2]> = LazyLock::new(|| Language::ALL.map(bundle));

/// The words of one language of a family.
pub(super) fn words(
    language: Language,
    (_, russian, english): &(&'static str, &'static str, &'static str),
) -> &'static str {
    match language {
        Language::Russian => russian,
        Language::English => english,
    }
}

fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks around arguments are for mixed directions of writing, which we do not have; robots compare words.
    bundle.set_use_isolating(false);
    for family in FAMILIES {
        // What cannot be parsed is left out; a test reads the errors.
        let resource =
            FluentResource::try_new(words(language, family).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Language {
    /// A word of the catalogue.
    pub fn t(self, key: &'static str) -> String {
        self.say(&Text::new(key))
    }

    /// What a text says in this language.
    pub fn say(self, text: &Text) -> String {
        match &text.0 {
            Said::Plain(words) => words.clone(),
            Said::Key(key, arguments) => format(self, key, arguments),
        }
    }
}

/// What a key says; a key that nobody has written down says itself, and the log says so.
fn format(language: Language, key: &str, arguments: &[(&'static str, Argument)]) -> String {
    let bundle = &BUNDLES[language as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(target: "esia_mock::broken", "no words for {key:?} in {language:?}");
        return key.to_owned();
    };
    let mut given = FluentArgs::with_capacity(arguments.len());
    for (name, argument) in arguments {
        given.set(*name, value(language, argument));
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(target: "esia_mock::broken", "{key:?} in {language:?}: {errors:?}");
    }
    said
}

fn value(language: Language, argument: &Argument) -> FluentValue<'static> {
    match argument {
        Argument::Words(words) => FluentValue::from(words.clone()),
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Text(text) => FluentValue::from(language.say(text)),
    }
}
