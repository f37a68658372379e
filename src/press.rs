//! Finished files on their way out: each is linked, looked through for personal numbers, counted,
//! and handed to the sink at once, on the thread that made it. What is kept of it is its path, its
//! length and its digest, and of a page where it leads; the bytes are gone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portal_search::IndexFiles;
use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::guard::{self, Origin, Passed};
use crate::markup::each_attribute;
use crate::memo::{Key, Memo, Naming};
use crate::model::Site as Settings;
use crate::pages::Render;
use crate::publish::{Digest, Inventory, Sink};
use crate::routes::{self, Marks, Names, PageIndex, PageParts, Routes};

/// Most bytes of finished pages that are remembered: those of the largest portals are made anew.
const MOST_REMEMBERED: usize = 512 * 1024 * 1024;

/// What files are held against.
#[derive(Clone, Copy)]
pub(crate) struct Rules<'a> {
    /// What has no route is not published: it has been told why.
    pub(crate) routes: &'a Routes,
    /// The portal's addresses.
    pub(crate) settings: &'a Settings,
    /// Numbers that may be published.
    pub(crate) passed: &'a Passed,
    /// Where to mend a file.
    pub(crate) origin: &'a Origin<'a>,
}

impl Rules<'_> {
    /// What tells them from others, as far as they change a page.
    fn named(&self) -> Naming {
        let Self { routes, settings, passed, origin: _ } = *self;
        let settings = [settings.base_url.as_str(), settings.base_path()];
        settings
            .into_iter()
            .fold(Naming::default(), Naming::and)
            .and(routes.name())
            .and(passed.name())
    }
}

/// A page as it is remembered.
struct FinishedPage {
    /// What is kept of it for the checks.
    parts: PageParts,
    /// Its bytes; none where it is not published.
    published: Option<(Vec<u8>, Digest)>,
}

/// Takes files from all threads.
pub(crate) struct Press<'a, S: Sink> {
    rules: Rules<'a>,
    /// None where it is known that nothing will be published.
    sink: Option<&'a S>,
    names: Names,
    /// Every path that is no page's, published or not.
    files: Mutex<BTreeSet<String>>,
    inventory: Mutex<Inventory>,
    /// Personal numbers, by the path of the file that they are in.
    personal: Mutex<BTreeMap<String, Vec<Diagnostic>>>,
    /// The first that the sink could not take; nothing is given to it after that.
    refused: Mutex<Option<S::Error>>,
    memo: &'a Memo,
    /// What tells the rules from others, where pages are remembered.
    named: Option<Naming>,
}

/// What is known when all files are gone.
pub(crate) struct Pressed<E> {
    pub(crate) names: Names,
    /// Every path that is no page's, published or not.
    pub(crate) files: BTreeSet<String>,
    /// What is published.
    pub(crate) inventory: Inventory,
    /// The personal numbers that are published with it.
    pub(crate) personal: Vec<Diagnostic>,
    /// Why not everything could be taken.
    pub(crate) refused: Option<E>,
}

impl<'a, S: Sink> Press<'a, S> {
    pub(crate) fn new(rules: Rules<'a>, sink: Option<&'a S>, memo: &'a Memo) -> Self {
        Self {
            memo,
            named: memo.is_on().then(|| rules.named()),
            rules,
            sink,
            names: Names::default(),
            files: Mutex::default(),
            inventory: Mutex::default(),
            personal: Mutex::default(),
            refused: Mutex::new(None),
        }
    }

    /// Takes a page; gives what is kept of it. Every address on it becomes a link from page to
    /// page. A page whose `name` is known is not rendered again.
    ///
    /// # Errors
    /// Those of rendering.
    pub(crate) fn page(
        &self,
        path: &str,
        name: Option<Key>,
        render: &Render<'_>,
    ) -> Result<PageIndex, Diagnostic> {
        let key = self.named.clone().zip(name).map(|(named, name)| {
            let is_published = if self.is_published(path) { "published" } else { "" };
            named.and(path).and(is_published).and(name).key()
        });
        let known = key.as_ref().and_then(|key| self.memo.get::<FinishedPage>(key));
        if let Some(page) = known {
            if let Some((bytes, digest)) = &page.published {
                self.give_scanned(path, bytes.clone(), *digest);
            }
            return Ok(PageIndex::of_parts(path, &page.parts, &self.names));
        }
        let html = render()?;
        let (marks, linked) = self.read(path, &html);
        let parts = key.map(|key| (key, marks.parts()));
        let index = marks.index(&self.names);
        drop(html);
        let bytes = linked.map(String::into_bytes);
        match parts {
            None => {
                bytes.map(|bytes| self.give(path, bytes));
            }
            Some((key, parts)) => {
                let published =
                    bytes.map(|bytes| (bytes.clone(), Digest::of(&bytes), self.give(path, bytes)));
                // What had something to tell tells it again.
                if published.as_ref().is_none_or(|(.., is_harmless)| *is_harmless) {
                    let published = published.map(|(bytes, digest, _)| (bytes, digest));
                    self.remember(key, FinishedPage { parts, published });
                }
            }
        }
        Ok(index)
    }

