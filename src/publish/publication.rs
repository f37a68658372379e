//! A site and its index onto the disk, together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::discard::discard;
use super::disk::Disk;
use super::error::Left;
use super::swap::{SwapError, swap};
use super::work_folder::WorkFolder;
use super::{Leftover, MARKER, PublishError, SiteTree, target};

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
}

/// What a publication has to tell.
#[derive(Debug, Default)]
pub struct Published {
    /// What was replaced and could not be deleted.
    pub leftovers: Vec<Leftover>,
}

/// Makes both folders hold exactly their trees and the marker.
///
/// 1. Refuses a folder that is not ours, before anything is written.
/// 2. Locks, so that two builds do not mix.
/// 3. Writes everything into new folders beside the targets.
/// 4. Swaps them in, the index first: a site newer than its index would promise what `portal search` does not find.
/// 5. Deletes what was replaced. From here on it has happened, whatever can be deleted or not.
///
/// # Errors
/// See [`PublishError`]; each says what stands on the disk.
pub fn publish(disk: &dyn Disk, publication: &Publication<'_>) -> Result<Published, PublishError> {
    let jobs = [Job::index(publication)?, Job::site(publication)?];
    let mut locks = Vec::new();
    for job in &jobs {
        job.work.prepare(disk)?;
        locks.push(job.work.lock(disk, &job.target)?);
    }
    let [index, site] = &jobs;
    let staged = index.stage(disk).and_then(|index| Ok([index, site.stage(disk)?]));
    staged.and_then(|staged| commit(disk, &jobs, &staged))?;
    Ok(Published { leftovers: jobs.iter().flat_map(|job| job.work.clean(disk)).collect() })
}

/// One folder to be published.
struct Job<'p> {
    tree: &'p SiteTree,
    target: PathBuf,
    work: WorkFolder,
}

impl<'p> Job<'p> {
    fn index(publication: &Publication<'p>) -> Result<Self, PublishError> {
        let target = target::admit(&publication.root.join(INDEX), publication.root)?;
        let work = WorkFolder::beside(&target, "index".to_owned());
        Ok(Self { tree: publication.index, target, work })
    }

    fn site(publication: &Publication<'p>) -> Result<Self, PublishError> {
        let target = target::admit(publication.out, publication.root)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // `index` cannot be the beginning of this one.
        let work = WorkFolder::beside(&target, format!("site-{name}"));
        Ok(Self { tree: publication.site, target, work })
    }

    /// Writes the tree into a new folder, which vanishes again if that fails.
    fn stage(&self, disk: &dyn Disk) -> Result<PathBuf, PublishError> {
        let staged = self.work.fresh(disk)?;
        match self.write(disk, &staged) {
            Ok(()) => Ok(staged),
            Err(error) => {
                // The first error is the one to tell; what is left goes with the next build.
                drop(discard(disk, &staged));
                Err(error)
            }
        }
    }

    fn write(&self, disk: &dyn Disk, staged: &Path) -> Result<(), PublishError> {
        let folders: BTreeSet<&str> = self.tree.iter().flat_map(|(path, _)| folders_of(path)).collect();
        for folder in folders {
            let path = staged.join(folder);
            disk.create_folder(&path).map_err(|error| PublishError::io(&path, error))?;
        }
        let files: Vec<_> = self.tree.iter().chain([(MARKER, b"portal\n".as_slice())]).collect();
        files.into_par_iter().try_for_each(|(path, bytes)| {
            let path = staged.join(path);
            disk.write(&path, bytes).map_err(|error| PublishError::io(&path, error))
        })?;
        disk.sync(staged).map_err(|error| PublishError::io(staged, error))
    }
}

/// The folders that a file lies in, the outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Swaps both trees in. Where the second cannot be, the first is swapped back.
fn commit(disk: &dyn Disk, jobs: &[Job<'_>; 2], staged: &[PathBuf; 2]) -> Result<(), PublishError> {
    let [index, site] = jobs;
    let old = swap(disk, &staged[0], &index.target).map_err(|error| unfinished(&index.target, error))?;
    let Err(error) = swap(disk, &staged[1], &site.target) else { return Ok(()) };
    let is_back = old.is_some_and(|old| swap(disk, &old, &index.target).is_ok());
    Err(match unfinished(&site.target, error) {
        PublishError::Io { path, source } if !is_back => {
            PublishError::Unfinished { path, source, left: Left::NewIndexOldSite }
        }
        error => error,
    })
}

fn unfinished(target: &Path, error: SwapError) -> PublishError {
    match error {
        SwapError::Untouched(error) => error,
        SwapError::Missing { old, source } => {
            PublishError::Unfinished { path: target.to_owned(), source, left: Left::Missing { old } }
        }
    }
}
