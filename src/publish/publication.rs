//! A site and its index onto the disk, as one.

use std::io;
use std::path::{Path, PathBuf};

use super::apply::{Applied, ApplyError, apply};
use super::discard::discard;
use super::disk::Disk;
use super::job::{Job, Staged};
use super::loss::Pages;
use super::manifest::{Manifest, digests, generation};
use super::record::{Record, Step, Way};
use super::recover::recover;
use super::rescue::rescue;
use super::swap::swap;
use super::{Leftover, PublishError, SiteTree, loss, target};

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

/// Makes both folders hold exactly their trees and the marker, and what others put there.
///
/// 1. Finishes what was interrupted before.
/// 2. Refuses a folder that is not ours, or a site that has lost too much, before anything is written.
/// 3. Locks, so that two builds do not mix.
/// 4. Writes what is new into new folders beside the targets.
/// 5. Records what is about to happen: from here on an interruption is made good by whoever comes next.
/// 6. Brings both to their places, the index first: a site newer than its index would promise what `portal search` does
///    not find.
/// 7. Deletes what was replaced. From here on it has happened, whatever can be deleted or not.
///
/// # Errors
/// See [`PublishError`]; each says what stands on the disk.
pub fn publish(disk: &dyn Disk, publication: &Publication<'_>) -> Result<Published, PublishError> {
    let Publication { root, out, pages, .. } = *publication;
    // Where that fails, what is published now takes its place.
    drop(recover(disk, root));
    target::admit(out, root)?;
    loss::check(disk, out, pages)?;
    let mut index = Job::index(disk, root)?;
    let mut site = Job::site(disk, out, root)?;
    let done = publish_locked(disk, publication, &mut index, &mut site);
    index.close(disk, root);
    let in_place = site.close(disk, root);
    done.map(|published| Published { in_place, ..published })
}

/// From step 4 on.
fn publish_locked(
    disk: &dyn Disk,
    publication: &Publication<'_>,
    index: &mut Job,
    site: &mut Job,
) -> Result<Published, PublishError> {
    let digests = [publication.index, publication.site].map(digests);
    let generation = generation([&digests[0], &digests[1]]);
    let [index_manifest, site_manifest] = digests.map(|digests| Manifest::new(&generation, digests));
    let index_staged = index.stage(disk, publication.index, &index_manifest)?;
    let staged = site.stage(disk, publication.site, &site_manifest);
    let staged = match staged {
        Ok(site) => [index_staged, site],
        Err(error) => {
            index_staged.discard(disk);
            return Err(error);
        }
    };
    let commit = Commit { disk, root: publication.root, jobs: [index, site], staged: &staged };
    let mut leftovers = commit.run(&generation)?;
    leftovers.extend([index, site].into_iter().flat_map(|job| job.clean(disk)));
    let [_, Staged { plan, .. }] = staged;
    leftovers.extend(plan.closed.into_iter().map(|folder| Leftover {
        tree: site.target.clone(),
        path: site.target.join(folder),
        source: io::ErrorKind::PermissionDenied.into(),
    }));
    let unclear = if plan.had_marker && !plan.published.is_readable { plan.foreign } else { Vec::new() };
    let unclear = unclear.into_iter().map(|(path, _)| path).collect();
    Ok(Published { leftovers, changed: plan.changed, unclear, in_place: None })
}

/// Steps 5 and 6.
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
        let rescued = site.old.as_ref().map_or(Ok(()), |old| rescue(self.disk, old, &self.jobs[1].target));
        let kept = rescued.err().map(|leftover| self.jobs[1].keep(self.disk, leftover));
        // A record that cannot be closed is closed by the next command, which finds everything in its place.
        drop(record.done().write(self.disk, self.root));
        Ok(index.leftovers.into_iter().chain(site.leftovers).chain(kept).collect())
    }

    fn step(&self, at: usize) -> Step {
        Step::new(self.root, &self.jobs[at].target, &self.staged[at].folder, self.staged[at].way.clone())
    }

    /// Where the site cannot get to its place and is as it was, the index is put back.
    fn bring_both(&self) -> Result<(Applied, Applied), PublishError> {
        let [index_target, site_target] = self.jobs.map(|job| &job.target);
        let index = self.bring(0).map_err(|error| error.of_index(index_target))?;
        match self.bring(1) {
            Ok(site) => Ok((index, site)),
            Err(ApplyError::Untouched(source)) if self.put_back(&index) => Err(PublishError::io(site_target, source)),
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
