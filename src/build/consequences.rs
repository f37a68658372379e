//! Findings that follow from another one: when that is mended they are gone, and until then they
//! lead astray.

use crate::diagnostics::{Diagnostic, Findings, Severity};
use crate::source::Place;

/// How near a finding must be to the one that it follows from.
#[derive(Clone, Copy)]
enum Reach {
    /// At the same words.
    Words,
    /// In the same file, or about it.
    File,
}

/// The code of a cause, and of what follows from it.
const CONSEQUENCES: &[(&str, &str, Reach)] = &[
    ("bad-range", "contradiction", Reach::File),
    ("bad-range", "invalid-reference", Reach::File),
    ("bad-url", "markup-in-field", Reach::Words),
    ("empty-section", "vanished-address", Reach::File),
    ("heading-as-text", "vanished-address", Reach::File),
    ("placeholder", "unknown-abbreviation", Reach::Words),
    ("said-twice", "search-test", Reach::Words),
    ("table-as-text", "long-sentence", Reach::Words),
    ("text-as-heading", "empty-section", Reach::Words),
    ("text-as-heading", "vanished-address", Reach::File),
    ("unknown-facet", "search-test", Reach::File),
    ("wrong-type", "unlisted-phone", Reach::File),
    ("yaml-syntax", "unlisted-phone", Reach::File),
];

/// A finding that others follow from.
struct Cause {
    code: &'static str,
    at: Place,
    severity: Severity,
}

/// Leaves out what follows from another finding, which is as severe then.
pub(super) fn without_consequences(findings: Findings) -> Findings {
    let mut causes: Vec<Cause> = findings
        .iter()
        .filter(|finding| CONSEQUENCES.iter().any(|(cause, ..)| *cause == finding.code.name))
        .map(|finding| Cause {
            code: finding.code.name,
            at: finding.place,
            severity: finding.severity,
        })
        .collect();
    if causes.is_empty() {
        return findings;
    }
    let mut kept = Findings::default();
    for finding in findings {
        let of = CONSEQUENCES.iter().filter(|(_, code, _)| *code == finding.code.name);
        let cause = of.into_iter().find_map(|(code, _, reach)| {
            causes
                .iter()
                .position(|cause| cause.code == *code && reaches(*reach, cause.at, &finding))
        });
        match cause {
            // It is as grave as what follows from it.
            Some(cause) => {
                causes[cause].severity = causes[cause].severity.min(finding.severity);
            }
            None => kept.push(finding),
        }
    }
    let raised = |mut finding: Diagnostic| {
        let mut causes = causes.iter();
        let cause =
            causes.find(|cause| cause.code == finding.code.name && cause.at == finding.place);
        finding.severity = cause.map_or(finding.severity, |cause| cause.severity);
        finding
    };
    kept.into_iter().map(raised).collect()
}

fn reaches(reach: Reach, cause: Place, finding: &Diagnostic) -> bool {
    let at = finding.place;
    match reach {
        Reach::Words => {
            at.file == cause.file
                && at.span.start < cause.span.end
                && cause.span.start < at.span.end
        }
        Reach::File => {
            at.file == cause.file
                || finding.related.iter().any(|(related, _)| related.file == cause.file)
        }
    }
}
