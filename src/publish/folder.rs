//! One folder: written beside the target, then swapped in.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{MARKER, SiteTree, target};

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The folder.
    pub path: PathBuf,
    /// Files in it, the marker not counted.
    pub files: usize,
    /// Bytes in them.
    pub bytes: u64,
}

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

/// Makes `target` hold exactly `tree` and the marker. `root` is the folder of the sources.
///
/// 1. Refuses a folder that is not ours.
/// 2. Locks, so that two builds do not mix.
/// 3. Writes everything into a folder beside the target.
/// 4. Swaps the two in one step (Linux), else moves the old one away and the new one in.
/// 5. Deletes the old one.
///
/// # Errors
/// See [`PublishError`]. Until step 4 the target is as it was.
pub fn publish(tree: &SiteTree, target: &Path, root: &Path) -> Result<Published, PublishError> {
    let target = target::admit(target, root)?;
    let parent = target.parent().unwrap_or(&target).to_owned();
    fs::create_dir_all(&parent).map_err(|error| PublishError::io(&parent, error))?;
    let _lock = lock(&beside(&target, "lock"), &target)?;
    let staging = beside(&target, "staging");
    remove(&staging)?;
    let written = write_all(tree, &staging).and_then(|()| swap(&staging, &target));
    if let Err(error) = written {
        // The first error is the one to tell; what is left of the staging folder goes with the next build.
        let _ = fs::remove_dir_all(&staging);
        return Err(error);
    }
    remove(&staging)?;
    Ok(Published { path: target, files: tree.len(), bytes: tree.bytes() })
}

/// A hidden neighbour of the target.
fn beside(target: &Path, role: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{role}"))
}

/// Holds the lock until the file is dropped; the lock dies with the process, whatever becomes of the file.
fn lock(path: &Path, target: &Path) -> Result<fs::File, PublishError> {
    let file = fs::File::create(path).map_err(|error| PublishError::io(path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(PublishError::Locked { path: target.to_owned() }),
        Err(fs::TryLockError::Error(error)) => Err(PublishError::io(path, error)),
    }
}

fn remove(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(PublishError::io(folder, error)),
        _ => Ok(()),
    }
}

fn write_all(tree: &SiteTree, folder: &Path) -> Result<(), PublishError> {
    let folders: BTreeSet<&str> =
        tree.iter().filter_map(|(path, _)| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    fs::create_dir_all(folder).map_err(|error| PublishError::io(folder, error))?;
    for inner in folders {
        let path = folder.join(inner);
        fs::create_dir_all(&path).map_err(|error| PublishError::io(&path, error))?;
    }
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
