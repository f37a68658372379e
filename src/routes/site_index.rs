//! Where links of the finished site can lead. Takes every page's attributes, page by page as they
//! are made, and the paths of all other files; gives, for a link on a page, what is missing at its
//! end. Of a page are kept its links and ids, each text once for the whole site.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::own_address;
use crate::markup::{Address, Found, address, each_attribute};
use crate::percent::decoded;

/// A text of [`Names`].
type Name = u32;

/// Links and ids, each with a number: the same ones stand on thousands of pages.
#[derive(Debug, Default)]
pub(crate) struct Names(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    by_text: HashMap<Box<str>, Name>,
}

impl Names {
    /// The numbers of texts, sorted.
    fn of<'t>(&self, texts: impl IntoIterator<Item = Cow<'t, str>>) -> Vec<Name> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names: Vec<Name> = texts.into_iter().map(|text| known.name(text)).collect();
        names.sort_unstable();
        names.shrink_to_fit();
        names
    }
}

impl Known {
    fn name(&mut self, text: Cow<'_, str>) -> Name {
        if let Some(name) = self.by_text.get(text.as_ref()) {
            return *name;
        }
        let name = Name::try_from(self.by_text.len()).unwrap_or(Name::MAX);
        self.by_text.insert(text.into(), name);
        name
    }
}

/// Every page with its anchors and links, and every other file.
pub(crate) struct SiteIndex {
    pages: Vec<PageIndex>,
    by_address: HashMap<String, usize>,
    files: BTreeSet<String>,
    by_text: HashMap<Box<str>, Name>,
    /// By number.
    texts: Vec<Box<str>>,
}

/// One page.
#[derive(Debug, Default)]
pub(crate) struct PageIndex {
    /// The address without the leading slash: `tilbud/dag-til-dag/`, `404.html`, nothing for the
    /// front page.
    pub(crate) address: String,
    /// Every `href`, `src` and `action` that leads into the site, once, as a browser sees it;
    /// sorted by number.
    links: Vec<Name>,
    /// Every `id`, sorted by number.
    anchors: Vec<Name>,
    /// Whether several pages want this address.
    is_shared: bool,
}

/// The attributes of a page that matter here.
pub(crate) struct Marks<'h> {
    address: String,
    /// Every `href`, `src` and `action`.
    links: Vec<Cow<'h, str>>,
    /// Every `id`.
    anchors: Vec<Cow<'h, str>>,
}

impl<'h> Marks<'h> {
    /// Takes the next attribute.
    pub(crate) fn take(&mut self, found: &Found<'h, '_>) {
        match found.name {
            "href" | "src" | "action" => self.links.push(found.value.clone()),
            "id" => self.anchors.push(found.value.clone()),
            _ => {}
        }
    }

    /// Ends the page: of its links those are kept that lead into the site, each once.
    pub(crate) fn finish(mut self, base_url: &str) -> Self {
        let Self { address, links, .. } = &mut self;
        links.sort_unstable();
        links.dedup();
        // Before the names are asked for, since only one thread at a time is told them.
        links.retain(|link| inside(address, link, base_url).is_some());
        self
    }

    /// What is kept of them beyond the build.
    pub(crate) fn parts(&self) -> PageParts {
        let [links, anchors] =
            [&self.links, &self.anchors].map(|texts| texts.iter().map(|text| Box::from(&**text)));
        PageParts { links: links.collect(), anchors: anchors.collect() }
    }

    /// What is kept of them in the build.
    pub(crate) fn index(self, names: &Names) -> PageIndex {
        let (links, anchors) = (names.of(self.links), names.of(self.anchors));
        PageIndex { address: self.address, links, anchors, is_shared: false }
    }
}

/// What is not there at the end of a link.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Missing {
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

impl SiteIndex {
    /// Puts together what is known of the pages, and the paths of all other files. Paths have no
    /// leading slash.
    pub(crate) fn of(
        names: Names,
        pages: impl IntoIterator<Item = PageIndex>,
        other_files: BTreeSet<String>,
    ) -> Self {
        let by_text = names.0.into_inner().unwrap_or_else(PoisonError::into_inner).by_text;
        let mut texts: Vec<_> = by_text.iter().map(|(text, name)| (*name, text.clone())).collect();
        texts.sort_unstable_by_key(|(name, _)| *name);
        let texts = texts.into_iter().map(|(_, text)| text).collect();
        let mut index = Self {
            pages: Vec::new(),
            by_address: HashMap::new(),
            files: other_files,
            by_text,
            texts,
        };
        pages.into_iter().for_each(|page| index.take(page));
        index
    }

    fn take(&mut self, page: PageIndex) {
        if let Some(first) =
            self.by_address.get(&page.address).and_then(|at| self.pages.get_mut(*at))
        {
            return first.take_in(page);
        }
        self.by_address.insert(page.address.clone(), self.pages.len());
        self.pages.push(page);
    }

    /// All pages, in the order they were given.
    pub(crate) fn pages(&self) -> &[PageIndex] {
        &self.pages
    }

    /// The links of a page that lead into the site.
    pub(crate) fn links<'s>(&'s self, page: &'s PageIndex) -> impl Iterator<Item = &'s str> {
        page.links.iter().filter_map(|name| self.text(*name))
    }

