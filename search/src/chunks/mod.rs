//! A large index in pieces: what opening reads, and chunks of the rest, which a search names when
//! it needs them.
//!
//! A search that lacks chunks ends in [`SearchError::Needs`](crate::SearchError::Needs) with all
//! that it knows to lack; the host fetches them, hands them in and asks again. Answers are those of
//! the whole index, scores to the bit: the same code ranks the same numbers, wherever they lie.
//!
//! | resident | |
//! |---|---|
//! | [`columns`] | per document its kind and history, its values of each facet, the lengths of its fields |
//! | [`layout`] | which chunk holds what |
//! | the vocabulary | and the synonyms, as in the whole index |
//!
//! | chunks | hold |
//! |---|---|
//! | home | the postings of every form, in the order of the forms; compounds come behind all others |
//! | clusters | the postings of the compounds of a word once more, side by side: who asks for a word asks for those |
//! | positions | the positions of every form, in the same order |
//! | exact | titles and names, by hash |
//! | documents | the stored texts, in the order of the documents |
//!
//! All numbers are variable-length ([`codec`](crate::vocabulary::codec)) unless their width is
//! said.

pub(crate) mod columns;
pub(crate) mod documents;
pub(crate) mod exact;
pub(crate) mod layout;
pub(crate) mod shelf;
pub(crate) mod words;
#[cfg(feature = "writer")]
pub(crate) mod write;

use crate::vocabulary::{FormId, KeyKind, Vocabulary};

/// A chunk's place in the table of all chunks.
pub(crate) type ChunkId = u32;

/// The columns' file among the resident ones.
pub(crate) const COLUMNS_FILE: &str = "portal-columns.bin";

/// The layout's file among the resident ones.
pub(crate) const LAYOUT_FILE: &str = "portal-layout.bin";

/// So many compounds of a word are worth a cluster; fewer are fetched one by one.
const SMALLEST_CLUSTER: usize = 3;

/// A compound in more documents is no longer small, and stays at home.
const MOST_IN_CLUSTER: u32 = 400;

/// The compounds that the cluster of a key holds, ascending; none where there is no cluster. Writer
/// and reader ask alike.
pub(crate) fn cluster(vocabulary: &Vocabulary, key: &str) -> Vec<FormId> {
    let mut forms = vocabulary.forms(KeyKind::Head, key);
    forms.extend(vocabulary.forms(KeyKind::Modifier, key));
    forms.retain(|form| vocabulary.statistics(*form).documents <= MOST_IN_CLUSTER);
    forms.sort_unstable();
    forms.dedup();
    if forms.len() < SMALLEST_CLUSTER {
        forms.clear();
    }
    forms
}

/// The places of bytes that belong together, cut off the front; none where they end first.
pub(crate) fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}
