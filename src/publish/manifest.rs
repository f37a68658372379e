//! What we published: every path with its hash, and the generation that site and index share. It is
//! the marker file of a folder, and tells what in it is ours to replace and to delete.
//!
//! The format is that of `sha256sum` (GNU coreutils), so `sha256sum --check .portal-site` checks a
//! folder; lines that begin with `#` are remarks to it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::disk::{Disk, is_absent};
use super::{Digest, MARKER};

const TITLE: &str = "# portal 1";
const GENERATION: &str = "# generation ";
const FILES: &str = "# files ";

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The name of exactly this site with exactly this index.
    pub(super) generation: String,
    /// Paths with hashes; more than one to a path while a publication is under way.
    files: BTreeSet<(String, String)>,
    /// Whether the marker could be read; an older one says nothing but that the folder is ours.
    pub(super) is_readable: bool,
}

/// Digest by path.
pub(super) type Digests = BTreeMap<String, Digest>;

impl Manifest {
    /// The manifest of files.
    pub(super) fn new(generation: &str, digests: Digests) -> Self {
        let files = digests.into_iter().map(|(path, digest)| (path, digest.to_string()));
        Self { generation: generation.to_owned(), files: files.collect(), is_readable: true }
    }

    /// That of a folder; nothing if it has none.
    pub(super) fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Option<Self>> {
        Self::read_file(disk, &folder.join(MARKER))
    }

    /// The one that stands in a file; nothing if there is no such file.
    pub(super) fn read_file(disk: &dyn Disk, path: &Path) -> io::Result<Option<Self>> {
        match disk.read(path) {
            Ok(bytes) => Ok(Some(Self::parse(&bytes).unwrap_or_default())),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Nothing if a byte of it is missing: what it does not list would be taken for somebody
    /// else's.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.lines();
        lines.next().filter(|line| *line == TITLE)?;
        let generation = lines.next()?.strip_prefix(GENERATION)?.to_owned();
        let count: usize = lines.next()?.strip_prefix(FILES)?.parse().ok()?;
        let file = |line: &str| {
            line.split_once("  ").map(|(hash, path)| (path.to_owned(), hash.to_owned()))
        };
        let files: BTreeSet<_> = lines.map(file).collect::<Option<_>>()?;
        (files.len() == count).then_some(Self { generation, files, is_readable: true })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text =
            format!("{TITLE}\n{GENERATION}{}\n{FILES}{}\n", self.generation, self.files.len());
        for (path, hash) in &self.files {
            text.extend([hash, "  ", path, "\n"]);
        }
        text.into_bytes()
    }

    /// Whether a file at this path is one that we published, whatever it holds now.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.hashes(path).next().is_some()
    }

    /// Every path.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> + Send {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// Whether there is a file of ours in a folder.
    pub(super) fn owns_below(&self, folder: &str) -> bool {
        let from = (format!("{folder}/"), String::new());
        self.files.range(&from..).next().is_some_and(|(path, _)| path.starts_with(&from.0))
    }

    /// Whether a file at this path with these bytes is one that we published.
    pub(super) fn lists(&self, path: &str, bytes: &[u8]) -> bool {
        let hash = Digest::of(bytes).to_string();
        self.hashes(path).any(|listed| listed == hash)
    }

    fn hashes(&self, path: &str) -> impl Iterator<Item = &str> {
        let from = (path.to_owned(), String::new());
        self.files
            .range(from..)
            .take_while(move |(listed, _)| listed == path)
            .map(|(_, hash)| hash.as_str())
    }

    /// With those of another's files that `keep` wants: what is on its way in or out is ours as
    /// well.
    pub(super) fn with(mut self, other: &Self, keep: impl Fn(&str) -> bool) -> Self {
        self.files.extend(other.files.iter().filter(|(path, _)| keep(path)).cloned());
        self
    }
}

/// The name of these files together.
pub(super) fn generation(digests: [&Digests; 2]) -> String {
    let files = digests.into_iter().flatten().map(|(path, digest)| (path.as_str(), *digest));
    Digest::of_all(files).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written_and_anything_else_owns_nothing() {
        let manifest = Manifest::new("g", [("a b/æ.html".to_owned(), Digest::of(b"x"))].into());
        let bytes = manifest.to_bytes();
        assert_eq!(Manifest::parse(&bytes).as_ref(), Some(&manifest));
        assert!(manifest.owns("a b/æ.html") && manifest.lists("a b/æ.html", b"x"));
        assert!(!manifest.owns("a b/æ.htm") && !manifest.lists("a b/æ.html", b"y"));
        for other in [b"portal\n".as_slice(), &bytes[..bytes.len() - 12], b"", b"\xff"] {
            assert_eq!(Manifest::parse(other), None, "{other:?}");
        }
    }
}
