//! What was interrupted is finished by whoever comes next: the record says what was about to
//! happen, the staged trees are whole, and every step can be taken again.

use std::io;
use std::path::{Path, PathBuf};

use super::apply::apply_again;
use super::disk::{Disk, is_absent};
use super::manifest::Manifest;
use super::record::{Record, Step, Way};
use super::rescue::rescue;
use super::work_folder::{Lock, WorkFolder};
use super::{INDEX, PublishError};

/// Finishes an interrupted publication of the portal in `root`; gives its folder, or nothing if
/// there was none, if it is still going on, or if its trees are not there any more.
///
/// # Errors
/// When the file system refuses; the next one tries again.
pub fn recover(disk: &dyn Disk, root: &Path) -> Result<Option<PathBuf>, PublishError> {
    let read = || Record::read(disk, root).map_err(|error| PublishError::io(root, error));
    let Some(begun) = read()?.filter(|record| !record.is_done) else { return Ok(None) };
    let Some(work) = lock_all(disk, root, &begun)? else { return Ok(None) };
    let mut was_finished = true;
    // Whoever held the locks until now may have finished it.
    if read()?.as_ref() == Some(&begun) {
        for step in &begun.steps {
            was_finished = finish(disk, root, step, &begun.generation)?;
        }
        // A record that cannot be closed is closed by whoever comes next, who finds everything in
        // its place.
        drop(begun.clone().done().write(disk, root));
    }
    for (work, lock) in &work {
        // What is left of the work stops nobody; the next build tells what it cannot delete.
        drop(work.clean(disk));
        work.leave(disk, lock, root);
    }
    let site = begun.steps.last().map(|step| step.target.clone());
    Ok(site.filter(|_| was_finished))
}

/// The folder of the site that was published last, if the index is not of the same publication:
/// somebody has put another site or another index in its place.
///
/// # Errors
/// When the file system refuses to read what both say of themselves.
pub fn site_of_other_index(disk: &dyn Disk, root: &Path) -> io::Result<Option<PathBuf>> {
    // One that is under way is not in its place yet.
    let Some(record) = Record::read(disk, root)?.filter(|record| record.is_done) else {
        return Ok(None);
    };
    let Some(step) = record.steps.last() else { return Ok(None) };
    let [site, index] =
        [root.join(&step.target), root.join(INDEX)].map(|folder| Manifest::read(disk, &folder));
    let (Some(site), Some(index)) = (site?, index?) else { return Ok(None) };
    Ok((site.generation != index.generation).then(|| step.target.clone()))
}

/// Locks the folders of all steps; nothing if somebody is at work there.
fn lock_all(
    disk: &dyn Disk,
    root: &Path,
    record: &Record,
) -> Result<Option<Vec<(WorkFolder, Lock)>>, PublishError> {
    let mut locked = Vec::new();
    for step in &record.steps {
        let Some(work) = WorkFolder::of_tree(&root.join(&step.staged)) else { continue };
        match work.lock(disk, &root.join(&step.target)) {
            Ok(lock) => locked.push((work, lock)),
            Err(PublishError::Locked { .. }) => return Ok(None),
            // The folder is gone, and with it the tree.
            Err(PublishError::Io { source, .. }) if is_absent(&source) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(locked))
}

/// Finishes a step; whether there was anything left to finish it with.
fn finish(
    disk: &dyn Disk,
    root: &Path,
    step: &Step,
    generation: &str,
) -> Result<bool, PublishError> {
    let [target, staged] = [&step.target, &step.staged].map(|path| root.join(path));
    let applied = apply_again(disk, &staged, &target, (&step.way, generation));
    let is_site = step.target != Path::new(INDEX);
    let applied = applied
        .map_err(|error| if is_site { error.of_site(&target) } else { error.of_index(&target) })?;
    if let (Some(old), Way::Swap) = (applied.old, &step.way)
        && is_site
        && let Err(leftover) = rescue(disk, &old, &target)
        && let Some(work) = WorkFolder::of_tree(&old)
    {
        drop(work.keep(disk, leftover));
    }
    Ok(!applied.is_lost)
}
