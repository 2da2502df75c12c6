//! Where stands come from that are made of nothing but fixtures.

use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use chrono::DateTime;
use chrono::Utc;

use crate::clock::Clock;
use crate::clock::Start;
use crate::fixtures::World;
use crate::flow::platform::Platform;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::template::Template;

/// Reads the fixtures, for people whose ages are counted from a time; or says what is wrong with them.
pub type Fixtures = Box<dyn Fn(DateTime<Utc>) -> Result<World, String> + Send + Sync>;

/// So many worlds are kept, one for each time that stands were asked for lately.
const KEPT: usize = 4;

/// What all stands of a process have come from.
pub struct Origin {
    fixtures: Fixtures,
    clock: Start,
    made: Mutex<Vec<Made>>,
}

struct Made {
    clock: Option<DateTime<Utc>>,
    template: Arc<Template>,
}

impl Origin {
    /// These fixtures, with a clock that begins like that.
    pub fn new(fixtures: Fixtures, clock: Start) -> Self {
        Self { fixtures, clock, made: Mutex::default() }
    }

    /// Forgets what was made: the fixtures say something else by now.
    pub fn forget(&self) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// A world whose clock begins like that of the process, or stands still at a time. It is filled once.
    pub fn template(
        &self,
        platform: &Arc<Platform>,
        clock: Option<DateTime<Utc>>,
        limit: usize,
    ) -> Result<Arc<Template>, Unmade> {
        // Whoever wants the same world waits for it.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let template = if let Some(at) = made.iter().position(|made| made.clock == clock) {
            made.remove(at).template
        } else {
            let start = clock.map_or(self.clock, Start::Held);
            let world = (self.fixtures)(Clock::starting(start).now()).map_err(Unmade::Fixtures)?;
            Arc::new(Template::of_world(platform, world, start)?)
        };
        // Those that were asked for last are at the end.
        made.push(Made { clock, template: Arc::clone(&template) });
        if made.len() > KEPT {
            made.remove(0);
        }
        if template.size() > limit {
            return Err(Unmade::Large { size: template.size(), limit });
        }
        Ok(template)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin").field("clock", &self.clock).finish_non_exhaustive()
    }
}
