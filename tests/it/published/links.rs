//! Where links lead, wherever the portal lies: in a folder of a host, two folders down, on a file
//! share.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use super::site::site;
use super::small::{site_of, text};
use super::{PAGES, none};

/// Every address on a page that a browser follows or fetches.
fn addresses(page: &Page) -> impl Iterator<Item = &str> {
    let names = ["href", "src", "action"];
    let all = page
        .elements
        .iter()
        .flat_map(move |element| names.into_iter().filter_map(|name| element.get(name)));
    let refresh = page.all("meta").filter_map(|meta| meta.get("content")?.strip_prefix("0; url="));
    all.chain(refresh)
}

/// Whether an address names a scheme or a host.
fn is_whole(address: &str) -> bool {
    address.starts_with("//")
        || address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

#[test]
fn no_page_needs_to_know_where_the_portal_lies() {
    let pages = PAGES.iter().filter(|page| page.path != "404.html");
    none(pages.flat_map(|page| {
        let depth = page.path.matches('/').count();
        // Never above the portal's own folder, and never from the root of the host.
        let strays = move |to: &&str| to.starts_with('/') || to.matches("../").count() > depth;
        addresses(page).filter(strays).map(move |to| format!("{}: {to}", page.path))
    }));
    let own = |value: &str| value.starts_with("https://bif-sof.example");
    none(PAGES.iter().flat_map(|page| {
        let links = page.all("a").filter_map(|link| link.get("href")).filter(|to| own(to));
        links.map(move |to| format!("{}: {to}", page.path))
    }));
}

#[test]
fn every_link_of_every_page_leads_to_a_file_and_a_place_in_it() {
    let anchors: BTreeMap<&str, BTreeSet<&str>> = PAGES
        .iter()
        .map(|page| {
            (page.path, page.elements.iter().filter_map(|element| element.get("id")).collect())
        })
        .collect();
    let mut followed = 0;
    let mut dead = Vec::new();
    for page in PAGES.iter() {
        for to in addresses(page).filter(|to| !is_whole(to)) {
            followed += 1;
            let at = page.at(to).expect("a link within the portal");
            let (path, anchor) = at.split_once('#').unwrap_or((&at, ""));
            let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
            let file = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.to_owned()
            };
            let is_there = site().get(&file).is_some();
            let place =
                || anchors.get(file.as_str()).is_some_and(|anchors| anchors.contains(anchor));
            if !is_there || !(anchor.is_empty() || place()) {
                dead.push(format!("{}: {to}", page.path));
            }
        }
    }
    println!("{followed} links on {} pages", PAGES.len());
    assert!(followed > 10_000, "{followed}");
    none(dead);
}

#[test]
fn in_a_folder_of_a_host_only_whole_addresses_and_the_page_of_wrong_ones_name_it() {
    let at_root = site_of("X", "");
    let settings = "base_url = \"https://example.org/a/b/\"\n";
    let in_folder = site_of("X", settings);
    let names = |tree: &portal::publish::SiteTree| {
        tree.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&at_root), names(&in_folder));
    for (path, bytes) in
        at_root.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
    {
        let moved = String::from_utf8_lossy(in_folder.get(path).expect(path))
            .replace("https://example.org/a/b", "https://example.org");
        assert_eq!(moved, String::from_utf8_lossy(bytes), "{path}");
    }
    let not_found = text(&in_folder, "404.html");
    assert!(
        not_found.contains("href=\"/a/b/tilbud/\"") && not_found.contains("href=\"/a/b/css/"),
        "{not_found}"
    );
    assert!(
        text(&in_folder, "sitemap.xml").contains("<loc>https://example.org/a/b/tilbud/x/</loc>")
    );
    assert!(
        text(&in_folder, "tilbud/x/index.html")
            .contains("rel=\"canonical\" href=\"https://example.org/a/b/tilbud/x/\"")
    );
}
