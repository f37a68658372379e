//! What is published beside the pages and the search.

use super::owned;
use crate::diagnostics::Texts;
use crate::exports::{self, Assets, Location};
use crate::model::Catalogue;
use crate::pages::Page;
use crate::press::Press;
use crate::publish::Sink;
use crate::routes::{self, Routes};

/// Everything that is published beside the pages; the description of the build comes last, for it
/// speaks of all the others.
pub(super) fn beside<S: Sink>(
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
