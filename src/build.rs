//! The pipeline, from sources to a finished site in memory. Everything else is a stage of it or a host for it.

use jiff::civil::Date;
use portal_search::{IndexError, IndexFiles};
use rayon::prelude::*;

use crate::checks::{self, SiteIndex};
use crate::diagnostics::{Findings, Language, Severity, Texts};
use crate::exports::{self, Assets, Location};
use crate::guard;
use crate::model::{self, Catalogue};
use crate::pages::{self, Page, PageInputs, Pages};
use crate::prose::{self, ProseTable};
use crate::publish::SiteTree;
use crate::routes::{self, Routes};
use crate::search_index;
use crate::source::{Place, Sources};

/// What the person at the keyboard chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The search engine for the browser, as WebAssembly; without it (empty) only the command line can search.
    pub engine: &'static [u8],
    /// The day to reckon from; the edition's if none.
    pub today: Option<Date>,
    /// Whether drafts are part of the portal.
    pub drafts: bool,
    /// Codes that are errors, whatever their severity.
    pub deny: Vec<String>,
    /// Codes that are not told.
    pub allow: Vec<String>,
}

impl Options {
    /// As it is when nobody chooses: the edition's day, no drafts, each code as severe as it is.
    #[must_use]
    pub fn new(engine: &'static [u8]) -> Self {
        Self { engine, ..Self::default() }
    }
}

/// A stage, for progress and timings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files into memory.
    Read,
    /// Personal numbers, in all that came in.
    Guard,
    /// Files to catalogue.
    Model,
    /// Markdown to HTML and text.
    Prose,
    /// Rules on the catalogue.
    Check,
    /// Pages; runs beside [`Stage::Index`].
    Pages,
    /// The search index.
    Index,
    /// Everything else that is published.
    Exports,
    /// Rules on the finished site.
    SiteCheck,
    /// Personal numbers, in all that goes out.
    Outgoing,
    /// Onto the disk.
    Publish,
}

impl Stage {
    /// The key of its words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Guard => "guard",
            Self::Model => "model",
            Self::Prose => "prose",
            Self::Check => "check",
            Self::Pages => "pages",
            Self::Index => "index",
            Self::Exports => "exports",
            Self::SiteCheck => "site_check",
            Self::Outgoing => "outgoing",
            Self::Publish => "publish",
        }
    }
}

/// Somebody who wants to know how far the work is.
pub trait Observer: Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage);
    /// A stage ends.
    fn end(&self, stage: Stage);
}

/// An observer who does not look.
#[derive(Clone, Copy, Debug)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn begin(&self, _: Stage) {}
    fn end(&self, _: Stage) {}
}

/// Does the work of one stage.
pub(crate) fn staged<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    observer.begin(stage);
    let done = work();
    observer.end(stage);
    done
}

/// What came of a build.
#[derive(Debug)]
pub struct Built {
    /// What is wrong, sorted; with an error among them there may be no site.
    pub findings: Findings,
    /// The catalogue, if the settings could be read.
    pub catalogue: Option<Catalogue>,
    /// The site and its index, if all could be made.
    pub site: Option<Site>,
}

/// A finished site in memory.
#[derive(Debug)]
pub struct Site {
    /// Every file that is published.
    pub tree: SiteTree,
    /// Where it will lie on its host, without a slash at the end.
    pub base_path: String,
    /// The prebuilt index.
    pub index: IndexFiles,
    /// How many pages people can read.
    pub pages: usize,
    /// How many documents can be found.
    pub documents: usize,
}

