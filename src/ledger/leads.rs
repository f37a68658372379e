//! `redirect-chain`: what is gone leads to something that is gone as well.
//!
//! Why: who follows an old address wants to arrive, not to be sent from tombstone to tombstone, or
//! round in a ring. Wrong: `replaced_by: b` for a, where `b` is gone too. Right: what came instead
//! of `b`.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Gone, unknown_reference};
use crate::routes::{Routes, What, file_of};

/// The end of the way is not there.
pub(super) static REDIRECT_CHAIN: Code = Code::error("redirect-chain");

/// Judges where each row of `content/gone.yaml` leads; a row that leads nowhere is left without an
/// end, as it is told.
pub(crate) fn settle(catalogue: &mut Catalogue, routes: &Routes) -> Findings {
    let gone = catalogue.gone.iter();
    let by_id: HashMap<_, _> =
        gone.flat_map(|gone| ids(gone).into_iter().map(move |id| (id, gone))).collect();
    let judged: Vec<_> =
        catalogue.gone.iter().map(|gone| judge(gone, &by_id, catalogue, routes)).collect();
    for (gone, told) in catalogue.gone.iter_mut().zip(&judged) {
        if told.is_some() {
            gone.replaced_by = None;
        }
    }
    judged.into_iter().flatten().collect()
}

fn judge(
    gone: &Gone,
    by_id: &HashMap<String, &Gone>,
    catalogue: &Catalogue,
    routes: &Routes,
) -> Option<Diagnostic> {
    let to = gone.replaced_by.as_ref()?;
    let place = gone.place(to.span);
    if to.value.starts_with('/') {
        let there = routes
            .what(&file_of(&to.value))
            .filter(|what| !what.leads_on() && *what != What::Tombstone);
        let chain = Diagnostic::new(&REDIRECT_CHAIN, place).with("to", &to.value);
        return there.is_none().then(|| chain.message("message_address").help("help_address"));
    }
    if catalogue.by_id(&to.value).is_some() || catalogue.is_faulty(&to.value) {
        return None;
    }
    match by_id.get(&to.value) {
        Some(next) => Some(chain(gone, next, by_id, catalogue)),
        None => Some(unknown_reference(
            place,
            "entry",
            (&to.value, None),
            catalogue.ids().collect::<Vec<_>>(),
        )),
    }
}

/// Follows the rows from `gone` to their end: an entry, nothing, or one that was passed already.
fn chain(
    gone: &Gone,
    next: &Gone,
    by_id: &HashMap<String, &Gone>,
    catalogue: &Catalogue,
) -> Diagnostic {
    let to = gone.replaced_by.as_ref().map_or("", |to| to.value.as_str());
    let span = gone.replaced_by.as_ref().map_or(gone.at.span, |to| to.span);
    let diagnostic =
        Diagnostic::new(&REDIRECT_CHAIN, gone.place(span)).with("to", to).related(next.at, "next");
    let (mut passed, mut at) = (vec![to], next);
    while let Some(to) = at.replaced_by.as_ref().map(|to| to.value.as_str()) {
        if passed.contains(&to) {
            return diagnostic.message("message_ring").help("help_ring");
        }
        match by_id.get(to) {
            Some(onward) => at = onward,
            None if catalogue.by_id(to).is_some() => {
                return diagnostic.with("end", to).help("help_end").mended(gone.place(span), to);
            }
            None => break,
        }
        passed.push(to);
    }
    diagnostic
}

/// The ids that were those of a row: what its short links say.
fn ids(gone: &Gone) -> Vec<String> {
    let short =
        gone.addresses.iter().filter_map(|address| crate::routes::id_of_short_link(&address.value));
    short.map(str::to_owned).collect()
}
