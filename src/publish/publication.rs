//! A site and its index onto the disk, as one.
//!
//! What is published is staged file by file, while it is made; it gets to its place as a whole, or
//! not at all.

use std::io;
use std::path::{Path, PathBuf};

use portal_search::IndexFiles;
use rayon::prelude::*;

use super::apply::{Applied, ApplyError, apply};
use super::discard::discard;
use super::disk::Disk;
use super::job::{Job, Staged};
use super::loss::Pages;
use super::manifest::generation;
use super::record::{Record, Step, Way};
use super::recover::recover;
use super::rescue::rescue;
use super::stage::Tree;
use super::swap::swap;
use super::{Digest, Left, Leftover, PublishError, Sink, SiteTree, loss, target};

/// Where the index lies, in the folder of `site.toml`.
pub const INDEX: &str = ".portal/index";

/// What is published, and where.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'p> {
    /// The folder of the sources.
    pub root: &'p Path,
    /// The folder that is to hold the site.
    pub out: &'p Path,
    /// The site.
    pub site: &'p SiteTree,
    /// The index, for [`INDEX`].
    pub index: &'p SiteTree,
    /// How many pages the site has, and how many it may lose.
    pub pages: Pages,
}

/// What a publication has to tell.
#[derive(Debug, Default)]
pub struct Published {
    /// What was replaced and could not be deleted.
    pub leftovers: Vec<Leftover>,
    /// Files of the site that somebody changed after the last publication.
    pub changed: Vec<String>,
    /// Files that stay, of which an older marker does not say whose they are.
    pub unclear: Vec<PathBuf>,
    /// Why the site was written file by file.
    pub in_place: Option<io::Error>,
}

impl Published {
    /// Whether there is nothing that another publication should tell of again.
    #[must_use]
    pub(crate) fn is_quiet(&self) -> bool {
        self.leftovers.is_empty() && self.changed.is_empty() && self.unclear.is_empty()
    }
}

/// Makes both folders hold exactly their trees and the marker, and what others put there: a
/// [`Staging`] that is filled with trees from memory.
///
/// # Errors
/// See [`PublishError`]; each says what stands on the disk.
pub fn publish(disk: &dyn Disk, publication: &Publication<'_>) -> Result<Published, PublishError> {
    let Publication { root, out, site, index, pages } = *publication;
    let staging = Staging::begin(disk, root, out)?;
    let files: Vec<_> = site.iter().collect();
    let put = files
        .into_par_iter()
        .try_for_each(|(path, bytes)| staging.take(path, bytes, Digest::of(bytes)));
    put.and_then(|()| staging.take_index(index.iter()))?;
    staging.publish(pages)
}

/// Deletes what interrupted builds have left of the site in `out` and of the index, where nobody is
/// at work on them; what cannot be deleted is told by the next build that publishes.
pub(crate) fn sweep(disk: &dyn Disk, root: &Path, out: &Path) {
    Job::sweep_index(disk, root);
    Job::sweep_site(disk, root, out);
}

/// A publication that has begun, and takes the files of the site as they are made:
///
/// 1. Finishes what was interrupted before.
/// 2. Refuses a folder that is not ours.
/// 3. Locks, so that two builds do not mix.
/// 4. Writes what is new into new folders beside the targets.
///
/// And when all is there ([`Staging::publish`]):
///
/// 5. Refuses a site that has lost too much, or that somebody else's files are in the way of.
/// 6. Records what is about to happen: from here on an interruption is made good by whoever comes
///    next.
/// 7. Brings both to their places, the index first: a site newer than its index would promise what
///    `portal search` does not find.
/// 8. Deletes what was replaced. From here on it has happened, whatever can be deleted or not.
///
/// One that is dropped before leaves everything as it was.
pub struct Staging<'s> {
    disk: &'s dyn Disk,
    root: &'s Path,
    out: &'s Path,
    index: Side,
    site: Side,
    /// Whether its trees are somebody else's to delete.
    is_settled: bool,
    /// What an earlier publication left that could not be finished.
    left: Option<Left>,
}

