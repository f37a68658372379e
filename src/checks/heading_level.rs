//! `heading-level`: a heading of the body that skips a level, or is of the first level.
//!
//! Why: who listens to a page steps from heading to heading; a level that is skipped sounds like a part that is
//! missing. The first level is the page's title, which the template writes.
//! Wrong: `# Pris`, or `### Pris` right after the title. Right: `## Pris`.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::Heading;
use crate::source::Place;

/// A level 1 in the body, or a step of two levels downwards.
pub(super) static HEADING_LEVEL: Code = Code::error("heading-level");

fn heading_level(place: Place, heading: &Heading, above: u8) -> Diagnostic {
    let right = if heading.level == 1 { 2 } else { above + 1 };
    let diagnostic = Diagnostic::new(&HEADING_LEVEL, place)
        .with("text", &heading.text)
        .with("level", heading.level)
        .with("right", "#".repeat(usize::from(right)));
    if heading.level == 1 {
        diagnostic.message("message_top").help("help_top")
    } else {
        diagnostic.with("above", above)
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let wrong = input.entries().flat_map(|(entry, prose)| {
        let above = std::iter::once(1).chain(prose.headings.iter().map(|heading| heading.level));
        let pairs = prose.headings.iter().zip(above);
        let wrong = pairs.filter(|(heading, above)| heading.level == 1 || heading.level > above + 1);
        wrong.map(|(heading, above)| {
            heading_level(written::first_line(heading.span, entry, input.sources), heading, above)
        })
    });
    wrong.collect()
}
