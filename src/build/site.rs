//! What comes of a build.

use std::convert::Infallible;

use portal_search::IndexFiles;

use super::{Observer, Options, build_into};
use crate::diagnostics::Findings;
use crate::ledger::Addresses;
use crate::model::Catalogue;
use crate::pages::Paper;
use crate::publish::{Memory, SiteTree};
use crate::source::Sources;

/// What came of a build.
#[derive(Debug)]
pub struct Built<S = Site> {
    /// What is wrong, sorted; with an error among them there may be no site.
    pub findings: Findings,
    /// The catalogue, if the settings could be read.
    pub catalogue: Option<Catalogue>,
    /// The site and its index, if all could be made.
    pub site: Option<S>,
}

/// A finished site in memory.
#[derive(Debug)]
pub struct Site {
    /// Every file that is published.
    pub tree: SiteTree,
    /// Where it will lie on its host, without a slash at the end.
    pub base_path: String,
    /// The prebuilt index.
    pub index: IndexFiles,
    /// How many pages people can read.
    pub pages: usize,
    /// How many documents can be found.
    pub documents: usize,
    /// Every address that people may keep.
    pub addresses: Addresses,
}

/// A finished site whose files have gone where they should.
#[derive(Debug)]
pub struct Made<S> {
    /// What has taken every file that is published, and the index.
    pub sink: S,
    /// Where it will lie on its host, without a slash at the end.
    pub base_path: String,
    /// How many pages people can read.
    pub pages: usize,
    /// How many documents can be found.
    pub documents: usize,
    /// How many files are published.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// Every address that people may keep.
    pub addresses: Addresses,
    /// The document for paper, where one is wanted.
    pub paper: Option<Paper>,
}

/// As [`build_into`], into memory.
#[must_use]
pub fn build(
    sources: &Sources,
    findings: Findings,
    options: &Options,
    observer: &dyn Observer,
) -> Built {
    let open = |_: &Catalogue| Ok::<_, Infallible>(Memory::default());
    let Built { findings, catalogue, site } =
        match build_into((sources, findings), options, observer, open) {
            Ok(built) => built,
            Err(never) => match never {},
        };
    let site = site.map(|Made { sink, base_path, pages, documents, addresses, .. }| {
        let (tree, index) = sink.into_parts();
        Site { tree, base_path, index, pages, documents, addresses }
    });
    Built { findings, catalogue, site }
}
