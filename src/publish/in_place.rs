//! A staged tree is moved into a folder that cannot be swapped (a mount point, or one in a folder
//! that others own), file by file, in an order in which no reader ever meets a page without its
//! assets, and none half a file:
//!
//! 1. the manifest of what was there and what will be, so that all of it is known as ours whatever
//!    happens;
//! 2. what pages need: stylesheets, scripts, images, engine and index, under names of their own;
//! 3. pages;
//! 4. what names the newest of something: lists, feeds, the manifest of the search;
//! 5. what is not published any more is deleted;
//! 6. the manifest of what is there now.
//!
//! Every step can be taken again: what is done already is not there to be done.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::MARKER;
use super::discard::Leftover;
use super::disk::{Disk, EntryKind, is_absent};
use super::listing::list;
use super::manifest::Manifest;
use super::plan::{folders_of, slashed};

/// The manifest of step 1, in the staged tree, and what it adds to the generation's name.
pub(super) const UNION: &str = ".portal-site.union";
pub(super) const UNFINISHED: &str = " unfinished";

/// The manifest of step 6 while it is written once more.
const LEFT: &str = ".portal-site.left";

/// Why not everything could be done.
#[derive(Debug)]
pub(super) struct Stopped {
    /// Whether the folder is as it was.
    pub(super) is_untouched: bool,
    pub(super) source: io::Error,
}

/// Publishes `staged` in `target`, and deletes the files of `gone`; gives what cannot be deleted.
pub(super) fn publish_in_place(
    disk: &dyn Disk,
    staged: &Path,
    target: &Path,
    gone: &[String],
) -> Result<Vec<Leftover>, Stopped> {
    let mut is_untouched = true;
    let moved = move_in(disk, staged, target, gone, &mut is_untouched);
    moved.map_err(|source| Stopped { is_untouched, source })?;
    let leftovers = delete_gone(disk, target, gone);
    settle(disk, staged, target, &leftovers)
        .map_err(|source| Stopped { is_untouched: false, source })?;
    Ok(leftovers)
}

/// Step 6. What could not be deleted is still ours, so that the next build tries again.
fn settle(disk: &dyn Disk, staged: &Path, target: &Path, leftovers: &[Leftover]) -> io::Result<()> {
    let new = staged.join(MARKER);
    let Some(manifest) = Manifest::read(disk, staged)? else { return Ok(()) };
    if !leftovers.is_empty() {
        let left = |name: &str| leftovers.iter().any(|leftover| leftover.path == target.join(name));
        let union = Manifest::read(disk, target)?.unwrap_or_default();
        let again = staged.join(LEFT);
        if disk.found(&again)?.is_some() {
            disk.remove_file(&again)?;
        }
        disk.write(&again, &manifest.with(&union, left).to_bytes())?;
        disk.rename(&again, &new)?;
    }
    disk.rename(&new, &target.join(MARKER))?;
    disk.sync(target)
}

/// Steps 1 to 4.
fn move_in(
    disk: &dyn Disk,
    staged: &Path,
    target: &Path,
    gone: &[String],
    is_untouched: &mut bool,
) -> io::Result<()> {
    let listed = match list(disk, staged) {
        Err(error) if is_absent(&error) => return Ok(()),
        listed => listed?,
    };
    // A folder without a file has been emptied before.
    let files = listed.into_iter().filter(|(_, kind)| *kind == EntryKind::File);
    let mut names: Vec<String> = files.filter_map(|(path, _)| path.to_str().map(slashed)).collect();
    names.sort_by_key(|name| order(name));
    for name in names.iter().filter(|name| ![MARKER, LEFT].contains(&name.as_str())) {
        if name == UNION {
            disk.rename(&staged.join(name), &target.join(MARKER))?;
            *is_untouched = false;
            make_room(disk, target, &names, gone)?;
            continue;
        }
        make_folders(disk, target, name)?;
        disk.rename(&staged.join(name), &target.join(name))?;
        *is_untouched = false;
    }
    disk.sync(target)
}

/// Which files come first. What is packed comes with what it is packed of: who reads the one sees
/// the same edition as who reads the other.
fn order(name: &str) -> usize {
    let name = [".br", ".gz"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(name);
    let ending = name.rsplit('.').next().unwrap_or_default();
    match ending {
        _ if name == UNION => 0,
        _ if name.ends_with("sw.js") => 4,
        "html" => 2,
        "xml" | "json" | "txt" | "webmanifest" => 3,
        _ => 1,
    }
}

fn make_folders(disk: &dyn Disk, target: &Path, name: &str) -> io::Result<()> {
    for folder in folders_of(name) {
        let path = target.join(folder);
        if disk.found(&path)?.is_none() {
            disk.create_folder(&path)?;
        }
    }
    Ok(())
}

/// Deletes what is gone and would be a folder now, or is in what would be a file now.
fn make_room(disk: &dyn Disk, target: &Path, names: &[String], gone: &[String]) -> io::Result<()> {
    let files: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let folders: BTreeSet<&str> = names.iter().flat_map(|name| folders_of(name)).collect();
    let in_the_way = |name: &&String| {
        folders.contains(name.as_str()) || folders_of(name).any(|folder| files.contains(folder))
    };
    gone.iter().filter(in_the_way).try_for_each(|name| delete(disk, target, name))
}

/// Deletes what is not published any more; gives what cannot be.
fn delete_gone(disk: &dyn Disk, target: &Path, gone: &[String]) -> Vec<Leftover> {
    let refused = gone.iter().filter_map(|name| {
        let source = delete(disk, target, name).err()?;
        Some(Leftover { tree: target.to_owned(), path: target.join(name), source })
    });
    refused.collect()
}

/// Deletes a file, and the folders that it leaves empty.
fn delete(disk: &dyn Disk, target: &Path, name: &str) -> io::Result<()> {
    match disk.remove_file(&target.join(name)) {
        Err(error) if is_absent(&error) => {}
        done => done?,
    }
    let folders: Vec<_> = folders_of(name).collect();
    // A folder that is not empty ends it, as it should.
    let _ =
        folders.into_iter().rev().try_for_each(|folder| disk.remove_folder(&target.join(folder)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_after_what_they_need_and_before_what_names_the_newest() {
        let mut names = [
            "soeg/index/manifest.json",
            "index.html",
            "index.html.br",
            "index.html.gz",
            "css/portal.1.css",
            "css/portal.1.css.gz",
            UNION,
            "soeg/index/index.2.bin",
            "tilbud/index.html",
            "sw.js",
        ];
        names.sort_by_key(|name| order(name));
        assert_eq!(
            names,
            [
                UNION,
                "css/portal.1.css",
                "css/portal.1.css.gz",
                "soeg/index/index.2.bin",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "tilbud/index.html",
                "soeg/index/manifest.json",
                "sw.js"
            ]
        );
    }
}
