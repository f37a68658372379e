//! From the catalogue to search documents and from those to the prebuilt index. Takes what is resolved and rendered;
//! gives index files in memory. What a field weighs and how Danish is understood is the engine's business.

mod codes;
mod document;
mod search_tests;
mod synonyms;

pub(crate) use codes::{CODES, not_indexed};
pub(crate) use search_tests::run_tests;
pub(crate) use synonyms::synonyms;

use std::borrow::Cow;

use portal_search::{Heading, IndexError, IndexFiles};

use crate::fit::Judge;
use crate::model::Catalogue;
use crate::prose::ProseTable;

/// The prebuilt index of a catalogue.
///
/// # Errors
/// When the engine cannot write the index.
pub(crate) fn index(catalogue: &Catalogue, prose: &ProseTable) -> Result<IndexFiles, IndexError> {
    let entries: Vec<_> = catalogue.entries().collect();
    let judge = Judge::new(catalogue);
    let headings: Vec<_> = entries
        .iter()
        .map(|at| {
            let entry = catalogue.entry(*at);
            Heading { kind: document::kind(at.kind), id: &entry.id, title: &entry.title }
        })
        .collect();
    let document = |at: usize| {
        let at = entries[at];
        Cow::Owned(document::document(at, catalogue, &judge, prose.of(at)))
    };
    portal_search::build_from(&headings, document, &synonyms(catalogue))
}
