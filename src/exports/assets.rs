//! Static files, and the stylesheet that is put together of its parts. Styles and scripts get a piece of their content's
//! hash in the name, so that browsers may keep them for ever; everything else is published under its own name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::publish::hex;
use crate::source::{Role, Sources};

/// The name that templates know the stylesheet by.
pub(crate) const STYLESHEET: &str = "css/portal.css";

/// The static files, and where they are found.
pub(crate) struct Assets<'s> {
    /// By the path in the site, without a slash in front.
    pub(crate) files: Vec<(String, Cow<'s, [u8]>)>,
    /// The name that templates use to the address: `css/portal.css` to `/css/portal.1a2b3c4d5e6f.css`.
    pub(crate) urls: BTreeMap<String, String>,
}

impl<'s> Assets<'s> {
    /// Those of the content and the theme.
    pub(crate) fn of(sources: &'s Sources) -> Self {
        let fixed = sources.assets().iter().map(|(path, bytes)| (path.as_str(), Cow::Borrowed(bytes.as_slice())));
        let stylesheet = (STYLESHEET, Cow::Owned(stylesheet(sources).into_bytes()));
        let (mut files, mut urls) = (Vec::new(), BTreeMap::new());
        for (path, bytes) in fixed.chain([stylesheet]) {
            let published = fingerprinted(path, &bytes);
            urls.insert(path.to_owned(), format!("/{published}"));
            files.push((published, bytes));
        }
        Self { files, urls }
    }
}

/// The theme's parts in the order of their names, so that a later one may go against an earlier, without comments and
/// needless space. What the minifier cannot read is published as it is written: the browser is the better judge.
fn stylesheet(sources: &Sources) -> String {
    let parts: Vec<&str> = sources.of_role(Role::Style).map(|(_, file)| file.text()).collect();
    let written = parts.join("\n");
    let minified = minifier::css::minify(&written).map(|sheet| sheet.to_string());
    minified.unwrap_or(written)
}

fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => format!("{stem}.{}.{ending}", &hex(&Sha256::digest(bytes))[..12]),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_the_stylesheet_come_in_the_order_of_their_names() {
        let own = [("20-b", "a :is(b, c) { width: calc(1px + 2px); }"), ("10-a", "/* why */\np { margin: 0 }")];
        let files = own.map(|(name, text)| (format!("themes/bif-sof/styles/{name}.css"), text.into()));
        let sheet = stylesheet(&Sources::from_files(files).0);
        assert!(sheet.contains("p{margin:0}") && !sheet.contains("why"), "{sheet}");
        assert!(sheet.contains("a :is(b,c){width:calc(1px + 2px);}"), "{sheet}");
        assert!(sheet.find("p{margin:0}") < sheet.find("a :is(b,c)"), "{sheet}");
    }
}
