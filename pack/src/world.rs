//! What Typst may see: one template, the data, the pictures and the fonts that are built in. There
//! is no file system, no network, no clock, and no package.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use portal::Paper;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

const TEMPLATE: &str = include_str!("paper.typ");
const MAIN: &str = "/paper.typ";
const DATA: &str = "/paper.json";
/// Where the template looks for pictures.
const PICTURES: &str = "/pictures/";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
/// The fonts that come with Typst: the same on every machine.
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(&*FONTS)));

/// A document and all that belongs to it.
pub(crate) struct Document {
    main: Source,
    /// By their paths.
    files: BTreeMap<String, Bytes>,
}

impl Document {
    /// # Errors
    /// When the template's own path is none, which it never is.
    pub(crate) fn new(paper: &Paper) -> Result<Self, String> {
        let path = VirtualPath::new(MAIN).map_err(|error| error.to_string())?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        let data = (DATA.to_owned(), Bytes::from_string(paper.data.clone()));
        let pictures = paper
            .pictures
            .iter()
            .map(|(name, bytes)| (format!("{PICTURES}{name}"), Bytes::new(bytes.clone())));
        let files = pictures.chain([data]).collect();
        Ok(Self { main: Source::new(main, TEMPLATE.to_owned()), files })
    }
}

impl World for Document {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let is_own = *id.get().root() == VirtualRoot::Project;
        let found = self.files.get(id.vpath().get_with_slash()).filter(|_| is_own);
        found.cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
