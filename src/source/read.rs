//! From the disk into memory. Reads every file of `content/`, the chosen theme and `site.toml`;
//! follows no links.

#![expect(clippy::disallowed_methods, reason = "this is the one door that reads")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::Sources;
use super::asset::{self, Refused};
use super::encoding;
use super::role;
use super::theme;
use super::{as_id, codes};
use crate::diagnostics::Findings;
use crate::span::{FileId, Place, Span};

/// Something could not be read from the disk.
#[derive(Debug)]
pub enum ReadError {
    /// There is no `site.toml` here or in any folder above.
    NoSite {
        /// Where the search began.
        from: PathBuf,
    },
    /// The file system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite { from } => {
                write!(formatter, "no site.toml in {} or above", from.display())
            }
            Self::Io { path, source } => {
                write!(formatter, "cannot read {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for ReadError {}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> ReadError + '_ {
    move |source| ReadError::Io { path: path.to_owned(), source }
}

/// The nearest folder from `start` upwards that holds `site.toml`.
///
/// # Errors
/// [`ReadError::NoSite`] when there is none.
pub fn find_root(start: &Path) -> Result<PathBuf, ReadError> {
    let nowhere = || ReadError::NoSite { from: start.to_owned() };
    let start = fs::canonicalize(start).map_err(|_| nowhere())?;
    let root = start.ancestors().find(|folder| folder.join("site.toml").is_file());
    root.map(Path::to_owned).ok_or_else(nowhere)
}

/// Reads the portal in `root`.
///
/// # Errors
/// When the file system refuses a file or folder. What is wrong *in* the files is among the
/// findings.
pub fn read(root: &Path) -> Result<(Sources, Findings), ReadError> {
    read_with(root, &BTreeMap::new())
}

/// Reads the portal in `root`, with the texts of `open` (by path) in the place of what lies on the
/// disk: as they stand in an editor, saved or not.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn read_with(
    root: &Path,
    open: &BTreeMap<String, String>,
) -> Result<(Sources, Findings), ReadError> {
    let Walked { paths, links, misnamed, oversize, others } = walk(root)?;
    let files = paths.into_par_iter().filter(|path| !open.contains_key(path)).map(|path| {
        let full = root.join(&path);
        fs::read(&full).map(|bytes| (path, bytes)).map_err(io_error(&full))
    });
    let files: Vec<_> = files.collect::<Result<_, _>>()?;
    let open = open.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let (mut sources, mut findings) = Sources::from_files(files.into_iter().chain(open));
    for (path, refused) in oversize {
        sources.take_refused(path, &refused, &mut findings);
    }
    for (path, target) in links {
        sources.take_symlink(path, &target, &mut findings);
    }
    for path in others {
        sources.take_other(&path, &mut findings);
    }
    for (path, suggestion) in misnamed {
        sources.take_misnamed(path, &suggestion, &mut findings);
    }
    Ok((sources, findings))
}

/// A new text for a file that is there, with the ends of lines and the byte order mark that it has.
///
/// # Errors
/// When the file system refuses it.
pub(crate) fn as_on_disk(root: &Path, path: &str, text: String) -> Result<String, ReadError> {
    let full = root.join(path);
    let before = match fs::read(&full) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(text),
        Err(error) => return Err(io_error(&full)(error)),
    };
    let text =
        if before.windows(2).any(|two| two == b"\r\n") { text.replace('\n', "\r\n") } else { text };
    Ok(if before.starts_with(b"\xEF\xBB\xBF") { format!("\u{FEFF}{text}") } else { text })
}

/// What a portal is made from; paths from the root with `/`.
#[derive(Default)]
struct Walked {
    /// The files.
    paths: Vec<String>,
    /// The symbolic links, with their targets.
    links: BTreeMap<String, String>,
    /// Files and folders whose names are not UTF-8, with the name that each should have.
    misnamed: BTreeMap<String, String>,
    /// Files that are too large to be read at all.
    oversize: BTreeMap<String, Refused>,
    /// What is no file: a pipe, a device, a socket. Who reads one may wait for ever.
    others: Vec<String>,
}

impl Walked {
    /// A file in the portal's own folder, which no walk comes by; what it is read as, if it is.
    fn take_file(&mut self, root: &Path, name: &str) -> Result<(), ReadError> {
        let path = root.join(name);
        if path.is_symlink() {
            let target = fs::read_link(&path).map_err(io_error(&path))?;
            self.links.insert(name.to_owned(), target.display().to_string());
            return Ok(());
        }
        let size = fs::metadata(&path).map_err(io_error(&path))?.len();
        match asset::too_large(name, size) {
            Some(refused) => drop(self.oversize.insert(name.to_owned(), refused)),
            None => self.paths.push(name.to_owned()),
        }
        Ok(())
    }
}

fn walk(root: &Path) -> Result<Walked, ReadError> {
    let mut walked = Walked::default();
    walked.take_file(root, "site.toml")?;
    let has_settings = !walked.paths.is_empty();
    if let Some(lexicon) = has_settings.then(|| lexicon(root)).flatten() {
        walked.take_file(root, &lexicon)?;
    }
    for folder in ["content", "themes"].map(|folder| root.join(folder)) {
        if !folder.exists() {
            continue;
        }
        // The walk itself would follow it.
        if folder.is_symlink() {
            let target = fs::read_link(&folder).map_err(io_error(&folder))?;
            walked.links.insert(relative(&folder, root), target.display().to_string());
            continue;
        }
        let mut entries =
            WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(is_visible);
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&folder).to_owned();
                ReadError::Io { path, source: error.into() }
            })?;
            let path = relative(entry.path(), root);
            if entry.file_name().to_str().is_none() {
                let named = suggested(entry.file_name());
                walked.misnamed.insert(path, named);
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if entry.path_is_symlink() {
                let target = fs::read_link(entry.path()).map_err(io_error(entry.path()))?;
                walked.links.insert(path, target.display().to_string());
            } else if entry.file_type().is_file() {
                match oversize(&entry, &path) {
                    Some(refused) => drop(walked.oversize.insert(path, refused)),
                    None => walked.paths.push(path),
                }
            } else if !entry.file_type().is_dir() {
                walked.others.push(path);
            }
        }
    }
    Ok(walked)
}

