//! The portal, or a course's part of it, in one HTML file that is mailed or kept: every page stands
//! in it with what it shows, links lead from page to page in it, and nothing is fetched from
//! anywhere. Takes finished files as a build gives them ([`Single`] is the sink of one); gives the
//! file's bytes. Without scripts the pages stand below each other; `js/single.js` shows one at a
//! time.
//!
//! 1. every page is cut out of its frame as soon as it is finished (`cut`): breadcrumb and `main`;
//! 2. its names and links are made those of the file (`lead`, `rewrite`);
//! 3. when all are there they are put into the frame of one (`assemble`).
//!
//! What is in the file has been looked through for personal numbers before it comes here, page by
//! page and script by script.

mod assemble;
mod cut;
mod lead;
mod rewrite;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::exports::Assets;
use crate::model::{Catalogue, EntryRef};
use crate::publish::{Digest, Sink};
use crate::routes::{self, FRONT, Routes, SEARCH_FROM_FILE, STATEMENT, file_of};
use crate::source::Sources;
pub(crate) use assemble::DATA as MARK;
use lead::Leads;

/// Most bytes of one file: no browser should be asked to open more, and no mailbox to take it.
const MOST_BYTES: usize = 100_000_000;

/// The page whose frame the file has: a plain one, with the search field that every page but the
/// front page and the search's own has in its head.
const FRAME: &str = STATEMENT;

/// Why there is no such file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SingleError {
    /// There is no course of this id.
    NoCourse {
        /// What was asked for.
        id: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The pages have more bytes than one file may have.
    TooLarge {
        /// How many there are at least.
        bytes: usize,
    },
}

/// Takes what a build finishes, and keeps what goes into the file.
pub(crate) struct Single<'s> {
    assets: Assets<'s>,
    leads: Leads,
    /// The page that is shown first, by its file.
    first: String,
    kept: Mutex<Kept>,
}

/// What has been kept so far.
#[derive(Default)]
struct Kept {
    /// The page whose frame is that of the file, as it is published.
    frame: Option<String>,
    /// The title of the page that is shown first, as it is written.
    title: String,
    /// Every page by its file.
    articles: BTreeMap<String, String>,
    /// How many bytes they have.
    bytes: usize,
    /// The stylesheets that pages have, by their files.
    sheets: BTreeSet<String>,
    /// Files that pages lead to and that are too large to go with them.
    left_out: BTreeSet<String>,
    /// The search, as the script for file shares holds it.
    search: Option<Vec<u8>>,
}

/// The finished file.
pub(crate) struct Document {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// What is not in it, being too large: addresses from the portal's root.
    pub(crate) left_out: BTreeSet<String>,
}

impl<'s> Single<'s> {
    /// Of the whole catalogue, or of one course's part.
    ///
    /// # Errors
    /// [`SingleError::NoCourse`].
    pub(crate) fn begin(
        catalogue: &Catalogue,
        sources: &'s Sources,
        course: Option<&str>,
    ) -> Result<Self, SingleError> {
        let assets = Assets::of(sources, catalogue);
        let (routes, _) = routes::plan(catalogue, &assets.claims);
        let files = course.map(|id| part_files(catalogue, &routes, id)).transpose()?;
        let first = match course.and_then(|id| catalogue.course(id)) {
            Some(course) => file_of(&catalogue.entry(course).url()),
            None => file_of(FRONT),
        };
        let leads = Leads::of(catalogue, routes, files);
        Ok(Self { assets, leads, first, kept: Mutex::default() })
    }
}

/// The pages of a course's part.
fn part_files(
    catalogue: &Catalogue,
    routes: &Routes,
    id: &str,
) -> Result<BTreeSet<String>, SingleError> {
    let Some(part) = catalogue.part_of_course(id) else {
        let known = catalogue.courses.iter().map(|course| course.entry.id.clone()).collect();
        return Err(SingleError::NoCourse { id: id.to_owned(), known });
    };
    let pages = part.iter().map(|at| catalogue.entry(*at).url());
    let pages = pages.map(|url| file_of(url.split('#').next().unwrap_or_default()));
    let further = |owner: &EntryRef| part.contains(owner);
    let further = routes.iter().filter(|(_, route)| {
        route.what == routes::What::Part && route.owner.as_ref().is_some_and(further)
    });
    let search = [file_of(routes::SEARCH)];
    Ok(pages.chain(further.map(|(file, _)| file.to_owned())).chain(search).collect())
}

impl Sink for Single<'_> {
    type Error = SingleError;

    fn put(&self, path: &str, bytes: Vec<u8>, _: Digest) -> Result<(), SingleError> {
        if path == file_of(SEARCH_FROM_FILE) {
            self.kept().search = Some(bytes);
            return Ok(());
        }
        let (is_frame, is_held) = (path == file_of(FRAME), self.leads.holds(path));
        let Some(html) = (is_frame || is_held).then(|| String::from_utf8(bytes).ok()).flatten()
        else {
            return Ok(());
        };
        let article = is_held.then(|| cut::article(self, path, &html));
        let mut kept = self.kept();
        if let Some(cut::Article { title, html, sheets, left_out }) = article {
            kept.bytes += html.len();
            if path == self.first {
                kept.title = title;
            }
            kept.articles.insert(path.to_owned(), html);
            kept.sheets.extend(sheets);
            kept.left_out.extend(left_out);
        }
        if is_frame {
            kept.frame = Some(html);
        }
        if kept.bytes > MOST_BYTES {
            Err(SingleError::TooLarge { bytes: kept.bytes })
        } else {
            Ok(())
        }
    }
}

impl Single<'_> {
    /// What a thread that panicked has left here is whole: everything is added by single calls.
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file of the content or the theme by its path in the site.
    fn file(&self, path: &str) -> Option<&[u8]> {
        self.assets.files.iter().find(|(file, _)| file == path).map(|(_, bytes)| &**bytes)
    }
}
