//! The search of a site: its index, and what a browser fetches of it.

use portal_search::{IndexError, IndexFiles};

use super::{Content, Observer, Stage, owned, staged};
use crate::diagnostics::Findings;
use crate::exports::{self, Assets};
use crate::guard;
use crate::model::{Catalogue, Shown};
use crate::press::{Press, Rules};
use crate::publish::Sink;
use crate::search_index;

/// All that the search needs; made while the pages are.
pub(super) struct Search {
    /// The index, where somebody still asks it something; else nothing of it is held any longer.
    pub(super) index: Option<IndexFiles>,
    /// The editors' search tests that fail.
    pub(super) failed: Findings,
    /// The personal numbers in the index.
    pub(super) personal: Findings,
}

impl Search {
    /// The index and the engine go to the press as the browser fetches them.
    pub(super) fn make<S: Sink>(
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
        let is_asked = options.paper.is_some() || shows_searches(catalogue);
        let asked = is_asked.then(|| index.clone());
        press.index(index);
        Ok(Self { index: asked, failed, personal })
    }
}

/// Whether a course shows what a search finds.
fn shows_searches(catalogue: &Catalogue) -> bool {
    let parts = catalogue.courses.iter().flat_map(|course| &course.parts);
    let mut items = parts.flat_map(|part| &part.items);
    items.any(|item| matches!(item.shown, Shown::Search { .. }))
}
