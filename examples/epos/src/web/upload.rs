//! A form with a file: every part bounded, the file known by its first bytes and not by its name.

use actix_multipart::Field;
use actix_multipart::Multipart;
use aws_lc_rs::digest::Context;
use aws_lc_rs::digest::SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::TryStreamExt as _;

use super::answer::Trouble;
use crate::store::documents::FileMark;

/// No file is larger.
pub(super) const LARGEST: usize = 10 * 1024 * 1024;

/// No field is longer, and there are no more of them.
const LONGEST_FIELD: usize = 8 * 1024;
const MOST_FIELDS: usize = 20;

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Upload {
    fields: Vec<(String, String)>,
    /// The file, or what is wrong with it; nothing, if none was chosen.
    pub(super) file: Option<Result<FileMark, &'static str>>,
}

impl Upload {
    /// Reads all of it.
    pub(super) async fn read(mut form: Multipart) -> Result<Self, Trouble> {
        let mut upload = Self::default();
        while let Some(mut part) = form.try_next().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == "file" {
                upload.file = file(&mut part).await?;
                if matches!(upload.file, Some(Err(TOO_LARGE))) {
                    break;
                }
            } else if upload.fields.len() < MOST_FIELDS {
                upload.fields.push((name, text(&mut part).await?));
            } else {
                return Err(Trouble::Unreadable("too many fields".to_owned()));
            }
        }
        Ok(upload)
    }

    /// What a field says.
    pub(super) fn field(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }
}

const TOO_LARGE: &str = "Файл больше 10 МБ";

async fn text(part: &mut Field) -> Result<String, Trouble> {
    let mut text = Vec::new();
    while let Some(piece) = part.try_next().await.map_err(unreadable)? {
        text.extend_from_slice(&piece);
        if text.len() > LONGEST_FIELD {
            return Err(Trouble::Unreadable("a field is too long".to_owned()));
        }
    }
    String::from_utf8(text).map_err(unreadable)
}

/// Counts and hashes the file, and keeps only its beginning.
async fn file(part: &mut Field) -> Result<Option<Result<FileMark, &'static str>>, Trouble> {
    let name = part.content_disposition().and_then(|disposition| disposition.get_filename()).unwrap_or_default();
    let name = harmless(name);
    let (mut head, mut size, mut hash) = (Vec::new(), 0, Context::new(&SHA256));
    while let Some(piece) = part.try_next().await.map_err(unreadable)? {
        size += piece.len();
        if size > LARGEST {
            return Ok(Some(Err(TOO_LARGE)));
        }
        let wanted = 16_usize.saturating_sub(head.len());
        head.extend(piece.iter().take(wanted));
        hash.update(&piece);
    }
    if size == 0 {
        return Ok(None);
    }
    let kind = kind(&head).ok_or("Это не изображение и не видео");
    let hash = URL_SAFE_NO_PAD.encode(hash.finish());
    Ok(Some(kind.map(|kind| FileMark { name, kind: kind.to_owned(), size, hash })))
}

/// A name without folders, control signs and excess.
fn harmless(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|sign| !sign.is_control()).take(100).collect();
    if name.trim_matches(['.', ' ']).is_empty() { "файл".to_owned() } else { name }
}

/// The type that the first bytes show.
fn kind(head: &[u8]) -> Option<&'static str> {
    let after = |at: usize| head.get(at..).unwrap_or_default();
    let kinds = [
        (head.starts_with(b"\x89PNG\r\n\x1a\n"), "image/png"),
        (head.starts_with(b"\xff\xd8\xff"), "image/jpeg"),
        (head.starts_with(b"GIF8"), "image/gif"),
        (head.starts_with(b"RIFF") && after(8).starts_with(b"WEBP"), "image/webp"),
        (after(4).starts_with(b"ftyp"), "video/mp4"),
        (head.starts_with(b"\x1a\x45\xdf\xa3"), "video/webm"),
    ];
    kinds.into_iter().find(|(is, _)| *is).map(|(_, kind)| kind)
}

fn unreadable(error: impl std::error::Error + 'static) -> Trouble {
    let error: Box<dyn std::error::Error> = error.into();
    Trouble::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n0000"), Some("image/png"));
        assert_eq!(kind(b"\0\0\0\x18ftypmp42"), Some("video/mp4"));
        for other in [&b"<svg xmlns="[..], b"%PDF-1.7", b"MZ", b"RIFF0000WAVE", b""] {
            assert_eq!(kind(other), None);
        }
    }

    #[test]
    fn a_name_loses_its_folders_and_control_signs() {
        assert_eq!(harmless("C:\\temp\\снимок.png"), "снимок.png");
        assert_eq!(harmless("../../etc/passwd"), "passwd");
        assert_eq!(harmless("a\r\nb\0.png"), "ab.png");
        assert_eq!(harmless(".."), "файл");
        assert_eq!(harmless(&"a".repeat(300)).len(), 100);
    }
}