/// The register of words that the settings name, if it lies beside them.
fn lexicon(root: &Path) -> Option<String> {
    let site = fs::read_to_string(root.join("site.toml")).ok()?;
    let name = theme::setting(&site, "lexicon")?.trim().to_owned();
    (role::is_lexicon(&name) && root.join(&name).is_file()).then_some(name)
}

/// Why a file is not even read; one that cannot be asked is read, and told then.
fn oversize(entry: &walkdir::DirEntry, path: &str) -> Option<Refused> {
    let size = entry.metadata().ok()?.len();
    if asset::is_junk(path) { None } else { asset::too_large(path, size) }
}

/// The name in plain letters: each byte read as Windows-1252 has it, as old drives and archives do.
fn suggested(name: &std::ffi::OsStr) -> String {
    let latin: String = name.as_encoded_bytes().iter().map(|byte| char::from(*byte)).collect();
    let (stem, ending) = latin.rsplit_once('.').unwrap_or((&latin, ""));
    let stem = as_id(stem);
    if ending.is_empty() { stem } else { format!("{stem}.{}", ending.to_lowercase()) }
}

/// Names that begin with a dot belong to editors and version control, but for those that servers
/// and other programs look for in a site: `.well-known` (RFC 8615), Apache's settings, and the mark
/// that tells GitHub Pages to leave files alone.
const PUBLISHED_ALL_THE_SAME: [&str; 3] = [".well-known", ".htaccess", ".nojekyll"];

fn is_visible(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    // `themes`, the theme, `static`, and what lies in it.
    let in_static = || {
        entry.path().ancestors().nth(entry.depth() - 2).is_some_and(|part| part.ends_with("static"))
    };
    let published =
        || entry.depth() >= 3 && PUBLISHED_ALL_THE_SAME.contains(&&*name) && in_static();
    !name.starts_with('.') || published()
}

fn relative(path: &Path, root: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Bytes as text: no byte order mark, lines ended by LF. What is not UTF-8 is reported and shown
/// with U+FFFD.
pub(super) fn as_text(mut bytes: Vec<u8>, file: FileId, findings: &mut Findings) -> String {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.contains(&b'\r') {
        bytes = with_line_feeds(&bytes);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let binary = encoding::binary(&bytes);
        let before = String::from_utf8_lossy(&bytes[..at]).len();
        findings.push(codes::nul_byte(Place { file, span: Span::new(before, before + 1) }, binary));
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let at = error.utf8_error().valid_up_to();
        let place = Place { file, span: Span::new(at, at + '\u{FFFD}'.len_utf8()) };
        findings.push(codes::not_utf8(place, at, error.as_bytes()));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

/// The text of a file that is published byte by byte; what cannot be read of it is U+FFFD.
pub(super) fn as_shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&with_line_feeds(bytes)).into_owned()
}

fn with_line_feeds(bytes: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => {}
            (b'\r', _) => clean.push(b'\n'),
            (byte, _) => clean.push(*byte),
        }
    }
    clean
}

/// Reads the prebuilt index in `folder`: file name to bytes. What its manifest does not list is not
/// the index's: other programs leave their locks there, and systems what they remember of a folder.
///
/// # Errors
/// When there is no index or it cannot be read.
pub fn read_index(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, ReadError> {
    let read = |name: String| {
        let path = folder.join(&name);
        read_file(&path).map(|bytes| (name, bytes)).map_err(io_error(&path))
    };
    let (name, manifest) = read(portal_search::MANIFEST_FILE.to_owned())?;
    let listed = portal_search::listed_files(&manifest)
        .into_iter()
        .filter(|name| !name.contains(['/', '\\']));
    let mut files = listed.map(read).collect::<Result<BTreeMap<_, _>, _>>()?;
    files.insert(name, manifest);
    Ok(files)
}

/// The bytes of a file; of a pipe, who reads it waits for ever.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() {
        return fs::read(path);
    }
    Err(io::ErrorKind::InvalidInput.into())
}

/// A text that somebody got by mail and saved; what is no UTF-8 in it is U+FFFD.
///
/// # Errors
/// When it cannot be read.
pub fn read_letter(path: &Path) -> Result<String, ReadError> {
    fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(io_error(path))
}

/// What the sources looked like at a moment: equal stamps, equal sources, as far as the file system
/// tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(Vec<(String, u64, Option<std::time::SystemTime>)>);

/// The stamp of the portal in `root`: path, size and time of change of every file.
///
/// # Errors
/// When the file system refuses a file or folder.
pub fn stamp(root: &Path) -> Result<Stamp, ReadError> {
    let Walked { paths, .. } = walk(root)?;
    let stamped = paths.into_iter().map(|path| {
        let full = root.join(&path);
        let metadata = fs::metadata(&full).map_err(io_error(&full))?;
        Ok((path, metadata.len(), metadata.modified().ok()))
    });
    stamped.collect::<Result<_, _>>().map(Stamp)
}
