//! From the catalogue to search documents and from those to the prebuilt index. Takes what is resolved and rendered;
//! gives index files in memory. What a field weighs and how Danish is understood is the engine's business.

mod codes;
mod document;
mod search_tests;
mod synonyms;

pub(crate) use codes::{CODES, not_indexed};
pub(crate) use search_tests::run_tests;

use portal_search::{IndexError, IndexFiles, SearchDocument};
use rayon::prelude::*;

use crate::fit::Judge;
use crate::model::Catalogue;
use crate::prose::ProseTable;

/// The documents of a catalogue, in the order of its entries, without drafts.
pub(crate) fn documents(catalogue: &Catalogue, prose: &ProseTable) -> Vec<SearchDocument> {
    let entries: Vec<_> = catalogue.entries().collect();
    let judge = Judge::new(catalogue);
    entries.into_par_iter().map(|at| document::document(at, catalogue, &judge, prose.of(at))).collect()
}

/// The prebuilt index of a catalogue.
///
/// # Errors
/// When the engine cannot write the index.
pub(crate) fn index(catalogue: &Catalogue, prose: &ProseTable) -> Result<IndexFiles, IndexError> {
    portal_search::build(&documents(catalogue, prose), &synonyms::synonyms(catalogue))
}
