//! `missing-part`: an entry lacks what the editors have agreed that every entry of its kind has.
//!
//! Why: what an entry cannot do without is told as `missing-key`. What a portal wants beyond that
//! (an owner, a way to be referred, a text) is its editors' affair: `[required]` of `site.toml` says
//! it. What is history is exempt. Wrong: `[required] offer = ["owner"]`, and an offer without
//! `owner`. Right: `owner: specialenheden`.

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{BODY, Entry};
use crate::source::Sources;

/// A part is not there that the settings demand.
pub(super) static MISSING_PART: Code = Code::warning("missing-part");

fn missing_part(entry: &Entry, missing: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_PART, entry.place(entry.at.title))
        .with_word("kind", format!("kinds.{}", entry.kind.as_str()))
        .with("missing", missing.join("`, `"));
    if missing == [BODY] {
        diagnostic.message("message_body").help("help_body")
    } else {
        diagnostic
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let entries = input.entries().map(|(entry, _)| entry);
    let found = entries.filter(|entry| !entry.is_historical(catalogue.today)).filter_map(|entry| {
        let demanded = catalogue.site.demanded.get(&entry.kind)?.iter().map(String::as_str);
        let missing: Vec<_> = demanded.filter(|key| !has(entry, key, input.sources)).collect();
        (!missing.is_empty()).then(|| missing_part(entry, &missing))
    });
    found.collect()
}

fn has(entry: &Entry, key: &str, sources: &Sources) -> bool {
    if key != BODY {
        return entry.has(key);
    }
    !written::text_of(entry, sources).trim().is_empty()
}
