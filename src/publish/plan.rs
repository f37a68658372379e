//! What becomes of each thing that stands in a folder when a tree is published into it: what is ours is replaced or goes,
//! what others put there stays, and what stands in the way is named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, EntryKind};
use super::listing::{Listed, list_with_closed};
use super::manifest::Manifest;
use super::{MARKER, PublishError, SiteTree, work_folder};

/// The plan for one folder.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Whether the folder says that it is ours.
    pub(super) had_marker: bool,
    /// What was published, as far as the folder knows.
    pub(super) published: Manifest,
    /// Files that have their bytes already.
    pub(super) same: BTreeSet<String>,
    /// What others put there.
    pub(super) foreign: Vec<Listed>,
    /// Our own files that are not published any more.
    pub(super) gone: Vec<String>,
    /// Our own files, and folders with such files in them, that we may not look into.
    pub(super) closed: Vec<PathBuf>,
    /// Our own files that somebody has changed since; those that are not published any more stay.
    pub(super) changed: Vec<String>,
}

/// What becomes of one thing.
enum Fate {
    /// It has its bytes already.
    Same(String),
    /// It is ours, and is written anew.
    Replaced,
    /// It is ours, somebody has changed it, and it is written anew.
    ChangedAndReplaced(String),
    /// It is ours, and is not published any more.
    Gone(String),
    /// It was ours, somebody has changed it, and it is not published any more.
    ChangedAndKept(String),
    /// It is somebody else's.
    Foreign,
    /// It is ours, or has files of ours in it, and we may not look into it.
    Closed,
    /// It is somebody else's, and the tree has a file of that name.
    InTheWay,
}

impl Plan {
    /// Plans for a tree that belongs at `target`. In a folder that is not `shared`, nothing is anybody else's.
    ///
    /// # Errors
    /// When the folder cannot be read, or somebody else's things stand in the way.
    pub(super) fn new(disk: &dyn Disk, tree: &SiteTree, target: &Path, shared: bool) -> Result<Self, PublishError> {
        let io = |error| PublishError::io(target, error);
        if disk.found(target).map_err(io)?.is_none() {
            return Ok(Self::default());
        }
        let published = Manifest::read(disk, target).map_err(io)?;
        let had_marker = published.is_some();
        let published = published.unwrap_or_default();
        let mut listed = list_with_closed(disk, target).map_err(io)?;
        // What an unfinished publication has left of its work, see `WorkFolder`.
        listed.retain(|(path, _)| !path.starts_with(work_folder::NAME));
        let judge = Judge { disk, tree, target, published: &published };
        let fates: Vec<Fate> = listed.par_iter().map(|listed| judge.fate(listed)).collect::<Result<_, _>>()?;
        let mut plan = Self::default();
        let mut in_the_way = Vec::new();
        for (fate, listed) in fates.into_iter().zip(&listed) {
            match fate {
                Fate::Same(path) => drop(plan.same.insert(path)),
                Fate::Replaced => {}
                Fate::ChangedAndReplaced(path) => plan.changed.push(path),
                Fate::Gone(path) => plan.gone.push(path),
                Fate::ChangedAndKept(path) => {
                    plan.changed.push(path);
                    plan.foreign.push(listed.clone());
                }
                Fate::Closed => {
                    plan.closed.push(listed.0.clone());
                    plan.foreign.push(listed.clone());
                }
                Fate::Foreign => plan.foreign.push(listed.clone()),
                Fate::InTheWay => in_the_way.push(listed.0.clone()),
            }
        }
        if !shared {
            return Ok(Self { had_marker, published, foreign: Vec::new(), changed: Vec::new(), ..plan });
        }
        in_the_way.extend(blocking(&plan.foreign, tree));
        if !in_the_way.is_empty() {
            return Err(PublishError::InTheWay { path: target.to_owned(), names: in_the_way });
        }
        Ok(Self { had_marker, published, ..plan })
    }
}

struct Judge<'j> {
    disk: &'j dyn Disk,
    tree: &'j SiteTree,
    target: &'j Path,
    published: &'j Manifest,
}

impl Judge<'_> {
    fn fate(&self, (path, kind): &Listed) -> Result<Fate, PublishError> {
        let Some(name) = path.to_str().map(slashed) else { return Ok(Fate::Foreign) };
        if name == MARKER {
            return Ok(Fate::Replaced);
        }
        match (kind, self.tree.get(&name)) {
            (EntryKind::File, Some(bytes)) => self.published_again(name, bytes),
            (EntryKind::File, None) if self.published.owns(&name) => Ok(match self.read(&name)? {
                None => Fate::Closed,
                Some(had) if self.published.lists(&name, &had) => Fate::Gone(name),
                Some(_) => Fate::ChangedAndKept(name),
            }),
            (_, Some(_)) => Ok(Fate::InTheWay),
            (EntryKind::Special, None) if self.published.owns_below(&name) => Ok(Fate::Closed),
            (_, None) => Ok(Fate::Foreign),
        }
    }

    fn published_again(&self, name: String, bytes: &[u8]) -> Result<Fate, PublishError> {
        let path = self.target.join(&name);
        let found = self.disk.found(&path).map_err(|error| PublishError::io(&path, error))?;
        let is_readable = found.is_some_and(|found| found.is_public);
        let had = self.read(&name)?;
        let is_ours = |had: &Vec<u8>| !self.published.is_readable || self.published.lists(&name, had);
        Ok(if had.as_deref() == Some(bytes) {
            if is_readable { Fate::Same(name) } else { Fate::Replaced }
        } else if had.as_ref().is_some_and(is_ours) {
            Fate::Replaced
        } else if self.published.owns(&name) {
            Fate::ChangedAndReplaced(name)
        } else {
            Fate::InTheWay
        })
    }

    /// What a file holds; nothing if its owner does not let us look.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.target.join(name);
        match self.disk.read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Ok(None),
            had => had.map(Some).map_err(|error| PublishError::io(&path, error)),
        }
    }
}

/// The path as trees have it.
pub(super) fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// What of the foreign things stands where the tree needs a folder, or in what the tree needs as a file.
fn blocking<'f>(foreign: &'f [Listed], tree: &'f SiteTree) -> impl Iterator<Item = PathBuf> + 'f {
    let folders: BTreeSet<&str> = tree.iter().flat_map(|(path, _)| folders_of(path)).collect();
    foreign.iter().filter_map(move |(path, kind)| {
        let name = slashed(path.to_str()?);
        let is_folder = folders.contains(name.as_str()) && *kind != EntryKind::Folder;
        let is_in_file = folders_of(&name).any(|folder| tree.get(folder).is_some());
        (is_folder || is_in_file).then(|| path.clone())
    })
}

/// The folders that a file lies in, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
