//! Files of the site that are not pages: static assets, sitemap, robots and the build's own description.
//! Takes what is finished; gives paths and bytes.

mod assets;
mod build_json;
mod robots;
mod search_bundle;
mod sitemap;

pub(crate) use assets::{Assets, STYLESHEET};
pub(crate) use build_json::{build_json, is_page};
pub(crate) use robots::robots;
pub(crate) use search_bundle::search_bundle;
pub(crate) use sitemap::{Location, sitemap};

/// Text in XML: the five characters that mean something are written as entities.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            other => escaped.push(other),
        }
    }
    escaped
}
