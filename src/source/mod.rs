//! The only way in. Takes a folder (or files in memory); gives every file as text with its place in
//! the scheme of things, and the trees that YAML and TOML are read into. Nothing else touches the
//! file system to read.

mod asset;
mod characters;
mod codes;
mod conflict;
mod decode;
#[cfg(test)]
pub(crate) use field_names::FIELDS;
mod encoding;
mod field_names;
mod front_matter;
mod garbled;
mod line;
mod misplaced;
mod node;
mod number;
mod read;
mod revision;
mod role;
mod shape;
mod slip;
mod spanned;
mod staged;
mod svg;
mod texts;
mod theme;
mod titles;
mod toml;
mod yaml;

pub(crate) use crate::ids::{self, as_id, is_id};
pub(crate) use characters::{hides_something, normalised, seen};
pub(crate) use codes::{CODES, UNSEEN_CHARACTER, active, body_too_large, number_twice, said_twice};
pub(crate) use decode::Decoder;
pub(crate) use front_matter::split;
pub(crate) use line::quoted;
pub(crate) use misplaced::{copied_from, right_path};
pub(crate) use node::{Key, Node, Value};
pub(crate) use number::meant as meant_number;
pub(crate) use shape::{ListOf, ids_in, period as danish_period};
pub(crate) use toml::parse as parse_toml;
pub(crate) use yaml::{Limits, parse as parse_yaml};

pub(crate) use read::as_on_disk;
pub(crate) use read::read_with;
pub use read::{ReadError, Stamp, find_root, read, read_index, read_letter, stamp};
pub use revision::revision;
pub use role::Role;
pub use spanned::{Spanned, Text};
pub(crate) use staged::is_committed;
pub use staged::{StagedError, staged};
pub(crate) use texts::CODES as TEXT_CODES;
pub(crate) use theme::built_in;
pub use theme::{DEFAULT_THEME, default_theme};
pub(crate) use titles::Titles;

pub use crate::span::{FileId, LineColumn, Place, Span, line_column};

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use self::conflict::Syntax;
use crate::diagnostics::Findings;
use crate::span::Files;

/// One file of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: String,
    text: String,
    role: Role,
    readable: bool,
    /// Whether it is a part of this program, and not of the portal.
    built_in: bool,
}

impl SourceFile {
    /// The path from the portal's root, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands in it: UTF-8 without a byte order mark, lines ended by LF.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is any use in reading it: a file with NUL bytes, or in the middle of a merge,
    /// is told as that, and as nothing else.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.readable
    }

    /// Whether it is a part of this program: the built-in theme is the same for every portal.
    pub(crate) fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// What the file is for.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The file's name without folders and ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }
}

/// The name at the end of a path, without its ending.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the site, without a slash in front.
    pub path: String,
    /// The file itself.
    pub file: FileId,
    /// Whether it is the content's; the theme's otherwise.
    pub of_content: bool,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Every file that a portal is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// Files that are published as they are: those of the content, then those of the theme.
    assets: Vec<Asset>,
    /// The portal's own themes, also those that it does not use.
    themes: BTreeSet<String>,
}

/// Files by their paths.
type ByPath = BTreeMap<String, Vec<u8>>;

/// Files by their paths, of which every letter is written in one way, and those that would then
/// have the name of another, with that name.
fn named(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> (ByPath, Vec<(String, String)>) {
    let (mut named, mut twins) = (ByPath::new(), Vec::new());
    for (path, bytes) in files {
        let name = normalised(path.clone());
        // Files that are published as they are have a rule of their own for twins.
        let is_asset_s_twin = Role::of(&path) == Some(Role::Asset) && named.contains_key(&name);
        let name = if is_asset_s_twin { path.clone() } else { name };
        match named.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(bytes);
            }
            Entry::Occupied(entry) => twins.push((path, entry.key().clone())),
        }
    }
    (named, twins)
}

impl Files for Sources {
    fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }
}

impl Sources {
    /// Takes files in memory: path from the root with `/`, and bytes. Those of the built-in theme
    /// are added where the portal's own theme does not have them.
    #[must_use]
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> (Self, Findings) {
        let mut sources = Self::default();
        let mut findings = Findings::default();
        let (mut files, twins) = named(files);
        sources.themes = theme::own(files.keys());
        let theme = theme::chosen(&files);
        let mut built_in = BTreeSet::new();
        for (path, bytes) in theme::default_files() {
            files.entry(format!("themes/{theme}/{path}")).or_insert_with_key(|path| {
                built_in.insert(path.clone());
                bytes.to_vec()
            });
        }
        files.retain(|path, _| {
            !path.starts_with("themes/") || path.starts_with(&format!("themes/{theme}/"))
        });
        for (path, bytes) in files {
            let built_in = built_in.contains(&path);
            sources.take(path, bytes, &mut findings);
            if let Some(file) = sources.files.last_mut() {
                file.built_in = built_in;
            }
        }
        for (path, name) in twins {
            sources.take_twin(path, &name, &mut findings);
        }
        (sources, findings)
    }

    /// Files of any kind, as text where they are text, to be scanned and pointed at and nothing
    /// else.
    pub(crate) fn as_they_are(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut sources = Self::default();
        for (path, bytes) in files {
            let is_text = std::str::from_utf8(&bytes).is_ok()
                && !bytes.contains(&0)
                && !bytes.starts_with(b"%PDF-");
            let text = if is_text { read::as_shown(&bytes) } else { String::new() };
            let role = Role::of(&path).filter(|_| is_text).unwrap_or(Role::Unknown);
            let file = sources.next();
            sources.files.push(SourceFile {
                path: path.clone(),
                text,
                role,
                readable: is_text,
                built_in: false,
            });
            sources.assets.push(Asset { path, file, of_content: false, bytes });
        }
        sources
    }

