//! What is shown before a build has finished: a page that somebody has open goes to them as soon as
//! it is rendered; the rest, the search and what is wrong come behind it.

use std::collections::BTreeSet;
use std::convert::Infallible;

use crate::build::{Observer, Stage};
use crate::publish::{Digest, Memory, Sink, SiteTree};
use crate::source::{SourceFile, Sources};

/// Keeps everything, and hands over at once what is open.
pub(super) struct Early<'w, 'p> {
    memory: Memory,
    waiting: &'w Waiting<'p>,
}

impl<'w, 'p> Early<'w, 'p> {
    /// A sink that hands what is open to whoever waits for it.
    pub(super) fn new(waiting: &'w Waiting<'p>) -> Self {
        Self { memory: Memory::default(), waiting }
    }

    /// All that was taken.
    pub(super) fn into_tree(self) -> SiteTree {
        self.memory.into_tree()
    }
}

/// Waits for what is open: it is made first.
pub(super) struct Waiting<'p> {
    open: BTreeSet<String>,
    show: &'p (dyn Fn(&str, &[u8]) + Sync),
}

impl<'p> Waiting<'p> {
    /// Hands the files in `open` to `show` as soon as they can be made.
    pub(super) fn new(open: BTreeSet<String>, show: &'p (dyn Fn(&str, &[u8]) + Sync)) -> Self {
        Self { open, show }
    }
}

impl Observer for Waiting<'_> {
    fn begin(&self, _: Stage) {}

    fn end(&self, _: Stage) {}

    fn wanted(&self) -> BTreeSet<String> {
        self.open.clone()
    }

    fn show(&self, path: &str, bytes: &[u8]) {
        (self.show)(path, bytes);
    }
}

impl Sink for Early<'_, '_> {
    type Error = Infallible;

    fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), Infallible> {
        if self.waiting.open.contains(path) {
            self.waiting.show(path, &bytes);
        }
        self.memory.put(path, bytes, digest)
    }
}

/// Whether what is different is content alone: a page that is shown early needs the styles and
/// scripts of the portal that is still shown around it.
pub(super) fn is_content_alone(before: &Sources, after: &Sources) -> bool {
    fn others(sources: &Sources) -> impl Iterator<Item = &SourceFile> {
        sources.files().map(|(_, file)| file).filter(|file| !file.path().starts_with("content/"))
    }
    others(before).eq(others(after))
}
