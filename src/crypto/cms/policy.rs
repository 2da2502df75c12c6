//! What is let through although the standard, or today, would not have it.

/// What is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// The time at which certificates must be valid, Unix time.
    pub at: i64,
    /// Whether SHA-1 will do.
    pub allow_sha1: bool,
}
