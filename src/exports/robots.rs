//! `/robots.txt` (RFC 9309): staff portals are not for search engines unless `site.toml` says so.

use crate::model::Site;
use crate::routes::SITEMAP;

/// The file.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    let rule = if site.search_engines { "Allow: /" } else { "Disallow: /" };
    format!("User-agent: *\n{rule}\nSitemap: {}{SITEMAP}\n", site.base_url).into_bytes()
}
