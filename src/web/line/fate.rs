//! How a connection ends that a fault has got hold of.

/// The end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is closed, and what was answered is not told.
    Silence,
    /// It is reset (RST), and what was answered is not told.
    Reset,
    /// It is closed after what was written so far.
    CloseAfter,
    /// It is reset after what was written so far.
    ResetAfter,
}

impl Fate {
    /// Is nothing told of the answer?
    pub fn is_silent(self) -> bool {
        matches!(self, Self::Silence | Self::Reset)
    }

    /// Is the other side to see a reset?
    pub fn is_reset(self) -> bool {
        matches!(self, Self::Reset | Self::ResetAfter)
    }
}
