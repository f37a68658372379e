//! What others put into a folder while its new tree was staged stands in the old tree after the
//! swap, and is moved over before that one is deleted.

use std::io;
use std::path::{Path, PathBuf};

use super::discard::Leftover;
use super::disk::{Disk, EntryKind};
use super::listing::list;
use super::manifest::Manifest;

/// Moves what is not ours in `old`, and is not in `target`, to `target`.
pub(super) fn rescue(disk: &dyn Disk, old: &Path, target: &Path) -> Result<(), Leftover> {
    let failed = |path: &Path| {
        let path = old.join(path);
        move |source| Leftover { tree: old.to_owned(), path, source }
    };
    let published = Manifest::read(disk, old).map_err(failed(Path::new("")))?.unwrap_or_default();
    // An older marker does not say what is ours: all of it was carried over or replaced, as far as
    // it was there then.
    if !published.is_readable {
        return Ok(());
    }
    for (path, kind) in list(disk, old).map_err(failed(Path::new("")))? {
        let is_ours =
            path.to_str().is_some_and(|name| published.owns(name) || name == super::MARKER);
        if kind != EntryKind::Folder
            && !is_ours
            && !is_carried(disk, old, target, &path).map_err(failed(&path))?
        {
            move_over(disk, old, target, &path).map_err(failed(&path))?;
        }
    }
    Ok(())
}

/// Whether both trees have the very same file. One that was replaced since is another.
fn is_carried(disk: &dyn Disk, old: &Path, target: &Path, path: &Path) -> io::Result<bool> {
    let [old, new] = [disk.found(&old.join(path))?, disk.found(&target.join(path))?];
    Ok(old.is_none() || old.map(|found| found.identity) == new.map(|found| found.identity))
}

fn move_over(disk: &dyn Disk, old: &Path, target: &Path, path: &Path) -> io::Result<()> {
    let folders: Vec<PathBuf> = path.ancestors().skip(1).map(Path::to_owned).collect();
    for folder in folders.iter().rev().map(|folder| target.join(folder)) {
        if disk.found(&folder)?.is_none() {
            disk.create_folder(&folder)?;
        }
    }
    disk.rename(&old.join(path), &target.join(path))
}
