//! Where links of the finished site can lead. Takes every page's HTML and the paths of all other files; gives, for a
//! link on a page, what is missing at its end. Reads the HTML of our own templates and of the Markdown renderer alone
//! (`<` and quotes in text are escaped, attributes stand in double quotes): no HTML parser is needed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::markup::{Address, address};
use crate::percent::decoded;
use crate::routes::own_address;

/// Every page with its anchors and links, and every other file.
pub(crate) struct SiteIndex<'s> {
    pages: Vec<PageIndex<'s>>,
    by_address: HashMap<&'s str, usize>,
    files: HashSet<&'s str>,
}

/// One page.
pub(crate) struct PageIndex<'s> {
    /// The address without the leading slash: `tilbud/dag-til-dag/`, `404.html`, nothing for the front page.
    pub(super) address: &'s str,
    /// Every `href`, `src` and `action`, as it stands in the HTML.
    pub(super) links: Vec<&'s str>,
    /// Every `id`, sorted.
    anchors: Vec<&'s str>,
    /// Whether several pages want this address.
    is_shared: bool,
}

/// What is not there at the end of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    /// The page or file, by its address from the root.
    Page(String),
    /// The anchor of a page that is there.
    Anchor {
        /// The page's address from the root.
        page: String,
        /// The anchor.
        anchor: String,
    },
}

impl<'s> SiteIndex<'s> {
    /// Scans the pages (path in the site and HTML), in parallel. Paths have no leading slash.
    pub(crate) fn of(
        pages: impl Iterator<Item = (&'s str, &'s str)>,
        other_files: impl Iterator<Item = &'s str>,
    ) -> Self {
        let pages: Vec<_> = pages.collect();
        let scanned: Vec<_> = pages.into_par_iter().map(|(path, html)| scan(path, html)).collect();
        let mut pages: Vec<PageIndex<'s>> = Vec::with_capacity(scanned.len());
        let mut by_address = HashMap::with_capacity(scanned.len());
        for page in scanned {
            if let Some(first) = by_address.get(page.address).and_then(|at: &usize| pages.get_mut(*at)) {
                first.take_in(page);
            } else {
                by_address.insert(page.address, pages.len());
                pages.push(page);
            }
        }
        Self { pages, by_address, files: other_files.collect() }
    }

    /// All pages, in the order they were given.
    pub(super) fn pages(&self) -> &[PageIndex<'s>] {
        &self.pages
    }

    /// What is missing at the end of `link`, which stands on the page at `from`; nothing if the link leads somewhere,
    /// or out of the site. `link` is as a browser sees it: entities are read already.
    pub(super) fn missing(&self, from: &str, link: &str, base_url: &str) -> Option<Missing> {
        let (path, anchor) = inside(from, link, base_url)?;
        let found = self.by_address.get(path.strip_suffix("index.html").unwrap_or(&path));
        match (found, anchor) {
            (None, _) if self.files.contains(path.as_ref()) => None,
            (None, _) => Some(Missing::Page(format!("/{path}"))),
            (Some(_), None | Some("" | "top")) => None,
            (Some(page), Some(anchor)) => {
                let anchor = decoded(anchor);
                let known = self.pages.get(*page).is_some_and(|page| page.has_anchor(&anchor));
                (!known).then(|| Missing::Anchor { page: format!("/{path}"), anchor: anchor.into_owned() })
            }
        }
    }
}

impl<'s> PageIndex<'s> {
    /// Adds what another page at the same address has: the two are told as a collision, and not for their anchors.
    fn take_in(&mut self, other: PageIndex<'s>) {
        self.is_shared = true;
        self.links.extend(other.links);
        self.anchors.extend(other.anchors);
        self.anchors.sort_unstable();
    }

    /// Ids that stand on it more than once, each once: a link to such an id finds the first alone.
    pub(super) fn twins(&self) -> impl Iterator<Item = &'s str> {
        let pairs = self.anchors.windows(2).filter(|pair| !self.is_shared && pair[0] == pair[1]);
        let mut twins: Vec<_> = pairs.map(|pair| pair[0]).collect();
        twins.dedup();
        twins.into_iter()
    }

    fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.binary_search(&anchor).is_ok()
    }
}

