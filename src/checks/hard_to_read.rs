//! `hard-to-read`: a text whose readability index is above the portal's limit.
//!
//! Why: LIX counts what makes a text heavy, long sentences and long words. Over 55 it is read like
//! a law (`lix` of `[limits]` says another limit). It is worth knowing and no more, for what is
//! written for professionals has long words by trade. Wrong: "Visitationskompetencen varetages under
//! hensyntagen til …". Right: "Jobcentret visiterer. Det tager hensyn til …".

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::prose::Reading;

/// A readability index above the limit.
pub(super) static HARD_TO_READ: Code = Code::info("hard-to-read");

fn hard_to_read(entry: &Entry, reading: &Reading, (lix, most): (u32, u32)) -> Diagnostic {
    let of_words = |count: u32, words: u32| count / words.max(1);
    Diagnostic::new(&HARD_TO_READ, entry.place(entry.at.title))
        .with("lix", lix)
        .with("most", most)
        .with("words", of_words(reading.words, reading.sentences))
        .with("long", of_words(100 * reading.long_words, reading.words))
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let most = input.catalogue.site.limits.lix;
    let hard = input.entries().filter_map(|(entry, prose)| {
        let lix = prose.reading.lix().filter(|lix| *lix > most)?;
        Some(hard_to_read(entry, &prose.reading, (lix, most)))
    });
    hard.collect()
}
