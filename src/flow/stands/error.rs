//! Why a stand is not made, changed or found.

use crate::clock::OutOfRange;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::clients::ClientError;
use crate::flow::clock::NotChanged;
use crate::flow::platform::StandError;
use crate::storage::StorageError;

/// Why what was asked of the stands was not done.
#[derive(Debug)]
pub enum Unmade {
    /// Not a name that a stand can have.
    Name(String),
    /// There is no stand of this name.
    NoStand(String),
    /// The stand has no snapshot of this name.
    NoSnapshot(String),
    /// There are as many stands, or snapshots of a stand, as there may be.
    Full(usize),
    /// It is too large to be copied; sizes in bytes.
    Large {
        /// Its size.
        size: usize,
        /// The most that is copied.
        limit: usize,
    },
    /// No stand can live at that time.
    Clock(OutOfRange),
    /// A client cannot be served.
    Client(ClientError),
    /// The stand has no client of this мнемоника.
    NoClient(String),
    /// The fixtures have mistakes.
    Fixtures(String),
    /// The stand that is always there is not deleted.
    Default,
    /// Something broke, or was refused.
    Stopped(Stop),
}

impl From<StandError> for Unmade {
    fn from(error: StandError) -> Self {
        match error {
            StandError::Storage(StorageError::TooLarge { size, limit }) => Self::Large { size, limit },
            StandError::Storage(error) => Self::Stopped(error.into()),
            other => Self::Stopped(Broken::Stand(other.to_string()).into()),
        }
    }
}

impl From<StorageError> for Unmade {
    fn from(error: StorageError) -> Self {
        StandError::from(error).into()
    }
}

impl From<Stop> for Unmade {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

impl From<NotChanged> for Unmade {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::OutOfRange(error) => Self::Clock(error),
            // Nothing was expected of it.
            NotChanged::Moved(shown) => Self::Stopped(Broken::Stand(format!("the clock shows {shown}")).into()),
            NotChanged::Stopped(stop) => Self::Stopped(stop),
        }
    }
}
