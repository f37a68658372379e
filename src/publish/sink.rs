//! Where finished files go, each as soon as it is made: a site is larger than anything else that a
//! build makes, and is never held as a whole unless somebody wants it in memory.

use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use portal_search::IndexFiles;

use super::{Digest, SiteTree};

/// Takes finished files, from many threads at once.
pub trait Sink: Sync {
    /// Why a file cannot be taken.
    type Error: Send;

    /// Takes the file at `path`, whose digest is known; no path comes twice.
    ///
    /// # Errors
    /// When it cannot be taken; then nothing is published.
    fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), Self::Error>;

    /// Takes the index that the site's search is made of, once: the command line searches it.
    /// Whoever only shows a site lets it go.
    ///
    /// # Errors
    /// When it cannot be taken; then nothing is published.
    fn put_index(&self, index: IndexFiles) -> Result<(), Self::Error> {
        drop(index);
        Ok(())
    }
}

/// Keeps everything: for tests, and for those who show a portal without publishing it.
#[derive(Debug, Default)]
pub struct Memory {
    tree: Mutex<SiteTree>,
    index: Mutex<IndexFiles>,
}

impl Memory {
    /// All that was taken, but for the index.
    #[must_use]
    pub fn into_tree(self) -> SiteTree {
        self.into_parts().0
    }

    /// All that was taken, and the index.
    pub(crate) fn into_parts(self) -> (SiteTree, IndexFiles) {
        (into_inner(self.tree), into_inner(self.index))
    }
}

impl Sink for Memory {
    type Error = Infallible;

    fn put(&self, path: &str, bytes: Vec<u8>, _: Digest) -> Result<(), Infallible> {
        let taken = self.tree.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
        debug_assert!(taken.is_ok(), "no path comes twice: {taken:?}");
        Ok(())
    }

    fn put_index(&self, index: IndexFiles) -> Result<(), Infallible> {
        *self.index.lock().unwrap_or_else(PoisonError::into_inner) = index;
        Ok(())
    }
}

/// What a thread that panicked has left here is whole: everything is put in by single calls.
fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps nothing: for those who only want to know what is wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    type Error = Infallible;

    fn put(&self, _: &str, _: Vec<u8>, _: Digest) -> Result<(), Infallible> {
        Ok(())
    }
}
