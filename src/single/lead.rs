//! Where links lead in the one file. Takes the routes; gives, for a link on a page, the place in
//! the file, or the published portal where the file does not hold what it leads to.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Catalogue;
use crate::percent::decoded;
use crate::routes::{MISSED, NOT_FOUND, PINBOARD, Routes, SEARCH, address_of, file_of, inside};

/// Pages that are nothing without a script of their own, or answer for addresses that a file has
/// not.
const LEFT_OUT: [&str; 3] = [MISSED, NOT_FOUND, PINBOARD];

/// Where everything is.
pub(super) struct Leads {
    routes: Routes,
    /// The pages that the file holds; none where it holds all.
    part: Option<BTreeSet<String>>,
    /// Where what only leads on leads to, by file.
    onward: BTreeMap<String, String>,
    /// The published portal's full address, without a slash at the end.
    pub(super) base_url: String,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A page of the file, or a place on it.
    Here {
        /// The link.
        href: String,
        /// What is searched for there.
        query: Option<String>,
    },
    /// A file that is no page, by its path in the site.
    File(String),
    /// What only the published portal has: its full address.
    Portal(String),
}

impl Leads {
    pub(super) fn of(
        catalogue: &Catalogue,
        routes: Routes,
        part: Option<BTreeSet<String>>,
    ) -> Self {
        let leading = routes.iter().filter(|(_, route)| route.what.leads_on());
        let onward = leading.filter_map(|(file, route)| {
            Some((file.to_owned(), catalogue.entry(route.owner?).url()))
        });
        Self {
            onward: onward.collect(),
            part,
            base_url: catalogue.site.base_url.trim_end_matches('/').to_owned(),
            routes,
        }
    }

    /// Whether the file holds the page of a file.
    pub(super) fn holds(&self, file: &str) -> bool {
        let is_left_out = LEFT_OUT.iter().any(|address| file_of(address) == file);
        self.routes.is_page(file)
            && !is_left_out
            && self.part.as_ref().is_none_or(|part| part.contains(file))
    }

    /// Where a link on the page at `from` leads; none where it leads out of the portal, and stays.
    pub(super) fn lead(&self, from: &str, link: &str) -> Option<Lead> {
        let (path, anchor) = inside(from.trim_start_matches('/'), link, &self.base_url)?;
        let file = file_of(&format!("/{path}"));
        let query =
            link.split('#').next().and_then(|link| link.split_once('?')).map(|(_, query)| query);
        let (address, anchor) = match self.onward.get(&file) {
            Some(onward) => match onward.split_once('#') {
                Some((address, own)) => (address.to_owned(), anchor.or(Some(own))),
                None => (onward.clone(), anchor),
            },
            None => (address_of(&file), anchor),
        };
        let file = file_of(&address);
        if self.holds(&file) {
            let query =
                query.filter(|query| address == SEARCH && !query.is_empty()).map(str::to_owned);
            return Some(Lead::Here { href: href(&address, anchor), query });
        }
        let is_page = address.ends_with('/');
        if !is_page && self.routes.what(&file).is_some() {
            return Some(Lead::File(file));
        }
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(Lead::Portal(format!("{}{address}{query}{anchor}", self.base_url)))
    }

    /// The published portal's address of a file.
    pub(super) fn portal(&self, file: &str) -> String {
        format!("{}{}", self.base_url, address_of(file))
    }
}

/// What a page, or a place on it, is called in the file.
pub(super) fn name(address: &str, anchor: &str) -> String {
    let address = address.replace(char::is_whitespace, "-");
    if anchor.is_empty() { address } else { format!("{address}#{anchor}") }
}

/// The link to it: a browser reads `%23` as the `#` in the name (HTML, 7.4.6.4: the fragment is
/// decoded).
fn href(address: &str, anchor: Option<&str>) -> String {
    let name = name(address, &decoded(anchor.unwrap_or_default()));
    let mut href = String::from("#");
    for letter in name.chars() {
        match letter {
            '#' => href.push_str("%23"),
            '%' => href.push_str("%25"),
            letter => href.push(letter),
        }
    }
    href
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_one_name_and_the_link_to_it_is_that_name() {
        assert_eq!(name("/", ""), "/");
        assert_eq!(name("/tilbud/x/", "_del-kort"), "/tilbud/x/#_del-kort");
        assert_eq!(href("/tilbud/x/", Some("sk%C3%A5l")), "#/tilbud/x/%23skål");
        assert_eq!(href("/tilbud/x/", None), "#/tilbud/x/");
    }
}
