//! What others have to do with a published folder: what they put there stays, and what cannot be
//! deleted stops nobody.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use portal::publish::{PublishError, SiteTree};

use super::faulty::{Call, FaultyDisk};
use super::folder::{Folder, site};
use super::{WAYS, Way, sound};

#[test]
fn what_cannot_be_deleted_is_told_and_stops_nobody() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        let stubborn = FaultyDisk::new(|call: Call<'_>| {
            let is_it =
                call.path.ends_with("tilbud/2012/index.html") && call.name.starts_with("remove");
            let denied = is_it || call.name == "make_writable";
            denied.then(|| io::ErrorKind::PermissionDenied.into()).or_else(|| way.refusal(call))
        });
        for edition in ["2013", "2014"] {
            let published =
                folder.publish(&stubborn, edition).expect("it is published all the same");
            let [leftover] = published.leftovers.as_slice() else {
                panic!("{way:?}: {published:?}")
            };
            assert!(leftover.path.ends_with("tilbud/2012/index.html"), "{way:?}: {leftover:?}");
            assert!(leftover.path.starts_with(&leftover.tree), "{way:?}: {leftover:?}");
            assert!(
                folder.public().join(format!("tilbud/{edition}/index.html")).exists(),
                "{way:?}"
            );
        }
        let published = folder.publish(&way.disk(), "2015").expect("so is the last one");
        assert!(
            published.leftovers.is_empty(),
            "{way:?}: what can be deleted by now is: {published:?}"
        );
        assert_eq!(folder.site().len(), site("2015").len() + 1, "{way:?}");
    }
}

#[test]
fn what_others_put_there_stays() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        folder.let_others_in();
        let secret = folder.public().join(".git");
        fs::set_permissions(&secret, PermissionsExt::from_mode(0o700)).expect("a mode");
        let published = folder.publish(&way.disk(), "2013").expect("it can be published");
        assert!(folder.has_others(), "{way:?}");
        assert_eq!(published.in_place.is_some(), way == Way::InPlace);
        assert!(
            published.changed.is_empty() && published.unclear.is_empty(),
            "{way:?}: {published:?}"
        );
        assert_eq!(
            fs::metadata(&secret).expect("a folder").mode() & 0o777,
            0o700,
            "{way:?}: its mode stays"
        );
        assert!(
            !folder.public().join("tilbud/2012/index.html").exists(),
            "{way:?}: what is ours goes"
        );
    }
}

#[test]
fn what_stands_in_the_way_is_named_and_nothing_changes() {
    for (path, way) in ["tilbud/2013/index.html", "tilbud/2013", "css/portal.2013.css/noter.txt"]
        .into_iter()
        .flat_map(|path| WAYS.map(|way| (path, way)))
    {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        folder.write(&format!("public/{path}"), "mine");
        let before = (folder.site(), folder.index());
        match folder.publish(&way.disk(), "2013") {
            Err(PublishError::InTheWay { names, .. }) => {
                assert_eq!(names, [Path::new(path)], "{way:?}");
            }
            told => panic!("{path}: {told:?}"),
        }
        assert_eq!((folder.site(), folder.index()), before, "{way:?}: {path}");
    }
}

#[test]
fn a_file_in_the_way_with_the_very_bytes_is_taken_over() {
    let folder = Folder::new();
    folder.publish(&sound(), "2012").expect("it can be published");
    folder.write("public/tilbud/2013/index.html", "2013");
    folder.publish(&sound(), "2013").expect("it can be published");
    folder.publish(&sound(), "2014").expect("it can be published");
    assert!(!folder.public().join("tilbud/2013").exists(), "it is ours now");
}

#[test]
fn files_that_somebody_changed_are_named_and_only_those_of_the_portal_are_written_anew() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        folder.write("public/404.html", "rettet");
        folder.write("public/tilbud/2012/index.html", "rettet");
        let published = folder.publish(&way.disk(), "2013").expect("it can be published");
        assert_eq!(published.changed, ["404.html", "tilbud/2012/index.html"], "{way:?}");
        assert_eq!(
            fs::read(folder.public().join("404.html")).expect("a file"),
            b"ikke her",
            "{way:?}"
        );
        assert_eq!(
            fs::read(folder.public().join("tilbud/2012/index.html")).expect("a file"),
            b"rettet",
            "{way:?}"
        );
    }
}

