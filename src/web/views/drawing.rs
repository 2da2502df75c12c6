//! A picture inside a page: digits to be read, or a QR code. Drawn as SVG by `form.html`, so that nothing is loaded.

use qrcode::QrCode;
use qrcode::types::Color;

use crate::texts::Text;

/// A picture, and what it is for whoever does not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What it is.
    pub label: Text,
    /// How it is drawn.
    pub shape: Shape,
}

/// How a picture is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Digits, as they are read.
    Digits(String),
    /// Black squares on a white one with this many to a side.
    Squares {
        /// How many.
        side: usize,
        /// The `d` of the path.
        path: String,
    },
}

/// The white border of a QR code (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

impl Drawing {
    /// Digits to be read.
    pub fn digits(digits: impl Into<String>, label: Text) -> Self {
        Self { label, shape: Shape::Digits(digits.into()) }
    }

    /// A text as a QR code; none if it is too long for one.
    pub fn qr(text: &str, label: Text) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
        let square = |(at, _): (usize, &Color)| format!("M{} {}h1v1h-1z", QUIET + at % width, QUIET + at / width);
        let path: String = dark.map(square).collect();
        Some(Self { label, shape: Shape::Squares { side: width + 2 * QUIET, path } })
    }
}