    /// Remembers a page, where there is room for it.
    fn remember(&self, key: Key, page: FinishedPage) {
        let bytes = page.published.as_ref().map_or(0, |(bytes, _)| bytes.len());
        if self.memo.count::<FinishedPage>() * bytes.max(1) < MOST_REMEMBERED {
            self.memo.keep(key, Arc::new(page));
        }
    }

    /// What is kept of a page's attributes, and the page with its links where it is published: both
    /// in one reading.
    fn read<'h>(&self, path: &str, html: &'h str) -> (Marks<'h>, Option<String>) {
        let Rules { routes, settings, .. } = self.rules;
        let is_published = |address: &str| {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            routes.what(&routes::file_of(path)).is_some()
        };
        let address = routes::address_of(path);
        let from = match address.as_str() {
            routes::NOT_FOUND => routes::From::Anywhere(settings.base_path()),
            address => routes::From::Address(address),
        };
        let linker =
            routes::Linker { from, base_url: &settings.base_url, is_published: &is_published };
        let mut page = self.is_published(path).then(|| linker.page(html));
        let mut marks = PageIndex::begin(path);
        each_attribute(html, |found| {
            marks.take(found);
            if let Some(page) = &mut page {
                page.take(found);
            }
        });
        (marks.finish(&settings.base_url), page.map(routes::Linked::finish))
    }

    /// Takes other files. Of two with one path the first is published: it has the stronger claim.
    pub(crate) fn files<'f>(&self, files: impl IntoIterator<Item = (String, Cow<'f, [u8]>)>) {
        let admitted: Vec<_> = {
            let mut known = locked(&self.files);
            files.into_iter().filter(|(path, _)| known.insert(path.clone())).collect()
        };
        let published = admitted.into_par_iter().filter(|(path, _)| self.is_published(path));
        published.for_each(|(path, bytes)| {
            self.give(&path, bytes.into_owned());
        });
    }

    /// Takes the index.
    pub(crate) fn index(&self, index: IndexFiles) {
        let Some(sink) = self.sink.filter(|_| locked(&self.refused).is_none()) else { return };
        if let Err(error) = sink.put_index(index) {
            locked(&self.refused).get_or_insert(error);
        }
    }

    /// Takes what tells of all the others, which `describe` writes when those are known.
    pub(crate) fn description(&self, path: &str, describe: impl FnOnce(&Inventory) -> Vec<u8>) {
        let bytes = describe(&locked(&self.inventory));
        self.files([(path.to_owned(), Cow::Owned(bytes))]);
    }

    /// What is known now that all files are gone.
    pub(crate) fn finish(self) -> Pressed<S::Error> {
        let personal = into_inner(self.personal);
        Pressed {
            names: self.names,
            files: into_inner(self.files),
            inventory: into_inner(self.inventory),
            personal: personal.into_values().flatten().collect(),
            refused: into_inner(self.refused),
        }
    }

    /// Whether a file goes anywhere.
    fn is_published(&self, path: &str) -> bool {
        self.sink.is_some() && self.rules.routes.what(path).is_some()
    }

    /// Gives a file to the sink; whether no personal number is in it.
    fn give(&self, path: &str, bytes: Vec<u8>) -> bool {
        let personal = guard::outgoing(path, &bytes, self.rules.origin, self.rules.passed);
        let is_harmless = personal.is_empty();
        if !is_harmless {
            locked(&self.personal).insert(path.to_owned(), personal);
        }
        let digest = Digest::of(&bytes);
        self.give_scanned(path, bytes, digest);
        is_harmless
    }

    fn give_scanned(&self, path: &str, bytes: Vec<u8>, digest: Digest) {
        let Some(sink) = self.sink else { return };
        // A later claim to the same path has been told.
        if !locked(&self.inventory).add(path, &bytes, digest) || locked(&self.refused).is_some() {
            return;
        }
        if let Err(error) = sink.put(path, bytes, digest) {
            locked(&self.refused).get_or_insert(error);
        }
    }
}

