//! `heading-level`: a heading of the body that skips a level, or is of the first level.
//!
//! Why: who listens to a page steps from heading to heading; a level that is skipped sounds like a
//! part that is missing. The first level is the page's title, which the template writes. Wrong: `#
//! Pris`, or `### Pris` right after the title. Right: `## Pris`.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::{Heading, SlipKind};
use crate::source::{Place, Span};

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

/// The line with the right number of `#`; a heading that is underlined has none to change.
fn marked(diagnostic: Diagnostic, heading: &Heading, above: u8, input: &Inputs<'_>) -> Diagnostic {
    let place = diagnostic.place;
    let written = input.sources.file(place.file).text().get(place.span.range()).unwrap_or_default();
    let marks = written.len() - written.trim_start_matches('#').len();
    if marks == 0 {
        return diagnostic;
    }
    let right = if heading.level == 1 { 2 } else { above + 1 };
    let start = place.span.start as usize;
    diagnostic.mended(
        Place { span: Span::new(start, start + marks), ..place },
        "#".repeat(usize::from(right)),
    )
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let wrong = input.entries().flat_map(|(entry, prose)| {
        let above = std::iter::once(1).chain(prose.headings.iter().map(|heading| heading.level));
        let pairs = prose.headings.iter().zip(above);
        let wrong =
            pairs.filter(|(heading, above)| heading.level == 1 || heading.level > above + 1);
        // Text that a line made a heading is told as that.
        let is_text = |heading: &Heading| {
            let mut slips = prose.slips.iter();
            slips.any(|slip| {
                slip.kind == SlipKind::Underlined && slip.span.start == heading.span.start
            })
        };
        wrong.filter(move |(heading, _)| !is_text(heading)).map(|(heading, above)| {
            let place = written::first_line(heading.span, entry, input.sources);
            marked(heading_level(place, heading, above), heading, above, input)
        })
    });
    wrong.collect()
}
