//! What is resident of every document: its standing, its facet values, how long its fields are.
//!
//! In this order: documents (u32); per text field all its tokens (u64, both little-endian) and, as
//! a section, a byte of length class for each document, or nothing; a section of standings; the
//! facets' columns.

use tantivy::directory::OwnedBytes;

use super::take;
use crate::facets::Facets;
use crate::rank::Standings;
use crate::vocabulary::codec::read_section;

/// How many text fields there are.
const FIELDS: usize = crate::index::schema::TEXT_FIELDS.len();

/// One text field of all documents.
pub(crate) struct Lengths {
    /// How many tokens all documents have in it.
    pub(crate) tokens: u64,
    /// The length class of each document; empty where no document has the field.
    pub(crate) classes: OwnedBytes,
}

/// The columns.
pub(crate) struct Columns {
    pub(crate) documents: u32,
    pub(crate) lengths: Vec<Lengths>,
    pub(crate) standings: Standings,
    pub(crate) facets: Facets,
}

impl Columns {
    /// Opens what [`write`] made; none where it is something else.
    pub(crate) fn open(bytes: &OwnedBytes) -> Option<Self> {
        let mut rest = bytes.as_slice();
        let documents = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
        let lengths = (0..FIELDS).map(|_| {
            let tokens = u64::from_le_bytes(take(&mut rest, 8)?.try_into().ok()?);
            Some(Lengths { tokens, classes: section(bytes, &mut rest)? })
        });
        let lengths = lengths.collect::<Option<_>>()?;
        let standings = Standings::open(section(bytes, &mut rest)?)?;
        let facets = Facets::read(bytes, &mut rest)?;
        let fits = rest.is_empty() && standings.len() == documents as usize;
        fits.then_some(Self { documents, lengths, standings, facets })
    }
}

fn section(bytes: &OwnedBytes, rest: &mut &[u8]) -> Option<OwnedBytes> {
    let length = read_section(rest)?.len();
    let end = bytes.len() - rest.len();
    Some(bytes.slice(end - length..end))
}

/// The columns as bytes; the fields as tokens and classes, in the schema's order.
#[cfg(feature = "writer")]
pub(crate) fn write(fields: &[(u64, Vec<u8>)], standings: &Standings, facets: &Facets) -> Vec<u8> {
    use crate::vocabulary::codec::write_section;
    let documents = u32::try_from(standings.len()).unwrap_or(u32::MAX);
    let mut bytes = documents.to_le_bytes().to_vec();
    for (tokens, classes) in fields {
        bytes.extend_from_slice(&tokens.to_le_bytes());
        write_section(classes, &mut bytes);
    }
    write_section(standings.as_bytes(), &mut bytes);
    facets.write(&mut bytes);
    bytes
}
