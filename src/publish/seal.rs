//! Whether what was published still stands as it was: both folders with their manifests, and every
//! file that these list. Reads; changes nothing.

use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, EntryKind};
use super::manifest::Manifest;
use super::{Digest, INDEX, MARKER};

/// The marks of one publication: the digests of the manifests of site and index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seal {
    site: String,
    index: String,
}

impl Seal {
    /// That of what is published from `root` in `out`; none where it cannot be read.
    pub(crate) fn of(disk: &dyn Disk, root: &Path, out: &Path) -> Option<Self> {
        let mark =
            |folder: &Path| Some(Digest::of(&disk.read(&folder.join(MARKER)).ok()?).to_string());
        Some(Self { site: mark(out)?, index: mark(&root.join(INDEX))? })
    }

    /// Whether it is whole: the manifests are the ones that were written, both of one publication,
    /// and every file is there, with the bytes that were published, for everybody to read.
    pub(crate) fn is_whole(&self, disk: &dyn Disk, root: &Path, out: &Path) -> bool {
        if Self::of(disk, root, out).as_ref() != Some(self) {
            return false;
        }
        let index = root.join(INDEX);
        let manifests = [out, &index].map(|folder| Manifest::read(disk, folder).ok().flatten());
        let [Some(site), Some(of_index)] = &manifests else { return false };
        let is_one =
            site.generation == of_index.generation && site.is_readable && of_index.is_readable;
        is_one && holds(disk, out, site) && holds(disk, &index, of_index)
    }
}

/// Whether a folder holds all that its manifest lists.
fn holds(disk: &dyn Disk, folder: &Path, manifest: &Manifest) -> bool {
    manifest.paths().par_bridge().all(|path| {
        let full = folder.join(path);
        let is_open = |found: super::Found| found.kind == EntryKind::File && found.is_public;
        disk.found(&full).is_ok_and(|found| found.is_some_and(is_open))
            && disk.read(&full).is_ok_and(|bytes| manifest.lists(path, &bytes))
    })
}
