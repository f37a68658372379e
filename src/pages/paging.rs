//! Long lists in parts. Takes the length of a list and its address; gives the parts' addresses and
//! the way between them. What their addresses are, the routes know.

use serde::Serialize;

use crate::routes::list_page as url;

/// How many cards with summaries a page shows: twice as many would weigh more than 15 kB
/// compressed.
pub(super) const CARDS: usize = 200;

/// How many bare titles a page shows.
pub(super) const TITLES: usize = 500;

/// Where a reader is in a list of several pages.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Paging {
    /// This page, from 1.
    pub(super) number: usize,
    /// How many there are.
    pub(super) count: usize,
    previous: Option<String>,
    next: Option<String>,
    links: Vec<PageLink>,
}

/// A way to a page of a list.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct PageLink {
    number: usize,
    url: String,
    current: bool,
    /// Whether pages are left out before this one.
    gap: bool,
}

/// `items` in parts of `length`; an empty list has one empty part.
pub(super) fn parts<T>(items: &[T], length: usize) -> Vec<&[T]> {
    if items.is_empty() { vec![items] } else { items.chunks(length.max(1)).collect() }
}

impl Paging {
    /// The way around from page `number` of `count`; none where there is only one.
    pub(super) fn at(base: &str, number: usize, count: usize) -> Option<Self> {
        let shown = |other: usize| other == 1 || other == count || other.abs_diff(number) <= 2;
        let mut links = Vec::new();
        let mut last = 0;
        for other in (1..=count).filter(|other| shown(*other)) {
            let gap = other > last + 1;
            links.push(PageLink {
                number: other,
                url: url(base, other),
                current: other == number,
                gap,
            });
            last = other;
        }
        let previous = (number > 1).then(|| url(base, number - 1));
        let next = (number < count).then(|| url(base, number + 1));
        (count > 1).then_some(Self { number, count, previous, next, links })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_has_one_page_and_no_way_around() {
        assert_eq!(Paging::at("/tilbud/", 1, 1), None);
        assert_eq!(parts::<u8>(&[], 10).len(), 1);
    }

    #[test]
    fn every_item_stands_on_one_page() {
        let items: Vec<u32> = (0..501).collect();
        let parts = parts(&items, 250);
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [250, 250, 1]);
        assert_eq!(parts.concat(), items);
    }

    #[test]
    fn a_long_way_around_leaves_pages_out() {
        let links = Paging::at("/x/", 10, 20).map(|paging| paging.links).unwrap_or_default();
        let numbers: Vec<_> = links.iter().map(|link| (link.number, link.gap)).collect();
        assert_eq!(
            numbers,
            [(1, false), (8, true), (9, false), (10, false), (11, false), (12, false), (20, true)]
        );
    }
}