/// What a thread that panicked has left here is whole: everything is added by single calls.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostics::Findings;
    use crate::source::Sources;
    use crate::{Options, Unobserved, build_into};

    const SITE: &str = "title = \"Portalen\"\nbase_url = \"https://portal.example\"\n\n\
        [edition]\ndate = \"2013-06-30\"\n";

    /// A portal of one page with this body.
    fn portal(body: &str) -> (Sources, Findings) {
        let page = format!("---\ntitle: Om portalen\nsummary: Hvad den er.\n---\n\n{body}\n");
        let files = [("site.toml", SITE.to_owned()), ("content/pages/om.md", page)];
        Sources::from_files(files.map(|(path, text)| (path.to_owned(), text.into_bytes())))
    }

    /// Takes so many files and no more; tells how many it was given, and when it is gone.
    struct Limited<'t> {
        room: usize,
        given: Mutex<Vec<(String, usize)>>,
        gone: &'t AtomicUsize,
    }

    impl<'t> Limited<'t> {
        fn new(room: usize, gone: &'t AtomicUsize) -> Self {
            Self { room, given: Mutex::default(), gone }
        }
    }

    impl Sink for Limited<'_> {
        type Error = String;

        fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), String> {
            assert_eq!(Digest::of(&bytes), digest, "{path}");
            let mut given = locked(&self.given);
            given.push((path.to_owned(), bytes.len()));
            if given.len() > self.room { Err(path.to_owned()) } else { Ok(()) }
        }
    }

    impl Drop for Limited<'_> {
        fn drop(&mut self) {
            self.gone.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn every_file_is_given_once_and_counted() {
        let (sources, findings) = portal("Der er noget at læse.");
        let gone = AtomicUsize::new(0);
        let open = |_: &_| Ok(Limited::new(usize::MAX, &gone));
        let built = build_into((&sources, findings), &Options::new(&[]), &Unobserved, open);
        let made =
            built.ok().and_then(|built| built.site).unwrap_or_else(|| panic!("it can be built"));
        let mut given = locked(&made.sink.given).clone();
        assert_eq!(
            (made.files, made.bytes),
            (given.len(), given.iter().map(|(_, bytes)| *bytes as u64).sum())
        );
        given.sort();
        given.dedup_by(|(one, _), (other, _)| one == other);
        assert_eq!(made.files, given.len());
        assert!(given.iter().any(|(path, _)| path == "om/index.html"), "{given:?}");
    }

    #[test]
    fn a_sink_that_refuses_a_file_ends_the_build() {
        for room in [0, 3] {
            let (sources, findings) = portal("Der er noget at læse.");
            let gone = AtomicUsize::new(0);
            let open = |_: &_| Ok(Limited::new(room, &gone));
            let built = build_into((&sources, findings), &Options::new(&[]), &Unobserved, open);
            assert!(built.is_err(), "{room}");
            assert_eq!(gone.load(Ordering::SeqCst), 1, "{room}");
        }
    }

    #[test]
    fn a_sink_is_opened_only_for_what_may_be_published_and_dropped_where_it_may_not_after_all() {
        // HTML is an error before any page is made; a link to nowhere is one when all of them are.
        for (body, opened) in [("<b>Fed</b>", false), ("[Se her](/findes-ikke/)", true)] {
            let (sources, findings) = portal(body);
            let (gone, is_opened) = (AtomicUsize::new(0), Cell::new(false));
            let open = |_: &_| {
                is_opened.set(true);
                Ok(Limited::new(usize::MAX, &gone))
            };
            let built = build_into((&sources, findings), &Options::new(&[]), &Unobserved, open);
            let built = built.unwrap_or_else(|path| panic!("{path} is refused"));
            assert!(built.findings.has_errors() && built.site.is_none(), "{body}");
            assert_eq!(
                (is_opened.get(), gone.load(Ordering::SeqCst)),
                (opened, usize::from(opened)),
                "{body}"
            );
        }
    }
}
