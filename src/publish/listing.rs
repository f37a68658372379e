//! Everything that stands in a folder, whoever put it there.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, EntryKind};

/// A path from the folder, and what is there.
pub(super) type Listed = (PathBuf, EntryKind);

/// Lists files, links and what else is no folder, and folders with nothing in them; in byte order
/// of the paths, without following links. A folder that may not be looked into is an error.
pub(super) fn list(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<Listed>> {
    below(disk, folder, Path::new(""), false).map(sorted)
}

/// As [`list`], but a folder that may not be looked into is listed as [`EntryKind::Special`].
pub(super) fn list_with_closed(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<Listed>> {
    below(disk, folder, Path::new(""), true).map(sorted)
}

fn sorted(mut listed: Vec<Listed>) -> Vec<Listed> {
    listed.par_sort_by(|one, other| one.0.cmp(&other.0));
    listed
}

fn below(
    disk: &dyn Disk,
    root: &Path,
    folder: &Path,
    may_be_closed: bool,
) -> io::Result<Vec<Listed>> {
    let is_inner = folder != Path::new("");
    let entries = match disk.entries(&root.join(folder)) {
        Err(error)
            if may_be_closed && is_inner && error.kind() == io::ErrorKind::PermissionDenied =>
        {
            return Ok(vec![(folder.to_owned(), EntryKind::Special)]);
        }
        entries => entries?,
    };
    if entries.is_empty() && is_inner {
        return Ok(vec![(folder.to_owned(), EntryKind::Folder)]);
    }
    let listed = entries.into_par_iter().map(|entry| {
        let path = folder.join(&entry.name);
        match entry.kind {
            EntryKind::Folder => below(disk, root, &path, may_be_closed),
            kind => Ok(vec![(path, kind)]),
        }
    });
    let listed: Vec<Vec<Listed>> = listed.collect::<io::Result<_>>()?;
    Ok(listed.into_iter().flatten().collect())
}
