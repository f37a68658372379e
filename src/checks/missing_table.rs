//! `missing-table`: words that point at a table, a picture or a list which the page does not have.
//!
//! Why: it was left behind when the text was copied, and the reader looks for it. Procedures and
//! goals have drawings and tables of their own. Wrong: `Tiderne står i tabellen nedenfor`, and
//! nothing below. Right: the table, or a link to where it stands.

use std::sync::LazyLock;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, Kind};
use crate::prose::{Pattern, pattern};
use crate::source::Span;

/// A table, a picture or a list is spoken of and is not there.
pub(super) static MISSING_TABLE: Code = Code::warning("missing-table");

static SPOKEN_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?-u:\b)(?:",
        r"(?:tabellen|skemaet|figuren|tegningen|billedet|diagrammet|listen) ",
        r"(?:nedenfor|herunder|ovenfor|til (?:højre|venstre))",
        r"|(?:neden|oven)stående (?:tabel|skema|figur|tegning|billede|diagram|liste)",
        r"|(?:den |det |de )?vedhæftede (?:fil|filer|dokument|dokumenter|skema|bilag|notat)",
        r"|the (?:table|figure|picture|diagram|list) (?:below|above)",
        r")(?-u:\b)",
    ))
});
/// The line under a table's head, a picture, an item.
static SHOWN: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[ >|:]*-{3}[-:| ]*\||!\[|^\s*(?:[-*+]|\d{1,3}[.)])\s"));

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let entries = input.entries().map(|(entry, _)| entry);
    let written = entries.filter(|entry| !matches!(entry.kind, Kind::Procedure | Kind::Goal));
    let told = written.flat_map(|entry| {
        let text = written::text_of(entry, input.sources);
        let start = entry.body.map_or(0, |body| body.start as usize);
        let spoken_of = SPOKEN_OF.find_iter(if SHOWN.is_match(text) { "" } else { text });
        spoken_of.map(move |found| told(entry, start, found))
    });
    told.collect()
}

fn told(entry: &Entry, start: usize, found: regex::Match<'_>) -> Diagnostic {
    let span = Span::new(start + found.start(), start + found.end());
    Diagnostic::new(&MISSING_TABLE, entry.place(span)).with("text", found.as_str())
}
