//! Finished files on their way out: each is linked, looked through for personal numbers, counted, and handed to the sink at
//! once, on the thread that made it. What is kept of it is its path, its length and its digest, and of a page where it
//! leads; the bytes are gone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::checks::{Names, PageIndex};
use crate::diagnostics::Diagnostic;
use crate::guard::{self, Origin, Passed};
use crate::model::Site as Settings;
use crate::publish::{Digest, Inventory, Sink};
use crate::routes::{self, Routes};

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
    pub(crate) fn new(rules: Rules<'a>, sink: Option<&'a S>) -> Self {
        Self {
            rules,
            sink,
            names: Names::default(),
            files: Mutex::default(),
            inventory: Mutex::default(),
            personal: Mutex::default(),
            refused: Mutex::new(None),
        }
    }

    /// Takes a page; gives what is kept of it. Every address on it becomes a link from page to page.
    pub(crate) fn page(&self, path: &str, html: String) -> PageIndex {
        let settings = self.rules.settings;
        let index = PageIndex::of(path, &html, &settings.base_url, &self.names);
        if self.is_published(path) {
            let linked = self.linked(path, &html);
            drop(html);
            self.give(path, linked.into_bytes());
        }
        index
    }

    /// Takes other files. Of two with one path the first is published: it has the stronger claim.
    pub(crate) fn files<'f>(&self, files: impl IntoIterator<Item = (String, Cow<'f, [u8]>)>) {
        let admitted: Vec<_> = {
            let mut known = locked(&self.files);
            files.into_iter().filter(|(path, _)| known.insert(path.clone())).collect()
        };
        let published = admitted.into_par_iter().filter(|(path, _)| self.is_published(path));
        published.for_each(|(path, bytes)| self.give(&path, bytes.into_owned()));
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

    fn linked(&self, path: &str, html: &str) -> String {
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
        routes::Linker { from, base_url: &settings.base_url, is_published: &is_published }.page(html)
    }

    fn give(&self, path: &str, bytes: Vec<u8>) {
        let Some(sink) = self.sink else { return };
        let personal = guard::outgoing(path, &bytes, self.rules.origin, self.rules.passed);
        if !personal.is_empty() {
            locked(&self.personal).insert(path.to_owned(), personal);
        }
        let digest = Digest::of(&bytes);
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
