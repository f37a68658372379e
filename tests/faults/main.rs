//! Publishing on a disk that fails, and by a process that is killed: what is published stays whole,
//! what is told is true, and whoever comes next finds everything well.
//!
//! A few hundred of each are tried; all of them by `PORTAL_FAULTS=all cargo test --test faults --
//! --nocapture`.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test may touch the disk, fail and say what it counted"
)]

mod elsewhere;
mod faulty;
mod folder;
mod others;

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use faulty::{Call, Fault, FaultyDisk};
use folder::{FORKING, Files, Folder, files, unmarked};
use portal::publish::{Disk, Left, PublishError, Published};

/// How a folder is published, by what the disk can do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Exchange,
    TwoRenames,
    InPlace,
}

const WAYS: [Way; 3] = [Way::Exchange, Way::TwoRenames, Way::InPlace];

/// What a disk says that is full, broken, closed to us or read-only (`errno.h`).
const ERRORS: [i32; 4] = [28, 5, 13, 30];

impl Way {
    /// What this disk cannot do.
    fn refusal(self, call: Call<'_>) -> Option<Fault> {
        let is_site = call.path.ends_with("public");
        match (self, call.name) {
            (Self::TwoRenames, "exchange") => Some(io::ErrorKind::Unsupported.into()),
            (Self::InPlace, "try_moving") if is_site => Some(io::ErrorKind::ResourceBusy.into()),
            _ => None,
        }
    }

    fn disk(self) -> impl Disk {
        FaultyDisk::new(move |call: Call<'_>| self.refusal(call))
    }

    /// A disk on which one call goes wrong.
    fn failing(self, number: usize, fault: impl Fn() -> Fault + Sync) -> impl Disk {
        FaultyDisk::new(
            move |call: Call<'_>| {
                if call.number == number { Some(fault()) } else { self.refusal(call) }
            },
        )
    }

    /// How many calls it takes to publish 2013 there.
    fn calls(self, before: Before) -> usize {
        let start = Start::new(self, before);
        let counting = FaultyDisk::new(|call: Call<'_>| self.refusal(call));
        start.folder.publish(&counting, "2013").expect("it can be published");
        counting.calls()
    }
}

/// A disk that never fails.
fn sound() -> impl Disk {
    Way::Exchange.disk()
}

/// What is there before 2013 is published.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Before {
    Nothing,
    /// The portal of 2012, and what others put beside it.
    Portal,
}

const BEFORE: [Before; 2] = [Before::Nothing, Before::Portal];

/// A folder before it is published.
struct Start {
    folder: Folder,
    before: Before,
    site: Files,
    index: Files,
}

impl Start {
    fn new(way: Way, before: Before) -> Self {
        let folder = Folder::new();
        if before == Before::Portal {
            folder.publish(&way.disk(), "2012").expect("it can be published");
            folder.let_others_in();
        }
        Self { site: folder.site(), index: folder.index(), folder, before }
    }

    fn has_others(&self) -> bool {
        self.before == Before::Nothing || self.folder.has_others()
    }

    fn is_as_it_was(&self) -> bool {
        self.folder.site() == self.site && self.folder.index() == self.index
    }

    /// Whether every file is one of 2012 or of 2013, and every page of 2013 has what it needs.
    fn is_readable(&self) -> bool {
        let (now, new) = (unmarked(self.folder.site()), finished(self.before));
        let whole = now.iter().all(|(path, bytes)| {
            self.site.get(path) == Some(bytes) || new.site.get(path) == Some(bytes)
        });
        let pages = ["index.html", "tilbud/2013/index.html"].map(Path::new);
        let has_new_page =
            pages.into_iter().any(|page| now.get(page).is_some_and(|bytes| bytes == b"2013"));
        whole
            && now.contains_key(Path::new("index.html"))
            && (!has_new_page || now.contains_key(Path::new("css/portal.2013.css")))
    }
}

/// What 2013 looks like when all went well.
struct Finished {
    site: Files,
    index: Files,
}

fn finished(before: Before) -> Finished {
    let start = Start::new(Way::Exchange, before);
    start.folder.publish(&sound(), "2013").expect("it can be published");
    Finished { site: start.folder.site(), index: start.folder.index() }
}

/// Which calls are tried: all, or about `count` of them.
fn tried(calls: usize, count: usize) -> impl Iterator<Item = usize> {
    let all = std::env::var_os("PORTAL_FAULTS").is_some();
    (0..calls).step_by(if all { 1 } else { (calls / count).max(1) })
}

