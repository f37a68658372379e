//! Who owns which address. Takes the catalogue and the static files; gives the table of every path
//! that is published, and as findings those that two want. What is published is published at a
//! route of this table, and nowhere else, so that nothing can be written over anything.
//!
//! Some paths are known only when they are made: the later pages of a list, and the files of the
//! search, which are named by their content. For those the table has a *folder*, which belongs to
//! its owner with all that will lie in it.

mod address;
mod claims;
mod collision;
mod relative;
mod replaces_generated;
mod site_index;

pub(crate) use address::*;
pub(crate) use collision::CODES;
pub(crate) use relative::{From, Linked, Linker, stylesheet};
pub(crate) use site_index::{Marks, Missing, Names, PageIndex, PageParts, SiteIndex, inside};

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::Findings;
use crate::memo::{Key, Naming};
use crate::model::{Catalogue, EntryRef};
use crate::percent;
use crate::source::Place;
use claims::{Claim, claims};

/// What is published at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum What {
    /// A page that every portal has.
    Tool,
    /// The list of a kind's entries, or of the values of a facet.
    List,
    /// The page of a facet's value.
    Value,
    /// The page of an entry.
    Entry,
    /// A further page of an entry: a checklist, a print pack.
    Part,
    /// A short link, which leads on.
    ShortLink,
    /// An older address, which leads on.
    Alias,
    /// What an address says of something that is gone.
    Tombstone,
    /// A file of the content.
    Image,
    /// A file of the theme, the stylesheet among them.
    Static,
    /// A file for programs, which a theme may replace by its own.
    Export,
    /// What the program keeps about what it has published; nobody may replace it.
    Record,
}

impl What {
    /// Whether it only leads on to something else.
    pub(crate) fn leads_on(self) -> bool {
        matches!(self, Self::ShortLink | Self::Alias)
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub(crate) struct Static {
    /// Its path in the site, without a slash in front.
    pub(crate) path: String,
    /// Whether it is the content's; the theme's otherwise.
    pub(crate) of_content: bool,
    /// The file itself; none for what is put together of several.
    pub(crate) place: Option<Place>,
}

/// One published path.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The address from the root: `/tilbud/dag-til-dag/`.
    pub(crate) address: String,
    /// What is there.
    pub(crate) what: What,
    /// The entry that it belongs to, if any.
    pub(crate) owner: Option<EntryRef>,
    /// Where it is claimed; none for what the program makes of its own accord.
    pub(crate) place: Option<Place>,
}

/// The table: every path with its route.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    /// By path in the site, without a slash in front.
    by_file: BTreeMap<String, Route>,
    /// Folders (with a slash at the end) that belong to what made them.
    folders: HashMap<String, What>,
    /// Paths that the program would make, and for which the theme has a file of its own.
    replaced: HashSet<String>,
}

impl Routes {
    /// The route of a path in the site.
    pub(crate) fn get(&self, file: &str) -> Option<&Route> {
        self.by_file.get(file)
    }

    /// What is published at a path in the site; in an owned folder, what its owner fills it with.
    pub(crate) fn what(&self, file: &str) -> Option<What> {
        let exact = self.by_file.get(file).map(|route| route.what);
        exact.or_else(|| ancestors(file).find_map(|folder| self.folders.get(folder).copied()))
    }

    /// What tells this table from others, for links: what is published where.
    pub(crate) fn name(&self) -> Key {
        let word = |what: &What| format!("{what:?}");
        let files = self.by_file.iter().map(|(file, route)| (file, word(&route.what)));
        let mut folders: Vec<_> =
            self.folders.iter().map(|(folder, what)| (folder, word(what))).collect();
        folders.sort();
        files
            .chain(folders)
            .fold(Naming::default(), |naming, (path, what)| naming.and(path).and(what))
            .key()
    }

