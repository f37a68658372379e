//! The pipeline, from sources to a finished site. Everything else is a stage of it or a host for
//! it.

mod beside;
mod consequences;
mod judged;
mod search;
mod site;
mod stage;

use std::borrow::Cow;
use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::civil::Date;
use portal_search::IndexFiles;

use crate::checks::{self, SiteIndex};
use crate::diagnostics::{Findings, Language, Texts};
use crate::exports::Assets;
use crate::guard::{self, Origin, Passed};
use crate::ledger::{self, Addresses, Compared, Ledger};
use crate::memo::Memo;
use crate::model::{self, Catalogue};
use crate::pages::{self, Finish, PageInputs, Pages, Paper, PaperChoice, Render};
use crate::press::{Press, Pressed, Rules};
use crate::prose::{self, Bodies, ProseTable};
use crate::publish::{Digest, Sink};
use crate::routes::{self, Routes};
use crate::search_index;
use crate::source::{Place, Sources};

use beside::beside;
use judged::judged;
use search::Search;
pub(crate) use stage::staged;
pub use {
    site::{Built, Made, Site, build},
    stage::{Observer, Stage, Unobserved},
};

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
    let (catalogue, found) = staged(observer, Stage::Model, || {
        model::remembered(sources, options.today, options.drafts, &options.memo)
    });
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
    let content = &Content {
        catalogue: &catalogue,
        prose: &prose,
        bodies: &Bodies::new(&catalogue, sources, &texts).remembered(&options.memo),
        texts: &texts,
        sources,
        routes: &routes,
        passed: &passed,
        options,
    };
    if !findings.has_errors() {
        early(content, &assets, observer);
    }
    findings.append(staged(observer, Stage::Check, || {
        checks::check(&catalogue, &prose, sources, &routes)
    }));
    let mut site = None;
    if understood {
        let sink = if findings.stop(&options.allow) { None } else { Some(open(&catalogue)?) };
        site = make(content, assets, observer, (sink, &mut findings))?;
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

impl<'a> Content<'a> {
    /// What finished files are held against.
    fn rules<'o>(&self, origin: &'o Origin<'o>) -> Rules<'o>
    where
        'a: 'o,
    {
        let Self { catalogue, routes, passed, .. } = *self;
        Rules { routes, settings: &catalogue.site, passed, origin }
    }

    /// What pages are made from, which go to `finish`.
    fn inputs<'i>(&self, assets: &'i Assets<'_>, finish: &'i Finish<'i>) -> PageInputs<'i>
    where
        'a: 'i,
    {
        let Self { catalogue, prose, bodies, texts, sources, options, .. } = *self;
        let (assets, memo) = (&assets.urls, &*options.memo);
        PageInputs { catalogue, prose, bodies, texts, sources, assets, finish, memo }
    }
}

/// The pages that somebody waits for, before anything is checked: whatever is wrong with them is
/// told when the portal is made.
fn early(content: &Content<'_>, assets: &Assets<'_>, observer: &dyn Observer) {
    let wanted = observer.wanted();
    if wanted.is_empty() {
        return;
    }
    let origin = |path: &str| origin(path, content.catalogue, content.routes);
    let sink = Handed(observer);
    let press = Press::new(content.rules(&origin), Some(&sink), &content.options.memo);
    let finish = |path: &str, key, render: &Render<'_>| press.page(path, key, render);
    pages::early(&content.inputs(assets, &finish), content.routes, &wanted);
}

/// Hands pages to whoever waits for them.
struct Handed<'o>(&'o dyn Observer);

impl Sink for Handed<'_> {
    type Error = Infallible;

    fn put(&self, path: &str, bytes: Vec<u8>, _: Digest) -> Result<(), Infallible> {
        self.0.show(path, &bytes);
        Ok(())
    }
}

/// Steps 4 to 6; no site when a template or the index could not be made, and none without a sink.
fn make<S: Sink>(
    content: &Content<'_>,
    assets: Assets<'_>,
    observer: &dyn Observer,
    (sink, findings): (Option<S>, &mut Findings),
) -> Result<Option<Made<S>>, S::Error> {
    let Content { catalogue, prose, texts, sources, routes, options, .. } = *content;
    let origin = |path: &str| origin(path, catalogue, routes);
    let rules = content.rules(&origin);
    let press = Press::new(rules, sink.as_ref(), &options.memo);
    let finish = |path: &str, key, render: &Render<'_>| press.page(path, key, render);
    let inputs = content.inputs(&assets, &finish);
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
    let (Ok(Pages { mut pages, data }), Ok(Search { index, failed, personal })) = (pages, search)
    else {
        return Ok(None);
    };
    findings.append(failed);
    match pages::answered(&inputs, index.as_ref()) {
        Ok(answered) => pages.extend(answered),
        Err(found) => {
            findings.append(found);
            return Ok(None);
        }
    }
    let (paper, on_paper) = paper(options, &inputs, index.as_ref(), &rules);
    staged(observer, Stage::Exports, || {
        beside((catalogue, routes, texts), &press, (&pages, data), assets);
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
        let tree = SiteIndex::of(names, pages, files);
        checks::check_site((catalogue, prose), (sources, routes), &tree)
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
    index: Option<&IndexFiles>,
    rules: &Rules<'_>,
) -> (Option<Paper>, Findings) {
    let Some((choice, index)) = options.paper.as_ref().zip(index) else {
        return (None, Findings::default());
    };
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

/// The words of a language; a text file with faults is among the findings.
pub fn texts(sources: &Sources, language: Language, findings: &mut Findings) -> Option<Texts> {
    let (texts, found) = Texts::read(sources, language);
    let sound = !found.has_errors();
    findings.append(found);
    sound.then_some(texts)
}
