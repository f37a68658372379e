//! The theme that is built into the program, and which theme a portal asks for.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};

use super::{Findings, Sources};

/// The name of the theme that is built in.
pub const DEFAULT_THEME: &str = "default";

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../themes/default");

/// The sources of the built-in theme alone: enough for its texts when there is no portal.
#[must_use]
pub fn default_theme() -> (Sources, Findings) {
    Sources::from_files([])
}

/// The text of the built-in file that a path of a theme stands for:
/// `themes/any/i18n/da/pages.yaml`.
pub(crate) fn built_in(path: &str) -> Option<&'static str> {
    let (_, inner) = path.strip_prefix("themes/")?.split_once('/')?;
    EMBEDDED.get_file(inner)?.contents_utf8()
}

/// The files of the built-in theme, by path within it.
pub(super) fn default_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let mut files = Vec::new();
    collect(&EMBEDDED, &mut files);
    files.into_iter()
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for file in folder.files() {
        files.extend(file.path().to_str().map(|path| (path, file.contents())));
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// The themes that have files in `themes/`.
pub(super) fn own<'p>(paths: impl Iterator<Item = &'p String>) -> BTreeSet<String> {
    let inner = paths.filter_map(|path| path.strip_prefix("themes/")?.split_once('/'));
    inner.map(|(theme, _)| theme.to_owned()).collect()
}

/// The theme that `site.toml` names, read leniently: its faults are told by the stage that reads it
/// for good.
pub(super) fn chosen(files: &BTreeMap<String, Vec<u8>>) -> String {
    let site = files.get("site.toml").and_then(|bytes| std::str::from_utf8(bytes).ok());
    let name = site.and_then(|site| setting(site, "theme"));
    let usable = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    name.filter(usable).unwrap_or_else(|| DEFAULT_THEME.to_owned())
}

/// A text of the settings, read as leniently.
pub(super) fn setting(site: &str, key: &str) -> Option<String> {
    let table = toml::de::DeTable::parse(site).ok()?;
    Some(table.get_ref().get(key)?.get_ref().as_str()?.to_owned())
}