    /// Every route with a path of its own, in byte order of the paths.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Route)> {
        self.by_file.iter().map(|(file, route)| (file.as_str(), route))
    }

    /// The entry of every entry's page, by the page's address without a slash in front.
    pub(crate) fn entries(&self) -> HashMap<&str, EntryRef> {
        let entries = self.by_file.values().filter(|route| route.what == What::Entry);
        entries
            .filter_map(|route| Some((route.address.trim_start_matches('/'), route.owner?)))
            .collect()
    }

    /// Whether a path is a page that people read: not a short link, nor another address that leads
    /// on.
    pub(crate) fn is_page(&self, file: &str) -> bool {
        let what = self.what(file).filter(|what| !what.leads_on());
        address_of(file).ends_with('/')
            && what
                .is_some_and(|what| !matches!(what, What::Image | What::Static | What::Tombstone))
    }

    /// Whether the theme has a file of its own for what the program would make at `file`.
    pub(crate) fn is_replaced(&self, file: &str) -> bool {
        self.replaced.contains(file)
    }
}

/// The table of a portal, and what is wrong with it:
///
/// 1. everybody claims what they want, the strongest first;
/// 2. folders are given to those who will fill them;
/// 3. every claim is held against those before it: the same path, a file where others have a
///    folder, a path in another's folder. Paths are compared as Windows and macOS compare them, and
///    as a browser reads them.
pub(crate) fn plan(catalogue: &Catalogue, files: &[Static]) -> (Routes, Findings) {
    let claims = claims(catalogue, files);
    let mut table = Table { folders: folders(&claims), ..Table::default() };
    let mut findings = Findings::default();
    for claim in claims {
        findings.extend(table.take(claim, catalogue));
    }
    (table.routes(), findings)
}

/// The folders that are filled later, with what may be claimed in them all the same.
fn folders(claims: &[Claim]) -> HashMap<String, Folder> {
    let lists = claims.iter().filter(|claim| matches!(claim.what, What::List | What::Value));
    let lists = lists.chain(claims.iter().filter(|claim| claim.address == A_TO_Z));
    let later = lists.map(|list| {
        (
            later_pages(&list.address),
            Folder { filled_by: list.what, admits: &[], index_is_free: true },
        )
    });
    let bundle = Folder { filled_by: What::Export, admits: &[], index_is_free: false };
    let search = (SEARCH_BUNDLE.to_owned(), bundle);
    let reserved = RESERVED.iter().map(|(address, filled_by, admits)| {
        ((*address).to_owned(), Folder { filled_by: *filled_by, admits, index_is_free: false })
    });
    let all = later.chain([search]).chain(reserved);
    all.map(|(address, folder)| (folded(address.trim_start_matches('/')), folder)).collect()
}

/// Folders of which nobody else may have a part, with what lies in them today: an alias there would
/// be in the way of what is added tomorrow.
const RESERVED: &[(&str, What, &[What])] = &[
    // An older id may lead on as well, and say that it is gone.
    (SHORT_LINKS, What::ShortLink, &[What::ShortLink, What::Alias, What::Tombstone]),
    (SEARCH, What::Tool, &[What::Tool]),
    (A_TO_Z, What::Tool, &[What::Tool]),
    (FINDER, What::Tool, &[What::Tool, What::Record]),
    (PINBOARD, What::Tool, &[What::Tool]),
    (STATEMENT, What::Tool, &[What::Tool]),
    (COLLABORATION_MAP, What::Tool, &[What::Tool]),
    (ORGANISATION, What::Tool, &[What::Tool]),
    ("/lov/", What::Value, &[What::List, What::Value, What::Tombstone]),
    ("/status/", What::Value, &[What::List, What::Value, What::Tombstone]),
    ("/alder/", What::Value, &[What::List, What::Value, What::Tombstone]),
    ("/dokument/", What::Value, &[What::List, What::Value, What::Tombstone]),
    ("/images/", What::Image, &[What::Image, What::Static]),
    ("/css/", What::Static, &[What::Static]),
    ("/js/", What::Static, &[What::Static]),
];

