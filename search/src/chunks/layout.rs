//! Which chunk holds what. Chunks are numbered by what they are for, and within that by the first
//! thing in each.
//!
//! In this order: how many chunks there are of each kind; the first forms of the home chunks, those
//! of the positions' and the first documents of the documents', each as differences; the first keys
//! of the clusters, each behind its length; a section with a bit for every form, set for compounds;
//! the filter of exact terms as a section.

use std::ops::Range;

use tantivy::DocId;
use tantivy::directory::OwnedBytes;

use super::{ChunkId, exact, take};
use crate::vocabulary::FormId;
use crate::vocabulary::codec::{read_section, read_varint};

/// What chunks are for, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Home,
    Clusters,
    Positions,
    Exact,
    Documents,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Home, Self::Clusters, Self::Positions, Self::Exact, Self::Documents];
}

/// Where everything is.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// How many chunks there are, by kind.
    pub(crate) counts: [u32; 5],
    /// How many forms there are.
    pub(crate) forms: u32,
    /// The first in each chunk: a form's place among all, compounds last.
    pub(crate) home: Vec<u32>,
    pub(crate) positions: Vec<u32>,
    /// The first document in each chunk.
    pub(crate) documents: Vec<DocId>,
    /// The first key in each chunk.
    pub(crate) clusters: Vec<String>,
    /// A bit for every form that is a compound.
    pub(crate) compounds: OwnedBytes,
    /// Which terms are titles or names.
    pub(crate) filter: OwnedBytes,
}

impl Layout {
    /// One that knows of nothing yet.
    #[cfg(feature = "writer")]
    pub(crate) fn empty() -> Self {
        let (compounds, filter) = (OwnedBytes::empty(), OwnedBytes::empty());
        let (home, positions, documents, clusters) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { counts: [0; 5], forms: 0, home, positions, documents, clusters, compounds, filter }
    }

    /// Opens what [`Layout::to_bytes`] made; none where it is something else.
    pub(crate) fn open(bytes: &OwnedBytes, forms: usize) -> Option<Self> {
        let mut rest = bytes.as_slice();
        let mut counts = [0; 5];
        for count in &mut counts {
            *count = read_varint(&mut rest)?;
        }
        let [home, clusters, positions, _, documents] = counts;
        let (home, positions) = (firsts(home, &mut rest)?, firsts(positions, &mut rest)?);
        let documents = firsts(documents, &mut rest)?;
        let key = |_| {
            let length = read_varint(&mut rest)? as usize;
            std::str::from_utf8(take(&mut rest, length)?).ok().map(str::to_owned)
        };
        let clusters = (0..clusters).map(key).collect::<Option<_>>()?;
        let mut section = || {
            let length = read_section(&mut rest)?.len();
            let end = bytes.len() - rest.len();
            Some(bytes.slice(end - length..end))
        };
        let (compounds, filter) = (section()?, section()?);
        let fits = rest.is_empty() && compounds.len() == forms.div_ceil(8);
        let forms = u32::try_from(forms).ok()?;
        fits.then_some(Self {
            counts,
            forms,
            home,
            positions,
            documents,
            clusters,
            compounds,
            filter,
        })
    }

    /// How many chunks there are.
    pub(crate) fn chunks(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The numbers of the chunks of a kind.
    fn range(&self, kind: Kind) -> Range<ChunkId> {
        let start = self.counts[..kind as usize].iter().sum();
        start..start + self.counts[kind as usize]
    }

    /// What a chunk is for, and its place among those that are for the same; none where there is no
    /// such chunk.
    pub(crate) fn kind(&self, chunk: ChunkId) -> Option<(Kind, u32)> {
        let kind = Kind::ALL.into_iter().find(|kind| self.range(*kind).contains(&chunk))?;
        Some((kind, chunk - self.range(kind).start))
    }

    /// A form's place among all: compounds come behind the others.
    pub(crate) fn place(&self, form: FormId) -> u32 {
        let byte = self.compounds.get(form as usize / 8).copied().unwrap_or_default();
        form.saturating_add(if byte >> (form % 8) & 1 == 1 { self.forms } else { 0 })
    }

    /// The chunk with a form's postings.
    pub(crate) fn home(&self, form: FormId) -> Option<ChunkId> {
        self.nth(Kind::Home, last_before(&self.home, self.place(form))?)
    }

    /// The chunk with a form's positions.
    pub(crate) fn positions(&self, form: FormId) -> Option<ChunkId> {
        self.nth(Kind::Positions, last_before(&self.positions, self.place(form))?)
    }

    /// The chunk with the compounds of a key, if it has a cluster.
    pub(crate) fn cluster(&self, key: &str) -> Option<ChunkId> {
        let at = self.clusters.partition_point(|first| first.as_str() <= key).checked_sub(1)?;
        self.nth(Kind::Clusters, at)
    }

    /// The chunk that says whether a term is a title or name; none where it certainly is not.
    pub(crate) fn exact(&self, term: &str) -> Option<ChunkId> {
        if !exact::may_have(&self.filter, term) {
            return None;
        }
        let range = self.range(Kind::Exact);
        Some(range.start + exact::place(term, range.end - range.start)?)
    }

    /// The chunk with a document, and the document's place in it.
    pub(crate) fn document(&self, document: DocId) -> Option<(ChunkId, u32)> {
        let at = last_before(&self.documents, document)?;
        Some((self.nth(Kind::Documents, at)?, document - self.documents[at]))
    }

    fn nth(&self, kind: Kind, at: usize) -> Option<ChunkId> {
        Some(self.range(kind).start + u32::try_from(at).ok()?)
    }

    /// The layout as bytes.
    #[cfg(feature = "writer")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        use crate::vocabulary::codec::{write_section, write_varint};
        let mut bytes = Vec::new();
        for count in self.counts {
            write_varint(count, &mut bytes);
        }
        for firsts in [&self.home, &self.positions, &self.documents] {
            let mut before = 0;
            for first in firsts {
                write_varint(first - before, &mut bytes);
                before = *first;
            }
        }
        for key in &self.clusters {
            write_varint(u32::try_from(key.len()).unwrap_or(u32::MAX), &mut bytes);
            bytes.extend_from_slice(key.as_bytes());
        }
        write_section(&self.compounds, &mut bytes);
        write_section(&self.filter, &mut bytes);
        bytes
    }
}

/// Ascending numbers, as differences.
fn firsts(count: u32, rest: &mut &[u8]) -> Option<Vec<u32>> {
    let mut first = 0_u32;
    let next = |_| {
        first = first.checked_add(read_varint(rest)?)?;
        Some(first)
    };
    (0..count).map(next).collect()
}

/// The last that is not behind `value`.
fn last_before(firsts: &[u32], value: u32) -> Option<usize> {
    firsts.partition_point(|first| *first <= value).checked_sub(1)
}
