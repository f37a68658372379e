//! `said-twice`: the same step twice in a procedure, the same way on twice from a step. Items of
//! any other list are compared where they are read.
//!
//! Why: one of the two was copied to be changed, and was not; a reader looks for the difference.
//! Wrong: two branches `if: Borgeren siger ja`. Right: one of them `if: Borgeren siger nej`.

use std::collections::HashMap;

use super::Inputs;
use crate::diagnostics::Findings;
use crate::model::{Procedure, Step};
use crate::source::said_twice;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut findings = Findings::default();
    for procedure in &input.catalogue.procedures {
        let mut known = HashMap::new();
        for step in &procedure.steps {
            let here = procedure.entry.place(step.at);
            if let Some(first) = known.insert((&step.title, step.lane), here) {
                findings.push(said_twice(here, &step.title, first));
            }
            branches(procedure, step, &mut findings);
        }
    }
    findings
}

fn branches(procedure: &Procedure, step: &Step, findings: &mut Findings) {
    let here = procedure.entry.place(step.at);
    for (at, branch) in step.branches.iter().enumerate() {
        let earlier = &step.branches[..at];
        if earlier.iter().any(|earlier| earlier.condition == branch.condition) {
            findings.push(said_twice(here, &branch.condition, here));
        }
    }
}
