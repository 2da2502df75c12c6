//! The catalogue: every `.ftl` file in both languages, each parsed when the first of its words is said.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::OnceLock;

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

/// The words of each family in each language.
static BUNDLES: [[OnceLock<Bundle>; FAMILIES.len()]; Language::ALL.len()] =
    [const { [const { OnceLock::new() }; FAMILIES.len()] }; Language::ALL.len()];

/// In which family a key is.
static PLACES: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let keys = |(at, family)| keys(words(Language::Russian, family)).map(move |key| (key, at));
    FAMILIES.iter().enumerate().flat_map(keys).collect()
});

/// The keys of a file. What belongs to a message that was begun is indented.
fn keys(words: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = words.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

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

/// The words of the family in which a key is.
fn bundle_of(language: Language, key: &str) -> Option<&'static Bundle> {
    let place = *PLACES.get(key)?;
    let family = FAMILIES.get(place)?;
    Some(BUNDLES[language as usize].get(place)?.get_or_init(|| bundle(language, family)))
}

fn bundle(language: Language, family: &(&'static str, &'static str, &'static str)) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks around arguments are for mixed directions of writing, which we do not have; robots compare words.
    bundle.set_use_isolating(false);
    // What cannot be parsed is left out; a test reads the errors.
    let resource = FluentResource::try_new(words(language, family).to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
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
    let bundle = bundle_of(language, key);
    let found = bundle.and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
    let Some((bundle, pattern)) = found else {
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
