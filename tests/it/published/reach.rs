//! The way to every page, by links alone: no script, no search.

use std::collections::{BTreeMap, VecDeque};

use super::page::Page;
use super::{none, pages};

/// Most clicks from the front page.
const CLICKS: usize = 3;

/// Every page that can be reached, with how many clicks it takes.
fn clicks() -> BTreeMap<String, usize> {
    let by_url: BTreeMap<String, &Page> = pages().map(|page| (page.url(), page)).collect();
    let mut reached = BTreeMap::from([("/".to_owned(), 0)]);
    let mut next = VecDeque::from(["/".to_owned()]);
    while let Some(url) = next.pop_front() {
        let clicks = reached[&url] + 1;
        for link in by_url[&url].links().filter(|link| by_url.contains_key(link)) {
            if !reached.contains_key(&link) {
                reached.insert(link.clone(), clicks);
                next.push_back(link);
            }
        }
    }
    reached
}

#[test]
fn every_page_is_three_clicks_away_at_most() {
    let clicks = clicks();
    let (farthest, count) = clicks.iter().max_by_key(|(_, clicks)| **clicks).expect("pages");
    println!("{} pages; the farthest is {farthest}, {count} clicks away", clicks.len());
    // The page for addresses that are not there has no address of its own.
    let urls = pages().map(Page::url).filter(|url| url != "/404.html");
    none(urls.filter_map(|url| match clicks.get(&url) {
        Some(count) if *count <= CLICKS => None,
        Some(count) => Some(format!("{url}: {count} clicks")),
        None => Some(format!("{url}: no way there")),
    }));
}