/// Sources to site:
///
/// 1. all that came in is searched for personal numbers;
/// 2. the catalogue is modelled and its prose rendered;
/// 3. every address gets its owner, and the catalogue is checked; if files could not be understood it ends here, for what
///    they hold would be missed;
/// 4. pages and index are made, side by side, and the editors' searches are tried on the index;
/// 5. everything else that is published is added;
/// 6. the finished site's links are checked, as readers would follow them;
/// 7. all that goes out is searched for personal numbers once more.
///
/// `findings` are those of the reading. Nothing is written to the disk; with an error there is no site.
#[must_use]
pub fn build(sources: &Sources, findings: Findings, options: &Options, observer: &dyn Observer) -> Built {
    let mut findings = findings;
    let incoming = staged(observer, Stage::Guard, || guard::incoming(sources));
    let (catalogue, found) = staged(observer, Stage::Model, || model::model(sources, options.today, options.drafts));
    findings.append(found);
    let settings = catalogue.as_ref().map(|known| (known.site.exceptions.as_slice(), known.today));
    let (personal, passed) = incoming.judge(sources, settings);
    let Some(mut catalogue) = catalogue else {
        findings.append(personal);
        return Built { findings: findings.into_sorted(), catalogue: None, site: None };
    };
    // A text file with faults is an error, so that no page is made without its words.
    let texts = texts(sources, catalogue.site.language, &mut findings).unwrap_or_default();
    let prose = staged(observer, Stage::Prose, || prose::prose(&mut catalogue, sources, &texts));
    let understood = !findings.has_errors();
    findings.append(personal);
    let assets = Assets::of(sources);
    let (routes, collisions) = routes::plan(&catalogue, &assets.claims);
    findings.append(collisions);
    findings.append(staged(observer, Stage::Check, || checks::check(&catalogue, &prose, sources, &routes)));
    let site = understood.then(|| {
        let engine = options.engine;
        let content = Content { catalogue: &catalogue, prose: &prose, texts: &texts, sources, routes: &routes, engine };
        make(&content, assets, observer, &mut findings)
    });
    let site = site.flatten();
    if let Some(site) = site.as_ref().filter(|_| !findings.has_errors()) {
        let origin = |path: &str| origin(path, &catalogue, &routes);
        let outgoing = || guard::outgoing(&site.tree, &site.index, &origin, &passed);
        match staged(observer, Stage::Outgoing, outgoing) {
            Ok(found) => findings.append(found),
            Err(error) => findings.push(search_index::not_indexed(catalogue.site.place(), &error)),
        }
    }
    let findings = judged(findings, &catalogue, sources, options, understood);
    let site = site.filter(|_| !findings.has_errors());
    Built { findings, catalogue: Some(catalogue), site }
}

/// What a site is made of.
struct Content<'a> {
    catalogue: &'a Catalogue,
    prose: &'a ProseTable,
    texts: &'a Texts,
    sources: &'a Sources,
    routes: &'a Routes,
    engine: &'static [u8],
}

/// Steps 4 to 6; no site when a template or the index could not be made.
fn make(content: &Content<'_>, assets: Assets<'_>, observer: &dyn Observer, findings: &mut Findings) -> Option<Site> {
    let Content { catalogue, prose, texts, sources, routes, engine } = *content;
    let inputs = PageInputs { catalogue, prose, texts, sources, assets: &assets.urls };
    let (pages, search) = rayon::join(
        || staged(observer, Stage::Pages, || pages::pages(&inputs)),
        || staged(observer, Stage::Index, || Search::make(catalogue, prose, engine)),
    );
    let search = search.map_err(|error| findings.push(search_index::not_indexed(catalogue.site.place(), &error)));
    let pages = pages.map_err(|found| findings.append(found));
    let (Ok(Pages { pages, data }), Ok(Search { index, bundle, failed })) = (pages, search) else { return None };
    findings.append(failed);
    let data = bundle.into_iter().chain(data);
    let rest = staged(observer, Stage::Exports, || rest((catalogue, routes, texts), &pages, assets, data));
    findings.append(staged(observer, Stage::SiteCheck, || {
        let html = pages.iter().map(|page| (page.path.as_str(), page.html.as_str()));
        let files = rest.iter().map(|(path, _)| path.as_str()).chain(["build.json"]);
        checks::check_site((catalogue, prose, routes), &SiteIndex::of(html, files))
    }));
    let documents = catalogue.entries().count();
    let tree = whole(catalogue, routes, pages, rest);
    let pages = tree.iter().filter(|(path, _)| routes.is_page(path)).count();
    Some(Site { tree, base_path: catalogue.site.base_path().to_owned(), index, pages, documents })
}

/// All that the search needs; made while the pages are.
struct Search {
    index: IndexFiles,
    /// The index and the engine as the browser fetches them.
    bundle: Vec<(String, Vec<u8>)>,
    /// The editors' search tests that fail.
    failed: Findings,
}

impl Search {
    fn make(catalogue: &Catalogue, prose: &ProseTable, engine: &[u8]) -> Result<Self, IndexError> {
        let index = search_index::index(catalogue, prose)?;
        let (bundle, failed) = rayon::join(
            || exports::search_bundle(catalogue, &index, engine),
            || search_index::run_tests(catalogue, &index),
        );
        Ok(Self { bundle: bundle?, index, failed })
    }
}

