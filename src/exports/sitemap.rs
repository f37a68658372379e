//! `/sitemap.xml` (sitemaps.org protocol 0.9): every page that people read, with its review date where there is one.
//! More than 50,000 addresses are parted into numbered files with an index, as the protocol demands.

use std::fmt::Write;

use crate::model::Catalogue;

use super::xml;

/// Most addresses in one file, from the protocol.
const MOST: usize = 50_000;

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
        return vec![("sitemap.xml".to_owned(), url_set(base, locations))];
    }
    let parts = locations.chunks(MOST).zip(1..);
    let mut files: Vec<_> = parts.map(|(part, n)| (format!("sitemap-{n}.xml"), url_set(base, part))).collect();
    let mut index = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (path, _) in &files {
        // Writing to a String never fails.
        let _ = writeln!(index, "<sitemap><loc>{}/{path}</loc></sitemap>", xml(base));
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index.into_bytes()));
    files
}

fn url_set(base: &str, locations: &[Location]) -> Vec<u8> {
    let mut set = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for location in locations {
        let _ = write!(set, "<url><loc>{}{}</loc>", xml(base), xml(&location.url));
        if let Some(reviewed) = &location.reviewed {
            let _ = write!(set, "<lastmod>{reviewed}</lastmod>");
        }
        set.push_str("</url>\n");
    }
    set.push_str("</urlset>\n");
    set.into_bytes()
}
