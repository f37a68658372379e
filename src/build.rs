//! The pipeline, from sources to a finished site in memory. Everything else is a stage of it or a host for it.

use jiff::civil::Date;
use portal_search::{IndexError, IndexFiles};

use crate::checks::{self, SiteIndex};
use crate::diagnostics::{Findings, Language, Severity, Texts};
use crate::exports::{self, Assets, Location};
use crate::guard;
use crate::model::{self, Catalogue, Entry};
use crate::pages::{self, Page, PageInputs, Pages};
use crate::prose::{self, ProseTable};
use crate::publish::SiteTree;
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
/// 3. the catalogue is checked; if files could not be understood it ends here, for what they hold would be missed;
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
    findings.append(staged(observer, Stage::Check, || checks::check(&catalogue, &prose, sources)));
    let site = understood.then(|| {
        let content = Content { catalogue: &catalogue, prose: &prose, texts: &texts, sources, engine: options.engine };
        make(&content, observer, &mut findings)
    });
    let site = site.flatten();
    if let Some(site) = site.as_ref().filter(|_| !findings.has_errors()) {
        let origin = |path: &str| origin(path, &catalogue);
        findings.append(staged(observer, Stage::Outgoing, || guard::outgoing(&site.tree, &origin, &passed)));
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
    engine: &'static [u8],
}

/// Steps 4 to 6; no site when a template or the index could not be made.
fn make(content: &Content<'_>, observer: &dyn Observer, findings: &mut Findings) -> Option<Site> {
    let Content { catalogue, prose, texts, sources, engine } = *content;
    let assets = Assets::of(sources);
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
    let rest = staged(observer, Stage::Exports, || rest(catalogue, texts, &pages, assets, data));
    findings.append(staged(observer, Stage::SiteCheck, || {
        let html = pages.iter().map(|page| (page.path.as_str(), page.html.as_str()));
        let files = rest.iter().map(|(path, _)| path).chain([BUILD_JSON]);
        checks::check_site(catalogue, prose, &SiteIndex::of(html, files))
    }));
    let documents = catalogue.entries().count();
    let tree = whole(catalogue, pages, rest);
    let pages = tree.iter().filter(|(path, _)| exports::is_page(path)).count();
    Some(Site { tree, index, pages, documents })
}

/// The file that describes the build.
const BUILD_JSON: &str = "build.json";

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
    catalogue: &Catalogue,
    texts: &Texts,
    pages: &[Page],
    assets: Assets<'_>,
    data: impl Iterator<Item = (String, Vec<u8>)>,
) -> SiteTree {
    let locations: Vec<_> = pages.iter().filter_map(|page| location(page, catalogue)).collect();
    let mut rest: SiteTree = data.collect();
    for (path, bytes) in assets.files {
        rest.insert(path, bytes);
    }
    for (path, bytes) in exports::sitemap(catalogue, &locations).into_iter().chain(exports::feeds(catalogue, texts)) {
        rest.insert(path, bytes);
    }
    rest.insert("opensearch.xml", exports::open_search(&catalogue.site, texts));
    rest.insert("robots.txt", exports::robots(&catalogue.site));
    rest
}

/// The tree that is published; the description of the build comes last, for it speaks of all the others.
fn whole(catalogue: &Catalogue, pages: Vec<Page>, rest: SiteTree) -> SiteTree {
    let mut tree = rest;
    for page in pages {
        tree.insert(page.path, page.html.into_bytes());
    }
    let description = exports::build_json(catalogue, &tree);
    tree.insert(BUILD_JSON, description);
    tree
}

/// The entry that a published file is the page of; the settings answer for what no entry has.
fn origin(path: &str, catalogue: &Catalogue) -> Place {
    let is_page = |entry: &&Entry| entry.url().strip_prefix('/') == path.strip_suffix("index.html");
    let mut entries = catalogue.entries().map(|at| catalogue.entry(at));
    entries.find(is_page).map_or(catalogue.site.place(), |entry| entry.place(entry.at.title))
}

/// A page as the sitemap lists it; redirects are not listed.
fn location(page: &Page, catalogue: &Catalogue) -> Option<Location> {
    let folder = page.path.strip_suffix("index.html").filter(|_| exports::is_page(&page.path))?;
    let url = format!("/{folder}");
    let entry = page.entry.map(|entry| catalogue.entry(entry));
    if entry.is_some_and(|entry| entry.url() != url) {
        return None;
    }
    Some(Location { url, reviewed: entry.and_then(|entry| entry.reviewed).map(|date| date.to_string()) })
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
