//! The portal as the client has it: the files on the disk, with those that are open as they are
//! typed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostics::{Findings, Texts};
use crate::model::Catalogue;
use crate::source::{self, FileId, ReadError, SourceFile, Sources};
use crate::{Memo, Options, Unobserved};

/// What is open and what was found of it.
pub(super) struct Workspace {
    pub(super) root: PathBuf,
    /// The texts of open files, by path.
    pub(super) open: BTreeMap<String, String>,
    /// The newest build.
    pub(super) found: Found,
    options: Options,
    /// The newest build that has a catalogue, with the files that its places are in.
    pub(super) known: Option<Known>,
}

/// What a build found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) sources: Sources,
    pub(super) findings: Findings,
    pub(super) texts: Texts,
}

/// What is known of the portal.
pub(super) struct Known {
    pub(super) catalogue: Catalogue,
    pub(super) sources: Sources,
}

impl Workspace {
    pub(super) fn new(root: PathBuf) -> Self {
        let options = Options { memo: Arc::new(Memo::new()), ..Options::default() };
        Self { root, options, open: BTreeMap::new(), found: Found::default(), known: None }
    }

    /// Builds the portal as it is typed.
    ///
    /// # Errors
    /// When the file system refuses to read the rest of it.
    pub(super) fn look(&mut self) -> Result<(), ReadError> {
        let (sources, findings) = source::read_with(&self.root, &self.open)?;
        self.take(sources, findings);
        Ok(())
    }

    /// Builds these sources; `findings` are those of their reading.
    pub(super) fn take(&mut self, sources: Sources, findings: Findings) {
        let built = crate::build(&sources, findings, &self.options, &Unobserved);
        let language = built.catalogue.as_ref().map(|catalogue| catalogue.site.language);
        let (texts, _) = Texts::read(&sources, language.unwrap_or_default());
        if let Some(catalogue) = built.catalogue {
            self.known = Some(Known { catalogue, sources: sources.clone() });
        }
        self.found = Found { sources, findings: built.findings, texts };
    }

    /// A file's text as the client has it.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        let open = self.open.get(path).map(String::as_str);
        open.or_else(|| file(&self.found.sources, path).map(|(_, file)| file.text()))
    }
}

/// The file of a path.
pub(super) fn file<'s>(sources: &'s Sources, path: &str) -> Option<(FileId, &'s SourceFile)> {
    sources.files().find(|(_, file)| file.path() == path)
}
