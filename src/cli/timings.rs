//! How long each stage took, for `--timings`: the only clock of the program.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::progress::Progress;
use crate::{Observer, Stage};

/// Watches the stages: how long each took and, on a terminal, which one runs.
pub(super) struct Timings {
    progress: Progress,
    started: Instant,
    stages: Mutex<BTreeMap<Stage, (Instant, Option<Duration>)>>,
}

impl Timings {
    pub(super) fn new(progress: Progress) -> Self {
        Self { progress, started: Instant::now(), stages: Mutex::default() }
    }

    /// Since the command began.
    pub(super) fn total(&self) -> Duration {
        self.started.elapsed()
    }

    /// The stages that ended, in the order of the pipeline.
    pub(super) fn stages(&self) -> Vec<(Stage, Duration)> {
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.iter().filter_map(|(stage, (_, took))| Some((*stage, (*took)?))).collect()
    }

    pub(super) fn clear_line(&self) {
        self.progress.clear();
    }
}

impl Observer for Timings {
    fn begin(&self, stage: Stage) {
        self.progress.show(stage);
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        stages.insert(stage, (Instant::now(), None));
    }

    fn end(&self, stage: Stage) {
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((began, took)) = stages.get_mut(&stage) {
            *took = Some(began.elapsed());
        }
    }
}
