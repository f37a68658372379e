//! Goals: what was aimed at, and what was measured.

use jiff::civil::Date;

use super::declare::{
    choice, choices, day, declaration, list, mapping, number, one_or_more, optional, or_default,
    prose, required, span_of, term, text, yes_no,
};
use super::{Citation, Entry, Key, Vocabulary, VocabularyTerm};
use crate::source::Span;

declaration! {
    /// A goal.
    #[derive(Clone, Debug)]
    pub struct Goal in "goal" {
        /// What every entry has.
        pub entry: Entry,
        /// What sort of goal it is.
        pub goal_type: GoalType = required("goal_type", choice()),
        /// The administrations that share it.
        pub administrations: Vec<Key<VocabularyTerm>> =
            one_or_more("administrations", term(Vocabulary::Administrations)),
        /// Whom it is about.
        pub target_groups: Vec<Key<VocabularyTerm>> = one_or_more("target_groups", term(Vocabulary::TargetGroups)),
        /// The unit of all values: `pct.`, `borgere` …
        pub unit: Option<String> = optional("unit", text()),
        /// What was aimed at.
        pub targets: Vec<Figure> = list("targets", mapping()) => searched,
        /// What was measured.
        pub measurements: Vec<Figure> = list("measurements", mapping()) => searched,
    }
}

impl Goal {
    /// What was aimed at and what was measured, each with the key that it stands under.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (&'static str, &Figure)> {
        let aimed = self.targets.iter().map(|figure| ("targets", figure));
        aimed.chain(self.measurements.iter().map(|figure| ("measurements", figure)))
    }
}

choices! {
    /// What sort of goal it is, in the order that lists show them.
    pub enum GoalType in "goal_type" {
        /// A result that is measured.
        Result = "result",
        /// An area of action.
        Area = "area",
        /// What counts as success.
        SuccessCriterion = "success_criterion",
        /// What is expected to follow.
        ExpectedEffect = "expected_effect",
        /// A goal of a policy or plan.
        Policy = "policy",
    }
}

choices! {
    /// The three colours of a status report.
    pub enum TrafficLight in "traffic_light" {
        /// On course.
        Green = "green",
        /// Needs attention.
        Yellow = "yellow",
        /// Off course.
        Red = "red",
    }
}

declaration! {
    /// A target or a measurement.
    #[derive(Clone, Debug)]
    pub struct Figure in "figure" {
        /// For or at which day.
        pub date: Option<Date> = optional("date", day()),
        /// The day in words, where it is not exact.
        pub date_text: Option<String> = optional("date_text", text()) => searched,
        /// How much, in the goal's unit.
        pub value: Option<f64> = optional("value", number()),
        /// Whether the value is rounded.
        pub approximate: bool = or_default("approximate", yes_no()),
        /// The colour it was given.
        pub status: Option<TrafficLight> = optional("status", choice()),
        /// More in words.
        pub text: Option<String> = optional("text", prose()) => searched,
        /// Where it is said.
        pub source: Option<Citation> = optional("source", mapping()),
        /// Where the value is written.
        pub at: Span = span_of("value"),
    }
}