/// The path (without leading slash) and the anchor that a link within the site leads to.
fn inside<'l>(from: &'l str, link: &'l str, base_url: &str) -> Option<(Cow<'l, str>, Option<&'l str>)> {
    let link = own_address(link, base_url).unwrap_or(link);
    let rooted = link.starts_with('/') && !link.starts_with("//");
    if !rooted && !link.starts_with('#') && address(link) != Address::Site {
        return None;
    }
    let (before, anchor) = link.split_once('#').map_or((link, None), |(before, anchor)| (before, Some(anchor)));
    let path = before.split_once('?').map_or(before, |(path, _)| path);
    let path = match path.strip_prefix('/') {
        Some(path) => decoded(path),
        None if path.is_empty() => Cow::Borrowed(from),
        None => Cow::Owned(joined(from, &decoded(path))),
    };
    Some((path, anchor))
}

/// A relative path as seen from the page at `from`.
fn joined(from: &str, path: &str) -> String {
    let folder = from.rfind('/').map_or("", |at| &from[..at]);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    if matches!(path.rsplit('/').next(), Some("." | "..")) {
        parts.push("");
    }
    parts.join("/")
}

/// What an attribute says: `&amp;` is the only entity that addresses of ours hold.
pub(super) fn unescaped(attribute: &str) -> Cow<'_, str> {
    if attribute.contains('&') { Cow::Owned(attribute.replace("&amp;", "&")) } else { Cow::Borrowed(attribute) }
}

fn scan<'s>(path: &'s str, html: &'s str) -> PageIndex<'s> {
    let address = path.strip_suffix("index.html").unwrap_or(path);
    let mut page = PageIndex { address, links: Vec::new(), anchors: Vec::new(), is_shared: false };
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = scan_tag(&rest[open + 1..], &mut page);
    }
    page.anchors.sort_unstable();
    page
}

/// Takes the attributes of the tag that `text` begins with; gives what follows it.
fn scan_tag<'s>(text: &'s str, page: &mut PageIndex<'s>) -> &'s str {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '>']) {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        if rest[at..].starts_with('>') {
            return after;
        }
        let Some(end) = after.find('"') else { return "" };
        let name = before.trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap_or_default();
        match name {
            "href" | "src" | "action" => page.links.push(&after[..end]),
            "id" => page.anchors.push(&after[..end]),
            _ => {}
        }
        rest = &after[end + 1..];
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> SiteIndex<'static> {
        let pages = [
            ("index.html", "<a href=\"/tilbud/a/\">A</a>"),
            ("tilbud/a/index.html", "<h2 id=\"pris\" class=\"x\">href=\"/nej/\" &gt;</h2><img src=\"/images/å.png\">"),
            ("404.html", "<main id=\"x\"></main>"),
        ];
        SiteIndex::of(pages.into_iter(), ["images/å.png"].into_iter())
    }

    fn missing(from: &str, link: &str) -> Option<Missing> {
        index().missing(from, link, "https://portal.example")
    }

    #[test]
    fn attributes_are_found_in_tags_and_not_in_text() {
        let index = index();
        assert_eq!(index.pages()[1].links, ["/images/å.png"]);
        assert!(index.pages()[1].has_anchor("pris"));
    }

    #[test]
    fn links_to_what_is_there_miss_nothing() {
        for link in [
            "/",
            "/tilbud/a/",
            "/tilbud/a/#pris",
            "/tilbud/a/?q=1#pris",
            "tilbud/a/index.html",
            "/404.html#x",
            "/images/%C3%A5.png",
            "https://portal.example/tilbud/a/",
            "https://andre.example/x",
            "mailto:a@b.dk",
            "#",
        ] {
            assert_eq!(missing("", link), None, "{link}");
        }
        for link in ["#pris", "../a/#pris", "../../images/å.png", "."] {
            assert_eq!(missing("tilbud/a/", link), None, "{link}");
        }
    }

    #[test]
    fn a_page_or_an_anchor_that_is_not_there_is_missed() {
        let page = |address: &str| Some(Missing::Page(address.to_owned()));
        assert_eq!(missing("", "/tilbud/b/"), page("/tilbud/b/"));
        assert_eq!(missing("tilbud/a/", "b/"), page("/tilbud/a/b/"));
        assert_eq!(missing("", "https://portal.example/x/"), page("/x/"));
        let anchor = Missing::Anchor { page: "/tilbud/a/".to_owned(), anchor: "tid".to_owned() };
        assert_eq!(missing("", "/tilbud/a/#tid"), Some(anchor));
    }
}
