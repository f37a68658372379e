//! A tree is written beside its target, or in it, file by file as the files are made. What is
//! published already with the same bytes is not written again: it gets a second name where the
//! whole folder is swapped, and is left alone where files are moved one by one. Writing a new file
//! takes a disk ten times as long as looking at an old one, and a file that keeps its times stays
//! in caches.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::disk::{Disk, EntryKind};
use super::in_place::{UNFINISHED, UNION};
use super::manifest::{Digests, Manifest};
use super::plan::{Before, NewFile, NewFiles, Over, Plan, folders_of};
use super::{Digest, MARKER, PublishError};

/// A tree that is being written.
#[derive(Debug)]
pub(super) struct Tree {
    target: PathBuf,
    before: Before,
    /// The folder to write into.
    pub(super) folder: PathBuf,
    /// Whether it will be the whole target; else only what is new is written.
    pub(super) is_whole: bool,
    files: Mutex<NewFiles>,
    folders: Mutex<HashSet<String>>,
}

/// Why a tree could not be staged.
#[derive(Debug)]
pub(super) enum StageError {
    /// The file system refused to write.
    Write(PublishError),
    /// The folder cannot be swapped, or holds something of others that cannot be carried over.
    CannotSwap(io::Error),
}

impl StageError {
    /// Why the folder cannot be swapped; an error that has nothing to do with that is one.
    pub(super) fn reason(self) -> Result<io::Error, PublishError> {
        match self {
            Self::Write(error) => Err(error),
            Self::CannotSwap(reason) => Ok(reason),
        }
    }
}

impl Tree {
    /// A tree for `target`, as it was `before`, in `folder`, which is empty.
    pub(super) fn new(target: &Path, before: Before, folder: PathBuf, is_whole: bool) -> Self {
        let (files, folders) = (Mutex::default(), Mutex::default());
        Self { target: target.to_owned(), before, folder, is_whole, files, folders }
    }

    /// Tries whether the target could be swapped for the folder.
    pub(super) fn probe(&self, disk: &dyn Disk) -> Result<(), StageError> {
        if !self.before.exists {
            return Ok(());
        }
        let has_mount = self.before.has_empty_mount(disk, &self.target);
        if has_mount.map_err(|error| failed(&self.target, error))? {
            return Err(StageError::CannotSwap(io::ErrorKind::ResourceBusy.into()));
        }
        // A folder can only be tried against one that holds something. The marker is written last,
        // over this one.
        let marker = self.folder.join(MARKER);
        disk.write(&marker, b"").map_err(|error| failed(&marker, error))?;
        disk.try_moving(&self.target, &self.folder).map_err(StageError::CannotSwap)?;
        disk.remove_file(&marker).map_err(|error| failed(&marker, error))
    }

    /// Hands over what it knew of the target, for another tree.
    pub(super) fn into_before(self) -> Before {
        self.before
    }

    /// A tree in `folder`, which is empty, for what of this one is new.
    pub(super) fn changes_in(&mut self, folder: PathBuf) -> Self {
        Self::new(&self.target, std::mem::take(&mut self.before), folder, false)
    }

    /// Takes a file.
    pub(super) fn put(
        &self,
        disk: &dyn Disk,
        name: &str,
        bytes: &[u8],
        digest: Digest,
    ) -> Result<(), PublishError> {
        let over = self.before.over((disk, &self.target), name, bytes)?;
        let is_written = match over {
            Over::Same if self.is_whole => self.link(disk, name)?,
            // What stands in the way is told when all of it is known; nothing is published then.
            Over::Same | Over::Foreign => true,
            Over::Nothing | Over::Own | Over::Changed => false,
        };
        if !is_written {
            self.write(disk, name, bytes)?;
        }
        locked(&self.files).insert(name.to_owned(), NewFile { digest, over });
        Ok(())
    }

    /// Whether a file of this name has been taken.
    pub(super) fn has(&self, name: &str) -> bool {
        locked(&self.files).contains_key(name)
    }

    /// Gives the file of the target a second name; false where that cannot be done.
    fn link(&self, disk: &dyn Disk, name: &str) -> Result<bool, PublishError> {
        self.make_folders(disk, name)?;
        Ok(disk.link(&self.target.join(name), &self.folder.join(name)).is_ok())
    }

    fn write(&self, disk: &dyn Disk, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_folders(disk, name)?;
        let path = self.folder.join(name);
        disk.write(&path, bytes).map_err(|error| PublishError::io(&path, error))
    }

