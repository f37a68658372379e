//! The pipeline, from sources to a finished site. Everything else is a stage of it or a host for
//! it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::civil::Date;
use portal_search::{IndexError, IndexFiles};

use crate::checks::{self, SiteIndex};
use crate::diagnostics::{Findings, Language, Severity, Texts};
use crate::exports::{self, Assets, Location};
use crate::guard::{self, Passed};
use crate::ledger::{self, Addresses, Compared, Ledger};
use crate::memo::Memo;
use crate::model::{self, Catalogue};
use crate::pages::{self, Page, PageInputs, Pages, Paper, PaperChoice, Render};
use crate::press::{Press, Pressed, Rules};
use crate::prose::{self, Bodies, ProseTable};
use crate::publish::{Memory, Sink, SiteTree};
use crate::routes::{self, Routes};
use crate::search_index;
use crate::source::{Place, Sources};

/// What the person at the keyboard chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The search engine for the browser, as WebAssembly; without it (empty) only the command line
    /// can search.
    pub engine: &'static [u8],
    /// The day to reckon from; the edition's if none.
    pub today: Option<Date>,
    /// Whether drafts are part of the portal.
    pub drafts: bool,
    /// Codes that are errors, whatever their severity.
    pub deny: Vec<String>,
    /// Codes that are not told.
    pub allow: Vec<String>,
    /// The course whose part is all that the search for file shares finds; everything if none.
    pub course: Option<String>,
    /// What goes into a document for paper as well; nothing if none.
    pub paper: Option<PaperChoice>,
    /// What earlier builds with the same options have made.
    pub memo: Arc<Memo>,
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
    /// Personal numbers, in the index; those in files are looked for as the files are made.
    Outgoing,
    /// A document for paper.
    Typeset,
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
            Self::Typeset => "typeset",
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
pub struct Built<S = Site> {
    /// What is wrong, sorted; with an error among them there may be no site.
    pub findings: Findings,
    /// The catalogue, if the settings could be read.
    pub catalogue: Option<Catalogue>,
    /// The site and its index, if all could be made.
    pub site: Option<S>,
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
    /// Every address that people may keep.
    pub addresses: Addresses,
}

/// A finished site whose files have gone where they should.
#[derive(Debug)]
pub struct Made<S> {
    /// What has taken every file that is published.
    pub sink: S,
    /// Where it will lie on its host, without a slash at the end.
    pub base_path: String,
    /// The prebuilt index.
    pub index: IndexFiles,
    /// How many pages people can read.
    pub pages: usize,
    /// How many documents can be found.
    pub documents: usize,
    /// How many files are published.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// Every address that people may keep.
    pub addresses: Addresses,
    /// The document for paper, where one is wanted.
    pub paper: Option<Paper>,
}

/// As [`build_into`], into memory.
#[must_use]
pub fn build(
    sources: &Sources,
    findings: Findings,
    options: &Options,
    observer: &dyn Observer,
) -> Built {
    let open = |_: &Catalogue| Ok::<_, Infallible>(Memory::default());
    let Built { findings, catalogue, site } =
        match build_into((sources, findings), options, observer, open) {
            Ok(built) => built,
            Err(never) => match never {},
        };
    let site = site.map(|Made { sink, base_path, index, pages, documents, addresses, .. }| Site {
        tree: sink.into_tree(),
        base_path,
        index,
        pages,
        documents,
        addresses,
    });
    Built { findings, catalogue, site }
}

