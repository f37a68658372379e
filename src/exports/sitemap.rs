//! `/sitemap.xml` (sitemaps.org protocol 0.9): every page that people read, with its review date
//! where there is one. More than 50,000 addresses are parted into numbered files with an index, as
//! the protocol demands.

use crate::markup::Xml;
use crate::model::Catalogue;
use crate::routes::{ADDRESSES_IN_ONE_SITEMAP as MOST, SITEMAP, file_of, sitemap_part};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// One page.
pub(crate) struct Location {
    /// The address within the site, `/…/`.
    pub(crate) url: String,
    /// When its content was last checked, `YYYY-MM-DD`.
    pub(crate) reviewed: Option<String>,
}

/// The files with their paths.
pub(crate) fn sitemap(catalogue: &Catalogue, locations: &[Location]) -> Vec<(String, Vec<u8>)> {
    let base = &catalogue.site.base_url;
    if locations.len() <= MOST {
        return vec![(file_of(SITEMAP), url_set(base, locations))];
    }
    let parts = locations.chunks(MOST).zip(1..);
    let parts = parts.map(|(part, n)| (file_of(&sitemap_part(n)), url_set(base, part)));
    let mut files: Vec<_> = parts.collect();
    let mut index = Xml::document("sitemapindex", &[("xmlns", NAMESPACE)]);
    for (path, _) in &files {
        index.open("sitemap", &[]);
        index.leaf("loc", &[], &format!("{base}/{path}"));
        index.close();
        index.line();
    }
    files.push((file_of(SITEMAP), index.finish()));
    files
}

fn url_set(base: &str, locations: &[Location]) -> Vec<u8> {
    let mut set = Xml::document("urlset", &[("xmlns", NAMESPACE)]);
    for location in locations {
        set.open("url", &[]);
        set.leaf("loc", &[], &format!("{base}{}", location.url));
        if let Some(reviewed) = &location.reviewed {
            set.leaf("lastmod", &[], reviewed);
        }
        set.close();
        set.line();
    }
    set.finish()
}
