//! One line that says which stage runs, while somebody watches. Gone when the work is done.

use std::collections::BTreeMap;
use std::io::{Write, stderr};

use crate::Stage;
use crate::diagnostics::Texts;

/// The line, in the words of a language; silent unless stderr is a terminal.
pub(super) struct Progress {
    words: Option<BTreeMap<Stage, String>>,
}

const STAGES: [Stage; 9] = [
    Stage::Read,
    Stage::Model,
    Stage::Prose,
    Stage::Check,
    Stage::Pages,
    Stage::Index,
    Stage::Exports,
    Stage::SiteCheck,
    Stage::Publish,
];

impl Progress {
    pub(super) fn new(shown: bool, texts: &Texts) -> Self {
        let words = STAGES
            .map(|stage| (stage, texts.get(&format!("cli.stage.{}", stage.as_str())).to_owned()));
        Self { words: shown.then(|| words.into()) }
    }

    pub(super) fn show(&self, stage: Stage) {
        if let Some(words) = self.words.as_ref().and_then(|words| words.get(&stage)) {
            // Progress is a courtesy: a terminal that went away is no reason to stop.
            let _ = write!(stderr().lock(), "\r\x1b[K{words} …");
        }
    }

    pub(super) fn clear(&self) {
        if self.words.is_some() {
            let _ = write!(stderr().lock(), "\r\x1b[K");
        }
    }
}