/// Sources to site:
///
/// 1. all that came in is searched for personal numbers;
/// 2. the catalogue is modelled and its prose rendered;
/// 3. every address gets its owner, and the catalogue is checked; if files could not be understood
///    it ends here, for what they hold would be missed;
/// 4. pages and index are made, side by side, and the editors' searches are tried on the index.
///    Whatever is finished is searched for personal numbers once more, and goes into the sink at
///    once;
/// 5. so does everything else that is published;
/// 6. the finished site's links are checked, as readers would follow them.
///
/// Findings come in with the sources: those of the reading. `open` gives the sink where nothing
/// that is known by then is an error; with an error there is no site, and the sink is dropped.
///
/// # Errors
/// When the sink cannot take what is published.
pub fn build_into<S: Sink>(
    (sources, mut findings): (&Sources, Findings),
    options: &Options,
    observer: &dyn Observer,
    open: impl FnOnce(&Catalogue) -> Result<S, S::Error>,
) -> Result<Built<Made<S>>, S::Error> {
    let incoming = staged(observer, Stage::Guard, || guard::incoming(sources, &options.memo));
    let (catalogue, found) =
        staged(observer, Stage::Model, || model::model(sources, options.today, options.drafts));
    findings.append(found);
    let settings = catalogue.as_ref().map(|known| (known.site.exceptions.as_slice(), known.today));
    let (personal, passed) = incoming.judge(sources, settings);
    let Some(mut catalogue) = catalogue else {
        findings.append(personal);
        return Ok(Built { findings: findings.into_sorted(), catalogue: None, site: None });
    };
    // A text file with faults is an error, so that no page is made without its words.
    let texts = texts(sources, catalogue.site.language, &mut findings).unwrap_or_default();
    let prose = staged(observer, Stage::Prose, || {
        prose::prose(&mut catalogue, sources, (&texts, &options.memo))
    });
    let understood = !findings.has_errors();
    findings.append(personal);
    let assets = Assets::of(sources, &catalogue);
    let (routes, collisions) = routes::plan(&catalogue, &assets.claims);
    findings.append(collisions);
    findings.append(ledger::settle_gone(&mut catalogue, &routes));
    findings.append(staged(observer, Stage::Check, || {
        checks::check(&catalogue, &prose, sources, &routes)
    }));
    let mut site = None;
    if understood {
        let (catalogue, texts, routes, passed) = (&catalogue, &texts, &routes, &passed);
        let bodies = &Bodies::new(catalogue, sources, texts).remembered(&options.memo);
        let content =
            Content { catalogue, prose: &prose, bodies, texts, sources, routes, passed, options };
        let sink = if findings.stop(&options.allow) { None } else { Some(open(catalogue)?) };
        site = make(&content, assets, observer, (sink, &mut findings))?;
    }
    let findings = judged(findings, &catalogue, sources, options, understood);
    options.memo.turn();
    let site = site.filter(|_| !findings.has_errors());
    Ok(Built { findings, catalogue: Some(catalogue), site })
}

/// What a site is made of.
struct Content<'a> {
    catalogue: &'a Catalogue,
    prose: &'a ProseTable,
    bodies: &'a Bodies<'a>,
    texts: &'a Texts,
    sources: &'a Sources,
    routes: &'a Routes,
    passed: &'a Passed,
    options: &'a Options,
}

/// Steps 4 to 6; no site when a template or the index could not be made, and none without a sink.
fn make<S: Sink>(
    content: &Content<'_>,
    assets: Assets<'_>,
    observer: &dyn Observer,
    (sink, findings): (Option<S>, &mut Findings),
) -> Result<Option<Made<S>>, S::Error> {
    let Content { catalogue, prose, bodies, texts, sources, routes, passed, options } = *content;
    let origin = |path: &str| origin(path, catalogue, routes);
    let rules = Rules { routes, settings: &catalogue.site, passed, origin: &origin };
    let press = Press::new(rules, sink.as_ref(), &options.memo);
    let finish = |path: &str, key, render: &Render<'_>| press.page(path, key, render);
    let (addresses, memo) = (&assets.urls, &*options.memo);
    let inputs = PageInputs {
        catalogue,
        prose,
        bodies,
        texts,
        sources,
        assets: addresses,
        finish: &finish,
        memo,
    };
    let (pages, search) = rayon::join(
        || staged(observer, Stage::Pages, || pages::pages(&inputs)),
        || {
            staged(observer, Stage::Index, || {
                Search::make(content, &rules, &press, (&assets, observer))
            })
        },
    );
    let search = search
        .map_err(|error| findings.push(search_index::not_indexed(catalogue.site.place(), &error)));
    let pages = pages.map_err(|found| findings.append(found));
    let (Ok(Pages { pages, data }), Ok(Search { index, failed, personal })) = (pages, search)
    else {
        return Ok(None);
    };
    findings.append(failed);
    let (paper, on_paper) = paper(options, &inputs, &index, &rules);
    staged(observer, Stage::Exports, || {
        rest((catalogue, routes, texts), &press, (&pages, data), assets);
    });
    let Pressed { names, files, inventory, personal: in_files, refused } = press.finish();
    if let Some(error) = refused {
        return Err(error);
    }
    // Whether anything is published at all is another question: what is not would vanish as a
    // whole.
    let made: HashSet<&str> =
        pages.iter().map(|page| &page.path).chain(&files).map(String::as_str).collect();
    let routed = routes.iter().filter(|(path, _)| made.contains(path));
    let addresses = Addresses::of(catalogue, prose, routed);
    findings.append(staged(observer, Stage::SiteCheck, || {
        let pages = pages.into_iter().map(|page| page.index);
        checks::check_site((catalogue, prose, routes), &SiteIndex::of(names, pages, files))
    }));
    findings.append(last(content, &addresses));
    if !findings.stop(&options.allow) {
        findings.append(personal);
        findings.extend(in_files);
        findings.append(on_paper);
    }
    Ok(sink.map(|sink| Made {
        sink,
        base_path: catalogue.site.base_path().to_owned(),
        index,
        pages: inventory.paths().filter(|path| routes.is_page(path)).count(),
        documents: catalogue.entries().count(),
        files: inventory.len(),
        bytes: inventory.bytes(),
        addresses,
        paper,
    }))
}

