//! The index as a set of named files. The host decides where the bytes live; this crate never
//! touches a file system.

use std::collections::BTreeMap;

use tantivy::directory::OwnedBytes;

/// File name → bytes. The same documents give the same names and bytes. A clone shares the bytes:
/// an index is the largest thing that a build holds, and it is opened, looked through and packed
/// without being copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexFiles(pub BTreeMap<String, OwnedBytes>);

impl IndexFiles {
    /// How many bytes the files hold together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.values().map(OwnedBytes::len).sum()
    }

    /// Adds a file.
    #[cfg(feature = "writer")]
    pub(crate) fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(name.into(), OwnedBytes::new(bytes));
    }
}

impl FromIterator<(String, Vec<u8>)> for IndexFiles {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name, OwnedBytes::new(bytes)));
        Self(files.collect())
    }
}
