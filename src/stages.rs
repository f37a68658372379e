//! The stages of [`build()`](crate::build()) one by one, for those who measure them or put them
//! together otherwise.

use std::sync::{Mutex, PoisonError};

use portal_search::{IndexError, IndexFiles};

use crate::checks::{Names, PageIndex};
use crate::diagnostics::{Diagnostic, Findings, Language, Texts};
use crate::exports::Assets;
use crate::memo::Memo;
use crate::model::Catalogue;
use crate::pages::{PageInputs, Render};
use crate::prose::{Bodies, ProseTable};
use crate::source::Sources;
use crate::{Built, Options, Unobserved};

/// Files to catalogue, as of the edition's date; none if the settings cannot be read.
#[must_use]
pub fn model(sources: &Sources) -> (Option<Catalogue>, Findings) {
    crate::model::model(sources, None, false)
}

/// What there is to know of the Markdown; adds the links by id to the catalogue's references.
pub fn prose(catalogue: &mut Catalogue, sources: &Sources) -> ProseTable {
    let (texts, _) = Texts::read(sources, catalogue.site.language);
    crate::prose::prose(catalogue, sources, (&texts, &Memo::default()))
}

/// Every rule on the catalogue and the prose.
#[must_use]
pub fn check(catalogue: &Catalogue, prose: &ProseTable, sources: &Sources) -> Findings {
    let (routes, mut findings) =
        crate::routes::plan(catalogue, &Assets::of(sources, catalogue).claims);
    findings.append(crate::checks::check(catalogue, prose, sources, &routes));
    findings
}

/// Every page: path and HTML, in byte order of the paths.
///
/// # Errors
/// The findings of templates or texts that have faults.
pub fn pages(
    catalogue: &Catalogue,
    prose: &ProseTable,
    sources: &Sources,
) -> Result<Vec<(String, String)>, Findings> {
    let mut findings = Findings::default();
    let Some(texts) = crate::texts(sources, Language::default(), &mut findings) else {
        return Err(findings);
    };
    let assets = Assets::of(sources, catalogue);
    let (names, finished) = (Names::default(), Mutex::new(Vec::new()));
    let finish = |path: &str, _, render: &Render<'_>| {
        let html = render()?;
        let index = PageIndex::of(path, &html, &catalogue.site.base_url, &names);
        finished.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), html));
        Ok::<_, Diagnostic>(index)
    };
    let (texts, assets, memo) = (&texts, &assets.urls, &Memo::default());
    let bodies = &Bodies::new(catalogue, sources, texts);
    crate::pages::pages(&PageInputs {
        catalogue,
        prose,
        bodies,
        texts,
        sources,
        assets,
        finish: &finish,
        memo,
    })?;
    let mut pages = finished.into_inner().unwrap_or_else(PoisonError::into_inner);
    pages.sort();
    Ok(pages)
}

/// The prebuilt index.
///
/// # Errors
/// When the engine cannot write it.
pub fn index(
    catalogue: &Catalogue,
    prose: &ProseTable,
    sources: &Sources,
) -> Result<IndexFiles, IndexError> {
    let (texts, _) = Texts::read(sources, catalogue.site.language);
    crate::search_index::index(catalogue, prose, &Bodies::new(catalogue, sources, &texts))
}

/// All of it, in memory, with `engine` for the browser.
#[must_use]
pub fn whole(sources: &Sources, engine: &'static [u8]) -> Built {
    crate::build(sources, Findings::default(), &Options::new(engine), &Unobserved)
}
