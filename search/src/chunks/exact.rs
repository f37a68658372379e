//! Titles and names by hash: a resident filter says at once that most are none, and chunks hold
//! those that are.
//!
//! A chunk is a count, then per term its length, its bytes, how many documents it has and which, as
//! differences.

use tantivy::DocId;

use super::take;
use crate::vocabulary::codec::read_varint;
#[cfg(feature = "writer")]
use crate::vocabulary::codec::write_varint;

/// Bits of the filter for each term, and how many of them a term sets: of a hundred strangers it
/// lets one pass.
#[cfg(feature = "writer")]
const BITS: usize = 10;
const HASHES: u64 = 7;

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every host.
fn hash(term: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    // The low bits alone are not mixed well enough.
    hash ^ (hash >> 32)
}

/// The place of a term's chunk among `chunks`; none where there are none.
pub(crate) fn place(term: &str, chunks: u32) -> Option<u32> {
    u32::try_from(hash(term).checked_rem(u64::from(chunks))?).ok()
}

/// The bits of a filter of so many that a term sets.
fn bits(term: &str, bits: u64) -> impl Iterator<Item = usize> {
    let hash = hash(term);
    // Kirsch and Mitzenmacher: two hashes are as good as many.
    let (first, second) = (hash >> 32, (hash & 0xffff_ffff) | 1);
    (0..HASHES).filter_map(move |at| {
        let bit = first.wrapping_add(at.wrapping_mul(second)).checked_rem(bits)?;
        usize::try_from(bit).ok()
    })
}

/// Whether `filter` lets a term pass: all that it was made of, and few others.
pub(crate) fn may_have(filter: &[u8], term: &str) -> bool {
    let has = |bit: usize| filter.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1);
    !filter.is_empty() && bits(term, 8 * filter.len() as u64).all(has)
}

/// The filter of these terms.
#[cfg(feature = "writer")]
pub(crate) fn filter<'t>(terms: impl ExactSizeIterator<Item = &'t str>) -> Vec<u8> {
    let mut filter = vec![0_u8; (terms.len() * BITS).div_ceil(8)];
    let length = 8 * filter.len() as u64;
    for term in terms {
        for bit in bits(term, length) {
            filter[bit / 8] |= 1 << (bit % 8);
        }
    }
    filter
}

/// The terms of a chunk with their documents; none where it is no such chunk.
pub(crate) fn read(mut chunk: &[u8]) -> Option<Vec<(String, Vec<DocId>)>> {
    let count = read_varint(&mut chunk)?;
    let term = |_| {
        let length = read_varint(&mut chunk)? as usize;
        let term = std::str::from_utf8(take(&mut chunk, length)?).ok()?.to_owned();
        let mut document = 0_u32;
        let documents = read_varint(&mut chunk)?;
        let documents = (0..documents).map(|_| {
            document = document.checked_add(read_varint(&mut chunk)?)?;
            Some(document)
        });
        Some((term, documents.collect::<Option<_>>()?))
    };
    (0..count).map(term).collect()
}

/// A chunk of terms with their documents, ascending.
#[cfg(feature = "writer")]
pub(crate) fn chunk(terms: &[(String, Vec<DocId>)]) -> Vec<u8> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    write_varint(number(terms.len()), &mut bytes);
    for (term, documents) in terms {
        write_varint(number(term.len()), &mut bytes);
        bytes.extend_from_slice(term.as_bytes());
        write_varint(number(documents.len()), &mut bytes);
        let mut before = 0;
        for document in documents {
            write_varint(document - before, &mut bytes);
            before = *document;
        }
    }
    bytes
}

#[cfg(all(test, feature = "writer"))]
mod tests {
    use super::*;

    #[test]
    fn the_filter_knows_its_terms_and_few_others() {
        let terms: Vec<String> = (0..5000).map(|at| format!("t:titel{at}")).collect();
        let filter = filter(terms.iter().map(String::as_str));
        assert!(terms.iter().all(|term| may_have(&filter, term)));
        let strangers = (0..5000).filter(|at| may_have(&filter, &format!("n:fremmed{at}"))).count();
        assert!(strangers < 150, "{strangers}");
        assert!(!may_have(&[], "t:titel1"));
    }

    #[test]
    fn a_chunk_is_read_back() {
        let terms = vec![("n:b".to_owned(), vec![3, 4, 900]), ("t:æ".to_owned(), vec![0])];
        assert_eq!(read(&chunk(&terms)), Some(terms.clone()));
        let bytes = chunk(&terms);
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
    }
}
