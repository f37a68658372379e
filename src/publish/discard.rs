//! Deleting a tree that nobody needs any more. Takes its path; gives what stands in the way, which
//! stops nobody: the tree was replaced before.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, Entry, EntryKind, is_absent};

/// A tree that could not be deleted.
#[derive(Debug)]
pub struct Leftover {
    /// The whole tree.
    pub tree: PathBuf,
    /// What in it refuses.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// Deletes a folder with everything in it; a link in it is deleted, and what it leads to left
/// alone, as is what is mounted in it. What can be deleted is, even if something else cannot.
pub(super) fn discard(disk: &dyn Disk, tree: &Path) -> Result<(), Leftover> {
    empty(disk, tree).map_err(|(path, source)| Leftover { tree: tree.to_owned(), path, source })
}

type Refused = (PathBuf, io::Error);

/// A folder that was made read-only is made writable, as far as it is ours.
fn empty(disk: &dyn Disk, folder: &Path) -> Result<(), Refused> {
    match empty_as_it_is(disk, folder) {
        Err((_, error)) if is_denied(&error) && disk.make_writable(folder).is_ok() => {
            empty_as_it_is(disk, folder)
        }
        done => done,
    }
}

fn is_denied(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied
}

fn empty_as_it_is(disk: &dyn Disk, folder: &Path) -> Result<(), Refused> {
    let entries = disk.entries(folder).map_err(|error| (folder.to_owned(), error))?;
    let refused: Vec<Refused> =
        entries.par_iter().filter_map(|entry| remove(disk, folder, entry).err()).collect();
    match refused.into_iter().next() {
        Some(refused) => Err(refused),
        None => gone(disk.remove_folder(folder)).map_err(|error| (folder.to_owned(), error)),
    }
}

fn remove(disk: &dyn Disk, folder: &Path, entry: &Entry) -> Result<(), Refused> {
    let path = folder.join(&entry.name);
    if entry.kind == EntryKind::Folder {
        // What somebody has mounted there is not of this tree.
        return match disk.is_mount(&path) {
            Ok(false) => empty(disk, &path),
            Ok(true) => Err((path, io::ErrorKind::ResourceBusy.into())),
            Err(error) => gone(Err(error)).map_err(|error| (path, error)),
        };
    }
    gone(disk.remove_file(&path)).map_err(|error| (path, error))
}

/// Somebody else may have been quicker.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if is_absent(&error) => Ok(()),
        removed => removed,
    }
}
