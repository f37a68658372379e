//! What a reader sees where something was that is no more: what it was, since when, what came
//! instead and whom to ask.

use rayon::prelude::*;
use serde::Serialize;

use super::asking::Whom;
use super::context::{Context, Rendered};
use super::fact::Fact;
use super::frame::Frame;
use super::link::Link;
use crate::model::Gone;

/// What the template shows.
#[derive(Serialize)]
struct GoneView<'e> {
    since: String,
    note: Option<&'e str>,
    /// What came instead.
    instead: Option<Link<'e>>,
    ask: Vec<Fact<'e>>,
}

/// A page at each of the addresses that are gone.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let gone: Vec<_> = context.catalogue.gone.iter().collect();
    let pages = gone.into_par_iter().flat_map_iter(|gone| {
        gone.pages().map(move |address| {
            let frame = Frame::new(context, &*address.value, &*gone.title);
            context.render("gone.html", &frame, &view(context, gone), None)
        })
    });
    pages.collect()
}

fn view<'e>(context: &'e Context<'_>, gone: &'e Gone) -> GoneView<'e> {
    let whom = Whom::of_named(context, gone.ask);
    let ask = [whom.names("contacts")].into_iter().chain(whom.ways(None));
    GoneView {
        since: context.words.fill("gone.since", &[("date", &context.words.date(gone.since))]),
        note: gone.note.as_deref(),
        instead: gone.replaced_by.as_ref().map(|to| instead(context, &to.value)),
        ask: ask.filter(|fact| !fact.is_empty()).collect(),
    }
}

/// A link to an entry by its id, or to an address.
fn instead<'e>(context: &'e Context<'_>, to: &'e str) -> Link<'e> {
    context.catalogue.by_id(to).map_or_else(|| Link::to(to, to), |at| context.link(at))
}
