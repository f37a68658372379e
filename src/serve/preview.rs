//! What is shown: a finished tree, or the sources as they are now.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostics::{Findings, Texts};
use crate::publish::SiteTree;
use crate::source::{self, ReadError, Sources, Stamp};
use crate::{Options, Unobserved};

/// A portal to look at.
#[derive(Debug)]
pub struct Preview {
    sources: Option<(PathBuf, Options)>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stamp: Option<Stamp>,
    tree: SiteTree,
    /// Where the portal will lie on its host: what is asked for below it is found here as well.
    base_path: String,
    told: Option<(Findings, Sources)>,
    /// What stands in the way of showing the newest state.
    trouble: Option<String>,
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
    /// The sources have faults; what they are, as plain text.
    Trouble { text: String },
}

impl Preview {
    /// Shows a finished tree.
    #[must_use]
    pub fn of_tree(tree: SiteTree) -> Self {
        Self { sources: None, state: Mutex::new(State { tree, ..State::default() }) }
    }

    /// Shows a finished site that will lie at a path of its host.
    #[must_use]
    pub fn of_site(tree: SiteTree, base_path: String) -> Self {
        let state = State { tree, base_path, ..State::default() };
        Self { sources: None, state: Mutex::new(state) }
    }

    /// Shows the portal in `root`, as it is whenever somebody looks.
    ///
    /// # Errors
    /// When the file system refuses to read it.
    pub fn of_sources(root: PathBuf, options: Options) -> Result<Self, ReadError> {
        let preview = Self { sources: Some((root, options)), state: Mutex::default() };
        preview.renew(&mut preview.lock())?;
        Ok(preview)
    }

    /// Hands over what the newest build found.
    ///
    /// # Errors
    /// Those of `tell`.
    pub fn tell_findings<E>(&self, mut tell: impl FnMut(&Findings, &Sources) -> Result<(), E>) -> Result<(), E> {
        let state = self.lock();
        state.told.as_ref().map_or(Ok(()), |(findings, sources)| tell(findings, sources))
    }

    /// Answers a path; `renew` asks for the newest state first.
    pub(super) fn reply(&self, path: &str, renew: bool) -> Reply {
        let mut state = self.lock();
        if renew && let Err(error) = self.renew(&mut state) {
            return Reply::Trouble { text: error.to_string() };
        }
        if let Some(text) = &state.trouble {
            return Reply::Trouble { text: text.clone() };
        }
        let below = path.strip_prefix(state.base_path.as_str()).filter(|rest| rest.starts_with('/'));
        let inner = below.unwrap_or(path).trim_start_matches('/');
        let file =
            if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() };
        if let Some(bytes) = state.tree.get(&file) {
            return Reply::File { bytes: bytes.to_vec(), path: file };
        }
        if state.tree.get(&format!("{inner}/index.html")).is_some() {
            return Reply::Moved { to: format!("/{}/", path.trim_start_matches('/')) };
        }
        Reply::Missing { bytes: state.tree.get("404.html").unwrap_or_default().to_vec() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Builds again if a source has changed.
    fn renew(&self, state: &mut State) -> Result<(), ReadError> {
        let Some((root, options)) = &self.sources else { return Ok(()) };
        let stamp = source::stamp(root)?;
        if state.stamp.as_ref() == Some(&stamp) {
            return Ok(());
        }
        let (sources, findings) = source::read(root)?;
        let built = crate::build(&sources, findings, options, &Unobserved);
        state.stamp = Some(stamp);
        if let Some(site) = built.site {
            state.tree = site.tree;
            state.base_path = site.base_path;
            state.trouble = None;
        } else {
            let language = built.catalogue.as_ref().map(|catalogue| catalogue.site.language).unwrap_or_default();
            let (texts, _) = Texts::read(&sources, language);
            state.trouble = Some(crate::diagnostics::human(&built.findings, &sources, &texts, false));
        }
        state.told = Some((built.findings, sources));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview() -> Preview {
        let files = [("index.html", "forside"), ("tilbud/index.html", "tilbud"), ("404.html", "findes ikke")];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        Preview::of_tree(files.into_iter().collect())
    }

    #[test]
    fn a_folder_without_its_slash_is_moved() {
        assert_eq!(preview().reply("/tilbud", false), Reply::Moved { to: "/tilbud/".into() });
    }

    #[test]
    fn a_portal_of_a_folder_is_found_at_the_root_and_in_its_folder() {
        let preview = preview();
        preview.lock().base_path = "/mappe".to_owned();
        let found = Reply::File { path: "tilbud/index.html".into(), bytes: b"tilbud".to_vec() };
        assert_eq!([preview.reply("/tilbud/", false), preview.reply("/mappe/tilbud/", false)], [found.clone(), found]);
        assert_eq!(preview.reply("/mappe/tilbud", false), Reply::Moved { to: "/mappe/tilbud/".into() });
        assert!(matches!(preview.reply("/mappen/tilbud/", false), Reply::Missing { .. }));
    }

    #[test]
    fn what_is_not_there_is_the_portals_own_page() {
        assert_eq!(preview().reply("/../etc/passwd", false), Reply::Missing { bytes: b"findes ikke".to_vec() });
    }
}
