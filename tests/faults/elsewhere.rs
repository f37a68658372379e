//! What is finished or deleted is looked at first: a folder that somebody has put in the place of
//! the one that was being published, a record that somebody has changed, what somebody has mounted.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::faulty::{Call, FaultyDisk};
use super::folder::{FORKING, files, unmarked};
use super::{Before, Start, Way, finished, kill, sound, tried};

const RECORD: &str = ".portal/publication.json";

#[test]
fn what_was_restored_after_an_interruption_is_left_as_it_is() {
    let (way, before) = (Way::InPlace, Before::Portal);
    for number in tried(way.calls(before), 25) {
        let start = Start::new(way, before);
        let old = files(&start.folder.public());
        let at = format!("killed at call {number}");
        kill(&start, way, number, &at);
        // As from a backup.
        fs::remove_dir_all(start.folder.public()).expect("a folder");
        for (path, bytes) in &old {
            let path = start.folder.public().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        drop(start.folder.recover(&way.disk()));
        assert_eq!(files(&start.folder.public()), old, "{at}");
        start.folder.publish(&way.disk(), "2013").expect(&at);
        let (now, new) = (unmarked(start.folder.site()), unmarked(finished(before).site));
        assert!(new.iter().all(|(path, bytes)| now.get(path) == Some(bytes)), "{at}");
    }
}

#[test]
fn a_record_deletes_nothing_that_no_manifest_lists() {
    let start = Start::new(Way::InPlace, Before::Portal);
    start.folder.write("content/a.md", "mine");
    let path = start.folder.root.join(RECORD);
    let record = fs::read(&path).expect("the record");
    let mut record: serde_json::Value = serde_json::from_slice(&record).expect("JSON");
    record["is_done"] = json!(false);
    for step in record["steps"].as_array_mut().expect("the steps") {
        step["way"] = json!({ "in_place": { "gone": ["../content/a.md", "CNAME", "index.html"] } });
    }
    fs::write(&path, record.to_string()).expect("the record");
    let before = files(&start.folder.public());
    drop(start.folder.recover(&sound()));
    assert_eq!(files(&start.folder.public()), before);
    assert!(start.folder.root.join("content/a.md").exists());
}

/// A disk on which something is mounted at the folders that `is_it` knows.
fn with_mount(is_it: impl Fn(&Path) -> bool + Sync) -> impl portal::publish::Disk {
    FaultyDisk::new(move |call: Call<'_>| {
        let is_mounted = call.name == "is_mount" && is_it(call.path);
        is_mounted.then(|| io::ErrorKind::ResourceBusy.into())
    })
}

#[test]
fn an_empty_folder_that_is_mounted_stays_where_it_is() {
    let start = Start::new(Way::Exchange, Before::Portal);
    let mounted = start.folder.public().join("uploads");
    let disk = with_mount(|path| path == mounted);
    let published = start.folder.publish(&disk, "2013").expect("it can be published");
    assert!(published.in_place.is_some(), "a swap would have taken it along");
    assert!(start.folder.has_others());
}

#[test]
fn what_is_mounted_in_a_tree_that_goes_is_not_looked_into() {
    let start = Start::new(Way::Exchange, Before::Portal);
    start.folder.write(".portal/site-public.tree-90/uploads/mine.txt", "mine");
    start.folder.write(".portal/site-public.tree-90/ours.txt", "ours");
    let disk = with_mount(|path| path.ends_with("site-public.tree-90/uploads"));
    let published = start.folder.publish(&disk, "2013").expect("it can be published");
    assert_eq!(published.leftovers.len(), 1, "{published:?}");
    let tree = start.folder.work().join("site-public.tree-90");
    assert!(tree.join("uploads/mine.txt").exists() && !tree.join("ours.txt").exists());
}

#[test]
fn a_pipe_is_not_waited_for() {
    for path in [RECORD, "public/.portal-site"] {
        let start = Start::new(Way::Exchange, Before::Portal);
        let pipe = start.folder.root.join(path);
        fs::remove_file(&pipe).expect("a file");
        {
            let _nobody_publishes = FORKING.write().expect("no panic");
            assert!(Command::new("mkfifo").arg(&pipe).status().expect("a pipe").success());
        }
        drop(start.folder.recover(&sound()));
        // Whatever comes of it comes at once.
        drop(start.folder.publish(&sound(), "2013"));
        assert!(start.is_readable(), "{path}");
    }
}
