//! What of each document weighs in besides its words, one byte a document: the place of its kind,
//! and a bit for history.

use tantivy::directory::OwnedBytes;

use super::Standing;
use crate::DocumentKind;

const HISTORICAL: u8 = 0x80;

/// The standings of all documents.
pub(crate) struct Standings(OwnedBytes);

impl Standings {
    /// Standings that were written; none where a document has no kind.
    pub(crate) fn open(bytes: OwnedBytes) -> Option<Self> {
        let is_known = |byte: &u8| usize::from(byte & !HISTORICAL) < DocumentKind::ALL.len();
        bytes.iter().all(is_known).then_some(Self(bytes))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// What a document is; none where there is no such document.
    pub(crate) fn get(&self, document: usize) -> Option<Standing> {
        let byte = *self.0.get(document)?;
        let kind = *DocumentKind::ALL.get(usize::from(byte & !HISTORICAL))?;
        Some(Standing { kind, historical: byte & HISTORICAL != 0 })
    }

    /// One byte a document.
    #[cfg(feature = "writer")]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromIterator<Standing> for Standings {
    fn from_iter<I: IntoIterator<Item = Standing>>(standings: I) -> Self {
        let byte = |Standing { kind, historical }| {
            let place = DocumentKind::ALL.iter().position(|known| *known == kind);
            let place = place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default();
            place | if historical { HISTORICAL } else { 0 }
        };
        Self(OwnedBytes::new(standings.into_iter().map(byte).collect::<Vec<u8>>()))
    }
}
