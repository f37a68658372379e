//! What only Unix knows. Who may read: added to what the umask leaves, so that a group that may
//! write still may.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::Path;

const FILE: u32 = 0o644;
const FOLDER: u32 = 0o755;
const OWNER: u32 = 0o700;

pub(super) fn readable_by_all(file: &fs::File) -> io::Result<()> {
    match with(&file.metadata()?, FILE) {
        Some(permissions) => where_there_are_modes(file.set_permissions(permissions)),
        None => Ok(()),
    }
}

pub(super) fn open_to_all(folder: &Path) -> io::Result<()> {
    match with(&fs::symlink_metadata(folder)?, FOLDER) {
        Some(permissions) => where_there_are_modes(fs::set_permissions(folder, permissions)),
        None => Ok(()),
    }
}

/// A file system without modes, such as FAT, says that what is ours may not be changed.
fn where_there_are_modes(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

pub(super) fn writable_by_owner(folder: &Path) -> io::Result<()> {
    match with(&fs::symlink_metadata(folder)?, OWNER) {
        Some(permissions) => fs::set_permissions(folder, permissions),
        None => Ok(()),
    }
}

pub(super) fn is_public(found: &fs::Metadata) -> bool {
    with(found, if found.is_dir() { FOLDER } else { FILE }).is_none()
}

/// The permissions with those of `mode`; nothing if they are there.
fn with(found: &fs::Metadata, mode: u32) -> Option<fs::Permissions> {
    let had = found.permissions().mode();
    (had & mode != mode).then(|| fs::Permissions::from_mode(had | mode))
}

pub(super) fn give_to_owner_of(had: &fs::Metadata, to: &Path) -> io::Result<()> {
    let has = fs::symlink_metadata(to)?;
    if (has.uid(), has.gid()) == (had.uid(), had.gid()) {
        return Ok(());
    }
    chown(to, Some(had.uid()), Some(had.gid()))
}

pub(super) fn identity(found: &fs::Metadata) -> u64 {
    found.ino()
}

/// Whether an open file is the one that has this name.
pub(super) fn is_at(file: &fs::File, path: &Path) -> bool {
    let same = |one: &fs::Metadata, other: &fs::Metadata| {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    };
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(open), Ok(named)) if same(&open, &named))
}

pub(super) fn not_through_links(options: &mut fs::OpenOptions) {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

/// A pipe that nobody writes into is opened at once.
pub(super) fn without_waiting(options: &mut fs::OpenOptions) {
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
}

/// Linux says it of a folder that is mounted within its own file system, too (statx(2), since 5.8).
#[cfg(target_os = "linux")]
pub(super) fn is_mount(folder: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let found = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())?;
    Ok(found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_mount(folder: &Path) -> io::Result<bool> {
    let above = folder.parent().map(fs::symlink_metadata).transpose()?;
    let found = fs::symlink_metadata(folder)?;
    Ok(above.is_some_and(|above| above.dev() != found.dev()))
}
