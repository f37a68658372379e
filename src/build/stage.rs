//! The stages of a build, and who wants to know of them.

use std::collections::BTreeSet;

/// A stage, for progress and timings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files into memory.
    Read,
    /// Personal numbers, in all that came in.
    Guard,
    /// Files to catalogue.
    Model,
    /// Markdown to HTML and text.
    Prose,
    /// Rules on the catalogue.
    Check,
    /// Pages; runs beside [`Stage::Index`].
    Pages,
    /// The search index.
    Index,
    /// Everything else that is published.
    Exports,
    /// Rules on the finished site.
    SiteCheck,
    /// Personal numbers, in the index; those in files are looked for as the files are made.
    Outgoing,
    /// A document for paper.
    Typeset,
    /// Onto the disk.
    Publish,
}

impl Stage {
    /// The key of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Guard => "guard",
            Self::Model => "model",
            Self::Prose => "prose",
            Self::Check => "check",
            Self::Pages => "pages",
            Self::Index => "index",
            Self::Exports => "exports",
            Self::SiteCheck => "site_check",
            Self::Outgoing => "outgoing",
            Self::Typeset => "typeset",
            Self::Publish => "publish",
        }
    }
}

/// Somebody who wants to know how far the work is.
pub trait Observer: Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage);
    /// A stage ends.
    fn end(&self, stage: Stage);
    /// Files of pages that somebody waits for: they are made before anything is checked.
    fn wanted(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }
    /// Takes a page that somebody waits for.
    fn show(&self, _path: &str, _bytes: &[u8]) {}
}

/// An observer who does not look.
#[derive(Clone, Copy, Debug)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage) {}
    fn end(&self, _: Stage) {}
}

/// Does the work of one stage.
pub(crate) fn staged<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    observer.begin(stage);
    let done = work();
    observer.end(stage);
    done
}
