//! Where everything of the portal lies: the one place that knows how an address is spelled. Takes
//! what is to be found; gives its address from the portal's root, `/tilbud/dag-til-dag/`, or the
//! file that answers for it.

use crate::model::{Entry, Kind, Law, Vocabulary, VocabularyTerm};

/// The front page.
pub(crate) const FRONT: &str = "/";
/// The search.
pub(crate) const SEARCH: &str = "/soeg/";
/// What was searched for in vain.
pub(crate) const MISSED: &str = "/soeg/forslag/";
/// Everything by its title.
pub(crate) const A_TO_Z: &str = "/a-aa/";
/// The questions that lead to offers.
pub(crate) const FINDER: &str = "/find-tilbud/";
/// What a reader has put aside.
pub(crate) const PINBOARD: &str = "/huskeliste/";
/// How well the portal can be used by everybody (WAS: the Danish web accessibility statement).
pub(crate) const STATEMENT: &str = "/was/";
/// Who works together.
pub(crate) const COLLABORATION_MAP: &str = "/samarbejde/";
/// Who belongs to whom.
pub(crate) const ORGANISATION: &str = "/organisation/";
/// What is shown where nothing is. The only page that answers at addresses that are not its own.
pub(crate) const NOT_FOUND: &str = "/404.html";

/// The pages that every portal has besides its lists.
pub(crate) const TOOLS: [&str; 10] = [
    FRONT,
    SEARCH,
    MISSED,
    A_TO_Z,
    FINDER,
    PINBOARD,
    STATEMENT,
    COLLABORATION_MAP,
    ORGANISATION,
    NOT_FOUND,
];

/// What the finder's script judges by.
pub(crate) const FINDER_DATA: &str = "/find-tilbud/tilbud.json";
/// What the front page tells changes by.
pub(crate) const SINCE: &str = "/nyt/siden-sidst.json";
/// Below it lie the engine and the index of the browser's search, named by their content.
pub(crate) const SEARCH_BUNDLE: &str = "/soeg/index/";
/// All of the search in one script, for a portal that is opened from a file share.
pub(crate) const SEARCH_FROM_FILE: &str = "/soeg/index/from-file.js";
/// Every page, for search engines.
pub(crate) const SITEMAP: &str = "/sitemap.xml";
/// Most addresses in one sitemap, from the protocol (sitemaps.org 0.9).
pub(crate) const ADDRESSES_IN_ONE_SITEMAP: usize = 50_000;
/// What is new, for feed readers.
pub(crate) const FEED: &str = "/atom.xml";
/// How a browser's address bar can search the portal.
pub(crate) const OPEN_SEARCH: &str = "/opensearch.xml";
/// What search engines may read.
pub(crate) const ROBOTS: &str = "/robots.txt";
/// What keeps the portal in a browser; at the root, for it answers only for its own folder.
pub(crate) const OFFLINE: &str = "/offline.js";
/// What was built, and of what.
pub(crate) const BUILD: &str = "/build.json";

/// The name that templates know the one stylesheet by, below the portal's root.
pub(crate) const STYLESHEET: &str = "css/portal.css";

/// Below it lie the short links.
pub(super) const SHORT_LINKS: &str = "/t/";

/// Where the later pages of a list lie, below the list.
const LATER_PAGES: &str = "side/";

/// A list of the values that entries are sorted by, each of which has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Index {
    /// The terms of a vocabulary.
    Vocabulary(Vocabulary),
    /// Laws.
    Laws,
    /// Where an entry is in its life.
    Statuses,
    /// Groups of age.
    Ages,
    /// Where things are said.
    Documents,
}

impl Index {
    /// All there are, vocabularies first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let vocabularies = Vocabulary::ALL.map(Self::Vocabulary).into_iter();
        vocabularies.chain([Self::Laws, Self::Statuses, Self::Ages, Self::Documents])
    }

    /// The address of the list; those of its values begin with it.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Vocabulary(vocabulary) => vocabulary.address(),
            Self::Laws => "/lov/",
            Self::Statuses => "/status/",
            Self::Ages => "/alder/",
            Self::Documents => "/dokument/",
        }
    }

    /// The key of its words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Vocabulary(vocabulary) => vocabulary.facet().as_str(),
            Self::Laws => "law",
            Self::Statuses => "status",
            Self::Ages => "age",
            Self::Documents => "document",
        }
    }

    /// The page of one of its values.
    pub(crate) fn value(self, id: &str) -> String {
        format!("{}{id}/", self.address())
    }

    /// Those offers that say nothing of it.
    pub(crate) fn unstated(self) -> String {
        self.value("ikke-oplyst")
    }

    /// How the terms of a vocabulary followed each other.
    pub(crate) fn timeline(self) -> String {
        self.value("tidslinje")
    }
}

