//! Where finished files go, each as soon as it is made: a site is larger than anything else that a
//! build makes, and is never held as a whole unless somebody wants it in memory.

use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

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
}

/// Keeps everything: for tests, and for those who show a portal without publishing it.
#[derive(Debug, Default)]
pub struct Memory(Mutex<SiteTree>);

impl Memory {
    /// All that was taken.
    #[must_use]
    pub fn into_tree(self) -> SiteTree {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    type Error = Infallible;

    fn put(&self, path: &str, bytes: Vec<u8>, _: Digest) -> Result<(), Infallible> {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
        debug_assert!(taken.is_ok(), "no path comes twice: {taken:?}");
        Ok(())
    }
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
