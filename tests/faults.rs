//! Publishing on a disk that fails: what is published stays whole, and what is told is true.

#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test may touch the disk and fail")]

#[path = "faults/faulty.rs"]
mod faulty;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use faulty::{Call, FaultyDisk};
use portal::publish::{Disk, INDEX, Publication, PublishError, Published, SiteTree, publish};

/// A folder with a portal that is published once and is to be published again.
struct Folder {
    folder: tempfile::TempDir,
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

impl Folder {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn publish(&self, disk: &dyn Disk, edition: &str) -> Result<Published, PublishError> {
        let (site, index) = (site(edition), index(edition));
        let publication = Publication { root: self.folder.path(), out: &self.public(), site: &site, index: &index };
        publish(disk, &publication)
    }

    fn site(&self) -> Files {
        files(&self.public())
    }

    fn index(&self) -> Files {
        files(&self.folder.path().join(INDEX))
    }
}

/// A small site: pages that stay, pages that change, and pages of one edition alone.
fn site(edition: &str) -> SiteTree {
    let own = format!("tilbud/{edition}/index.html");
    let changed = [("index.html", edition), ("tilbud/index.html", edition), (own.as_str(), edition)];
    let same = [("404.html", "ikke her"), ("css/portal.css", "body {}"), ("t/hjaelp/index.html", "til hjælp")];
    changed.into_iter().chain(same).map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn index(edition: &str) -> SiteTree {
    [("meta.json", edition), ("segment.idx", edition)]
        .map(|(path, text)| (path.to_owned(), text.into()))
        .into_iter()
        .collect()
}

fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("a path below the folder").to_owned();
        (path, fs::read(entry.path()).expect("a file that can be read"))
    });
    read.collect()
}

/// What a disk says that is full, broken, closed to us or read-only (`errno.h`).
const ERRORS: [i32; 4] = [28, 5, 13, 30];

#[test]
fn whichever_call_fails_the_site_is_whole_and_what_is_told_is_true() {
    let folder = Folder::new();
    folder.publish(&sound(), "2012").expect("it can be published");
    let counting = FaultyDisk::new(|_: Call<'_>| None);
    folder.publish(&counting, "2013").expect("it can be published");
    for (number, error) in (0..counting.calls()).flat_map(|number| ERRORS.map(|error| (number, error))) {
        fails_once(number, error);
    }
}

fn fails_once(number: usize, error: i32) {
    let folder = Folder::new();
    folder.publish(&sound(), "2012").expect("it can be published");
    let (site, index) = (folder.site(), folder.index());
    let faulty = FaultyDisk::new(|call: Call<'_>| (call.number == number).then(|| io::Error::from_raw_os_error(error)));
    let told = folder.publish(&faulty, "2013");
    match &told {
        Ok(_) => assert!(folder.site().contains_key(Path::new("tilbud/2013/index.html")), "call {number}: {told:?}"),
        Err(_) => assert_eq!((folder.site(), folder.index()), (site, index), "call {number}: {told:?}"),
    }
    folder.publish(&sound(), "2014").expect("the next one is published");
    let next = folder.site();
    assert!(next.contains_key(Path::new("tilbud/2014/index.html")), "call {number}");
    assert!(!next.contains_key(Path::new("tilbud/2013/index.html")), "call {number}");
}

/// A disk that never fails.
fn sound() -> impl Disk {
    FaultyDisk::new(|_: Call<'_>| None)
}

fn denied() -> io::Error {
    io::Error::from(io::ErrorKind::PermissionDenied)
}

#[test]
fn what_cannot_be_deleted_is_told_and_stops_nobody() {
    let folder = Folder::new();
    folder.publish(&sound(), "2012").expect("it can be published");
    let stubborn = FaultyDisk::new(|call: Call<'_>| {
        let is_it = call.path.ends_with("tilbud/2012/index.html") || call.name == "make_writable";
        (is_it && call.name != "write").then(denied)
    });
    let published = folder.publish(&stubborn, "2013").expect("it is published all the same");
    let [leftover] = published.leftovers.as_slice() else { panic!("{published:?}") };
    assert!(leftover.path.ends_with("tilbud/2012/index.html"), "{leftover:?}");
    assert!(leftover.path.starts_with(&leftover.tree), "{leftover:?}");
    assert!(folder.site().contains_key(Path::new("tilbud/2013/index.html")));
    let published = folder.publish(&stubborn, "2014").expect("the next one is published as well");
    assert_eq!(published.leftovers.len(), 1, "{published:?}");
    let published = folder.publish(&sound(), "2015").expect("so is the last one");
    assert!(published.leftovers.is_empty(), "what can be deleted by now is: {published:?}");
    assert_eq!(fs::read_dir(folder.public().with_file_name(".portal")).expect("the work folder").count(), 4);
}
