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
    /// The file is there and is not what this program makes. Nothing has changed.
    OtherFile {
        /// The file.
        path: PathBuf,
    },
    /// The file would lie in a published folder, which is not touched. Nothing has changed.
    InSite {
        /// The file.
        path: PathBuf,
    },
    /// What others put into the folder stands where something is to be published. Nothing has
    /// changed.
    InTheWay {
        /// The folder.
        path: PathBuf,
        /// What stands there, from the folder.
        names: Vec<PathBuf>,
    },
    /// The portal would lose too many of its pages, and nobody has said that it should. Nothing has
    /// changed.
    Loss {
        /// The folder.
        path: PathBuf,
        /// How many pages it has.
        had: usize,
        /// How many it would have.
        has: usize,
        /// The share that may be lost.
        max_loss: f64,
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
#[derive(Clone, Debug)]
pub enum Left {
    /// The site is as it was; the index is new, or on its way.
    OldSite,
    /// The index is new, and the site is not in its place; it stands here, whole.
    Missing {
        /// Where it stands.
        old: PathBuf,
    },
    /// The index is new, and so are some of the site's files, each of them whole.
    Mixed,
}

impl PublishError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// The same where an earlier publication had left something that is there still: nothing has
    /// changed, but what is published is not what it was before that.
    pub(super) fn after(self, left: Option<&Left>) -> Self {
        match (self, left) {
            (Self::Io { path, source }, Some(left)) => {
                Self::Unfinished { path, source, left: left.clone() }
            }
            (error, _) => error,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs { path } => {
                write!(formatter, "{} is not empty and has no {MARKER}", path.display())
            }
            Self::HoldsSources { path } => {
                write!(formatter, "{} holds the sources or lies in them", path.display())
            }
            Self::OtherFile { path } => {
                write!(formatter, "{} is somebody else's", path.display())
            }
            Self::InSite { path } => {
                write!(formatter, "{} lies in a published folder", path.display())
            }
            Self::Locked { path } => {
                write!(formatter, "another build is writing {}", path.display())
            }
            Self::Io { path, source } => {
                write!(formatter, "cannot write {}: {source}", path.display())
            }
            Self::InTheWay { path, names } => {
                let names = names
                    .iter()
                    .map(|name| name.display().to_string())
                    .collect::<Vec<_>>()
                    .join(", ");
                write!(formatter, "{} holds others' files in the way: {names}", path.display())
            }
            Self::Loss { path, had, has, .. } => {
                write!(formatter, "{} would have {has} pages after {had}", path.display())
            }
            Self::Unfinished { path, source, left } => {
                write!(formatter, "cannot publish {}: {source}; {left}", path.display())
            }
        }
    }
}

impl fmt::Display for Left {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OldSite => formatter.write_str("the index is new or on its way"),
            Self::Missing { old } => write!(formatter, "what was there is {}", old.display()),
            Self::Mixed => formatter.write_str("some of its files are new already"),
        }
    }
}

impl std::error::Error for PublishError {}
