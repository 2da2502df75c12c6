//! Countries to choose from as a citizenship; a fixture may name any other.

use crate::texts::Text;
use crate::web::views::Choice;

/// ISO 3166 alpha-3, and the name.
const COUNTRIES: [(&str, &str); 18] = [
    ("RUS", "country-rus"),
    ("AZE", "country-aze"),
    ("ARM", "country-arm"),
    ("BLR", "country-blr"),
    ("CHN", "country-chn"),
    ("DEU", "country-deu"),
    ("GEO", "country-geo"),
    ("IND", "country-ind"),
    ("KAZ", "country-kaz"),
    ("KGZ", "country-kgz"),
    ("MDA", "country-mda"),
    ("MNG", "country-mng"),
    ("SRB", "country-srb"),
    ("TJK", "country-tjk"),
    ("TKM", "country-tkm"),
    ("TUR", "country-tur"),
    ("UZB", "country-uzb"),
    ("VNM", "country-vnm"),
];

/// The name of a country; its code, if it is none of the list.
pub fn name(code: &str) -> Text {
    let known = COUNTRIES.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| Text::plain(code), |(_, key)| Text::new(key))
}

/// All of them, and one that somebody has already.
pub fn choices(own: &str) -> Vec<Choice> {
    let other = Some(own).filter(|own| !own.is_empty() && COUNTRIES.iter().all(|(known, _)| known != own));
    let codes = COUNTRIES.iter().map(|(code, _)| *code).chain(other);
    codes.map(|code| Choice::new(code, name(code))).collect()
}