    /// Ids that stand on a page more than once, each once, in byte order: a link to such an id
    /// finds the first alone.
    pub(crate) fn twins<'s>(&'s self, page: &PageIndex) -> Vec<&'s str> {
        let pairs = page.anchors.windows(2).filter(|pair| !page.is_shared && pair[0] == pair[1]);
        let mut twins: Vec<_> = pairs.filter_map(|pair| self.text(pair[0])).collect();
        twins.sort_unstable();
        twins.dedup();
        twins
    }

    /// What is missing at the end of `link`, which stands on the page at `from`; nothing if the
    /// link leads somewhere, or out of the site. `link` is as a browser sees it: entities are read
    /// already.
    pub(crate) fn missing(&self, from: &str, link: &str, base_url: &str) -> Option<Missing> {
        let (path, anchor) = inside(from, link, base_url)?;
        let found = self.by_address.get(path.strip_suffix("index.html").unwrap_or(&path));
        match (found, anchor) {
            (None, _) if self.files.contains(path.as_ref()) => None,
            (None, _) => Some(Missing::Page(format!("/{path}"))),
            (Some(_), None | Some("" | "top")) => None,
            (Some(page), Some(anchor)) => {
                let anchor = decoded(anchor);
                let known =
                    self.pages.get(*page).is_some_and(|page| self.has_anchor(page, &anchor));
                (!known).then(|| Missing::Anchor {
                    page: format!("/{path}"),
                    anchor: anchor.into_owned(),
                })
            }
        }
    }

    fn has_anchor(&self, page: &PageIndex, anchor: &str) -> bool {
        self.by_text.get(anchor).is_some_and(|name| page.anchors.binary_search(name).is_ok())
    }

    fn text(&self, name: Name) -> Option<&str> {
        self.texts.get(name as usize).map(AsRef::as_ref)
    }
}

impl PageIndex {
    /// What is kept of a page, as far as nothing of it is known but its path in the site, without a
    /// leading slash.
    pub(crate) fn begin<'h>(path: &str) -> Marks<'h> {
        let address = path.strip_suffix("index.html").unwrap_or(path);
        Marks { address: address.to_owned(), links: Vec::new(), anchors: Vec::new() }
    }

    /// What is kept of a page of which no more is known than this.
    pub(crate) fn of(path: &str, html: &str, base_url: &str, names: &Names) -> Self {
        let mut marks = Self::begin(path);
        each_attribute(html, |found| marks.take(found));
        marks.finish(base_url).index(names)
    }

    /// The same of a page that was looked at before.
    pub(crate) fn of_parts(path: &str, parts: &PageParts, names: &Names) -> Self {
        let mut marks = Self::begin(path);
        marks.links.extend(parts.links.iter().map(|link| Cow::from(&**link)));
        marks.anchors.extend(parts.anchors.iter().map(|anchor| Cow::from(&**anchor)));
        marks.index(names)
    }

    /// Adds what another page at the same address has: the two are told as a collision, and not for
    /// their anchors.
    fn take_in(&mut self, other: Self) {
        self.is_shared = true;
        self.links.extend(other.links);
        self.anchors.extend(other.anchors);
        self.anchors.sort_unstable();
    }
}

/// The links and the ids of one page, whatever else the site has.
#[derive(Debug)]
pub(crate) struct PageParts {
    links: Vec<Box<str>>,
    anchors: Vec<Box<str>>,
}

/// The path (without leading slash) and the anchor that a link within the site leads to.
pub(crate) fn inside<'l>(
    from: &'l str,
    link: &'l str,
    base_url: &str,
) -> Option<(Cow<'l, str>, Option<&'l str>)> {
    let link = own_address(link, base_url).unwrap_or(link);
    let rooted = link.starts_with('/') && !link.starts_with("//");
    if !rooted && !link.starts_with('#') && address(link) != Address::Site {
        return None;
    }
    let (before, anchor) =
        link.split_once('#').map_or((link, None), |(before, anchor)| (before, Some(anchor)));
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

#[cfg(test)]
mod tests {
    use super::*;

    const BASE_URL: &str = "https://portal.example";

    fn index() -> SiteIndex {
        let pages = [
            ("index.html", "<a href=\"/tilbud/a/\">A</a>"),
            (
                "tilbud/a/index.html",
                "<h2 id=\"pris\" class=\"x\">href=\"/nej/\" &gt;</h2><img src=\"/images/å.png\">",
            ),
            ("404.html", "<main id=\"x\"></main>"),
        ];
        let names = Names::default();
        let pages = pages.map(|(path, html)| PageIndex::of(path, html, BASE_URL, &names));
        SiteIndex::of(names, pages, ["images/å.png".to_owned()].into())
    }

    fn missing(from: &str, link: &str) -> Option<Missing> {
        index().missing(from, link, BASE_URL)
    }

    #[test]
    fn attributes_are_found_in_tags_and_not_in_text() {
        let index = index();
        let page = &index.pages()[1];
        assert_eq!(index.links(page).collect::<Vec<_>>(), ["/images/å.png"]);
        assert!(index.has_anchor(page, "pris"));
    }

    #[test]
    fn an_id_that_stands_twice_is_told_once() {
        let names = Names::default();
        let html = "<a id=\"b\"></a><a id=\"a\"></a><a id=\"b\"></a><a id=\"b\"></a><a id=\"a\"></a><a id=\"c\"></a>";
        let page = PageIndex::of("index.html", html, BASE_URL, &names);
        let index = SiteIndex::of(names, [page], BTreeSet::new());
        assert_eq!(index.twins(&index.pages()[0]), ["a", "b"]);
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