/// The document for paper, where one is wanted, and what is wrong with it: its words are looked
/// through as those of a page are.
fn paper(
    options: &Options,
    inputs: &PageInputs<'_>,
    index: &IndexFiles,
    rules: &Rules<'_>,
) -> (Option<Paper>, Findings) {
    let Some(choice) = &options.paper else { return (None, Findings::default()) };
    match pages::paper(inputs, index, choice) {
        Ok(paper) => {
            let found = guard::outgoing(PAPER, paper.data.as_bytes(), rules.origin, rules.passed);
            (Some(paper), found.into_iter().collect())
        }
        Err(found) => (None, found),
    }
}

/// What findings in the document for paper are told of.
const PAPER: &str = ".portal/paper.json";

/// What of the ledger would vanish, and what is wrong with the ledger itself.
fn last(content: &Content<'_>, now: &Addresses) -> Findings {
    let Content { catalogue, sources, routes, .. } = *content;
    let (ledger, mut findings) = Ledger::read(sources);
    findings.append(ledger::vanished(&Compared {
        ledger: &ledger,
        now,
        catalogue,
        routes,
        sources,
    }));
    findings
}

/// All that the search needs; made while the pages are.
struct Search {
    index: IndexFiles,
    /// The editors' search tests that fail.
    failed: Findings,
    /// The personal numbers in the index.
    personal: Findings,
}

