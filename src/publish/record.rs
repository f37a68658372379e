//! What was published last, or is being published: `.portal/publication.json`. It is written before
//! the first thing changes, so that whoever comes next can finish what was interrupted, and once
//! more when all is done.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, is_absent};
use super::{PublishError, work_folder};

/// The file, in the work folder beside `site.toml`.
const FILE: &str = "publication.json";

/// Version of the file.
const FORMAT: u32 = 1;

/// The record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    format: u32,
    /// See [`Manifest`](super::manifest::Manifest).
    pub(super) generation: String,
    /// Whether everything stands in its place.
    pub(super) is_done: bool,
    /// What is to be done, in this order.
    pub(super) steps: Vec<Step>,
}

/// How one folder is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    /// The folder; from the root if it lies there, so that the portal may be moved.
    pub(super) target: PathBuf,
    /// Where its tree was staged.
    pub(super) staged: PathBuf,
    /// How it gets to its place.
    pub(super) way: Way,
}

/// How a staged tree gets to its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Way {
    /// As a whole.
    Swap,
    /// File by file; then these files are deleted.
    InPlace { gone: Vec<String> },
}

impl Record {
    /// What is about to be done.
    pub(super) fn begin(generation: &str, steps: Vec<Step>) -> Self {
        Self { format: FORMAT, generation: generation.to_owned(), is_done: false, steps }
    }

    /// Everything stands in its place.
    pub(super) fn done(self) -> Self {
        Self { is_done: true, ..self }
    }

    /// The record of a portal; nothing if there is none that can be read.
    pub(super) fn read(disk: &dyn Disk, root: &Path) -> io::Result<Option<Self>> {
        match disk.read(&path(root)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes)
                .ok()
                .filter(|record: &Self| record.format == FORMAT)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts it in the place of the last one.
    pub(super) fn write(&self, disk: &dyn Disk, root: &Path) -> Result<(), PublishError> {
        let path = path(root);
        let new = path.with_added_extension("new");
        let json = serde_json::to_vec_pretty(self)
            .map_err(|error| PublishError::io(&path, error.into()))?;
        // One that was begun by a process that was killed.
        drop(disk.remove_file(&new));
        let written = disk
            .write(&new, &json)
            .and_then(|()| disk.sync(&new))
            .and_then(|()| disk.rename(&new, &path));
        written.map_err(|error| {
            drop(disk.remove_file(&new));
            PublishError::io(&path, error)
        })
    }

    /// As if nothing had been begun.
    pub(super) fn withdraw(disk: &dyn Disk, root: &Path, before: Option<&Self>) {
        // Where that fails, the next one finds a record of trees that are not there any more, and
        // does nothing.
        match before {
            Some(record) => drop(record.write(disk, root)),
            None => drop(disk.remove_file(&path(root))),
        }
    }
}

impl Step {
    /// A step with paths as the record has them.
    pub(super) fn new(root: &Path, target: &Path, staged: &Path, way: Way) -> Self {
        let [target, staged] =
            [target, staged].map(|path| path.strip_prefix(root).unwrap_or(path).to_owned());
        Self { target, staged, way }
    }
}

fn path(root: &Path) -> PathBuf {
    root.join(work_folder::NAME).join(FILE)
}
