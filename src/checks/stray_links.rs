//! The links of the finished site that lead nowhere, each with the place to mend it: the link in an
//! editor's prose, or the entry (else the settings) whose page a template put it on. Gives raw
//! material for two rules; words nothing.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::model::{Catalogue, EntryRef, Key, Kind, Shown};
use crate::prose::{Leads, ProseTable};
use crate::routes::own_address;
use crate::routes::{Missing, PageIndex, SiteIndex};
use crate::source::Place;

/// A link that leads nowhere.
pub(super) struct StrayLink {
    /// What is missing at its end.
    pub(super) missing: Missing,
    /// The place to mend it.
    pub(super) place: Place,
    /// The address as it is written; none for a link of a template.
    pub(super) written: Option<String>,
    /// The address of the page it stands on, if a template made the link; none for a link in the
    /// prose.
    pub(super) template_page: Option<String>,
}

/// Every stray link: those of the prose one by one, those of templates once for each thing that is
/// missing, since the same header stands on every page. What an entry is told of itself is not told
/// again where another page shows it.
pub(super) fn stray_links(
    (catalogue, prose, owners): (&Catalogue, &ProseTable, &HashMap<&str, EntryRef>),
    tree: &SiteIndex,
) -> Vec<StrayLink> {
    let base_url = catalogue.site.base_url.as_str();
    let pages = tree.pages().par_iter().map(|page| {
        let owner = owners.get(page.address.as_str()).copied();
        let mut strays =
            owner.map_or_else(Vec::new, |owner| in_prose(page, owner, (catalogue, prose), tree));
        let told: BTreeSet<_> = strays.iter().map(|stray| stray.missing.clone()).collect();
        let place =
            owner.map_or_else(|| catalogue.site.place(), |owner| title_place(catalogue, owner));
        // In an order that does not depend on which page was made first.
        let missing =
            tree.links(page).filter_map(|link| tree.missing(&page.address, link, base_url));
        let missing: BTreeSet<Missing> = missing.collect();
        strays.extend(missing.into_iter().filter(|missing| !told.contains(missing)).map(
            |missing| StrayLink {
                missing,
                place,
                written: None,
                template_page: Some(format!("/{}", page.address)),
            },
        ));
        strays
    });
    let pages: Vec<Vec<StrayLink>> = pages.collect();
    let (mut strays, of_templates): (Vec<_>, Vec<_>) =
        pages.into_iter().flatten().partition(|stray| stray.template_page.is_none());
    let mut told: BTreeSet<_> = strays.iter().map(|stray| stray.missing.clone()).collect();
    told.extend(by_other_rules(catalogue, prose, tree));
    strays.extend(of_templates.into_iter().filter(|stray| told.insert(stray.missing.clone())));
    strays
}

/// What other rules tell of any entry.
fn by_other_rules(catalogue: &Catalogue, prose: &ProseTable, tree: &SiteIndex) -> Vec<Missing> {
    let links = catalogue.entries().flat_map(|at| {
        let url = catalogue.entry(at).url();
        let links = of_other_rules(at, catalogue, prose).into_iter();
        links.filter_map(move |link| {
            tree.missing(url.trim_start_matches('/'), &link, &catalogue.site.base_url)
        })
    });
    links.collect()
}

fn in_prose(
    page: &PageIndex,
    owner: EntryRef,
    (catalogue, prose): (&Catalogue, &ProseTable),
    tree: &SiteIndex,
) -> Vec<StrayLink> {
    let entry = catalogue.entry(owner);
    let base_url = catalogue.site.base_url.as_str();
    let links = prose.of(owner).links.iter().filter(|link| {
        let is_own = || own_address(&link.destination, base_url).is_some();
        link.leads == Leads::Site || link.leads == Leads::Outside && is_own()
    });
    let strays = links.filter_map(|link| {
        let missing = tree.missing(&page.address, &link.destination, base_url)?;
        let (place, written) = (entry.place(link.span), Some(link.destination.clone()));
        Some(StrayLink { missing, place, written, template_page: None })
    });
    strays.collect()
}

/// Links of an entry that other rules judge: `missing-image`, and `unknown-reference` for a
/// course's anchors.
fn of_other_rules(owner: EntryRef, catalogue: &Catalogue, prose: &ProseTable) -> Vec<String> {
    let images = prose.of(owner).images.iter().map(|image| image.address.clone());
    let items = match owner.kind {
        Kind::Course => catalogue.courses[Key::new(owner.index as usize)].parts.as_slice(),
        _ => &[],
    };
    let anchors = items.iter().flat_map(|part| &part.items).filter_map(|item| match &item.shown {
        Shown::Entry { entry, anchor } => {
            Some(format!("{}#{}", catalogue.entry(*entry).url(), anchor.as_ref()?.value))
        }
        Shown::Search { .. } => None,
    });
    images.chain(anchors).collect()
}

fn title_place(catalogue: &Catalogue, owner: EntryRef) -> Place {
    let entry = catalogue.entry(owner);
    entry.place(entry.at.title)
}