/// A folder that belongs to somebody.
#[derive(Clone, Copy, Debug)]
struct Folder {
    filled_by: What,
    /// What may have a claim in it.
    admits: &'static [What],
    /// Whether anybody may have the folder's own address: the pages of a list lie one folder
    /// further down.
    index_is_free: bool,
}

/// The table while it is filled. All keys are [`folded`].
#[derive(Default)]
struct Table {
    by_key: HashMap<String, Claim>,
    /// Folders that hold something, with the key of the first that lies in them.
    holding: HashMap<String, String>,
    folders: HashMap<String, Folder>,
    replaced: HashSet<String>,
}

impl Table {
    /// Admits a claim, or tells why not.
    fn take(
        &mut self,
        claim: Claim,
        catalogue: &Catalogue,
    ) -> Option<crate::diagnostics::Diagnostic> {
        let file = file_of(&claim.address);
        let key = folded(&file);
        if let Some(first) = self.in_the_way(&key) {
            if claim.what == What::Static
                && first.what == What::Export
                && first.address == claim.address
            {
                let told = claim
                    .place
                    .map(|place| replaces_generated::replaces_generated(place, &claim.address));
                self.replaced.insert(file_of(&first.address));
                self.by_key.insert(key, claim);
                return told;
            }
            return collision::collision(&claim, first, catalogue);
        }
        let is_folder = self.folders.contains_key(&format!("{key}/"));
        if is_folder || self.owned(&key).is_some_and(|folder| !folder.admits.contains(&claim.what))
        {
            return Some(collision::reserved(&claim, catalogue));
        }
        for folder in ancestors(&key) {
            self.holding.entry(folder.to_owned()).or_insert_with(|| key.clone());
        }
        self.by_key.insert(key, claim);
        None
    }

    /// The innermost owned folder that a path lies in.
    fn owned(&self, key: &str) -> Option<&Folder> {
        let found = ancestors(key).find_map(|name| Some((name, self.folders.get(name)?)));
        let (_, folder) = found.filter(|(name, folder)| {
            !(folder.index_is_free && key.strip_prefix(name) == Some("index.html"))
        })?;
        Some(folder)
    }

    /// The earlier claim that leaves no room for a path: at the same path, at a file that would
    /// have to be a folder, or in a folder that would have to be a file.
    fn in_the_way(&self, key: &str) -> Option<&Claim> {
        let same = self.by_key.get(key);
        let above =
            || ancestors(key).find_map(|folder| self.by_key.get(folder.trim_end_matches('/')));
        let below =
            || self.holding.get(&format!("{key}/")).and_then(|first| self.by_key.get(first));
        same.or_else(above).or_else(below)
    }

    fn routes(self) -> Routes {
        let routes = self.by_key.into_values().map(|Claim { address, what, owner, place }| {
            (file_of(&address), Route { address, what, owner, place })
        });
        let filled_later = self.folders.into_iter().filter(|(_, folder)| folder.admits.is_empty());
        let folders = filled_later.map(|(folder, Folder { filled_by, .. })| (folder, filled_by));
        Routes { by_file: routes.collect(), folders: folders.collect(), replaced: self.replaced }
    }
}

/// Two paths that some system or browser takes for the same have the same key: case makes no
/// difference (Windows, macOS), nor how accents are written, nor whether a character is spelled by
/// its code.
fn folded(path: &str) -> String {
    percent::decoded(path).nfc().collect::<String>().to_lowercase()
}

/// The folders that a path lies in, with a slash at the end, the innermost first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.char_indices().rev().filter(|(_, character)| *character == '/').map(|(at, _)| &path[..=at])
}

#[cfg(test)]
mod property;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_codes_make_no_difference() {
        assert_eq!(folded("Images/cafe\u{301}.svg"), folded("images/caf%C3%A9.svg"));
        assert_ne!(folded("images/a.svg"), folded("images/b.svg"));
    }

    #[test]
    fn a_path_lies_in_every_folder_above_it() {
        assert_eq!(ancestors("a/b/index.html").collect::<Vec<_>>(), ["a/b/", "a/"]);
        assert_eq!(ancestors("robots.txt").count(), 0);
    }
}
