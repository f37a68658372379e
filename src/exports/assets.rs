//! Static files, and the stylesheet. Styles and scripts get a piece of their content's hash in the name, so that
//! browsers may keep them for ever; everything else is published under its own name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::stylesheet::{STYLESHEET, stylesheet};
use crate::publish::hex;
use crate::source::Sources;

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

fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => format!("{stem}.{}.{ending}", &hex(&Sha256::digest(bytes))[..12]),
        _ => path.to_owned(),
    }
}