/// One of the two folders.
#[derive(Debug)]
struct Side {
    job: Job,
    tree: Tree,
}

impl Side {
    fn begin(disk: &dyn Disk, root: &Path, mut job: Job) -> Result<Self, PublishError> {
        match job.begin(disk) {
            Ok(tree) => Ok(Self { job, tree }),
            Err(error) => {
                job.leave(disk, root);
                Err(error)
            }
        }
    }

    fn complete(&mut self, disk: &dyn Disk, generation: &str) -> Result<Staged, PublishError> {
        self.job.complete(disk, &mut self.tree, generation)
    }
}

impl<'s> Staging<'s> {
    /// Steps 1 to 3, for the portal in `root`, whose site belongs in `out`.
    ///
    /// # Errors
    /// See [`PublishError`]; nothing has changed.
    pub fn begin(disk: &'s dyn Disk, root: &'s Path, out: &'s Path) -> Result<Self, PublishError> {
        // Where that fails, what is published now takes its place.
        let left = match recover(disk, root) {
            Err(PublishError::Unfinished { left, .. }) => Some(left),
            _ => None,
        };
        let begun = Self::begin_after(disk, root, out);
        let mut staging = begun.map_err(|error| error.after(left.as_ref()))?;
        staging.left = left;
        Ok(staging)
    }

    /// Steps 2 and 3.
    fn begin_after(
        disk: &'s dyn Disk,
        root: &'s Path,
        out: &'s Path,
    ) -> Result<Self, PublishError> {
        target::admit_site(out, root)?;
        let index = Side::begin(disk, root, Job::index(disk, root)?)?;
        let discarding = |error| {
            drop(discard(disk, &index.tree.folder));
            index.job.leave(disk, root);
            error
        };
        let site = Job::site(disk, out, root)
            .and_then(|job| Side::begin(disk, root, job))
            .map_err(discarding)?;
        Ok(Self { disk, root, out, index, site, is_settled: false, left: None })
    }

    /// Whether a file of the site has been taken for this path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.site.tree.has(path)
    }

    /// Step 4, for a file of the site.
    fn take(&self, path: &str, bytes: &[u8], digest: Digest) -> Result<(), PublishError> {
        let put = self.site.tree.put(self.disk, path, bytes, digest);
        put.map_err(|error| error.after(self.left.as_ref()))
    }

    /// Step 4, for the files of the index.
    fn take_index<'f>(
        &self,
        index: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    ) -> Result<(), PublishError> {
        let files: Vec<_> = index.into_iter().collect();
        let put = |(name, bytes): (&str, &[u8])| {
            self.index.tree.put(self.disk, name, bytes, Digest::of(bytes))
        };
        let put = files.into_par_iter().try_for_each(put);
        put.map_err(|error| error.after(self.left.as_ref()))
    }

    /// Publishes what has been taken. `pages` says how many the site has, and how many it may lose.
    ///
    /// # Errors
    /// See [`PublishError`]; each says what stands on the disk.
    pub fn publish(mut self, pages: Pages) -> Result<Published, PublishError> {
        let left = self.left.take();
        self.publish_all(pages).map_err(|error| error.after(left.as_ref()))
    }

    /// Steps 5 to 8.
    fn publish_all(mut self, pages: Pages) -> Result<Published, PublishError> {
        let disk = self.disk;
        loss::check(disk, self.out, pages)?;
        let generation = generation([&self.index.tree.digests(), &self.site.tree.digests()]);
        let index = self.index.complete(disk, &generation)?;
        let staged = [index, self.site.complete(disk, &generation)?];
        self.is_settled = true;
        let commit = Commit {
            disk,
            root: self.root,
            jobs: [&self.index.job, &self.site.job],
            staged: &staged,
        };
        let mut leftovers = commit.run(&generation)?;
        leftovers
            .extend([&self.index, &self.site].into_iter().flat_map(|side| side.job.clean(disk)));
        let [_, Staged { plan, .. }] = staged;
        leftovers.extend(plan.closed.into_iter().map(|folder| Leftover {
            tree: self.site.job.target.clone(),
            path: self.site.job.target.join(folder),
            source: io::ErrorKind::PermissionDenied.into(),
        }));
        let unclear =
            if plan.had_marker && !plan.published.is_readable { plan.foreign } else { Vec::new() };
        let unclear = unclear.into_iter().map(|(path, _)| path).collect();
        Ok(Published {
            leftovers,
            changed: plan.changed,
            unclear,
            in_place: self.site.job.in_place(),
        })
    }
}

