//! `old-name`: running text uses the name of a unit or an administration that another has come
//! instead of.
//!
//! Why: staff look for the unit under the name that they read, and ring a number that nobody
//! answers. What is history may use the names of its time, and so may a text that names what came
//! instead as well, for it tells the story. Told once an entry. Wrong: "Ring til Modtagelsen", which
//! is closed and has `replaced_by: [visitationen]`. Right: "Ring til Visitationen".

use std::collections::BTreeSet;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Entry, EntryRef, VocabularyTerm};
use crate::prose::{Leads, Prose, Renamed};
use crate::source::{Place, Span};

/// The name of something that has been replaced.
pub(super) static OLD_NAME: Code = Code::warning("old-name");

/// What a name stood for: where that is written, and what came instead.
struct Replaced<'c> {
    at: Place,
    /// The names of what came instead.
    instead: Vec<&'c str>,
    /// The units among them.
    units: Vec<EntryRef>,
}

/// `is_bent` tells that an ending follows, which the new name may not have.
fn old_name(place: Place, name: &str, replaced: &Replaced<'_>, is_bent: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(&OLD_NAME, place)
        .with("name", name)
        .with("instead", replaced.instead.join("`, `"))
        .related(replaced.at, "replaced");
    match replaced.instead[..] {
        [_] if is_bent => diagnostic,
        [only] => diagnostic.instead(only),
        _ => diagnostic.help("help_several"),
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let current = input.entries().filter(|(entry, _)| !entry.is_historical(today));
    let used = current.flat_map(|(entry, prose)| {
        prose
            .old_names
            .iter()
            .filter_map(move |(of, span)| judge((entry, prose), *of, *span, input))
    });
    used.collect()
}

fn judge(
    (entry, prose): (&Entry, &Prose),
    of: Renamed,
    span: Span,
    input: &Inputs<'_>,
) -> Option<Diagnostic> {
    let text = input.sources.file(entry.file).text();
    let name = text.get(span.range()).unwrap_or_default();
    // What somebody has said or written stays as it is; a word of the language is nobody's name.
    if is_in_quotes(text, span) || name.starts_with(char::is_lowercase) {
        return None;
    }
    let replaced = replaced(of, name, input.catalogue);
    let is_own = |at: &EntryRef| input.catalogue.entry(*at).id == entry.id;
    let leads_there = |at: &EntryRef| {
        prose.links.iter().any(|link| matches!(link.leads, Leads::Entry(to) if to == *at))
    };
    let body = written::text_of(entry, input.sources);
    let tells_the_story = replaced.units.iter().any(|at| is_own(at) || leads_there(at))
        || replaced.instead.iter().any(|name| body.contains(name));
    (!tells_the_story && !replaced.instead.is_empty())
        .then(|| old_name(entry.place(span), name, &replaced, is_bent(&text[span.end as usize..])))
}

/// Whether a word goes on behind a name, with the ending of a genitive.
fn is_bent(after: &str) -> bool {
    after.starts_with(['\'', '’']) || after.starts_with(char::is_alphabetic)
}

/// Whether a place stands between two quotation marks of its line.
fn is_in_quotes(text: &str, span: Span) -> bool {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let before = text[start..span.start as usize].chars().filter(|c| "”»«\"“".contains(*c)).count();
    before % 2 == 1
}

/// An administration's abbreviation is replaced by an abbreviation.
fn replaced<'c>(of: Renamed, name: &str, catalogue: &'c Catalogue) -> Replaced<'c> {
    match of {
        Renamed::Unit(at) => {
            let units = last_of(at, catalogue);
            let entry = catalogue.entry(at);
            let instead = units.iter().map(|at| catalogue.entry(*at).title.as_str()).collect();
            Replaced { at: entry.place(entry.at.title), instead, units }
        }
        Renamed::Administration(key) => {
            let term = &catalogue.vocabulary[key];
            let is_short = term.abbreviation.as_deref() == Some(name);
            let names = term.replaced_by.iter().map(|key| {
                let VocabularyTerm { label, abbreviation, .. } = &catalogue.vocabulary[*key];
                abbreviation.as_ref().filter(|_| is_short).unwrap_or(label).as_str()
            });
            Replaced { at: term.at, instead: names.collect(), units: Vec::new() }
        }
    }
}

/// What has come instead in the end: what came instead may have been replaced in its turn.
fn last_of(at: EntryRef, catalogue: &Catalogue) -> Vec<EntryRef> {
    let (mut met, mut open, mut last) = (BTreeSet::from([at]), vec![at], Vec::new());
    while let Some(at) = open.pop() {
        let entry = catalogue.entry(at);
        if entry.replaced_by.is_empty() || !entry.is_historical(catalogue.today) {
            last.push(at);
        }
        if entry.is_historical(catalogue.today) {
            open.extend(entry.replaced_by.iter().filter(|next| met.insert(**next)));
        }
    }
    last.sort_unstable();
    last
}
