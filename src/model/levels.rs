//! How loud each rule is, from `[levels]` of `site.toml`: a rule's name and its level, a line each.
//! Which rules there are is known above; a name that none has is told there.

use super::cx::Cx;
use super::declare::{Choice, Named, Read, Schema, choice};
use crate::diagnostics::{Level, Severity};
use crate::source::{Node, Place};

/// The level of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The rule's code.
    pub code: String,
    /// How loud it is.
    pub level: Level,
    /// Where the code is written.
    pub at: Place,
}

impl Choice for Level {
    const WORDS: &'static str = "level";

    fn named() -> Vec<(&'static str, Self)> {
        let told = [Severity::Info, Severity::Warning, Severity::Error];
        let told = told.map(|severity| (severity.as_str(), Self::As(severity)));
        [("off", Self::Off)].into_iter().chain(told).collect()
    }
}

/// The levels of all rules that the settings name.
pub(super) struct Levels;

impl Read for Levels {
    type Value = Vec<RuleLevel>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Vec<RuleLevel>> {
        let mut levels = Vec::new();
        for (code, level) in cx.decoder.pairs(node)? {
            let at = cx.place(code.span);
            let level = choice().read(level, cx);
            levels.extend(level.map(|level| RuleLevel { code: code.text.clone(), level, at }));
        }
        Some(levels)
    }

    fn schema(&self) -> Schema {
        Schema::Map(Named::Rules, Box::new(choice::<Level>().schema()))
    }
}
