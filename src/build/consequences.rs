//! Findings that follow from another one: when that is mended they are gone, and until then they
//! lead astray.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Findings, Severity};
use crate::source::{FileId, Place};

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
    at: Place,
    severity: Severity,
}

/// Leaves out what follows from another finding, which is as severe then.
pub(super) fn without_consequences(findings: Findings) -> Findings {
    // By code and file: there may be very many, and each has its place in one file.
    let mut causes: HashMap<(&str, FileId), Vec<Cause>> = HashMap::new();
    for finding in findings.iter() {
        if CONSEQUENCES.iter().any(|(cause, ..)| *cause == finding.code.name) {
            let cause = Cause { at: finding.place, severity: finding.severity };
            causes.entry((finding.code.name, finding.place.file)).or_default().push(cause);
        }
    }
    if causes.is_empty() {
        return findings;
    }
    let mut kept = Findings::default();
    for finding in findings {
        match cause_of(&finding, &mut causes) {
            // It is as grave as what follows from it.
            Some(cause) => cause.severity = cause.severity.min(finding.severity),
            None => kept.push(finding),
        }
    }
    let raised = |mut finding: Diagnostic| {
        let of_file = causes.get(&(finding.code.name, finding.place.file));
        let cause = of_file.and_then(|causes| causes.iter().find(|one| one.at == finding.place));
        finding.severity = cause.map_or(finding.severity, |cause| cause.severity);
        finding
    };
    kept.into_iter().map(raised).collect()
}

/// The first finding that this one follows from.
fn cause_of<'c>(
    finding: &Diagnostic,
    causes: &'c mut HashMap<(&str, FileId), Vec<Cause>>,
) -> Option<&'c mut Cause> {
    let at = finding.place;
    let of = CONSEQUENCES.iter().filter(|(_, code, _)| *code == finding.code.name);
    let found = of.into_iter().find_map(|(code, _, reach)| {
        let first = |file: FileId| {
            let is_meant = |cause: &Cause| match reach {
                Reach::File => true,
                Reach::Words => {
                    at.span.start < cause.at.span.end && cause.at.span.start < at.span.end
                }
            };
            let place = causes.get(&(*code, file))?.iter().position(is_meant)?;
            Some(((*code, file), place))
        };
        let others = finding.related.iter().map(|(related, _)| related.file);
        let others = others.filter(|_| matches!(reach, Reach::File));
        std::iter::once(at.file).chain(others).find_map(first)
    });
    let (key, place) = found?;
    causes.get_mut(&key)?.get_mut(place)
}
