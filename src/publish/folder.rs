//! One folder: written beside the target, then swapped in.

#![expect(clippy::disallowed_methods, reason = "this is the one door that writes")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{MARKER, SiteTree, target};

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishError {
    /// The folder is not empty and was not made by this program.
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds the sources or lies in them.
    HoldsSources {
        /// The folder.
        path: PathBuf,
    },
    /// Another build is at work on the same folder.
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The file system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl PublishError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs { path } => write!(formatter, "{} is not empty and has no {MARKER}", path.display()),
            Self::HoldsSources { path } => write!(formatter, "{} holds the sources or lies in them", path.display()),
            Self::Locked { path } => write!(formatter, "another build is writing {}", path.display()),
            Self::Io { path, source } => write!(formatter, "cannot write {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for PublishError {}

/// Makes each target folder hold exactly its tree and the marker. `root` is the folder of the sources.
///
/// 1. Refuses a folder that is not ours, before anything is written.
/// 2. Locks, so that two builds do not mix.
/// 3. Writes everything into folders beside the targets.
/// 4. Swaps each pair in one step (Linux), else moves the old one away and the new one in; in the order given.
/// 5. Deletes the old ones.
///
/// # Errors
/// See [`PublishError`]. Until step 4 the targets are as they were.
pub fn publish(folders: &[(&SiteTree, &Path)], root: &Path) -> Result<(), PublishError> {
    let jobs = folders.iter().map(|(tree, target)| Job::prepare(tree, target, root)).collect::<Result<Vec<_>, _>>()?;
    let locks = jobs.iter().map(Job::lock).collect::<Result<Vec<_>, _>>()?;
    let written = jobs.iter().try_for_each(Job::write).and_then(|()| jobs.iter().try_for_each(Job::swap));
    if let Err(error) = written {
        // The first error is the one to tell; what is left of the staging folders goes with the next build.
        for job in &jobs {
            drop(fs::remove_dir_all(&job.staging));
        }
        return Err(error);
    }
    jobs.iter().try_for_each(|job| remove(&job.staging))?;
    drop(locks);
    Ok(())
}

/// One folder to be published.
struct Job<'t> {
    tree: &'t SiteTree,
    target: PathBuf,
    staging: PathBuf,
}

impl<'t> Job<'t> {
    fn prepare(tree: &'t SiteTree, target: &Path, root: &Path) -> Result<Self, PublishError> {
        let target = target::admit(target, root)?;
        Ok(Self { tree, staging: beside(&target, "staging"), target })
    }

    /// Holds the lock until the file is dropped; the lock dies with the process, whatever becomes of the file.
    fn lock(&self) -> Result<fs::File, PublishError> {
        let parent = self.target.parent().unwrap_or(&self.target);
        fs::create_dir_all(parent).map_err(|error| PublishError::io(parent, error))?;
        let path = beside(&self.target, "lock");
        let file = fs::File::create(&path).map_err(|error| PublishError::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(PublishError::Locked { path: self.target.clone() }),
            Err(fs::TryLockError::Error(error)) => Err(PublishError::io(&path, error)),
        }
    }

    fn write(&self) -> Result<(), PublishError> {
        remove(&self.staging)?;
        write_all(self.tree, &self.staging)
    }

    fn swap(&self) -> Result<(), PublishError> {
        swap(&self.staging, &self.target)
    }
}

/// A hidden neighbour of the target.
fn beside(target: &Path, role: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{role}"))
}

fn remove(folder: &Path) -> Result<(), PublishError> {
    // A link in the folder's place is deleted, and what it leads to left alone: it is not ours.
    let own = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let entries = own.then(|| fs::read_dir(folder).ok()).flatten().into_iter().flatten();
    let inner: Vec<_> = entries.filter_map(Result::ok).filter(is_folder).map(|entry| entry.path()).collect();
    inner.par_iter().try_for_each(|inner| remove_whole(inner))?;
    remove_whole(folder)
}

/// Whether it is a folder itself, and not a link to one.
fn is_folder(entry: &fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

fn remove_whole(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io(folder, error)),
        _ => Ok(()),
    }
}

fn write_all(tree: &SiteTree, folder: &Path) -> Result<(), PublishError> {
    let folders: BTreeSet<&str> =
        tree.iter().filter_map(|(path, _)| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    fs::create_dir_all(folder).map_err(|error| PublishError::io(folder, error))?;
    folders.into_par_iter().try_for_each(|inner| {
        let path = folder.join(inner);
        fs::create_dir_all(&path).map_err(|error| PublishError::io(&path, error))
    })?;
    let files: Vec<_> = tree.iter().chain([(MARKER, b"portal\n".as_slice())]).collect();
    files.into_par_iter().try_for_each(|(path, bytes)| {
        let path = folder.join(path);
        fs::write(&path, bytes).map_err(|error| PublishError::io(&path, error))
    })
}

/// Puts `staging` in the place of `target`; what was there stands in `staging` afterwards, to be deleted.
fn swap(staging: &Path, target: &Path) -> Result<(), PublishError> {
    if !target.exists() {
        return fs::rename(staging, target).map_err(|error| PublishError::io(target, error));
    }
    if exchange(staging, target) {
        return Ok(());
    }
    let old = beside(target, "old");
    remove(&old)?;
    fs::rename(target, &old).map_err(|error| PublishError::io(target, error))?;
    if let Err(error) = fs::rename(staging, target) {
        let _ = fs::rename(&old, target);
        return Err(PublishError::io(target, error));
    }
    fs::rename(&old, staging).map_err(|error| PublishError::io(&old, error))
}

#[cfg(target_os = "linux")]
fn exchange(staging: &Path, target: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}
