//! What becomes of each thing that stands in a folder when a tree is published into it: what is
//! ours is replaced or goes, what others put there stays, and what stands in the way is named. It
//! is asked of a file when that is written, and of all the others at the end.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{Disk, EntryKind};
use super::listing::{Listed, list_with_closed};
use super::manifest::Manifest;
use super::{Digest, MARKER, PublishError, work_folder};

/// A file of the new tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewFile {
    pub(super) digest: Digest,
    pub(super) over: Over,
}

/// The new tree, by path.
pub(super) type NewFiles = BTreeMap<String, NewFile>;

/// What a file of the new tree is published over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// Nothing that is known of.
    Nothing,
    /// A file of ours with the same bytes, which everybody may read.
    Same,
    /// A file of ours.
    Own,
    /// A file of ours that somebody has changed.
    Changed,
    /// Something of somebody else's.
    Foreign,
}

/// A folder as it is before anything is published there.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Whether it is there.
    pub(super) exists: bool,
    /// Whether it says that it is ours.
    had_marker: bool,
    /// What was published, as far as the folder knows.
    published: Manifest,
    listed: Vec<Listed>,
    kinds: HashMap<String, EntryKind>,
}

impl Before {
    /// Looks at `target`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn of(disk: &dyn Disk, target: &Path) -> Result<Self, PublishError> {
        let io = |error| PublishError::io(target, error);
        if disk.found(target).map_err(io)?.is_none() {
            return Ok(Self::default());
        }
        let published = Manifest::read(disk, target).map_err(io)?;
        let mut listed = list_with_closed(disk, target).map_err(io)?;
        // What an unfinished publication has left of its work, see `WorkFolder`.
        listed.retain(|(path, _)| !path.starts_with(work_folder::NAME));
        let kinds = listed.iter().filter_map(|(path, kind)| Some((slashed(path.to_str()?), *kind)));
        let kinds = kinds.collect();
        Ok(Self {
            exists: true,
            had_marker: published.is_some(),
            published: published.unwrap_or_default(),
            listed,
            kinds,
        })
    }

    /// Whether a folder in it is mounted there, and holds nothing that could tell of it: it would go
    /// with the old tree, and what is put into it later would be lost.
    ///
    /// # Errors
    /// When the system refuses to say.
    pub(super) fn has_empty_mount(&self, disk: &dyn Disk, target: &Path) -> io::Result<bool> {
        let empty = self.listed.iter().filter(|(_, kind)| *kind == EntryKind::Folder);
        for (path, _) in empty {
            for folder in path.ancestors().filter(|folder| *folder != Path::new("")) {
                if disk.is_mount(&target.join(folder))? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What the file `name` of the new tree is published over.
    ///
    /// # Errors
    /// When what stands there cannot be read.
    pub(super) fn over(
        &self,
        (disk, target): (&dyn Disk, &Path),
        name: &str,
        bytes: &[u8],
    ) -> Result<Over, PublishError> {
        match self.kinds.get(name) {
            None => Ok(Over::Nothing),
            Some(EntryKind::File) => self.over_file(disk, &target.join(name), name, bytes),
            Some(_) => Ok(Over::Foreign),
        }
    }

    fn over_file(
        &self,
        disk: &dyn Disk,
        path: &Path,
        name: &str,
        bytes: &[u8],
    ) -> Result<Over, PublishError> {
        let found = disk.found(path).map_err(|error| PublishError::io(path, error))?;
        let is_readable = found.is_some_and(|found| found.is_public);
        let had = read(disk, path)?;
        let is_ours =
            |had: &Vec<u8>| !self.published.is_readable || self.published.lists(name, had);
        Ok(if had.as_deref() == Some(bytes) {
            if is_readable { Over::Same } else { Over::Own }
        } else if had.as_ref().is_some_and(is_ours) {
            Over::Own
        } else if self.published.owns(name) {
            Over::Changed
        } else {
            Over::Foreign
        })
    }
}

/// The plan for one folder.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Whether the folder says that it is ours.
    pub(super) had_marker: bool,
    /// What was published, as far as the folder knows.
    pub(super) published: Manifest,
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
    /// It is ours, and is written anew or is the same.
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
    /// Plans for a tree that belongs at `target`, where everything was as it is in `before`. In a
    /// folder that is not `shared`, nothing is anybody else's.
    ///
    /// # Errors
    /// When the folder cannot be read, or somebody else's things stand in the way.
    pub(super) fn new(
        (disk, target): (&dyn Disk, &Path),
        before: &Before,
        files: &NewFiles,
        shared: bool,
    ) -> Result<Self, PublishError> {
        let judge = Judge { disk, files, target, published: &before.published };
        let fates = before.listed.par_iter().map(|listed| judge.fate(listed));
        let fates: Vec<Fate> = fates.collect::<Result<_, _>>()?;
        let mut plan = Self {
            had_marker: before.had_marker,
            published: before.published.clone(),
            ..Self::default()
        };
        let mut in_the_way = Vec::new();
        for (fate, listed) in fates.into_iter().zip(&before.listed) {
            match fate {
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
            return Ok(Self { foreign: Vec::new(), changed: Vec::new(), ..plan });
        }
        in_the_way.extend(blocking(&plan.foreign, files));
        if !in_the_way.is_empty() {
            return Err(PublishError::InTheWay { path: target.to_owned(), names: in_the_way });
        }
        Ok(plan)
    }
}

struct Judge<'j> {
    disk: &'j dyn Disk,
    files: &'j NewFiles,
    target: &'j Path,
    published: &'j Manifest,
}

impl Judge<'_> {
    fn fate(&self, (path, kind): &Listed) -> Result<Fate, PublishError> {
        let Some(name) = path.to_str().map(slashed) else { return Ok(Fate::Foreign) };
        if name == MARKER {
            return Ok(Fate::Replaced);
        }
        match (kind, self.files.get(&name).map(|file| file.over)) {
            (_, Some(Over::Nothing | Over::Same | Over::Own)) => Ok(Fate::Replaced),
            (_, Some(Over::Changed)) => Ok(Fate::ChangedAndReplaced(name)),
            (_, Some(Over::Foreign)) => Ok(Fate::InTheWay),
            (EntryKind::File, None) if self.published.owns(&name) => {
                Ok(match read(self.disk, &self.target.join(&name))? {
                    None => Fate::Closed,
                    Some(had) if self.published.lists(&name, &had) => Fate::Gone(name),
                    Some(_) => Fate::ChangedAndKept(name),
                })
            }
            (EntryKind::Special, None) if self.published.owns_below(&name) => Ok(Fate::Closed),
            (_, None) => Ok(Fate::Foreign),
        }
    }
}

/// What a file holds; nothing if its owner does not let us look.
fn read(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, PublishError> {
    match disk.read(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(None),
        had => had.map(Some).map_err(|error| PublishError::io(path, error)),
    }
}

/// The path as trees have it.
pub(super) fn slashed(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// What of the foreign things stands where the tree needs a folder, or in what the tree needs as a
/// file.
fn blocking<'f>(foreign: &'f [Listed], files: &'f NewFiles) -> impl Iterator<Item = PathBuf> + 'f {
    let folders: BTreeSet<&str> = files.keys().flat_map(|path| folders_of(path)).collect();
    foreign.iter().filter_map(move |(path, kind)| {
        let name = slashed(path.to_str()?);
        let is_folder = folders.contains(name.as_str()) && *kind != EntryKind::Folder;
        let is_in_file = folders_of(&name).any(|folder| files.contains_key(folder));
        (is_folder || is_in_file).then(|| path.clone())
    })
}

/// The folders that a file lies in, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
