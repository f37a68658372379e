//! A tree is written beside its target, or in it. What is published already with the same bytes is not written again: it
//! gets a second name where the whole folder is swapped, and is left alone where files are moved one by one. Writing a
//! new file takes a disk ten times as long as looking at an old one, and a file that keeps its times stays in caches.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, EntryKind};
use super::in_place::UNION;
use super::manifest::Manifest;
use super::plan::{Plan, folders_of};
use super::{MARKER, PublishError, SiteTree};

/// What is staged.
#[derive(Clone, Copy)]
pub(super) struct Stage<'s> {
    pub(super) disk: &'s dyn Disk,
    pub(super) tree: &'s SiteTree,
    pub(super) target: &'s Path,
    pub(super) plan: &'s Plan,
    pub(super) manifest: &'s Manifest,
    /// The folder to write into; it is empty.
    pub(super) staged: &'s Path,
}

/// Why a tree could not be staged.
#[derive(Debug)]
pub(super) enum StageError {
    /// The file system refused to write.
    Write(PublishError),
    /// The folder cannot be swapped, or holds something of others that cannot be carried over.
    CannotSwap(io::Error),
}

impl Stage<'_> {
    /// Stages the whole folder as it will be, with what others put there.
    pub(super) fn whole(&self) -> Result<(), StageError> {
        self.write(MARKER, &self.manifest.to_bytes())?;
        let exists = self.disk.found(self.target).map_err(|error| failed(self.target, error))?.is_some();
        if exists {
            self.disk.try_moving(self.target, self.staged).map_err(StageError::CannotSwap)?;
        }
        let own = self.folders(|_| true);
        let others = self.folders_of_others();
        for folder in own.iter().map(PathBuf::from).chain(others.iter().cloned()).collect::<BTreeSet<_>>() {
            self.create_folder(&folder)?;
        }
        let files: Vec<_> = self.tree.iter().collect();
        files.into_par_iter().try_for_each(|(name, bytes)| self.link_or_write(name, bytes))?;
        self.carry_over(&own, &others)?;
        self.sync()
    }

    /// Stages what is new in the folder.
    pub(super) fn changes(&self) -> Result<(), StageError> {
        let is_new = |name: &str| !self.plan.same.contains(name);
        self.write(MARKER, &self.manifest.to_bytes())?;
        self.write(UNION, &self.union().to_bytes())?;
        for folder in self.folders(is_new) {
            self.create_folder(Path::new(folder))?;
        }
        let files: Vec<_> = self.tree.iter().filter(|(name, _)| is_new(name)).collect();
        files.into_par_iter().try_for_each(|(name, bytes)| self.write(name, bytes))?;
        self.sync()
    }

    /// Everything that is or will be ours.
    fn union(&self) -> Manifest {
        let mut union = self.manifest.clone().with(&self.plan.published, |_| true);
        union.generation.push_str(" unfinished");
        union
    }

    /// The folders that files of the tree lie in, the outer ones first.
    fn folders(&self, wanted: impl Fn(&str) -> bool) -> BTreeSet<&str> {
        self.tree.iter().filter(|(name, _)| wanted(name)).flat_map(|(name, _)| folders_of(name)).collect()
    }

    fn folders_of_others(&self) -> BTreeSet<PathBuf> {
        let above = |path: &Path| path.ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
        let folders = self.plan.foreign.iter().flat_map(|(path, kind)| {
            let itself = (*kind == EntryKind::Folder).then(|| path.clone());
            above(path).into_iter().chain(itself)
        });
        folders.filter(|folder| folder != Path::new("")).collect()
    }

    fn carry_over(&self, own: &BTreeSet<&str>, folders: &BTreeSet<PathBuf>) -> Result<(), StageError> {
        self.plan.foreign.par_iter().filter(|(_, kind)| *kind != EntryKind::Folder).try_for_each(|(path, _)| {
            let linked = self.disk.link(&self.target.join(path), &self.staged.join(path));
            linked.map_err(StageError::CannotSwap)
        })?;
        // The inner ones first: one that nobody may write into is written into before it says so.
        let others = folders.iter().rev().filter(|folder| folder.to_str().is_none_or(|name| !own.contains(name)));
        let is_public =
            |path: &Path| self.disk.found(path).is_ok_and(|found| found.is_some_and(|found| found.is_public));
        let root = Some(Path::new("")).filter(|_| is_public(self.target));
        others.map(PathBuf::as_path).chain(root).try_for_each(|folder| {
            let copied = self.disk.copy_mode(&self.target.join(folder), &self.staged.join(folder));
            // One that cannot be handed to its owner is left where it is.
            copied.map_err(StageError::CannotSwap)
        })
    }

    fn link_or_write(&self, name: &str, bytes: &[u8]) -> Result<(), StageError> {
        let is_same = self.plan.same.contains(name);
        if is_same && self.disk.link(&self.target.join(name), &self.staged.join(name)).is_ok() {
            return Ok(());
        }
        self.write(name, bytes)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StageError> {
        let path = self.staged.join(name);
        self.disk.write(&path, bytes).map_err(|error| failed(&path, error))
    }

    fn create_folder(&self, folder: &Path) -> Result<(), StageError> {
        let path = self.staged.join(folder);
        self.disk.create_folder(&path).map_err(|error| failed(&path, error))
    }

    fn sync(&self) -> Result<(), StageError> {
        self.disk.sync(self.staged).map_err(|error| failed(self.staged, error))
    }
}

fn failed(path: &Path, error: io::Error) -> StageError {
    StageError::Write(PublishError::io(path, error))
}
