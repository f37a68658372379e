//! Links from one address to another. Templates and prose write addresses from the portal's root
//! (`/tilbud/x/`); what is published leads there by relative links, so that the same files work at
//! the root of a host, in any folder of it, behind a proxy that strips a path, and from a file
//! share. Takes finished HTML and CSS; changes their addresses alone.

use super::own_address;
use crate::markup::Found;

/// Attributes that hold an address (HTML, Attributes; SVG 1.1 for `xlink:href`).
const ADDRESSES: [&str; 8] =
    ["href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href"];

/// What `meta http-equiv="refresh"` has before its address.
const REFRESH: &str = "url=";

/// Where links begin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From<'a> {
    /// At the page or file of this address.
    Address(&'a str),
    /// Anywhere: the page is shown at addresses that are not its own. All that can be relied on is
    /// where the portal lies on its host, without a slash at the end.
    Anywhere(&'a str),
}

impl From<'_> {
    /// The link to an address.
    pub(crate) fn link(self, to: &str) -> String {
        match self {
            Self::Address(from) => relative(from, to),
            Self::Anywhere(base_path) => format!("{base_path}{to}"),
        }
    }
}

/// The link from one address to another; what comes after `?` and `#` stays.
fn relative(from: &str, to: &str) -> String {
    let (path, rest) = to.split_at(to.find(['?', '#']).unwrap_or(to.len()));
    if path == from && rest.starts_with('#') {
        return rest.to_owned();
    }
    let folders = |address: &str| address.matches('/').count().saturating_sub(1);
    let shared = path.char_indices().zip(from.chars()).take_while(|((_, one), other)| one == other);
    let shared: Vec<usize> =
        shared.filter(|((_, letter), _)| *letter == '/').map(|((at, _), _)| at).collect();
    let up = folders(from) + 1 - shared.len().max(1);
    let down = &path[shared.last().map_or(0, |at| at + 1)..];
    // `./` where nothing is left, and where a colon would make a scheme of the first part.
    let here = if up == 0 && (down.is_empty() || down.contains(':')) { "./" } else { "" };
    format!("{here}{}{down}{rest}", "../".repeat(up))
}

/// What the addresses of a page are held against.
pub(crate) struct Linker<'a> {
    /// Where the page is.
    pub(crate) from: From<'a>,
    /// The portal's full address: people copy links from the browser.
    pub(crate) base_url: &'a str,
    /// Whether something is published at an address from the root.
    pub(crate) is_published: &'a (dyn Fn(&str) -> bool + Sync),
}

impl<'l> Linker<'l> {
    /// Begins a page.
    pub(crate) fn page<'h>(&'l self, html: &'h str) -> Linked<'l, 'h> {
        Linked { linker: self, html, done: 0, text: String::with_capacity(html.len()) }
    }

    /// The link that an attribute should have instead of its value.
    fn value(&self, element: &str, attribute: &str, value: &str) -> Option<String> {
        let rooted = value.starts_with('/') && !value.starts_with("//");
        match attribute {
            "content" if element == "meta" => {
                let at = value.find(REFRESH)? + REFRESH.len();
                let (before, to) = value.split_at(at);
                to.starts_with('/').then(|| format!("{before}{}", self.from.link(to)))
            }
            "srcset" => Some(self.candidates(value)),
            "href" if element == "a" && !rooted => {
                own_address(value, self.base_url).map(|to| self.from.link(to))
            }
            name if ADDRESSES.contains(&name) && rooted => Some(self.from.link(value)),
            name if name.starts_with("data-") && rooted && (self.is_published)(value) => {
                Some(self.from.link(value))
            }
            _ => None,
        }
    }

    /// `srcset`: addresses parted by commas, each with a size.
    fn candidates(&self, value: &str) -> String {
        let each = value.split(',').map(str::trim).map(|one| {
            if one.starts_with('/') && !one.starts_with("//") {
                self.from.link(one)
            } else {
                one.to_owned()
            }
        });
        each.collect::<Vec<_>>().join(", ")
    }
}

/// A page with all its addresses from the root as links, as far as its attributes are told.
pub(crate) struct Linked<'l, 'h> {
    linker: &'l Linker<'l>,
    html: &'h str,
    /// Up to where it is written.
    done: usize,
    text: String,
}

impl Linked<'_, '_> {
    /// Takes the next attribute.
    pub(crate) fn take(&mut self, found: &Found<'_, '_>) {
        if let Some(link) = self.linker.value(found.element, found.name, found.written) {
            self.text.push_str(&self.html[self.done..found.at]);
            self.text.push_str(&link);
            self.done = found.at + found.written.len();
        }
    }

    /// The page, when all its attributes are told.
    pub(crate) fn finish(mut self) -> String {
        self.text.push_str(&self.html[self.done..]);
        self.text
    }
}