impl Sink for Staging<'_> {
    type Error = PublishError;

    fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), PublishError> {
        self.take(path, &bytes, digest)
    }

    fn put_index(&self, index: IndexFiles) -> Result<(), PublishError> {
        self.take_index(index.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        for side in [&self.index, &self.site] {
            if !self.is_settled {
                // What cannot be deleted goes with the next build.
                drop(discard(self.disk, &side.tree.folder));
            }
            side.job.leave(self.disk, self.root);
        }
    }
}

/// Steps 6 and 7.
struct Commit<'c> {
    disk: &'c dyn Disk,
    root: &'c Path,
    jobs: [&'c Job; 2],
    staged: &'c [Staged; 2],
}

impl Commit<'_> {
    fn run(&self, generation: &str) -> Result<Vec<Leftover>, PublishError> {
        let before = Record::read(self.disk, self.root).ok().flatten();
        let record = Record::begin(generation, [0, 1].map(|at| self.step(at)).to_vec());
        record.write(self.disk, self.root).inspect_err(|_| self.discard())?;
        let (index, site) = self.bring_both().inspect_err(|error| {
            if let PublishError::Io { .. } = error {
                Record::withdraw(self.disk, self.root, before.as_ref());
                self.discard();
            }
        })?;
        let rescued =
            site.old.as_ref().map_or(Ok(()), |old| rescue(self.disk, old, &self.jobs[1].target));
        let kept = rescued.err().map(|leftover| self.jobs[1].keep(self.disk, leftover));
        // A record that cannot be closed is closed by the next command, which finds everything in
        // its place.
        drop(record.done().write(self.disk, self.root));
        Ok(index.leftovers.into_iter().chain(site.leftovers).chain(kept).collect())
    }

    fn step(&self, at: usize) -> Step {
        Step::new(
            self.root,
            &self.jobs[at].target,
            &self.staged[at].folder,
            self.staged[at].way.clone(),
        )
    }

    /// Where the site cannot get to its place and is as it was, the index is put back.
    fn bring_both(&self) -> Result<(Applied, Applied), PublishError> {
        let [index_target, site_target] = self.jobs.map(|job| &job.target);
        let index = self.bring(0).map_err(|error| error.of_index(index_target))?;
        match self.bring(1) {
            Ok(site) => Ok((index, site)),
            Err(ApplyError::Untouched(source)) if self.put_back(&index) => {
                Err(PublishError::io(site_target, source))
            }
            Err(error) => Err(error.of_site(site_target)),
        }
    }

    fn bring(&self, at: usize) -> Result<Applied, ApplyError> {
        apply(self.disk, &self.staged[at].folder, &self.jobs[at].target, &self.staged[at].way)
    }

    /// Undoes what was done to the index; whether that worked.
    fn put_back(&self, index: &Applied) -> bool {
        let target = &self.jobs[0].target;
        match (&self.staged[0].way, &index.old) {
            (Way::InPlace { .. }, _) => false,
            (Way::Swap, Some(old)) => match swap(self.disk, old, target) {
                Ok(Some(new)) => {
                    drop(discard(self.disk, &new));
                    true
                }
                Ok(None) => true,
                Err(_) => false,
            },
            (Way::Swap, None) => self.disk.rename(target, &self.staged[0].folder).is_ok(),
        }
    }

    fn discard(&self) {
        self.staged.iter().for_each(|staged| staged.discard(self.disk));
    }
}
