//! `repeated-text`: a paragraph that stands in two entries, word for word.
//!
//! Why: it will be mended in one of them, and then the portal says two things. Paragraphs of fewer
//! words than `repeated` of `[limits]` may stand where they like, and so may what is history.
//! Wrong: the same account of the pilot project on two pages. Right: the account on one, and
//! `[[pilotprojektet]]` on the other.

use std::collections::HashMap;

use super::Inputs;
use super::written::first_line;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::prose::Paragraph;

/// The same words stand in another entry.
pub(super) static REPEATED_TEXT: Code = Code::warning("repeated-text");

type Found<'a> = (&'a Entry, &'a Paragraph);

fn repeated_text(
    (entry, paragraph): Found<'_>,
    first: Found<'_>,
    input: &Inputs<'_>,
) -> Diagnostic {
    Diagnostic::new(&REPEATED_TEXT, first_line(paragraph.span, entry, input.sources))
        .with("words", paragraph.words)
        .with("other", &first.0.id)
        .related(first_line(first.1.span, first.0, input.sources), "first")
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let mut first: HashMap<u64, Found<'_>> = HashMap::new();
    let mut findings = Findings::default();
    for (entry, prose) in input.entries().filter(|(entry, _)| !entry.is_historical(today)) {
        for paragraph in &prose.reading.paragraphs {
            let known = *first.entry(paragraph.name).or_insert((entry, paragraph));
            if known.0.id != entry.id && known.1.words == paragraph.words {
                findings.push(repeated_text((entry, paragraph), known, input));
            }
        }
    }
    findings
}