#[test]
fn a_file_where_a_folder_was_and_a_folder_where_a_file_was_are_ours_to_change() {
    let before: SiteTree = [("a/index.html", "a"), ("b", "b")]
        .map(|(path, text)| (path.to_owned(), text.into()))
        .into_iter()
        .collect();
    let after: SiteTree = [("a", "a"), ("b/index.html", "b")]
        .map(|(path, text)| (path.to_owned(), text.into()))
        .into_iter()
        .collect();
    for way in WAYS {
        let folder = Folder::new();
        folder.publish_tree(&way.disk(), &before, "2012").expect("it can be published");
        folder.publish_tree(&way.disk(), &after, "2013").expect("it can be published");
        assert_eq!(
            fs::read(folder.public().join("b/index.html")).expect("a file"),
            b"b",
            "{way:?}"
        );
        assert_eq!(folder.site().len(), 3, "{way:?}");
    }
}

#[test]
fn what_is_unchanged_is_not_written_and_what_is_written_everybody_may_read() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        let closed = folder.public().join("css/portal.css");
        fs::set_permissions(&closed, PermissionsExt::from_mode(0o600)).expect("a mode");
        let stat = |path: &str| fs::metadata(folder.public().join(path)).expect("a file");
        let before = (stat("404.html").ino(), stat("404.html").mtime_nsec());
        folder.publish(&way.disk(), "2013").expect("it can be published");
        assert_eq!(
            (stat("404.html").ino(), stat("404.html").mtime_nsec()),
            before,
            "{way:?}: it is the same file"
        );
        for path in ["index.html", "css/portal.css", ".portal-site"] {
            assert_eq!(stat(path).mode() & 0o444, 0o444, "{way:?}: {path}");
        }
        for path in ["", "tilbud/2013"] {
            assert_eq!(stat(path).mode() & 0o555, 0o555, "{way:?}: {path}");
        }
    }
}

#[test]
fn what_others_put_there_while_it_is_staged_is_moved_over() {
    let folder = Folder::new();
    folder.publish(&sound(), "2012").expect("it can be published");
    folder.let_others_in();
    let public = folder.public();
    let busy = FaultyDisk::new(|call: Call<'_>| {
        // The index is swapped first: by then everything is staged.
        if call.name == "exchange" && call.path.ends_with("index") {
            fs::write(public.join(".well-known/acme-challenge/ny"), "ny").expect("a file");
            fs::write(public.join("ny.txt"), "portal.example.org").expect("a file");
            fs::rename(public.join("ny.txt"), public.join("web.config"))
                .expect("a new file of the same name");
        }
        None
    });
    let published = folder.publish(&busy, "2013").expect("it can be published");
    assert!(published.leftovers.is_empty(), "{published:?}");
    let read = |path: &str| fs::read_to_string(folder.public().join(path)).expect("a file");
    assert_eq!(read(".well-known/acme-challenge/ny"), "ny");
    assert_eq!(read("web.config"), "portal.example.org");
    assert_eq!(read("index.html"), "2013");
}

#[test]
fn a_folder_of_others_stays_its_owners() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        folder.let_others_in();
        let theirs =
            [folder.public(), folder.public().join(".well-known"), folder.public().join("uploads")];
        // Only root may give something away.
        let given = theirs
            .iter()
            .all(|path| std::os::unix::fs::chown(path, Some(4711), Some(4711)).is_ok());
        let owner = |path: &Path| {
            fs::metadata(path).map(|found| (found.uid(), found.gid())).expect("a folder")
        };
        let before = theirs.each_ref().map(|path| owner(path));
        folder.publish(&way.disk(), "2013").expect("it can be published");
        assert_eq!(
            theirs.each_ref().map(|path| owner(path)),
            before,
            "{way:?}, given away: {given}"
        );
    }
}

#[test]
fn a_folder_of_an_older_version_keeps_what_it_has_and_says_so() {
    for way in WAYS {
        let folder = Folder::new();
        folder.publish(&way.disk(), "2012").expect("it can be published");
        folder.write("public/.portal-site", "portal\n");
        folder.write("public/CNAME", "portal.example");
        let published = folder.publish(&way.disk(), "2013").expect("it can be published");
        let unclear: Vec<_> =
            published.unclear.iter().map(|path| path.display().to_string()).collect();
        assert_eq!(unclear, ["CNAME", "css/portal.2012.css", "tilbud/2012/index.html"], "{way:?}");
        assert!(
            folder.publish(&way.disk(), "2014").expect("it can be published").unclear.is_empty()
        );
        assert!(!folder.public().join("tilbud/2013").exists(), "{way:?}: from then on it knows");
    }
}
