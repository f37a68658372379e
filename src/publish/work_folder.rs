//! The folder `.portal/` beside a target, where its lock and its staged and replaced trees live: in the file system of
//! the target, so that they can be swapped, and ignored by git. Every tree in it has a name that was never there before.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, EntryKind};
use super::{PublishError, discard::Leftover, discard::discard};

/// The folder's name.
pub(super) const NAME: &str = ".portal";

/// Keeps git away from all of it, whatever repository it lies in.
const GITIGNORE: &str = ".gitignore";

/// One target's share of the folder.
#[derive(Clone, Debug)]
pub(super) struct WorkFolder {
    folder: PathBuf,
    /// What every name of this target begins with.
    prefix: String,
}

/// Keeps other builds away from a target for as long as it lives; the lock dies with the process.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "it is held, not used")] File);

impl WorkFolder {
    /// The folder beside `target`, or the one that `target` lies in.
    pub(super) fn beside(target: &Path, prefix: String) -> Self {
        let parent = target.parent().unwrap_or(target);
        let inside = parent.file_name().is_some_and(|name| name == NAME);
        Self { folder: if inside { parent.to_owned() } else { parent.join(NAME) }, prefix }
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
        locked.map(Lock).ok_or_else(|| PublishError::Locked { path: target.to_owned() })
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

    fn tree(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{}.tree-{number}", self.prefix))
    }

    /// The trees that are there, with their numbers.
    fn trees(&self, disk: &dyn Disk) -> Result<Vec<(u64, PathBuf)>, PublishError> {
        let entries = disk.entries(&self.folder).map_err(|error| PublishError::io(&self.folder, error))?;
        let trees = entries.into_iter().filter(|entry| entry.kind == EntryKind::Folder);
        Ok(trees.filter_map(|entry| Some((self.number(entry.name.to_str()?)?, self.folder.join(entry.name)))).collect())
    }

    /// The number in the name of a tree of this target.
    fn number(&self, name: &str) -> Option<u64> {
        let number = name.strip_prefix(&self.prefix)?.strip_prefix(".tree-")?;
        number.strip_suffix(".old").unwrap_or(number).parse().ok()
    }
}

fn make_all(disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
    let missing: Vec<_> = folder.ancestors().take_while(|folder| !is_there(disk, folder)).collect();
    let made = missing.into_iter().rev().try_for_each(|folder| unless_there(disk.create_folder(folder)));
    made.map_err(|error| PublishError::io(folder, error))
}

/// Whether something stands at a path; it is the attempt to write there that tells what is wrong with it.
fn is_there(disk: &dyn Disk, path: &Path) -> bool {
    disk.found(path).is_ok_and(|found| found.is_some())
}

fn unless_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}
