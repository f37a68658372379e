//! One of the two folders that are published together: where it lies, who may write it, and by
//! which way its tree gets there.

use std::io;
use std::path::{Path, PathBuf};

use super::discard::{Leftover, discard};
use super::disk::Disk;
use super::manifest::Manifest;
use super::plan::{Before, Plan};
use super::record::Way;
use super::stage::{StageError, Tree};
use super::work_folder::{Lock, WorkFolder};
use super::{INDEX, PublishError, target};

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
        Self::locked(disk, target, INDEX_PREFIX.to_owned(), false)
    }

    /// The folder of the site.
    pub(super) fn site(disk: &dyn Disk, out: &Path, root: &Path) -> Result<Self, PublishError> {
        let target = target::admit_site(out, root)?;
        let prefix = site_prefix(&target);
        Self::locked(disk, target, prefix, true)
    }

    /// Deletes what interrupted builds have left of the index.
    pub(super) fn sweep_index(disk: &dyn Disk, root: &Path) {
        WorkFolder::beside(&root.join(INDEX), INDEX_PREFIX.to_owned()).sweep(disk, root);
    }

    /// Deletes what interrupted builds have left of the site.
    pub(super) fn sweep_site(disk: &dyn Disk, root: &Path, out: &Path) {
        let Ok(target) = target::admit_site(out, root) else { return };
        let prefix = site_prefix(&target);
        WorkFolder::beside(&target, prefix.clone()).sweep(disk, root);
        WorkFolder::within(&target, prefix).sweep(disk, root);
    }

    fn locked(
        disk: &dyn Disk,
        target: PathBuf,
        prefix: String,
        is_shared: bool,
    ) -> Result<Self, PublishError> {
        let mut job = Self { target, prefix, is_shared, work: Vec::new(), in_place: None };
        match job.open(disk, WorkFolder::beside(&job.target, job.prefix.clone())) {
            Err(PublishError::Io { source, .. }) if is_forbidden(&source) => {
                job.go_in_place(disk, source)?;
            }
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

    /// Begins a tree for the folder. One that turns out not to be swappable is written in place.
    pub(super) fn begin(&mut self, disk: &dyn Disk) -> Result<Tree, PublishError> {
        let mut before = Before::of(disk, &self.target)?;
        if self.in_place.is_none() {
            let tree = Tree::new(&self.target, before, self.fresh(disk)?, true);
            let reason = match tree.probe(disk) {
                Ok(()) => return Ok(tree),
                Err(error) => {
                    // The first error is the one to tell; what is left goes with the next build.
                    drop(discard(disk, &tree.folder));
                    error.reason()?
                }
            };
            before = tree.into_before();
            self.go_in_place(disk, reason)?;
        }
        Ok(Tree::new(&self.target, before, self.fresh(disk)?, false))
    }

    /// Makes a tree whole that has all its files; `generation` is its name and that of those that
    /// are published with it.
    pub(super) fn complete(
        &mut self,
        disk: &dyn Disk,
        tree: &mut Tree,
        generation: &str,
    ) -> Result<Staged, PublishError> {
        let plan = tree.plan(disk, self.is_shared)?;
        let is_closed =
            |name: &str| plan.closed.iter().any(|folder| Path::new(name).starts_with(folder));
        let manifest = Manifest::new(generation, tree.digests()).with(&plan.published, is_closed);
        if let Err(error) = tree.complete(disk, &plan, &manifest) {
            let reason = error.reason()?;
            if !tree.is_whole {
                return Err(PublishError::io(&self.target, reason));
            }
            self.turn_in_place(disk, tree, reason)?;
            tree.complete(disk, &plan, &manifest).map_err(|error| match error {
                StageError::Write(error) => error,
                StageError::CannotSwap(error) => PublishError::io(&self.target, error),
            })?;
        }
        let way = if tree.is_whole { Way::Swap } else { Way::InPlace { gone: plan.gone.clone() } };
        Ok(Staged { folder: tree.folder.clone(), way, plan })
    }

    /// A tree that cannot be swapped after all is written in place: what is new of it is copied,
    /// and it goes itself.
    fn turn_in_place(
        &mut self,
        disk: &dyn Disk,
        tree: &mut Tree,
        reason: io::Error,
    ) -> Result<(), PublishError> {
        self.go_in_place(disk, reason)?;
        let changes = tree.changes_in(self.fresh(disk)?);
        let copied = tree.copy_changes(disk, &changes);
        let whole = std::mem::replace(tree, changes);
        drop(discard(disk, &whole.folder));
        copied
    }

    /// A new folder to write a tree into.
    fn fresh(&self, disk: &dyn Disk) -> Result<PathBuf, PublishError> {
        match self.work.last() {
            Some((work, _)) => work.fresh(disk),
            None => Err(PublishError::io(&self.target, io::ErrorKind::NotFound.into())),
        }
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

    /// Why the folder is written in place, if it is.
    pub(super) fn in_place(&mut self) -> Option<io::Error> {
        self.in_place.take()
    }

    /// Tidies up before others are let at it. Beside a folder outside the portal, and in one, no
    /// trace is left.
    pub(super) fn leave(&self, disk: &dyn Disk, root: &Path) {
        self.work.iter().for_each(|(work, lock)| work.leave(disk, lock, root));
    }
}

/// What the names of the index's trees begin with; it cannot be the beginning of a site's.
const INDEX_PREFIX: &str = "index";

fn site_prefix(target: &Path) -> String {
    format!("site-{}", target.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether an error says that nothing may be written beside the folder.
fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
