//! Why a publication failed, and what stands on the disk then.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::MARKER;

/// Why nothing was published, or not all of it.
#[derive(Debug)]
pub enum PublishError {
    /// The folder is not empty and was not made by this program. Nothing has changed.
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The folder holds the sources or lies in them. Nothing has changed.
    HoldsSources {
        /// The folder.
        path: PathBuf,
    },
    /// Another build is at work on the same folder. This one has changed nothing.
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The file system refused. What is published is as it was.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file system refused after a part was published.
    Unfinished {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// What stands on the disk now.
        left: Left,
    },
}

/// What an unfinished publication left.
#[derive(Debug)]
pub enum Left {
    /// The index is new, and the site as it was.
    NewIndexOldSite,
    /// The folder is not in its place; it stands here, whole.
    Missing {
        /// Where it stands.
        old: PathBuf,
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
            Self::Unfinished { path, source, left: Left::NewIndexOldSite } => {
                write!(formatter, "cannot publish {}: {source}; the index is new already", path.display())
            }
            Self::Unfinished { path, source, left: Left::Missing { old } } => {
                write!(formatter, "cannot publish {}: {source}; what was there is {}", path.display(), old.display())
            }
        }
    }
}

impl std::error::Error for PublishError {}
