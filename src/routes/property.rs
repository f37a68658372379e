//! Every path of a finished portal is tried as an alias, as a slug, as an image and as a file of
//! the theme: each is told, or leaves every page as whole as it was.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "paths are published as written"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::address_of;
use crate::diagnostics::Severity;
use crate::publish::SiteTree;
use crate::source::Sources;
use crate::{Built, Options, Unobserved};

const SITE: &str = "title = \"Portalen\"\nbase_url = \"https://portal.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";

const CONTENT: [(&str, &str); 9] = [
    (
        "vocabularies/administrations.yaml",
        "- { id: a, label: A }\n- { id: b, label: B, valid_from: 2010-01-01 }\n",
    ),
    ("vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
    (
        "laws.yaml",
        "- { id: lov, short: Loven, title: Loven, versions: [{ eli: \"https://l.example/1\" }] }\n",
    ),
    ("documents.yaml", "- { id: plan, title: Planen, date: 2013-01-01 }\n"),
    ("glossary.yaml", "- { id: begreb, term: Begreb, definition: Et begreb. }\n"),
    ("images/bord.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n"),
    (
        "contacts/huset.md",
        "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\naliases: [/gammelt/hus/]\n---\n",
    ),
    (
        "procedures/gangen.md",
        "---\ntitle: Gangen\nsummary: En gang.\nsteps: [{ title: Begynd, lane: borger }]\n---\n\nSe [[huset]].\n",
    ),
    (
        "courses/intro.yaml",
        "title: Intro\nsummary: Et forløb.\nparts: [{ heading: Først, items: [{ entry: gangen }] }]\n",
    ),
];

/// The portal, with some files more.
fn built(more: impl IntoIterator<Item = (String, Vec<u8>)>) -> (Built, Sources) {
    let offer = "---\ntitle: Holdet\nsummary: Et hold.\noffer_type: hold\ncontacts: [huset]\n---\n"
        .to_owned();
    let content = CONTENT.map(|(path, text)| (format!("content/{path}"), text.as_bytes().to_vec()));
    let files = content.into_iter().chain([("site.toml".to_owned(), SITE.as_bytes().to_vec())]);
    let offers = [("content/offers/holdet.md".to_owned(), offer.into_bytes())];
    let (sources, findings) = Sources::from_files(files.chain(offers).chain(more));
    (crate::build(&sources, findings, &Options::new(&[]), &Unobserved), sources)
}

fn tree(built: Built) -> SiteTree {
    let told: Vec<_> = built.findings.iter().map(|finding| finding.code.name).collect();
    built.site.unwrap_or_else(|| panic!("the portal has errors: {told:?}")).tree
}

/// The files of `sources` that something is told of.
fn told(built: &Built, sources: &Sources) -> BTreeSet<String> {
    let findings = built.findings.iter().filter(|finding| finding.severity != Severity::Warning);
    findings.map(|finding| sources.file(finding.place.file).path().to_owned()).collect()
}

/// What a page is, whatever the lists on it say: its title and the address that it calls its own.
fn identity(page: &[u8]) -> (String, String) {
    let html = String::from_utf8_lossy(page);
    let between = |start: &str, end: &str| {
        let found = html.split_once(start).and_then(|(_, rest)| rest.split_once(end));
        found.map(|(found, _)| found.to_owned()).unwrap_or_default()
    };
    (between("<title>", "</title>"), between("rel=\"canonical\" href=\"", "\""))
}

/// Tries files that ask for addresses, each of which must be told or harm nothing.
fn try_all(files: BTreeMap<String, Vec<u8>>) {
    let before = tree(built([]).0);
    let (first, sources) = built(files.clone());
    let told = told(&first, &sources);
    let admitted: BTreeMap<_, _> =
        files.into_iter().filter(|(path, _)| !told.contains(path)).collect();
    let after = tree(built(admitted).0);
    for (path, page) in before.iter().filter(|(path, _)| path.ends_with(".html")) {
        let kept = after.get(path).unwrap_or_else(|| panic!("{path} is gone"));
        assert_eq!(identity(kept), identity(page), "{path}");
    }
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("images/")) {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
}

/// An entry that everybody finds, and that asks for an address.
fn entry(number: usize, asks: &str) -> (String, Vec<u8>) {
    let text =
        format!("---\ntitle: Side {number}\nsummary: En side.\n{asks}\n---\n\nSe [[huset]].\n");
    (format!("content/pages/side-{number}.md"), text.into_bytes())
}

/// Whether the parts of an address are such as a slug or an alias may have; others are told as
/// that.
fn is_plain(address: &str) -> bool {
    address.trim_matches('/').split('/').all(crate::model::is_id)
}

fn paths() -> Vec<String> {
    tree(built([]).0).iter().map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn every_path_has_exactly_one_route() {
    let (built, sources) = built([]);
    let catalogue = built.catalogue.as_ref().expect("a catalogue");
    let (routes, findings) =
        super::plan(catalogue, &crate::exports::Assets::of(&sources, catalogue).claims);
    assert!(findings.is_empty(), "{findings:?}");
    let tree = tree(built);
    for (path, _) in tree.iter() {
        assert!(routes.what(path).is_some(), "{path} has no route");
    }
    for (path, route) in routes.iter().filter(|(path, _)| *path != crate::publish::MARKER) {
        // Kept free for when there is something to show.
        let is_kept =
            ["tidslinje/", "ikke-oplyst/"].iter().any(|kept| route.address.ends_with(kept));
        assert!(is_kept || tree.get(path).is_some(), "{route:?} is not published");
    }
}

#[test]
fn no_alias_harms_a_page() {
    let addresses =
        paths().into_iter().map(|path| address_of(&path)).filter(|address| is_plain(address));
    let files = addresses
        .enumerate()
        .map(|(number, address)| entry(number, &format!("aliases: [{address}]")));
    let files: BTreeMap<_, _> = files.collect();
    let (built, sources) = built(files.clone());
    let told = told(&built, &sources);
    assert!(
        files.len() > 40 && files.keys().all(|file| told.contains(file)),
        "all of them are taken"
    );
    try_all(files);
}

#[test]
fn no_slug_harms_a_page() {
    let parts: BTreeSet<String> = paths()
        .iter()
        .flat_map(|path| path.split('/'))
        .filter(|part| is_plain(part))
        .map(str::to_owned)
        .collect();
    try_all(
        parts
            .iter()
            .enumerate()
            .map(|(number, slug)| entry(number, &format!("slug: {slug}")))
            .collect(),
    );
}

#[test]
fn no_file_harms_a_page() {
    let paths = paths();
    for folder in ["content/images", "themes/default/static"] {
        let files = paths.iter().map(|path| (format!("{folder}/{path}"), b"<p>Fremmed".to_vec()));
        try_all(files.collect());
        let folders: BTreeSet<&str> = paths
            .iter()
            .flat_map(|path| super::ancestors(path))
            .map(|one| one.trim_end_matches('/'))
            .collect();
        let files = folders.iter().map(|path| (format!("{folder}/{path}"), b"<p>Fremmed".to_vec()));
        try_all(files.collect());
        let twins = paths
            .iter()
            .map(|path| (format!("{folder}/{}", path.to_uppercase()), b"<p>Fremmed".to_vec()));
        try_all(twins.collect());
    }
}
