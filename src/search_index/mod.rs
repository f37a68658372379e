//! From the catalogue to search documents and from those to the prebuilt index. Takes what is
//! resolved and rendered; gives index files in memory. What a field weighs and how Danish is
//! understood is the engine's business.

mod codes;
mod document;
mod law;
mod search_tests;
mod shown;
mod synonyms;
mod twins;

pub(crate) use codes::{CODES, not_indexed, unreadable};
pub(crate) use law::names as law_names;
pub(crate) use search_tests::run_tests;
pub(crate) use synonyms::synonyms;
pub(crate) use twins::Twins;

use std::borrow::Cow;
use std::collections::BTreeSet;

use portal_search::{DocumentKind, Heading, IndexError, IndexFiles};

use crate::fit::Judge;
use crate::model::{Catalogue, EntryRef, Key, Law};
use crate::prose::{Bodies, ProseTable};

/// What is found: an entry, or a law. A term that a unit stands for is found with the unit.
#[derive(Clone, Copy)]
enum Searched {
    Entry(EntryRef),
    Law(Key<Law>),
}

/// The prebuilt index of a catalogue.
///
/// # Errors
/// When the engine cannot write the index.
pub(crate) fn index(
    catalogue: &Catalogue,
    prose: &ProseTable,
    bodies: &Bodies<'_>,
) -> Result<IndexFiles, IndexError> {
    let twins = Twins::of(catalogue);
    let entries = catalogue.entries().filter(|at| twins.unit(*at).is_none()).map(Searched::Entry);
    let searched: Vec<_> =
        entries.chain(catalogue.laws.keyed().map(|(key, _)| Searched::Law(key))).collect();
    index_of(&searched, (catalogue, &twins), (prose, bodies))
}

/// The prebuilt index of a part of a catalogue: of these entries, and no law.
///
/// # Errors
/// As [`index`].
pub(crate) fn index_of_part(
    catalogue: &Catalogue,
    part: &BTreeSet<EntryRef>,
    texts: (&ProseTable, &Bodies<'_>),
) -> Result<IndexFiles, IndexError> {
    let twins = Twins::of(catalogue);
    let is_own = |at: &EntryRef| {
        part.contains(at) && !twins.unit(*at).is_some_and(|unit| part.contains(&unit))
    };
    let searched: Vec<_> = catalogue.entries().filter(is_own).map(Searched::Entry).collect();
    index_of(&searched, (catalogue, &twins), texts)
}

fn index_of(
    searched: &[Searched],
    (catalogue, twins): (&Catalogue, &Twins),
    (prose, bodies): (&ProseTable, &Bodies<'_>),
) -> Result<IndexFiles, IndexError> {
    let judge = Judge::new(catalogue);
    let heading = |searched: &Searched| match *searched {
        Searched::Entry(at) => {
            let entry = catalogue.entry(at);
            Heading { kind: at.kind.into(), id: &entry.id, title: &entry.title }
        }
        Searched::Law(key) => {
            let law = &catalogue.laws[key];
            Heading { kind: DocumentKind::Law, id: &law.id, title: &law.short }
        }
    };
    let headings: Vec<_> = searched.iter().map(heading).collect();
    let document = |at: usize| {
        Cow::Owned(match searched[at] {
            Searched::Law(key) => law::document(key, catalogue),
            Searched::Entry(at) => {
                let text = document::Text {
                    headings: &prose.of(at).headings,
                    body: bodies.rendered(at).plain,
                };
                let mut document = document::document(at, catalogue, &judge, &text);
                if let Some(term) = twins.term(at, catalogue) {
                    document::add_term(&mut document, term);
                }
                document
            }
        })
    };
    portal_search::build_from(&headings, document, &synonyms(catalogue), &catalogue.lexicon)
}
