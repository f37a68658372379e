//! Static files, and the stylesheet. Styles and scripts get a piece of their content's hash in the
//! name, so that browsers may keep them for ever; everything else is published under its own name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::script;
use super::stylesheet::{self, stylesheet};
use crate::model::Catalogue;
use crate::publish::hex;
use crate::routes::{STYLESHEET, Static, stylesheet as linked_sheet};
use crate::source::{Asset, Place, Sources, Span};

/// The static files, and where they are found.
pub(crate) struct Assets<'s> {
    /// By the path in the site, without a slash in front.
    pub(crate) files: Vec<(String, Cow<'s, [u8]>)>,
    /// The same files, as they claim their addresses.
    pub(crate) claims: Vec<Static>,
    /// The name that templates use to the address: `css/portal.css` to
    /// `/css/portal.1a2b3c4d5e6f.css`.
    pub(crate) urls: BTreeMap<String, String>,
    /// What only the portal in one file has, by the names in the theme; it is published nowhere
    /// else.
    pub(crate) apart: BTreeMap<&'static str, Cow<'s, [u8]>>,
}

/// The names of [`Assets::apart`].
const APART: [&str; 2] = ["css/single.css", "js/single.js"];

impl<'s> Assets<'s> {
    /// Those of the content and the theme; the stylesheet knows the administrations.
    pub(crate) fn of(sources: &'s Sources, catalogue: &Catalogue) -> Self {
        let mut assets = Self {
            files: Vec::new(),
            claims: Vec::new(),
            urls: BTreeMap::new(),
            apart: BTreeMap::new(),
        };
        assets.take(
            STYLESHEET,
            Cow::Owned(stylesheet(sources, catalogue).into_bytes()),
            (false, None),
        );
        // What is built in comes first, so that a file of the portal's own is told and not the one
        // that nobody wrote.
        let is_built_in = |asset: &&Asset| sources.file(asset.file).is_built_in();
        let (built_in, own): (Vec<_>, Vec<_>) = sources.assets().iter().partition(is_built_in);
        for asset in built_in.into_iter().chain(own) {
            let place = Place { file: asset.file, span: Span::default() };
            assets.take(&asset.path, Cow::Borrowed(&asset.bytes), (asset.of_content, Some(place)));
        }
        assets
    }

    fn take(
        &mut self,
        name: &str,
        bytes: Cow<'s, [u8]>,
        (of_content, place): (bool, Option<Place>),
    ) {
        let bytes = finished(name, bytes, of_content);
        if let Some(apart) = APART.into_iter().find(|apart| *apart == name && !of_content) {
            // The portal's own comes after the one that is built in.
            self.apart.insert(apart, bytes);
            return;
        }
        let path = fingerprinted(name, &bytes);
        self.urls.entry(name.to_owned()).or_insert_with(|| format!("/{path}"));
        self.claims.push(Static { path: path.clone(), of_content, place });
        self.files.push((path, bytes));
    }
}

/// A stylesheet with links instead of addresses from the root; a theme's stylesheets and scripts
/// without what only their writers need; any other file as it is.
fn finished<'s>(name: &str, bytes: Cow<'s, [u8]>, of_content: bool) -> Cow<'s, [u8]> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match (ending, std::str::from_utf8(&bytes)) {
        ("css", Ok(css)) if of_content => {
            Cow::Owned(linked_sheet(css, &format!("/{name}")).into_bytes())
        }
        ("css", Ok(css)) => {
            Cow::Owned(linked_sheet(&stylesheet::squeezed(css), &format!("/{name}")).into_bytes())
        }
        ("js", Ok(script)) if !of_content => Cow::Owned(script::squeezed(script).into_bytes()),
        _ => bytes,
    }
}

fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => {
            format!("{stem}.{}.{ending}", &hex(&Sha256::digest(bytes))[..12])
        }
        _ => path.to_owned(),
    }
}
