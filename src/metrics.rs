//! What the process counts of itself, as Prometheus reads it. Labels are words of tables, so their number is bounded;
//! stands and systems are none of them.

use std::time::Duration;

use prometheus::Encoder as _;
use prometheus::HistogramOpts;
use prometheus::HistogramVec;
use prometheus::IntCounterVec;
use prometheus::IntGauge;
use prometheus::Opts;
use prometheus::Registry;
use prometheus::TextEncoder;
use prometheus::core::Collector;

/// A number that only grows, kept by whoever counts.
pub type Counter = prometheus::IntCounter;

/// Why there are no metrics: two of one name, or a name that is none.
pub type MetricsError = prometheus::Error;

/// The type of what [`Metrics::text`] writes.
pub const CONTENT_TYPE: &str = prometheus::TEXT_FORMAT;

/// Upper ends of the buckets of durations, in seconds: from a page to a call that waits.
const BUCKETS: [f64; 14] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0];

/// What is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    durations: HistogramVec,
    refusals: IntCounterVec,
    logins: IntCounterVec,
    stands: IntGauge,
    journal_requests: IntGauge,
    journal_bytes: IntGauge,
    memory: IntGauge,
}

/// What is looked up when somebody asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Levels {
    /// How many stands there are.
    pub stands: usize,
    /// How many requests all journals keep.
    pub journal_requests: usize,
    /// How many bytes they take.
    pub journal_bytes: usize,
    /// The memory of the process, in bytes, where the system tells it.
    pub memory: Option<usize>,
}

/// A counter of that name.
pub fn counter(name: &str, about: &str) -> Result<Counter, MetricsError> {
    Counter::new(name, about)
}

impl Metrics {
    /// Nothing is counted yet.
    pub fn new(version: &str) -> Result<Self, MetricsError> {
        let gauge = |name: &str, about: &str| IntGauge::new(name, about);
        let labelled = |name: &str, about: &str, label: &str| IntCounterVec::new(Opts::new(name, about), &[label]);
        let durations = HistogramOpts::new(
            "esia_mock_request_duration_seconds",
            "From a request to its answer, by what was asked (at of the journal; control is the tester's)",
        );
        let metrics = Self {
            registry: Registry::new(),
            durations: HistogramVec::new(durations.buckets(BUCKETS.to_vec()), &["at"])?,
            refusals: labelled("esia_mock_refusals_total", "Refusals, by row of esia-mock reasons", "reason_id")?,
            logins: labelled(
                "esia_mock_logins_total",
                "Logins that ended well, by whose paths asked for them",
                "surface",
            )?,
            stands: gauge("esia_mock_stands", "Stands, the one that is always there included")?,
            journal_requests: gauge("esia_mock_journal_requests", "Requests that the journals of all stands keep")?,
            journal_bytes: gauge("esia_mock_journal_bytes", "Bytes that they take")?,
            memory: gauge("process_resident_memory_bytes", "Resident memory size in bytes")?,
        };
        let info = Opts::new("esia_mock_build_info", "The version that runs").const_label("version", version);
        let info = IntGauge::with_opts(info)?;
        info.set(1);
        metrics.show(&info)?;
        metrics.show(&metrics.durations)?;
        metrics.show(&metrics.refusals)?;
        metrics.show(&metrics.logins)?;
        for level in [&metrics.stands, &metrics.journal_requests, &metrics.journal_bytes] {
            metrics.show(level)?;
        }
        if memory().is_some() {
            metrics.show(&metrics.memory)?;
        }
        Ok(metrics)
    }

    /// A counter of that name, which is shown.
    pub fn counter(&self, name: &str, about: &str) -> Result<Counter, MetricsError> {
        let counter = counter(name, about)?;
        self.show(&counter)?;
        Ok(counter)
    }

    /// Shows what somebody else counts as well.
    pub fn show(&self, counted: &(impl Collector + Clone + 'static)) -> Result<(), MetricsError> {
        self.registry.register(Box::new(counted.clone()))
    }

    /// A request was answered.
    pub fn answered(&self, at: &'static str, took: Duration) {
        self.durations.with_label_values(&[at]).observe(took.as_secs_f64());
    }

    /// Something was refused.
    pub fn refused(&self, reason_id: &'static str) {
        self.refusals.with_label_values(&[reason_id]).inc();
    }

    /// A login ended well.
    pub fn logged_in(&self, surface: &'static str) {
        self.logins.with_label_values(&[surface]).inc();
    }

    /// Everything, in the text format of Prometheus.
    pub fn text(&self, levels: Levels) -> Result<Vec<u8>, MetricsError> {
        let number = |level: usize| i64::try_from(level).unwrap_or(i64::MAX);
        self.stands.set(number(levels.stands));
        self.journal_requests.set(number(levels.journal_requests));
        self.journal_bytes.set(number(levels.journal_bytes));
        self.memory.set(number(levels.memory.unwrap_or_default()));
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }
}

/// The resident memory of this process, in bytes, where the system says so.
pub fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?;
    Some(kibibytes.parse::<usize>().ok()? * 1024)
}
