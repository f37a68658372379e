//! Changes to the content as a whole: an entry gets another name, or is retired. Takes the portal
//! as it is built; gives the files as they should be. Everything that names the entry follows, by
//! the bytes that name it: comments and order stay. What comes out is built before it is given: if
//! that has errors, nothing is to be written.

mod anchor;
mod front_matter;
mod references;
mod rename;
mod retire;
#[cfg(test)]
mod simulation;

pub use anchor::AnchorRename;
pub use rename::Rename;
pub use retire::Retirement;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::{Findings, Texts};
use crate::model::{self, Catalogue, EntryRef};
use crate::prose::{self, ProseTable};
use crate::source::{FileId, Sources};
use crate::{Built, Memo, Options, Unobserved};

/// Why a change cannot be made.
#[derive(Debug)]
pub enum Refused {
    /// There is no such entry; the id that is nearest.
    Unknown {
        /// What was asked for.
        name: String,
        /// What may be meant.
        near: Option<String>,
    },
    /// The name is none that an entry may have.
    BadName(String),
    /// The new name is the old one.
    SameName(String),
    /// Nothing comes instead of itself.
    OwnSuccessor(String),
    /// A term of the glossary has no file of its own.
    Term(String),
    /// The content has errors already, or would have them.
    Content(Box<(Findings, Sources)>),
}

/// The files that differ: path and new text, none where the file is deleted.
#[derive(Debug)]
pub struct Changed {
    /// In byte order of the paths.
    pub files: Vec<(String, Option<String>)>,
    /// The paths that files had before, by those that they get.
    pub moved: BTreeMap<String, String>,
    /// What is written instead of what, by the paths that files had; in order, none within another.
    /// New files and those that are deleted are not among them.
    pub edits: BTreeMap<String, Vec<(Range<usize>, String)>>,
    /// The portal as it is then.
    pub built: Built,
}

/// A portal that can be changed.
pub(crate) struct Portal<'s> {
    sources: &'s Sources,
    options: &'s Options,
    catalogue: Catalogue,
    prose: ProseTable,
    built: Built,
}

impl<'s> Portal<'s> {
    /// Builds the portal as it is.
    ///
    /// # Errors
    /// [`Refused::Content`] if it has errors: nobody could tell which of them a change brought
    /// about.
    pub(crate) fn of(sources: &'s Sources, options: &'s Options) -> Result<Self, Refused> {
        let built = crate::build(sources, Findings::default(), options, &Unobserved);
        if built.findings.has_errors() {
            return Err(Refused::Content(Box::new((built.findings, sources.clone()))));
        }
        let (catalogue, _) = model::model(sources, options.today, true);
        let Some(mut catalogue) = catalogue else {
            return Err(Refused::Content(Box::new((built.findings, sources.clone()))));
        };
        let (texts, _) = Texts::read(sources, catalogue.site.language);
        let prose = prose::prose(&mut catalogue, sources, (&texts, &Memo::default()));
        Ok(Self { sources, options, catalogue, prose, built })
    }

    /// The entry that is meant by an id, a file, an address or a slug.
    fn entry(&self, name: &str) -> Result<EntryRef, Refused> {
        let catalogue = &self.catalogue;
        let is_meant = |at: &EntryRef| {
            let entry = catalogue.entry(*at);
            let file = self.sources.file(entry.file);
            let is_own_file =
                file.path() == name.trim_start_matches("./") && at.kind != model::Kind::Term;
            is_own_file || entry.url() == name || entry.short_url() == name || entry.slug == name
        };
        let found = catalogue.by_id(name).or_else(|| catalogue.entries().find(is_meant));
        match found {
            Some(at) if at.kind == model::Kind::Term => Err(Refused::Term(name.to_owned())),
            Some(at) => Ok(at),
            None => {
                let near = crate::diagnostics::nearest(name, catalogue.ids()).map(str::to_owned);
                Err(Refused::Unknown { name: name.to_owned(), near })
            }
        }
    }

    /// The addresses of pages that belong to an entry, but for those that never change.
    fn addresses(&self, id: &str) -> Vec<String> {
        let Some(site) = &self.built.site else { return Vec::new() };
        let own = site
            .addresses
            .iter()
            .filter(|(address, owner)| *owner == Some(id) && address.ends_with('/'));
        own.map(|(address, _)| address.to_owned()).collect()
    }
}