#[test]
fn whichever_call_fails_the_site_is_whole_and_what_is_told_is_true() {
    for (way, before) in WAYS.into_iter().flat_map(|way| BEFORE.map(|before| (way, before))) {
        let new = finished(before);
        let mut runs = 0;
        for number in tried(way.calls(before), 12) {
            for error in ERRORS {
                fails_once((way, before), number, error, &new);
                runs += 1;
            }
        }
        println!("{way:?}, {before:?}: {runs} failed calls survived");
    }
}

fn fails_once((way, before): (Way, Before), number: usize, error: i32, new: &Finished) {
    let start = Start::new(way, before);
    let faulty = way.failing(number, || Fault::Error(io::Error::from_raw_os_error(error)));
    let told = start.folder.publish(&faulty, "2013");
    let at = format!("{way:?}, {before:?}, call {number}, error {error}: {told:?}");
    assert!(start.has_others() || is_missing(&told), "{at}");
    is_true(&start, &told, new, &at);
    is_well_afterwards(&start, way, new, &at);
}

/// A folder that was published in part stays so while the disk is full, and is told as that, by
/// whoever comes next and by the next build.
#[test]
fn what_goes_wrong_again_is_told_as_it_stands() {
    let (way, before) = (Way::InPlace, Before::Portal);
    let (new, mut unfinished) = (finished(before), 0);
    for number in tried(way.calls(before), 40) {
        let start = Start::new(way, before);
        let faulty = way.failing(number, || Fault::Error(io::Error::from_raw_os_error(5)));
        let Err(PublishError::Unfinished { .. }) = start.folder.publish(&faulty, "2013") else {
            continue;
        };
        unfinished += 1;
        let full = FaultyDisk::new(|call: Call<'_>| match call.name {
            "rename" | "write" => Some(io::ErrorKind::StorageFull.into()),
            _ => way.refusal(call),
        });
        let at = |who: &str| format!("call {number}, {who}");
        // Where nothing was left to move, it is finished.
        if let Err(told) = start.folder.recover(&full) {
            is_true(&start, &Err(told), &new, &at("the next command"));
            if let Err(told) = start.folder.publish(&full, "2014") {
                is_true(&start, &Err(told), &new, &at("the next build"));
            }
        }
        is_well_afterwards(&start, way, &new, &format!("call {number}, twice"));
    }
    assert!(unfinished > 0, "no call left anything unfinished");
}

fn is_missing(told: &Result<Published, PublishError>) -> bool {
    matches!(told, Err(PublishError::Unfinished { left: Left::Missing { .. }, .. }))
}

/// Whether the disk is as the publication says.
fn is_true(start: &Start, told: &Result<Published, PublishError>, new: &Finished, at: &str) {
    let folder = &start.folder;
    match told {
        Ok(published) if published.leftovers.is_empty() => {
            let now = folder.site();
            let differing: Vec<_> = now
                .keys()
                .chain(new.site.keys())
                .filter(|path| now.get(*path) != new.site.get(*path))
                .collect();
            assert!(differing.is_empty() && folder.index() == new.index, "{at}: {differing:?}");
        }
        Ok(_) => {
            let now = folder.site();
            let is_new = |(path, bytes): (_, _)| {
                path == Path::new(portal::publish::MARKER) || now.get(path) == Some(bytes)
            };
            assert!(
                new.site.iter().map(|(path, bytes)| (path.as_path(), bytes)).all(is_new),
                "{at}"
            );
        }
        Err(PublishError::Unfinished { left: Left::OldSite, .. }) => {
            assert_eq!(folder.site(), start.site, "{at}");
        }
        Err(PublishError::Unfinished { left: Left::Missing { old }, .. }) => {
            assert!(!folder.public().exists() && files(old) == start.site, "{at}");
        }
        Err(PublishError::Unfinished { left: Left::Mixed, .. }) => {
            assert!(start.is_readable(), "{at}");
        }
        Err(_) => assert!(start.is_as_it_was(), "{at}"),
    }
}

