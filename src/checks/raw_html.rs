//! `raw-html`: HTML in the prose.
//!
//! Why: HTML of one's own breaks the layout, is not read aloud as it should be, and can carry
//! programs; so it is shown as text, which nobody wants either. Wrong: `<b>Husk</b> samtykke`.
//! Right: `**Husk** samtykke`.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{Place, Span};

/// A tag or a comment.
pub(super) static RAW_HTML: Code = Code::error("raw-html");

fn raw_html(place: Place, html: &str) -> Diagnostic {
    let line = html.lines().next().unwrap_or_default().trim();
    let diagnostic = Diagnostic::new(&RAW_HTML, place).with("html", line);
    if line.starts_with("<!--") {
        diagnostic.message("message_comment").help("help_comment")
    } else {
        diagnostic
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let found = input.entries().flat_map(|(entry, prose)| {
        let text = input.sources.file(entry.file).text();
        let words = move |span: Span| text.get(span.range()).unwrap_or_default();
        let pieces = first_of_each(&prose.raw_html, move |span| words(span).starts_with("</"));
        pieces.into_iter().map(move |span| {
            let place = written::first_line(span, entry, input.sources);
            raw_html(place, words(span))
        })
    });
    found.collect()
}

/// One span for each piece of HTML: its further lines, and the tag that closes it, are not told
/// again.
fn first_of_each(spans: &[Span], closes: impl Fn(Span) -> bool) -> Vec<Span> {
    let before = std::iter::once(None).chain(spans.iter().map(Some));
    let pieces = spans.iter().zip(before).filter(|(span, before)| match before {
        Some(before) => before.end != span.start && !closes(**span),
        None => true,
    });
    pieces.map(|(span, _)| *span).collect()
}
