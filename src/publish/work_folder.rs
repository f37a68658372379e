//! The folder `.portal/` beside a target, or in it where nothing may be written beside it. The
//! target's lock and its staged and replaced trees live there: in the file system of the target, so
//! that they can be swapped, and ignored by git. Every tree in it has a name that was never there
//! before.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, EntryKind};
use super::{PublishError, discard::Leftover, discard::discard};

/// The folder's name.
pub(super) const NAME: &str = ".portal";

/// Keeps git away from all of it, whatever repository it lies in.
const GITIGNORE: &str = ".gitignore";

/// Between the target and the number in the name of a tree.
const TREE: &str = ".tree-";

/// The same for a tree that is kept.
const KEPT: &str = ".kept-";

/// One target's share of the folder.
#[derive(Clone, Debug)]
pub(super) struct WorkFolder {
    folder: PathBuf,
    /// What every name of this target begins with.
    prefix: String,
}

/// Keeps other builds away from a target for as long as it lives; the lock dies with the process.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    path: PathBuf,
}

impl WorkFolder {
    /// The folder beside `target`, or the one that `target` lies in.
    pub(super) fn beside(target: &Path, prefix: String) -> Self {
        let parent = target.parent().unwrap_or(target);
        let inside = parent.file_name().is_some_and(|name| name == NAME);
        Self { folder: if inside { parent.to_owned() } else { parent.join(NAME) }, prefix }
    }

    /// The folder in `target`.
    pub(super) fn within(target: &Path, prefix: String) -> Self {
        Self { folder: target.join(NAME), prefix }
    }

    /// The one that a tree lies in, whose name it gave.
    pub(super) fn of_tree(tree: &Path) -> Option<Self> {
        let (prefix, _) = tree.file_name()?.to_str()?.rsplit_once(TREE)?;
        Some(Self { folder: tree.parent()?.to_owned(), prefix: prefix.to_owned() })
    }

    /// Makes the folder, and those above it, where they are not there yet.
    pub(super) fn prepare(&self, disk: &dyn Disk) -> Result<(), PublishError> {
        make_all(disk, &self.folder)?;
        let path = self.folder.join(GITIGNORE);
        let written = disk.write(&path, b"*\n");
        unless_there(written).map_err(|error| PublishError::io(&path, error))
    }

    /// Takes the lock of the target.
    pub(super) fn lock(&self, disk: &dyn Disk, target: &Path) -> Result<Lock, PublishError> {
        let path = self.folder.join(format!("{}.lock", self.prefix));
        let locked = disk.lock(&path).map_err(|error| PublishError::io(&path, error))?;
        locked
            .map(|file| Lock { _file: file, path })
            .ok_or_else(|| PublishError::Locked { path: target.to_owned() })
    }

    /// Makes an empty folder with a name that was not there.
    pub(super) fn fresh(&self, disk: &dyn Disk) -> Result<PathBuf, PublishError> {
        let taken = self.trees(disk)?;
        let number = taken.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        let path = self.tree(number);
        disk.create_folder(&path).map_err(|error| PublishError::io(&path, error))?;
        Ok(path)
    }

    /// Deletes the trees of earlier builds; gives those that cannot be deleted.
    pub(super) fn clean(&self, disk: &dyn Disk) -> Vec<Leftover> {
        let trees = self.trees(disk).unwrap_or_default();
        trees.into_iter().filter_map(|(_, path)| discard(disk, &path).err()).collect()
    }

    /// Deletes the trees of builds that were interrupted before anything of them was published,
    /// unless somebody is at work.
    pub(super) fn sweep(&self, disk: &dyn Disk, root: &Path) {
        if self.trees(disk).unwrap_or_default().is_empty() {
            return;
        }
        if let Ok(lock) = self.lock(disk, &self.folder) {
            drop(self.clean(disk));
            self.leave(disk, &lock, root);
        }
    }

    /// Gives a tree a name that nobody will delete; if that fails it keeps its own.
    pub(super) fn keep(&self, disk: &dyn Disk, leftover: Leftover) -> Leftover {
        let kept = (1..=u64::from(u16::MAX))
            .map(|number| self.folder.join(format!("{}{KEPT}{number}", self.prefix)));
        let Some(kept) = kept.into_iter().find(|path| !is_there(disk, path)) else {
            return leftover;
        };
        match disk.rename(&leftover.tree, &kept) {
            Ok(()) => {
                let inner = leftover.path.strip_prefix(&leftover.tree).unwrap_or(&leftover.path);
                Leftover { path: kept.join(inner), tree: kept, source: leftover.source }
            }
            Err(_) => leftover,
        }
    }

    /// Unlocks. Outside the portal in `root`, and in a published folder, no trace is left: the
    /// folder is deleted if nothing else is in it.
    pub(super) fn leave(&self, disk: &dyn Disk, lock: &Lock, root: &Path) {
        // Only Unix lets an open file be deleted, and it is deleted while the lock is held: see
        // `Disk::lock`.
        if self.folder == root.join(NAME) || !cfg!(unix) {
            return;
        }
        let gitignore = self.folder.join(GITIGNORE);
        let own = [gitignore.file_name(), lock.path.file_name()];
        let entries = disk.entries(&self.folder).unwrap_or_default();
        if entries.iter().all(|entry| own.contains(&Some(&entry.name))) {
            let files =
                [&lock.path, &gitignore].into_iter().try_for_each(|path| disk.remove_file(path));
            // An empty folder more is not worth a word.
            drop(files.and_then(|()| disk.remove_folder(&self.folder)));
        }
    }

    fn tree(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{}{TREE}{number}", self.prefix))
    }

    /// The trees that are there, with their numbers.
    fn trees(&self, disk: &dyn Disk) -> Result<Vec<(u64, PathBuf)>, PublishError> {
        let entries =
            disk.entries(&self.folder).map_err(|error| PublishError::io(&self.folder, error))?;
        let trees = entries.into_iter().filter(|entry| entry.kind == EntryKind::Folder);
        Ok(trees
            .filter_map(|entry| {
                Some((self.number(entry.name.to_str()?)?, self.folder.join(entry.name)))
            })
            .collect())
    }

    /// The number in the name of a tree of this target.
    fn number(&self, name: &str) -> Option<u64> {
        let number = name.strip_prefix(&self.prefix)?.strip_prefix(TREE)?;
        number.trim_end_matches(".old").parse().ok()
    }
}

fn make_all(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    let missing: Vec<_> = folder.ancestors().take_while(|folder| !is_there(disk, folder)).collect();
    let made =
        missing.into_iter().rev().try_for_each(|folder| unless_there(disk.create_folder(folder)));
    made.map_err(|error| PublishError::io(folder, error))
}

/// Whether something stands at a path; it is the attempt to write there that tells what is wrong
/// with it.
fn is_there(disk: &dyn Disk, path: &Path) -> bool {
    disk.found(path).is_ok_and(|found| found.is_some())
}

fn unless_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}