/// Changes of texts, while they are gathered.
#[derive(Debug, Default)]
struct Draft {
    /// Ranges of files, and what stands there instead.
    edits: BTreeMap<FileId, Vec<(Range<usize>, String)>>,
    /// Files that get another path.
    moved: BTreeMap<FileId, String>,
    deleted: BTreeSet<FileId>,
    /// Files that are not there yet.
    new: BTreeMap<String, String>,
}

impl Draft {
    fn edit(&mut self, file: FileId, range: Range<usize>, text: impl Into<String>) {
        self.edits.entry(file).or_default().push((range, text.into()));
    }

    /// The portal with the changes, all files of its own; and those of them that differ.
    fn applied(&self, sources: &Sources) -> (Sources, Vec<(String, Option<String>)>) {
        let (mut files, mut changed) = (BTreeMap::new(), BTreeMap::new());
        for (id, file) in sources.files().filter(|(_, file)| !file.is_built_in()) {
            let path = self.moved.get(&id).map_or(file.path(), String::as_str);
            if path != file.path() || self.deleted.contains(&id) {
                changed.insert(file.path().to_owned(), None);
            }
            if self.deleted.contains(&id) {
                continue;
            }
            let bytes = match (self.edits.get(&id), sources.bytes(id)) {
                (None, Some(bytes)) => bytes.to_vec(),
                (edits, _) => {
                    let text = edited(file.text(), edits.map_or(&[], Vec::as_slice));
                    if edits.is_some() || path != file.path() {
                        changed.insert(path.to_owned(), Some(text.clone()));
                    }
                    text.into_bytes()
                }
            };
            files.insert(path.to_owned(), bytes);
        }
        for (path, text) in &self.new {
            changed.insert(path.clone(), Some(text.clone()));
            files.insert(path.clone(), text.clone().into_bytes());
        }
        (Sources::from_files(files).0, changed.into_iter().collect())
    }

    /// Builds the portal with the changes. References that only the build knows of, in registers
    /// and settings, are mended by what it says of them.
    fn built(
        mut self,
        portal: &Portal<'_>,
        renamed: Option<(&str, &str)>,
    ) -> Result<Changed, Refused> {
        loop {
            let (sources, files) = self.applied(portal.sources);
            let built = crate::build(&sources, Findings::default(), portal.options, &Unobserved);
            if !built.findings.has_errors() {
                let was = |file: &FileId| portal.sources.file(*file).path().to_owned();
                let moved =
                    self.moved.iter().map(|(file, path)| (path.clone(), was(file))).collect();
                let edits = self.edits.iter().map(|(file, edits)| (was(file), held(edits)));
                return Ok(Changed { files, moved, edits: edits.collect(), built });
            }
            let mended = renamed.is_some_and(|(old, new)| {
                let stale = references::stale(&built.findings, &sources, old);
                self.take(&stale, (old, new), portal.sources)
            });
            if !mended {
                return Err(Refused::Content(Box::new((built.findings, sources))));
            }
        }
    }

    /// Adds changes to files as they are before any; whether there was anything new among them.
    fn take(&mut self, stale: &[String], (old, new): (&str, &str), sources: &Sources) -> bool {
        let before = self.edits.values().map(Vec::len).sum::<usize>();
        for path in stale {
            let Some((file, text)) = sources.files().find(|(_, file)| file.path() == path) else {
                continue;
            };
            for range in references::scalars(text, file, old) {
                let known = self
                    .edits
                    .get(&file)
                    .is_some_and(|edits| edits.iter().any(|(other, _)| *other == range));
                if !known {
                    self.edit(file, range, new);
                }
            }
        }
        self.edits.values().map(Vec::len).sum::<usize>() > before
    }
}

/// A text with ranges of it replaced.
fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let (mut edited, mut at) = (String::with_capacity(text.len()), 0);
    for (range, instead) in held(edits) {
        edited.push_str(&text[at..range.start]);
        edited.push_str(&instead);
        at = range.end;
    }
    edited.push_str(&text[at..]);
    edited
}

/// Edits in order; of two that overlap, the first holds.
fn held(edits: &[(Range<usize>, String)]) -> Vec<(Range<usize>, String)> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    edits.retain(|(range, _)| {
        let holds = range.start >= end;
        end = if holds { range.end } else { end };
        holds
    });
    edits
}
