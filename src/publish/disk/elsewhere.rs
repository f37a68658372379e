//! Where there are no modes, no owners and no numbers of files: everything is as it should be.

use std::fs;
use std::io;
use std::path::Path;

pub(super) fn readable_by_all(_: &fs::File) -> io::Result<()> {
    Ok(())
}

pub(super) fn open_to_all(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn writable_by_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn is_public(_: &fs::Metadata) -> bool {
    true
}

pub(super) fn give_to_owner_of(_: &fs::Metadata, _: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn identity(_: &fs::Metadata) -> u64 {
    0
}

/// A file that is open cannot be deleted here.
pub(super) fn is_at(_: &fs::File, _: &Path) -> bool {
    true
}

pub(super) fn not_through_links(_: &mut fs::OpenOptions) {}

pub(super) fn without_waiting(_: &mut fs::OpenOptions) {}

pub(super) fn is_mount(_: &Path) -> io::Result<bool> {
    Ok(false)
}
