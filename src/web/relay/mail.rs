//! A letter of the outbox as a message of RFC 5322.

use std::time::Duration;
use std::time::SystemTime;

use lettre::Address;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::MultiPart;
use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;
use url::Host;

use crate::crypto::digest;
use crate::domain::message::Numbered;

/// The last second that a date of a letter can name: the end of the year 9999.
const LAST: u64 = 253_402_300_799;

/// Composes it; whatever cannot stand in a header or an envelope is an error. The key makes the Message-ID the stand's own.
pub(super) fn compose(letter: &Numbered, key: &[u8]) -> Result<Message, String> {
    let message = &letter.message;
    let no_reply = Address::new("no-reply", "esia-mock.test").map_err(|error| error.to_string())?;
    let header =
        |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    let text = message.text.clone();
    let parts = match &message.html {
        Some(html) => MultiPart::alternative_plain_html(text, html.clone()),
        None => MultiPart::alternative().singlepart(lettre::message::SinglePart::plain(text)),
    };
    Message::builder()
        .from(Mailbox::new(Some("ЕСИА (тестовый стенд)".to_owned()), no_reply))
        .to(Mailbox::new(None, recipient(&message.to)?))
        .subject(line(message.subject.as_deref().unwrap_or_default()))
        .date(date(message.made_at.timestamp()))
        .message_id(Some(message_id(letter, key)))
        .raw_header(header("X-Esia-Mock", "test-only"))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .multipart(parts)
        .map_err(|error| error.to_string())
}

/// One line: a mail program that decodes a subject finds no line ends either.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The address with its domain in ASCII, as every server takes it.
fn recipient(to: &str) -> Result<Address, String> {
    let (local, domain) = to.trim().rsplit_once('@').ok_or("the recipient is no address")?;
    let Ok(Host::Domain(domain)) = Host::parse(domain) else {
        return Err("the recipient's domain is no name".to_owned());
    };
    Address::new(local, domain).map_err(|error| error.to_string())
}

/// Dates that headers cannot name become the nearest one that they can.
fn date(seconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default().min(LAST))
}

fn message_id(letter: &Numbered, key: &[u8]) -> String {
    let text = format!("{} {}", letter.number, letter.message.made_at.timestamp());
    let hash = digest::hex_upper(&digest::hmac_sha256(key, text.as_bytes()));
    format!("<{}.{}@esia-mock.test>", letter.number, hash.get(..24).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::message;

    fn letter(to: &str, subject: &str, seconds: i64) -> Numbered {
        let message = message::Message {
            kind: message::MessageKind::Email,
            letter: None,
            to: to.to_owned(),
            subject: Some(subject.to_owned()),
            text: "Текст\n.\nRCPT TO:<real@mail.ru>\n".to_owned(),
            html: Some("<p>Текст</p>".to_owned()),
            link: None,
            made_at: DateTime::from_timestamp(seconds, 0).expect("a time"),
            oid: None,
            relay: message::Relay::Waiting,
        };
        Numbered { number: 7, message }
    }

    fn head(letter: &Numbered) -> String {
        let mail = compose(letter, b"key").expect("composed");
        let text = String::from_utf8(mail.formatted()).expect("ASCII");
        assert!(text.is_ascii());
        text.split("\r\n\r\n").next().unwrap_or_default().to_owned()
    }

    #[test]
    fn line_ends_never_make_a_header() {
        let head = head(&letter("a@b.test", "Тема\r\nBcc: real@mail.ru\r\n\r\nтело", 1_788_242_400));
        let subject = head.lines().find_map(|line| line.strip_prefix("Subject: "));
        assert!(subject.is_some_and(|subject| subject.contains("=?utf-8?b?") && !subject.contains("DQo")), "{head}");
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{head}");
        assert!(head.contains("X-Esia-Mock: test-only") && head.contains("Message-ID: <7."), "{head}");
        assert!(head.contains("no-reply@esia-mock.test") && head.contains("To: a@b.test"), "{head}");
        assert!(head.contains("Date: Tue, 01 Sep 2026 06:00:00 +0000"), "{head}");
        assert!(compose(&letter("a@b.test\r\nBcc: real@mail.ru", "x", 0), b"key").is_err());
        assert!(compose(&letter("", "x", 0), b"key").is_err());
    }

    #[test]
    fn a_name_in_any_alphabet_is_written_in_ascii() {
        assert!(head(&letter("a@почта.test", "x", 0)).contains("To: a@xn--80a1acny.test"));
    }

    #[test]
    fn times_that_no_header_can_name_break_nothing() {
        for seconds in [i64::from(i32::MIN) * 100, -1, 253_402_300_800] {
            assert!(head(&letter("a@b.test", "x", seconds)).contains("Date: "));
        }
    }
}
