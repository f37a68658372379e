//! One state of a portal that is looked at, and what it answers to a path.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::live;
use super::notice::Pieces;
use super::preview::News;
use crate::publish::SiteTree;
use crate::routes::{OFFLINE, file_of};

/// In the place of the script that keeps a portal for when there is no network: a preview shows
/// what was just saved, so nothing of it may be kept, and what an earlier one kept goes.
const KEEPS_NOTHING: &[u8] = b"self.registration.unregister();\n";

/// One state of the portal.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Counted from 1; a finished tree has 0.
    pub(super) number: u64,
    pub(super) tree: Arc<SiteTree>,
    /// Pages that are newer than the tree: open ones are shown before the rest of a build is done.
    pub(super) early: BTreeMap<String, Vec<u8>>,
    /// Where the portal will lie on its host: what is asked for below it is found here as well.
    pub(super) base_path: String,
    pub(super) pieces: Pieces,
    pub(super) news: Option<Arc<News>>,
}

/// An answer to a request for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// The file at this path.
    File { path: String, bytes: Vec<u8> },
    /// The folder has its page at this address.
    Moved { to: String },
    /// There is no such file; the portal's own page that says so.
    Missing { bytes: Vec<u8> },
    /// There is no portal yet, since none could be made; a page that says why.
    Nothing { bytes: Vec<u8> },
}

/// The name of a state: one that a browser remembers from an earlier run is another.
pub(super) fn state(number: u64) -> String {
    format!("{}-{number}", std::process::id())
}

impl Shown {
    /// The same but for what is shown.
    pub(super) fn like(&self) -> Self {
        let (base_path, pieces, news) =
            (self.base_path.clone(), self.pieces.clone(), self.news.clone());
        Self { base_path, pieces, news, ..Self::default() }
    }

    /// A path of the host as one of the portal.
    fn inner<'p>(&self, path: &'p str) -> &'p str {
        let below = path.strip_prefix(self.base_path.as_str()).filter(|rest| rest.starts_with('/'));
        below.unwrap_or(path).trim_start_matches('/')
    }

    /// The file that answers a path.
    pub(super) fn file_of(&self, path: &str) -> String {
        let inner = self.inner(path);
        let is_folder = inner.is_empty() || inner.ends_with('/');
        if is_folder { format!("{inner}index.html") } else { inner.to_owned() }
    }

    /// The page as the preview shows it.
    fn alive(&self, page: &[u8]) -> Vec<u8> {
        live::with_preview(page, &self.pieces.head(&state(self.number)), &self.pieces.notice)
    }

    /// The answer to a path; pages of a portal that `is_alive` follow the changes of its sources.
    pub(super) fn reply(&self, path: &str, is_alive: bool) -> Reply {
        let (inner, file) = (self.inner(path), self.file_of(path));
        let early = self.early.get(&file).map(Vec::as_slice);
        if file == file_of(OFFLINE) {
            return Reply::File { bytes: KEEPS_NOTHING.to_vec(), path: file };
        }
        if let Some(bytes) = early.or_else(|| self.tree.get(&file)) {
            let is_page = is_alive && file.rsplit_once('.').is_some_and(|(_, end)| end == "html");
            let bytes = if is_page { self.alive(bytes) } else { bytes.to_vec() };
            return Reply::File { bytes, path: file };
        }
        if self.tree.get(&format!("{inner}/index.html")).is_some() {
            return Reply::Moved { to: format!("/{}/", path.trim_start_matches('/')) };
        }
        if !is_alive {
            return Reply::Missing {
                bytes: self.tree.get("404.html").unwrap_or_default().to_vec(),
            };
        }
        match self.tree.get("404.html") {
            Some(page) => Reply::Missing { bytes: self.alive(page) },
            None => Reply::Nothing { bytes: self.alive(live::EMPTY.as_bytes()) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        let files = [
            ("index.html", "forside"),
            ("tilbud/index.html", "tilbud"),
            ("404.html", "findes ikke"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        Shown { tree: Arc::new(files.into_iter().collect()), ..Shown::default() }
    }

    #[test]
    fn a_folder_without_its_slash_is_moved() {
        assert_eq!(shown().reply("/tilbud", false), Reply::Moved { to: "/tilbud/".into() });
    }

    #[test]
    fn a_portal_of_a_folder_is_found_at_the_root_and_in_its_folder() {
        let shown = Shown { base_path: "/mappe".to_owned(), ..shown() };
        let found = Reply::File { path: "tilbud/index.html".into(), bytes: b"tilbud".to_vec() };
        assert_eq!(
            ["/tilbud/", "/mappe/tilbud/"].map(|path| shown.reply(path, false)),
            [found.clone(), found]
        );
        assert_eq!(
            shown.reply("/mappe/tilbud", false),
            Reply::Moved { to: "/mappe/tilbud/".into() }
        );
        assert!(matches!(shown.reply("/mappen/tilbud/", false), Reply::Missing { .. }));
    }

    #[test]
    fn what_is_not_there_is_the_portals_own_page() {
        assert_eq!(
            shown().reply("/../etc/passwd", false),
            Reply::Missing { bytes: b"findes ikke".to_vec() }
        );
    }
}
