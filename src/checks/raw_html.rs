//! `raw-html`: HTML in the prose.
//!
//! Why: HTML of one's own breaks the layout, is not read aloud as it should be, and can carry
//! programs; so it is shown as text, which nobody wants either. Wrong: `<b>Husk</b> samtykke`.
//! Right: `**Husk** samtykke`.

use std::sync::LazyLock;

use super::{Inputs, html_meant, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::{Pattern, pattern};
use crate::source::{Place, Span};

/// A tag, a comment or spaces of HTML.
pub(super) static RAW_HTML: Code = Code::error("raw-html");

/// Spaces of HTML that push words about: several of them, or one beside another space.
static SPACES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)[ \x{a0}]*(?:&nbsp;|&#160;|&#xa0;)(?:[ \x{a0}]|&nbsp;|&#160;|&#xa0;)+",
        r"|[ \x{a0}]+(?:&nbsp;|&#160;|&#xa0;)|^(?:&nbsp;|&#160;|&#xa0;)\s*$",
    ))
});

fn raw_html(place: Place, text: &str, html: &str) -> Diagnostic {
    let line = html.lines().next().unwrap_or_default().trim();
    let diagnostic = Diagnostic::new(&RAW_HTML, place).with("html", line);
    if line.starts_with("<!--") {
        return diagnostic.message("message_comment").help("help_comment");
    }
    let start = place.span.start as usize;
    let rest = text.get(start..).unwrap_or_default();
    let help = match html_meant::help(rest) {
        Some("help_break") if line_to(text, start).trim_start().starts_with('|') => {
            Some("help_break_cell")
        }
        help => help,
    };
    let diagnostic = help.into_iter().fold(diagnostic, Diagnostic::help);
    match html_meant::instead(rest) {
        Some((length, instead)) => {
            let span = Span::new(start, start + length);
            diagnostic.mended(Place { span, ..place }, instead)
        }
        None => diagnostic,
    }
}

/// What stands before the byte `at` on its line.
fn line_to(text: &str, at: usize) -> &str {
    text[..at].rsplit('\n').next().unwrap_or_default()
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let found = input.entries().flat_map(|(entry, prose)| {
        let text = input.sources.file(entry.file).text();
        let words = move |span: Span| text.get(span.range()).unwrap_or_default();
        let pieces = first_of_each(&prose.raw_html, move |span| words(span).starts_with("</"));
        pieces.into_iter().map(move |span| {
            let place = written::first_line(span, entry, input.sources);
            raw_html(place, text, words(span))
        })
    });
    let mut found: Findings = found.collect();
    found.extend(spaces(input));
    found
}

fn spaces(input: &Inputs<'_>) -> Vec<Diagnostic> {
    // The rows of a register have no text below their fields, and one file together.
    let written = input.entries().map(|(entry, _)| entry).filter(|entry| entry.body.is_some());
    let entries = written.map(|entry| (entry, input.sources.file(entry.file)));
    let lines = entries.flat_map(|(entry, file)| {
        let body = written::body(entry.file, file);
        let lines = written::lines(entry.file, file).filter(move |(start, _)| *start >= body);
        lines.map(move |(start, line)| (entry, start, line))
    });
    let is_code = |line: &str| line.contains('`') || line.starts_with("    ");
    let told = lines.filter(|(_, _, line)| line.contains('&') && !is_code(line));
    let told = told.flat_map(|(entry, start, line)| {
        SPACES.find_iter(line.trim_end_matches('\n')).map(move |found| {
            let is_inside = found.start() > 0 && found.end() < line.trim_end().len();
            let span = Span::new(start + found.start(), start + found.end());
            let diagnostic = Diagnostic::new(&RAW_HTML, entry.place(span));
            let diagnostic = diagnostic.message("message_spaces").help("help_spaces");
            diagnostic.instead(if is_inside { " " } else { "" })
        })
    });
    told.collect()
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
