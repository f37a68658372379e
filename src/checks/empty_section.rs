//! `empty-section`: a heading with nothing under it, or without words.
//!
//! Why: the contents of the page promise something, and whoever goes there finds the next heading.
//! A heading may stand right above a smaller one. Wrong: `## Kontakt`, then `## Henvisning`. Right:
//! the text under it, or no heading.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::prose::{Heading, Prose};

/// Nothing stands between a heading and the next, or the end.
pub(super) static EMPTY_SECTION: Code = Code::warning("empty-section");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let empty = input.entries().flat_map(|(entry, prose)| {
        let text = input.sources.file(entry.file).text();
        let told = move |heading: &Heading| {
            let found = Diagnostic::new(&EMPTY_SECTION, entry.place(heading.span));
            found.with("heading", &heading.text)
        };
        let unnamed = prose.headings.iter().filter(|heading| heading.text.trim().is_empty());
        let unnamed = unnamed.map(move |heading| {
            told(heading).message("message_unnamed").help("help_unnamed").instead("")
        });
        empty(entry, prose, text).map(told).chain(unnamed)
    });
    empty.collect()
}

/// The headings without anything under them. A page on which nothing stands under any heading is
/// not written yet.
fn empty<'p>(
    entry: &Entry,
    prose: &'p Prose,
    text: &str,
) -> impl Iterator<Item = &'p Heading> + use<'p> {
    let end = entry.body.map_or(text.len(), |body| body.end as usize);
    let nexts = prose.headings.iter().skip(1).map(Some).chain([None]);
    let sections = prose.headings.iter().zip(nexts).map(|(heading, next)| {
        let is_above = next.is_some_and(|next| next.level > heading.level);
        let until = next.map_or(end, |next| next.span.start as usize);
        let between = text.get(heading.span.end as usize..until).unwrap_or_default();
        (heading, is_above, between.trim().is_empty())
    });
    let sections: Vec<_> = sections.collect();
    let is_written = sections.iter().any(|(_, _, is_empty)| !is_empty);
    let told = sections.into_iter().filter(move |(_, is_above, _)| is_written && !is_above);
    let told = told.filter(|(heading, _, _)| !heading.text.trim().is_empty());
    told.filter_map(|(heading, _, is_empty)| is_empty.then_some(heading))
}
