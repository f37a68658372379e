//! The answer of a saved search, from the index that is published with the same pages: what the
//! search page would show first.

use std::collections::BTreeMap;

use portal_search::{Engine, Request};
use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::pages::context::Context;
use crate::search_index::unreadable;
use crate::source::Text;

/// More hits than these nobody reads on paper.
const MOST: usize = 12;

/// What a saved search finds.
#[derive(Serialize)]
pub(in crate::pages) struct Answer {
    /// How many there are, in words.
    total: String,
    hits: Vec<Found>,
    /// That there are others.
    more: Option<String>,
}

/// One thing that was found.
#[derive(Serialize)]
struct Found {
    title: String,
    kind: String,
    url: String,
    summary: String,
    historical: bool,
    /// The page's short link.
    short: Option<String>,
}

/// What a search finds in the index.
///
/// # Errors
/// When the engine cannot read the index.
pub(in crate::pages) fn answer(
    context: &Context<'_>,
    engine: &Engine,
    (query, facets): (&str, &BTreeMap<String, Vec<Text>>),
) -> Result<Answer, Diagnostic> {
    let mut request = Request { limit: MOST, ..Request::new(query) };
    for (name, values) in facets {
        // A facet that there is none of is told by the checks.
        let Ok(facet) = name.parse() else { continue };
        for value in values {
            request = request.with_filter(facet, value.value.as_str());
        }
    }
    let place = context.catalogue.site.place();
    let found = engine.search(&request).map_err(|error| unreadable(place, &error))?;
    let words = &context.words;
    let rest = usize::try_from(found.total).unwrap_or(usize::MAX).saturating_sub(found.hits.len());
    let total = words.fill("paper.found", &[("count", &found.total.to_string())]);
    let hits = found.hits.into_iter().map(|hit| {
        let at = context.catalogue.by_id(&hit.id);
        let short = at.map(|at| context.catalogue.entry(at).short_url());
        Found {
            title: hit.title,
            kind: words.find("kind", hit.kind.as_str()).unwrap_or_default().to_owned(),
            url: hit.url,
            summary: hit.summary,
            historical: hit.historical,
            short: short.map(|short| format!("{}{short}", context.catalogue.site.base_url)),
        }
    });
    let hits: Vec<Found> = hits.collect();
    let more = (rest > 0).then(|| words.fill("paper.more", &[("count", &rest.to_string())]));
    Ok(Answer { total, hits, more })
}
