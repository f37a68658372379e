//! Which findings are told, and how severe they are.

use crate::checks;
use crate::diagnostics::{Findings, Severity};
use crate::model::Catalogue;
use crate::source::Sources;

use super::Options;
use super::consequences::without_consequences;

/// Most findings of one code that are told for one file: nobody reads more.
const MOST_FINDINGS: usize = 100;

/// The findings that are told: accepted ones are left out, and what is accepted in vain is told
/// instead.
pub(super) fn judged(
    mut findings: Findings,
    catalogue: &Catalogue,
    sources: &Sources,
    options: &Options,
    understood: bool,
) -> Findings {
    let accept = &catalogue.site.accept;
    let mut used = vec![false; accept.len()];
    let level = |code: &str| catalogue.site.level(code, &options.deny);
    findings.set_levels(level);
    let mut told: Findings = findings
        .into_iter()
        .filter(|finding| {
            let path = sources.file(finding.place.file).path();
            let matching = accept.iter().position(|accepted| {
                accepted.code == finding.code.name
                    && accepted.file.as_deref().is_none_or(|file| file == path)
            });
            match matching.filter(|_| finding.code.severity != Severity::Error) {
                Some(at) => {
                    used[at] = true;
                    false
                }
                None => true,
            }
        })
        .collect();
    // What was left unchecked for want of an entry is not mended.
    if understood && catalogue.is_settled() {
        let mut unused = checks::unused_acceptance(&catalogue.site, &used, sources);
        unused.set_levels(level);
        told.append(unused);
    }
    told.judge(&options.deny, &options.allow);
    without_consequences(told).into_sorted().at_most(MOST_FINDINGS)
}
