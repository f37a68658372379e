//! This repository's own portal, built in memory once for all tests of a program.

use std::path::Path;
use std::sync::LazyLock;

use portal::publish::SiteTree;
use portal::{Options, Unobserved, source};

static SITE: LazyLock<SiteTree> = LazyLock::new(|| {
    let (sources, findings) =
        source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the portal's sources");
    let built =
        portal::build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    let told: Vec<_> = built.findings.iter().map(|finding| finding.code.name).collect();
    built.site.unwrap_or_else(|| panic!("the portal has errors: {told:?}")).tree
});

/// Every file that is published.
pub(crate) fn site() -> &'static SiteTree {
    &SITE
}

/// Every page that is HTML: path and text.
pub(crate) fn html() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pages = site().iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("UTF-8")))
}
