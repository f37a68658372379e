//! A folder with a small portal that is published, and what others put into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::RwLock;

use portal::publish::{
    Disk, INDEX, MARKER, Pages, Publication, PublishError, Published, SiteTree, publish, recover,
};

/// Every file by its path.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Locks are inherited by a child process until it is another program, so nobody publishes while
/// one is made.
pub(crate) static FORKING: RwLock<()> = RwLock::new(());

/// The folder of a portal.
pub(crate) struct Folder {
    pub(crate) root: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        Self { root: temporary.path().canonicalize().expect("a path"), _temporary: Some(temporary) }
    }

    /// One that somebody else deletes.
    pub(crate) fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), _temporary: None }
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.root.join("public")
    }

    pub(crate) fn work(&self) -> PathBuf {
        self.root.join(".portal")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn publish(
        &self,
        disk: &dyn Disk,
        edition: &str,
    ) -> Result<Published, PublishError> {
        self.publish_tree(disk, &site(edition), edition)
    }

    pub(crate) fn publish_tree(
        &self,
        disk: &dyn Disk,
        site: &SiteTree,
        edition: &str,
    ) -> Result<Published, PublishError> {
        let _nobody_forks = FORKING.read().expect("no panic");
        let pages = Pages { count: site.len(), max_loss: None };
        let (out, index) = (self.public(), index(edition));
        publish(disk, &Publication { root: &self.root, out: &out, site, index: &index, pages })
    }

    pub(crate) fn recover(&self, disk: &dyn Disk) -> Result<Option<PathBuf>, PublishError> {
        let _nobody_forks = FORKING.read().expect("no panic");
        recover(disk, &self.root)
    }

    pub(crate) fn site(&self) -> Files {
        let mut files = files(&self.public());
        files.retain(|path, _| !path.starts_with(".portal"));
        files
    }

    pub(crate) fn index(&self) -> Files {
        files(&self.root.join(INDEX))
    }

    /// What others put there; see [`OTHERS`].
    pub(crate) fn let_others_in(&self) {
        for (path, text) in OTHERS {
            self.write(&format!("public/{path}"), text);
        }
        fs::create_dir_all(self.public().join("uploads")).expect("a folder");
        std::os::unix::fs::symlink("tilbud", self.public().join("offers")).expect("a link");
    }

    /// Whether all of it is still there.
    pub(crate) fn has_others(&self) -> bool {
        let has = |(path, text): &(&str, &str)| {
            fs::read(self.public().join(path)).is_ok_and(|had| had == text.as_bytes())
        };
        let link =
            fs::read_link(self.public().join("offers")).is_ok_and(|to| to == Path::new("tilbud"));
        OTHERS.iter().all(has) && link && self.public().join("uploads").is_dir()
    }
}

/// What others put into a published folder.
pub(crate) const OTHERS: [(&str, &str); 5] = [
    ("CNAME", "portal.example"),
    (".git/config", "[core]"),
    (".well-known/acme-challenge/token", "token"),
    ("web.config", "<configuration/>"),
    ("tilbud/2012/noter.txt", "mine"),
];

/// A small site: files that stay, files that change, and files of one edition alone.
pub(crate) fn site(edition: &str) -> SiteTree {
    let [page, style] =
        [format!("tilbud/{edition}/index.html"), format!("css/portal.{edition}.css")];
    let changed = [
        ("index.html", edition),
        ("tilbud/index.html", edition),
        ("soeg/index/manifest.json", edition),
    ];
    let own = [(page.as_str(), edition), (style.as_str(), edition)];
    let same = [
        ("404.html", "ikke her"),
        ("css/portal.css", "body {}"),
        ("t/hjaelp/index.html", "til hjælp"),
    ];
    let files = changed.into_iter().chain(own).chain(same);
    files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn index(edition: &str) -> SiteTree {
    let files = [("meta.json", edition), ("segment.idx", edition)];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.into())).collect()
}

/// Every file below a folder; links are not followed.
pub(crate) fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("a path below the folder").to_owned();
        (path, fs::read(entry.path()).expect("a file that can be read"))
    });
    read.collect()
}

/// The files without the marker.
pub(crate) fn unmarked(mut files: Files) -> Files {
    files.remove(Path::new(MARKER));
    files
}
