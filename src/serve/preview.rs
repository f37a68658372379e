//! A portal to look at: a finished tree, or the sources as they are now, made anew when they change.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tokio::sync::watch as channel;

use super::early::{Early, Waiting, is_content_alone};
use super::notice::{Editor, Notice, Teller};
use super::shown::{Reply, Shown};
use super::watch::Watch;
use crate::diagnostics::{Findings, Language, Texts};
use crate::publish::SiteTree;
use crate::source::{self, ReadError, Sources, Stamp};
use crate::{Built, Memo, Options};

/// A portal to look at.
#[derive(Debug)]
pub struct Preview {
    origin: Option<Origin>,
    shown: RwLock<Arc<Shown>>,
    /// The number of the state that is shown; whoever wants to know of the next one listens.
    number: channel::Sender<u64>,
    /// How often each file is open in a browser.
    open: Mutex<BTreeMap<String, usize>>,
    /// Held by whoever looks for changes and builds; what the sources looked like then.
    making: Mutex<Option<Stamp>>,
}

/// Where the sources are, and what is made of them.
#[derive(Debug)]
struct Origin {
    root: PathBuf,
    options: Options,
    editor: Option<Editor>,
}

/// What the newest build found, for those who sit at the terminal.
#[derive(Debug)]
pub struct News {
    /// Everything that is wrong.
    pub findings: Findings,
    /// The files it is wrong in.
    pub sources: Sources,
    /// The portal's language, if it is known.
    pub language: Option<Language>,
    /// How long reading and building took.
    pub took: Duration,
    /// What was wrong with the files before they were understood.
    reading: Findings,
}

/// Why the sources are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Because {
    /// The system tells of a change.
    Changed,
    /// A page is asked for.
    Asked,
}

impl Preview {
    fn showing(origin: Option<Origin>, shown: Shown) -> Self {
        let (number, _) = channel::channel(shown.number);
        Self {
            origin,
            number,
            shown: RwLock::new(Arc::new(shown)),
            open: Mutex::default(),
            making: Mutex::default(),
        }
    }

    /// Shows a finished tree.
    #[must_use]
    pub fn of_tree(tree: SiteTree) -> Self {
        Self::showing(None, Shown { tree: Arc::new(tree), ..Shown::default() })
    }

    /// Shows a finished site that will lie at a path of its host.
    #[must_use]
    pub fn of_site(tree: SiteTree, base_path: String) -> Self {
        Self::showing(None, Shown { tree: Arc::new(tree), base_path, ..Shown::default() })
    }

    /// Shows the portal in `root`, as it is whenever somebody looks; places are opened in `editor`.
    ///
    /// # Errors
    /// When the file system refuses to read it.
    pub fn of_sources(
        root: PathBuf,
        options: Options,
        editor: Option<Editor>,
    ) -> Result<Self, ReadError> {
        let options = Options { memo: Arc::new(Memo::new()), ..options };
        let preview = Self::showing(Some(Origin { root, options, editor }), Shown::default());
        preview.renew(Because::Changed)?;
        Ok(preview)
    }

    /// What the newest build found; nothing of a finished tree.
    #[must_use]
    pub fn news(&self) -> Option<Arc<News>> {
        self.shown().news.clone()
    }

    /// Follows the sources until the process ends: builds when they change, tells open pages, and
    /// hands what was found to `tell`. Comes back where changes cannot be followed: pages are then
    /// made anew when they are asked for.
    pub fn follow(&self, mut tell: impl FnMut(&News)) {
        let Some(origin) = &self.origin else { return };
        let Ok(mut watch) = Watch::of(&origin.root) else { return };
        let mut told = self.news();
        // What has changed between the first build and the watch is found by looking once.
        let mut because = Because::Asked;
        loop {
            // A file that went while it was read: whoever took it has told, or tells, of a change.
            let _ = self.renew(because);
            because = Because::Changed;
            let news = self.news();
            if let Some(new) =
                news.as_ref().filter(|new| told.as_ref().is_none_or(|old| !Arc::ptr_eq(new, old)))
            {
                tell(new);
            }
            told = news;
            if !watch.wait() {
                return;
            }
        }
    }

    /// Builds again if a source has changed. Others who ask meanwhile wait for it.
    ///
    /// # Errors
    /// When the file system refuses to read the sources; what is shown says so, and stays else.
    pub(super) fn renew(&self, because: Because) -> Result<(), ReadError> {
        let Some(origin) = &self.origin else { return Ok(()) };
        let mut made = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let began = Instant::now();
        let read = source::stamp(&origin.root).and_then(|stamp| {
            // Two saves within one tick of the file system's clock have one stamp.
            let is_same = because == Because::Asked && made.as_ref() == Some(&stamp);
            if is_same { Ok(None) } else { Ok(Some((stamp, source::read(&origin.root)?))) }
        });
        let (stamp, (sources, reading)) = match read {
            Ok(None) => return Ok(()),
            Ok(Some(read)) => read,
            Err(error) => {
                *made = None;
                self.show_trouble(&error);
                return Err(error);
            }
        };
        let was_whole = made.replace(stamp).is_some();
        // What is told of files may be another where what is left of them is the same.
        let is_same = |news: Arc<News>| news.sources == sources && news.reading == reading;
        if was_whole && self.news().is_some_and(is_same) {
            return Ok(());
        }
        let built = self.build(origin, &sources, reading.clone());
        self.show_built(origin, built, (sources, reading), began);
        Ok(())
    }