/// Whoever comes next finds one edition, of site and index alike, and builds another as if nothing
/// had been.
fn is_well_afterwards(start: &Start, way: Way, new: &Finished, at: &str) {
    let folder = &start.folder;
    folder.recover(&way.disk()).expect("what was begun can be finished");
    let (site, index) = (unmarked(folder.site()), folder.index());
    let is_old = site == unmarked(start.site.clone()) && index == start.index;
    let is_new =
        unmarked(new.site.clone()).iter().all(|(path, bytes)| site.get(path) == Some(bytes))
            && index == new.index;
    assert!(is_old || is_new, "{at}: {:?}", site.keys());
    assert!(start.has_others(), "{at}");
    let published = folder.publish(&way.disk(), "2014").expect("the next one is published");
    assert!(published.leftovers.is_empty(), "{at}: {published:?}");
    let (next, expected) = (folder.site(), folder::site("2014"));
    assert!(
        expected
            .iter()
            .all(|(path, bytes)| next.get(Path::new(path)).is_some_and(|had| had == bytes)),
        "{at}"
    );
    let others = if start.before == Before::Portal { folder::OTHERS.len() } else { 0 };
    assert_eq!(next.len(), expected.len() + others + 1, "{at}: {:?}", next.keys());
    assert!(start.has_others(), "{at}");
    assert!(!folder.public().join(".portal").exists(), "{at}");
    let left = std::fs::read_dir(folder.work()).expect("the work folder");
    let left = left.map(|entry| entry.expect("a name").file_name().to_string_lossy().into_owned());
    // What could not be moved over is kept, whatever it is.
    let left: Vec<_> = left.filter(|name| !name.contains(".kept-")).collect();
    assert_eq!(left.len(), 5, "{at}: {left:?}");
}

/// Where a child process is told what to publish and when to die.
const CHILD: &str = "PORTAL_FAULTS_CHILD";

#[test]
fn wherever_the_process_is_killed_the_site_is_whole_and_the_next_command_finishes_it() {
    for (way, before) in WAYS.into_iter().flat_map(|way| BEFORE.map(|before| (way, before))) {
        let new = finished(before);
        let mut kills = 0;
        for number in tried(way.calls(before), 25) {
            let start = Start::new(way, before);
            let at = format!("{way:?}, {before:?}, killed at call {number}");
            kill(&start, way, number, &at);
            // Between two renames there is a moment without a site; whoever comes next ends it.
            let may_be_missing = way == Way::TwoRenames || before == Before::Nothing;
            assert!(
                may_be_missing && !start.folder.public().exists() || start.is_readable(),
                "{at}"
            );
            is_well_afterwards(&start, way, &new, &at);
            kills += 1;
        }
        println!("{way:?}, {before:?}: {kills} kills survived");
    }
}

/// Publishes 2013 in a process of its own, which dies at a call.
fn kill(start: &Start, way: Way, number: usize, at: &str) {
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    let order = format!("{number} {} {}", way as u8, start.folder.root.display());
    child.args(["--exact", "a_child_of_the_test_of_kills"]).env(CHILD, order);
    let child = {
        let _nobody_publishes = FORKING.write().expect("no panic");
        child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a child")
    };
    let done = child.wait_with_output().expect("a child");
    assert_eq!(done.status.code(), None, "{at}: the child was not killed");
}

#[test]
fn a_child_of_the_test_of_kills() {
    let Ok(order) = std::env::var(CHILD) else { return };
    let mut words = order.splitn(3, ' ');
    let mut number = || words.next().expect("a word").parse::<usize>().expect("a number");
    let (number, way) = (number(), WAYS[number()]);
    let folder = Folder::at(Path::new(words.next().expect("a folder")));
    drop(folder.publish(&way.failing(number, || Fault::Kill), "2013"));
}

#[test]
fn what_gets_to_its_place_is_on_the_disk_before() {
    for way in WAYS {
        let start = Start::new(way, Before::Portal);
        let calls = Mutex::new(Vec::new());
        let watching = FaultyDisk::new(|call: Call<'_>| {
            calls.lock().expect("no panic").push((call.name, call.path.to_owned()));
            way.refusal(call)
        });
        start.folder.publish(&watching, "2013").expect("it can be published");
        let calls = calls.into_inner().expect("no panic");
        let last = |wanted: &dyn Fn(&str, &Path) -> bool| {
            calls.iter().rposition(|(name, path)| wanted(name, path))
        };
        let first = |wanted: &dyn Fn(&str, &Path) -> bool| {
            calls.iter().position(|(name, path)| wanted(name, path))
        };
        let is_record = |path: &Path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("publication"))
        };
        let in_tree = |path: &Path| path.to_string_lossy().contains(".tree-");
        let written = last(&|name, path| matches!(name, "write" | "link") && in_tree(path))
            .expect("a file is written");
        let synced = last(&|name, path| name == "sync" && in_tree(path)).expect("it is synced");
        let recorded =
            first(&|name, path| name == "rename" && is_record(path)).expect("it is recorded");
        let record_synced =
            first(&|name, path| name == "sync" && is_record(path)).expect("the record is synced");
        let changed =
            first(&|name, path| matches!(name, "rename" | "exchange") && !is_record(path))
                .expect("it changes");
        let order = [written, synced, record_synced, recorded, changed];
        assert!(order.is_sorted(), "{way:?}: {order:?} in {calls:?}");
    }
}
