//! The pages of the site. Takes the catalogue, its prose, the words and the theme; hands over every
//! page as HTML as soon as it is rendered, and keeps its path. Each page kind is a file: a typed
//! view with just what its template shows, all words chosen. Writes nothing.

mod a_to_z;
mod asking;
mod card;
mod cited;
mod codes;
mod collation;
mod contact;
mod context;
mod course;
mod entry;
mod facet;
mod fact;
mod finder;
mod frame;
mod front;
mod glossary;
mod goal;
mod gone;
mod json_ld;
mod link;
mod listing;
mod missed;
mod news;
mod not_found;
mod offer;
mod page;
mod paging;
mod paper;
mod pinboard;
mod procedure;
mod redirect;
mod related;
mod search_page;
mod section;
mod since;
mod statement;
mod template_text;
mod templates;
mod words;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use portal_search::{Engine, IndexFiles};
use rayon::prelude::*;

pub(crate) use codes::CODES;
pub(crate) use paper::paper;
pub use paper::{NotOnPaper, Paper, PaperChoice, PaperPart};
pub(crate) use procedure::swimlane as drawing;

use crate::diagnostics::{Diagnostic, Findings, Texts};
use crate::memo::{Key, Memo};
use crate::model::{Catalogue, EntryRef, Kind};
use crate::prose::{Bodies, ProseTable};
use crate::routes::{PageIndex, Routes};
use crate::search_index::unreadable;
use crate::source::Sources;
use context::{Context, Rendered};

/// One page that is rendered and handed over.
pub(crate) struct Page {
    /// Its path in the site: `tilbud/dag-til-dag/index.html`.
    pub(crate) path: String,
    /// The entry that it shows or leads on to; none for lists.
    pub(crate) entry: Option<EntryRef>,
    /// What checks need to know of it.
    pub(crate) index: PageIndex,
}

/// Renders a page.
pub(crate) type Render<'a> = dyn Fn() -> Result<String, Diagnostic> + 'a;

/// Takes the page at a path, on whichever thread makes it, with the name of all that is on it, if
/// there is one, and how it is rendered; gives what is kept of it.
pub(crate) type Finish<'a> =
    dyn Fn(&str, Option<Key>, &Render<'_>) -> Result<PageIndex, Diagnostic> + Sync + 'a;

/// All pages, and what their scripts need beside them.
pub(crate) struct Pages {
    /// The pages.
    pub(crate) pages: Vec<Page>,
    /// Files of data, by path.
    pub(crate) data: Vec<(String, Vec<u8>)>,
}

/// What pages are made from.
pub(crate) struct PageInputs<'a> {
    /// Everything, resolved.
    pub(crate) catalogue: &'a Catalogue,
    /// What is known of every entry's prose.
    pub(crate) prose: &'a ProseTable,
    /// The prose itself.
    pub(crate) bodies: &'a Bodies<'a>,
    /// The words of the portal's language.
    pub(crate) texts: &'a Texts,
    /// The files, among them the templates.
    pub(crate) sources: &'a Sources,
    /// Published assets: `css/portal.css` to `/css/portal.1a2b3c4d.css`.
    pub(crate) assets: &'a BTreeMap<String, String>,
    /// Where pages go.
    pub(crate) finish: &'a Finish<'a>,
    /// What earlier builds have made.
    pub(crate) memo: &'a Memo,
}

/// Every kind of page, in the order of the result.
const KINDS: [fn(&Context<'_>) -> Rendered; 28] = [
    front::pages,
    offer::pages,
    procedure::pages,
    procedure::checklist::pages,
    contact::pages,
    goal::pages,
    course::pages,
    course::print_pack::pages,
    course::participant::pages,
    course::exercises::pages,
    page::pages,
    news::pages,
    section::pages,
    facet::pages,
    a_to_z::pages,
    glossary::pages,
    contact::collaboration_map::pages,
    contact::organisation::pages,
    facet::timeline::pages,
    search_page::pages,
    finder::pages,
    missed::pages,
    pinboard::pages,
    statement::pages,
    not_found::pages,
    redirect::short_links,
    redirect::aliases,
    gone::pages,
];

/// All pages, always in the same order, whichever was rendered first.
///
/// # Errors
/// What is wrong with the templates.
pub(crate) fn pages(inputs: &PageInputs<'_>) -> Result<Pages, Findings> {
    let context = Context::of(inputs)?;
    let rendered: Vec<Rendered> = KINDS.into_par_iter().map(|kind| kind(&context)).collect();
    let pages = all_made(rendered.into_iter().flatten())?;
    Ok(Pages { pages, data: vec![finder::data(&context), since::data(&context)] })
}

/// The pages of entries that are among the `wanted` files, handed over before all the others are
/// made. What is wrong with the templates is told when those are.
pub(crate) fn early(inputs: &PageInputs<'_>, routes: &Routes, wanted: &BTreeSet<String>) {
    let owners = wanted.iter().filter_map(|path| routes.get(path)?.owner);
    let kinds: BTreeSet<Kind> = owners.map(|at| at.kind).collect();
    let Ok(context) = Context::of(inputs) else { return };
    let context = context.only(wanted);
    let of_entries = kinds.into_iter().map(|kind| match kind {
        Kind::Offer => offer::pages,
        Kind::Procedure => procedure::pages,
        Kind::Contact => contact::pages,
        Kind::Goal => goal::pages,
        Kind::Course => course::pages,
        Kind::News => news::pages,
        Kind::Page => page::pages,
        Kind::Term => glossary::pages,
    });
    of_entries.for_each(|pages| drop(pages(&context)));
}

/// The pages that show what the index answers; without an index they show the questions.
///
/// # Errors
/// What is wrong with the templates, or that the index cannot be read.
pub(crate) fn answered(
    inputs: &PageInputs<'_>,
    index: Option<&IndexFiles>,
) -> Result<Vec<Page>, Findings> {
    if inputs.catalogue.courses.is_empty() {
        return Ok(Vec::new());
    }
    let place = inputs.catalogue.site.place();
    let engine = index.map(|index| Engine::open(index.clone())).transpose();
    let engine = engine.map_err(|error| Findings::from_iter([unreadable(place, &error)]))?;
    let context = Context::of(inputs)?;
    all_made(course::print_pack::part_pages(&context, engine.as_ref()))
}

/// Every page, or what is wrong with those that could not be made.
fn all_made(
    rendered: impl IntoIterator<Item = Result<Page, Diagnostic>>,
) -> Result<Vec<Page>, Findings> {
    let mut pages = Vec::new();
    let mut findings = Findings::default();
    for result in rendered {
        match result {
            Ok(page) => pages.push(page),
            Err(diagnostic) => findings.push(diagnostic),
        }
    }
    if findings.is_empty() { Ok(pages) } else { Err(findings.into_sorted()) }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Language, Texts};
    use crate::source::default_theme;

    /// The built-in theme's Danish texts.
    pub(super) fn danish() -> Texts {
        Texts::read(&default_theme().0, Language::Danish).0
    }
}