    /// Builds; what is open is shown on the way.
    fn build(
        &self,
        origin: &Origin,
        sources: &Sources,
        findings: Findings,
    ) -> Built<(SiteTree, String)> {
        let is_early = self.news().is_some_and(|news| is_content_alone(&news.sources, sources));
        let open = if is_early { self.open_files() } else { BTreeSet::new() };
        let show = |path: &str, bytes: &[u8]| self.show_early(path, bytes);
        let waiting = Waiting::new(open, &show);
        let sink = Early::new(&waiting);
        let built = crate::build_into((sources, findings), &origin.options, &waiting, |_| {
            Ok::<_, Infallible>(sink)
        });
        let Built { findings, catalogue, site } = match built {
            Ok(built) => built,
            Err(never) => match never {},
        };
        Built {
            findings,
            catalogue,
            site: site.map(|made| (made.sink.into_tree(), made.base_path)),
        }
    }

    fn show_early(&self, path: &str, bytes: &[u8]) {
        let is_shown = |shown: &Shown| shown.early.get(path).is_some_and(|early| early == bytes);
        if is_shown(&self.shown()) {
            return;
        }
        self.show(|last| {
            let mut early = last.early.clone();
            early.insert(path.to_owned(), bytes.to_vec());
            Shown { early, tree: last.tree.clone(), ..last.like() }
        });
    }

    fn open_files(&self) -> BTreeSet<String> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Notes that a page is open, until what it gives is dropped.
    pub(super) fn opened(self: &Arc<Self>, path: &str) -> Opened {
        let file = self.shown().file_of(path);
        *self
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(file.clone())
            .or_default() += 1;
        Opened { preview: self.clone(), file }
    }

    fn show_built(
        &self,
        origin: &Origin,
        built: Built<(SiteTree, String)>,
        (sources, reading): (Sources, Findings),
        began: Instant,
    ) {
        let last = self.shown();
        let language = built.catalogue.as_ref().map(|catalogue| catalogue.site.language);
        let (texts, _) = Texts::read(&sources, language.unwrap_or_default());
        let editor = origin.editor.map(|editor| (origin.root.as_path(), editor));
        let teller = Teller { sources: &sources, texts: &texts, editor };
        let (tree, base_path) = match built.site {
            Some((tree, base_path)) => (Arc::new(tree), base_path),
            None => (last.tree.clone(), last.base_path.clone()),
        };
        let notice = Notice::of(&built.findings, !tree.is_empty(), &teller);
        let pieces = notice.pieces().unwrap_or_default();
        let news =
            News { findings: built.findings, sources, language, took: began.elapsed(), reading };
        self.show(|_| Shown {
            tree,
            base_path,
            pieces,
            news: Some(Arc::new(news)),
            ..Shown::default()
        });
    }

    /// The last state, with a word on why there is no newer one.
    fn show_trouble(&self, error: &ReadError) {
        let last = self.shown();
        let texts = match &last.news {
            Some(news) => Texts::read(&news.sources, news.language.unwrap_or_default()).0,
            None => Texts::default(),
        };
        let notice = Notice::saying(Some(error.to_string()), &texts);
        let pieces = notice.pieces().unwrap_or_default();
        self.show(|last| Shown { pieces, tree: last.tree.clone(), ..last.like() });
    }

    /// Shows what `make` gives for what was shown; its number is the next one.
    fn show(&self, make: impl FnOnce(&Shown) -> Shown) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let number = shown.number + 1;
        *shown = Arc::new(Shown { number, ..make(&shown) });
        self.number.send_replace(number);
    }

    pub(super) fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The folder that is shown; none of a finished tree.
    pub(super) fn folder(&self) -> Option<String> {
        self.origin.as_ref().map(|origin| origin.root.display().to_string())
    }

    /// Answers a path by what is shown.
    pub(super) fn reply(&self, path: &str) -> Reply {
        self.shown().reply(path, self.origin.is_some())
    }

    /// The numbers of the states to come, beginning with the one that is shown.
    pub(super) fn numbers(&self) -> channel::Receiver<u64> {
        self.number.subscribe()
    }
}

/// A page that is open in a browser.
pub(super) struct Opened {
    preview: Arc<Preview>,
    file: String,
}

impl Drop for Opened {
    fn drop(&mut self) {
        let mut open = self.preview.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.file) {
            *count -= 1;
        }
        open.retain(|_, count| *count > 0);
    }
}
