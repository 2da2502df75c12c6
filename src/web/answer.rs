//! Answers that every surface gives in the same way: a JSON body, a redirect, a header that holds any text.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

/// A JSON body as ЕСИА serves it.
pub fn json_answer(status: StatusCode, body: &impl serde::Serialize) -> HttpResponse {
    match serde_json::to_vec(body) {
        Ok(text) => HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "application/json;charset=UTF-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(text),
        Err(error) => {
            tracing::error!(target: "esia_mock::broken", "a body cannot be written: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// A redirect that nobody keeps.
pub fn redirect(address: &str) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// What a form is answered with: the browser goes on by `GET`.
pub fn see_other(address: &str) -> HttpResponse {
    let mut response = redirect(address);
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

/// The longest value of a header that explains something.
const LONGEST_HEADER: usize = 1_000;

/// Header values are ASCII, whatever the language: signs have their usual stand-ins and Russian words are
/// transliterated. Within quotation marks stand values of the request; there bytes are percent-encoded, so that letters
/// which look alike are told apart.
pub fn ascii(text: &str) -> String {
    ascii_within(text, LONGEST_HEADER)
}

/// Cause and cure likewise. Where both do not fit, the cause is cut: the cure is what helps.
pub fn ascii_told(told: &str, cure: &str) -> String {
    let whole = ascii_within(told, LONGEST_HEADER + 1);
    let Some(end) = ["; what to do: ", "; "].iter().find_map(|between| {
        let end = format!("{between}{cure}");
        (!cure.is_empty() && told.ends_with(&end)).then_some(end)
    }) else {
        return ascii(told);
    };
    if whole.len() <= LONGEST_HEADER {
        return whole;
    }
    let end = ascii_within(&end, LONGEST_CURE);
    let cause = ascii_within(told, LONGEST_HEADER - CUT.len() - end.len());
    // A value that was cut in its middle is still ended.
    let quote = if cause.matches('"').count() % 2 == 1 { "\"" } else { "" };
    let cause = &cause[..cause.len() - quote.len()];
    format!("{cause}{quote}{CUT}{end}")
}

/// The longest cure where cause and cure do not fit.
const LONGEST_CURE: usize = 700;

/// Where something was left out.
const CUT: &str = "...";

fn ascii_within(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    let (mut is_quoted, mut is_escaped) = (false, false);
    for letter in text.chars() {
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        match letter {
            ' '..='~' => out.push(letter),
            _ if is_quoted => out.extend(utf8_percent_encode(letter.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC)),
            _ => out.push_str(&stand_in(letter)),
        }
        if out.len() >= limit {
            out.truncate(limit);
            break;
        }
    }
    out
}

/// What stands in place of a letter or sign outside ASCII.
fn stand_in(letter: char) -> String {
    if let Some((_, latin)) = LATIN.iter().find(|(known, _)| *known == letter) {
        return (*latin).to_owned();
    }
    let small = letter.to_lowercase().next().unwrap_or(letter);
    match LATIN.iter().find(|(known, _)| *known == small) {
        Some((_, latin)) => {
            latin.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect()
        }
        None if letter.is_control() => " ".to_owned(),
        None => utf8_percent_encode(letter.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC).to_string(),
    }
}

/// Signs of the texts, and the Russian alphabet (ICAO Doc 9303, as passports have it).
const LATIN: [(char, &str); 45] = [
    ('‖', "||"),
    ('«', "'"),
    ('»', "'"),
    ('…', "..."),
    ('–', "-"),
    ('—', "-"),
    ('№', "No. "),
    ('\u{a0}', " "),
    ('→', "->"),
    ('“', "'"),
    ('”', "'"),
    ('’', "'"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', "ie"),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_2_17_a_header_is_in_ascii_words_and_values_stay_apart() {
        assert_eq!(ascii("scope ‖ state, quirk of «ЕСИА»"), "scope || state, quirk of 'ESIA'");
        assert_eq!(ascii("client \"DEMO_RSА\" is not Щука"), "client \"DEMO_RS%D0%90\" is not Shchuka");
        assert_eq!(ascii("a \"quoted \\\" Я\" Я"), "a \"quoted \\\" %D0%AF\" Ia");
        assert_eq!(ascii("one\nline"), "one line");
        assert_eq!(ascii(&"Щ".repeat(5_000)).len(), LONGEST_HEADER);
    }

    #[test]
    fn a_cause_that_is_too_long_leaves_room_for_the_cure() {
        let cause = format!("there is nothing at {:?}", "x".repeat(2_000));
        let told = ascii_told(&format!("{cause}; what to do: look there"), "look there");
        assert_eq!(told.len(), LONGEST_HEADER);
        assert!(told.ends_with("x\"...; what to do: look there"), "{told}");
        assert_eq!(ascii_told("short; what to do: look there", "look there"), "short; what to do: look there");
        assert_eq!(ascii_told("only a cure", "only a cure"), "only a cure");
    }
}