/// Everything that is published beside the pages, but for the description of the build.
fn rest(
    (catalogue, routes, texts): (&Catalogue, &Routes, &Texts),
    pages: &[Page],
    assets: Assets<'_>,
    data: impl Iterator<Item = (String, Vec<u8>)>,
) -> Vec<(String, Vec<u8>)> {
    let locations: Vec<_> = pages.iter().filter_map(|page| location(page, catalogue, routes)).collect();
    let site = &catalogue.site;
    let made = exports::sitemap(catalogue, &locations).into_iter().chain(exports::feeds(catalogue, texts)).chain([
        (routes::file_of(routes::OPEN_SEARCH), exports::open_search(site, texts)),
        (routes::file_of(routes::ROBOTS), exports::robots(site)),
    ]);
    let made = made.filter(|(path, _)| !routes.is_replaced(path));
    let files = assets.files.into_iter().map(|(path, bytes)| (path, bytes.into_owned()));
    made.chain(data).chain(files).collect()
}

/// The tree that is published; the description of the build comes last, for it speaks of all the others. What got no
/// address is left out: it has been told why.
fn whole(catalogue: &Catalogue, routes: &Routes, pages: Vec<Page>, rest: Vec<(String, Vec<u8>)>) -> SiteTree {
    let mut tree = SiteTree::default();
    let all = linked(catalogue, routes, pages).into_iter().chain(rest);
    for (path, bytes) in all.filter(|(path, _)| routes.what(path).is_some()) {
        // The strongest claim comes first; a later one to the same path has been told.
        let _told = tree.insert(path, bytes);
    }
    let description = exports::build_json(catalogue, routes, &tree);
    let _told = tree.insert(routes::file_of(routes::BUILD), description);
    tree
}

/// The pages as they are published: every address on them is a link from page to page.
fn linked(catalogue: &Catalogue, routes: &Routes, pages: Vec<Page>) -> Vec<(String, Vec<u8>)> {
    let site = &catalogue.site;
    let is_published = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        routes.what(&routes::file_of(path)).is_some()
    };
    let pages = pages.into_par_iter().map(|page| {
        let address = routes::address_of(&page.path);
        let from = match address.as_str() {
            routes::NOT_FOUND => routes::From::Anywhere(site.base_path()),
            address => routes::From::Address(address),
        };
        let linker = routes::Linker { from, base_url: &site.base_url, is_published: &is_published };
        (page.path, linker.page(&page.html).into_bytes())
    });
    pages.collect()
}

/// Where to mend a published file: in the entry that it belongs to, or where its address is claimed; the settings answer
/// for the rest.
fn origin(path: &str, catalogue: &Catalogue, routes: &Routes) -> Place {
    let route = routes.get(path);
    let entry = route.and_then(|route| route.owner).map(|at| catalogue.entry(at));
    let place = entry.map(|entry| entry.place(entry.at.title)).or_else(|| route.and_then(|route| route.place));
    place.unwrap_or_else(|| catalogue.site.place())
}

/// A page as the sitemap lists it; what only leads on is not listed.
fn location(page: &Page, catalogue: &Catalogue, routes: &Routes) -> Option<Location> {
    if !routes.is_page(&page.path) {
        return None;
    }
    let reviewed = page.entry.and_then(|entry| catalogue.entry(entry).reviewed);
    Some(Location { url: routes::address_of(&page.path), reviewed: reviewed.map(|date| date.to_string()) })
}

/// The words of a language; a text file with faults is among the findings.
pub fn texts(sources: &Sources, language: Language, findings: &mut Findings) -> Option<Texts> {
    let (texts, found) = Texts::read(sources, language);
    let sound = !found.has_errors();
    findings.append(found);
    sound.then_some(texts)
}

/// The findings that are told: accepted ones are left out, and what is accepted in vain is told instead.
fn judged(
    findings: Findings,
    catalogue: &Catalogue,
    sources: &Sources,
    options: &Options,
    understood: bool,
) -> Findings {
    let accept = &catalogue.site.accept;
    let mut used = vec![false; accept.len()];
    let mut told: Findings = findings
        .into_iter()
        .filter(|finding| {
            let path = sources.file(finding.place.file).path();
            let matching = accept.iter().position(|accepted| {
                accepted.code == finding.code.name && accepted.file.as_deref().is_none_or(|file| file == path)
            });
            match matching.filter(|_| finding.severity != Severity::Error) {
                Some(at) => {
                    used[at] = true;
                    false
                }
                None => true,
            }
        })
        .collect();
    if understood {
        told.append(checks::unused_acceptance(&catalogue.site, &used, sources));
    }
    told.judge(&options.deny, &options.allow);
    told.into_sorted()
}
