//! The site in memory: every file that will be published, by its path.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

/// There is a file at this path already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken(
    /// The path.
    pub String,
);

impl fmt::Display for Taken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is published already", self.0)
    }
}

impl std::error::Error for Taken {}

/// Files by path from the site's root, with `/` and without one in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteTree {
    files: BTreeMap<String, Vec<u8>>,
}

impl SiteTree {
    /// Adds a file.
    ///
    /// # Errors
    /// [`Taken`] when there is one already: nothing is ever written over.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), Taken> {
        match self.files.entry(path.into()) {
            Entry::Occupied(taken) => Err(Taken(taken.key().clone())),
            Entry::Vacant(free) => {
                free.insert(bytes.into());
                Ok(())
            }
        }
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All files, in byte order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// All bytes together.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|bytes| bytes.len() as u64).sum()
    }
}

impl FromIterator<(String, Vec<u8>)> for SiteTree {
    /// For files of which no two have one path; of two that have, the first stays.
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        let mut tree = Self::default();
        for (path, bytes) in files {
            tree.files.entry(path).or_insert(bytes);
        }
        tree
    }
}
