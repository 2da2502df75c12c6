//! The encodings in which client libraries send `client_secret` (protocol notes, section 2.5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How bytes become text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// base64url without padding: most of them.
    #[default]
    UrlSafe,
    /// base64url with `=`: SOK, EIG, PYR.
    UrlSafePadded,
    /// Standard base64: AIS, KMO.
    Standard,
    /// Standard base64 whose `+` was not escaped and so arrives as a space.
    SpaceForPlus,
    /// .NET `UrlTokenEncode`: the last character counts the padding (NET).
    DotNet,
    /// base64url with only the first `=` removed (PSP).
    FirstPaddingRemoved,
    /// base64 of base64 (pycades backends).
    Twice,
    /// Standard base64 in lines of 64 characters.
    Lines,
}

impl Encoding {
    pub(crate) const ALL: [Self; 8] = [
        Self::UrlSafe,
        Self::UrlSafePadded,
        Self::Standard,
        Self::SpaceForPlus,
        Self::DotNet,
        Self::FirstPaddingRemoved,
        Self::Twice,
        Self::Lines,
    ];

    pub(crate) fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::UrlSafe => URL_SAFE_NO_PAD.encode(bytes),
            Self::UrlSafePadded => URL_SAFE.encode(bytes),
            Self::Standard => STANDARD.encode(bytes),
            Self::SpaceForPlus => STANDARD.encode(bytes).replace('+', " "),
            Self::DotNet => {
                let padding = (3 - bytes.len() % 3) % 3;
                format!("{}{padding}", URL_SAFE_NO_PAD.encode(bytes))
            }
            Self::FirstPaddingRemoved => URL_SAFE.encode(bytes).replacen('=', "", 1),
            Self::Twice => STANDARD.encode(STANDARD.encode(bytes)),
            Self::Lines => {
                let text = STANDARD.encode(bytes).into_bytes();
                let lines = text.chunks(64).map(|line| String::from_utf8_lossy(line).into_owned());
                lines.collect::<Vec<_>>().join("\r\n")
            }
        }
    }
}
