//! One staged tree gets to its place, by the one way or the other; and the same once more, after an
//! interruption.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::discard::Leftover;
use super::disk::Disk;
use super::error::Left;
use super::in_place::{UNFINISHED, UNION, publish_in_place};
use super::manifest::Manifest;
use super::record::Way;
use super::swap::{replaced, swap};
use super::{MARKER, PublishError, swap::SwapError};

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// Where that stands now which was in the place.
    pub(super) old: Option<PathBuf>,
    /// What was not published any more and could not be deleted.
    pub(super) leftovers: Vec<Leftover>,
    /// Whether the staged tree was not there any more, so that nothing was done.
    pub(super) is_lost: bool,
}

impl Applied {
    fn lost() -> Self {
        Self { is_lost: true, ..Self::default() }
    }
}

/// Why a tree is not in its place.
#[derive(Debug)]
pub(super) enum ApplyError {
    /// Everything is as it was.
    Untouched(io::Error),
    /// The folder is not in its place.
    Missing { old: PathBuf, source: io::Error },
    /// Some files are in their places.
    Mixed(io::Error),
}

/// Brings `staged` to `target`.
pub(super) fn apply(
    disk: &dyn Disk,
    staged: &Path,
    target: &Path,
    way: &Way,
) -> Result<Applied, ApplyError> {
    match way {
        Way::Swap => swapped(disk, staged, target),
        Way::InPlace { gone } => match publish_in_place(disk, staged, target, gone) {
            Ok(leftovers) => Ok(Applied { leftovers, ..Applied::default() }),
            Err(stopped) if stopped.is_untouched => Err(ApplyError::Untouched(stopped.source)),
            Err(stopped) => Err(ApplyError::Mixed(stopped.source)),
        },
    }
}

fn swapped(disk: &dyn Disk, staged: &Path, target: &Path) -> Result<Applied, ApplyError> {
    match swap(disk, staged, target) {
        Ok(old) => Ok(Applied { old, ..Applied::default() }),
        Err(SwapError::Untouched(source)) => Err(ApplyError::Untouched(source)),
        Err(SwapError::Missing { old, source }) => Err(ApplyError::Missing { old, source }),
    }
}

/// Brings `staged` to `target`, where that was begun, and perhaps done, by somebody who was
/// interrupted.
pub(super) fn apply_again(
    disk: &dyn Disk,
    staged: &Path,
    target: &Path,
    (way, generation): (&Way, &str),
) -> Result<Applied, ApplyError> {
    let is_new =
        |folder: &Path| has_generation(disk, folder, generation).map_err(ApplyError::Untouched);
    match way {
        Way::Swap if is_new(target)? => {
            // In one of these places stands what was replaced, unless it is deleted already.
            let mut places = [staged.to_owned(), replaced(staged)].into_iter();
            let exists = |path: &PathBuf| disk.found(path).is_ok_and(|found| found.is_some());
            Ok(Applied { old: places.find(exists), ..Applied::default() })
        }
        Way::Swap if is_new(staged)? => swapped(disk, staged, target),
        Way::Swap => put_back(disk, &replaced(staged), target),
        Way::InPlace { gone } => {
            let is_begun = !disk.found(&staged.join(UNION)).is_ok_and(|found| found.is_some());
            let unfinished = format!("{generation}{UNFINISHED}");
            let is_ours =
                has_generation(disk, target, &unfinished).map_err(ApplyError::Untouched)?;
            match (is_new(staged)?, is_begun) {
                // The tree is lost, and its target is not whole.
                (false, _) if is_ours => {
                    return Err(ApplyError::Mixed(io::ErrorKind::NotFound.into()));
                }
                // All is done; or somebody has put another folder in the target's place.
                (false, _) => return Ok(Applied::lost()),
                (true, true) if !is_ours => return Ok(Applied::lost()),
                (true, _) => {}
            }
            let gone = only_ours(disk, [staged.join(UNION), target.join(MARKER)], gone)
                .map_err(ApplyError::Untouched)?;
            apply(disk, staged, target, &Way::InPlace { gone }).map_err(|error| match error {
                // By this one; but the one that was interrupted had moved some files.
                ApplyError::Untouched(source) if is_begun => ApplyError::Mixed(source),
                error => error,
            })
        }
    }
}

/// Those of the files that the first of these manifests lists that is there: nothing else is
/// deleted, whatever a record says.
fn only_ours(disk: &dyn Disk, manifests: [PathBuf; 2], gone: &[String]) -> io::Result<Vec<String>> {
    let is_within =
        |name: &str| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    for path in manifests {
        if let Some(known) = Manifest::read_file(disk, &path)? {
            let ours = gone.iter().filter(|name| known.owns(name) && is_within(name));
            return Ok(ours.cloned().collect());
        }
    }
    Ok(Vec::new())
}

/// The new tree is lost: if the old one is not in its place, it gets there.
fn put_back(disk: &dyn Disk, old: &Path, target: &Path) -> Result<Applied, ApplyError> {
    let found = |path: &Path| disk.found(path).map_err(ApplyError::Untouched);
    if found(target)?.is_none() && found(old)?.is_some() {
        disk.rename(old, target).map_err(ApplyError::Untouched)?;
    }
    Ok(Applied::lost())
}

/// Whether a folder holds the site or the index of this generation.
pub(super) fn has_generation(disk: &dyn Disk, folder: &Path, generation: &str) -> io::Result<bool> {
    let manifest = Manifest::read(disk, folder)?;
    Ok(manifest.is_some_and(|manifest| manifest.generation == generation))
}

impl ApplyError {
    /// As the error of the index, which is the first to get to its place.
    pub(super) fn of_index(self, target: &Path) -> PublishError {
        match self {
            Self::Untouched(source) => PublishError::io(target, source),
            Self::Missing { source, .. } | Self::Mixed(source) => {
                unfinished(target, source, Left::OldSite)
            }
        }
    }

    /// As the error of the site, when the index is in its place already.
    pub(super) fn of_site(self, target: &Path) -> PublishError {
        match self {
            Self::Untouched(source) => unfinished(target, source, Left::OldSite),
            Self::Missing { old, source } => unfinished(target, source, Left::Missing { old }),
            Self::Mixed(source) => unfinished(target, source, Left::Mixed),
        }
    }
}

fn unfinished(target: &Path, source: io::Error, left: Left) -> PublishError {
    PublishError::Unfinished { path: target.to_owned(), source, left }
}
