//! How a web server should serve the portal: headers, media types, caching, redirects, and what is
//! said where nothing is. Takes the catalogue; gives the rules in the words of each server. The
//! preview follows the same.
//!
//! What a server reads in the served folder itself is published there (`web.config`, `.htaccess`,
//! `_headers`); what it reads elsewhere (nginx, Caddy) lies in `.portal/host/` and is never
//! published.

mod apache;
mod caddy;
mod headers;
mod iis;
mod media_type;
mod netlify;
mod nginx;
mod precompressed;

pub(crate) use headers::HEADERS;
pub(crate) use media_type::media_type;
pub(crate) use precompressed::{is_twin, twins};

use crate::model::{Catalogue, Host};
use crate::routes::NOT_FOUND;

/// Where rules lie that are not published, from the portal's root.
const BESIDE: &str = ".portal/host/";

/// The rules for one server.
#[derive(Debug, Default)]
pub(crate) struct HostFiles {
    /// Into the published folder: path and text.
    pub(crate) published: Vec<(String, String)>,
    /// Beside it: path from the portal's root, and text.
    pub(crate) beside: Vec<(String, String)>,
}

/// What the rules of every server are made of.
#[derive(Debug)]
struct Rules<'a> {
    /// Where the portal lies on its host, without a slash at the end.
    base: &'a str,
    /// Addresses that lead on, and where to.
    redirects: Vec<(String, String)>,
    /// Pages that say of something that it is gone.
    gone: Vec<&'a str>,
    /// Files that are gone.
    gone_files: Vec<&'a str>,
}

/// The rules of a portal for a server.
pub(crate) fn host_files(host: Host, catalogue: &Catalogue) -> HostFiles {
    let rules = Rules::of(catalogue);
    let published = |path: &str, text: String| (path.to_owned(), text);
    let beside = |name: &str, text: String| HostFiles {
        beside: vec![(format!("{BESIDE}{name}"), text)],
        ..HostFiles::default()
    };
    let inside = |published| HostFiles { published, ..HostFiles::default() };
    match host {
        Host::Nginx => beside("nginx.conf", nginx::conf(&rules)),
        Host::Caddy => beside("Caddyfile", caddy::caddyfile(&rules)),
        Host::Iis => inside(vec![published("web.config", iis::web_config(&rules))]),
        Host::Apache => inside(vec![published(".htaccess", apache::htaccess(&rules))]),
        Host::Netlify => inside(vec![
            published("_headers", netlify::headers(&rules)),
            published("_redirects", netlify::redirects(&rules)),
        ]),
    }
}

impl<'a> Rules<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let base = catalogue.site.base_path();
        let gone = || {
            catalogue
                .gone
                .iter()
                .flat_map(|gone| &gone.addresses)
                .map(|address| address.value.as_str())
        };
        Self {
            base,
            redirects: redirects(catalogue, base),
            gone: gone().filter(|address| address.ends_with('/')).collect(),
            gone_files: gone()
                .filter(|address| !address.ends_with('/') && !address.contains('#'))
                .collect(),
        }
    }

    /// The page for addresses where nothing is, on the host.
    fn not_found(&self) -> String {
        format!("{}{NOT_FOUND}", self.base)
    }
}

/// Short links and older addresses, both ends as the host sees them; in byte order.
fn redirects(catalogue: &Catalogue, base: &str) -> Vec<(String, String)> {
    let all = catalogue.entries().flat_map(|at| {
        let entry = catalogue.entry(at);
        let aliases = entry.aliases.iter().map(|alias| alias.value.clone());
        let from = aliases.chain([entry.short_url()]);
        from.map(|from| (format!("{base}{from}"), format!("{base}{}", entry.url())))
            .collect::<Vec<_>>()
    });
    let mut all: Vec<_> = all.collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_is_told_all_of_it() {
        let rules = Rules {
            base: "/mappe",
            redirects: vec![("/mappe/t/a/".to_owned(), "/mappe/tilbud/a/".to_owned())],
            gone: vec!["/tilbud/b/"],
            gone_files: vec!["/filer/c d.pdf"],
        };
        let all = [
            nginx::conf(&rules),
            caddy::caddyfile(&rules),
            iis::web_config(&rules),
            apache::htaccess(&rules),
            netlify::headers(&rules) + &netlify::redirects(&rules),
        ];
        for text in all {
            for needed in ["default-src", "nosniff", "no-cache", "immutable", "/mappe/tilbud/a/"] {
                assert!(text.contains(needed), "{needed} is not in\n{text}");
            }
            assert!(!text.contains("{{") && text.ends_with('\n'), "{text}");
        }
    }
}
