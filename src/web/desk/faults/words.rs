//! What faults are called: sentences of the catalogue, and places.

use crate::faults::action::Do;
use crate::faults::catalogue::CATALOGUE;
use crate::faults::catalogue::Row;
use crate::faults::words::ANYWHERE;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::desk::words as places;

/// The sentence of a row, with a capital letter.
pub fn sentence(row: &Row, language: Language) -> Text {
    let said = match language {
        Language::Russian => row.about_ru,
        Language::English => row.about,
    };
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    Text::plain(first + letters.as_str())
}

/// What a fault does: the sentence of its row, or of the first row of its kind.
pub fn what(action: &Do, language: Language) -> Text {
    if let Some(status) = action.status {
        return Text::new("desk-faults-status").with("status", status.to_string());
    }
    let is_it = |row: &&Row| serde_json::from_str::<Do>(row.action).is_ok_and(|known| known == *action);
    let row = CATALOGUE.iter().find(is_it);
    let row = row.or_else(|| CATALOGUE.iter().find(|row| action.kinds().has(row.kind)));
    row.map_or_else(|| Text::plain(""), |row| sentence(row, language))
}

/// What a place is called, everywhere included.
pub fn at(name: &str) -> Text {
    if name == ANYWHERE { Text::new("desk-faults-anywhere") } else { places::place(name) }
}
