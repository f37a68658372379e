//! Goals: what was aimed at, and what was measured.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{RawSource, raw_entry};
use super::{Entry, EntryKind, Key, Kind, Resolver, Source, Vocabulary, VocabularyTerm};
use crate::source::{OneOrMore, Span, Text};

raw_entry! {
    /// A goal as written.
    struct RawGoal {
        goal_type: GoalType,
        administrations: Option<OneOrMore<Text>>,
        #[serde(default)]
        target_groups: Vec<Text>,
        unit: Option<String>,
        #[serde(default)]
        targets: Vec<RawFigure>,
        #[serde(default)]
        measurements: Vec<RawFigure>,
    }
}

/// What sort of goal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalType {
    /// A result that is measured.
    Result,
    /// What is expected to follow.
    ExpectedEffect,
    /// A goal of a policy or plan.
    Policy,
    /// An area of action.
    Area,
    /// What counts as success.
    SuccessCriterion,
}

impl GoalType {
    /// All there are, in the order that lists show them.
    pub const ALL: [Self; 5] = [Self::Result, Self::Area, Self::SuccessCriterion, Self::ExpectedEffect, Self::Policy];

    /// The name as written, and as key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::ExpectedEffect => "expected_effect",
            Self::Policy => "policy",
            Self::Area => "area",
            Self::SuccessCriterion => "success_criterion",
        }
    }
}

/// The three colours of a status report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrafficLight {
    /// On course.
    Green,
    /// Needs attention.
    Yellow,
    /// Off course.
    Red,
}

impl TrafficLight {
    /// The name as written, and as key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    date: Option<Text>,
    date_text: Option<String>,
    value: Option<f64>,
    #[serde(default)]
    approximate: bool,
    status: Option<TrafficLight>,
    text: Option<String>,
    source: Option<RawSource>,
}

/// A target or a measurement.
#[derive(Clone, Debug)]
pub struct Figure {
    /// For or at which day.
    pub date: Option<Date>,
    /// The day in words, where it is not exact.
    pub date_text: Option<String>,
    /// How much, in the goal's unit.
    pub value: Option<f64>,
    /// Whether the value is rounded.
    pub approximate: bool,
    /// The colour it was given.
    pub status: Option<TrafficLight>,
    /// More in words.
    pub text: Option<String>,
    /// Where it is said.
    pub source: Option<Source>,
}

/// A goal.
#[derive(Clone, Debug)]
pub struct Goal {
    /// What every entry has.
    pub entry: Entry,
    /// What sort of goal it is.
    pub goal_type: GoalType,
    /// The administrations that share it.
    pub administrations: Vec<Key<VocabularyTerm>>,
    /// Whom it is about.
    pub target_groups: Vec<Key<VocabularyTerm>>,
    /// The unit of all values: `pct.`, `borgere` …
    pub unit: Option<String>,
    /// What was aimed at.
    pub targets: Vec<Figure>,
    /// What was measured.
    pub measurements: Vec<Figure>,
}

impl EntryKind for Goal {
    type Raw = RawGoal;

    const KIND: Kind = Kind::Goal;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawGoal, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        Self {
            entry: raw.take_entry().resolve(Kind::Goal, body, resolver),
            goal_type: raw.goal_type,
            administrations: resolver.terms(Vocabulary::Administrations, &raw.administrations.unwrap_or_default().0),
            target_groups: resolver.terms(Vocabulary::TargetGroups, &raw.target_groups),
            unit: raw.unit,
            targets: raw.targets.into_iter().map(|figure| figure.resolve(resolver)).collect(),
            measurements: raw.measurements.into_iter().map(|figure| figure.resolve(resolver)).collect(),
        }
    }
}

impl RawFigure {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Figure {
        Figure {
            date: resolver.date(self.date),
            date_text: self.date_text,
            value: self.value,
            approximate: self.approximate,
            status: self.status,
            text: self.text,
            source: self.source.and_then(|source| source.resolve(resolver)),
        }
    }
}
