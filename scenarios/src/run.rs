//! Many scenarios side by side, each in a world of its own.

use std::time::Duration;
use std::time::Instant;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::json;

use crate::album::Album;
use crate::failure::Failure;
use crate::model::Scenario;
use crate::model::Step;
use crate::phrases;
use crate::steps;
use crate::world::Server;
use crate::world::World;

/// How a scenario ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its steps; those after one that failed were not taken.
    pub steps: Vec<Taken>,
    /// Why its world could not be made.
    pub broken: Option<Failure>,
    /// How long it took.
    pub time: Duration,
}

/// A step and what came of it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its words.
    pub words: String,
    /// Its fields, in a line.
    pub fields: String,
    /// Does it belong to what must hold in the end?
    pub is_expected: bool,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of a step.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Done.
    Passed,
    /// Not as expected; with what the stand's journal says.
    Failed(Failure, Option<String>),
    /// Not reached.
    Skipped,
}

impl Outcome {
    /// Did everything go as expected?
    pub fn passed(&self) -> bool {
        self.failure().is_none()
    }

    /// What went wrong: the step, why, and the journal's entry.
    pub fn failure(&self) -> Option<(String, &Failure, Option<&str>)> {
        if let Some(failure) = &self.broken {
            return Some(("мир сценария".to_owned(), failure, None));
        }
        self.steps.iter().find_map(|step| match &step.verdict {
            Verdict::Failed(failure, journal) => Some((step.words.clone(), failure, journal.as_deref())),
            Verdict::Passed | Verdict::Skipped => None,
        })
    }
}

/// Runs scenarios, so many at once; `told` hears of each when it ends. The answer keeps their order.
pub async fn all(server: &Server, scenarios: &[Scenario], jobs: usize, mut told: impl FnMut(&Outcome)) -> Vec<Outcome> {
    let numbered = scenarios.iter().enumerate();
    let runs = numbered.map(|(at, scenario)| async move { (at, one(server, scenario).await) });
    let mut ended = stream::iter(runs).buffer_unordered(jobs.max(1));
    let mut outcomes = Vec::new();
    while let Some((at, outcome)) = ended.next().await {
        told(&outcome);
        outcomes.push((at, outcome));
    }
    outcomes.sort_by_key(|(at, _)| *at);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Runs one.
pub async fn one(server: &Server, scenario: &Scenario) -> Outcome {
    let began = Instant::now();
    let parts = [(false, &scenario.steps), (true, &scenario.expected)];
    let all = parts.into_iter().flat_map(|(is_expected, list)| list.iter().map(move |step| (is_expected, step)));
    let taken = |(is_expected, step): (bool, &Step)| Taken {
        words: step.words().to_owned(),
        fields: if step.fields().is_empty() { String::new() } else { json!(step.fields()).to_string() },
        is_expected,
        verdict: Verdict::Skipped,
    };
    let list: Vec<&Step> = all.clone().map(|(_, step)| step).collect();
    let mut outcome = Outcome {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        steps: all.map(taken).collect(),
        broken: None,
        time: Duration::ZERO,
    };
    match World::make(server, scenario).await {
        Ok(mut world) => {
            let mut album = server.pictures.as_deref().map(|folder| Album::new(folder, &scenario.id));
            for (step, taken) in list.into_iter().zip(&mut outcome.steps) {
                let mut came = take(&mut world, scenario, step).await;
                if let Some(album) = &mut album {
                    came = came.and(album.adds(&world).await);
                }
                taken.verdict = match came {
                    Ok(()) => Verdict::Passed,
                    Err(failure) => Verdict::Failed(failure, world.journal().await),
                };
                if matches!(taken.verdict, Verdict::Failed(..)) {
                    break;
                }
            }
            outcome.broken = world.end().await.err();
        }
        Err(failure) => outcome.broken = Some(failure),
    }
    outcome.time = began.elapsed();
    outcome
}

async fn take(world: &mut World, scenario: &Scenario, step: &Step) -> Result<(), Failure> {
    let understood = phrases::understand(step, &scenario.people);
    let understood = understood.map_err(|told| Failure::new("известный шаг", told))?;
    steps::take(world, understood, step.fields()).await
}
