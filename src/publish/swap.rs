//! A staged tree takes the place of a published one: in one step where the system can, else by two
//! renames.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;

/// How a swap went wrong.
#[derive(Debug)]
pub(super) enum SwapError {
    /// The target is as it was.
    Untouched(io::Error),
    /// The target is gone from its place, and stands in `old`.
    Missing { old: PathBuf, source: io::Error },
}

/// Puts `staged` in the place of `target`; gives where that which was there stands now.
pub(super) fn swap(
    disk: &dyn Disk,
    staged: &Path,
    target: &Path,
) -> Result<Option<PathBuf>, SwapError> {
    if disk.found(target).map_err(SwapError::Untouched)?.is_none() {
        return disk.rename(staged, target).map(|()| None).map_err(SwapError::Untouched);
    }
    if disk.exchange(staged, target).is_ok() {
        return Ok(Some(staged.to_owned()));
    }
    let old = replaced(staged);
    disk.rename(target, &old).map_err(SwapError::Untouched)?;
    let Err(error) = disk.rename(staged, target) else { return Ok(Some(old)) };
    match disk.rename(&old, target) {
        Ok(()) => Err(SwapError::Untouched(error)),
        Err(_) => Err(SwapError::Missing { old, source: error }),
    }
}

/// Where the tree stands that `staged` took the place of, when it took two renames.
pub(super) fn replaced(staged: &Path) -> PathBuf {
    staged.with_added_extension("old")
}
