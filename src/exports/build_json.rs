//! `/build.json`: which program made which site from which content. No clock time, so that the same
//! input gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Catalogue, Kind};
use crate::publish::Inventory;
use crate::routes::Routes;

#[derive(Serialize)]
struct BuildJson<'a> {
    generator: &'a str,
    version: &'a str,
    title: &'a str,
    edition: String,
    pages: usize,
    files: usize,
    entries: BTreeMap<&'a str, usize>,
    /// SHA-256 over the path and the SHA-256 of every other file, as `sha256sum` lists them.
    hash: String,
}

/// The file, of a site that has everything else. Its numbers are of that site.
pub(crate) fn build_json(catalogue: &Catalogue, routes: &Routes, site: &Inventory) -> Vec<u8> {
    let description = BuildJson {
        generator: "portal",
        version: env!("CARGO_PKG_VERSION"),
        title: &catalogue.site.title,
        edition: catalogue.site.edition.to_string(),
        pages: site.paths().filter(|path| routes.is_page(path)).count(),
        files: site.len(),
        entries: Kind::ALL.into_iter().map(|kind| (kind.as_str(), catalogue.count(kind))).collect(),
        hash: site.digest().to_string(),
    };
    // Strings and numbers always serialize.
    let mut json = serde_json::to_vec_pretty(&description).unwrap_or_default();
    json.push(b'\n');
    json
}
