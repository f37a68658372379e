//! What is published now, as the ledger counts it: what people link to. That is pages, files, short
//! links and the places within pages that content names; not what is named by its bytes or counted
//! through, such as stylesheets, the files of the search and the later pages of a list.

use std::collections::BTreeMap;

use crate::model::{Catalogue, EntryRef, Key, Kind, Step};
use crate::prose::ProseTable;
use crate::routes::{Route, What, is_sitemap_part};

/// Every lasting address with the id of the entry that it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    by_address: BTreeMap<String, Option<String>>,
}

impl Addresses {
    /// Those of a portal; `published` are the paths that have something at them, with their routes.
    pub(crate) fn of<'r>(
        catalogue: &Catalogue,
        prose: &ProseTable,
        published: impl Iterator<Item = (&'r str, &'r Route)>,
    ) -> Self {
        let lasting = published.map(|(_, route)| route).filter(|route| is_lasting(route));
        let routed = lasting.map(|route| (route.address.clone(), route.owner));
        let places = catalogue.entries().flat_map(|at| places(at, catalogue, prose));
        let id = |at| catalogue.entry(at).id.clone();
        let by_address = routed.chain(places).map(|(address, owner)| (address, owner.map(id)));
        Self { by_address: by_address.collect() }
    }

    /// Address and owner, in byte order of the addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.by_address.iter().map(|(address, owner)| (address.as_str(), owner.as_deref()))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_address.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_address.is_empty()
    }

    /// Whether an address is published.
    #[must_use]
    pub fn has(&self, address: &str) -> bool {
        self.by_address.contains_key(address)
    }

    /// The entry that an address belongs to.
    pub(super) fn owner(&self, address: &str) -> Option<&str> {
        self.by_address.get(address)?.as_deref()
    }

    /// The places within a page.
    pub(super) fn anchors_of<'a>(&'a self, page: &str) -> impl Iterator<Item = &'a str> {
        let start = format!("{page}#");
        let length = start.len();
        let from = self.by_address.range(start.clone()..).map(|(address, _)| address.as_str());
        from.take_while(move |address| address.starts_with(&start))
            .map(move |address| &address[length..])
    }
}

impl<'a> FromIterator<(&'a str, Option<&'a str>)> for Addresses {
    fn from_iter<I: IntoIterator<Item = (&'a str, Option<&'a str>)>>(addresses: I) -> Self {
        let owned = addresses
            .into_iter()
            .map(|(address, owner)| (address.to_owned(), owner.map(str::to_owned)));
        Self { by_address: owned.collect() }
    }
}

/// Whether people may keep the address.
fn is_lasting(route: &Route) -> bool {
    match route.what {
        What::Export => !is_sitemap_part(&route.address),
        What::Static | What::Record => false,
        _ => true,
    }
}

/// The places of an entry that content names: its headings, the steps of a procedure, and what a
/// term itself is.
fn places(
    at: EntryRef,
    catalogue: &Catalogue,
    prose: &ProseTable,
) -> Vec<(String, Option<EntryRef>)> {
    let url = catalogue.entry(at).url();
    if at.kind == Kind::Term {
        return vec![(url, Some(at))];
    }
    let headings = prose.of(at).headings.iter().map(|heading| heading.id.as_str());
    let steps: &[Step] = match at.kind {
        Kind::Procedure => &catalogue.procedures[Key::new(at.index as usize)].steps,
        _ => &[],
    };
    let anchors = headings.chain(steps.iter().map(|step| step.id.as_str()));
    anchors.map(|anchor| (format!("{url}#{anchor}"), Some(at))).collect()
}
