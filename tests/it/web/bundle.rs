//! This repository's own portal, built in memory once for all tests of this folder.

use std::path::Path;
use std::sync::OnceLock;

use portal::publish::SiteTree;
use portal::{Site, source, stages};

/// Where the worker lies in the theme.
pub(crate) const WORKER: &str = "themes/default/static/js/search-worker.js";

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The finished site.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let (sources, _) = source::read(root()).expect("the repository's own portal");
        let built = stages::whole(&sources, portal_embedded::ENGINE);
        let errors: Vec<_> = built.findings.iter().map(|finding| finding.code.name).collect();
        built.site.unwrap_or_else(|| panic!("the portal has errors: {errors:?}"))
    })
}

/// The bundle's files by the name that they have without their hash.
pub(crate) fn files(tree: &SiteTree) -> Vec<(&'static str, &str, &[u8])> {
    let named = tree.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("soeg/index/")?;
        let plain =
            [("engine.", "engine.wasm"), ("index.", "index.bin"), ("manifest.", "manifest.json")];
        let (_, plain) = plain.into_iter().find(|(start, _)| name.starts_with(start))?;
        Some((plain, path, bytes))
    });
    named.collect()
}

/// The bytes of one file of the bundle.
pub(crate) fn file(name: &str) -> &'static [u8] {
    let found = files(&site().tree).into_iter().find(|(plain, _, _)| *plain == name);
    found.unwrap_or_else(|| panic!("{name} is not published")).2
}

#[test]
fn files_are_named_by_their_content_and_the_manifest_names_them() {
    let manifest: serde_json::Value = serde_json::from_slice(file("manifest.json")).expect("JSON");
    for (part, name) in [("engine", "engine.wasm"), ("index", "index.bin")] {
        let part = &manifest[part];
        let (url, sha256) =
            (part["url"].as_str().expect("an address"), part["sha256"].as_str().expect("a hash"));
        assert!(url.contains(&sha256[..12]), "{url}");
        assert_eq!(site().tree.get(url.trim_start_matches('/')), Some(file(name)));
        assert_eq!(part["bytes"], file(name).len());
    }
    assert_eq!(
        (&manifest["format"], &manifest["documents"]),
        (&1.into(), &site().documents.into())
    );
}

#[test]
fn the_index_in_the_container_is_the_index_beside_the_site() {
    let unpacked = portal_search::container::unpack(file("index.bin")).expect("a container").0;
    // All that tantivy reads of it; texts and words have fewer bytes there, and what they say is
    // held by the answers.
    let same = ["idx", "pos", "term", "fast", "fieldnorm", "json"];
    let of_index = site().index.0.iter().filter(|(name, _)| {
        name.rsplit_once('.').is_some_and(|(_, ending)| same.contains(&ending))
            && name.as_str() != portal_search::MANIFEST_FILE
    });
    let of_index: Vec<_> = of_index.collect();
    assert_eq!(of_index.len(), 8);
    for (name, bytes) in of_index {
        assert_eq!(unpacked.get(name), Some(bytes), "{name}");
    }
}

#[test]
fn no_folder_of_this_machine_is_published() {
    let engine = file("engine.wasm");
    let home = std::env::home_dir().unwrap_or_else(|| "/root".into());
    for folder in [root(), home.as_path()] {
        let folder = folder.to_str().expect("a folder in UTF-8").as_bytes();
        let found = engine.windows(folder.len()).position(|window| window == folder);
        let around =
            found.map(|at| String::from_utf8_lossy(&engine[at..engine.len().min(at + 120)]));
        assert!(around.is_none(), "{around:?}");
    }
}
