//! Who wants which address. Takes the catalogue and the static files; gives every claim there is,
//! the strongest first: what the portal cannot do without, then the pages of the content, then what
//! was published earlier, then files.

use super::address::{self, Index};
use super::address::{ADDRESSES_IN_ONE_SITEMAP, TOOLS, sitemap_part};
use super::{Static, What};
use crate::model::{AgeGroup, Catalogue, EntryRef, Kind, Law, Status, Vocabulary};
use crate::publish::MARKER;
use crate::source::Place;

/// Somebody wants an address.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The address from the root.
    pub(super) address: String,
    /// What is to be published there.
    pub(super) what: What,
    /// The entry that it belongs to, if any.
    pub(super) owner: Option<EntryRef>,
    /// Where it is written; none for what the program makes of its own accord.
    pub(super) place: Option<Place>,
}

impl Claim {
    fn of_portal(address: impl Into<String>, what: What) -> Self {
        Self { address: address.into(), what, owner: None, place: None }
    }
}

/// Every claim, the strongest first: of two that want one address, the later one is told.
pub(super) fn claims(catalogue: &Catalogue, files: &[Static]) -> Vec<Claim> {
    let mut claims = of_portal();
    claims.extend(values(catalogue));
    claims.extend(entries(catalogue));
    claims.extend(parts(catalogue));
    claims.extend(terms(catalogue));
    claims.extend(short_links(catalogue));
    claims.extend(sitemap_parts(claims.len()));
    claims.extend(aliases(catalogue));
    claims.extend(tombstones(catalogue));
    claims.extend(files.iter().map(of_file));
    claims
}

/// What every portal has, whatever is in it.
fn of_portal() -> Vec<Claim> {
    let tools = TOOLS.into_iter().map(|address| Claim::of_portal(address, What::Tool));
    let lists = Kind::ALL
        .into_iter()
        .filter_map(Kind::list)
        .map(|address| Claim::of_portal(address, What::List));
    let indexes = Index::all().map(|index| Claim::of_portal(index.address(), What::List));
    let asked = Vocabulary::ALL.map(Index::Vocabulary).into_iter().chain([Index::Ages]);
    let unstated = asked.map(|index| Claim::of_portal(index.unstated(), What::Value));
    let timelines =
        Vocabulary::ALL.map(|one| Claim::of_portal(Index::Vocabulary(one).timeline(), What::Tool));
    let feeds = Kind::ALL
        .into_iter()
        .filter_map(address::feed_of)
        .map(|address| Claim::of_portal(address, What::Export));
    let files = [address::SITEMAP, address::FEED, address::OPEN_SEARCH, address::ROBOTS];
    let files = files.into_iter().map(|address| Claim::of_portal(address, What::Export));
    let marker = format!("/{MARKER}");
    let fixed = [address::BUILD, address::OFFLINE, address::FINDER_DATA, address::SINCE, &marker]
        .map(|path| Claim::of_portal(path, What::Record));
    tools
        .chain(lists)
        .chain(indexes)
        .chain(unstated)
        .chain(timelines)
        .chain(feeds)
        .chain(files)
        .chain(fixed)
        .collect()
}

/// The numbered files of a sitemap that one file cannot hold. There are never more pages than twice
/// the claims: a list has no later page without two hundred entries.
fn sitemap_parts(claims: usize) -> impl Iterator<Item = Claim> {
    let most = claims * 2 / ADDRESSES_IN_ONE_SITEMAP;
    let numbers = 1..=if most == 0 { 0 } else { most + 1 };
    numbers.map(|number| Claim::of_portal(sitemap_part(number), What::Export))
}

/// Values that are not written as terms of a vocabulary, or whose rows keep no place.
fn values(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    let statuses = Status::ALL.into_iter().map(|status| Index::Statuses.value(status.as_str()));
    let ages = AgeGroup::ALL.into_iter().map(|group| Index::Ages.value(group.id()));
    let laws = catalogue.laws.iter().map(Law::url);
    let documents = catalogue.documents.iter().map(|document| Index::Documents.value(&document.id));
    statuses
        .chain(ages)
        .chain(laws)
        .chain(documents)
        .map(|address| Claim::of_portal(address, What::Value))
}

fn entries(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    let with_pages = catalogue.entries().filter(|at| at.kind != Kind::Term);
    with_pages.map(|at| {
        let entry = catalogue.entry(at);
        let place = Some(entry.place(entry.at.slug));
        Claim { address: entry.url(), what: What::Entry, owner: Some(at), place }
    })
}

/// Pages that belong to an entry besides its own.
fn parts(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    let procedures =
        catalogue.procedures.iter().enumerate().filter(|(_, one)| !one.steps.is_empty());
    let sheets = procedures.map(|(index, one)| {
        (EntryRef::new(Kind::Procedure, index), vec![address::checklist(&one.entry.url())])
    });
    let courses = catalogue.courses.iter().enumerate().map(|(index, one)| {
        let url = one.entry.url();
        let numbers = std::iter::once(None).chain((0..one.parts.len()).map(Some));
        let packs = numbers.map(|part| address::print_pack(&url, part));
        let exercises = one.has_exercises().then(|| address::exercises(&url));
        let pages = packs.chain([address::participant(&url)]).chain(exercises);
        (EntryRef::new(Kind::Course, index), pages.collect())
    });
    sheets.chain(courses).flat_map(|(at, addresses)| {
        let entry = catalogue.entry(at);
        let place = Some(entry.place(entry.at.slug));
        addresses.into_iter().map(move |address| Claim {
            address,
            what: What::Part,
            owner: Some(at),
            place,
        })
    })
}

fn terms(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    let terms = catalogue.vocabulary.iter();
    terms.map(|term| Claim {
        address: term.url(),
        what: What::Value,
        owner: None,
        place: Some(term.at),
    })
}

fn short_links(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    catalogue.entries().map(|at| {
        let entry = catalogue.entry(at);
        let place = Some(entry.place(entry.at.title));
        Claim { address: entry.short_url(), what: What::ShortLink, owner: Some(at), place }
    })
}

fn aliases(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    catalogue.entries().flat_map(|at| {
        let entry = catalogue.entry(at);
        entry.aliases.iter().map(move |alias| {
            let place = Some(entry.place(alias.span));
            Claim { address: alias.value.clone(), what: What::Alias, owner: Some(at), place }
        })
    })
}

fn tombstones(catalogue: &Catalogue) -> impl Iterator<Item = Claim> {
    catalogue.gone.iter().flat_map(|gone| {
        gone.pages().map(|address| {
            let place = Some(gone.place(address.span));
            Claim { address: address.value.clone(), what: What::Tombstone, owner: None, place }
        })
    })
}

fn of_file(file: &Static) -> Claim {
    let what = if file.of_content { What::Image } else { What::Static };
    Claim { address: address::address_of(&file.path), what, owner: None, place: file.place }
}
