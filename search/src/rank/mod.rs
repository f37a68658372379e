//! A plan → documents with scores. BM25F over the postings, by our own arithmetic: IEEE operations
//! in a fixed order and `libm` for the logarithm, so that the browser's scores are the command
//! line's to the last bit.

mod alternative;
mod coverage;
mod exact;
mod group;
mod nearness;
mod segment;
mod standing;
mod standings;
mod tiers;

/// A count as a real number; counts beyond 32 bits do not occur in one segment.
pub(crate) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(crate) use coverage::{Ranked, rank};
pub(crate) use segment::{Segment, SegmentTexts};
pub(crate) use standing::Standing;
pub(crate) use standings::Standings;
