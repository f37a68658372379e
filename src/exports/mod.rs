//! Files of the site that are not pages: static assets, sitemap, feeds, robots, what browsers ask for to search from the
//! address bar, and the build's own description.
//! Takes what is finished; gives paths and bytes.

mod assets;
mod atom;
mod build_json;
mod open_search;
mod robots;
mod search_bundle;
mod sitemap;
mod stylesheet;

pub(crate) use assets::Assets;
pub(crate) use atom::{feed_of, feeds};
pub(crate) use build_json::{build_json, is_page};
pub(crate) use open_search::open_search;
pub(crate) use robots::robots;
pub(crate) use search_bundle::search_bundle;
pub(crate) use sitemap::{Location, sitemap};
pub(crate) use stylesheet::STYLESHEET;

/// Text in XML: the five characters that mean something are written as entities, those that no XML may hold (XML 1.0,
/// production 2) are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_in_xml_holds_nothing_that_xml_may_not() {
        assert_eq!(super::xml("<a & \"b\">\u{0}\u{1b}\n'æ'"), "&lt;a &amp; &quot;b&quot;&gt;\n&apos;æ&apos;");
    }
}
