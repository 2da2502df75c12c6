//! What tells a file of ours from others, and one version of it from another.

/// `PRAGMA application_id` of our files: "ESMK".
pub(super) const APPLICATION_ID: i64 = 0x4553_4D4B;

/// The first version that was published.
pub(super) const OLDEST: i64 = 6;

/// Bytes of a page, the same in every database: one is copied over another only where their pages are equal. Small,
/// because most databases are.
pub(super) const PAGE_SIZE: u32 = 1_024;