    /// Takes the next file in byte order of the paths.
    fn take(&mut self, path: String, bytes: Vec<u8>, findings: &mut Findings) {
        let Some(role) = Role::of(&path) else { return self.take_unknown(path, findings) };
        if let Role::Asset = role {
            return self.take_asset(path, bytes, findings);
        }
        let file = self.next();
        let before = findings.len();
        let text = read::as_text(bytes, file, findings);
        let is_utf8 = findings.len() == before;
        // What a theme's author writes into code is its author's affair.
        let is_content = !matches!(role, Role::Template | Role::Style) && !text.contains('\0');
        let text = if is_content { characters::cleaned(text, file, findings) } else { text };
        if is_content {
            let garbled = garbled::garbled(&text, is_utf8);
            let told = garbled.iter().map(|garbled| codes::garbled(file, &text, garbled));
            findings.extend(told.collect::<Vec<_>>());
        }
        let syntax = match role {
            Role::Entry(_) if !path.to_ascii_lowercase().ends_with(".yaml") => Syntax::Markdown,
            Role::Template | Role::Style => Syntax::Foreign,
            _ => Syntax::Fields,
        };
        let conflict = conflict::conflict(&text, syntax);
        findings.extend(
            conflict
                .map(|found| codes::conflict_marker(Place { file, span: found.at }, found.count)),
        );
        let readable = conflict.is_none() && !text.contains('\0');
        self.files.push(SourceFile { path, text, role, readable, built_in: false });
    }

    /// Takes what is published as it is. Of the content, only what is on the list; a theme is its
    /// author's own.
    fn take_asset(&mut self, path: String, bytes: Vec<u8>, findings: &mut Findings) {
        if asset::is_asset(&path) {
            if asset::is_junk(&path) {
                return self.take_junk(path, findings);
            }
            if let Some(refused) = asset::judge(&path, &bytes) {
                return self.take_refused(path, &refused, findings);
            }
        }
        let (published, of_content) = (role::published_path(&path), path.starts_with("content/"));
        // It has a place too, and a text where it is made of text, so that findings can point at
        // it.
        let text = if role::is_text(&path) { read::as_shown(&bytes) } else { String::new() };
        let file = self.next();
        let conflict = conflict::conflict(&text, Syntax::Foreign).filter(|_| of_content);
        findings.extend(
            conflict
                .map(|found| codes::conflict_marker(Place { file, span: found.at }, found.count)),
        );
        self.assets.push(Asset { path: published, file, of_content, bytes });
        self.files.push(SourceFile {
            path,
            text,
            role: Role::Asset,
            readable: true,
            built_in: false,
        });
    }

    /// The number of the file that is taken next.
    fn next(&self) -> FileId {
        FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX))
    }

    fn take_refused(&mut self, path: String, refused: &asset::Refused, findings: &mut Findings) {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let place = self.unread(path);
        findings.push(codes::refused(place, &name, refused));
    }

    fn take_junk(&mut self, path: String, findings: &mut Findings) {
        let place = self.unread(path);
        findings.push(codes::ignored(place));
    }

    /// Keeps the name of a file that is not read, so that it can be pointed at.
    fn unread(&mut self, path: String) -> Place {
        let file = self.next();
        self.files.push(SourceFile {
            path,
            text: String::new(),
            role: Role::Unknown,
            readable: false,
            built_in: false,
        });
        Place { file, span: Span::default() }
    }

    fn take_unknown(&mut self, path: String, findings: &mut Findings) {
        if asset::is_junk(&path) {
            return self.take_junk(path, findings);
        }
        let belongs = misplaced::belongs(&path);
        let place = self.unread(path.clone());
        findings.push(codes::unknown_file(place, &path, belongs.as_ref()));
    }

    /// Takes a file whose name is another's with its letters spelled otherwise; nothing of it is
    /// read.
    fn take_twin(&mut self, path: String, other: &str, findings: &mut Findings) {
        let place = Place {
            file: FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX)),
            span: Span::default(),
        };
        findings.push(codes::twin_name(place, other));
        self.files.push(SourceFile {
            path,
            text: String::new(),
            role: Role::Unknown,
            readable: false,
            built_in: false,
        });
    }

    /// Takes a file or folder whose name is not UTF-8; nothing of it is read.
    fn take_misnamed(&mut self, path: String, suggestion: &str, findings: &mut Findings) {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let place = self.unread(path);
        findings.push(codes::bad_file_name(place, &name, suggestion));
    }

    fn take_symlink(&mut self, path: String, target: &str, findings: &mut Findings) {
        let place = self.unread(path);
        findings.push(codes::symlink(place, target));
    }

    /// Takes what is no file at all.
    fn take_other(&mut self, path: &str, findings: &mut Findings) {
        let place = self.unread(path.to_owned());
        findings.push(codes::no_file(place, path));
    }

    /// The file of a number that these sources gave.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their numbers, in byte order of the paths.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().zip(0..).map(|(file, at)| (FileId(at), file))
    }

    /// The files of a role.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files().filter(move |(_, file)| file.role == role)
    }

    /// The names of the portal's own themes, in order.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(String::as_str)
    }

    /// The bytes of a file that is published as it is; those files stand in the order of their
    /// numbers.
    pub(crate) fn bytes(&self, file: FileId) -> Option<&[u8]> {
        let at = self.assets.binary_search_by_key(&file, |asset| asset.file).ok()?;
        Some(&self.assets[at].bytes)
    }

    /// Files that are published as they are: those of the content, then those of the theme.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }
}
