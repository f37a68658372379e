//! What is known of a site whose files are gone to where they belong: every path with its length
//! and its digest.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Digest;

/// The list.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    files: BTreeMap<String, Item>,
}

#[derive(Debug)]
struct Item {
    bytes: u64,
    digest: Digest,
}

impl Inventory {
    /// Adds a file; false if there is one at this path already.
    pub(crate) fn add(&mut self, path: &str, bytes: &[u8], digest: Digest) -> bool {
        match self.files.entry(path.to_owned()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(Item { bytes: bytes.len() as u64, digest });
                true
            }
        }
    }

    /// Every path, in byte order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every path with the bytes of its file, in byte order.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(path, item)| (path.as_str(), item.bytes))
    }

    /// How many files there are.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// All bytes together.
    pub(crate) fn bytes(&self) -> u64 {
        self.files.values().map(|item| item.bytes).sum()
    }

    /// The name of exactly this site.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of_all(self.files.iter().map(|(path, item)| (path.as_str(), item.digest)))
    }
}
