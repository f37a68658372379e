//! One of the two folders that are published together: where it lies, who may write it, and by which way its tree gets
//! there.

use std::io;
use std::path::{Path, PathBuf};

use super::discard::{Leftover, discard};
use super::disk::Disk;
use super::manifest::Manifest;
use super::plan::Plan;
use super::record::Way;
use super::stage::{Stage, StageError};
use super::work_folder::{Lock, WorkFolder};
use super::{INDEX, PublishError, SiteTree, target};

/// The folder, locked.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) target: PathBuf,
    /// What the names of its trees begin with.
    prefix: String,
    /// Whether others may put things there.
    is_shared: bool,
    work: Vec<(WorkFolder, Lock)>,
    /// Why it cannot be swapped.
    in_place: Option<io::Error>,
}

/// A tree that is ready to get to its place.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) folder: PathBuf,
    pub(super) way: Way,
    pub(super) plan: Plan,
}

impl Staged {
    /// Deletes it; what cannot be deleted goes with the next build.
    pub(super) fn discard(&self, disk: &dyn Disk) {
        drop(discard(disk, &self.folder));
    }
}

impl Job {
    /// The folder of the index.
    pub(super) fn index(disk: &dyn Disk, root: &Path) -> Result<Self, PublishError> {
        let target = target::admit(&root.join(INDEX), root)?;
        // `index` cannot be the beginning of a site's prefix.
        Self::locked(disk, target, "index".to_owned(), false)
    }

    /// The folder of the site.
    pub(super) fn site(disk: &dyn Disk, out: &Path, root: &Path) -> Result<Self, PublishError> {
        let target = target::admit(out, root)?;
        let prefix = format!("site-{}", target.file_name().unwrap_or_default().to_string_lossy());
        Self::locked(disk, target, prefix, true)
    }

    fn locked(disk: &dyn Disk, target: PathBuf, prefix: String, is_shared: bool) -> Result<Self, PublishError> {
        let mut job = Self { target, prefix, is_shared, work: Vec::new(), in_place: None };
        match job.open(disk, WorkFolder::beside(&job.target, job.prefix.clone())) {
            Err(PublishError::Io { source, .. }) if is_forbidden(&source) => job.go_in_place(disk, source)?,
            done => done?,
        }
        Ok(job)
    }

    fn open(&mut self, disk: &dyn Disk, work: WorkFolder) -> Result<(), PublishError> {
        work.prepare(disk)?;
        let lock = work.lock(disk, &self.target)?;
        self.work.push((work, lock));
        Ok(())
    }

    fn go_in_place(&mut self, disk: &dyn Disk, reason: io::Error) -> Result<(), PublishError> {
        self.open(disk, WorkFolder::within(&self.target, self.prefix.clone()))?;
        self.in_place = Some(reason);
        Ok(())
    }

    /// Stages a tree. A folder that turns out not to be swappable is written in place.
    pub(super) fn stage(
        &mut self,
        disk: &dyn Disk,
        tree: &SiteTree,
        manifest: &Manifest,
    ) -> Result<Staged, PublishError> {
        let plan = Plan::new(disk, tree, &self.target, self.is_shared)?;
        let is_closed = |name: &str| plan.closed.iter().any(|folder| Path::new(name).starts_with(folder));
        let manifest = &manifest.clone().with(&plan.published, is_closed);
        if self.in_place.is_none() {
            match self.attempt(disk, |staged| self.parts(disk, tree, &plan, manifest, staged).whole()) {
                Ok(folder) => return Ok(Staged { folder, way: Way::Swap, plan }),
                Err(StageError::Write(error)) => return Err(error),
                Err(StageError::CannotSwap(reason)) => self.go_in_place(disk, reason)?,
            }
        }
        match self.attempt(disk, |staged| self.parts(disk, tree, &plan, manifest, staged).changes()) {
            Ok(folder) => Ok(Staged { folder, way: Way::InPlace { gone: plan.gone.clone() }, plan }),
            Err(StageError::Write(error)) => Err(error),
            Err(StageError::CannotSwap(error)) => Err(PublishError::io(&self.target, error)),
        }
    }

    fn parts<'s>(
        &'s self,
        disk: &'s dyn Disk,
        tree: &'s SiteTree,
        plan: &'s Plan,
        manifest: &'s Manifest,
        staged: &'s Path,
    ) -> Stage<'s> {
        Stage { disk, tree, target: &self.target, plan, manifest, staged }
    }

    /// Writes into a new folder, which vanishes again if that fails.
    fn attempt(
        &self,
        disk: &dyn Disk,
        write: impl FnOnce(&Path) -> Result<(), StageError>,
    ) -> Result<PathBuf, StageError> {
        let Some((work, _)) = self.work.last() else {
            return Err(StageError::CannotSwap(io::ErrorKind::NotFound.into()));
        };
        let staged = work.fresh(disk).map_err(StageError::Write)?;
        let written = write(&staged);
        if written.is_err() {
            // The first error is the one to tell; what is left goes with the next build.
            drop(discard(disk, &staged));
        }
        written.map(|()| staged)
    }

    /// Deletes what is left of this build and of earlier ones; gives what cannot be deleted.
    pub(super) fn clean(&self, disk: &dyn Disk) -> Vec<Leftover> {
        self.work.iter().flat_map(|(work, _)| work.clean(disk)).collect()
    }

    /// Keeps a tree that holds what others put there.
    pub(super) fn keep(&self, disk: &dyn Disk, leftover: Leftover) -> Leftover {
        match self.work.last() {
            Some((work, _)) => work.keep(disk, leftover),
            None => leftover,
        }
    }

    /// Lets others at it. Beside a folder outside the portal, and in one, no trace is left.
    pub(super) fn close(self, disk: &dyn Disk, root: &Path) -> Option<io::Error> {
        self.work.iter().for_each(|(work, lock)| work.leave(disk, lock, root));
        self.in_place
    }
}

/// Whether an error says that nothing may be written beside the folder.
fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
