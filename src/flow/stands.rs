//! The stands of a process, by name; so far there is one, `default`.

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::flow::platform::DEFAULT;
use crate::flow::platform::Platform;
use crate::flow::stand::Stand;

/// The stands of a process.
#[derive(Debug)]
pub struct Stands {
    /// What they share.
    pub platform: Arc<Platform>,
    default: Slot,
}

/// The place of a stand: what it is now.
#[derive(Debug)]
struct Slot {
    view: ArcSwap<Stand>,
}

impl Slot {
    fn holding(stand: Stand) -> Self {
        Self { view: ArcSwap::from_pointee(stand) }
    }
}

impl Stands {
    /// A process with one stand.
    pub fn around(default: Stand) -> Arc<Self> {
        Arc::new(Self { platform: Arc::clone(&default.platform), default: Slot::holding(default) })
    }

    /// The stand that is always there, as it is now.
    pub fn default_stand(&self) -> Arc<Stand> {
        self.default.view.load_full()
    }

    /// A stand as it is now.
    pub fn find(&self, name: &str) -> Option<Arc<Stand>> {
        (name == DEFAULT).then(|| self.default_stand())
    }

    /// Every stand as it is now.
    pub fn all(&self) -> Vec<Arc<Stand>> {
        vec![self.default_stand()]
    }
}
