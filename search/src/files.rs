//! The index as a set of named files. The host decides where the bytes live; this crate never touches a file system.

use std::collections::BTreeMap;

/// File name → bytes. The same documents give the same names and bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexFiles(pub BTreeMap<String, Vec<u8>>);

impl IndexFiles {
    /// How many bytes the files hold together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl FromIterator<(String, Vec<u8>)> for IndexFiles {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}