/// The feed of what is new in the list of a kind. Terms have none: they have no page of their own,
/// and no date.
pub(crate) fn feed_of(kind: Kind) -> Option<String> {
    kind.list()
        .filter(|_| kind != Kind::Term)
        .map(|list| format!("{list}{}", FEED.trim_start_matches('/')))
}

impl Entry {
    /// The address within the site; a term's is an anchor on the glossary.
    #[must_use]
    pub fn url(&self) -> String {
        let list = self.kind.list().unwrap_or(FRONT);
        if self.kind == Kind::Term {
            format!("{list}#{}", self.id)
        } else {
            format!("{list}{}/", self.slug)
        }
    }

    /// The address that never changes, whatever becomes of [`Self::url`].
    #[must_use]
    pub fn short_url(&self) -> String {
        short_link(&self.id)
    }
}

impl VocabularyTerm {
    /// The address of its page.
    #[must_use]
    pub fn url(&self) -> String {
        Index::Vocabulary(self.vocabulary).value(&self.id)
    }
}

impl Law {
    /// The address of its page.
    #[must_use]
    pub fn url(&self) -> String {
        Index::Laws.value(&self.id)
    }
}

/// The address that never changes of the entry of an id.
pub(crate) fn short_link(id: &str) -> String {
    format!("{SHORT_LINKS}{id}/")
}

/// The id in a short link, if the address is one.
pub(crate) fn id_of_short_link(address: &str) -> Option<&str> {
    address.strip_prefix(SHORT_LINKS)?.strip_suffix('/').filter(|id| !id.contains('/'))
}

/// The sheet with the steps of the procedure at `procedure`.
pub(crate) fn checklist(procedure: &str) -> String {
    format!("{procedure}tjekliste/")
}

/// The print pack of the course at `course`, or one part of it, counted from 0.
pub(crate) fn print_pack(course: &str, part: Option<usize>) -> String {
    let pack = format!("{course}pakke/");
    part.map_or(pack.clone(), |part| format!("{pack}{}/", part + 1))
}

/// What the participants of the course at `course` tick.
pub(crate) fn participant(course: &str) -> String {
    format!("{course}deltager/")
}

/// What the participants of the course at `course` are asked.
pub(crate) fn exercises(course: &str) -> String {
    format!("{course}opgaver/")
}

/// A page, counted from 1, of the list at `list`; the first has the list's own address.
pub(crate) fn list_page(list: &str, number: usize) -> String {
    if number <= 1 { list.to_owned() } else { format!("{}{number}/", later_pages(list)) }
}

/// Below it lie all pages of a list but the first.
pub(super) fn later_pages(list: &str) -> String {
    format!("{list}{LATER_PAGES}")
}

/// A numbered part, counted from 1, of a sitemap that one file cannot hold.
pub(crate) fn sitemap_part(number: usize) -> String {
    format!("/sitemap-{number}.xml")
}

/// Whether an address is that of such a part; how many there are changes.
pub(crate) fn is_sitemap_part(address: &str) -> bool {
    let number = address.strip_prefix("/sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

/// The file that answers for an address.
pub(crate) fn file_of(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// The address that a file answers for.
pub(crate) fn address_of(file: &str) -> String {
    let page =
        file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", page.unwrap_or(file))
}

/// What follows the portal's own full address in a link, from the slash on: people copy addresses
/// from the browser. The scheme makes no difference, nor does the case of the host.
pub(crate) fn own_address<'l>(link: &'l str, base_url: &str) -> Option<&'l str> {
    let (_, base) = base_url.split_once("//")?;
    let start = link.find("//").filter(|at| {
        matches!(link[..*at].to_ascii_lowercase().as_str(), "https:" | "http:" | "")
    })?;
    let (host, rest) = link[start + 2..].split_at_checked(base.len())?;
    let rest = if rest.is_empty() { "/" } else { rest };
    (host.eq_ignore_ascii_case(base) && rest.starts_with(['/', '?', '#'])).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_a_slash_at_the_end_is_an_index() {
        for (address, file) in
            [("/", "index.html"), ("/tilbud/x/", "tilbud/x/index.html"), ("/404.html", "404.html")]
        {
            assert_eq!(file_of(address), file);
            assert_eq!(address_of(file), address);
        }
        assert_eq!(address_of("x/myindex.html"), "/x/myindex.html");
    }

    #[test]
    fn the_first_page_has_the_lists_own_address() {
        assert_eq!(
            [1, 2].map(|number| list_page("/tilbud/", number)),
            ["/tilbud/", "/tilbud/side/2/"]
        );
    }

    #[test]
    fn lists_of_entries_have_feeds_and_the_glossary_has_none() {
        assert_eq!(feed_of(Kind::Offer).as_deref(), Some("/tilbud/atom.xml"));
        assert_eq!([Kind::Term, Kind::Page].map(feed_of), [None, None]);
    }
}