/// A stylesheet at `from` with all its addresses from the root as links (CSS Values, `url()`).
pub(crate) fn stylesheet(css: &str, from: &str) -> String {
    let mut linked = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, after) = rest.split_at(at + "url(".len());
        linked.push_str(before);
        let address = after.trim_start().trim_start_matches(['"', '\'']);
        linked.push_str(&after[..after.len() - address.len()]);
        let end = address.find(['"', '\'', ')']).unwrap_or(address.len());
        let (to, after) = address.split_at(end);
        let rooted = to.starts_with('/') && !to.starts_with("//");
        linked.push_str(&if rooted { relative(from, to) } else { to.to_owned() });
        rest = after;
    }
    linked.push_str(rest);
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::each_attribute;

    #[test]
    fn a_link_goes_up_to_the_folder_that_both_have() {
        for (from, to, link) in [
            ("/", "/", "./"),
            ("/", "/tilbud/x/", "tilbud/x/"),
            ("/", "/soeg/?q=a/b", "soeg/?q=a/b"),
            ("/tilbud/", "/", "../"),
            ("/tilbud/x/", "/", "../../"),
            ("/tilbud/x/", "/tilbud/", "../"),
            ("/tilbud/x/", "/tilbud/y/", "../y/"),
            ("/tilbud/x/", "/tilbud/xy/", "../xy/"),
            ("/tilbud/x/", "/tilbud/x/", "./"),
            ("/tilbud/x/", "/tilbud/x/#del", "#del"),
            ("/tilbud/x/", "/tilbud/x/?a#del", "./?a#del"),
            ("/tilbud/x/", "/begreber/#b", "../../begreber/#b"),
            ("/tilbud/x/", "/css/portal.css", "../../css/portal.css"),
            ("/css/portal.css", "/images/å.svg", "../images/å.svg"),
            ("/css/portal.css", "/css/b.svg", "b.svg"),
            ("/åbent/", "/åen/", "../åen/"),
            ("/", "/a:b.svg", "./a:b.svg"),
        ] {
            assert_eq!(relative(from, to), link, "{from} {to}");
        }
    }

    fn linked(html: &str) -> String {
        let is_published = |address: &str| address.starts_with("/js/");
        let (from, base_url) = (From::Address("/a/b/"), "https://p.example/mappe");
        let linker = Linker { from, base_url, is_published: &is_published };
        let mut page = linker.page(html);
        each_attribute(html, |found| page.take(found));
        page.finish()
    }

    #[test]
    fn addresses_become_links_wherever_they_stand() {
        for (html, link) in [
            (
                "<a class=\"x\" href=\"/c/?q=1&amp;r=2#d\">/c/</a>",
                "<a class=\"x\" href=\"../../c/?q=1&amp;r=2#d\">/c/</a>",
            ),
            ("<img alt='>' src='/i.svg'/>", "<img alt='>' src='../../i.svg'/>"),
            (
                "<meta http-equiv=\"refresh\" content=\"0; url=/a/c/\">",
                "<meta http-equiv=\"refresh\" content=\"0; url=../c/\">",
            ),
            (
                "<script src=\"/js/a.js\" data-b=\"/js/b.js\" data-c=\"/c\">",
                "<script src=\"../../js/a.js\" data-b=\"../../js/b.js\" data-c=\"/c\">",
            ),
            (
                "<img srcset=\"/a.png 1x, /a/b.png 2x\">",
                "<img srcset=\"../../a.png 1x, ../b.png 2x\">",
            ),
            ("<a href=\"HTTPS://P.example/mappe/c/\">c</a>", "<a href=\"../../c/\">c</a>"),
        ] {
            assert_eq!(linked(html), link);
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for html in [
            "<a href=\"//andre.example/\">a</a> < b <!-- <a href=\"/c/\"> --> c",
            "<script type=\"x\">if (a < \"<a href='/c/'>\") b</script>",
            "<link rel=\"canonical\" href=\"https://p.example/mappe/c/\">",
            "<a href=\"https://p.example/mappen/\">b</a><a href=\"#x\">x</a><a href=\"../c/\">c</a>",
            "<title>/c/ <a href=\"/c/\"></title>",
            "<a href=\"/c/",
            "<",
            "",
        ] {
            assert_eq!(linked(html), html);
        }
    }

    #[test]
    fn a_stylesheet_finds_its_pictures_in_any_folder() {
        let css = "a{b:url(/i/a.svg) c;d:url( \"/css/e.svg\" )}f{g:url(h.svg),url(//x/y)}@import url('/j.css');";
        let linked = "a{b:url(../i/a.svg) c;d:url( \"e.svg\" )}f{g:url(h.svg),url(//x/y)}@import url('../j.css');";
        assert_eq!(stylesheet(css, "/css/portal.css"), linked);
    }

    #[test]
    fn what_answers_anywhere_leads_by_where_the_portal_lies() {
        assert_eq!(From::Anywhere("/mappe").link("/css/a.css"), "/mappe/css/a.css");
    }
}