impl Search {
    /// The index and the engine go to the press as the browser fetches them.
    fn make<S: Sink>(
        content: &Content<'_>,
        rules: &Rules<'_>,
        press: &Press<'_, S>,
        (assets, observer): (&Assets<'_>, &dyn Observer),
    ) -> Result<Self, IndexError> {
        let Content { catalogue, prose, bodies, options, .. } = *content;
        let index = search_index::index(catalogue, prose, bodies)?;
        // One after the other: the other threads make pages, and each of these holds as much again
        // as the index.
        let failed = search_index::run_tests(catalogue, &index);
        let personal = staged(observer, Stage::Outgoing, || {
            guard::outgoing_index(&index, rules.origin, rules.passed)
        })?;
        let give = &mut |chunks| press.files(owned(chunks));
        let bundle = exports::search_bundle(catalogue, None, (&index, options.engine), give)?;
        // As a script the index is a third larger than packed: it is gone before the others go.
        match options.course.as_deref().and_then(|id| catalogue.part_of_course(id)) {
            None => press.files(owned(exports::from_file(assets, &bundle, &index))),
            Some(part) => {
                let index = search_index::index_of_part(catalogue, &part, (prose, bodies))?;
                let made = (&index, options.engine);
                let bundle = exports::search_bundle(catalogue, Some(&part), made, &mut |_| ())?;
                press.files(owned(exports::from_file(assets, &bundle, &index)));
            }
        }
        press.files(owned(bundle.files));
        Ok(Self { index, failed, personal })
    }
}

/// Everything that is published beside the pages; the description of the build comes last, for it
/// speaks of all the others.
fn rest<S: Sink>(
    (catalogue, routes, texts): (&Catalogue, &Routes, &Texts),
    press: &Press<'_, S>,
    (pages, data): (&[Page], Vec<(String, Vec<u8>)>),
    assets: Assets<'_>,
) {
    let locations: Vec<_> =
        pages.iter().filter_map(|page| location(page, catalogue, routes)).collect();
    let site = &catalogue.site;
    let made = exports::sitemap(catalogue, &locations)
        .into_iter()
        .chain(exports::feeds(catalogue, texts))
        .chain([
            (routes::file_of(routes::OPEN_SEARCH), exports::open_search(site, texts)),
            (routes::file_of(routes::ROBOTS), exports::robots(site)),
        ]);
    let made = made.filter(|(path, _)| !routes.is_replaced(path));
    press.files(owned(made).chain(owned(data)).chain(assets.files));
    press.description(&routes::file_of(routes::OFFLINE), |site| {
        exports::offline(site, routes, texts)
    });
    press.description(&routes::file_of(routes::BUILD), |site| {
        exports::build_json(catalogue, routes, site)
    });
}

/// Files that nobody else has.
fn owned<'f>(
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> impl Iterator<Item = (String, Cow<'f, [u8]>)> {
    files.into_iter().map(|(path, bytes)| (path, Cow::Owned(bytes)))
}

/// Where to mend a published file: in the entry that it belongs to, or where its address is
/// claimed; the settings answer for the rest.
fn origin(path: &str, catalogue: &Catalogue, routes: &Routes) -> Place {
    let route = routes.get(path);
    let entry = route.and_then(|route| route.owner).map(|at| catalogue.entry(at));
    let place = entry
        .map(|entry| entry.place(entry.at.title))
        .or_else(|| route.and_then(|route| route.place));
    place.unwrap_or_else(|| catalogue.site.place())
}

/// A page as the sitemap lists it; what only leads on is not listed.
fn location(page: &Page, catalogue: &Catalogue, routes: &Routes) -> Option<Location> {
    if !routes.is_page(&page.path) {
        return None;
    }
    let reviewed = page.entry.and_then(|entry| catalogue.entry(entry).reviewed);
    Some(Location {
        url: routes::address_of(&page.path),
        reviewed: reviewed.map(|date| date.to_string()),
    })
}

/// The words of a language; a text file with faults is among the findings.
pub fn texts(sources: &Sources, language: Language, findings: &mut Findings) -> Option<Texts> {
    let (texts, found) = Texts::read(sources, language);
    let sound = !found.has_errors();
    findings.append(found);
    sound.then_some(texts)
}

/// Most findings of one code that are told for one file: nobody reads more.
const MOST_FINDINGS: usize = 100;

/// The findings that are told: accepted ones are left out, and what is accepted in vain is told
/// instead.
fn judged(
    mut findings: Findings,
    catalogue: &Catalogue,
    sources: &Sources,
    options: &Options,
    understood: bool,
) -> Findings {
    let accept = &catalogue.site.accept;
    let mut used = vec![false; accept.len()];
    let level = |code: &str| catalogue.site.level(code, &options.deny);
    findings.set_levels(level);
    let mut told: Findings = findings
        .into_iter()
        .filter(|finding| {
            let path = sources.file(finding.place.file).path();
            let matching = accept.iter().position(|accepted| {
                accepted.code == finding.code.name
                    && accepted.file.as_deref().is_none_or(|file| file == path)
            });
            match matching.filter(|_| finding.code.severity != Severity::Error) {
                Some(at) => {
                    used[at] = true;
                    false
                }
                None => true,
            }
        })
        .collect();
    if understood {
        let mut unused = checks::unused_acceptance(&catalogue.site, &used, sources);
        unused.set_levels(level);
        told.append(unused);
    }
    told.judge(&options.deny, &options.allow);
    told.into_sorted().at_most(MOST_FINDINGS)
}