    /// Makes the folders that a file lies in. Nobody goes on until they are there.
    fn make_folders(&self, disk: &dyn Disk, name: &str) -> Result<(), PublishError> {
        let mut made = locked(&self.folders);
        if folders_of(name).last().is_none_or(|folder| made.contains(folder)) {
            return Ok(());
        }
        for folder in folders_of(name) {
            if !made.contains(folder) {
                self.make_folder(disk, Path::new(folder))?;
                made.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    fn make_folder(&self, disk: &dyn Disk, folder: &Path) -> Result<(), PublishError> {
        let path = self.folder.join(folder);
        disk.create_folder(&path).map_err(|error| PublishError::io(&path, error))
    }

    /// The digest of every file.
    pub(super) fn digests(&self) -> Digests {
        locked(&self.files).iter().map(|(name, file)| (name.clone(), file.digest)).collect()
    }

    /// What becomes of everything that stands in the target.
    pub(super) fn plan(&self, disk: &dyn Disk, is_shared: bool) -> Result<Plan, PublishError> {
        Plan::new((disk, &self.target), &self.before, &locked(&self.files), is_shared)
    }

    /// Adds what is missing when all files are there: what others put into the target, and the
    /// manifest.
    pub(super) fn complete(
        &self,
        disk: &dyn Disk,
        plan: &Plan,
        manifest: &Manifest,
    ) -> Result<(), StageError> {
        self.write(disk, MARKER, &manifest.to_bytes()).map_err(StageError::Write)?;
        if self.is_whole {
            self.carry_over(disk, plan)?;
        } else {
            let mut union = manifest.clone().with(&plan.published, |_| true);
            union.generation.push_str(UNFINISHED);
            self.write(disk, UNION, &union.to_bytes()).map_err(StageError::Write)?;
        }
        disk.sync(&self.folder).map_err(|error| failed(&self.folder, error))
    }

    /// Writes what of this tree is new in the target into `other` as well.
    pub(super) fn copy_changes(&self, disk: &dyn Disk, other: &Self) -> Result<(), PublishError> {
        let files = locked(&self.files);
        let all: Vec<_> = files.iter().collect();
        all.into_par_iter().filter(|(_, file)| file.over != Over::Same).try_for_each(
            |(name, _)| {
                let path = self.folder.join(name);
                let bytes = disk.read(&path).map_err(|error| PublishError::io(&path, error))?;
                other.write(disk, name, &bytes)
            },
        )?;
        locked(&other.files).clone_from(&files);
        Ok(())
    }

    fn carry_over(&self, disk: &dyn Disk, plan: &Plan) -> Result<(), StageError> {
        let own = locked(&self.folders).clone();
        let folders = folders_of_others(plan);
        let is_own = |folder: &Path| folder.to_str().is_some_and(|name| own.contains(name));
        for folder in folders.iter().filter(|folder| !is_own(folder)) {
            self.make_folder(disk, folder).map_err(StageError::Write)?;
        }
        plan.foreign.par_iter().filter(|(_, kind)| *kind != EntryKind::Folder).try_for_each(
            |(path, _)| {
                let linked = disk.link(&self.target.join(path), &self.folder.join(path));
                linked.map_err(StageError::CannotSwap)
            },
        )?;
        // The inner ones first: one that nobody may write into is written into before it says so.
        let others = folders.iter().rev().filter(|folder| !is_own(folder));
        let is_public = |path: &Path| {
            disk.found(path).is_ok_and(|found| found.is_some_and(|found| found.is_public))
        };
        let root = Some(Path::new("")).filter(|_| is_public(&self.target));
        others.map(PathBuf::as_path).chain(root).try_for_each(|folder| {
            let copied = disk.copy_mode(&self.target.join(folder), &self.folder.join(folder));
            // One that cannot be handed to its owner is left where it is.
            copied.map_err(StageError::CannotSwap)
        })
    }
}

/// The folders that things of others lie in, and those that are theirs, the outer ones first.
fn folders_of_others(plan: &Plan) -> BTreeSet<PathBuf> {
    let above = |path: &Path| path.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
    let folders = plan.foreign.iter().flat_map(|(path, kind)| {
        let itself = (*kind == EntryKind::Folder).then(|| path.clone());
        above(path).into_iter().chain(itself)
    });
    folders.filter(|folder| folder != Path::new("")).collect()
}

/// A thread that panicked has left nothing half done here: both sets only grow by whole entries.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed(path: &Path, error: io::Error) -> StageError {
    StageError::Write(PublishError::io(path, error))
}
